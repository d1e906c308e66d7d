"""Roles of the columns of a table: those that each suggests by itself, decided together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from doichieu.model import ColumnRole
from doichieu.normalize.columns.content import Content
from doichieu.normalize.columns.role import are_years, looks_ordinal, role_of, tells_rows_apart
from doichieu.normalize.grades import GRADES, are_plain_grades, grades_named
from doichieu.normalize.headers import Header
from doichieu.normalize.text import key
from doichieu.normalize.told_ranks import DISORDERED, OUT_OF_ORDER, ranks_figures

_NEARLY_ALL = 0.8
# "Nhóm" or "Loại" heads grades where the units are ranked, and else kinds of units.
_WITHIN_GROUP = re.compile(r"\b(?:trong|theo|tung|cua) nhom\b")
_GROUP = re.compile(r"(?:phan )?(?:nhom|loai|muc|hang)(?: (?:xep hang|thi dua|chung))?")
# "Điểm chuẩn" is what bonus and penalty are put to, beside columns of these; elsewhere it is the maximum.
_ADJUSTS = re.compile(r"\bdiem (?:thuong|tru|phat|cong)\b")
# Classes of land, roads, hospitals: "Vị trí 2", "Hạng III".
_CLASS = re.compile(r"(?:.* )?(?:vi tri|hang|bac)(?: (?:so|thu))? (?:vt ?)?(?:\d{1,2}|[ivx]+)")
# "Giá đất các vị trí": what stands below are prices.
_PRICED = re.compile(r"(?:(?:bang|muc|don|khung) )*(?:gia(?! tri)|he so|phi|le phi|tien)\b")
# Of a column of places so many may be misprints.
_MISPRINTED = 0.1
# Columns that stand beside what is reckoned from them, and the part of their rows that such a reckoning fills at most.
_LEAST_BESIDE, _FEW = 2, 4
# Rows that a column must grade.
_LEAST_GRADED = 3
# What ranks may rank.
_SCORED = frozenset({ColumnRole.COMPONENT, ColumnRole.TOTAL, ColumnRole.RATIO, ColumnRole.COUNT})
_BOUND = re.compile(r"\b(?:toi da|tran)\b")
_SCORE = re.compile(r"\bdiem\b")


def roles_of(
    headers: Sequence[Header], contents: Sequence[Content], *, indexed: bool = False
) -> list[ColumnRole]:
    """The roles of a table's columns.

    Args:
        headers: What the headers say, left to right.
        contents: What the columns hold.
        indexed: Whether the title says that the table prints indices or rates.
    """
    headers = _without_classes(headers)
    roles = [
        role_of(header, content, indexed=indexed) for header, content in zip(headers, contents, strict=True)
    ]
    if roles and roles[0] is ColumnRole.COMPONENT and are_years(contents[0]):
        roles[0] = ColumnRole.TEXT  # whatever heads them, they say what the rows are about
    lead = next((at for at, role in enumerate(roles) if role is not ColumnRole.ORDINAL), None)
    roles = [
        _without_kinds(role, content, first=at == lead)
        for at, (role, content) in enumerate(zip(roles, contents, strict=True))
    ]
    stub = _stub(roles, headers, contents)
    if stub is not None:
        roles[stub] = ColumnRole.ENTITY
        roles = [
            ColumnRole.TEXT if role is ColumnRole.ENTITY and index != stub else role
            for index, role in enumerate(roles)
        ]
        for told in (_ranks_behind_names, _grades_alone):
            roles = [told(roles, index, stub, headers, contents) for index in range(len(roles))]
    roles = [_told_by_figures(roles, index, stub, headers, contents) for index in range(len(roles))]
    roles = [_by_the_total(roles, index, headers, contents) for index in range(len(roles))]
    if any(_ADJUSTS.search(key(header.path)) for header in headers):
        # what is added to or taken off is a score, and no bound
        roles = [
            ColumnRole.COMPONENT
            if role is ColumnRole.MAXIMUM and not _BOUND.search(key(header.path))
            else role
            for role, header in zip(roles, headers, strict=True)
        ]
    roles = _without_asides(roles, headers, contents)
    first = next(iter(roles), None)
    if first is ColumnRole.COMPONENT and looks_ordinal(headers[0], contents[0]):
        roles[0] = ColumnRole.ORDINAL
    return roles


def _without_classes(headers: Sequence[Header]) -> list[Header]:
    """The headers, of which "Vị trí 1", "Vị trí 2" or "Hạng I", "Hạng II" suggest no ranks: they head prices by class.

    So do columns side by side under one title, for a ranking prints a column of ranks once, and titles that speak of a price.
    """
    classes = {
        index
        for index, header in enumerate(headers)
        if header.suggested is ColumnRole.RANK and _CLASS.fullmatch(key(header.path.replace(" / ", " ")))
    }
    alike = {
        index
        for one, two in pairwise(range(len(headers)))
        if headers[one].suggested is ColumnRole.RANK and headers[one].path == headers[two].path
        for index in (one, two)
    }
    priced = {
        index
        for index, header in enumerate(headers)
        if header.suggested is ColumnRole.RANK and _PRICED.match(key(header.path))
    }
    none = alike | priced | (classes if len({key(headers[index].path) for index in classes}) > 1 else set())
    return [
        replace(header, suggested=None) if index in none else header for index, header in enumerate(headers)
    ]


def _without_asides(
    roles: Sequence[ColumnRole], headers: Sequence[Header], contents: Sequence[Content]
) -> list[ColumnRole]:
    """The roles with no amounts in last columns that no header tops and few rows fill: somebody's reckoning beside a table."""
    kept = list(roles)
    most = max((len(content.numbers) for content in contents), default=0)
    for at in range(len(kept) - 1, _LEAST_BESIDE, -1):
        if headers[at].path or len(contents[at].numbers) * _FEW > most:
            break
        if kept[at] is ColumnRole.COMPONENT:
            kept[at] = ColumnRole.TEXT
    return kept


