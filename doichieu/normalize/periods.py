"""The year that figures are for, where a paper names it: in a header, a row, a caption, a heading or its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from doichieu.model import Column, ColumnRole, Document, Paragraph, RowKind, Table, TableReading
from doichieu.normalize.citations import read_citations
from doichieu.normalize.text import clean

_Y = r"(?:19|20)\d{2}"
_YEAR = re.compile(rf"\b{_Y}\b")
# In running text a lone figure can be an amount: a year stands behind such a word or sign, or ends the text.
_TOLD = re.compile(rf"(?:\b(?:năm|quý \w+|tháng \d+)\s*|[/.(,;–-]\s*|\bvà\s+)({_Y})\b(?![.,]\d)|\b({_Y})\W*$")
# Papers that others are based on, and laws by their year.
_CITED = re.compile(
    rf"\b\d+/{_Y}/\w+|\bngày \d+(?:/\d+/| tháng \d+ năm ){_Y} của\b|\(?(?:ban hành )?kèm theo [^)]*|\b(?:bộ )?luật [^,;.]*?{_Y}"
)
# What is compared with, and how far ahead a plan looks.
_BESIDE = re.compile(
    rf"\b(?:so với|giá so sánh|so sánh với|gốc|tầm nhìn|định hướng)\b[^,;()]{{0,40}}?\b{_Y}\b|\bso với\b[^,;()]{{0,40}}"
)
_SPAN = re.compile(
    rf"\b({_Y})\s*(?:[-–—/÷]|(?:đến|tới|-)\s+(?:hết\s+)?(?:năm\s+)?)\s*({_Y})\b|\b{_Y}\s*[-–]\s*\d\d\b(?![-/.]\d)"
)
_PLANNED = re.compile(r"phương hướng|nhiệm vụ|kế hoạch|mục tiêu|dự kiến|giải pháp|dự toán|phấn đấu")
# A row that is a time: "2019", "Năm 2020", "Sơ bộ năm 2023", "Quý I/2024", "Năm học 2022-2023", "Vụ Mùa 2023".
_TIME = re.compile(
    rf"(?:(?:sơ bộ|ước(?: tính)?|dự kiến|năm(?: học)?|niên học|giai đoạn|vụ(?: \w+){{1,2}}|cả năm|quý [ivx\d]+|(?:\d+ )?tháng(?: \d+| đầu)?)[ /-]*)*"
    rf"(?:năm )?{_Y}(?: ?[-–/] ?{_Y})?(?: ?\(?(?:sơ bộ|ước(?: tính)?|dự kiến)\)?)?"
)
_YEAR_BEFORE = re.compile(r"\bnăm (?:liền )?trước\b|\bcùng kỳ\b")
# The line of a letterhead that says where and when a paper was signed.
_ISSUED = re.compile(rf"^[^,\d]{{2,40}},? ngày\b.*\btháng\b.*\bnăm {_Y}\W*$")
# A paragraph this long is no title.
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Period:
    """What a text says of the time of figures: one year, or (None) a span or several years."""

    year: int | None


@lru_cache(maxsize=4096)  # headers and labels of a paper's tables come again and again
def named_period(text: str, *, title: bool = True) -> Period | None:
    """The time that a text names, apart from years of papers cited and of what is compared with.

    Args:
        text: Header, caption, heading or subject.
        title: Whether it is a title or sentence, where a number without a word for years may be an amount.

    Returns:
        None where the text names none.
    """
    if not _YEAR.search(text):
        return None
    plain = clean(text)
    for citation in reversed([*read_citations(plain)]):
        plain = plain[: citation.span[0]] + " " + plain[citation.span[1] :]
    plain = _BESIDE.sub(" ", _CITED.sub(" ", plain.casefold()))
    spans = any(_rises(match) for match in _SPAN.finditer(plain))
    # of "2023/2022" the first is the year that is compared with the second
    plain = _SPAN.sub(lambda match: " " if _rises(match) else f" năm {match[1]} ", plain)
    years = [*_unplanned(plain, title=title)]
    if not years:
        return Period(None) if spans else None
    return Period(years[0] if len(set(years)) == 1 else None)


def _rises(span: re.Match[str]) -> bool:
    return span[1] is None or int(span[1]) <= int(span[2])


def _unplanned(text: str, *, title: bool) -> Iterator[int]:
    """Years of a text without those behind others that are but planned for: "năm 2022, phương hướng năm 2023"."""
    end = 0
    for match in (_TOLD if title else _YEAR).finditer(text):
        if not (end and _PLANNED.search(text[end : match.start()])):
            yield int(next(filter(None, match.groups()), match.group()))
        end = match.end()


def periods_of_tables(document: Document) -> Iterator[Period | None]:
    """The time that a paper names for each table, nearest first: its caption, titles above it, the paper's subject, Article 1.

    Args:
        document: A document as printed.

    Yields:
        For each table in reading order; None where no time is named: the date of issue tells no year of figures.
    """
    articles = (
        one.text for one in document.blocks if isinstance(one, Paragraph) and one.text.startswith("Điều 1.")
    )
    paper = named_period(document.letterhead.subject or "") or named_period(next(articles, ""))
    above: Period | None = None
    for block in document.blocks:
        if isinstance(block, Table):
            yield named_period(block.caption or "") or above or paper
            above = None
        elif _is_title(block.text):
            above = named_period(block.text) or above


def _is_title(text: str) -> bool:
    return (
        len(text) <= _LONGEST_TITLE
        and not text.rstrip().endswith((".", ";"))
        and not _ISSUED.search(clean(text).casefold())
    )


def period_of_figure(reading: TableReading, row: int, column: Column, table: Period | None) -> int | None:
    """The year a figure is for: what its header names, else its row or the group over it, else its table.

    Args:
        reading: A table understood.
        row: Grid row.
        column: Its column.
        table: What is named for the table, from `periods_of_tables`.

    Returns:
        None for spans ("2021-2025", school years, seasons of two years), and where none is named.
    """
    own = named_period(column.header, title=False) or _of_row(reading, row) or table
    year = own.year if own else None
    earlier = column.role is not ColumnRole.RATIO and _is_of_year_before(column.header)
    return year - 1 if year and earlier else year


@lru_cache(maxsize=4096)  # a figure of a column asks as the one above it
def _is_of_year_before(header: str) -> bool:
    bare = _BESIDE.sub(" ", clean(header).casefold())
    return bool(_YEAR_BEFORE.search(bare)) and not _YEAR.search(bare)


def _of_row(reading: TableReading, index: int) -> Period | None:
    row = reading.rows[index]
    over = reading.rows[row.group] if row.group is not None else None
    for one in (row, over):
        if one and one.kind is not RowKind.HEADER and is_time(one.label):
            return named_period(one.label, title=False)
    return None


def without_years(text: str) -> str:
    """A header without the year of its figures, so that columns of several years are one series.

    Days, months and quarters stay ("đến 30/9/2023" is "đến 30/9"), spans, and years that are compared with.
    """
    kept = re.sub(
        rf"(\d{{1,2}}\s*[/.-]\s*\d{{1,2}}|\b(?:tháng|quý)\s+\w+)\s*[/.-]\s*{_Y}\b",
        r"\1",
        text,
        flags=re.IGNORECASE,
    )
    aside = [match.span() for pattern in (_SPAN, _COMPARED) for match in pattern.finditer(kept.casefold())]

    def cut(match: re.Match[str]) -> str:
        return match.group() if any(a <= match.start(1) < b for a, b in aside) else " "

    return re.sub(rf"(?:(?:\b(?:trong|vào|của|cho)\s+)?\bnăm\s+)?\b({_Y})\b", cut, kept, flags=re.IGNORECASE)


_COMPARED = re.compile(rf"\bso (?:với|sánh)\b[^,;()]{{0,40}}?\b{_Y}\b")


@lru_cache(maxsize=4096)
def is_time(text: str) -> bool:
    """Whether a text is but a time: "Năm 2020", "Năm học 2022-2023", "Sơ bộ năm 2023"."""
    return _TIME.fullmatch(clean(text).casefold().strip(" :.*")) is not None
