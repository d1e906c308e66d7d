"""The equations that the conventions of a paper state."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from doichieu.model import RowKind
from doichieu.validate.infer.columns.column_relations import row_relation
from doichieu.validate.infer.columns.compound_ratios import compound_ratio_relations
from doichieu.validate.infer.columns.hundreds import column_hundreds, hundred_relations, running_relations
from doichieu.validate.infer.columns.product_relations import product_relations
from doichieu.validate.infer.columns.ratio_conventions import ratio_relations
from doichieu.validate.infer.columns.weight_formulas import weight_relations
from doichieu.validate.infer.columns.within_hundred import share_relations
from doichieu.validate.infer.columns.within_maxima import has_maximum, maximum_relations, scale_relations
from doichieu.validate.infer.component_tables import cross_relations
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.figures import prints_rounded
from doichieu.validate.infer.links import twin_relations
from doichieu.validate.infer.marks import mark_relations
from doichieu.validate.infer.rows.block_results import block_relations
from doichieu.validate.infer.rows.contributions import contribution_relations
from doichieu.validate.infer.rows.of_which import bound_relations
from doichieu.validate.infer.rows.row_formulas import column_relation, summed_columns
from doichieu.validate.infer.rows.row_rates import rate_relations
from doichieu.validate.infer.rows.row_results import result_relations
from doichieu.validate.infer.rows.weighted_means import mean_relations
from doichieu.validate.infer.table_formulas import TableFormulas
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.relations import RatioRelation, Relation, SumRelation


def gather(paper: Paper, conventions: Conventions) -> list[Relation]:
    """Every equation that the conventions state, in reading order.

    Args:
        paper: The paper laid out.
        conventions: What was inferred.

    Returns:
        Equations of each table, then those between tables.
    """
    relations: list[Relation] = []
    for sheet in paper.sheets:
        relations.extend(_of_table(sheet, conventions.formulas[sheet.index], conventions.marks))
    between: list[Relation] = []
    for twin in conventions.twins:
        between.extend(twin_relations(paper, twin))
    for cross in conventions.cross_sums:
        between.extend(cross_relations(paper, cross))
    # where two names stand in each other's row other tables are about the other unit
    exchanged = {(pair.sheet, row) for pair in conventions.exchanged for row in pair.rows}
    relations.extend(
        relation
        for relation in between
        if not any((place.sheet, place.row) in exchanged for place in relation.places)
    )
    relations.extend(conventions.derived)
    relations.extend(scale_relations(paper.sheets))
    return _with_hidden_digits(paper, relations)


def gather_table(
    paper: Paper, sheet: Sheet, formulas: TableFormulas, marks: Mapping[str, str]
) -> list[Relation]:
    """Every equation within one table.

    Args:
        paper: The paper laid out.
        sheet: A table of it.
        formulas: What its figures follow.
        marks: Footnote mark by subject.

    Returns:
        Its equations: over columns, over rows, then percentages and the others.
    """
    return _with_hidden_digits(paper, list(_of_table(sheet, formulas, marks)))


def _of_table(sheet: Sheet, formulas: TableFormulas, marks: Mapping[str, str]) -> Iterator[Relation]:
    contributions = contribution_relations(sheet)
    yield from _over_columns(sheet, formulas)
    yield from _over_rows(sheet, formulas, {relation.target.col for relation in contributions})
    for convention in formulas.ratios:
        yield from ratio_relations(sheet, convention, marks)
    for compound in formulas.compounds:
        yield from compound_ratio_relations(sheet, compound)
    for product in formulas.products:
        yield from product_relations(sheet, product, formulas.rows)
    yield from block_relations(sheet)
    for weighted in formulas.weights:
        yield from weight_relations(sheet, weighted)
    yield from hundred_relations(sheet, [ratio.ratio for ratio in formulas.ratios])
    yield from _weights_of_all(sheet, formulas)
    yield from running_relations(sheet)
    yield from contributions
    # A part may exceed its whole in a difference and in a percentage.
    differences = {formula.target for formula in formulas.columns if formula.minus}
    differences |= {ratio.ratio for ratio in formulas.ratios}
    summed = [frozenset({formula.target, *formula.parts}) for formula in formulas.columns]
    yield from bound_relations(sheet, summed, differences)
    unbounded = _worth(sheet, formulas) | _with_bonus(sheet, formulas)
    yield from (bound for bound in maximum_relations(sheet) if bound.target.col not in unbounded)
    yield from share_relations(sheet)
    rates = rate_relations(sheet)
    yield from rates
    done = {formula.target for formula in formulas.rows} | {mean.target for mean in formulas.means}
    yield from result_relations(sheet, done | {rate.target.row for rate in rates})
    yield from mark_relations(sheet)


def _worth(sheet: Sheet, formulas: TableFormulas) -> set[int]:
    """Columns of counts whose header says what each is worth, “Quá tải (10đ)”, and no maximum."""
    return {
        col
        for formula in formulas.weights
        for col, weight in zip(formula.parts, formula.weights, strict=True)
        if sheet.reading.columns[col].maximum == weight
    }


def _with_bonus(sheet: Sheet, formulas: TableFormulas) -> set[int]:
    """Totals of columns with a maximum and of points beyond it, which have none."""
    return {
        formula.target
        for formula in formulas.columns
        if not formula.mean and len({has_maximum(sheet, col) for col in {*formula.parts} - formula.minus}) > 1
    }


def _weights_of_all(sheet: Sheet, formulas: TableFormulas) -> Iterator[Relation]:
    """Weights that make a hundred, in columns that no formula computes."""
    computed = {ratio.ratio for ratio in formulas.ratios} | {ratio.target for ratio in formulas.compounds}
    told = {(row.target, col) for row in formulas.rows for col in summed_columns(sheet, row)}
    for relation in column_hundreds(sheet, computed):
        if (relation.target.row, relation.target.col) not in told:
            yield relation


def _with_hidden_digits(paper: Paper, relations: Sequence[Relation]) -> list[Relation]:
    """Percentages of totals: those that add up to the digit hide none, those rounded from their parts do."""
    totals = {relation.target: relation for relation in relations if isinstance(relation, SumRelation)}
    found: list[Relation] = []
    for relation in relations:
        total = totals.get(relation.value) if isinstance(relation, RatioRelation) else None
        if not isinstance(relation, RatioRelation) or total is None:
            found.append(relation)
        elif total.rounded is not None:
            places = paper.sheets[total.target.sheet].places(total.target.col)
            found.append(replace(relation, hidden=places))
        else:
            exact = total.exact and not relation.both_hidden
            found.append(replace(relation, hidden=None) if exact else relation)
    return found


def _over_columns(sheet: Sheet, formulas: TableFormulas) -> Iterator[Relation]:
    for formula in formulas.columns:
        for row in sheet.reading.rows:
            # The median of differences is no difference of medians.
            relation = row_relation(sheet, row.index, formula) if row.kind is not RowKind.NOTE else None
            if relation is not None:
                yield relation


def _over_rows(sheet: Sheet, formulas: TableFormulas, points: Collection[int]) -> Iterator[Relation]:
    # Figures that are rounded one by one need not add up to the last digit.
    rounded = {formula.target for formula in formulas.columns if formula.mean}
    rounded |= {ratio.ratio for ratio in formulas.ratios} | set(points)
    for formula in formulas.rows:
        for col in summed_columns(sheet, formula):
            coarse = col in rounded or prints_rounded(
                sheet, [(row, col) for row in (formula.target, *formula.parts)]
            )
            yield column_relation(sheet, formula, col, exact=formula.exact and not coarse)
    for mean in formulas.means:
        yield from mean_relations(sheet, mean)