def _ranks_behind_names(
    roles: Sequence[ColumnRole],
    index: int,
    stub: int,
    headers: Sequence[Header],
    contents: Sequence[Content],
) -> ColumnRole:
    """The role of a column: "Thứ tự" behind the names ranks, where the rows have their ordinals before them."""
    role = roles[index]
    if role is not ColumnRole.ORDINAL or index < stub or ColumnRole.ORDINAL not in roles[:stub]:
        return role
    return ColumnRole.RANK if key(headers[index].path) == "thu tu" and contents[index].is_integral else role


def _without_kinds(role: ColumnRole, content: Content, *, first: bool) -> ColumnRole:
    """The role of a column: "Loại việc" over texts of which none comes twice lists kinds, or in a first column the grades themselves."""
    named = [key(text) for text in content.texts if text]
    lists = len(set(named)) == len(named) > 2 and (first or not set(named) & GRADES)
    return ColumnRole.TEXT if role is ColumnRole.TIER and not content.is_numeric and lists else role


def _told_by_figures(
    roles: Sequence[ColumnRole],
    index: int,
    stub: int | None,
    headers: Sequence[Header],
    contents: Sequence[Content],
) -> ColumnRole:
    """The role of a column: one of places where it ranks the figures of another, whatever its header ("Thứ tự", "Xếp chung")."""
    role, content = roles[index], contents[index]
    counts = role is ColumnRole.ORDINAL
    if role not in {ColumnRole.COMPONENT, ColumnRole.ORDINAL} or not content.is_integral or stub is None:
        return role
    places = {row: number.value for row, number in content.numbers.items()}
    if counts and (index < stub or [*places.values()] == [*range(1, len(places) + 1)]):
        return role  # before the names ordinals out of sequence were left from another order
    scores = [
        {row: number.value for row, number in other.numbers.items()}
        for at, other in enumerate(contents)
        if at != index and roles[at] in _SCORED
    ]
    most = _out_of_order(role, [*places.values()])
    ranked = any(header.suggested is ColumnRole.RANK for header in headers)
    told = ranks_figures(headers[index].path, places, scores, most=most, ranked=ranked)
    return ColumnRole.RANK if told else role


