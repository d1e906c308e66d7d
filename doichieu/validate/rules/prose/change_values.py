"""What a stated change comes to: whether its figures follow from each other, and what is off where they do not."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Claim, Number
from doichieu.normalize.sentences.changes import Span, StatedChange
from doichieu.validate.paper import Place
from doichieu.validate.rounding import agree, quantum, to_places
from doichieu.validate.slips import is_typing_slip

_HUNDRED = Decimal(100)
# Figures of fewer digits are met by chance.
_TELLING = 2


class Change(NamedTuple):
    """A change with its figures read."""

    claim: Claim
    said: StatedChange
    now: Number
    gap: Number | None
    share: Number | None
    then: Number | None

    def text(self, span: Span) -> str:
        """What the sentence prints at a place."""
        return self.claim.sentence[slice(*span)]


class Fault(NamedTuple):
    """What is off in a change: the words in doubt, what they should be, and the computation."""

    span: Span
    right: Decimal
    places: int
    step: str
    operands: tuple[Place, ...] = ()
    turned: bool = False


def rises(change: Change, then: Decimal) -> Decimal:
    """By how much the figure rose since; places that a unit climbed."""
    return then - change.now.value if change.said.rank else change.now.value - then


def _growth(change: Change, then: Decimal) -> Decimal | None:
    return (change.now.value - then) * _HUNDRED / abs(then) if then else None


def follows(change: Change, then: Number, sign: int) -> bool:
    """Whether all that is said follows from what the figure was; `sign` is 1 for a rise."""
    return gap_follows(change, then, sign) and share_follows(change, then.value, sign)


def gap_follows(change: Change, then: Number, sign: int) -> bool:
    """Whether the gap is the difference, to a unit of the last place where figures are rounded."""
    if change.gap is None:
        return True
    places = max(change.now.places, then.places, change.gap.places)
    slack = quantum(places) if places else Decimal(0)
    if abs(rises(change, then.value) - sign * change.gap.value) <= slack:
        return True
    growth = _growth(change, then.value)
    return (
        change.said.percent
        and growth is not None
        and agree(growth, sign * change.gap.value, change.gap.places)
    )


def share_follows(change: Change, then: Decimal, sign: int) -> bool:
    """Whether the percentage is the growth, to a unit of its last place."""
    growth = _growth(change, then)
    return (
        change.share is None
        or growth is None
        or abs(growth - sign * change.share.value) <= quantum(change.share.places)
    )


def turned_way(change: Change, then: Decimal, places: tuple[Place, ...] = ()) -> Fault:
    """Rose and fell in each other's place."""
    right = rises(change, then)
    step = f"{then} → {change.now.value}: {right:+}"
    return Fault(change.said.move, right, 0, step, places, turned=True)


def share_fault(change: Change, then: Decimal, places: tuple[Place, ...] = ()) -> Fault | None:
    """The percentage in doubt, with the growth there is; None where none is stated."""
    growth = _growth(change, then)
    if change.share is None or change.said.share is None or growth is None:
        return None
    right = to_places(abs(growth), change.share.places)
    step = f"({change.now.value} - {then}) / {then} = {right}% ≠ {change.share.value}%"
    return Fault(change.said.share, right, change.share.places, step, places)


def gap_fault(change: Change, then: Decimal, step: str = "", places: tuple[Place, ...] = ()) -> Fault:
    """The gap in doubt, with the difference there is."""
    right = abs(rises(change, then))
    printed = change.gap.value if change.gap else Decimal(0)
    step = step or f"{change.now.value} - {then} = {change.now.value - then} ≠ {printed}"
    return Fault(change.said.move, right, change.gap.places if change.gap else 0, step, places)


def tells(number: Number | None) -> bool:
    """Whether a figure has digits enough to be met by no chance."""
    return number is not None and len(str(number.value).replace(".", "").strip("0-")) >= _TELLING


def slips(printed: Number | None, fault: Fault | None) -> bool:
    """Whether a slip of the pen tells a figure from what it should be."""
    return (
        printed is not None
        and fault is not None
        and tells(printed)
        and is_typing_slip(printed.value, fault.right)
    )
