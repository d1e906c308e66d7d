"""CLAIM-AMOUNT for counts of a row that a sentence names by their columns: "A giành 7 huy chương vàng, 2 huy chương bạc"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doichieu.model import Check, Claim, Column, ColumnRole, Finding
from doichieu.normalize.text import fold_in_place, key, words
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.rounding import agree
from doichieu.validate.rules.prose.row_amounts import ELSEWHERE, amount_finding, rows_of_totals, speaks_of_all
from doichieu.validate.rules.prose.sentence_amounts import Amount, amounts_of
from doichieu.validate.rules.prose.stated_figures import own_year
from doichieu.validate.rules.prose.subjects import rows_of, subjects_of
from doichieu.validate.rules.stated import sentences_with, statement
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style

_SEVERAL = re.compile(r"\d\s?[^\W\d_].*\d", re.DOTALL)
_ENDS = re.compile(r"[,;(.:]|\b(?:va|dat|chiem|trong do)\b")
_SHARE = re.compile(r"[\s,(]*(?:chiem|dat|bang)?(?: ty le)?\s*$")
# So many figures of a row, or one beside its share under a title of so many words, show that it is told.
_BORNE_OUT, _TELLING_WORDS = 2, 3
_AMOUNTS = (*AMOUNTS, ColumnRole.RATIO)


def check_named_counts(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check counts of one row, or of the row of totals, where the words behind each name its column.

    Small counts are printed everywhere: one is a finding where the others of its sentence are those of the row.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a sentence that tells a row, and a finding where one of its figures is not the row's.
    """
    for claim in sentences_with(paper, _SEVERAL.search) if paper.sheets else ():
        folded = fold_in_place(claim.sentence)
        if ELSEWHERE.search(folded):
            continue
        figures = list(amounts_of(claim, least=1))
        for row in _rows(paper, claim, folded) if len(figures) > 1 else ():
            told = _told(paper, folded, figures, row)
            right = [place for figure, place in told if _is_of(paper, figure, place)]
            wrong = [(figure, place) for figure, place in told if place not in right]
            if len(wrong) > 1 or not _is_borne_out(paper, right, wrong):
                continue
            yield statement("CLAIM-AMOUNT", paper.sheets[row.sheet].reading.table.table_id, held=not wrong)
            for figure, place in wrong:
                yield amount_finding(paper, claim, figure, place, right, style)
            break


def _rows(paper: Paper, claim: Claim, folded: str) -> Sequence[Place]:
    """The rows of the one unit that a sentence names, or the rows of totals where it names none and speaks of all."""
    named = {one.subject for one in subjects_of(paper).named_in(claim.sentence)}
    if len(named) == 1:
        return list(rows_of(paper, named.pop()))
    return [] if named or not speaks_of_all(folded) else rows_of_totals(paper)


def _told(paper: Paper, folded: str, figures: Sequence[Amount], row: Place) -> list[tuple[Amount, Place]]:
    """The figures of a sentence with the cells of a row that the words behind them name, or the share of the one before."""
    sheet = paper.sheets[row.sheet]
    columns = [
        column
        for column in sheet.columns(*_AMOUNTS)
        if sheet.number(row.row, column.index) is not None and column.period in {None, own_year(paper)}
    ]
    found: list[tuple[Amount, Place]] = []
    before: Column | None = None
    for at, figure in enumerate(figures):
        start, end = figure.span
        after = figures[at + 1].span[0] if at + 1 < len(figures) else len(folded)
        if figure.percent:
            shared = before is not None and _SHARE.search(folded[figures[at - 1].span[1] : start])
            column = _share_of(columns, before) if before is not None and shared else None
        else:
            column = before = _named(columns, _ENDS.split(folded[end:after])[0])
        if column is not None:
            found.append((figure, sheet.place(row.row, column.index)))
    cols = [place.col for _, place in found]
    return [(figure, place) for figure, place in found if cols.count(place.col) == 1]


def _named(columns: Sequence[Column], behind: str) -> Column | None:
    """The column of counts that words name by the longest level of its header; None where they name several."""
    said = f" {key(behind)} "
    found = [
        (len(level), column)
        for column in columns
        if column.role is not ColumnRole.RATIO
        for level in _levels(column)
        if f" {level} " in said
    ]
    longest = max((length for length, _ in found), default=0)
    best = {column.index: column for length, column in found if length == longest}
    return next(iter(best.values())) if len(best) == 1 else None


def _share_of(columns: Sequence[Column], counted: Column) -> Column | None:
    """The column of percentages below the same title as a column of counts."""
    beside = [
        column
        for column in columns
        if column.role is ColumnRole.RATIO and set(_levels(column)[:-1]) & set(_levels(counted)[:-1])
    ]
    return beside[0] if len(beside) == 1 else None


def _levels(column: Column) -> list[str]:
    return [key(level) for level in column.header.split(" / ")]


def _is_of(paper: Paper, figure: Amount, place: Place) -> bool:
    number = paper.number(place)
    return number is not None and any(
        agree(number.value, one.value, min(one.places, number.places)) for one in figure.readings
    )


def _is_borne_out(paper: Paper, right: Sequence[Place], wrong: Sequence[tuple[Amount, Place]]) -> bool:
    """Whether a sentence tells a row: two of its figures are the row's, or one is and the other misses by a slip of the pen."""
    if len(right) >= _BORNE_OUT or (right and not wrong):
        return True
    return bool(right) and all(
        _is_telling(paper.sheets[place.sheet], place)
        and (number := paper.number(place)) is not None
        and any(is_typing_slip(one.value, number.value) for one in figure.readings)
        for figure, place in wrong
    )


def _is_telling(sheet: Sheet, place: Place) -> bool:
    header = sheet.reading.columns[place.col].header
    return any(len(words(level)) >= _TELLING_WORDS for level in header.split(" / "))
