"""POP: no unit twice, none missing against the paper's own population."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from doichieu.model import (
    Check,
    Column,
    ColumnRole,
    Finding,
    Outcome,
    Row,
    RowKind,
)
from doichieu.normalize.text import key
from doichieu.normalize.unit_nouns import noun_of
from doichieu.validate.infer.columns.prices import price_columns
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.tiers import tier_name
from doichieu.validate.infer.rows.classifications import tells_some
from doichieu.validate.infer.rows.row_labels import is_no_unit, stands_apart
from doichieu.validate.kept import kept
from doichieu.validate.paper import AMOUNTS, Paper, Sheet, kind_of
from doichieu.validate.rules.doubled_units import Lists, doubled
from doichieu.validate.rules.left_out import are_named, explanations
from doichieu.validate.rules.missing_units import missing_units
from doichieu.validate.rules.moves import move_columns
from doichieu.validate.rules.namesakes import (
    are_namesakes,
    bear_one_name,
    come_again,
    were_apart,
)
from doichieu.validate.wording import Style, say

# A unit belongs to the paper's population when this share of the tables of its kind lists it.
_USUAL = 0.6
# A table that lacks more than this share of the units lists a part of them on purpose.
_FEW = 0.1
# A list of units: neither too short to be one nor so long that two may share a name, nearly all named as units are.
_LIST_LEAST, _LIST_MOST, _LIST_NAMED = 5, 40, 0.9
# Names of units, of which each stands once in a list.
NAMED_ONCE = re.compile(
    r"^(?:ubnd |dang uy )?(?:xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|tp|dac khu|so|phong|ban|chi cuc|cuc|van phong"
    r"|toa an|tand|vien kiem sat|vksnd|thue|kho bac|bhxh|bao hiem xa hoi|cong an|hai quan|dien luc|hat kiem lam"
    r"|trung tam|thanh tra|tram|cong ty|tong cong ty|tap doan|ngan hang|benh vien|hoc vien|truong dai hoc|truong cao dang"
    r"|dang bo|cong doan|ldld|lien doan lao dong) \w"
)
# Names without their kind below "Tên xã" are places too.
_PLACES = re.compile(
    r"(?:ten |ubnd |cac )*(?:xa|phuong|thi tran|huyen|quan|tinh)(?: (?:xa|phuong|thi tran|thi xa|thanh pho))*"
)
# The number of a unit, which tells it from the others of its name.
_UNIT_NUMBER = re.compile(r"(?<= )(?:\d{1,2}|[ivx]+)\b")
# What units are called above their names, where each is ranked once.
_UNITS = re.compile(
    r"(?:ten |cac )?(?:don vi|co quan|dia phuong|doanh nghiep|cong ty|to chuc|ngan hang|chi doan|lop)\b"
)
_CLUSTER = re.compile(r"(?:cum|khoi)(?: thi dua)?(?: so)? (?:\d{1,2}|[ivx]+)\b")
# What is more than a code or a short name.
_WORDS = re.compile(r"\w+\W+\w+\W+\w+")
_PEOPLE = re.compile(r"\bho (?:va )?ten\b")


def check_population(paper: Paper, conventions: Conventions, style: Style) -> Iterator[Check | Finding]:
    """Check every table of units for units that stand twice or are missing.

    Args:
        paper: The paper.
        conventions: What was inferred: links between tables say whose row a doubled one is.
        style: How the paper prints figures.

    Yields:
        A check a table, and a finding for each unit that stands twice or is missing unexplained.
    """
    explained = cache(lambda: explanations(paper))
    for sheet in paper.sheets:
        if sheet.reading.stub is None:
            continue
        mixed = not sheet.population and _mixes_kinds(sheet)
        if not sheet.population and not mixed:
            yield from _unlisted(paper, sheet, conventions, style)
            continue
        if _lists_people(sheet):
            yield _check(sheet, "POP-DUP", Outcome.UNKNOWN, "Mỗi dòng là một người.", "Each row is a person.")
            continue
        lists = Lists(sheets=(), usual={}) if mixed else _lists(paper, sheet)
        twice = {
            s: rows
            for s, rows in sheet.rows_of.items()
            if len(rows) > 1
            and not s.startswith("~")
            and not were_apart(sheet, s, rows)
            and not bear_one_name(sheet, rows)
        } or _unknown_twice(sheet)
        # one commune has prices by its roads, another for all of it
        if (
            len(twice) > 0.3 * len(sheet.rows_of)
            or come_again(sheet, twice.values())
            or (twice and (price_columns(sheet) or _are_about_others(sheet)))
        ):
            yield _check(
                sheet, "POP-DUP", Outcome.UNKNOWN, "Mỗi đơn vị chiếm nhiều dòng.", "Units span several rows."
            )
            continue
        missing = [subject for subject in lists.usual if subject not in sheet.rows_of]
        missing = [subject for subject in missing if not _is_explained(lists, subject, explained())]
        for rows in twice.values():
            yield doubled(paper, sheet, lists, rows, missing, conventions, style)
        yield _check(sheet, "POP-DUP", Outcome.VIOLATED if twice else Outcome.HELD)
        if len(lists.sheets) < 2:
            yield _check(
                sheet,
                "POP-MISS",
                Outcome.UNKNOWN,
                "Không có bảng cùng loại để so.",
                "No table of its kind to compare.",
            )
            continue
        if _selects(sheet) or len(missing) > max(1, _FEW * len(lists.usual)):
            yield _check(
                sheet,
                "POP-MISS",
                Outcome.UNKNOWN,
                "Bảng chỉ gồm một phần các đơn vị.",
                "The table lists a part of the units.",
            )
            continue
        if missing and not twice:
            yield missing_units(paper, sheet, lists, missing)
        yield _check(sheet, "POP-MISS", Outcome.VIOLATED if missing else Outcome.HELD)


def _are_about_others(sheet: Sheet) -> bool:
    """Whether a column before the units says what each row is about: tasks, goods, procedures of which units have several."""
    rows = [row.index for row in sheet.data]
    for column in sheet.columns(ColumnRole.TEXT):
        if column.index >= (sheet.reading.stub or 0):
            break
        texts = [sheet.cells[row, column.index].text for row in rows if (row, column.index) in sheet.cells]
        said = {key(text) for text in texts if _WORDS.search(text)}
        if len(said) >= _LIST_NAMED * len(rows):
            return True
    return False


def _mixes_kinds(sheet: Sheet) -> bool:
    """Whether a table lists units of several kinds that the registry has, none of them more than half."""
    named = {row.index for row in sheet.data if any(map(kind_of, sheet.subjects[row.index]))}
    rows = [row for row in sheet.data if row.index in named or row.ordinal.isdecimal()]
    return len(named) >= max(_LIST_LEAST, _LIST_NAMED * len(rows))


def _unlisted(
    paper: Paper, sheet: Sheet, conventions: Conventions, style: Style
) -> Iterator[Check | Finding]:
    """Units that the registry does not have (communes, offices of a department): one name twice in a plain list."""
    if _lists_people(sheet):
        return
    twice = [rows for rows in sheet.rows_of.values() if len(rows) > 1 and not are_namesakes(sheet, rows)]
    # Under one heading a name stands once whatever the headings are: "Khối sở", "Huyện A".
    groups = {sheet.reading.rows[row].group for rows in twice for row in rows}
    if not _is_plain_list(sheet) and not (
        len(groups) == 1 and None not in groups and _is_plain_list(sheet, *groups)
    ):
        return
    if len(twice) == 1 and len(twice[0]) == 2:
        yield doubled(paper, sheet, Lists(sheets=(), usual={}), twice[0], [], conventions, style)
    if len(twice) <= 1:
        yield _check(sheet, "POP-DUP", Outcome.VIOLATED if twice else Outcome.HELD)


def _unknown_twice(sheet: Sheet) -> dict[str, tuple[int, ...]]:
    """The one name that stands twice in a plain list, of those that the registry does not have."""
    unknown = {s: rows for s, rows in sheet.rows_of.items() if s.startswith("~") and len(rows) > 1}
    twice: dict[str, tuple[int, ...]] = {
        s: rows for s, rows in unknown.items() if len(rows) == 2 and not are_namesakes(sheet, rows)
    }
    return twice if len(unknown) == len(twice) == 1 and _is_plain_list(sheet) else {}


def _is_plain_list(sheet: Sheet, group: int | None = None) -> bool:
    """Whether a table, or a group of it, lists units one a row, numbered throughout, with nothing but figures beside their names.

    Names of places and offices, and of what is named once in a province: schools of one name are many, but each is
    ranked or graded once.
    """
    data = [
        row
        for row in sheet.data
        if not stands_apart(sheet, row) and not is_no_unit(row) and group in {None, row.group}
    ]
    numbers = [row.ordinal for row in data if row.ordinal]
    counting = all(one.isdecimal() for one in numbers) and [*map(int, numbers)] == [
        *range(1, len(numbers) + 1)
    ]
    if not _LIST_LEAST <= len(data) <= _LIST_MOST or not counting:
        return False
    places = [
        row
        for row in data
        for col in (sheet.columns(ColumnRole.RANK) or sheet.columns(ColumnRole.TIER))[:1]
        if sheet.number(row.index, col.index) or _is_graded(sheet, row.index, col)
    ]
    stub = sheet.reading.stub
    headed = stub is not None and bool(_PLACES.fullmatch(key(sheet.reading.columns[stub].header)))
    numbered = _numbered(data)
    # A list of places, or of names that are one but for a number, needs neither ordinals nor ranks.
    counted = len(numbers or places) == len(data) or (not numbers and (headed or len(numbered) == len(data)))
    # Tiers, and clusters of units, part one list, in which a unit stands once.
    parted = [
        row for row in sheet.reading.rows if group is None and row.kind in {RowKind.GROUP, RowKind.SUBTOTAL}
    ]
    tiers = len(numbers) == len(data) and all(
        (row.kind is RowKind.GROUP and tier_name(row.label)) or _CLUSTER.match(key(row.label))
        for row in parted
    )
    plain = counted and (tiers or not parted)
    ranked = len(places) == len(data)
    units = stub is not None and bool(_UNITS.match(key(sheet.reading.columns[stub].header)))
    named = sum(
        headed
        or row.index in numbered
        or bool(NAMED_ONCE.match(key(row.label)))
        or (ranked and (units or bool(noun_of(row.label.casefold()))))
        for row in data
    )
    moves = move_columns(sheet)
    # Behind the figures stand grades and remarks, which tell no two units of one name apart.
    figures = min(
        (c.index for c in sheet.columns(*AMOUNTS, ColumnRole.RATIO)), default=len(sheet.reading.columns)
    )
    beside = [
        column
        for column in sheet.columns(ColumnRole.TEXT, ColumnRole.ENTITY)
        if column.index not in moves and column.index < figures and _has_words(sheet, column.index)
    ]
    return plain and len(beside) == 1 and named >= _LIST_NAMED * len(data)


def _is_graded(sheet: Sheet, row: int, column: Column) -> bool:
    """Whether a row has its grade in a column of grades."""
    cell = sheet.cells.get((row, column.index))
    return column.role is ColumnRole.TIER and cell is not None and bool(cell.text)


def _numbered(rows: Sequence[Row]) -> set[int]:
    """Rows whose names are one but for a number, where most are: "Thuế cơ sở 5", "Khu vực XII"."""
    names = {row.index: key(row.label) for row in rows}
    bare = {row: _UNIT_NUMBER.sub("", name) for row, name in names.items() if _UNIT_NUMBER.search(name)}
    usual, count = Counter(bare.values()).most_common(1)[0] if bare else ("", 0)
    return {row for row, name in bare.items() if name == usual} if count >= _USUAL * len(rows) else set()


def _has_words(sheet: Sheet, col: int) -> bool:
    return any(cell.text for (row, at), cell in sheet.cells.items() if at == col and row in sheet.subjects)


def _lists_people(sheet: Sheet) -> bool:
    """Whether the rows are people, of whom several may come from one unit."""
    return any(_PEOPLE.search(key(column.header)) for column in sheet.reading.columns)


def _check(sheet: Sheet, rule: str, outcome: Outcome, vi: str = "", en: str = "") -> Check:
    return Check(
        rule=rule,
        table_id=sheet.reading.table.table_id,
        outcome=outcome,
        why=say(vi, en) if vi else None,
    )


def _lists(paper: Paper, sheet: Sheet) -> Lists:
    """The other tables of the same kind and about the same size, and who is usually on them."""
    size = len(sheet.rows_of)
    others = tuple(
        other
        for other in paper.siblings(sheet)
        if 0.6 * size <= len(other.rows_of) <= 1.6 * size and not _selects(other)
    )
    counts = Counter(chain.from_iterable(map(_known, others)))
    usual = {s: n for s, n in counts.items() if n >= _USUAL * len(others)}
    return Lists(sheets=others, usual=usual)


@kept
def _selects(sheet: Sheet) -> bool:
    """Whether a heading above rows of units says that they are some of all, those with most as a rule."""
    figures = {row for row, _ in sheet.reading.numbers}
    return any(
        tells_some(row.label)
        for row in sheet.reading.rows
        if row.index not in figures and row.kind is not RowKind.HEADER
    )


@kept
def _known(sheet: Sheet) -> tuple[str, ...]:
    """The agencies of a table that the registry has; each table of its kind asks."""
    return tuple([subject for subject in sheet.rows_of if not subject.startswith("~")])


def _is_explained(lists: Lists, subject: str, explained: Sequence[str]) -> bool:
    """Whether the paper says of a unit that it is left out somewhere."""
    rows = (sheet.reading.rows[row] for sheet in lists.sheets for row in sheet.rows_of.get(subject, ()))
    return are_named(rows, explained)
