"""What speaks for an edit besides the equations: ranks, tiers, maxima, medians, sentences, and what figures of its column look like."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from doichieu.model import ColumnRole, Number, RowKind
from doichieu.normalize.text import key
from doichieu.validate.causes.cause import Evidence, JointEvidence
from doichieu.validate.infer.columns.differences import is_called_difference
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.misplaced import misplaced
from doichieu.validate.infer.ranks.rank_fits import RankFit, fit_ranking, refit_ranking
from doichieu.validate.infer.ranks.rank_rows import events_with, rank_rows
from doichieu.validate.infer.ranks.tiers import Tiering
from doichieu.validate.infer.rows.outline import read_outline
from doichieu.validate.infer.rows.row_labels import is_total_label
from doichieu.validate.kept import kept
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rules.best_of import better_with
from doichieu.validate.rules.column_statistics import columns_held_with
from doichieu.validate.rules.prose.printed_figures import values_in_text
from doichieu.validate.rules.summary_rows import held_with
from doichieu.validate.slips import places_of
from doichieu.validate.typical import keeps_step, nearer, printed_like, usual

# What speaks against a figure with more decimals than its column prints anywhere.
_FINER = 0.4
# What it weighs that a figure lies far off those of its column, or is one that many rows have; less than a check that it breaks.
_OUTLYING = 0.3
# What it weighs that a figure alone prints other decimals than its column.
_UNLIKE = 0.35
# What it weighs that a figure alone leaves the step of its column: quarters of a point, fives.
_OFF_STEP = 0.5
# What speaks against a negative figure in a column of counts and amounts, and one above what its header declares.
_NEGATIVE = _EXCEEDS = 1.0
# What it weighs that a sentence prints a figure too: more than where slips sit oftener, less than a check.
_SAID = 0.4
# A whole in brackets in a header, and how many rows make one.
_WHOLE = re.compile(r"\((\d{2,})\b")
_LEAST_TOP = 2
# What rows and columns of totals are called in one.
_TOTAL = "="


def other_evidence(paper: Paper, conventions: Conventions) -> Evidence:
    """What an edit of a figure does to checks that are no equations.

    Args:
        paper: The paper.
        conventions: What was inferred.

    Returns:
        For a place and what it would hold how much speaks for it, below zero where more speaks against it.
    """
    ranks = {key: fit for key, fit in conventions.rankings.items() if fit is not None}
    fits = {(index, fit.convention.score): fit for (index, _), fit in ranks.items()}

    def evidence(place: Place, value: Decimal) -> float:
        ranked = ranks.get((place.sheet, place.col))
        if ranked is not None and place.row in ranked.expected:
            return _of_place(paper, place, Decimal(ranked.expected[place.row]), value)
        maximum = paper.column(place).maximum
        if maximum is not None and value > maximum and paper.row(place).kind is RowKind.DATA:
            return -_EXCEEDS
        sheet = paper.sheets[place.sheet]
        summed_up = held_with(sheet, place, value) + better_with(sheet, place, value)
        summed_up += columns_held_with(paper, place, value)
        beside = _weight(summed_up) + _of_column(sheet, conventions, place, value)
        tiering = conventions.tierings.get(place.sheet)
        if tiering is not None and tiering.measure == place.col:
            beside += _by_tier(sheet, tiering, place, value)
        fit = fits.get((place.sheet, place.col))
        ranking = _by_rank_rows(sheet, place, value) if fit is None else _by_ranks(sheet, fit, place, value)
        said = _by_sentences(paper, place, value) + _by_header(sheet, place, value)
        return beside + ranking + said + _by_declared(paper, place, value)

    return evidence


def ranks_together(paper: Paper, conventions: Conventions) -> JointEvidence:
    """How many more ranks follow the figures with several of them edited at once: two rows exchanged, one typed again.

    Args:
        paper: The paper.
        conventions: What was inferred.

    Returns:
        For what the places would hold how much speaks for it, below zero where more speaks against it.
    """
    fits = [(paper.sheets[index], fit) for (index, _), fit in conventions.rankings.items() if fit is not None]

    def together(values: Mapping[Place, Decimal]) -> float:
        own = [
            (sheet, fit, {(p.row, p.col): v for p, v in values.items() if p.sheet == sheet.index})
            for sheet, fit in fits
        ]
        return sum(
            _ranks_with(sheet, fit, edits)
            for sheet, fit, edits in own
            if any(col == fit.convention.score for _, col in edits)
        )

    return together


def _of_column(sheet: Sheet, conventions: Conventions, place: Place, value: Decimal) -> float:
    """Whether an edit looks like the other figures of its column: as many decimals, no sign, of their size."""
    number = sheet.number(place.row, place.col)
    like = _OUTLYING * (nearer(sheet, place, value) + usual(sheet, place, value))
    like += _UNLIKE * printed_like(sheet, place, value) + _OFF_STEP * keeps_step(sheet, place, value)
    if places_of(value) > max(sheet.places(place.col), number.places if number else 0):
        like -= _FINER
    if value < 0 and not _may_be_negative(sheet, conventions, place.col):
        like -= _NEGATIVE
    return like


def _may_be_negative(sheet: Sheet, conventions: Conventions, col: int) -> bool:
    """Whether a column holds differences, or prints a negative figure."""
    differences = {formula.target for formula in conventions.formulas[sheet.index].columns if formula.minus}
    return (
        col in differences
        or sheet.reading.columns[col].role is ColumnRole.RATIO
        or is_called_difference(sheet, col)
        or any(number.value < 0 for (_, other), number in sheet.reading.numbers.items() if other == col)
    )


def _by_tier(sheet: Sheet, tiering: Tiering, place: Place, value: Decimal) -> float:
    """How many more units stand in the right tier with an edit than without it: by the bounds that the paper states, else beside the others."""
    number = sheet.value(place.row, place.col)
    if place.row in tiering.tier_of and tiering.tier_of[place.row] in tiering.stated and number is not None:
        return _weight(tiering.allows(place.row, value) - tiering.allows(place.row, number))
    printed = {row: number for row in tiering.tier_of if (number := sheet.value(row, place.col)) is not None}
    if place.row not in printed:
        return 0.0
    before, after = (
        len(misplaced(tiering.tier_of, tiering.order, values))
        for values in (printed, {**printed, place.row: value})
    )
    return _weight(before - after)


def _by_sentences(paper: Paper, place: Place, value: Decimal) -> float:
    """Whether sentences print what an edit makes of a figure, or the figure as it is."""
    number, said = paper.number(place), values_in_text(paper)
    return _SAID * ((value in said) - (number is not None and number.value in said))


def _by_header(sheet: Sheet, place: Place, value: Decimal) -> float:
    """Whether the topmost rows add up to the whole that the header of their column states: “Tổng điểm tối đa (500)”."""
    stated = {Decimal(whole) for whole in _WHOLE.findall(sheet.reading.columns[place.col].header)}
    top = read_outline(sheet).top if stated else ()
    if place.row not in top or len(top) < _LEAST_TOP:
        return 0.0
    number = sheet.value(place.row, place.col) or Decimal()
    whole = sum((sheet.value(row, place.col) or Decimal() for row in top), Decimal())
    return _weight((whole - number + value in stated) - (whole in stated))


def _by_declared(paper: Paper, place: Place, value: Decimal) -> float:
    """Whether the header of another table declares for a criterion the maximum that an edit makes of its own, or that as it is."""
    if paper.column(place).role is not ColumnRole.MAXIMUM:
        return 0.0
    label = _TOTAL if is_total_label(paper.row(place)) else key(paper.row(place).label)
    declared = _declared(paper).get(label, frozenset())
    number = paper.number(place)
    return _weight((value in declared) - (number is not None and number.value in declared))


@kept
def _declared(paper: Paper) -> dict[str, frozenset[Decimal]]:
    """The maxima that headers declare, by what they are the maximum of; totals under one name."""
    declared: defaultdict[str, set[Decimal]] = defaultdict(set)
    for sheet in paper.sheets:
        for column in sheet.reading.columns:
            if column.maximum is not None:
                total = column.role is ColumnRole.TOTAL
                declared[_TOTAL if total else key(column.indicator)].add(column.maximum)
    return {name: frozenset(maxima) for name, maxima in declared.items()}


def _of_place(paper: Paper, place: Place, expected: Decimal, value: Decimal) -> float:
    """What speaks for an edit of a place that is added up with others: whether the figures give it."""
    number = paper.number(place)
    return _weight((value == expected) - (number is not None and number.value == expected))


def _by_ranks(sheet: Sheet, fit: RankFit, place: Place, value: Decimal) -> float:
    """How many more ranks follow the figures with an edit than without it."""
    return _ranks_with(sheet, fit, {(place.row, place.col): value})


def _ranks_with(sheet: Sheet, fit: RankFit, values: Mapping[tuple[int, int], Decimal]) -> float:
    """How many more ranks follow the figures with some of them edited, by row and column."""

    def scores(row: int, col: int) -> Number | None:
        number, value = sheet.number(row, col), values.get((row, col))
        if number is not None and value is not None:
            return Number(value=value, places=number.places, percent=number.percent)
        return number

    # a wrong figure makes or breaks a tie, and with it what the ranks seem to do with ties
    after = (refit_ranking if fit.events else fit_ranking)(sheet, fit.convention, scores)
    return 0.0 if after is None else _weight(len(fit.events) - len(after.events))


def _by_rank_rows(sheet: Sheet, place: Place, value: Decimal) -> float:
    """The same where ranks stand in a row below the figures."""
    return sum(
        _weight(row.events - events_with(sheet, row, place.col, value))
        for row in rank_rows(sheet)
        if row.measure.index == place.row and place.col in row.ranks
    )


def _weight(gain: int) -> float:
    """What it weighs that so many more checks hold with an edit than without it."""
    return max(-1.5, min(1.0, float(gain)))
