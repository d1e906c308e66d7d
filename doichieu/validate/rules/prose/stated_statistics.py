"""CLAIM-STAT: means, highest and lowest figures, and the gap between them, that sentences state of a table's units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median

from doichieu.model import Check, Claim, Finding, Level, Number, QuantityKind, RowKind
from doichieu.normalize.sentences.statistics import StatedStatistic, Statistic, stated_statistics
from doichieu.normalize.text import fold_in_place, key, words
from doichieu.normalize.unit_nouns import without_unit_commas
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.rows.row_labels import is_total_label, rows_listed, stands_apart
from doichieu.validate.listings import lead_of, lists_ends
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rounding import agree, quantum, to_places
from doichieu.validate.rules.prose.meant import (
    clause_is_open,
    columns_named,
    in_scope,
    is_named,
    overall,
    text_before,
)
from doichieu.validate.rules.prose.measures import Measure, measures_of
from doichieu.validate.rules.prose.statistic_findings import (
    shown_as,
    statistic_finding,
    step_of,
    telling_rows,
)
from doichieu.validate.rules.prose.subjects import Subjects, subjects_of
from doichieu.validate.rules.stated import calls_units, statement
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style

_FEWEST = 3
_SUMMARIES = frozenset({RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.AVERAGE})
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_NEAR = Decimal("0.05")
# Figures in two scales differ by what the coarser one hides.
_SAME = Decimal("0.005")
_DIGIT = re.compile(r"\d")
# A comma within a figure ends nothing.
_ENDS_CLAUSE = re.compile(r";|,(?!\d)|\. ")


def check_statistics(
    paper: Paper, conventions: Conventions, corrected: Mapping[Place, Number], style: Style
) -> Iterator[Check | Finding]:
    """Check means, extremes and gaps that sentences state against the columns of the tables.

    A figure that follows from no column is a finding only where one measure of the paper can be meant and the
    figure is near what that gives, a slip of the pen from it, or a sum of as many units or but for one of them.

    Args:
        paper: The paper.
        conventions: What was inferred; what the ranks follow.
        corrected: Figures with the edits of other findings applied, by place.
        style: How the paper prints figures.

    Yields:
        A check a statement that follows or contradicts, and a finding for each that contradicts.
    """
    stated = [(claim, one) for claim in paper.decision.claims for one in stated_statistics(claim)]
    if not stated:
        return
    subjects, measures = subjects_of(paper), measures_of(paper, conventions, _FEWEST)
    for claim, one in stated:
        if not clause_is_open(paper, claim) or _names_unit(subjects, claim, one):
            continue
        clause = lead_of(claim.sentence) + _clause(claim, one)
        alike = _alike(measures, one, clause)
        named = columns_named(alike, clause)
        led = columns_named(alike, claim.sentence[: one.quantity.span[0]]) if not named else []
        named = led if len(led) == 1 else named
        alike = named or alike
        if any(
            _is(one, value, measure)
            for measure in alike
            for rows in _scopes(measure.sheet)
            for values in _readings(measure, rows, corrected)
            if (value := _value(one.kind, values)) is not None
        ) or (one.kind is Statistic.MEAN and any(_is_of_all(one, measure) for measure in alike)):
            yield statement("CLAIM-STAT")
            continue
        meant = _meant(paper, one, alike, named, clause)
        if meant is None:
            continue
        units = _group_named(paper, meant.sheet, claim, one) or next(_scopes(meant.sheet))
        meant = _in_scale(one, meant, alike, units)
        values = next(iter(_readings(meant, units, corrected)))
        right = _value(one.kind, values)
        printed = _as_column(one, meant)
        if right is not None and (
            _is_meant(printed, right, one.number.places)
            or _is_sum_of(claim, one, meant.sheet, printed, values)
        ):
            yield statement("CLAIM-STAT", meant.sheet.reading.table.table_id, held=False)
            shown = shown_as(one, right, meant, style)
            step = step_of(one, values, shown, style)
            # A mean or a gap may have been taken of figures with more digits, or of other units.
            extreme = one.kind in {Statistic.HIGHEST, Statistic.LOWEST}
            level = Level.ERROR if extreme and is_typing_slip(printed, right) else Level.WARNING
            telling = telling_rows(meant, units, one.kind)
            yield statistic_finding(paper, claim, one, meant, shown, step, telling, level)


def _alike(measures: Sequence[Measure], one: StatedStatistic, clause: str) -> list[Measure]:
    """The measures of the units that a clause speaks of which can have the figure as their statistic."""
    percent = one.quantity.kind is QuantityKind.PERCENT
    alike = in_scope([measure for measure in measures if measure.fits(percent=percent)], clause)
    if not _DIGIT.search(clause):
        alike = [measure for measure in alike if not lists_ends(measure.sheet)]
    if one.kind is Statistic.SUM:
        alike = [measure for measure in alike if is_named(measure.sheet, measure.column, clause)]
    return alike


def _meant(
    paper: Paper, one: StatedStatistic, alike: Sequence[Measure], named: Sequence[Measure], clause: str
) -> Measure | None:
    """The one measure that a clause means: the column it names in full, else what the table is about."""
    if one.kind is Statistic.SUM:
        return _best_named(alike, clause)
    if named:
        return named[0] if len(named) == 1 else None
    return overall(paper, alike, clause)


def _in_scale(
    one: StatedStatistic, meant: Measure, alike: Sequence[Measure], units: Sequence[int]
) -> Measure:
    """The column of the same figures in the scale of a statement: 630,74 points of 1.000 stand beside an index of 0,6307."""
    for measure in (meant, *alike):
        right = _value(one.kind, next(_readings(measure, units, {})))
        is_same = measure is meant or (measure.sheet is meant.sheet and _is_multiple(measure, meant, units))
        if right is not None and is_same and _is_meant(_as_column(one, measure), right, one.number.places):
            return measure
    return meant


def _is_multiple(one: Measure, other: Measure, units: Sequence[int]) -> bool:
    """Whether two columns print the same figures in different scales."""
    pairs = [(one.sheet.value(row, one.column), other.sheet.value(row, other.column)) for row in units]
    shares = [a / b for a, b in pairs if a and b]
    return len(shares) == len(pairs) and max(shares) - min(shares) <= _SAME * max(shares)


def _best_named(measures: Sequence[Measure], clause: str) -> Measure | None:
    """The one measure most words of whose header a clause has."""
    said = set(words(clause))
    shared = {m: len(said.intersection(words(m.sheet.reading.columns[m.column].header))) for m in measures}
    best = [measure for measure, count in shared.items() if count == max(shared.values())]
    return best[0] if len(best) == 1 else None


def _names_unit(subjects: Subjects, claim: Claim, one: StatedStatistic) -> bool:
    """Whether the figure is one unit's, which stands before it in the clause."""
    return bool(subjects.named_in(_clause(claim, one)))


