"""Tables computed from another table: growth indices (previous year = 100) and structures in percent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from doichieu.validate.infer.hidden_digits import Computed, hides_digits
from doichieu.validate.infer.quotient_tables import quotient_relations
from doichieu.validate.infer.year_grids import LEAST_LINES, YearGrid, year_grids
from doichieu.validate.paper import Paper
from doichieu.validate.relations import RatioRelation
from doichieu.validate.rounding import Grade, Rounding

_DERIVED = re.compile(r"\b(chi so|toc do|tang truong|co cau|ty trong|ti trong|ty le|so voi|so sanh)\b|%")
# Cells that a table must have in common with another, and the share that must follow from it.
_LEAST_CELLS, _EXPLAINS = 4, 0.7
# A slip that leaves a figure one unit of its last place off is rarer than slips are.
_SLIP = 0.01
# Tables before and after that are tried.
_NEAR = 6
_MODES = (Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.TRUNCATE)


def derived_relations(paper: Paper) -> list[RatioRelation]:
    """Find the tables that are computed from another, and what each of their cells must be.

    Args:
        paper: The paper laid out.

    Returns:
        A quotient for each cell of a table of indices or shares whose source is another table.
    """
    grids = [list(year_grids(sheet)) for sheet in paper.sheets]
    relations: list[RatioRelation] = list(quotient_relations(paper, grids))
    for grid in (each for found in grids for each in found):
        if not _DERIVED.search(grid.said):
            continue
        at = grid.sheet.index
        near = [each for found in grids[max(0, at - _NEAR) : at + _NEAR + 1] for each in found]
        relations.extend(_best(paper, grid, [source for source in near if source is not grid]))
    return relations


def _best(paper: Paper, grid: YearGrid, sources: Sequence[YearGrid]) -> list[RatioRelation]:
    """The source and the form that explain most cells."""
    best: tuple[int, list[RatioRelation]] = (0, [])
    for source in sources:
        common = [(line, source.lines[label]) for label, line in grid.lines.items() if label in source.lines]
        if len(common) < LEAST_LINES:
            continue
        for drafts in _drafts(grid, source, common):
            for mode in _MODES:
                relations = [replace(draft, rounding=mode) for draft in drafts]
                held = sum(relation.grade(paper.number) is Grade.EXACT for relation in relations)
                if held > best[0] and held >= max(_LEAST_CELLS, _EXPLAINS * len(relations)):
                    best = (held, relations)
                if held * 3 < len(relations):
                    break
    return _with_hidden(paper, _of_lines_that_follow(paper, grid, best[1]))


def _of_lines_that_follow(
    paper: Paper, grid: YearGrid, relations: Sequence[RatioRelation]
) -> list[RatioRelation]:
    """The relations without those of lines that follow nowhere: codes, years, addresses beside the figures."""

    def line(relation: RatioRelation) -> int:
        return relation.target.col if grid.turned else relation.target.row

    following = {line(one) for one in relations if one.grade(paper.number) is not Grade.IMPOSSIBLE}
    return [relation for relation in relations if line(relation) in following]


def _with_hidden(paper: Paper, relations: list[RatioRelation]) -> list[RatioRelation]:
    """The relations, their figures taken as rounded where the table was computed from more digits than are printed."""
    computed, places = [], 0
    for relation in relations:
        exact, printed = relation.exact_quotient(paper.number), paper.number(relation.target)
        half = relation.half_hidden(paper.number)
        if exact is not None and printed is not None and half is not None and exact != relation.scale:
            computed.append(Computed(exact, printed.value, half))
            value = paper.number(relation.value)
            places = max(places, value.places if value is not None else 0)
    if not computed:
        return relations
    last, rounding = relations[0].places_printed, relations[0].rounding
    if not hides_digits(computed, last, rounding, whole=not places, slip=_SLIP):
        return relations
    return [replace(relation, hidden=places, both_hidden=True) for relation in relations]


def _drafts(
    grid: YearGrid, source: YearGrid, common: Sequence[tuple[int, int]]
) -> Iterator[list[RatioRelation]]:
    """Shares of the total, indices and growth over the year before, indices over one year."""
    places = grid.places

    def build(base_line: int | None, base_year: int | None, *, growth: bool = False) -> list[RatioRelation]:
        relations = []
        for year, at in grid.years.items():
            over = year if base_line is not None else year - 1 if base_year is None else base_year
            if year not in source.years or over not in source.years:
                continue
            for line, source_line in common:
                base = source.place(source_line if base_line is None else base_line, source.years[over])
                value, target = source.place(source_line, source.years[year]), grid.place(line, at)
                if grid.has(target) and source.has(value) and source.has(base):
                    relations.append(
                        RatioRelation(
                            rule="RATIO-CROSS",
                            target=target,
                            value=value,
                            base=base,
                            places_printed=places,
                            growth=growth,
                        )
                    )
        return relations

    if source.total is not None:
        yield build(source.total, None)
    yield build(None, None)
    yield build(None, None, growth=True)
    yield build(None, min(source.years))
