"""COUNT-PCT of counts in a sentence: "18.400 hồ sơ, trong đó 11.900 hồ sơ trực tuyến, chiếm 64,67%"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doichieu.model import Check, Finding, Heading, Level, Operand, Paragraph
from doichieu.normalize.numbers import VIETNAMESE, read_number
from doichieu.normalize.text import clean
from doichieu.validate.paper import Paper
from doichieu.validate.rounding import Rounding, to_places
from doichieu.validate.rules.percentages import cause_of, remark_on_rounding, right_values
from doichieu.validate.rules.stated import statement, text_finding
from doichieu.validate.wording import Style, say

_FIGURE = r"\d{1,3}(?:\.\d{3})+|\d+"
# Whole, part and percentage in one clause, with no other figure between them; the part counts the same thing.
_SHARE = re.compile(
    rf"(?<![\d/.,\w-])(?P<whole>{_FIGURE})\s+(?P<unit>[^\W\d]+(?:\s[^\W\d]+)?)\b[^\d;.]{{0,80}}?\btrong đó,?\s(?:có\s)?"
    rf"(?P<part>{_FIGURE})\s+(?P=unit)\b[^\d;.]{{0,80}}?\b(?:chiếm|đạt)\s(?:tỷ lệ\s|tỉ lệ\s)?"
    r"(?P<percent>\d+(?:[.,]\d+)?)\s?%",
    re.IGNORECASE,
)


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
            for match in _SHARE.finditer(clean(block.text)):
                yield from _judge(paper, block, match, rounding, style)


def _judge(
    paper: Paper, block: Paragraph | Heading, match: re.Match[str], rounding: Rounding, style: Style
) -> Iterator[Check | Finding]:
    whole, part, percent = (read_number(match[name], VIETNAMESE) for name in ("whole", "part", "percent"))
    if whole is None or part is None or percent is None or not whole.value or part.value > whole.value:
        return
    exact = part.value * 100 / whole.value
    held = percent.value in right_values(exact, percent.places, rounding)
    yield statement("COUNT-PCT", held=held)
    if held:
        return
    fraction, printed = f"{match['part']}/{match['whole']}", f"{match['percent']}%"
    style = style.beside(printed)
    right = style.show(to_places(exact, percent.places, rounding), places=percent.places) + "%"
    remark = remark_on_rounding(exact, percent.value, percent.places)
    yield text_finding(
        paper,
        "COUNT-PCT",
        Level.WARNING if remark.vi else Level.ERROR,
        [fraction, printed],
        say(
            f"Văn bản nêu {fraction} {match['unit']} là {printed}, tính lại được {right}{remark.vi}.",
            f"The text gives {fraction} as {printed}; recomputed it is {right}{remark.en}.",
        ),
        observed=printed,
        expected=right,
        steps=[say(f"{fraction} = {style.show(to_places(exact, 4))}% → {right} ≠ {printed}")],
        operands=[
            Operand(text=printed, role="doubtful", locator=block.locator),
            Operand(text=match["part"], role="part", locator=block.locator),
            Operand(text=match["whole"], role="whole", locator=block.locator),
        ],
        cause=cause_of(remark),
        suggestion=say(f"Sửa {printed} thành {right}.", f"Correct {printed} to {right}."),
    )