def _clause(claim: Claim, one: StatedStatistic) -> str:
    """What stands before the figure in its clause."""
    end = one.quantity.span[0]
    marked = without_unit_commas(fold_in_place(claim.sentence))
    return claim.sentence[
        max((mark.end() for mark in _ENDS_CLAUSE.finditer(marked, 0, end)), default=0) : end
    ]


# --------------------------------------------------------------------------- what the tables give


def _scopes(sheet: Sheet) -> Iterator[Sequence[int]]:
    """The units of a table, then those of each group."""
    units = rows_listed(sheet)
    yield [row.index for row in units]
    for group in dict.fromkeys(row.group for row in units if row.group is not None):
        yield [row.index for row in units if row.group == group]


def _group_named(paper: Paper, sheet: Sheet, claim: Claim, one: StatedStatistic) -> Sequence[int]:
    """The units of the group that the paragraph names last before a figure: "Cụm 1: …; điểm bình quân 80,14 điểm"."""
    said = f" {key(text_before(paper, claim) + ' ' + claim.sentence[: one.quantity.span[0]])} "
    heads = {row.group for row in sheet.data if row.group is not None}
    at = {head: said.rfind(f" {key(sheet.reading.rows[head].label)} ") for head in heads}
    last = max(at, key=lambda head: at[head], default=None)
    if last is None or at[last] < 0:
        return []
    return [row.index for row in sheet.data if row.group == last and not stands_apart(sheet, row)]


