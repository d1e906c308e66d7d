"""What a cell holds, seen from its text, and what a column holds, seen from its cells and its header."""

from __future__ import annotations

import itertools
import re
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from doichieu.extract.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterable


class Kind(Enum):
    """Kind of text in a cell or a column."""

    BLANK = auto()
    INTEGER = auto()
    NUMBER = auto()
    MARK = auto()
    TEXT = auto()

    # Members are compared by identity; hashing their names in Python took a tenth of reading a table without rules.
    __hash__ = object.__hash__


_INTEGER = re.compile(r"\d{1,4}[.)]?\**")
# One figure, or several that stand below each other in a cell; "18/19" is a figure too.
_FIGURE = r"[-+−–(]?\d{1,18}(?:[.,]\d{1,18}){0,6}\s?%?\)?(?:\**|[¹²³⁰⁴-⁹]{1,3}|\(\d\))"
_NUMBER = re.compile(rf"{_FIGURE}(?: {_FIGURE}){{0,3}}|\d{{1,6}}/\d{{1,6}}")
# "68,08 người/tỉnh": a figure with a short unit is a figure.
_MEASURE = re.compile(r"\d{1,12}(?:[.,]\d{1,12}){0,5}\s?[^\W\d][^\d]{0,18}")
_MARK = re.compile(r"[IVXLC]{1,7}[.)]?|[A-Za-zĐđ][.)]?|\d{1,3}(?:\.\d{1,3}){1,3}\.")
# A form hides few columns in a row, and numbers them all.
_MOST_HIDDEN = 5
_YEAR = re.compile(r"(?:năm\s)?(?:19|20)\d\d(?:\s?-\s?(?:19|20)\d\d)?", re.IGNORECASE)
# "6 tháng", "9 tháng đầu năm", "8 tháng năm" above "2001 so với", a base year "(2014)": as headers print periods.
_PERIOD = re.compile(
    r"(?:[1-9]|1[0-2]) tháng(?: (?:đầu|cuối))?(?: năm)?|\((?:19|20)\d\d\)|(?:19|20)\d\d so(?: với)?",
    re.IGNORECASE,
)
# "Sơ bộ 2021", "2021 (ước)": a column of a year whose figures are not the last word.
_NAMES_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# "-7" is what a spreadsheet program makes of a typed "(7)".
_NUMBERING = re.compile(
    r"(?:(?P<open>[\[(])|-(?=\d))?(?:(?P<number>\d{1,2})(?P<suffix>[a-zđ])?|[A-Za-zĐđ])[\])]?(?P<formula>\s?[=:].*)?"
)
_FORMULA = re.compile(r"\s?[=:]\s?[\dA-ZĐ\s()\[\]+\-–x*×/:%.,…]+[a-zđ]?\)?")

_RANK_HEADS = frozenset({"thu hang", "hang", "xep thu"})
_ORDINAL_HEADS = _RANK_HEADS | frozenset(
    {"stt", "tt", "so tt", "so thu tu", "thu tu", "no"}
    # in two languages, with whatever stands between
    | {f"{first}{mark}no" for first in ("stt", "tt", "so tt") for mark in (" ", "/", " / ", "-", " - ", ". ")}
)
_TEXT_HEAD = re.compile(
    r"\b(ten|don vi|co quan|dia chi|ghi chu|tieu chi|noi dung|linh vuc|dia phuong|website|hang muc)\b"
)
_NUMBER_HEAD = re.compile(r"\b(chi so|diem|ty le|ti le|so luong|tong|xep hang|muc do|ket qua|20\d\d|kq)\b|%")


_LONGEST = 40
_KINDS = (
    (Kind.INTEGER, _INTEGER.fullmatch),
    (Kind.NUMBER, _NUMBER.fullmatch),
    (Kind.MARK, _MARK.fullmatch),
    (Kind.NUMBER, _MEASURE.fullmatch),
)


def kind_of(text: str) -> Kind:
    """Kind of one cell."""
    if not text:
        return Kind.BLANK
    return Kind.TEXT if len(text) > _LONGEST else _kind_of(text)