def _by_the_total(
    roles: Sequence[ColumnRole], index: int, headers: Sequence[Header], contents: Sequence[Content]
) -> ColumnRole:
    """The role of a column: “Tổng hợp” below “Xếp hạng”, beside ranks by each criterion, ranks by the total and adds nothing up."""
    role = roles[index]
    title, _, leaf = headers[index].path.rpartition(" / ")
    if role is not ColumnRole.TOTAL or not title or _SCORE.search(key(leaf)):
        return role
    beside = [
        at for at, header in enumerate(headers) if at != index and header.path.rpartition(" / ")[0] == title
    ]
    places = [number.value for number in contents[index].numbers.values()]
    # what places add up to is beyond the last place in every second row
    beyond = sum(place > len(places) for place in places)
    ranks = contents[index].holds_places and beyond <= max(1, _MISPRINTED * len(places))
    return ColumnRole.RANK if ranks and beside and {roles[at] for at in beside} == {ColumnRole.RANK} else role


def _out_of_order(role: ColumnRole, places: Sequence[Decimal]) -> float:
    """What share of pairs places may leave in the wrong order: ordinals in a list sorted by its scores nothing, any that count no rows much."""
    if role is not ColumnRole.ORDINAL:
        return OUT_OF_ORDER
    rises = sum(one <= two for one, two in pairwise(places))
    return 0 if rises >= _NEARLY_ALL * (len(places) - 1) else DISORDERED


def _grades_alone(
    roles: Sequence[ColumnRole],
    index: int,
    stub: int,
    headers: Sequence[Header],
    contents: Sequence[Content],
) -> ColumnRole:
    """The role of a column: of words that are grades alone it grades, whatever heads it, where no other column does.

    "Nhóm", "Loại" or "Mức" grades beside ranks in any words of a scale; without ranks it tells kinds apart.
    """
    role, beside = roles[index], {*roles[:index], *roles[index + 1 :]}
    if role is not ColumnRole.TEXT or index == stub or contents[index].filled < _LEAST_GRADED:
        return role
    named = grades_named(contents[index].texts)
    if len(named) < 2 or not named <= GRADES:
        return role
    grouped = _GROUP.fullmatch(key(headers[index].path)) and not any(
        _WITHIN_GROUP.search(key(header.path)) for header in headers
    )
    if grouped and ColumnRole.RANK in beside:
        return ColumnRole.TIER
    rivals = [
        other
        for at, other in enumerate(contents)
        if at not in {index, stub}
        and not other.is_numeric
        and (others := grades_named(other.texts))
        and others <= GRADES
    ]
    scored = not _SCORED.isdisjoint(beside)
    alone = scored and not rivals and ColumnRole.TIER not in beside
    return ColumnRole.TIER if alone and are_plain_grades(named) else role


def _stub(roles: Sequence[ColumnRole], headers: Sequence[Header], contents: Sequence[Content]) -> int | None:
    """The column that says what each row is about: the entity column, else the first text column."""
    named = [
        index
        for index, role in enumerate(roles)
        if role is ColumnRole.ENTITY and tells_rows_apart(contents[index])
    ]
    if named:
        return max(named, key=lambda index: (contents[index].filled, -index))
    texts = [
        index
        for index, role in enumerate(roles)
        if role is ColumnRole.TEXT
        and contents[index].filled
        and headers[index].suggested not in {ColumnRole.RANK, ColumnRole.TEXT}
    ]
    # the fullest text column; columns of remarks are sparse
    return max(
        texts,
        key=lambda index: (contents[index].filled >= 0.8 * len(contents[index].texts), -index),
        default=None,
    )
