"""The columns that sentences about all units of a paper can speak of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from doichieu.model import Claim, Column, ColumnRole
from doichieu.normalize.text import key, words
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.rank_columns import is_move
from doichieu.validate.infer.rank_fits import RankFit
from doichieu.validate.listings import MIXED, listings_of, lists_ends
from doichieu.validate.paper import AMOUNTS, Paper, Sheet
from doichieu.validate.rules.prose.stated_figures import own_year
from doichieu.validate.rules.prose.subjects import beside_names
from doichieu.validate.rules.stated import names_others, speaks_of_units, years_named
from doichieu.validate.unit_nouns import nouns_of

_AMOUNTS = AMOUNTS - {ColumnRole.MAXIMUM}
# Other years, other rankings, plans.
_ELSEWHERE = re.compile(
    r"\b(ca nuoc|toan quoc|khu vuc|vung|quoc gia|nam truoc|cung ky|giai doan|muc tieu|phan dau|ke hoach|toi thieu|quy dinh)\b"
)
# Parts of the score, or of the units, in words that else say nothing.
_PARTLY = re.compile(r"\b(?:thanh phan|tu danh gia|tu cham|top \d+)\b")
# Words that say nothing of what is measured.
_GENERIC = frozenset(
    words(
        "có các những đơn vị cơ quan sở ban ngành huyện thị xã thành phố tỉnh địa phương bộ năm đạt được là toàn của cao"
        " thấp nhất mức giá trị đánh xếp hạng đứng đầu cuối dẫn với và trong khoảng cách chênh lệch giữa từ đến dao động"
        " nằm trên dưới hơn trở lên xuống tỷ lệ tỉ bằng ở tại theo đó này thì không quá ít phần trăm về đối điểm số trung"
        " bình quân chung tổng cộng trung vị kết quả chỉ như sau một hai ba bốn sáu bảy tám chín mười tốp nhì gồm thuộc"
        " index cấp khối cùng quán quân"
    )
)
# Abbreviations have so many letters.
_SHORTEST, _LONGEST = 3, 6
_HUNDRED = 100
# Names of criteria have so many words; "Tổng điểm" and "Kết quả" are said of everything.
NAME = 3
# "Phiếu khảo sát thu về" is what the column "Phiếu thu về" counts.
_ELSE = 2
# The rank of all together among those of parts: "Xếp hạng chung".
_WHOLE = re.compile(r"\b(?:chung|tong|toan tinh)\b")


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of figures of a table that lists units.

    Attributes:
        sheet: The table.
        column: Its column.
        main: Whether it is what the table ranks its units by, as far as its roles tell.
    """

    sheet: Sheet
    column: int
    main: bool

    def fits(self, *, percent: bool) -> bool:
        """Whether a percentage (or else a score) can be one of its figures."""
        if self.sheet.reading.columns[self.column].role is ColumnRole.RATIO:
            return percent
        return not percent or (
            self.main and not self.sheet.columns(ColumnRole.RATIO) and self._within_hundred()
        )

    def _within_hundred(self) -> bool:
        """Whether an index has the range of percentages: papers call 79,58 points 79,58 %."""
        values = (self.sheet.value(row.index, self.column) for row in self.sheet.data)
        return all(value is None or 0 <= value <= _HUNDRED for value in values)


def measures_of(paper: Paper, conventions: Conventions, fewest: int) -> list[Measure]:
    """The columns of figures of the paper's own year, of every table that lists units.

    Args:
        paper: The paper.
        conventions: What was inferred; what the ranks follow, which columns are computed from others.
        fewest: Units that a table must list.
    """
    return [
        measure
        for sheet in listings_of(paper)
        for measure in _of_sheet(sheet, conventions, own_year(paper), fewest)
    ]


def _of_sheet(sheet: Sheet, conventions: Conventions, year: int | None, fewest: int) -> Iterator[Measure]:
    if len(sheet.rows_of) < fewest:
        return
    rankings, formulas = conventions.rankings, conventions.formulas[sheet.index]
    amounts = [
        column
        for column in sheet.columns(*_AMOUNTS)
        if column.period in {None, year} and not is_move(sheet, column.index)
    ]
    ratios = [column for column in sheet.columns(ColumnRole.RATIO) if column.period in {None, year}]
    totals = [column.index for column in amounts if column.role is ColumnRole.TOTAL]
    # Kinds that are ranked apart are not spoken of as one.
    apart = sheet.units == MIXED and any(
        fit is not None and fit.convention.by_group
        for (index, _), fit in rankings.items()
        if index == sheet.index
    )
    parts = {part for formula in formulas.columns for part in formula.parts}
    results = {formula.target for formula in formulas.columns} | {
        formula.target for formula in formulas.weights
    }
    # A sub-total is what no sentence on all units means: "Điểm chuẩn" beside points added and taken off.
    totals = [col for col in totals if col not in parts] or totals
    ranked = list(dict.fromkeys(_ranked(sheet, rankings, year)))
    for rivals in (amounts, ratios):
        indices = [column.index for column in rivals]
        scores = [col for col in ranked if col in indices]
        percentages = [ratio.value for ratio in formulas.ratios if ratio.ratio in ranked]
        options = (
            scores if len(scores) == 1 else [],
            [col for col in dict.fromkeys(percentages) if col in indices],
            [col for col in totals if col in indices],
            scores,
            [col for col in indices if col in results - parts],
            indices,
        )
        main = next((cols for cols in options if cols), [])
        for index in indices:
            yield Measure(sheet, index, main=main == [index] and not apart and not lists_ends(sheet))


