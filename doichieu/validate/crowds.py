"""Formulas that many rows contradict: one finding with the rows, and none above a remark where the formula is none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from doichieu.model import Bilingual, ColumnRole, Finding, Level
from doichieu.validate.causes.cause import Cause
from doichieu.validate.infer.columns.declared import declared_formulas
from doichieu.validate.infer.columns.differences import is_called_difference, is_left
from doichieu.validate.paper import Paper, Place
from doichieu.validate.relations import Relation, SumRelation
from doichieu.validate.wording import column_name, finding_id, join_en, join_vi, row_name, say, table_name

# So many rows that contradict a formula of columns are told at once; fewer columns in which a row of sums is off.
_MANY, _SEVERAL = 5, 3
# Of the rows that tell anything, from this share on the rule is none that the paper keeps, and below that one slips are.
_NO_RULE, _SLIPS = 0.25, 0.05
_OF_TABLE = "3 sums of a table"
# Rows, or columns, that a finding lists.
_MOST_LISTED = 60


class _Family(NamedTuple):
    """Equations of one kind: a formula of columns in all rows, of rows in all columns, all sums of a column or of a table."""

    kind: str
    sheet: int
    rule: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Causes that contradict one formula.

    Attributes:
        causes: The causes, in reading order.
        family: What formula it is.
        tried: Equations of the family that tell anything.
        keeps: Whether the others of the family bear the formula out.
    """

    causes: tuple[Cause, ...]
    family: _Family
    tried: int
    keeps: bool


def crowds_of(causes: Sequence[Cause], held: Iterable[Relation], paper: Paper) -> list[Crowd]:
    """Causes that are told together.

    Args:
        causes: Causes of one equation and more.
        held: The equations that hold.
        paper: The paper.

    Returns:
        The crowds; no cause is in two of them.
    """
    by_family: defaultdict[_Family, list[Cause]] = defaultdict(list)
    for cause in causes:
        for family in _families(cause.relations[0]):
            if family.kind != _OF_TABLE or not _is_typed_wrong(cause):
                by_family[family].append(cause)
    large = {family: found for family, found in by_family.items() if len(found) >= _SEVERAL}
    if not large:
        return []
    borne_out = Counter(
        family for relation in held if _tells(relation, paper) for family in _families(relation)
    )
    crowds: list[Crowd] = []
    taken: set[int] = set()
    # A column that hardly ever adds up, then a formula of columns, then sums of rows that nobody balanced, then a row
    # that is off in many columns.
    for family in sorted(large, key=lambda family: (family.kind, -len(large[family]))):
        left = [cause for cause in large[family] if id(cause) not in taken]
        crowd = _crowd(left, family, borne_out[family])
        if crowd is not None:
            crowds.append(crowd)
            taken.update(map(id, left))
    return crowds


def _crowd(causes: Sequence[Cause], family: _Family, borne_out: int) -> Crowd | None:
    count, tried = len(causes), len(causes) + borne_out
    if count < _SEVERAL:
        return None
    keeps = count < _NO_RULE * tried
    match family.kind:
        case "1 sums of a column":
            told = count > borne_out
        case "2 columns":
            # three wrong totals of twelve are three slips to be mended, whatever share of the rows they are
            told = count >= _MANY and (not keeps or count >= _SLIPS * tried)
        case "3 sums of a table":
            told = len({cause.relations[0].target.row for cause in causes}) >= _MANY
        case _:
            told = keeps = True
    return Crowd(causes=tuple(causes), family=family, tried=tried, keeps=keeps) if told else None


def _families(relation: Relation) -> Iterator[_Family]:
    """The families that an equation is of; none for those between tables."""
    target = relation.target
    if any(place.sheet != target.sheet for place in relation.places):
        return
    if all(place.row == target.row for place in relation.places):
        yield _Family("2 columns", target.sheet, relation.rule, target.col)
    elif all(place.col == target.col for place in relation.places):
        yield _Family("1 sums of a column", target.sheet, relation.rule, target.col)
        if isinstance(relation, SumRelation) and not relation.mean:
            yield _Family(_OF_TABLE, target.sheet, relation.rule, 0)
        yield _Family("4 rows", target.sheet, relation.rule, target.row)


def _is_typed_wrong(cause: Cause) -> bool:
    """Whether a slip of the pen explains a cause: it is mended by itself, however many others its table has."""
    return cause.edit is not None and cause.edit.slip != "unknown"


def _tells(relation: Relation, paper: Paper) -> bool:
    """Whether an equation holds of a figure that is not nought."""
    number = paper.number(relation.target)
    return number is not None and bool(number.value)