@lru_cache(maxsize=8192)  # from the page to the finished table a cell is asked about a dozen times
def _kind_of(text: str) -> Kind:
    if text in {"-", "–", "—"}:
        return Kind.BLANK
    return next((kind for kind, matches in _KINDS if matches(text)), Kind.TEXT)


def is_year(text: str) -> bool:
    """Whether a cell is a year or a span of years, as headers print them."""
    return len(text) < 30 and _YEAR.fullmatch(text) is not None


def is_period(text: str) -> bool:
    """Whether a cell is a year, or so many months of one, where a header can stand."""
    return is_year(text) or (len(text) < 30 and _PERIOD.fullmatch(text) is not None)


def column_kind(texts: Iterable[str], head: str = "") -> Kind:
    """Kind of a column from its body cells; where they do not tell, from its header.

    Args:
        texts: Body cells.
        head: Header text of the column.

    Returns:
        INTEGER for an ordinal column, NUMBER, TEXT, or BLANK when nothing tells.
    """
    if head and heads_ordinals(head):
        return Kind.INTEGER
    kinds = list(map(kind_of, texts))
    words = kinds.count(Kind.TEXT)
    filled = len(kinds) - kinds.count(Kind.BLANK)
    if filled == 0:
        return head_kind(head)
    return Kind.NUMBER if filled - words > filled / 2 else Kind.TEXT


def head_kind(head: str) -> Kind:
    """Kind of a column from the words of its header alone."""
    words = plain(head)
    if words.strip(" .") in _ORDINAL_HEADS:
        return Kind.INTEGER
    if _TEXT_HEAD.search(words):
        return Kind.TEXT
    return Kind.NUMBER if _NUMBER_HEAD.search(words) else Kind.BLANK


def heads_ordinals(text: str) -> bool:
    """Whether the text of a header says that its column counts or ranks the rows."""
    return plain(text).strip(" .") in _ORDINAL_HEADS


def heads_counts(text: str) -> bool:
    """Whether the text of a header says that its column counts the rows; ranks can stand in any column."""
    words = plain(text).strip(" .")
    return words in _ORDINAL_HEADS and words not in _RANK_HEADS


def looks_like_header(texts: list[str]) -> bool:
    """Whether a row can be a header: its first word says so, or it holds only words and years."""
    filled = [text for text in texts if text]
    if len(filled) < 2:
        return False
    if heads_ordinals(filled[0]):
        return True
    if kind_of(filled[0]) is Kind.INTEGER and not are_years(filled):
        return False
    return all(kind_of(text) is Kind.TEXT or is_period(text) for text in filled)


def are_years(texts: list[str]) -> bool:
    """Whether every text names a year, and not all the same one."""
    years = [match.group() for text in texts if (match := _NAMES_YEAR.search(text))]
    return len(years) == len(texts) and len(set(years)) > 1


# So many numbers that count up from 1 are no figures of a first row, whatever stands behind them.
_MANY_NUMBERS = 4
_LEAST_NUMBERS = 2
# Of so many numbers one in so many may be left out, or stand twice.
_LONG, _SLIPS = 8, 10
# What stands in such a row where letters show what it is: "3 = 1+2", "5+7", "12 = 1+c-(9+11)", "c".
_TOKEN = re.compile(
    r"[\[(]?(?:\d{1,3}[a-zđ]?|[A-Za-zĐđ])[\])]?|[\dA-ZĐa-zđ()\[\]+\-–*×/:%.,…=\s]*[-+–=*×/:][\dA-ZĐa-zđ()\[\]+\-–*×/:%.,…\s]+"
)
# What statistics forms call that row, in its first cell.
_NUMBERING_LABEL = re.compile(r"(?:ms|ma so|ma cot|so cot|cot so|cot|ky hieu|stt cot)")


