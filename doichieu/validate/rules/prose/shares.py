"""COUNT-PCT of counts in a sentence.

Read are "18.400 hồ sơ, trong đó 11.900 hồ sơ trực tuyến, chiếm 64,67%", and the parts of a total with their shares:
"98.420 hồ sơ (đúng hạn 98.285 hồ sơ, đạt 99,86%; quá hạn 135 hồ sơ, chiếm 0,14%)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Check, Finding, Heading, Level, Number, Operand, Paragraph
from doichieu.normalize.numbers import VIETNAMESE, read_number
from doichieu.normalize.text import clean, words
from doichieu.validate.paper import Paper
from doichieu.validate.rounding import Rounding, to_places
from doichieu.validate.rules.percentages import cause_of, remark_on_rounding, right_values
from doichieu.validate.rules.prose.part_shares import check_part_shares
from doichieu.validate.rules.prose.parts import StatedSum, stated_sums
from doichieu.validate.rules.prose.suspects import suspect_of
from doichieu.validate.rules.prose.whole_shares import figures_of_wholes
from doichieu.validate.rules.stated import statement, text_finding
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style, say

_FIGURE = r"\d{1,3}(?:\.\d{3})+|\d+"
# Whole, part and percentage in one clause, with no other figure between them; the part counts the same thing.
_SHARE = re.compile(
    rf"(?<![\d/.,\w-])(?P<whole>{_FIGURE})\s+(?P<unit>[^\W\d]+(?:\s[^\W\d]+)?)\b[^\d;.]{{0,80}}?\btrong đó,?\s(?:có\s)?"
    rf"(?P<part>{_FIGURE})\s+(?P=unit)\b[^\d;.]{{0,80}}?\b(?:chiếm|đạt)\s(?:tỷ lệ\s|tỉ lệ\s)?"
    r"(?P<percent>\d+(?:[.,]\d+)?)\s?%",
    re.IGNORECASE,
)
# What stands between a part and its percentage, and behind it, where it is no share of the total.
_PERCENT = re.compile(
    r"\s+(?P<between>[^\d;.%]{1,60}?)(?P<percent>\d+(?:[.,]\d+)?)\s?%(?P<after>[^\d;.,)]{0,30})"
)
# What a percentage is said to be a share of, and the counts of the same thing that may be it.
_BASE = re.compile(r"\s*(?:so với|trên|của)\s(?:tổng\s)?(?:số\s)?(?P<base>[^\d;.,%()]{3,50})", re.IGNORECASE)
_COUNTED = rf"(?P<beside>[^;.,]{{{{0,60}}}}?)(?<![\d/.,\w-])(?P<whole>{_FIGURE.replace('{', '{{').replace('}', '}}')})\s+{{unit}}\b"
_OTHER_BASE = re.compile(
    r"\b(kế hoạch|dự toán|cùng kỳ|so với|tăng|giảm|chỉ tiêu|vượt|trong đó|của|trên)\b", re.IGNORECASE
)


_NEAR = 3


class _Share(NamedTuple):
    """A part of a total with its percentage: as printed, and the two counts."""

    whole: str
    part: str
    percent: str
    printed: Number
    counts: tuple[Decimal, Decimal]

    @classmethod
    def of(cls, whole: str, part: str, percent: str) -> _Share | None:
        """Read a share; None where the part is more than the total, or one of the three is no figure."""
        total, own, printed = (
            read_number(text, VIETNAMESE) for text in (whole.partition(" ")[0], part, percent)
        )
        if total is None or own is None or printed is None or not total.value or own.value > total.value:
            return None
        return cls(whole, part, percent, printed, (own.value, total.value))

    @property
    def exact(self) -> Decimal:
        """The part in per cent of the total."""
        return self.counts[0] * 100 / self.counts[1]

    def holds(self, rounding: Rounding) -> bool:
        """Whether the percentage is the part's."""
        return self.printed.value in right_values(self.exact, self.printed.places, rounding)


def check_shares(paper: Paper, rounding: Rounding, style: Style) -> Iterator[Check | Finding]:
    """Check percentages stated for a part of a count against the two counts.

    Args:
        paper: The paper.
        rounding: How the paper rounds.
        style: How the paper prints figures.

    Yields:
        A check a percentage, and a finding for each that does not follow.
    """
    for block in paper.decision.document.blocks:
        if isinstance(block, Paragraph | Heading) and "%" in block.text:
            shares = list(_in_block(block, rounding))
            for share in shares:
                yield from _judge(paper, block, share, rounding, style)
            known = {(share.part, share.percent) for share in shares} | figures_of_wholes(block)
            yield from check_part_shares(paper, block, known, style)


