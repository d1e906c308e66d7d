"""CLAIM-PARTS: counts and amounts in a sentence add up to the total stated with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from doichieu.model import Check, Finding, Heading, Level, Operand, Paragraph
from doichieu.normalize.claims import sentences
from doichieu.normalize.numbers import VIETNAMESE, read_number
from doichieu.normalize.text import clean, fold
from doichieu.validate.paper import Paper
from doichieu.validate.rounding import Grade, grade_residual
from doichieu.validate.rules.stated import statement, text_finding
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style, say

_FIGURE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_UNIT = (
    r"hồ sơ|thủ tục(?: hành chính)?|tthc|dịch vụ(?: công)?|đơn vị|cơ quan|địa phương|tiêu chí|chỉ tiêu|nhiệm vụ|văn bản"
    r"|người|cán bộ|công chức|viên chức|lượt|phiếu|điểm|triệu đồng|tỷ đồng|nghìn đồng|đồng|dự án|xã|phường|hộ|trường hợp"
    r"|chỉ số|nội dung|cuộc|ý kiến|doanh nghiệp|hợp tác xã|đại biểu|thành viên|học viên|máy tính|thiết bị|sản phẩm|kế hoạch|báo cáo|sở|huyện|tỉnh|lĩnh vực|nhóm"
)
# "… 45 chỉ tiêu, gồm: 20 chỉ tiêu …"; in brackets right after the unit the word is left out.
_WHOLE = re.compile(
    rf"(?<![\d/.,\w-])(?P<figure>{_FIGURE})(?![\d%/]|[.,]\d)\s+(?P<unit>{_UNIT})\b(?P<mid>[^\d.;:()]{{0,80}}?)"
    r"(?:,?\s*\b(?:bao gồm|gồm có|gồm)\b\s*(?:có\s*)?(?P<colon>:)?|\s*(?P<open>\())\s*",
    re.IGNORECASE,
)
_AMOUNT = re.compile(rf"(?<![\d/.,\w-])(?!(?<=\()\d+\))(?P<figure>{_FIGURE})(?![\d%/]|[.,]\d)")
_LAST = re.compile(
    rf"\b(?:tổng cộng|tổng số|tổng|cộng)\b(?:\s+(?:là|được|có))?\s*:?\s*(?P<figure>{_FIGURE})(?![\d%/]|[.,]\d)\s*(?P<unit>{_UNIT})?",
    re.IGNORECASE,
)
# Parts are listed within so many characters of their total.
_LONGEST = 2000
# As many characters before a figure hold the word that makes it no amount.
_BEFORE = 20
_ROUNDED = re.compile(r"(?:nghìn|triệu|tỷ|tỉ) đồng$", re.IGNORECASE)
_SUM_WORD = re.compile(r"gồm|\(|tổng|cộng", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"\.(?=\s|$)")
_CLAUSE = re.compile(r"[.;](?=\s|$)")
# What may be made up of things of other names: offices of departments and districts.
_GENERAL = frozenset({"don vi", "co quan", "dia phuong", "nguoi", "ho so", "van ban"})
_PIECE = re.compile(r"[;,]\s|\s+và\s+", re.IGNORECASE)
# A bound is no total: "dưới 58 điểm, gồm: A (56,4 điểm) và B (55,9 điểm)", "từ 90 điểm trở lên gồm …".
_BOUND = re.compile(
    r"(?:\b(?:tu|tren|duoi|den|hon|kem|vuot|cung|chua|khong qua|toi thieu|toi da)(?: (?:dat|duoc|muc))?|[<>≤≥])\s*$"
)
_ONWARD = re.compile(r"\s*(?:tro|do) (?:len|xuong|di)\b")
# Years, levels, numbers of papers and of items are no amounts.
_NO_AMOUNT = re.compile(
    r"\b(?:muc do|cap do|muc|nam|ngay|thang|quy|so|dieu|khoan|nhom|bang|khoa|giai doan|tu|den)\s*$"
)
_STARS = re.compile(r"\s+sao\b")
_OPEN = re.compile(r"\b(khac|con lai|mot so|trong do|tren|khoang|gan|hon|it nhat|\.\.\.)\b|…|\.\.\.")


@dataclass(frozen=True, slots=True)
class StatedSum:
    """A total of a sentence with what it is made up of.

    Attributes:
        whole: The total as printed, with its unit.
        value: The total.
        parts: Its parts, as printed and as values.
    """

    whole: str
    value: Decimal
    parts: tuple[tuple[str, Decimal], ...]


def check_parts(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check totals in the text against the parts stated with them.

    Read are "45 chỉ tiêu, gồm: 20 chỉ tiêu …, 15 … và 10 …", "30 đơn vị (19 sở và 11 huyện)" and
    "A 10 hồ sơ, B 18 hồ sơ; tổng 28 hồ sơ"; parts after "trong đó" need not be all there are.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a total, and a finding for each that its parts do not give.
    """
    for block in paper.decision.document.blocks:
        if not isinstance(block, Paragraph | Heading):
            continue
        for found in stated_sums(block.text):
            total = sum((value for _, value in found.parts), Decimal(0))
            held = total == found.value or _rounds_away(found, total)
            yield statement("CLAIM-PARTS", held=held)
            if not held:
                yield _finding(paper, block, found, total, style)