def _ranked(
    sheet: Sheet, rankings: Mapping[tuple[int, int], RankFit | None], year: int | None
) -> Iterator[int]:
    """The columns that the ranks of a table's own year follow; of several ranks those of all together."""
    fits = {
        column.index: fit
        for column in sheet.columns(ColumnRole.RANK)
        if column.period in {None, year} and (fit := rankings.get((sheet.index, column.index))) is not None
    }
    whole = [col for col in fits if _WHOLE.search(key(sheet.reading.columns[col].header))]
    for col in whole if len(fits) > 1 else fits:
        yield fits[col].convention.score


def clause_is_open(paper: Paper, claim: Claim) -> bool:
    """Whether a sentence can speak of the paper's own tables: no other year, country or plan."""
    return not _ELSEWHERE.search(beside_names(paper, claim.sentence)) and not (
        years_named(claim.sentence) - {str(own_year(paper))}
    )


def is_about(paper: Paper, sheet: Sheet, column: int, text: str) -> bool:
    """Whether a text says nothing that a table's column is not about: no part of the units, of the score, nothing else."""
    printed = words(text)
    about = _vocabulary(paper, sheet, column)
    if _PARTLY.search(key(text)):
        return False
    short = {initials for one in about for initials in _initials(one)}
    known = _GENERIC | {word for one in about for word in one}
    # "Cải cách hành chính" of a table on CCHC, and the other way round.
    spelt = {word for initials, run in _initials(printed).items() if initials in known for word in run}
    return all(word.isdigit() or word in known or word in short or word in spelt for word in printed)


def _initials(text: Sequence[str]) -> dict[str, Sequence[str]]:
    """The runs of words of a text by the letters they begin with, as abbreviations are made."""
    spans = (
        (at, at + count) for count in range(_SHORTEST, _LONGEST + 1) for at in range(len(text) - count + 1)
    )
    return {"".join(word[0] for word in text[at:end]): text[at:end] for at, end in spans}


def columns_named(measures: Sequence[Measure], text: str) -> list[Measure]:
    """The measures whose column a text names in full, under the longest of such names: "tiêu chí Chi phí thời gian".

    Args:
        measures: What can be meant.
        text: A clause, as printed.
    """
    said = f" {key(text)} "
    named = {
        measure: leaf
        for measure in measures
        if len((leaf := leaf_of(measure.sheet.reading.columns[measure.column])).split()) >= NAME
        and f" {leaf} " in said
    }
    return [
        one
        for one, leaf in named.items()
        if not any(leaf != other and leaf in other for other in named.values())
    ]


def leaf_of(column: Column) -> str:
    """The last level of a column's header, folded, without maxima and years."""
    return key(column.indicator.split(" / ")[-1])


def is_named(sheet: Sheet, column: int, text: str) -> bool:
    """Whether a text has every telling word of a column's header, and no more than the caption has besides."""
    printed = frozenset(words(sheet.reading.columns[column].header))
    header = (printed - _GENERIC) or printed
    said = frozenset(word for word in words(text) if not word.isdigit()) - _GENERIC
    around = frozenset(words(sheet.reading.table.caption or ""))
    return bool(header) and header <= said and len(said - header - around) <= _ELSE


def overall(paper: Paper, measures: Sequence[Measure], clause: str) -> Measure | None:
    """The one measure that a clause must mean, as it says nothing that the table is not about; None else.

    Args:
        paper: The paper.
        measures: What can be meant by its kind.
        clause: What the figure is said of.
    """
    main = [measure for measure in measures if measure.main]
    chosen = in_scope(main, clause)
    if len(chosen) == len(main):
        mixed = {measure.sheet.index for measure in measures if measure.sheet.units == MIXED}
        chosen = [one for one in main if one.sheet.index not in mixed or one.sheet.units == MIXED]
    kinds = {measure.sheet.units for measure in chosen}
    # A second table of the same units may be what is meant, whatever it ranks by; a list of the first of them is none.
    listed = {subject for measure in chosen for subject in measure.sheet.unique}
    tables = {
        measure.sheet.index
        for measure in measures
        if measure.sheet.units in kinds and not measure.sheet.unique.keys() < listed
    }
    if len(chosen) != 1 or len(tables) != 1 or names_others(clause, chosen[0].sheet):
        return None
    if not is_about(paper, chosen[0].sheet, chosen[0].column, clause):
        return None
    return chosen[0]


def in_scope(measures: Sequence[Measure], text: str) -> list[Measure]:
    """The measures of the units that a text names, of the whole table where it names several kinds; all where it names none.

    Args:
        measures: What can be meant.
        text: A clause with what leads the sentence, as printed.
    """
    named = [measure for measure in measures if speaks_of_units(text, measure.sheet)]
    kinds = Counter(index for index, _ in {(one.sheet.index, one.sheet.units) for one in named})
    pooled = {index for index, count in kinds.items() if count > 1}
    whole = [one for one in measures if one.sheet.index in pooled and one.sheet.units == MIXED]
    return [one for one in named if one.sheet.index not in pooled] + whole or list(measures)


def _vocabulary(paper: Paper, sheet: Sheet, column: int) -> list[tuple[str, ...]]:
    """The words of a table's caption and column, and of what the paper is on, text by text."""
    table = sheet.reading.table
    stub = sheet.reading.stub
    texts = (
        table.caption or "",
        sheet.reading.columns[stub].header if stub is not None else "",
        (nouns_of(sheet.units) or "").replace("|", " "),
        sheet.reading.columns[column].header,
        paper.decision.document.letterhead.subject or "",
    )
    return [words(text) for text in texts]
