"""Links between tables: the same figure printed twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from doichieu.model import Column, ColumnRole, Number
from doichieu.normalize.text import key, words
from doichieu.validate.infer.ranks.rank_columns import split_rank_columns
from doichieu.validate.listings import lists_ends
from doichieu.validate.paper import AMOUNTS, Paper, Sheet
from doichieu.validate.relations import EqualRelation
from doichieu.validate.rounding import to_places

# Words that say nothing of what a table measures.
_STOP = frozenset(
    [
        "bang",
        "xep",
        "hang",
        "chi",
        "so",
        "tieu",
        "chi",
        "thanh",
        "phan",
        "ve",
        "cua",
        "cac",
        "va",
        "danh",
        "gia",
        "muc",
        "do",
        "ket",
        "qua",
        "nam",
        "theo",
        "tong",
        "diem",
        "ti",
        "ty",
        "le",
    ]
)
# Self-assessed and appraised scores agree often and need not.
_SELF = re.compile(r"\btu (cham|danh gia|khai|bao cao)\b")
_AGREES = 0.7
_NEARLY, _LEAST_SCORES = 0.9, 6
# Of so many units two may be exchanged in a column that is named like the other table.
_LEAST_OF_PAIR = 5
_LEAST_LISTED, _LISTED_AGREES = 3, 0.6
# So many figures must be the same to the last digit, and so few another, to show that none has more digits than it prints.
_LEAST_ALIKE, _SLIPS, _SLIPS_OF = 5, 2, 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A column of one table that prints the figures of a column of another."""

    detail: int
    detail_col: int
    main: int
    main_col: int


def find_twins(paper: Paper, ranked: Collection[tuple[int, int]] = ()) -> list[Twin]:
    """Find columns that print the same figures of the same units.

    Args:
        paper: The paper.
        ranked: Rank columns, as (table, column), that follow figures of their own table: two of them agree
            often and need not.

    Returns:
        A twin for each column that a column of another table repeats, by what the headers and
        captions say and by the figures themselves.
    """
    twins = []
    for sheet in paper.sheets:
        if sheet.units:
            twins.extend(_component_twins(paper, sheet))
            twins.extend(_repeated_columns(paper, sheet, ranked))
        if lists_ends(sheet):
            known = {(twin.detail, twin.detail_col) for twin in twins}
            twins.extend(
                twin for twin in _of_list(paper, sheet) if (twin.detail, twin.detail_col) not in known
            )
    return twins


def _of_list(paper: Paper, sheet: Sheet) -> list[Twin]:
    """The columns of a list of the first (or last) units, in the one table that lists them all: two rows bear them out."""
    wholes = [one for one in paper.sheets if one is not sheet and one.unique.keys() > sheet.unique.keys()]
    if len(wholes) != 1 or len(sheet.unique) < _LEAST_LISTED:
        return []
    main, found = wholes[0], []
    rows = common_rows(sheet, main)
    for column in sheet.columns(*AMOUNTS, ColumnRole.RATIO, ColumnRole.RANK):
        # Scores with decimals are the same by no chance, whatever the list calls them.
        roles = AMOUNTS if column.role in AMOUNTS else {column.role}
        telling = column.role is ColumnRole.RANK or sheet.places(column.index) > 0
        alike = [
            one for one in main.columns(*roles) if telling or key(one.indicator) == key(column.indicator)
        ]
        for other in alike:
            pairs = _pairs(sheet, column, main, other, rows, _LISTED_AGREES)
            # Whole numbers beside decimals are something else.
            finer = main.places(other.index) >= sheet.places(column.index)
            if len(pairs) >= _LEAST_LISTED and finer and _is_prior(main, other) == _is_prior(sheet, column):
                found.append(_twin(sheet, column, main, other))
                break
    return found


