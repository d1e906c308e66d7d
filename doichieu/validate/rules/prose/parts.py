"""CLAIM-PARTS: counts and amounts in a sentence add up to the total stated with them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from doichieu.model import Check, Finding, Heading, Level, Paragraph
from doichieu.normalize.numbers import ENGLISH, VIETNAMESE
from doichieu.normalize.sentences.breakdowns import read_breakdowns
from doichieu.normalize.sentences.stated_numbers import StatedNumber
from doichieu.normalize.sentences.stated_sums import Breakdown, Sureness
from doichieu.validate.paper import Paper
from doichieu.validate.rules.prose.printed_figures import places_by_value
from doichieu.validate.rules.stated import block_operand, statement, text_finding
from doichieu.validate.slips import describe_slip, slip_weight
from doichieu.validate.wording import Style, say

_MAY_STATE = re.compile(
    r"gồm|chia ra|trong (?:đó|(?:tổng )?(?:số )?\d)|phân loại|cụ thể|chi tiết|\(|tổng|cộng|siêu|thặng dư|thâm hụt|chênh lệch|kết dư|bội|thiếu|hao hụt|tổn thất|còn|:"
)
_DIGIT = re.compile(r"\d")
# A slip turns few figures of many digits into each other, so it is no chance that one closes a gap; fewer digits tell
# where the parts make nearly the whole, and any where the words say that they are all.
_MANY_DIGITS, _FEW_DIGITS, _FEWEST_DIGITS = 5, 4, 1
_NEAR, _NEAR_PARTS = Decimal("0.02"), 3
# Parts this far from their whole, in parts of it, are of something else.
_FAR = Decimal("0.5")
# Tables print smaller figures everywhere.
_TELLING = 100
_LONGEST_UNIT = 3
# Where no slip of the pen is needed to tell.
_TOLD = (Sureness.COMPLEMENTS, Sureness.EACH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Off:
    """The figure that is off, and what it should be.

    Attributes:
        number: The figure.
        right: What it should be, in the unit that it is printed in.
        slip: Whether one slip of the pen makes it what is printed.
    """

    number: StatedNumber
    right: Decimal
    slip: bool


def check_parts(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check totals in the text against the parts stated with them.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a total, and a finding for each that its parts do not give.
    """
    for block in paper.decision.document.blocks:
        if not isinstance(block, Paragraph | Heading):
            continue
        if not (_DIGIT.search(block.text) and _MAY_STATE.search(block.text.casefold())):
            continue
        read = list(read_breakdowns(block.text, style.separators))
        held = [found for found in read if _adds_up(found)]
        if len(held) < len(read):
            others = _read_otherwise(block.text, style)
            held += [found for found in read if found not in held and _holds_otherwise(found, others)]
        # what adds up elsewhere in the paragraph is right here too
        sure = {one.span for found in held for one in (found.whole, *found.parts)}
        for found in read:
            if found in held:
                yield statement("CLAIM-PARTS")
            elif (off := _find_off(found, sure, places_by_value(paper))) is not None:
                yield statement("CLAIM-PARTS", held=False)
                yield parts_finding(paper, block, found, off, style)


def _read_otherwise(text: str, style: Style) -> dict[tuple[int, int], Breakdown]:
    """The totals of a text by their places, its marks read the other way round."""
    other_way = VIETNAMESE if style.separators == ENGLISH else ENGLISH
    return {found.whole.span: found for found in read_breakdowns(text, other_way)}


def _holds_otherwise(found: Breakdown, others: Mapping[tuple[int, int], Breakdown]) -> bool:
    """Whether a list adds up to the digit with its marks read the other way round."""
    other = others.get(found.whole.span)
    return other is not None and other.whole.value == _sum(other.parts)


def _adds_up(found: Breakdown) -> bool:
    """Whether parts, or a run of them and of what follows them, make up their whole as far as rounding tells."""
    if _meets(found.whole, found.parts):
        return True
    listed = (*found.parts, *found.further)
    # two figures of a list that is complete come near their whole by chance
    fewest = 3 if found.sureness is Sureness.EACH and not found.further else 2
    runs = (
        listed[start : start + size]
        for size in range(fewest, len(listed) + 1)
        for start in range(len(listed))
    )
    return any(len(run) >= fewest and _meets(found.whole, run) for run in runs)


def _meets(whole: StatedNumber, parts: Sequence[StatedNumber]) -> bool:
    gap = abs(whole.value - _sum(parts))
    return gap <= whole.half + sum((part.half for part in parts), Decimal(0))


def _sum(parts: Sequence[StatedNumber]) -> Decimal:
    return sum((part.value for part in parts), Decimal(0))


