"""Whether the figures of a comparison follow from each other, and which of them is off where they do not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from doichieu.model import Number
from doichieu.normalize.sentences.comparisons import StatedRate
from doichieu.normalize.sentences.growths import StatedGrowth
from doichieu.normalize.sentences.stated_numbers import Kind, StatedNumber
from doichieu.validate.rounding import quantum, to_places
from doichieu.validate.slips import describe_slip, places_of, slip_weight, slips_to

_HUNDRED = Decimal(100)
# A percentage beyond these bounds of what it should be is of other figures than were read.
_NEAR = (Decimal("0.5"), Decimal(2))
# A percentage that is off by one unit of its last place was rounded twice, or from other digits than are printed.
_ROUNDED = 1
_POINTS_NEAR = Decimal(5)

Comparison = StatedGrowth | StatedRate
Interval = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Off:
    """What is off in a comparison.

    Attributes:
        number: The figure in doubt.
        right: What it should be, in the unit that it is printed in; 0 where the direction is wrong.
        slip: Whether one slip of the pen makes it what is printed.
        turned: Whether rose and fell stand in each other's place.
        about: Whether other values near it do as well.
    """

    number: StatedNumber
    right: Decimal
    slip: bool
    turned: bool = False
    about: bool = False


def holds(compared: Comparison) -> bool:
    """Whether the figures of a comparison follow from each other, as far as their digits tell."""
    if isinstance(compared, StatedRate):
        low, high = _ratio(compared.now, compared.base)
        of = _HUNDRED if compared.times else 1
        return _meets((low / of, high / of), compared.rate)
    return _gap_holds(compared) and _share_holds(compared)


def find_off(compared: Comparison, sure: Collection[str] = ()) -> Off | None:
    """The figure that is off in a comparison that does not hold.

    Args:
        compared: The comparison.
        sure: Names of its figures that are beyond doubt.

    Returns:
        The figure whose likeliest slip of the pen makes all of it hold; else the percentage or the difference, where it
        is near enough to be of these figures; None where it is not.
    """
    if isinstance(compared, StatedGrowth) and compared.then is not None:
        turned = replace(compared, rise=not compared.rise)
        if holds(turned):
            number = compared.gap or compared.share or compared.now
            return Off(number=number, right=Decimal(0), slip=True, turned=True)
    plain = _plain(compared)
    if plain is not None and abs(plain.right - plain.number.number.value) <= _ROUNDED * quantum(
        plain.number.number.places
    ):
        return plain
    suspects = [
        (_weight(compared, name, number, value), number, value)
        for name, number in _members(compared)
        if name not in sure
        for value in _rights(compared, name, number)
    ]
    if suspects:
        _, number, value = max(suspects, key=lambda one: one[0])
        return Off(number=number, right=value, slip=True)
    return plain


def find_shared(compared: Sequence[Comparison]) -> Off | None:
    """The amount that comparisons are all of, where one slip of the pen in it makes all of them hold.

    Args:
        compared: Two comparisons or more of one amount, none of which holds.

    Returns:
        The amount with the value that its likeliest slip turned into it; None where no slip does.
    """
    number = compared[0].now
    values = set(_rights(compared[0], "now", number))
    for one in compared[1:]:
        values.intersection_update(_rights(one, "now", number))
    places = number.number.places
    right = max(
        values, key=lambda value: (slip_weight(number.number.value, places, value), -value), default=None
    )
    return None if right is None else Off(number=number, right=right, slip=True, about=len(values) > 1)


def _members(compared: Comparison) -> Iterator[tuple[str, StatedNumber]]:
    names = ("rate", "now", "base") if isinstance(compared, StatedRate) else ("share", "gap", "now", "then")
    for name in names:
        number = getattr(compared, name)
        if number is not None:
            yield name, number


def _rights(compared: Comparison, name: str, number: StatedNumber) -> list[Decimal]:
    """The values that one slip of the pen turns into a figure, and that make the comparison hold."""
    places = number.number.places
    computed = _computed(compared, name)
    if computed is not None:
        value = to_places(computed, places)
        slip = describe_slip(number.number.value, places, value)
        good = value > 0 and slip not in {"unknown", "sign"} and holds(_with(compared, name, number, value))
        return [value] if good else []
    return [
        value
        for value in slips_to(number.number.value, places)
        if value > 0
        and places_of(value) <= places
        # a count has no mark to be set at another place
        and not (number.exact and describe_slip(number.number.value, places, value) == "decimal")
        and holds(_with(compared, name, number, value))
    ]


def _with(compared: Comparison, name: str, number: StatedNumber, value: Decimal) -> Comparison:
    changed = replace(number, number=Number(value=value, places=number.number.places))
    fields: dict[str, StatedNumber] = {name: changed}
    return replace(compared, **fields)  # type: ignore[arg-type]


def _weight(compared: Comparison, name: str, number: StatedNumber, right: Decimal) -> Decimal:
    """How likely a figure was what it should be, and slipped: a slip of many digits tells more, and so do smaller amounts."""
    mended = _with(compared, name, number, right)
    other = mended.base if isinstance(mended, StatedRate) else mended.then or mended.gap
    size = abs(mended.now.value * (other.value if other is not None else 1))
    return slip_weight(number.number.value, number.number.places, right) / (size or 1)


def _computed(compared: Comparison, name: str) -> Decimal | None:
    """What a percentage or a difference comes to by the other figures; None for what they do not tell to the last digit."""
    if isinstance(compared, StatedRate):
        of = 1 if compared.times else _HUNDRED
        return (
            compared.now.value * of / compared.base.value if name == "rate" and compared.base.value else None
        )
    now, then, gap = compared.now.value, compared.then, compared.gap
    sign = 1 if compared.rise else -1
    if name == "gap" and then is not None and gap is not None:
        return (sign * (now - then.value)).scaleb(-gap.power)
    if name != "share":
        return None
    was = then.value if then is not None else now - sign * gap.value if gap is not None else Decimal(0)
    return sign * (now - was) * _HUNDRED / was if was > 0 else None


def _plain(compared: Comparison) -> Off | None:
    """The percentage, else the difference, where no slip of the pen tells and it is near what it should be."""
    names: tuple[str, ...] = ("rate",) if isinstance(compared, StatedRate) else ("share", "gap")
    for name, number in _members(compared):
        computed = _computed(compared, name) if name in names else None
        if computed is None or computed <= 0:
            continue
        right, printed = to_places(computed, number.number.places), number.number.value
        if right == printed or not holds(_with(compared, name, number, right)):
            continue
        near = _is_told(compared) or _NEAR[0] * right <= printed <= _NEAR[1] * right
        if near or (name != "gap" and abs(printed - right) <= _POINTS_NEAR):
            return Off(number=number, right=right, slip=False)
    return None


def _is_told(compared: Comparison) -> bool:
    """Whether the sentence says what something was, so that no other figures can be meant."""
    return isinstance(compared, StatedGrowth) and compared.then is not None


def _gap_holds(growth: StatedGrowth) -> bool:
    if growth.gap is None or growth.then is None:
        return True
    sign = 1 if growth.rise else -1
    slack = growth.now.half + growth.then.half + growth.gap.half
    if abs(growth.now.value - growth.then.value - sign * growth.gap.value) <= slack:
        return True
    # "tăng 1,7%" of a percentage is as often meant as growth.
    if growth.gap.kind is Kind.PERCENT and growth.then.value > 0:
        return _meets(_growth(growth, growth.then), growth.gap)
    return False


def _share_holds(growth: StatedGrowth) -> bool:
    if growth.share is None:
        return True
    if growth.then is not None:
        return growth.then.value <= 0 or _meets(_growth(growth, growth.then), growth.share)
    gap, now = growth.gap, growth.now
    if gap is None:
        return True
    turn: Callable[[Decimal, Decimal], Decimal] = (
        (lambda step, whole: whole - step) if growth.rise else (lambda step, whole: whole + step)
    )
    low, high = gap.value - gap.half, gap.value + gap.half
    least, most = turn(low, now.value + now.half), turn(high, now.value - now.half)
    if least <= 0 or most <= 0:
        return now.value == gap.value  # it rose from nothing
    return _meets((low * _HUNDRED / least, high * _HUNDRED / most), growth.share)


def _growth(growth: StatedGrowth, then: StatedNumber) -> Interval:
    """Growth in percent, as far as the digits of both figures tell; a fall counts upwards where the text says so."""
    low, high = _ratio(growth.now, then)
    low, high = low - _HUNDRED, high - _HUNDRED
    return (low, high) if growth.rise else (-high, -low)


def _ratio(part: StatedNumber, whole: StatedNumber) -> Interval:
    least, most = whole.value - whole.half, whole.value + whole.half
    if least <= 0:
        return Decimal(0), Decimal("Infinity")
    return (part.value - part.half) * _HUNDRED / most, (part.value + part.half) * _HUNDRED / least


def _meets(interval: Interval, printed: StatedNumber) -> bool:
    """Whether a percentage is one of an interval, to a unit of its last place: it may be cut off."""
    slack = quantum(printed.number.places)
    return interval[0] - slack < printed.number.value < interval[1] + slack or (
        interval[0] - slack <= printed.number.value <= interval[1] + slack and interval[0] == interval[1]
    )
