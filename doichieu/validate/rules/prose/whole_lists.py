"""Parts with percentages that make a hundred: what they are of is their sum, where no sentence states it.

"Đấu thầu rộng rãi 84 gói (chiếm 23,9%), chỉ định thầu 249 gói (chiếm 70,7%), hình thức khác 19 gói (chiếm 5,4%)"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Number
from doichieu.normalize.sentences.counted import counts_alike
from doichieu.normalize.sentences.stated_numbers import StatedNumber
from doichieu.normalize.sentences.stated_shares import StatedShare
from doichieu.validate.rounding import to_places
from doichieu.validate.rules.prose.share_findings import Wrong, follows, with_value
from doichieu.validate.slips import is_typing_slip, places_of, slips_to
from doichieu.validate.wording import Style

_ALL = Decimal(100)
_FEWEST = 2


class WholeList(NamedTuple):
    """Parts that are all of something.

    Attributes:
        parts: The parts with their percentages.
        whole: Their sum, as it should be.
        wrong: What is wrong in them.
        mended: The parts as they should be.
    """

    parts: Sequence[StatedShare]
    whole: StatedNumber
    wrong: Wrong | None
    mended: Sequence[StatedShare]


def whole_lists(shares: Sequence[StatedShare], style: Style) -> Iterator[WholeList]:
    """The lists of parts that by their percentages, or by all percentages but one, are all of their sum.

    Args:
        shares: Shares of one paragraph of which nothing else tells the whole, in order.
        style: How the paper prints figures.
    """
    run: list[StatedShare] = []
    for share in [*shares, None]:
        if share is not None and (not run or _goes_on(run[-1], share)):
            run.append(share)
            continue
        if len(run) >= _FEWEST and (found := _judged(run)) is not None:
            amount = style.show(found.whole.number.value, places=found.whole.number.places or None)
            yield found._replace(whole=replace(found.whole, printed=amount, span=(0, len(amount))))
        run = [share] if share is not None else []


def _goes_on(last: StatedShare, share: StatedShare) -> bool:
    """Whether a part stands beside the one before it in a list."""
    ended = last.sentence is not share.sentence and last.sentence.endswith(".")
    return not ended and counts_alike(last.part, share.part) and last.part in share.parts


def _judged(parts: Sequence[StatedShare]) -> WholeList | None:
    whole = _sum(parts)
    percents = sum((one.percent.number.value for one in parts), Decimal(0))
    slack = sum((one.percent.half for one in parts), Decimal(0))
    odd = [one for one in parts if not follows(one, whole)]
    if abs(percents - _ALL) <= slack:
        if not odd:
            return WholeList(parts, whole, None, parts)
        mended = [found for one in parts for found in _mended(parts, one)]
        names = {id(one.wrong.number) for one in mended if one.wrong is not None}
        return min(mended, key=_distance) if len(names) == 1 else None
    if len(odd) == 1:
        number = odd[0].percent
        right = to_places(odd[0].part.value * _ALL / whole.value, number.number.places)
        if is_typing_slip(number.number.value, right):
            return WholeList(parts, whole, Wrong(number=number, right=right), parts)
    return None


def _mended(parts: Sequence[StatedShare], one: StatedShare) -> Iterator[WholeList]:
    """The parts with one of them as it was before a slip of the pen, where all percentages then follow."""
    number = one.part.number
    for value in slips_to(number.value, number.places):
        if value <= 0 or places_of(value) > number.places:
            continue
        others = [replace(each, part=with_value(each.part, value)) if each is one else each for each in parts]
        whole = _sum(others)
        if all(follows(each, whole) for each in others):
            yield WholeList(parts, whole, Wrong(number=one.part, right=value), others)


def _distance(listed: WholeList) -> Decimal:
    """How far the percentages are from those of the parts, as the list should be."""
    return sum(
        (abs(one.part.value * _ALL / listed.whole.value - one.percent.number.value) for one in listed.mended),
        Decimal(0),
    )


def _sum(parts: Sequence[StatedShare]) -> StatedNumber:
    first = parts[0].part
    value = sum((one.part.value for one in parts), Decimal(0)).scaleb(-first.power)
    number = Number(value=value, places=max(one.part.number.places for one in parts))
    return replace(first, number=number)