def _rounds_away(found: StatedSum, total: Decimal) -> bool:
    """Whether a gap is what rounding leaves: amounts of money in thousands, millions and more are rounded."""
    if not _ROUNDED.search(found.whole):
        return False
    places = -int(min(found.value.as_tuple().exponent, 0))
    grade = grade_residual(found.value - total, [places] * (len(found.parts) + 1))
    return grade in {Grade.EXACT, Grade.POSSIBLE}


def _states_a_sum(text: str) -> bool:
    """Whether a text may state a total with its parts; a look that costs little, whatever the text."""
    return bool(_DIGIT.search(text) and _SUM_WORD.search(text))


def stated_sums(text: str) -> Iterator[StatedSum]:
    """The totals of a text that are stated with all their parts."""
    if not _states_a_sum(text):
        return
    text = clean(text)
    for match in _WHOLE.finditer(text):
        if _is_bound(text, match):
            continue
        rest = text[match.end() : match.end() + _LONGEST]
        stop = _SENTENCE if match["colon"] else _CLAUSE
        listed = rest.partition(")")[0] if match["open"] else stop.split(rest, maxsplit=1)[0]
        parts = _parts(listed, fold(match["unit"]), leading=True)
        whole = read_number(match["figure"], VIETNAMESE)
        # A part beyond the whole counts something else: 4 districts of 45 communes.
        if whole is not None and parts and all(value <= whole.value for _, value in parts):
            yield StatedSum(f"{match['figure']} {match['unit']}", whole.value, parts)
    for _, sentence in sentences(text.replace("; ", ", ")):
        last = _LAST.search(sentence)
        parts = _parts(sentence[: last.start()], fold(last["unit"] or ""), leading=False) if last else ()
        whole = read_number(last["figure"], VIETNAMESE) if last else None
        if last and whole is not None and parts:
            yield StatedSum(last["figure"], whole.value, parts)


def _is_bound(text: str, match: re.Match[str]) -> bool:
    before = fold(text[max(0, match.start() - _BEFORE) : match.start()])
    return bool(_BOUND.search(before) or _ONWARD.match(fold(match["mid"])))


def _parts(listed: str, unit: str, *, leading: bool) -> tuple[tuple[str, Decimal], ...]:
    """The parts of a list, one figure each; nothing where the list can be read in several ways."""
    if _OPEN.search(fold(listed)):
        return ()
    pieces: list[list[tuple[str, Decimal, str]]] = []
    for piece in _PIECE.split(listed):
        amounts = list(islice(_amounts(piece), 2))
        if len(amounts) > 1:
            return ()
        if leading and amounts and not piece.lstrip(" (").startswith(amounts[0][0]):
            named = _is_of(fold(amounts[0][2]), unit)
            if not named:
                return ()
        if amounts:
            pieces.append(amounts)
    if len(pieces) < 2:
        return ()
    flat = [amounts[0] for amounts in pieces]
    alike = [bool(unit) and _is_of(fold(after), unit) for _, _, after in flat]
    if not (all(alike) or (leading and (alike[0] or unit in _GENERAL))):
        return ()
    return tuple((printed, value) for printed, value, _ in flat)


def _is_of(after: str, unit: str) -> bool:
    """Whether words begin with a unit, or with its noun: "dịch vụ toàn trình" of "dịch vụ công"."""
    short = " ".join(unit.split()[:2])
    return after.startswith(unit) or (len(short) < len(unit) and after.startswith(f"{short} "))


def _amounts(piece: str) -> Iterator[tuple[str, Decimal, str]]:
    """Figures of a piece with the words after them."""
    for match in _AMOUNT.finditer(piece):
        number = read_number(match["figure"], VIETNAMESE)
        if _STARS.match(piece, match.end()):
            continue  # "10 sản phẩm 5 sao"
        if number is not None and not _NO_AMOUNT.search(
            fold(piece[max(0, match.start() - _BEFORE) : match.start()])
        ):
            yield match["figure"], number.value, piece[match.end() :].strip()


def _finding(
    paper: Paper, block: Paragraph | Heading, found: StatedSum, total: Decimal, style: Style
) -> Finding:
    listed = " + ".join(printed for printed, _ in found.parts)
    right = style.beside(found.whole, *(printed for printed, _ in found.parts)).show(total)
    slip = is_typing_slip(found.value, total)
    return text_finding(
        paper,
        "CLAIM-PARTS",
        Level.ERROR if slip else Level.WARNING,
        [found.whole, *(printed for printed, _ in found.parts)],
        say(
            f"Văn bản nêu {found.whole}, các phần nêu kèm ({listed}) cộng được {right}.",
            f"The text states {found.whole}; the parts stated with it ({listed}) add up to {right}.",
        ),
        observed=found.whole,
        expected=right,
        steps=[say(f"{listed} = {right} ≠ {found.whole}")],
        operands=[
            Operand(text=found.whole, role="doubtful", locator=block.locator),
            *(Operand(text=printed, role="part", locator=block.locator) for printed, _ in found.parts),
        ],
        cause=say("Tổng hoặc một phần ghi nhầm.", "The total or one of the parts is misprinted."),
        suggestion=say(f"Kiểm tra lại {found.whole} và các phần.", f"Check {found.whole} and its parts."),
    )
