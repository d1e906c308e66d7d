"""Which other years a paper speaks of, in its paragraphs and in the headers of columns of changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from doichieu.model import Column, ColumnRole, Decision, Paragraph, TableReading
from doichieu.normalize.headers import speaks_of_change
from doichieu.normalize.text import fold
from doichieu.validate.chain.series import Source, source_of

_YEAR = re.compile(r"\b(?:nam|so voi) ((?:19|20)\d{2}|(?<=nam )(?:truoc|ngoai|lien truoc|lien ke))\b")
# "3 năm liên tiếp đứng đầu"
_IN_A_ROW = re.compile(r"\b([2-9]|hai|ba|bon|nam) (?:nam|lan) (?:lien tiep|lien tuc|lien)\b")
_COUNTS = {"hai": 2, "ba": 3, "bon": 4, "nam": 5}
_FOUR_DIGITS = re.compile(r"\b((?:19|20)\d{2})\b")
# Places won or lost since a year that is not named are those since the year before.
_MOVED = re.compile(
    r"\b(?:tang|giam|tut|lui|thang|len|xuong)\b[^.;]{0,40}\b(?:bac|hang|vi tri)\b|\btu (?:vi tri|hang|thu hang)\b"
)


def years_spoken_of(decision: Decision, own: int) -> set[int]:
    """Years other than a paper's own that its paragraphs and columns of changes name."""
    blocks = decision.document.blocks
    found = {
        year for block in blocks if isinstance(block, Paragraph) for year in years_named_in(block.text, own)
    }
    for reading in decision.tables:
        for column in change_columns(reading):
            found |= years_compared_in(column.header, own)
    return found


def years_named_in(text: str, own: int) -> set[int]:
    """Years other than a paper's own that a text names ("so với năm 2021", "năm trước")."""
    folded = fold(text)
    named = set(_YEAR.findall(folded))
    found = {int(year) if year.isdigit() else own - 1 for year in named} - {own}
    for count in _IN_A_ROW.findall(folded):
        found |= set(range(own - (int(count) if count.isdigit() else _COUNTS[count]) + 1, own))
    return found or ({own - 1} if _MOVED.search(folded) else set())


def years_compared_in(header: str, own: int) -> set[int]:
    """The years that a header compares with, the year before where it names none; none where it is of no changes."""
    if not speaks_of_change(fold(header)):
        return set()
    return years_named_in(header, own) or {own - 1}


def change_columns(reading: TableReading) -> list[Column]:
    """The columns of a table whose headers speak of a change since another year."""
    return [
        column
        for column in reading.columns
        if column.role not in {ColumnRole.ENTITY, ColumnRole.ORDINAL}
        and speaks_of_change(fold(column.header))
    ]


def kinds_and_years(
    province: str | None, subject: str, others: Iterable[int] = ()
) -> Iterator[tuple[str, int]]:
    """What kinds of units, and of which years, a paper that prints no figures of units itself may speak of.

    Args:
        province: Entity ID of its province, None for a national paper.
        subject: What it is about, as printed.
        others: Years that its text names.

    Yields:
        The kinds of its province and those of the whole country, each with each year that the subject names and the others.
    """
    kinds = [f"{province}/{kind}" for kind in ("department", "district", "commune")] if province else []
    for year in dict.fromkeys([*map(int, _FOUR_DIGITS.findall(subject)), *others]):
        for kind in (*kinds, "VN/province", "VN/ministry", "VN/agency"):
            yield kind, year


def year_of_notice(source: Source, subject: str) -> int | None:
    """The year that a paper without figures is on: the last one in its subject, else that before it was issued."""
    named = [int(year) for year in _FOUR_DIGITS.findall(subject)]
    if not named and source.issued_on is not None:
        return source.issued_on.year - 1
    return max(named, default=None)


def years_noticed(decision: Decision) -> set[int]:
    """Years that a paper without figures of units may speak of: the one it is on, and those that its text names."""
    own = year_of_notice(source_of(decision), decision.document.letterhead.subject or "")
    return {own} | years_spoken_of(decision, own) if own is not None else set()
