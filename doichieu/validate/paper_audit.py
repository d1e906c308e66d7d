"""The audit of one paper: infer, check, fold into causes, say what follows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from doichieu.collector import collector_paused
from doichieu.model import Audit, Check, Decision, Finding, Level, Locator, Operand
from doichieu.validate.causes.evidence import ranks_together
from doichieu.validate.consequences import add_consequences
from doichieu.validate.describe import describe_conventions
from doichieu.validate.equations import EquationAudit, audit_equations
from doichieu.validate.finding_order import WORST_FIRST, in_order
from doichieu.validate.infer.conventions import Conventions, infer_conventions
from doichieu.validate.judged_tiers import corrected_tiers
from doichieu.validate.other_years import check_other_years
from doichieu.validate.paper import Paper, lay_out
from doichieu.validate.recounted_tiers import recounted_tiers
from doichieu.validate.rules import (
    best_of,
    column_statistics,
    copied_rows,
    cross_sums,
    declared_maxima,
    doubled_columns,
    exchanged_names,
    group_tables,
    header_figures,
    moves,
    name_dates,
    names,
    ordinals,
    population,
    rank_rows,
    ranks,
    ranks_alone,
    remarks,
    stated_criteria,
    stated_sizes,
    summary_rows,
    tiers,
)
from doichieu.validate.rules.prose import (
    beside_means,
    beyond_hundred,
    bound_counts,
    bound_lists,
    cell_sums,
    changed_results,
    changed_units,
    citations,
    comparisons,
    criteria,
    fractions,
    in_words,
    item_counts,
    item_sums,
    item_tallies,
    list_counts,
    listed_percents,
    named_counts,
    priced_lists,
    quotients,
    retellings,
    row_amounts,
    row_clauses,
    row_lists,
    shares,
    stated_amounts,
    stated_changes,
    stated_ends,
    stated_items,
    stated_places,
    stated_results,
    stated_statistics,
    stated_tiers,
    stated_turns,
    table_lists,
    table_references,
    tier_counts,
    unit_counts,
)
from doichieu.validate.rules.prose.quoted_cells import check_quoted_cells
from doichieu.validate.rules.prose.related.check import check_related
from doichieu.validate.sums_of_counts import without_sums_of_counts
from doichieu.validate.wording import Style, style_of

# One slip in a sentence: a name that has neither the figure nor the place, a count that neither the table nor its
# percentage bears out. The rules on the right tell more.
_TOLD_BY = {
    "CLAIM-MOVE": {"CLAIM-AMOUNT"},
    "CLAIM-STAT": {"CLAIM-AMOUNT", "CLAIM-FIGURE"},
    "CLAIM-SAME": {"CLAIM-FIGURE"},
    "CLAIM-RANK": {"CLAIM-FIGURE"},
    "COUNT-PCT": {"COUNT-BOUND", "COUNT-TIER"},
}
# What is computed from all figures of a column.
_OF_PLACES = frozenset({"RANK-ORDER", "RANK-GAP", "RANK-TIE"})
_OF_FIGURES = frozenset({"COUNT-BOUND", "CLAIM-STAT", "TIER-GROUP"})
# What says that a total and its parts do not agree, whichever of them is wrong.
_LISTS = frozenset({"CLAIM-SUM", "CLAIM-PARTS"})
_BY_TABLES = frozenset({"CLAIM-FIGURE", "CLAIM-RANK", "CLAIM-STAT"})
_NO_FIGURE = re.compile(r"[^\d.,]+")


def audit(decision: Decision) -> Audit:
    """Audit a decision.

    Args:
        decision: A decision understood.

    Returns:
        Findings by level and place, every check with its outcome, and the conventions inferred.
    """
    with collector_paused():
        return _audit(decision)


def _audit(decision: Decision) -> Audit:
    paper = lay_out(decision)
    style = style_of(decision)
    conventions = infer_conventions(paper)
    equations = audit_equations(paper, conventions, style)
    results: list[Check | Finding] = [*equations.findings, *equations.checks]
    for rule in _rules(paper, conventions, equations, style):
        results.extend(rule())
    findings = [result for result in results if isinstance(result, Finding)]
    findings = without_echoes(without_sums_of_counts(_with_copies_borne_out(findings)))
    quoted = list(check_quoted_cells(paper, style, findings, equations.corrected))
    results.extend(one for one in quoted if isinstance(one, Check))
    findings.extend(one for one in quoted if isinstance(one, Finding))
    related, replaced = check_related(paper, style, findings)
    findings = [finding for finding in findings if finding.finding_id not in replaced]
    results.extend(one for one in related if isinstance(one, Check))
    findings.extend(one for one in related if isinstance(one, Finding))
    findings = add_consequences(paper, conventions, equations, findings)
    return Audit(
        decision=decision,
        findings=tuple(in_order(paper, _unique(findings))),
        checks=tuple(result for result in results if isinstance(result, Check)),
        conventions=describe_conventions(paper, conventions, style),
    )


def _rules(
    paper: Paper, conventions: Conventions, equations: EquationAudit, style: Style
) -> Iterator[Callable[[], Iterable[Check | Finding]]]:
    yield lambda: ordinals.check_ordinals(paper)
    yield lambda: population.check_population(paper, conventions, style)
    yield lambda: doubled_columns.check_doubled_columns(paper)
    yield lambda: copied_rows.check_copied_rows(paper, conventions)
    yield lambda: exchanged_names.check_exchanged_names(paper, conventions)
    yield lambda: chain(
        summary_rows.check_summary_rows(paper, equations.corrected, style),
        best_of.check_best_of(
            paper, conventions, equations.corrected, style, ranks_together(paper, conventions)
        ),
    )
    yield lambda: header_figures.check_header_figures(paper, conventions, style)
    yield lambda: declared_maxima.check_declared_maxima(paper, conventions, style)
    yield lambda: ranks.check_ranks(paper, conventions, equations)
    yield lambda: rank_rows.check_rank_rows(paper, equations.corrected)
    yield lambda: ranks_alone.check_ranks_alone(paper, conventions)
    yield lambda: moves.check_moves(paper, conventions)
    corrected = corrected_tiers(paper, conventions, equations)
    recounted = recounted_tiers(paper, conventions, equations, corrected, style)
    corrected.update(recounted)
    yield lambda: tiers.check_tiers(paper, conventions, equations, corrected, recounted, style)
    yield lambda: fractions.check_fractions(paper, style)
    yield lambda: tier_counts.check_tier_counts(paper, conventions, corrected, style)
    yield lambda: stated_tiers.check_stated_tiers(paper, conventions, corrected)
    yield lambda: bound_counts.check_bound_counts(paper, conventions, equations.corrected, style)
    yield lambda: bound_counts.check_bound_shares(paper, conventions, equations.corrected, style)
    yield lambda: item_counts.check_item_counts(paper)
    yield lambda: item_tallies.check_item_tallies(paper)
    yield lambda: bound_lists.check_bound_lists(paper, conventions, equations.corrected)
    yield lambda: column_statistics.check_column_statistics(paper, equations.corrected, style)
    yield lambda: group_tables.check_group_tables(paper, conventions, (equations.corrected, corrected), style)
    yield lambda: remarks.check_remarks(paper, conventions.rounding, style)
    yield lambda: unit_counts.check_unit_counts(paper)
    yield lambda: stated_sizes.check_stated_sizes(paper)
    yield lambda: stated_criteria.check_stated_criteria(paper)
    yield from _rules_on_text(paper, conventions, equations, style)


def _rules_on_text(
    paper: Paper, conventions: Conventions, equations: EquationAudit, style: Style
) -> Iterator[Callable[[], Iterable[Check | Finding]]]:
    yield lambda: names.check_names(paper)
    yield lambda: name_dates.check_name_dates(paper)
    yield lambda: citations.check_citations(paper)
    yield lambda: table_lists.check_table_lists(paper)
    yield lambda: table_references.check_table_references(paper)
    yield lambda: list_counts.check_lists(paper)
    yield lambda: beyond_hundred.check_beyond_hundred(paper)
    yield lambda: listed_percents.check_listed_percents(paper, style)
    yield lambda: item_sums.check_item_sums(paper, style)
    yield lambda: priced_lists.check_priced_lists(paper, style)
    yield lambda: shares.check_shares(paper, conventions.rounding, style)
    yield lambda: stated_places.check_stated_places(paper, conventions, style)
    yield lambda: beside_means.check_beside_means(paper, conventions, style)
    yield lambda: stated_items.check_stated_items(paper, style)
    yield lambda: row_lists.check_row_lists(paper, style)
    yield lambda: row_clauses.check_row_clauses(paper, style)
    yield lambda: stated_amounts.check_stated_amounts(paper, style)
    yield lambda: row_amounts.check_row_amounts(paper, style)
    yield lambda: named_counts.check_named_counts(paper, style)
    yield lambda: stated_changes.check_stated_changes(paper, style)
    yield lambda: comparisons.check_comparisons(paper, style)
    yield lambda: retellings.check_retellings(paper, style)
    yield lambda: stated_results.check_stated_results(paper, conventions, style)
    yield lambda: in_words.check_words(paper, style)
    yield lambda: changed_units.check_changed_units(paper)
    yield lambda: changed_results.check_changed_results(paper, conventions, style)
    yield lambda: stated_ends.check_stated_ends(paper)
    yield lambda: stated_statistics.check_statistics(paper, conventions, equations.corrected, style)
    yield lambda: stated_turns.check_stated_turns(paper, equations.corrected, style)
    yield lambda: check_other_years(paper, style)
    yield lambda: criteria.check_criteria(paper)
    yield lambda: cell_sums.check_cell_sums(paper, style)
    yield lambda: quotients.check_quotients(paper, conventions.rounding, style)
    yield lambda: (
        finding
        for cross in conventions.cross_sums
        if (finding := cross_sums.unpublished(paper, cross, style)) is not None
    )


def _with_copies_borne_out(findings: Sequence[Finding]) -> list[Finding]:
    """The findings; a remark that a row may be a copy is a warning where a mean of its table does not hold either."""
    off = {finding.table_id for finding in findings if finding.rule == "CLAIM-STAT"}
    return [
        replace(finding, level=Level.WARNING)
        if finding.rule == "POP-COPY" and finding.table_id in off
        else finding
        for finding in findings
    ]


def without_echoes(findings: Sequence[Finding]) -> list[Finding]:
    """Findings less those that only repeat what another finding already corrects."""
    corrected = {
        (correction.table_id, correction.row, correction.col): (finding.rule, correction.value)
        for finding in findings
        for correction in finding.corrections
    }
    said = {
        rule: {_doubted(finding) for finding in findings if finding.rule in told}
        for rule, told in _TOLD_BY.items()
    }
    doubted = {_doubted(finding) for finding in findings if finding.rule not in _LISTS}
    # Of what was, is and rose by, the figure that a table contradicts is the one that is off.
    told = {_doubted(finding) for finding in findings if finding.rule in _BY_TABLES}
    misprinted = {finding.table_id for finding in findings if _is_of_figure(finding)}
    misplaced = {
        (finding.table_id, finding.row, finding.col) for finding in findings if _is_of_figure(finding)
    }
    copied = {
        finding.table_id
        for finding in findings
        if finding.rule == "POP-COPY" and finding.level is not Level.INFO
    }
    kept: dict[object, Finding] = {}
    for finding in sorted(findings, key=lambda one: WORST_FIRST[one.level]):
        # Counts, means and tiers of a table one of whose figures is misprinted come out wrong with it.
        if finding.rule in _OF_FIGURES and finding.table_id in misprinted | copied:
            continue
        # A figure that one ranking shows to be wrong makes the other rankings by it come out wrong.
        if (
            finding.rule in _OF_PLACES
            and not _is_of_figure(finding)
            and any((one.table_id, one.row, one.col) in misplaced for one in finding.operands)
        ):
            continue
        # The place of the unit whose row is another's is nobody's, and what it was graded by is not printed.
        if finding.table_id in copied and finding.rule in _OF_PLACES:
            continue
        if _is_echo(finding, corrected) or _doubted(finding) in said.get(finding.rule, ()):
            continue
        # A figure that a table or its own sentence shows to be wrong explains why its list does not add up.
        if finding.rule in _LISTS and any(_figure(one) in doubted for one in finding.operands):
            continue
        if finding.rule == "CLAIM-MOVE" and any(_figure(one) in told for one in finding.operands):
            continue
        kept.setdefault(_told_once(finding), finding)
    return list(kept.values())


def _told_once(finding: Finding) -> object:
    """What two findings share that tell one thing twice: the surer one stands for both."""
    # An amount that is a row's by its name and by the figures beside it is one finding.
    if finding.rule in {"CLAIM-AMOUNT", "CLAIM-FIGURE", "CLAIM-MOVE"}:
        return finding.rule, _doubted(finding)
    # So is a total whose parts are told by the words between them and by the shares printed with them.
    if finding.rule in _LISTS:
        return finding.rule, frozenset(map(_figure, finding.operands))
    return id(finding)


def _is_of_figure(finding: Finding) -> bool:
    """Whether a finding on ranks says that a figure is wrong and the ranks are right."""
    return finding.rule == "RANK-ORDER" and not finding.corrections


def _doubted(finding: Finding) -> tuple[str, str | Locator | None]:
    """The figure, or else the text, in doubt and the sentence it stands in."""
    return _figure(finding.operands[0])


def _figure(operand: Operand) -> tuple[str, str | Locator | None]:
    """The figure of an operand, or else its text, and the sentence or the block it stands in."""
    return _NO_FIGURE.sub("", operand.text) or operand.text, operand.claim_id or operand.locator


def _is_echo(finding: Finding, corrected: Mapping[tuple[str, int, int], tuple[str, str]]) -> bool:
    """Whether a finding says of a rank, or of a figure that the text states rightly, what a correction says."""
    if finding.rule == "XEQ-CELL":
        place = (finding.table_id or "", finding.row or 0, finding.col or 0)
        return corrected.get(place, ("", ""))[0].startswith("RANK")
    if not finding.rule.startswith(("CLAIM-", "RANK-MOVE")):
        return False
    others = [
        corrected[place]
        for operand in finding.operands
        if (place := (operand.table_id or "", operand.row or 0, operand.col or 0)) in corrected
    ]
    return any(rule != finding.rule and _states(finding, value) for rule, value in others)


def _states(finding: Finding, value: str) -> bool:
    """Whether a finding about the text is of a figure that a correction bears out, or of a corrected rank."""
    return finding.rule == "RANK-MOVE" or value in finding.observed


def _unique(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings with distinct IDs; a second one at a like place gets a counted ID."""
    seen: defaultdict[str, int] = defaultdict(int)
    for finding in findings:
        seen[finding.finding_id] += 1
        count = seen[finding.finding_id]
        if count == 1:
            yield finding
        else:
            identity = f"{finding.finding_id}-{count}"
            cause = identity if finding.cause_id == finding.finding_id else finding.cause_id
            yield replace(finding, finding_id=identity, cause_id=cause)