def _component_twins(paper: Paper, sheet: Sheet) -> list[Twin]:
    """The figure of a table about one criterion, or its total, against that criterion's column in a table of several."""
    own = _speaking(sheet)
    if own is None:
        return []
    best: tuple[float, Twin] | None = None
    topic = _topic(sheet, own)
    for main in paper.siblings(sheet):
        others = _amounts(main)
        if len(others) < 2:
            continue
        rows = common_rows(sheet, main)
        for column in others:
            score = _twin_score(sheet, own, topic, main, column, rows)
            if score and (best is None or score > best[0]):
                best = (score, _twin(sheet, own, main, column))
    return [best[1]] if best else []


def _speaking(sheet: Sheet) -> Column | None:
    """The one figure that a table has for each unit, or the one total of its figures; None where there is neither."""
    amounts = _amounts(sheet)
    totals = [column for column in amounts if column.role is ColumnRole.TOTAL]
    return next((found[0] for found in (amounts, totals) if len(found) == 1), None)


def _amounts(sheet: Sheet) -> list[Column]:
    return [column for column in sheet.columns(*AMOUNTS) if column.role is not ColumnRole.MAXIMUM]


def _twin(sheet: Sheet, column: Column, main: Sheet, other: Column) -> Twin:
    return Twin(detail=sheet.index, detail_col=column.index, main=main.index, main_col=other.index)


# Percentages, ranks and totals are not named after a criterion: that two columns are the same is seen
# from the figures alone, where they agree this often and are varied enough for it to be no chance.
_TELLING = 0.8


def _repeated_columns(paper: Paper, sheet: Sheet, ranked: Collection[tuple[int, int]]) -> list[Twin]:
    """Percentages, ranks and totals that an earlier table already prints."""
    found = []
    earlier = [(main, common_rows(sheet, main)) for main in paper.siblings(sheet) if main.index < sheet.index]
    for role in (ColumnRole.RATIO, ColumnRole.RANK, ColumnRole.TOTAL):
        for column in sheet.columns(role):
            best: tuple[float, Twin] | None = None
            for main, rows in earlier:
                for other in main.columns(role):
                    if (sheet.index, column.index) in ranked and (main.index, other.index) in ranked:
                        continue
                    # Last year's places are those of this year in most rows.
                    if role is ColumnRole.RANK and _is_prior(main, other) != _is_prior(sheet, column):
                        continue
                    agreement = _agreement(sheet, column, main, other, rows)
                    if agreement >= _TELLING and (best is None or agreement > best[0]):
                        best = (agreement, _twin(sheet, column, main, other))
            if best:
                found.append(best[1])
    return found


def _is_prior(sheet: Sheet, column: Column) -> bool:
    return column.index in split_rank_columns(sheet)[1]


def _agreement(
    sheet: Sheet, column: Column, main: Sheet, other: Column, rows: Sequence[tuple[int, int]]
) -> float:
    """Share of common units with the same figure; 0 where the figures could agree by chance."""
    if other.period and column.period and other.period != column.period:
        return 0.0
    pairs = _pairs(sheet, column, main, other, rows, _TELLING)
    distinct = len({one.value for one, _ in pairs})
    if len(pairs) < 4 or distinct < max(4, 0.5 * len(pairs)):
        return 0.0
    return sum(same_figure(one, two) for one, two in pairs) / len(pairs)


def _pairs(
    sheet: Sheet, column: Column, main: Sheet, other: Column, rows: Sequence[tuple[int, int]], least: float
) -> list[tuple[Number, Number]]:
    """Figures of common units; none once too many differ for a share of them to be the same."""
    pairs = []
    ones, twos, col, other_col = sheet.reading.numbers, main.reading.numbers, column.index, other.index
    differing, most = 0, (1 - least) * len(rows) + 1e-9
    for row, main_row in rows:
        if (one := ones.get((row, col))) and (two := twos.get((main_row, other_col))):
            pairs.append((one, two))
            differing += one.value != two.value and not same_figure(one, two)
            if differing > most:
                return []
    return pairs


def same_figure(one: Number, two: Number) -> bool:
    """Whether two printed figures are the same at the coarser precision of the two."""
    if one.value == two.value or one.places == two.places:
        return one.value == two.value
    places = min(one.places, two.places)
    return to_places(one.value, places) == to_places(two.value, places)


