"""Recomputed columns: what the conventions of a table give, as formulas over its figures.

A formula is tokens: text, a place (row, column) or a range of two places; where the figures stand on a worksheet is not
known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from doichieu.validate.infer.maxima import declared_maxima, footnote_marks
from doichieu.validate.infer.ranking import TiePolicy, find_ranking, split_rank_columns
from doichieu.validate.infer.ratios import ratio_relations
from doichieu.validate.infer.table_formulas import find_table_formulas
from doichieu.validate.paper import lay_out
from doichieu.validate.rounding import Rounding, to_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from doichieu.model import Decision
    from doichieu.validate.infer.ranking import RankFit
    from doichieu.validate.infer.ratios import RatioConvention
    from doichieu.validate.infer.sums import ColumnFormula
    from doichieu.validate.paper import Paper, Sheet
    from doichieu.validate.relations import RatioRelation

Place = tuple[int, int]
Token = str | Place | tuple[Place, Place]

# Half-even has no function of its own in workbooks; digits that end in exactly a half are rare enough.
_ROUND = {
    Rounding.HALF_UP: "ROUND",
    Rounding.HALF_EVEN: "ROUND",
    Rounding.TRUNCATE: "TRUNC",
    Rounding.UP: "ROUNDUP",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A cell that is computed.

    Attributes:
        tokens: The formula, without its equals sign.
        value: What it gives.
    """

    tokens: tuple[Token, ...]
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """A column of a table, computed anew.

    Attributes:
        col: The column.
        places: Most decimal places of what is printed in it, for the format of the figures.
        rows: Formulas by grid row.
    """

    col: int
    places: int
    rows: Mapping[int, Formula]

    @property
    def reads(self) -> set[int]:
        """Columns the formulas read."""
        tokens = (token for formula in self.rows.values() for token in formula.tokens)
        return {place[1] for token in tokens if not isinstance(token, str) for place in _places(token)}


def _places(token: Place | tuple[Place, Place]) -> Iterator[Place]:
    first, second = token
    if isinstance(first, int) and isinstance(second, int):
        yield first, second
    elif isinstance(first, tuple) and isinstance(second, tuple):
        yield from (first, second)


@dataclass(frozen=True, slots=True)
class Workings:
    """A paper laid out once for all its tables.

    Attributes:
        paper: The paper.
        marks: Footnote mark by subject.
        known: Maxima the paper declares.
    """

    paper: Paper
    marks: Mapping[str, str]
    known: list[Decimal]

    @classmethod
    def of(cls, decision: Decision) -> Workings:
        """Lay a paper out."""
        paper = lay_out(decision)
        return cls(paper, footnote_marks(paper), declared_maxima(paper))

    def columns(self, table_id: str) -> tuple[Recomputed, ...]:
        """The columns of a table that follow from others of it.

        Args:
            table_id: The table.

        Returns:
            Sums and means, ratios, then ranks; none where the table follows no convention.
        """
        sheet = next((one for one in self.paper.sheets if one.reading.table.table_id == table_id), None)
        if sheet is None:
            return ()
        formulas = find_table_formulas(sheet, self.marks, self.known)
        found = [
            *(_sum(sheet, formula) for formula in formulas.columns),
            *(_ratio(sheet, ratio, self.marks) for ratio in formulas.ratios),
            *(_rank(sheet, find_ranking(sheet, col)) for col in split_rank_columns(sheet)[0]),
        ]
        return tuple(one for one in found if one is not None and one.rows)


def _most_places(sheet: Sheet, col: int) -> int:
    return max((n.places for (_, at), n in sheet.reading.numbers.items() if at == col), default=0)


def _sum(sheet: Sheet, formula: ColumnFormula) -> Recomputed:
    rows = {}
    for row in range(sheet.reading.table.header_rows, sheet.reading.table.n_rows):
        values = {col: sheet.value(row, col) for col in formula.parts}
        known = {col: value for col, value in values.items() if value is not None}
        if sheet.number(row, formula.target) is None or not known:
            continue
        total = sum((-v if col in formula.minus else v for col, v in known.items()), Decimal())
        tokens: list[Token] = []
        for col in known:
            tokens += ["-" if col in formula.minus else "+", (row, col)]
        if tokens[0] == "+":
            del tokens[0]
        if formula.mean:
            rows[row] = Formula(tokens=("(", *tokens, f")/{len(known)}"), value=total / len(known))
        else:
            rows[row] = Formula(tokens=tuple(tokens), value=total)
    return Recomputed(col=formula.target, places=_most_places(sheet, formula.target), rows=rows)