def _readings(
    measure: Measure, rows: Sequence[int], corrected: Mapping[Place, Number]
) -> Iterator[list[Decimal]]:
    """A column's figures as other findings correct them, and as printed."""
    places = [measure.sheet.place(row, measure.column) for row in rows]
    printed = {place: n for place in places if (n := measure.sheet.number(place.row, place.col)) is not None}
    yield [corrected.get(place, number).value for place, number in printed.items()]
    yield [number.value for number in printed.values()]


def _value(kind: Statistic, values: Sequence[Decimal]) -> Decimal | None:
    if len(values) < _FEWEST:
        return None
    if kind is Statistic.MEAN:
        return sum(values, Decimal()) / len(values)
    if kind is Statistic.SUM:
        return sum(values, Decimal())
    if kind is Statistic.MEDIAN:
        return Decimal(median(values))
    if kind is Statistic.GAP:
        return max(values) - min(values)
    return max(values) if kind is Statistic.HIGHEST else min(values)


def _is(one: StatedStatistic, value: Decimal, measure: Measure) -> bool:
    """Whether the figure is the statistic: at the coarser places of the two, and as far as rounded figures tell."""
    places = measure.sheet.places(measure.column)
    if one.kind in {Statistic.MEAN, Statistic.MEDIAN}:
        return abs(one.number.value - value) <= (quantum(one.number.places) + quantum(places)) / 2
    if _grouped(one) == value:
        return True
    return agree(one.number.value, value, min(one.number.places, places))


def _is_of_all(one: StatedStatistic, measure: Measure) -> bool:
    """Whether a row of totals prints the figure: the rate of all together is called their average too."""
    sheet = measure.sheet
    return any(
        (row.kind in _SUMMARIES or is_total_label(row))
        and (number := sheet.number(row.index, measure.column)) is not None
        and agree(number.value, one.number.value, min(number.places, one.number.places))
        for row in sheet.reading.rows
    )


def _grouped(one: StatedStatistic) -> Decimal | None:
    """The figure with its separators between thousands: "2,006" of whole figures may be two thousand and six."""
    printed = one.quantity.printed
    return Decimal(re.sub(r"\D", "", printed)) if _GROUPED.fullmatch(printed) else None


def _as_column(one: StatedStatistic, measure: Measure) -> Decimal:
    """The figure as the column reads: its separators stand between thousands where the column has whole figures."""
    grouped = None if measure.sheet.places(measure.column) else _grouped(one)
    return one.number.value if grouped is None else grouped


def _is_meant(printed: Decimal, right: Decimal, places: int) -> bool:
    """Whether a figure is near to what the column gives, or a slip of the pen from that as the sentence rounds it."""
    return is_typing_slip(printed, to_places(right, places)) or abs(printed - right) <= _NEAR * abs(right)


def _is_sum_of(
    claim: Claim, one: StatedStatistic, sheet: Sheet, printed: Decimal, values: Sequence[Decimal]
) -> bool:
    """Whether a sum is meant to be that of a column: of as many units, or off by one of its figures."""
    if one.kind is not Statistic.SUM:
        return False
    clause = _clause(claim, one)
    counts = {
        int(m.group()) for m in re.finditer(r"\b\d{1,3}\b", clause) if calls_units(clause[m.end() :], sheet)
    }
    return len(values) in counts or abs(printed - sum(values)) in values
