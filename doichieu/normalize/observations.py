"""Figures of a table as observations: what they measure, of whom, in which year and unit."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from doichieu.model import Column, ColumnRole, Mention, Observation, RowKind, TableReading
from doichieu.normalize.columns.read import repeated_width
from doichieu.normalize.headers import header_paths
from doichieu.normalize.numbers import Separators
from doichieu.normalize.pairs import paired_figures
from doichieu.normalize.periods import Period, is_time, period_of_figure
from doichieu.normalize.text import clean, fold
from doichieu.normalize.units import row_units, unit_at

# Fewer figures below columns of words may be anything.
_FEWEST_COUNTS = 3
_MEASURES = {
    ColumnRole.COMPONENT: "amount",
    ColumnRole.TOTAL: "total",
    ColumnRole.MAXIMUM: "maximum",
    ColumnRole.RATIO: "ratio",
    ColumnRole.RANK: "rank",
    ColumnRole.COUNT: "count",
}


def single_figures(reading: TableReading, period: Period | None) -> list[Observation]:
    """Observations of the cells that print one figure; a cell that names several agencies gives one for each."""
    found = []
    by_place = {(cell.row, cell.col): cell for cell in reading.table.cells}
    width = repeated_width(reading.columns)
    units = row_units(reading)
    counting = _rows_of_counts(reading)
    headers, scores = printed_headers(reading), _columns_of_scores(reading)
    indicators = [_indicator(reading, column) for column in reading.columns]
    for (row_index, col_index), number in sorted(reading.numbers.items()):
        row, column = reading.rows[row_index], reading.columns[col_index]
        measure = _MEASURES.get(column.role)
        if column.role is ColumnRole.TEXT and row_index in counting:
            measure = "count"
        if col_index in scores:
            measure = "score"
        if measure is None or row.kind in {RowKind.HEADER, RowKind.GROUP}:
            continue
        mentions = row.entities or (Mention(printed=row.label),)
        if width and col_index >= width and reading.stub is not None:
            # the second half of a list has names of its own
            name = by_place.get((row_index, col_index - col_index % width + reading.stub % width))
            mentions = (Mention(printed=name.text if name else ""),)
        for mention in mentions:
            cell, stored = by_place[row_index, col_index], reading.stored.get((row_index, col_index))
            found.append(
                Observation(
                    table_id=reading.table.table_id,
                    row=row_index,
                    col=col_index,
                    entity_id=mention.entity_id,
                    entity_name=mention.name or mention.printed,
                    indicator=indicators[col_index],
                    header=headers[col_index],
                    measure=measure,
                    period=period_of_figure(reading, row_index, column, period),
                    value=Decimal(number.value),
                    unit="%" if number.percent else unit_at(reading, row_index, column, units),
                    as_printed=cell.text,
                    locator=cell.locator,
                    stored=None if stored is None else stored.value,
                )
            )
    return found


def _rows_of_counts(reading: TableReading) -> set[int]:
    """Rows below columns of words or marks that say how many there are of each: "Số xã đạt | 4 | 5 | 3"."""
    texts = {column.index for column in reading.columns if column.role is ColumnRole.TEXT}
    figures = Counter(row for row, col in reading.numbers if col in texts)
    return {
        row
        for row, count in figures.items()
        if count >= _FEWEST_COUNTS
        and count * 2 > len(texts)
        and not (reading.rows[row].entities or reading.rows[row].ordinal)
    }


def double_figures(reading: TableReading, period: Period | None, separators: Separators) -> list[Observation]:
    """Both figures of the cells that print two."""
    found = []
    headers = printed_headers(reading)
    for part in paired_figures(reading, separators):
        row, column = reading.rows[part.cell.row], reading.columns[part.cell.col]
        if row.kind in {RowKind.HEADER, RowKind.GROUP}:
            continue
        found += [
            Observation(
                table_id=reading.table.table_id,
                row=part.cell.row,
                col=part.cell.col,
                entity_id=mention.entity_id,
                entity_name=mention.name or mention.printed,
                indicator=_indicator(reading, column),
                header=headers[column.index],
                measure=part.measure,
                period=period_of_figure(reading, row.index, column, period),
                value=part.number.value,
                unit="%" if part.number.percent else None if part.measure == "rank" else column.unit,
                as_printed=part.cell.text,
                locator=part.cell.locator,
            )
            for mention in row.entities or (Mention(printed=row.label),)
        ]
    return found


# Words of headers that say what kind of figure stands below, and not of what: the caption does.
_KINDS = re.compile(
    r"(?!điểm cộng\b)(?:\W*\b(?:tổng|cộng|số|điểm|tỷ|tỉ|lệ|trọng|chỉ|xếp|hạng|thứ|vị|trí|bậc|phần|trăm|đạt|được|tối|đa|chuẩn|thang|kết|quả|giá"
    r"|trị|chung|cuối|cùng|xh|quy|đổi|đánh|năm)\b)*\W*"
)
# How sure or how far a figure is: the same is measured.
_STATES = re.compile(r"(?:sơ bộ|ước(?: tính| thực hiện)?|chính thức)(?: (?:cả )?năm)?")
# Headers that say which of several figures of one kind stands below: of a plan, of a class of land or roads.
_ASPECTS = re.compile(
    r"(?:kế hoạch|thực hiện|dự toán|quyết toán|mục tiêu|cùng kỳ|năm trước)(?: (?:cả )?năm| giao)?"
    r"|(?:vị trí|vt|hạng|loại|bậc|nhóm|khu vực) ?(?:\d+|[ivx]+)"
)


def _indicator(reading: TableReading, column: Column) -> str:
    """What a figure measures: its header, or the caption where the header alone says nothing, or both."""
    caption = reading.table.caption or ""
    parts = [part for part in column.indicator.split(" / ") if not is_time(part)]
    told = [
        part
        for part in parts
        if not any(says.fullmatch(clean(part).casefold()) for says in (_STATES, _KINDS))
    ]
    if not told:
        return caption or column.indicator
    if caption and len(told) == 1 and _ASPECTS.fullmatch(clean(told[0]).casefold()):
        return f"{caption} / {told[0]}"
    return " / ".join(parts)


def printed_headers(reading: TableReading) -> list[str]:
    """The titles over each column, from the top joined with " / "; those that read the same are numbered apart."""
    columns = reading.columns
    paths = [column.header for column in columns]
    full = [" / ".join(levels) for levels in header_paths(reading.table)]
    # halves of a list side by side have the same titles and other names
    width = repeated_width(columns) or len(columns)
    shared = Counter(paths[:width])
    paths = [full[index] if shared[path] > 1 else path for index, path in enumerate(paths)]
    seen: Counter[str] = Counter()
    often = Counter(paths[:width])
    for index in range(width):
        title = paths[index]
        seen[title] += 1
        if often[title] > 1:
            paths[index] = f"{title} ({seen[title]})".strip()
    return [paths[index % width] for index in range(len(columns))]


_POINTS = re.compile(r"\b(?:diem|xep hang|thu hang|xep loai|danh gia|cham diem)\b")


def _columns_of_scores(reading: TableReading) -> set[int]:
    """Columns whose figures are points: out of a maximum, headed so, or without a unit in a table that ranks or grades."""
    judged = {ColumnRole.RANK, ColumnRole.TIER, ColumnRole.MAXIMUM} & {
        column.role for column in reading.columns
    }
    scored = bool(judged or _POINTS.search(fold(reading.table.caption or "")))
    scored = scored or any(column.unit == "điểm" for column in reading.columns)
    return {
        column.index
        for column in reading.columns
        if column.role is ColumnRole.COMPONENT
        and (column.unit == "điểm" or column.maximum is not None or (scored and column.unit is None))
    }
