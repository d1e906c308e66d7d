"""Kinds of rows, and what each row names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from doichieu.model import Column, ColumnRole, Mention, Number, Row, RowKind, Table
from doichieu.normalize.grades import GRADES
from doichieu.normalize.text import clean, fold, key

_YEARS = range(1900, 2100)
_MARKS = re.compile(r"\s*\(?(\*+)\)?\s*$")
_NOTE = re.compile(r"^(ghi chu|chu thich|luu y|\(?\*+\)?|nguon)\b|^\(?\*")
_TOTAL = re.compile(
    r"^(tong|tong cong|tong so|tong diem|cong|tong diem toi da|toan bo|cong chung)( \(.*\))?( toan tinh| ca nuoc| chung)?$"
)
# So called a row is the total though it has a number: criteria 1 to 5, and 6 their sum.
_SUM_OF_ALL = re.compile(r"^(?:tong diem|tong cong|tong so diem|tong cong diem)$")
_SUBTOTAL = re.compile(r"^cong (?!hoa|tac|bao|nghe|thuong|an|ty|doan|chuc|vu|khai)\w+")
# With its accent: "Công" is labour and "Công an" an office, "Cộng" the sum.
_LABOUR = re.compile(r"công\b")
# "Chỉ số cao nhất" below a ranking repeats a figure of it and is no row of its own; of medians nothing adds up.
_EXTREME = re.compile(
    r"^(?:(?:.{0,30} )?(?:cao|thap|lon|nho) nhat(?: toan tinh| chung)?"
    r"|(?:diem |diem so |so |gia tri )?(?:trung vi|median|max|min|maximum|minimum|highest|lowest)|(?:do )?lech chuan)$"
)
_AVERAGE = re.compile(
    r"^(diem |diem so |chi so |ket qua |gia tri |ty le |ti le |muc )?(trung binh|binh quan|tb)\b(?! kha)|^(?:mean|average)$"
)
# The whole of a place, a level or a maximum in the column of names: no agency that a registry could have.
_NOBODY = re.compile(
    r"(?:toan|ca) (?:tinh|thanh pho|tp|huyen|quan|thi xa|xa|nganh|nuoc|quoc|vung)"
    r"|(?:khoi )?cap (?:tinh|huyen|xa|so|phong|bo|trung uong|dia phuong|co so)|(?:diem|so diem|muc|muc diem|thang diem) toi da"
)
# A line with fewer titles is told again by chance.
_LEAST_TITLES = 2
_ROMAN = re.compile(r"^[IVXLC]+$")
# A longer number is a figure in the wrong column: no table has more rows than six digits count.
_ORDINAL = re.compile(
    r"^\(?([0-9]{1,6}(?:\.[0-9]{1,6})*|[IVXLC]{1,12}|[A-Za-zđĐ])\)?[.)]?(?:\s*(?:[-–]|[†‡]|\(?\*{1,3}\)?))?$"
)

NameMatcher = Callable[[Sequence[str]], list[tuple[Mention, ...]]]


def split_marks(text: str) -> tuple[str, str]:
    """Split the footnote marks off a name: "Sở Nội vụ**" gives ("Sở Nội vụ", "**")."""
    match = _MARKS.search(text)
    return (text[: match.start()].rstrip(), match.group(1)) if match else (text, "")


def read_ordinal(text: str) -> str:
    """An ordinal without its dot or brackets ("1.", "II", "3.1"); empty where the text is none."""
    match = _ORDINAL.match(clean(text))
    return match.group(1) if match else ""


def names_nobody(text: str) -> bool:
    """Whether a row is that of a whole place, of a level or of maxima: "Toàn tỉnh", "Cấp huyện", "Điểm tối đa"."""
    return _NOBODY.fullmatch(key(text)) is not None


def is_roman(ordinal: str) -> bool:
    """Whether an ordinal is a Roman number."""
    return bool(_ROMAN.match(ordinal))


def read_rows(
    table: Table,
    columns: Sequence[Column],
    numbers: dict[tuple[int, int], Number],
    match_names: NameMatcher,
) -> tuple[Row, ...]:
    """Kinds, ordinals, labels and agencies of every grid row.

    Args:
        table: A table as printed.
        columns: Its columns.
        numbers: Its figures by (row, column).
        match_names: Resolves the names of one column.

    Returns:
        One row per grid row, header rows included.
    """
    grid = table.grid()
    _fill_down(table, grid)
    stub = next((c.index for c in columns if c.role is ColumnRole.ENTITY), None)
    if stub is None:
        stub = next((c.index for c in columns if c.role is ColumnRole.TEXT), None)
    if stub and _prints_years(columns, numbers):
        stub = 0  # codes and remarks behind the figures of years name no rows
    if stub is None:
        # kinds of things head their rows where nothing else does
        stub = next((c.index for c in columns if c.role is ColumnRole.TIER), 0)
    ordinal_col = next((c.index for c in columns if c.role is ColumnRole.ORDINAL), None)
    with_figures = {row for row, _ in numbers}
    drafts: list[tuple[RowKind, str, str, str]] = []
    titles = [{col: text for col, text in enumerate(texts) if text} for texts in grid[: table.header_rows]]
    for index, texts in enumerate(grid):
        header = index < table.header_rows or _repeats(texts, titles)
        drafts.append(_draft(texts, stub, ordinal_col, header=header, has_figures=index in with_figures))
    drafts = _lettered(_tallied_tiers(drafts))
    mentions = _mentions(drafts, match_names)
    rows = []
    group: int | None = None
    heads = _heads(drafts, columns, numbers)
    for index, (kind, ordinal, label, marks) in enumerate(drafts):
        # a blank row parts nothing where the count goes on after it
        if (kind is RowKind.GROUP and (label or ordinal or not _counts_on(drafts, index))) or index in heads:
            group = index
        rows.append(
            Row(
                index=index,
                kind=kind,
                ordinal=ordinal,
                label=label,
                entities=mentions.get(index, ()),
                marks=marks,
                group=None
                if kind in {RowKind.HEADER, RowKind.GROUP, RowKind.TOTAL, RowKind.AVERAGE}
                else group,
            )
        )
    return tuple(rows)


def _counts_on(drafts: Sequence[tuple[RowKind, str, str, str]], blank: int) -> bool:
    """Whether the ordinal after a row is the next of the one before it."""
    before, after = (drafts[at][1] if 0 <= at < len(drafts) else "" for at in (blank - 1, blank + 1))
    return before.isdigit() and after.isdigit() and int(after) == int(before) + 1


def _heads(
    drafts: Sequence[tuple[RowKind, str, str, str]],
    columns: Sequence[Column],
    numbers: dict[tuple[int, int], Number],
) -> frozenset[int]:
    """Rows that head a group of ranked units though they hold a figure, its mean: "I  Khối các huyện  84,52"."""
    ranks = [column.index for column in columns if column.role is ColumnRole.RANK]
    after = {index: draft[1] for index, draft in enumerate(drafts[1:])}
    heads = {
        index
        for index, (kind, ordinal, _, _) in enumerate(drafts)
        if kind is RowKind.SUBTOTAL and is_roman(ordinal) and after.get(index) == "1"
    }
    ranked = any((index, rank) in numbers for index in heads for rank in ranks)
    return frozenset(heads) if ranks and len(heads) > 1 and not ranked else frozenset()


def _tallied_tiers(drafts: list[tuple[RowKind, str, str, str]]) -> list[tuple[RowKind, str, str, str]]:
    """In a tally of grades a row "Trung bình" is a grade and no average."""
    grades = sum(draft[0] is RowKind.DATA and key(draft[2]) in GRADES for draft in drafts)
    if grades < 2:
        return drafts
    return [
        (RowKind.DATA, *draft[1:]) if draft[0] is RowKind.AVERAGE and key(draft[2]) == "trung binh" else draft
        for draft in drafts
    ]


def _lettered(drafts: list[tuple[RowKind, str, str, str]]) -> list[tuple[RowKind, str, str, str]]:
    """After A and B a row C is the third of its kind, and no hundredth subtotal."""
    if not {"A", "B"} <= {draft[1] for draft in drafts}:
        return drafts
    return [
        (RowKind.DATA, *draft[1:])
        if draft[0] is RowKind.SUBTOTAL and draft[1] in {"C", "D", "L"} and not _SUBTOTAL.match(key(draft[2]))
        else draft
        for draft in drafts
    ]


def _fill_down(table: Table, grid: list[list[str | None]]) -> None:
    """Repeat a cell merged over rows in each of them, so that every row says what it is about."""
    for cell in table.cells:
        for row in range(cell.row + 1, min(cell.row + cell.row_span, len(grid))):
            if row >= table.header_rows and not cell.text.replace(".", "").replace(",", "").isdigit():
                grid[row][cell.col] = cell.text


def _repeats(texts: Sequence[str | None], titles: Sequence[Mapping[int, str]]) -> bool:
    """Whether a row prints a line of the header again, as sheets do at the top of a page: “2023”, “Ước tính năm 2024”."""
    filled = {col: text for col, text in enumerate(texts) if text}
    return len(filled) >= _LEAST_TITLES and any(
        filled == line for line in titles if len(set(line.values())) >= _LEAST_TITLES
    )


def _prints_years(columns: Sequence[Column], numbers: Mapping[tuple[int, int], Number]) -> bool:
    """Whether the first column is one of figures, and of years."""
    if columns[0].role is not ColumnRole.COMPONENT:
        return False
    values = [number.value for (_, col), number in numbers.items() if col == 0]
    return len(values) > 1 and all(value in _YEARS for value in values)


def _draft(
    texts: list[str | None], stub: int, ordinal_col: int | None, *, header: bool, has_figures: bool
) -> tuple[RowKind, str, str, str]:
    if header:
        return RowKind.HEADER, "", "", ""
    filled = [text for text in texts if text]
    ordinal = read_ordinal(texts[ordinal_col] or "") if ordinal_col is not None else ""
    label = texts[stub] or ""
    if not label:
        label = next((text for text in filled if not read_ordinal(text)), "")
    elif filled and _TOTAL.match(key(filled[0])):
        label = filled[0]
    label, marks = split_marks(label)
    return _kind(texts, filled, label, ordinal, has_figures=has_figures), ordinal, label, marks


def _kind(
    texts: list[str | None], filled: list[str], label: str, ordinal: str, *, has_figures: bool
) -> RowKind:
    folded = key(label)
    if not has_figures and len(filled) == 1 and _NOTE.match(fold(filled[0])):
        return RowKind.NOTE
    if not has_figures and len(filled) <= (2 if ordinal else 1) and len(texts) > 2 and not ordinal.isdigit():
        return RowKind.GROUP
    if has_figures and _SUM_OF_ALL.match(folded):
        return RowKind.TOTAL
    if has_figures and not ordinal.isdigit() and not _LABOUR.match(clean(label).casefold()):
        if _TOTAL.match(folded):
            return RowKind.TOTAL
        if _AVERAGE.match(folded):
            return RowKind.AVERAGE
        if _EXTREME.match(folded) and not ordinal:
            return RowKind.NOTE
        if _SUBTOTAL.match(folded):
            return RowKind.SUBTOTAL
        if is_roman(ordinal):
            return RowKind.SUBTOTAL
    return RowKind.DATA


def _mentions(
    drafts: Sequence[tuple[RowKind, str, str, str]], match_names: NameMatcher
) -> dict[int, tuple[Mention, ...]]:
    wanted = [
        (index, draft[2])
        for index, draft in enumerate(drafts)
        if draft[0] in {RowKind.DATA, RowKind.SUBTOTAL} and draft[2]
    ]
    if not wanted:
        return {}
    found = match_names([label for _, label in wanted])
    return {index: mentions for (index, _), mentions in zip(wanted, found, strict=True)}
