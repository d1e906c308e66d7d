"""COUNT-PCT and COUNT-PARTS: a whole and the parts that a sentence gives with their percentages.

Read are "Trong 58 đơn vị được đánh giá có 5 đơn vị xếp loại Xuất sắc (8,6%), 20 đơn vị xếp loại Tốt (34,5%)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from doichieu.model import Check, Finding, Heading, Level, Number, Operand, Paragraph
from doichieu.normalize.claims import sentences
from doichieu.normalize.numbers import VIETNAMESE, read_number
from doichieu.normalize.text import clean
from doichieu.validate.paper import Paper
from doichieu.validate.rounding import Rounding, to_places
from doichieu.validate.rules.percentages import right_values
from doichieu.validate.rules.stated import statement, text_finding
from doichieu.validate.wording import Style, say

_FIGURE = r"\d{1,3}(?:\.\d{3})+|\d+"
_WHOLE = re.compile(rf"\btrong (?:tổng )?(?:số )?(?P<figure>{_FIGURE})\s+(?P<unit>[^\W\d]+)\b", re.IGNORECASE)
_UNIT = "UNIT"
_PART = (
    rf"(?<![\d/.,\w-])(?P<figure>{_FIGURE})\s+{_UNIT}\b[^\d;.%()]{{0,90}}"
    r"(?:\(|,?\s(?:chiếm|đạt|tương ứng|bằng)\s(?:tỷ lệ\s|tỉ lệ\s)?)(?P<percent>\d+(?:[.,]\d+)?)\s?%"
)
_LEAST = 2
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part with its percentage, as printed and read."""

    printed: str
    value: Decimal
    percent: str
    share: Number

    def follows(self, whole: Decimal, rounding: Rounding) -> bool:
        """Whether the percentage is the part's of a whole."""
        exact = self.value * 100 / whole
        return self.share.value in (
            right_values(exact, self.share.places, rounding) | {to_places(exact, self.share.places)}
        )


def check_whole_shares(paper: Paper, rounding: Rounding, style: Style) -> Iterator[Check | Finding]:
    """Check the percentages of parts of a whole that stands before them in one sentence.

    Where one part and its percentage contradict each other, the parts' sum says which of the two is wrong; where
    all do, and follow from another whole, that is.

    Args:
        paper: The paper.
        rounding: How the paper rounds.
        style: How the paper prints figures.

    Yields:
        A check a sentence, and a finding for what does not follow.
    """
    for block in paper.decision.document.blocks:
        if not isinstance(block, Paragraph | Heading) or "%" not in block.text:
            continue
        for _, sentence in sentences(clean(block.text)):
            match = _WHOLE.search(sentence)
            parts = _parts(sentence, match) if match else []
            whole = read_number(match["figure"], VIETNAMESE) if match else None
            if match is None or whole is None or not whole.value or len(parts) < _LEAST:
                continue
            wrong = _wrong(whole.value, parts, rounding)
            yield statement("COUNT-PCT", held=wrong is None)
            if wrong is not None:
                yield _finding(paper, block, match["figure"], parts, wrong, style)


def figures_of_wholes(block: Paragraph | Heading) -> set[tuple[str, str]]:
    """The parts and percentages of a paragraph, as printed, that stand behind their whole."""
    return {
        (part.printed, part.percent.rstrip("%"))
        for _, sentence in sentences(clean(block.text))
        if (match := _WHOLE.search(sentence))
        for part in _parts(sentence, match)
    }


def _parts(sentence: str, whole: re.Match[str]) -> list[_Part]:
    pattern = re.compile(_PART.replace(_UNIT, re.escape(whole["unit"])), re.IGNORECASE)
    found = []
    for match in pattern.finditer(sentence, whole.end()):
        value, share = read_number(match["figure"], VIETNAMESE), read_number(match["percent"])
        if value is not None and share is not None:
            found.append(_Part(match["figure"], value.value, match["percent"] + "%", share))
    return found


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What is wrong: as printed, the right figure, its decimal places."""

    printed: str
    right: Decimal
    places: int
    count: bool


def _wrong(whole: Decimal, parts: Sequence[_Part], rounding: Rounding) -> _Wrong | None:
    off = [part for part in parts if not part.follows(whole, rounding)]
    added = sum((part.value for part in parts), Decimal(0))
    if not off:
        return None
    if len(off) == len(parts):
        others = {_whole_of(part) for part in parts} | {added}
        told = [one for one in others if one and all(part.follows(one, rounding) for part in parts)]
        printed = f"{whole:f}"
        return _Wrong(printed, told[0], 0, count=True) if len(told) == 1 else None
    if len(off) > 1:
        return None
    part = off[0]
    meant = (part.share.value * whole / 100).to_integral_value(ROUND_HALF_UP)
    counted = _Part(part.printed, meant, part.percent, part.share).follows(whole, rounding)
    if added != whole and counted and added - part.value + meant == whole:
        return _Wrong(part.printed, meant, 0, count=True)
    return _Wrong(
        part.percent,
        to_places(part.value * 100 / whole, part.share.places, rounding),
        part.share.places,
        count=False,
    )


def _whole_of(part: _Part) -> Decimal:
    """The whole that a part and its percentage give."""
    return (
        (part.value * 100 / part.share.value).to_integral_value(ROUND_HALF_UP)
        if part.share.value
        else Decimal(0)
    )


def _finding(
    paper: Paper,
    block: Paragraph | Heading,
    whole: str,
    parts: Sequence[_Part],
    wrong: _Wrong,
    style: Style,
) -> Finding:
    right = style.beside(wrong.printed).show(wrong.right, places=wrong.places) + ("" if wrong.count else "%")
    printed = (
        whole if wrong.printed.isdigit() and wrong.printed == re.sub(r"\D", "", whole) else wrong.printed
    )
    listed = "; ".join(f"{part.printed} ({part.percent})" for part in parts)
    others = [text for part in parts for text in (part.printed, part.percent) if text != printed]
    return text_finding(
        paper,
        "COUNT-PCT",
        Level.ERROR,
        [whole, *(part.printed for part in parts), printed],
        say(
            f"Văn bản nêu trong {whole} có {listed}; theo các số còn lại, {printed} phải là {right}.",
            f"The text gives, of {whole}: {listed}; by the other figures, {printed} must be {right}.",
        ),
        observed=printed,
        expected=right,
        operands=[
            Operand(text=printed, role="doubtful", locator=block.locator),
            *(
                Operand(text=text, role="operand", locator=block.locator)
                for text in (whole, *others)
                if text != printed
            ),
        ],
        cause=say("Số đếm hoặc tỷ lệ ghi nhầm.", "A count or a percentage is misprinted."),
        suggestion=say(f"Sửa {printed} thành {right}.", f"Correct {printed} to {right}."),
    )
