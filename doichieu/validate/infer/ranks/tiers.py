"""Which tier each row stands in, and the thresholds between tiers, stated or implied."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from doichieu.model import Column, ColumnRole
from doichieu.normalize.grades import GRADES, WORTH, bare_grade, grades_beside, shows_grades
from doichieu.normalize.text import fold, key
from doichieu.validate.infer.ranks.misplaced import misplaced
from doichieu.validate.infer.ranks.thresholds import (
    Threshold,
    read_threshold,
    stated_thresholds,
)
from doichieu.validate.paper import Paper, Sheet

# Words that stand around a tier's name in a group row: "Nhóm các cơ quan có mức độ ứng dụng Tốt".
_TIER = re.compile(
    r"(?:^|\b(?:muc|loai|nhom|xep loai|muc do|dat)\b.*?\b|\b)("
    + "|".join(sorted(map(re.escape, GRADES), key=len, reverse=True))
    + r")$"
)
_GRADE = re.compile(r"(?:(?:loai|hang|muc|bac|cap|nhom|xep loai)\s)?(?:\d|i{1,3}|iv|vi?|[a-e])")
# What units are graded by, where a table prints counts and amounts beside it.
_SCORE = re.compile(r"\bdiem\b|\bchi so\b|^ket qua\b")
_ASIDE = re.compile(r"[(\[:].*$")
_DECIDE = (ColumnRole.RATIO, ColumnRole.TOTAL, ColumnRole.COMPONENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiering:
    """The tiers of a table.

    Attributes:
        tier_of: Tier by grid row.
        order: Tiers from the best down.
        measure: Column that decides (ratio or total); that of the tiers themselves where no figures do.
        stated: Thresholds that the paper states, by tier.
        column: Column the tier is printed in, None where group rows carry it.
    """

    tier_of: dict[int, str]
    order: tuple[str, ...]
    measure: int
    stated: dict[str, Threshold]
    column: int | None

    def allows(self, row: int, value: Decimal) -> bool:
        """Whether a figure lies within what the paper states of the tier that a row stands in."""
        bounds = self.stated.get(self.tier_of[row])
        return bounds is None or bounds.contains(value)


def tier_name(text: str) -> str | None:
    """The tier a group row or cell names ("Mức tốt" gives "tot"); None where it names none."""
    match = _TIER.search(key(_ASIDE.sub(" ", text)))
    return match.group(1) if match else None


def find_tiering(
    paper: Paper, sheet: Sheet, ranked: Sequence[int] = (), results: Sequence[int] = ()
) -> Tiering | None:
    """Find the tiers of a table.

    Args:
        paper: The paper, whose prose may state thresholds.
        sheet: The table.
        ranked: Columns that its ranks follow, which decide where no total or percentage does.
        results: Columns computed from others and part of none, which decide where ranks do not.

    Returns:
        The tiers, or None where the table has none or nothing to measure them by.
    """
    # "Loại văn bản" as the column that names the rows is what is measured, not how well it did.
    tiers = [c.index for c in sheet.columns(ColumnRole.TIER) if not _names_rows(sheet, c.index)]
    # A table may print last year's tiers, and last year's figures, beside its own.
    own = [col for col in tiers if sheet.reading.columns[col].period in {None, paper.year}]
    column = next(iter(own or tiers), None)
    tier_of = _from_column(sheet, column) if column is not None else _from_groups(sheet)
    order = tuple(dict.fromkeys(tier_of.values()))
    if not order or len(tier_of) < 3:
        return None
    stated = _labelled_thresholds(sheet) or stated_thresholds(
        paper, frozenset((*order, *grades_beside(order)))
    )
    year = sheet.reading.columns[column].period if column is not None else None
    figures = _of_year(sheet, year or paper.year)
    deciding = [col for col in ranked if sheet.reading.columns[col] in figures]
    measures = _measures(figures, deciding, results, bounded=bool(stated))
    if not measures and column is not None:
        # No figure decides: who stands in which tier is still printed.
        measures = [column]
    if not measures:
        return None
    measure = min(measures, key=lambda col: _misfits(sheet, col, tier_of, stated))
    # Where all stand in one tier only the thresholds that the paper states can speak against it.
    if len(order) < 2 and order[0] not in stated:
        return None
    # "Loại" and "Khoản" of a budget classify and do not grade.
    shown = column is not None and shows_grades(sheet.reading.columns[column].header, order)
    if not (stated or shown or any(tier_name(tier) or _GRADE.fullmatch(tier) for tier in order)):
        return None
    return Tiering(
        tier_of=tier_of,
        order=_best_first(sheet, measure, tier_of, order),
        measure=measure,
        stated=dict(stated),
        column=column,
    )


def _names_rows(sheet: Sheet, column: int) -> bool:
    """Whether a column is what the rows are called by, and no row's name is a tier, or each tier has one row that sums it up."""
    labels = {row.index: row.label for row in sheet.data}
    texts = {row: cell.text for row in labels if (cell := sheet.cells.get((row, column)))}
    alike = sum(text.startswith(labels[row]) and bool(labels[row]) for row, text in texts.items())
    if alike * 2 <= len(labels):
        return False
    return not any(map(tier_name, texts.values())) or len(set(texts.values())) == len(texts)