def _ratio(sheet: Sheet, ratio: RatioConvention, marks: Mapping[str, str]) -> Recomputed:
    rows = {}
    for relation in ratio_relations(sheet, ratio, marks):
        formula = _quotient(sheet, relation)
        if formula is not None:
            rows[relation.target.row] = formula
    return Recomputed(col=ratio.ratio, places=ratio.places, rows=rows)


def _quotient(sheet: Sheet, relation: RatioRelation) -> Formula | None:
    base = relation.base
    divisor = base if isinstance(base, Decimal) else sheet.value(base.row, base.col)
    value = sheet.value(relation.value.row, relation.value.col)
    if value is None or not divisor or not isinstance(relation.scale, int):
        return None
    exact = value * relation.scale / divisor - (relation.scale if relation.growth else 0)
    under: Token = f"{divisor:f}" if isinstance(base, Decimal) else (base.row, base.col)
    less = f"-{relation.scale}" if relation.growth else ""
    mode, places = relation.rounding, relation.places_printed
    tokens = (
        f"{_ROUND[mode]}(",
        (relation.value.row, relation.value.col),
        f"*{relation.scale}/",
        under,
        less,
    )
    return Formula(tokens=(*tokens, f",{places})"), value=to_places(exact, places, mode))


def _rank(sheet: Sheet, fit: RankFit | None) -> Recomputed | None:
    if fit is None or fit.convention.by_group or fit.convention.tie_break is not None:
        return None
    rows = sorted(row for row in fit.expected if sheet.number(row, fit.convention.score) is not None)
    if not rows:
        return None
    between = range(rows[0], rows[-1] + 1)
    if any(row not in fit.expected and sheet.number(row, fit.convention.score) for row in between):
        return None  # a total stands among the ranked rows, and a range would count it
    over, score = ((rows[0], fit.convention.score), (rows[-1], fit.convention.score)), fit.convention.score
    above = ">" if fit.convention.descending else "<"
    formulas = {}
    for row in rows:
        own = (row, score)
        tokens: tuple[Token, ...]
        if fit.convention.policy is TiePolicy.DENSE:
            # Each figure above counts for its share of those equal to it, so that a tie counts once.
            tokens = ("SUMPRODUCT((", over, above, own, ")/COUNTIF(", over, ",", over, '&""))+1')
        elif fit.convention.policy is TiePolicy.COMPETITION:
            tokens = ("COUNTIF(", over, f',"{above}"&', own, ")+1")
        elif fit.convention.policy is TiePolicy.MODIFIED:
            tokens = ("COUNTIF(", over, f',"{above}="&', own, ")")
        else:
            top = (over[0], own)
            tokens = ("COUNTIF(", over, f',"{above}"&', own, ")+COUNTIF(", top, ",", own, ")")
        # A row for several agencies takes several places, which no formula over figures knows: it is left out.
        if fit.expected[row] == _place(sheet, fit, rows, row):
            formulas[row] = Formula(tokens=tokens, value=Decimal(fit.expected[row]))
    return Recomputed(col=fit.convention.rank, places=0, rows=formulas)


def _place(sheet: Sheet, fit: RankFit, rows: list[int], row: int) -> int:
    """The rank that the formula of a row gives."""
    score, sign = fit.convention.score, 1 if fit.convention.descending else -1
    values = {each: sign * (sheet.value(each, score) or Decimal()) for each in rows}
    above = [value for value in values.values() if value > values[row]]
    if fit.convention.policy is TiePolicy.DENSE:
        return len(set(above)) + 1
    if fit.convention.policy is TiePolicy.COMPETITION:
        return len(above) + 1
    equal = [each for each, value in values.items() if value == values[row]]
    if fit.convention.policy is TiePolicy.MODIFIED:
        return len(above) + len(equal)
    return len(above) + sum(each <= row for each in equal)
