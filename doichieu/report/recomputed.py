"""Recomputed columns: what a table's conventions give in its columns, as formulas over its figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.report.formulas import formula_of
from doichieu.report.rank_formulas import rank_formulas
from doichieu.validate.gather import gather_table
from doichieu.validate.infer.columns.maxima import declared_maxima, footnote_marks
from doichieu.validate.infer.ranks.rank_columns import split_rank_columns
from doichieu.validate.infer.ranks.ranking import find_ranking
from doichieu.validate.infer.ranks.stated_ties import tie_sentences
from doichieu.validate.infer.table_formulas import find_table_formulas
from doichieu.validate.paper import lay_out
from doichieu.validate.rounding import Grade

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from doichieu.model import Decision
    from doichieu.report.formulas import Formula
    from doichieu.validate.paper import Paper, Sheet
    from doichieu.validate.relations import Relation

_HOLDS = frozenset({None, Grade.EXACT, Grade.POSSIBLE})


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
        return {col for formula in self.rows.values() for _, col in formula.reads}


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
    known: Sequence[Decimal]

    @classmethod
    def of(cls, decision: Decision) -> Workings:
        """Lay a paper out."""
        paper = lay_out(decision)
        return cls(paper, footnote_marks(paper), declared_maxima(paper))

    def columns(self, table_id: str) -> tuple[Recomputed, ...]:
        """The columns of a table in which something follows from other figures of it.

        Where two equations give one figure, the one that does not hold is shown, else the first.

        Args:
            table_id: The table.

        Returns:
            Columns with sums, means, ratios, products and totals, then ranks; none where the table follows no convention.
        """
        sheet = next((one for one in self.paper.sheets if one.reading.table.table_id == table_id), None)
        if sheet is None:
            return ()
        columns: dict[int, dict[int, Formula]] = {}
        formulas = find_table_formulas(sheet, self.marks, self.known)
        for relation in sorted(gather_table(self.paper, sheet, formulas, self.marks), key=self._holds):
            formula = formula_of(relation, self.paper.number)
            if formula is not None:
                columns.setdefault(relation.target.col, {}).setdefault(relation.target.row, formula)
        found = [_column(sheet, col, rows) for col, rows in sorted(columns.items())]
        ranks = [col for col in split_rank_columns(sheet)[0] if col not in columns]
        told = tie_sentences(self.paper)
        rankings = {col: find_ranking(sheet, col, results=formulas.results, told=told) for col in ranks}
        found += [_column(sheet, col, rank_formulas(sheet, fit)) for col, fit in rankings.items()]
        return tuple(one for one in found if one.rows)

    def _holds(self, relation: Relation) -> bool:
        return relation.grade(self.paper.number) in _HOLDS


def _column(sheet: Sheet, col: int, rows: Mapping[int, Formula]) -> Recomputed:
    places = max((n.places for (_, at), n in sheet.reading.numbers.items() if at == col), default=0)
    return Recomputed(col=col, places=places, rows=dict(sorted(rows.items())))
