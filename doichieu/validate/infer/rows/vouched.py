"""Sums over rows that do not hold and that nothing bears out but other equations of the table, which they would mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from doichieu.model import Number
from doichieu.validate.paper import Figures, Place
from doichieu.validate.relations import RatioRelation, SumRelation
from doichieu.validate.rounding import Grade

# A figure of fewer digits agrees with another by chance.
_TELLING = 100


def vouched(
    refused: Sequence[Sequence[SumRelation]],
    believed: Iterable[SumRelation],
    shares: Iterable[RatioRelation],
    figures: Figures,
) -> list[int]:
    """Which of the sums that were not believed others vouch for.

    The area of a district is printed as 9.110, its kinds of land add up to 13.014; with 13.014 the districts
    add up to the province and the share beside it is right: that the kinds add up is no coincidence.

    Args:
        refused: Formulas that were not believed, each as its sums in every column.
        believed: Sums of the table that were.
        shares: Percentages of the table.
        figures: Printed figures.

    Returns:
        Positions of the formulas to believe after all: those that others vouch for, and those that vouch.
    """
    if not refused:
        return []
    witnesses: list[tuple[int | None, SumRelation | RatioRelation]] = [
        (at, relation) for at, relations in enumerate(refused) for relation in relations
    ]
    witnesses += [(None, relation) for relation in believed]
    witnesses += [(None, relation) for relation in shares]
    found: set[int] = set()
    for at, relations in enumerate(refused):
        open_ = [relation for relation in relations if not _holds(relation, figures)]
        called = [list(_mended(relation, at, witnesses, figures)) for relation in open_]
        if open_ and all(called):
            found.add(at)
            found.update(other for each in called for other in each if other is not None)
    return sorted(found)


def _mended(
    relation: SumRelation,
    at: int,
    witnesses: Sequence[tuple[int | None, SumRelation | RatioRelation]],
    figures: Figures,
) -> Iterator[int | None]:
    """Formulas (None for those believed) that hold once the total is what its parts add up to, and not before."""
    target, total = figures(relation.target), relation.recomputed(figures)
    if target is None or total is None or abs(total.scaleb(target.places)) < _TELLING:
        return
    # the shares of its parts are over what these add up to, and not over what is printed
    over = (
        witness for _, witness in witnesses if isinstance(witness, RatioRelation) and witness.base == total
    )
    if any(_shares(witness, relation) and _holds(witness, figures) for witness in over):
        yield None
    right = Number(value=total, places=target.places, percent=target.percent)

    def corrected(place: Place) -> Number | None:
        return right if place == relation.target else figures(place)

    for other, witness in witnesses:
        same = isinstance(witness, SumRelation) and witness.target == relation.target
        if other == at or same or relation.target not in witness.places or _holds(witness, figures):
            continue
        if witness.grade(corrected) is Grade.EXACT:
            yield other


def _shares(witness: RatioRelation, relation: SumRelation) -> bool:
    """Whether a percentage is that of a part of a sum."""
    return witness.value in relation.parts


def _holds(relation: SumRelation | RatioRelation, figures: Figures) -> bool:
    return relation.grade(figures) in {None, Grade.EXACT, Grade.POSSIBLE}
