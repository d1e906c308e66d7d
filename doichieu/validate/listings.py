"""The units that sentences of a paper may speak of together: those of a table, or of one kind where a table mixes several."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from doichieu.model import ColumnRole, Row
from doichieu.normalize.text import fold_in_place, key
from doichieu.normalize.unit_nouns import ANY_UNITS, UNIT_NOUNS, noun_of, units_by_name, without_unit_commas
from doichieu.validate.kept import kept
from doichieu.validate.paper import Paper, Sheet, kind_of, population_of

# The units of a table that mixes kinds: no noun names them all.
MIXED = "*"
# So many units of a kind can be spoken of together; nearly all rows of a table are of some such kind.
_FEWEST, _NEARLY_ALL = 3, 0.9
# Where one noun covers a kind of the registry: offices of one that it does not have are counted with the others.
_SAME = {"department": "sở", "district": "huyện", "commune": "xã", "ministry": "cơ quan", "agency": "cơ quan"}
_SELECTED = re.compile(r"\b(?:cao nhat|thap nhat|dan dau|dung dau|dung cuoi|tieu bieu)\b")
# A column of names that the registry does not have: "Tên phòng, ban", "Trường".
_HEADED = re.compile(rf"(?:tên|các)?\s*(?:{UNIT_NOUNS})\b")
# What leads a sentence: "Đối với các huyện, thị xã, thành phố", "Khối sở, ban, ngành".
_LEAD = re.compile(r"^\W*(?:doi voi|trong|o|tai|ve phia|rieng|nhom|khoi|cap|giua)\b[^.;:]{0,120}?(?:,|:)")


@kept
def listings_of(paper: Paper) -> tuple[Sheet, ...]:
    """The tables of a paper that list units, and of those that mix kinds of units each kind for itself.

    Args:
        paper: The paper.

    Returns:
        Tables as they are where they list one kind; else one for each kind, with its rows alone, and the whole table,
        whose `units` are `MIXED`.
    """
    return tuple(listing for sheet in paper.sheets for listing in _listings(sheet))


def _listings(sheet: Sheet) -> Iterator[Sheet]:
    parts = _parts(sheet)
    if parts:
        yield from parts
        yield replace(sheet, units=MIXED)
    elif sheet.units:
        yield sheet
    elif len(sheet.data) > _FEWEST and _names_units(sheet):
        yield replace(sheet, units=ANY_UNITS)


def _names_units(sheet: Sheet) -> bool:
    """Whether the first column is headed "Đơn vị" or the like and the rows are ranked or graded."""
    stub = sheet.reading.stub
    if stub is None or not sheet.columns(ColumnRole.RANK, ColumnRole.TIER):
        return False
    column = sheet.reading.columns[stub]
    headed = bool(_HEADED.match(column.header.casefold()))
    return column.role is ColumnRole.ENTITY or (column.role is ColumnRole.TEXT and headed)


def _parts(sheet: Sheet) -> list[Sheet]:
    """The rows of each kind of units, where a table lists several kinds; else nothing."""
    kinds = {row.index: _kind(sheet, row) for row in sheet.data}
    # totals and heads of groups ("A CẤP TỈNH") are no units, and have no number among them
    kinds = {row.index: kinds[row.index] for row in sheet.data if kinds[row.index] or row.ordinal.isdecimal()}
    counts = Counter(kinds.values())
    telling = {kind for kind, count in counts.items() if kind and count >= _FEWEST}
    if len(telling) < 2 or sum(counts[kind] for kind in telling) < _NEARLY_ALL * len(kinds):
        return []
    rows: defaultdict[str, set[int]] = defaultdict(set)
    for index, kind in kinds.items():
        rows[kind].add(index)
    return [_part(sheet, rows[kind]) for kind in counts if kind in telling]


def _kind(sheet: Sheet, row: Row) -> str:
    known = next((kind for subject in sheet.subjects[row.index] if (kind := kind_of(subject))), "")
    return _SAME.get(known.rsplit("/", 1)[-1], known) if known else noun_of(row.label.casefold())


def _part(sheet: Sheet, rows: Collection[int]) -> Sheet:
    data = tuple(row for row in sheet.data if row.index in rows)
    subjects = {row.index: sheet.subjects[row.index] for row in data}
    population = population_of(subject for keys in subjects.values() for subject in keys)
    noun = noun_of(data[0].label.casefold())
    return replace(
        sheet,
        data=data,
        subjects=subjects,
        rows_of={
            subject: own
            for subject, all_rows in sheet.rows_of.items()
            if (own := tuple(row for row in all_rows if row in rows))
        },
        unique={subject: row for subject, row in sheet.unique.items() if row in rows},
        population=population,
        units=population or units_by_name(row.label for row in data) or (f"~{noun}" if noun else ANY_UNITS),
    )


def lists_ends(sheet: Sheet) -> bool:
    """Whether a caption says that a table lists the first or last units alone: "05 huyện có chỉ số cao nhất"."""
    return bool(_SELECTED.search(key(sheet.reading.table.caption or "")))


def lead_of(sentence: str) -> str:
    """The words at the head of a sentence that say which units it speaks of, empty where none do.

    "Đối với các huyện, thị xã, thành phố, điểm trung bình là 80" gives all before "điểm".
    """
    match = _LEAD.match(without_unit_commas(fold_in_place(sentence)))
    return sentence[: match.end()] if match else ""