def is_numbering(texts: list[str | None]) -> bool:
    """Whether a row numbers the columns: "(1) (2) (3)", "A B 1 2", "1 2 3=1+2".

    Plain numbers count up from 1 without a gap and fill every column; letters come before them. Where letters,
    brackets or formulas show what the row is, columns may be left out (hidden ones, remarks).
    A word may name the row: "MS 1 2 3=1+2". Where blocks of columns come again for each year or unit, so do their
    numbers: "A B 1=2+3 2 3 1=2+3 2 3".
    """
    filled = [text for text in texts if text]
    if len(filled) > _MANY_NUMBERS and _NUMBERING_LABEL.fullmatch(plain(filled[0]).strip(" .:")):
        first = texts.index(filled[0])
        texts, filled = [*texts[:first], *texts[first + 1 :]], filled[1:]
    if len(filled) < 3:
        return False
    if _begins_with_letters(filled):
        return all(len(text) < 30 and _TOKEN.fullmatch(text) for text in filled)
    matches = []
    for text in filled:
        match = _NUMBERING.fullmatch(text) if len(text) < 30 else None
        if match is None:
            return False
        matches.append(match)
    if any(match["formula"] and not _FORMULA.fullmatch(match["formula"]) for match in matches):
        return False
    numbered = [match for match in matches if match["number"]]
    letters = len(filled) - len(numbered)
    # a table of one figure has "A B 1"
    if len(numbered) < 2 and filled[:2] != ["A", "B"]:
        return False
    if any(match["number"] for match in matches[:letters]):
        return False
    if letters or any(match["open"] or match["formula"] for match in matches):
        return all(_counts_up(block, letters) for block in _blocks(numbered))
    return _fills_columns(texts, [int(match["number"]) for match in numbered])


def _begins_with_letters(filled: list[str]) -> bool:
    """Whether a row begins with letters in their order, "A B", "a b", "D E", where rows of figures have names, and numbers follow."""
    first, second = filled[:2]
    numbers = [text for text in filled[2:] if any(map(str.isdigit, text))]
    return (
        len(first) == len(second) == 1
        and first.isalpha()
        and ord(second) == ord(first) + 1
        and len(numbers) >= _LEAST_NUMBERS
        and (len(numbers) >= _MANY_NUMBERS or numbers[0].startswith("1"))
    )


def _blocks(numbered: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Numbers of columns as they begin again: one block where they do not, or where a block would be a lone number."""
    first = numbered[0]["number"] if numbered else ""
    starts = [at for at, match in enumerate(numbered) if match["number"] == first and not match["suffix"]]
    blocks = [numbered[start:end] for start, end in itertools.pairwise([*starts, len(numbered)])]
    return blocks if all(len(block) > 1 for block in blocks) else [numbered]


def _fills_columns(texts: list[str | None], numbers: list[int]) -> bool:
    """Whether plain numbers stand in every column but those of labels and of remarks, and count up from 1, or 0."""
    cells = [text for text in texts if text is not None]
    many = len(numbers) >= _MANY_NUMBERS
    while many and not cells[-1]:
        cells.pop()
    while many and not cells[0]:
        cells.pop(0)
    if len(numbers) > _MANY_NUMBERS + 1 and numbers[-1] > len(numbers):
        numbers = [*numbers[:-1], len(numbers)]  # the columns before the last were taken out
    first = 0 if many and numbers[0] == 0 else 1
    if not all(cells) or len(cells) != len(numbers) or numbers[0] != first:
        return False
    odd = [later - earlier for earlier, later in itertools.pairwise(numbers) if later != earlier + 1]
    if odd and all(step in {0, 2} for step in odd):
        return len(numbers) >= _LONG and len(odd) * _SLIPS <= len(numbers)
    block = numbers.index(first, 1) if odd and numbers.count(first) > 1 else len(numbers)
    return block >= _MANY_NUMBERS - 1 and numbers == [*range(first, first + block)] * (len(numbers) // block)


def _counts_up(numbered: list[re.Match[str]], letters: int) -> bool:
    """Whether numbers of columns rise from 1, or from behind the letters; "2" and "2a" are two columns."""
    numbers = [int(match["number"]) for match in numbered]
    return numbers[:1] in ([1], [letters + 1]) and all(
        (0 if match["suffix"] else 1) <= later - earlier <= _MOST_HIDDEN
        for (earlier, later), match in zip(itertools.pairwise(numbers), numbered[1:], strict=True)
    )