def _in_block(block: Paragraph | Heading, rounding: Rounding) -> Iterator[_Share]:
    """The shares of totals whose parts are told by "trong đó", or by what they add up to."""
    text = clean(block.text)
    for match in _SHARE.finditer(text):
        share = _Share.of(f"{match['whole']} {match['unit']}", match["part"], match["percent"])
        if share is not None:
            yield _of_base(share, match["unit"], text[: match.start()], text[match.end() :])
    for found in stated_sums(block.text):
        yield from _shares_of(found, text, rounding)


def _of_base(share: _Share, unit: str, before: str, after: str) -> _Share:
    """The share of the count that is named behind it: "đạt 94,5% so với số phiếu phát ra", told before with its figure."""
    base = _BASE.match(after)
    if base is None:
        return share
    said = set(words(base["base"]))
    counts = [
        (len(said.intersection(words(count["beside"]))), count["whole"])
        for count in re.finditer(_COUNTED.format(unit=re.escape(unit)), before, re.IGNORECASE)
    ]
    near = max(counts, default=None)
    other = _Share.of(f"{near[1]} {unit}", share.part, share.percent) if near and near[0] > 1 else None
    return share if other is None or said <= set(words(share.whole)) else other


def _shares_of(found: StatedSum, text: str, rounding: Rounding) -> list[_Share]:
    """The percentages of the parts of a total; none where not one of them is its part's share.

    Where the parts do not add up a count is wrong, and found as such; its percentage is no second error.
    """
    added = sum(value for _, value in found.parts)
    if " " not in found.whole or added != found.value:  # without a unit it is a total behind its parts
        return []
    listed = text.partition(found.whole)[2]
    shares = []
    for printed, _ in found.parts:
        at = re.search(rf"(?<![\d/.,\w-]){re.escape(printed)}(?![\d.,]*\d)", listed)
        listed = listed[at.end() :] if at else listed  # parts may be alike
        match = _PERCENT.match(listed) if at else None
        if match is None or _OTHER_BASE.search(match["between"] + " " + match["after"]):
            continue
        if (share := _Share.of(found.whole, printed, match["percent"])) is not None:
            shares.append(share)
    told = any(share.holds(rounding) for share in shares) or all(map(_is_near, shares))
    return shares if told else []


def _is_near(share: _Share) -> bool:
    """Whether a percentage is meant to be its part's: a few points from it, or a slip of the pen."""
    right = to_places(share.exact, share.printed.places)
    return abs(share.printed.value - right) <= _NEAR or is_typing_slip(share.printed.value, right)


def _judge(
    paper: Paper, block: Paragraph | Heading, share: _Share, rounding: Rounding, style: Style
) -> Iterator[Check | Finding]:
    held = share.holds(rounding)
    yield statement("COUNT-PCT", held=held)
    if held:
        return
    exact, percent = share.exact, share.printed
    counted, _, unit = share.whole.partition(" ")
    fraction, printed = f"{share.part}/{counted}", f"{share.percent}%"
    style = style.beside(printed)
    right = style.show(to_places(exact, percent.places, rounding), places=percent.places) + "%"
    remark = remark_on_rounding(exact, percent.value, percent.places)
    suspect = None if remark.vi else suspect_of(paper, *share.counts, percent.value, percent.places, rounding)
    operands = [
        Operand(text=printed, role="doubtful", locator=block.locator),
        Operand(text=share.part, role="part", locator=block.locator),
        Operand(text=counted, role="whole", locator=block.locator),
    ]
    cause, suggestion = (
        cause_of(remark),
        say(f"Sửa {printed} thành {right}.", f"Correct {printed} to {right}."),
    )
    if suspect is not None:
        operands.insert(0, operands.pop(2 if suspect.whole else 1))
        operands = [replace(operands[0], role="doubtful"), replace(operands[1], role="operand"), operands[2]]
        cause, wrong = suspect.cause(share.part, printed, style), operands[0].text
        suggestion = say(
            f"Kiểm tra lại {wrong}: bảng ghi {style.show(suspect.right)}.",
            f"Check {wrong}: the tables print {style.show(suspect.right)}.",
        )
    yield text_finding(
        paper,
        "COUNT-PCT",
        Level.WARNING if remark.vi else Level.ERROR,
        [fraction, printed],
        say(
            f"Văn bản nêu {fraction} {unit} là {printed}, tính lại được {right}{remark.vi}.",
            f"The text gives {fraction} as {printed}; recomputed it is {right}{remark.en}.",
        ),
        observed=printed,
        expected=right,
        steps=[say(f"{fraction} = {style.show(to_places(exact, 4))}% → {right} ≠ {printed}")],
        operands=operands,
        cause=cause,
        suggestion=suggestion,
    )