def _topic(sheet: Sheet, column: Column) -> frozenset[str]:
    text = f"{sheet.reading.table.caption or ''} {column.indicator}"
    return frozenset(words(text)) - _STOP


def _twin_score(
    sheet: Sheet,
    column: Column,
    topic: frozenset[str],
    main: Sheet,
    other: Column,
    rows: Sequence[tuple[int, int]],
) -> float:
    name = frozenset(words(other.indicator)) - _STOP
    if other.period and column.period and other.period != column.period:
        return 0.0
    own = f"{sheet.reading.table.caption or ''} {column.header}"
    if bool(_SELF.search(key(own))) != bool(_SELF.search(key(other.header))):
        return 0.0
    similarity = len(name & topic) / len(name) if name else 0.0
    # of scores with decimals one may be misprinted, however few there are
    decimals = min(sheet.places(column.index), main.places(other.index)) > 0 and len(rows) >= _LEAST_SCORES
    nearly = min(_NEARLY, 1 - 1 / len(rows)) if decimals else _NEARLY
    agrees = min(_AGREES, 1 - 2 / len(rows)) if len(rows) >= _LEAST_OF_PAIR else _AGREES
    values = _pairs(sheet, column, main, other, rows, agrees if similarity >= 0.5 else nearly)
    if len(values) < 3:
        return 0.0
    agreement = sum(same_figure(one, two) for one, two in values) / len(values)
    distinct = len({one.value for one, _ in values})
    named = similarity >= 0.5 and (agreement >= _AGREES or _one_pair_exchanged(values))
    telling = agreement >= nearly - 1e-9 and distinct >= max(4, 0.5 * len(values))
    return agreement + similarity if named or telling else 0.0


def _one_pair_exchanged(pairs: Sequence[tuple[Number, Number]]) -> bool:
    """Whether all figures agree but two that each have where the other has its own: two names, or figures, exchanged."""
    off = [(one.value, two.value) for one, two in pairs if not same_figure(one, two)]
    return len(pairs) >= _LEAST_OF_PAIR and len(off) == 2 and off[0] == off[1][::-1]


def common_rows(one: Sheet, two: Sheet) -> list[tuple[int, int]]:
    """Rows of two tables about the same unit; units that stand twice in either are left out."""
    rows_two = two.unique
    return [(row, rows_two[subject]) for subject, row in one.unique.items() if subject in rows_two]


def twin_relations(paper: Paper, twin: Twin) -> list[EqualRelation]:
    """The equation of a twin for every unit in both tables."""
    detail, main = paper.sheets[twin.detail], paper.sheets[twin.main]
    exact = prints_all_digits(paper, twin)
    return [
        EqualRelation(
            rule="XEQ-CELL",
            target=detail.place(row, twin.detail_col),
            twin=main.place(main_row, twin.main_col),
            exact=exact,
        )
        for row, main_row in common_rows(detail, main)
        if detail.number(row, twin.detail_col) and main.number(main_row, twin.main_col)
    ]


def prints_all_digits(paper: Paper, twin: Twin) -> bool:
    """Whether columns print as many decimals as each figure has (7,3; 31; 9,59), which all but a slip or two share.

    One that prints them all in full (14,07) shows it no less: a lone 14 beside it is no way of rounding.
    """
    detail, main = paper.sheets[twin.detail], paper.sheets[twin.main]
    pairs = [
        (one, two)
        for row, main_row in common_rows(detail, main)
        if (one := detail.number(row, twin.detail_col)) and (two := main.number(main_row, twin.main_col))
    ]
    shapes = [{pair[at].places for pair in pairs} for at in (0, 1)]
    if all(len(places) < 2 for places in shapes) or not all(shapes) or max(shapes[0]) != max(shapes[1]):
        return False
    same = sum(one.value == two.value for one, two in pairs)
    return same >= max(_LEAST_ALIKE, len(pairs) - max(_SLIPS, _SLIPS_OF * len(pairs)))
