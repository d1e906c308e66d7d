"""CLAIM-SUM: amounts listed item below item add up to the amount they are listed under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from doichieu.model import Check, Finding, Level
from doichieu.normalize.sentences.itemised import Item
from doichieu.validate.infer.item_sums import FEWEST, ItemSum, amount_of, find_item_sums
from doichieu.validate.paper import Paper
from doichieu.validate.rules.stated import block_operand, statement, text_finding
from doichieu.validate.slips import describe_slip
from doichieu.validate.wording import Style, say

# A sum this much above or below what it should be is of other items than were read, in parts of it.
_FAR = Decimal("0.5")
_COPULA = re.compile(r"\s+(?:là|được|đạt|khoảng)$", re.IGNORECASE)
# Parts that leave less than this of the whole are all its parts.
_NEAR = Decimal("0.02")
# A slip turns few figures of many digits into each other, so it is no chance that one closes a gap; fewer digits
# tell where the parts make nearly the whole.
_MANY_DIGITS, _FEW_DIGITS, _FEWEST_DIGITS = 5, 4, 2
# So many parts are called by their names.
_NAMED = 3
# Slips of the pen, first those that the fewest gaps allow.
_SLIPS = ("transposed", "decimal", "dropped", "added", "digit")


def check_item_sums(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check amounts that the text lists item below item: "1. Tổng chi: …", below it "a) …", "b) …".

    Items under "gồm" are all there are; those under "trong đó" or nothing can be some, and only a slip of the pen in
    one figure tells that they should be all.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a sum that is told, and a finding for each figure that does not fit.
    """
    sums = find_item_sums(paper.decision.document, style.separators)
    held = {id(item) for found in sums if found.holds for item in found.members}
    named: set[int] = set()
    for found in sums:
        if found.holds:
            yield statement("CLAIM-SUM")
            continue
        suspects = _suspects(found, [item for item in found.members if id(item) not in held])
        if not suspects and not _is_told(found):
            continue
        yield statement("CLAIM-SUM", held=False)
        shared = [
            item
            for item in found.members
            if _slip(found, item) is not None and _mends_another(item, found, sums)
        ]
        wrong = (shared or suspects or [found.whole])[0]
        if id(wrong) not in named:
            named.add(id(wrong))
            yield _finding(paper, found, wrong, style, alone=len(shared or suspects) == 1)


def _suspects(found: ItemSum, free: Sequence[Item]) -> list[Item]:
    """The figures that one slip of the pen explains, those first that no other sum vouches for, the likeliest slip first."""
    slips = {id(item): slip for item in found.members if (slip := _slip(found, item)) is not None}
    own = [item for item in free if id(item) in slips] or [
        item for item in found.members if id(item) in slips
    ]
    least = min((slips[id(item)] for item in own), default=0)
    return [item for item in own if slips[id(item)] == least]


def _slip(found: ItemSum, item: Item) -> int | None:
    """How much a slip of the pen in a figure tells of the gap, less for one that many gaps allow; None for none."""
    amount = amount_of(item)
    right = found.right(item)
    slip = describe_slip(amount.number.value, amount.number.places, right) if right > 0 else "unknown"
    digits = len(str(int(amount.number.value.scaleb(amount.number.places))))
    least = _FEWEST_DIGITS if found.sure else _FEW_DIGITS if _is_near(found) else _MANY_DIGITS
    if slip in {"unknown", "sign"} or digits < least:
        return None
    return _SLIPS.index(slip)


def _is_near(found: ItemSum) -> bool:
    """Whether the parts are all but little of the whole, or said to be all of it."""
    return found.sure or (
        len(found.parts) > FEWEST and abs(found.gap) < _NEAR * abs(found.value(found.whole))
    )


def _is_told(found: ItemSum) -> bool:
    """Whether the text says that the parts are all, and they are near what they should be."""
    return found.sure and abs(found.gap) < _FAR * abs(found.value(found.whole))


def _mends_another(item: Item, found: ItemSum, sums: Sequence[ItemSum]) -> bool:
    """Whether the figure that mends one sum mends another too."""
    return any(
        other is not found
        and not other.holds
        and item in other.members
        and other.right(item) == found.right(item)
        for other in sums
    )


def _name(item: Item) -> str:
    """What an item names: "Phê duyệt như sau: Tổng mức đầu tư là" names "Tổng mức đầu tư"."""
    return _COPULA.sub("", item.label.strip(" :-–").rpartition(": ")[2]) or amount_of(item).printed


def _finding(paper: Paper, found: ItemSum, wrong: Item, style: Style, *, alone: bool) -> Finding:
    whole, amount = amount_of(found.whole), amount_of(wrong)
    listed = [amount_of(part) for part in found.parts]
    own = style.beside(amount.figure, whole.figure, *(one.figure for one in listed))
    total = own.show(
        (found.value(found.whole) - found.gap).scaleb(-whole.power), places=whole.number.places or None
    )
    right = own.show(found.right(wrong), places=amount.number.places or None)
    steps = " + ".join(one.printed for one in listed)
    name = _name(wrong)
    named = " + ".join(f"“{_name(part)}”" for part in found.parts) if len(found.parts) <= _NAMED else ""
    return text_finding(
        paper,
        "CLAIM-SUM",
        # what is only said to be of it ("trong đó") need not be all of it
        Level.ERROR if found.sure and _slip(found, wrong) is not None else Level.WARNING,
        [name, amount.printed, *(one.printed for one in listed)],
        say(
            f"“{_name(found.whole)}” ghi {whole.printed}, {named or 'các mục nêu là phần của nó'} cộng được {total}.",
            f"“{_name(found.whole)}” states {whole.printed}; {named or 'the items given as its parts'} add up to {total}.",
        ),
        observed=amount.printed,
        expected=right,
        steps=[say(f"{steps} = {total} ≠ {whole.printed}")],
        operands=[
            block_operand(paper, wrong.block, amount.printed, "doubtful"),
            *(
                block_operand(
                    paper, item.block, amount_of(item).printed, "total" if item is found.whole else "part"
                )
                for item in found.members
                if item is not wrong
            ),
        ],
        cause=say(f"“{name}” ghi nhầm.", f"“{name}” is misprinted.")
        if alone
        else say("Tổng hoặc một mục ghi nhầm.", "The total or one of the items is misprinted."),
        suggestion=say(
            f"Kiểm tra lại {amount.printed}; nếu các số khác đúng thì là {right}.",
            f"Check {amount.printed}; if all others are right it is {right}.",
        ),
    )