def crowd_finding(paper: Paper, crowd: Crowd, first: Finding) -> Finding:
    """The finding of a crowd.

    Args:
        paper: The paper.
        crowd: Causes that contradict one formula.
        first: The finding of the first of them, whose computation stands for all.

    Returns:
        One finding with every place; a remark where nothing names the formula and too few rows bear it out.
    """
    family = crowd.family
    sheet = paper.sheets[family.sheet]
    places = [cause.relations[0].target for cause in crowd.causes]
    count = len(places)
    message, where = _message(paper, crowd, places)
    identity = finding_id(paper, first.rule, sheet, ["*", *where])
    listed = [place for place in places[1:_MOST_LISTED] if place != places[0]]
    return replace(
        first,
        finding_id=identity,
        cause_id=identity,
        level=_level(paper, crowd, first.level),
        message=message,
        steps=(*first.steps, *_list(paper, places[1:_MOST_LISTED])),
        operands=(*first.operands, *(paper.operand(place, "doubtful") for place in listed)),
        cause=_why(count) if family.kind != _OF_TABLE else _why_unbalanced(count),
        suggestion=say(
            "Đối chiếu cách tính của các chỗ này trước khi sửa từng số.",
            "Settle how these were computed before any figure is corrected.",
        ),
        corrections=(),
    )


def _message(paper: Paper, crowd: Crowd, places: Sequence[Place]) -> tuple[Bilingual, list[str]]:
    """What a crowd is told as, and what tells it from others of its table."""
    family, count = crowd.family, len(places)
    table = table_name(paper.sheets[family.sheet].reading.table)
    if family.kind == "4 rows":
        names, label = [column_name(paper, place) for place in places], row_name(paper, places[0])
        return say(
            f"{table.vi}: dòng “{label}” không khớp các dòng thành phần ở {count} cột: {join_vi(names)}.",
            f"{table.en}: row “{label}” does not follow from its parts in {count} columns: {join_en(names)}.",
        ), [label]
    names = list(dict.fromkeys(row_name(paper, place) for place in places))
    if family.kind == _OF_TABLE:
        return say(
            f"{table.vi}: {count}/{crowd.tried} số tổng không khớp các dòng thành phần, ở các dòng {join_vi(names)}.",
            f"{table.en}: {count} of {crowd.tried} totals do not follow from their parts, in the rows {join_en(names)}.",
        ), ["sums"]
    header = column_name(paper, places[0])
    names = [row_name(paper, place) for place in places]
    return say(
        f"{table.vi}: cột “{header}” không khớp cách tính ở {count}/{crowd.tried} dòng: {join_vi(names)}.",
        f"{table.en}: column “{header}” does not follow in {count} of {crowd.tried} rows: {join_en(names)}.",
    ), [header]


def _why(count: int) -> Bilingual:
    return say(
        f"{count} chỗ lệch cùng một cách tính: nhầm hàng loạt, hoặc cách tính khác với các dòng còn lại.",
        f"{count} places contradict one formula: a slip repeated, or figures computed another way.",
    )


def _why_unbalanced(count: int) -> Bilingual:
    return say(
        f"{count} số tổng lệch mà không lỗi gõ nào giải thích được: bảng có thể chưa được cân đối.",
        f"{count} totals are off and no slip of the pen says why: the table may never have been balanced.",
    )


def _list(paper: Paper, places: Sequence[Place]) -> Iterator[Bilingual]:
    for place in places:
        text = f"“{column_name(paper, place)}” – {row_name(paper, place)}: {paper.text(place)}"
        yield say(text, text)


def _level(paper: Paper, crowd: Crowd, level: Level) -> Level:
    if crowd.keeps:
        return level
    return Level.WARNING if _is_named(paper, crowd.family) else Level.INFO


def _is_named(paper: Paper, family: _Family) -> bool:
    """Whether the paper itself says how a column is computed: by its row of numbers, or by its header."""
    sheet = paper.sheets[family.sheet]
    if family.kind != "2 columns":
        # what is numbered below a row, or called its parts, is named as such
        return family.kind == _OF_TABLE
    column = sheet.reading.columns[family.at]
    return (
        family.at in declared_formulas(sheet)
        or (family.rule == "SUM-ROW" and column.role is ColumnRole.TOTAL)
        or (family.rule.startswith("RATIO") and column.role is ColumnRole.RATIO)
        or (
            family.rule == "SUM-DIFF"
            and (is_called_difference(sheet, family.at) or is_left(sheet, family.at))
        )
    )
