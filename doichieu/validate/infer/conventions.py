"""Everything inferred about a paper, in one value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from doichieu.model import QuantityKind
from doichieu.validate.infer.columns.maxima import declared_maxima, footnote_marks
from doichieu.validate.infer.columns.ratio_conventions import RatioConvention
from doichieu.validate.infer.component_tables import CrossSum, find_cross_sums
from doichieu.validate.infer.derived_tables import derived_relations
from doichieu.validate.infer.exchanged_names import ExchangedNames, find_exchanged_names
from doichieu.validate.infer.links import Twin, find_twins
from doichieu.validate.infer.ranks.rank_columns import ranked_again, split_rank_columns
from doichieu.validate.infer.ranks.rank_fits import RankFit
from doichieu.validate.infer.ranks.ranking import find_ranking
from doichieu.validate.infer.ranks.stated_ties import tie_sentences
from doichieu.validate.infer.ranks.tie_policies import TiePolicy
from doichieu.validate.infer.ranks.tiers import Tiering, find_tiering
from doichieu.validate.infer.ranks.unrounded import ranked_before_rounding
from doichieu.validate.infer.ranks.verdicts import find_verdicts
from doichieu.validate.infer.rows.year_rows import year_row_relations
from doichieu.validate.infer.table_formulas import TableFormulas, find_table_formulas
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.relations import RatioRelation
from doichieu.validate.rounding import Rounding, to_places


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """What the tables of a paper follow.

    Attributes:
        formulas: What the figures of each table follow, by table index.
        rankings: Fits by (table index, rank column); None where no convention explains the ranks.
        prior_ranks: Rank columns of earlier years, as (table index, column).
        tierings: Tiers, by table index.
        twins: Columns printed twice.
        cross_sums: Totals over component tables.
        exchanged: Names that stand in each other's row.
        derived: What cells of tables of indices and shares follow from in other tables.
        marks: Footnote mark by subject.
        tie_policy: Policy that most tables with shared ties follow, None where none has any.
        tie_tables: How many tables show it.
        rounding: How the paper rounds percentages outside ratio columns.
    """

    formulas: tuple[TableFormulas, ...]
    rankings: Mapping[tuple[int, int], RankFit | None]
    prior_ranks: tuple[tuple[int, int], ...]
    tierings: Mapping[int, Tiering]
    twins: tuple[Twin, ...]
    cross_sums: tuple[CrossSum, ...]
    exchanged: tuple[ExchangedNames, ...]
    derived: tuple[RatioRelation, ...]
    marks: Mapping[str, str]
    tie_policy: TiePolicy | None
    tie_tables: int
    rounding: Rounding


def infer_conventions(paper: Paper) -> Conventions:
    """Infer what the tables of a paper follow.

    Args:
        paper: The paper laid out.

    Returns:
        The conventions; nothing is taken from outside the paper.
    """
    marks = footnote_marks(paper)
    known = declared_maxima(paper)
    told = tie_sentences(paper)
    rankings: dict[tuple[int, int], RankFit | None] = {}
    prior: list[tuple[int, int]] = []
    formulas = tuple(find_table_formulas(sheet, marks, known) for sheet in paper.sheets)
    for sheet in paper.sheets:
        current, earlier = split_rank_columns(sheet)
        prior.extend((sheet.index, col) for col in earlier)
        for col in (*current, *ranked_again(sheet, earlier)):
            own = formulas[sheet.index]
            fit = find_ranking(sheet, col, results=own.results, told=told)
            rankings[sheet.index, col] = ranked_before_rounding(
                sheet, col, fit, own.ratios, marks, own.results, told
            )
    policy, tables = _tie_policy(rankings)
    ratios = {index: each.ratios for index, each in enumerate(formulas)}
    twins = tuple(find_twins(paper, {place for place, fit in rankings.items() if fit is not None}))
    cross_sums = tuple(find_cross_sums(paper))
    return Conventions(
        formulas=formulas,
        rankings=rankings,
        prior_ranks=tuple(prior),
        tierings={
            sheet.index: tiering
            for sheet in paper.sheets
            if (
                tiering := find_tiering(
                    paper, sheet, _ranked(rankings, sheet.index), formulas[sheet.index].results
                )
                or find_verdicts(paper, sheet)
            )
            is not None
        },
        twins=twins,
        cross_sums=cross_sums,
        exchanged=find_exchanged_names(paper, twins, cross_sums),
        derived=(
            *derived_relations(paper),
            *(
                relation
                for sheet in paper.sheets
                for relation in year_row_relations(sheet, {ratio.ratio for ratio in ratios[sheet.index]})
            ),
        ),
        marks=marks,
        tie_policy=policy,
        tie_tables=tables,
        rounding=paper_rounding(paper.sheets, ratios, _stated_fractions(paper)),
    )


def _ranked(rankings: Mapping[tuple[int, int], RankFit | None], sheet: int) -> list[int]:
    """Columns that the ranks of a table follow."""
    return [
        fit.convention.score for (index, _), fit in rankings.items() if index == sheet and fit is not None
    ]


def _stated_fractions(paper: Paper) -> Iterator[tuple[Decimal, Decimal, int]]:
    """Fractions of the prose with the percentage stated right after them."""
    for claim in paper.decision.claims:
        for one, two in zip(claim.quantities, claim.quantities[1:], strict=False):
            if one.kind is QuantityKind.OUT_OF and two.kind is QuantityKind.PERCENT and one.whole:
                yield one.value * 100 / one.whole, two.value, two.places


def paper_rounding(
    sheets: Sequence[Sheet],
    ratios: Mapping[int, Sequence[RatioConvention]],
    fractions: Iterable[tuple[Decimal, Decimal, int]],
) -> Rounding:
    """How a paper rounds percentages where it does not print them in a ratio column.

    Args:
        sheets: Its tables.
        ratios: Conventions of its ratio columns, by table index.
        fractions: Exact percentage, printed percentage and printed places of fractions in its prose.

    Returns:
        Truncation where that explains more of the percentages that tell the two apart, else half up.
    """
    votes: Counter[Rounding] = Counter()
    for index, conventions in ratios.items():
        for convention in conventions:
            votes[convention.rounding] += len(sheets[index].data)
    for exact, printed, places in fractions:
        fitting = [
            mode
            for mode in (Rounding.HALF_UP, Rounding.TRUNCATE)
            if to_places(exact, places, mode) == printed
        ]
        if len(fitting) == 1:
            votes[fitting[0]] += 1
    return Rounding.TRUNCATE if votes[Rounding.TRUNCATE] > votes[Rounding.HALF_UP] else Rounding.HALF_UP


def _tie_policy(rankings: Mapping[tuple[int, int], RankFit | None]) -> tuple[TiePolicy | None, int]:
    """The policy of the tables that show one: those where equal figures share a rank."""
    shown = Counter(
        fit.convention.policy
        for fit in rankings.values()
        if fit and fit.ties_shared and not fit.events and not fit.convention.tie_breaks
    )
    if not shown:
        return None, 0
    policy, tables = shown.most_common(1)[0]
    return policy, tables