def _find_off(found: Breakdown, sure: Container[tuple[int, int]], printed: Container[Decimal]) -> Off | None:
    """The figure whose likeliest slip of the pen makes all agree; the whole where none does and the words leave no doubt.

    One that a table prints as it should be goes before the others, one that a table prints as it is behind them.
    """
    gap = found.whole.value - _sum(found.parts)
    members = [(found.whole, -gap), *((part, gap) for part in found.parts)]
    suspects = [
        Off(number=one, right=(one.value + change).scaleb(-one.power), slip=True) for one, change in members
    ]
    slips = [off for off in suspects if off.right > 0 and _is_slip(off) and _tells(found, off, gap)]
    slips = [off for off in slips if off.number.span not in sure] or slips
    if slips:
        return max(slips, key=lambda off: (_borne_out(off, printed), _weight(off)))
    if found.sureness in _TOLD and abs(gap) < _FAR * found.whole.value and _within(found):
        return Off(number=found.whole, right=suspects[0].right, slip=False)
    return None


def _borne_out(off: Off, printed: Container[Decimal]) -> int:
    """Whether tables print what a figure should be, less whether they print it as it is; small figures stand anywhere."""
    value = off.number.number.value
    return sum(sign for sign, one in ((1, off.right), (-1, value)) if one >= _TELLING and one in printed)


def _weight(off: Off) -> Decimal:
    return slip_weight(off.number.number.value, off.number.number.places, off.right)


def _within(found: Breakdown) -> bool:
    """Whether no part is more than its whole, which then counts something else."""
    return all(part.value <= found.whole.value for part in found.parts)


def _tells(found: Breakdown, off: Off, gap: Decimal) -> bool:
    """Whether a slip in a figure is told by its digits alone, where the words leave it open whether parts are left out."""
    if found.sureness >= Sureness.WORDS:
        return True
    near = len(found.parts) >= _NEAR_PARTS and abs(gap) < _NEAR * found.whole.value
    least = _FEW_DIGITS if near else _MANY_DIGITS
    if found.sureness is Sureness.COMPLEMENTS:
        least = _FEWEST_DIGITS
    places = off.number.number.places
    return max(len(str(int(value.scaleb(places)))) for value in (off.number.number.value, off.right)) >= least


def _is_slip(off: Off) -> bool:
    number = off.number.number
    return describe_slip(number.value, number.places, off.right) not in {"unknown", "sign"}


def parts_finding(
    paper: Paper, block: Paragraph | Heading, found: Breakdown, off: Off, style: Style
) -> Finding:
    """The finding of a total that its parts do not give.

    Args:
        paper: The paper.
        block: Where it stands.
        found: The total with its parts.
        off: What is off.
        style: How the paper prints figures.
    """
    members = [found.whole, *found.parts]
    whole, *parts = _quoted(members)
    listed = " + ".join(parts)
    own = style.beside(*(one.printed for one in members))
    total = own.show(_sum(found.parts).scaleb(-found.whole.power))
    right = own.show(off.right)
    return text_finding(
        paper,
        "CLAIM-PARTS",
        # what is only said to be of it ("trong đó") need not be all of it
        Level.ERROR if off.slip and found.sureness >= Sureness.WORDS else Level.WARNING,
        [one.printed for one in members],
        say(
            f"Văn bản nêu {whole}, các phần nêu kèm ({listed}) cộng được {total}.",
            f"The text states {whole}; the parts stated with it ({listed}) add up to {total}.",
        ),
        observed=off.number.printed,
        expected=right,
        steps=[say(f"{listed} = {total} ≠ {whole}")],
        operands=[
            block_operand(paper, block, off.number.printed, "doubtful"),
            *(
                block_operand(paper, block, one.printed, "total" if one is found.whole else "part")
                for one in members
                if one is not off.number
            ),
        ],
        cause=say("Tổng hoặc một phần ghi nhầm.", "The total or one of the parts is misprinted."),
        suggestion=say(
            f"Kiểm tra lại {off.number.printed}; nếu các số khác đúng thì là {right}.",
            f"Check {off.number.printed}; if the others are right it is {right}.",
        ),
    )


def _quoted(members: Sequence[StatedNumber]) -> list[str]:
    """Figures with what they count as a sentence repeats it.

    A unit is read to its third word, which may be half of a longer one ("hồ sơ thủ" of "hồ sơ thủ tục"): what another
    figure of the list counts too is a whole word.
    """
    units = [one.unit.split() for one in members]
    quoted = []
    for one, unit in zip(members, units, strict=True):
        alike = max((_alike(unit, other) for other in units if other != unit), default=0)
        cut = len(unit) - alike if len(unit) == _LONGEST_UNIT and alike else 0
        quoted.append(one.printed.rsplit(maxsplit=cut)[0] if cut else one.printed)
    return quoted


def _alike(unit: Sequence[str], other: Sequence[str]) -> int:
    """How many words two units begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(unit, other, strict=False)))