def _from_column(sheet: Sheet, column: int) -> dict[int, str]:
    tiers = {}
    for row in sheet.data:
        cell = sheet.cells.get((row.index, column))
        if cell and cell.text:
            tiers[row.index] = bare_grade(cell.text)
    return tiers


def _from_groups(sheet: Sheet) -> dict[int, str]:
    names = {
        row.index: name
        for row in sheet.reading.rows
        if row.kind.value == "group" and (name := tier_name(row.label or _first_text(sheet, row.index)))
    }
    return {row.index: names[row.group] for row in sheet.data if row.group in names}


def _labelled_thresholds(sheet: Sheet) -> dict[str, Threshold]:
    """Thresholds that group rows carry themselves: "Mức B (từ 80% đến dưới 90%)"."""
    found = {}
    for row in sheet.reading.rows:
        label = row.label or _first_text(sheet, row.index)
        name = tier_name(label) if row.kind.value == "group" else None
        aside = _ASIDE.search(label)
        threshold = read_threshold(fold(aside.group()), label) if name and aside else None
        if name and threshold:
            found[name] = threshold
    return found if len(found) > 1 else {}


def _first_text(sheet: Sheet, row: int) -> str:
    return next((cell.text for cell in sheet.reading.table.cells if cell.row == row and cell.text), "")


def _of_year(sheet: Sheet, year: int | None) -> list[Column]:
    """The columns of figures of a year and those that name none; all where there is none of them."""
    columns = sheet.columns(*_DECIDE)
    return [column for column in columns if column.period in {None, year}] or columns


def _measures(
    figures: Sequence[Column], ranked: Sequence[int], results: Sequence[int], *, bounded: bool
) -> list[int]:
    """Columns that may decide: the percentage first, then the total; without both what is scored, ranked or computed alone.

    Where the paper states bounds they tell which of all columns they are bounds of: own score, appraised score, difference.
    """
    found = [
        columns[-1]
        for role in (ColumnRole.RATIO, ColumnRole.TOTAL)
        if (columns := [column.index for column in figures if column.role is role])
    ]
    if found:
        return found
    amounts = [column for column in figures if column.role is ColumnRole.COMPONENT]
    if bounded:
        return list(dict.fromkeys([*ranked, *results, *(column.index for column in amounts)]))
    scores = [column.index for column in amounts if _SCORE.search(key(column.header))]
    options = ([column.index for column in amounts], sorted(set(ranked)), list(results), scores)
    return next((deciding for deciding in options if len(deciding) == 1), [])


def _misfits(
    sheet: Sheet, measure: int, tier_of: Mapping[int, str], stated: Mapping[str, Threshold]
) -> tuple[int, int]:
    """How many rows stand beyond the stated bounds of their tier by a column, and of how many tiers these are in another unit."""
    beyond = sum(
        tier in stated
        and (value := sheet.value(row, measure)) is not None
        and not stated[tier].contains(value)
        for row, tier in tier_of.items()
    )
    is_share = sheet.reading.columns[measure].role is ColumnRole.RATIO
    return beyond, sum(threshold.percent is not is_share for threshold in stated.values())


def _best_first(sheet: Sheet, measure: int, tier_of: dict[int, str], tiers: Sequence[str]) -> tuple[str, ...]:
    """Tiers from the best down: as their names say, or by their members' figures, whichever misplaces fewer rows."""
    values = {row: value for row in tier_of if (value := sheet.value(row, measure)) is not None}
    members = {
        tier: sorted(values[row] for row, name in tier_of.items() if name == tier and row in values)
        or [Decimal(0)]
        for tier in tiers
    }
    named = [WORTH[tier] for tier in tiers if tier in WORTH]
    orders = [
        *([tuple(sorted(tiers, key=WORTH.__getitem__))] if len(named) == len(tiers) else []),
        *(
            tuple(
                sorted(
                    tiers, key=lambda tier: members[tier][int(share * (len(members[tier]) - 1))], reverse=True
                )
            )
            for share in (0.5, 0.0, 1.0)
        ),
    ]
    different = list(dict.fromkeys(orders))
    if len(different) == 1:
        return different[0]
    return min(different, key=lambda order: len(misplaced(tier_of, order, values)))
