"""RANK: ranks follow the figures under the table's own tie policy."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from doichieu.model import Check, Finding, Level, Number, Outcome
from doichieu.validate.equations import EquationAudit
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.rank_events import Event
from doichieu.validate.infer.ranks.rank_fits import RankFit, Scores, fit_ranking, printed_ranks, refit_ranking
from doichieu.validate.infer.ranks.ranking import find_ranking
from doichieu.validate.infer.ranks.stated_ties import tie_sentences
from doichieu.validate.infer.ranks.tie_policies import TiePolicy
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rules.rank_blanks import check_blank_ranks
from doichieu.validate.rules.rank_findings import rank_finding
from doichieu.validate.rules.stored_values import as_rounding
from doichieu.validate.wording import say

_BY_STORED = say(
    "theo các giá trị lưu trong tệp thì xếp như vậy là đúng",
    "by the values stored in the workbook the ranking is right",
)
# What a figure is borne out by: its parts, its percentage, the same figure elsewhere.
_COMPUTED = frozenset({"SUM-ROW", "SUM-WEIGHT", "SUM-AVG", "SUM-DIFF", "RATIO-PCT", "XEQ-CELL", "XSUM-TOTAL"})


def check_ranks(
    paper: Paper, conventions: Conventions, equations: EquationAudit
) -> Iterator[Check | Finding]:
    """Check every rank column of a table's own year.

    Args:
        paper: The paper.
        conventions: What was inferred.
        equations: What the equations came to; ranks are judged by corrected figures.

    Yields:
        A check a rank, and a finding an event.
    """
    for (index, col), fit in conventions.rankings.items():
        sheet = paper.sheets[index]
        if fit is None:
            yield Check(
                rule="RANK-ORDER",
                table_id=sheet.reading.table.table_id,
                outcome=Outcome.UNKNOWN,
                col=col,
                why=say(
                    "Không cột nào của bảng giải thích được thứ hạng.",
                    "No column of the table explains the ranks.",
                ),
            )
            continue
        settled = _settle(paper, sheet, fit, equations, conventions.formulas[index].results)
        settled = _borne_out(sheet, settled, conventions, equations)
        events = settled.events
        explained = _explained(sheet, settled)
        for event in events:
            finding = rank_finding(paper, conventions, sheet, settled, event)
            yield as_rounding(finding, _BY_STORED) if event.row in explained else finding
        if not events:
            yield from _paper_policy(paper, conventions, sheet, settled)
            yield from check_blank_ranks(paper, sheet, settled)
        off = {event.row for event in events} - explained
        printed = printed_ranks(sheet, col)
        for row in settled.expected:
            outcome = Outcome.VIOLATED if row in off else Outcome.HELD
            if printed[row] is not None:
                yield Check(
                    rule="RANK-ORDER",
                    table_id=sheet.reading.table.table_id,
                    outcome=outcome,
                    row=row,
                    col=col,
                )


def _explained(sheet: Sheet, fit: RankFit) -> set[int]:
    """Rows whose ranks follow from the digits that the workbook stores, though not from those printed."""
    if not fit.events or not sheet.reading.stored:
        return set()

    def scores(row: int, col: int) -> Number | None:
        return sheet.reading.stored.get((row, col)) or sheet.number(row, col)

    after = fit_ranking(sheet, fit.convention, scores)
    if after is None:
        return set()
    left = {row for event in after.events for row in _rows_of(event)}
    return {event.row for event in fit.events if left.isdisjoint(_rows_of(event))}


def _rows_of(event: Event) -> set[int]:
    """Rows that an event is about."""
    others = {row for row in (event.tied_with, event.swapped_with) if row is not None}
    return {event.row, *event.shifted} | others


def _settle(
    paper: Paper, sheet: Sheet, fit: RankFit, equations: EquationAudit, results: Collection[int]
) -> RankFit:
    """The fit by corrected figures, where correcting them leaves fewer events.

    A misprint may make another column explain the ranks as well as the one they follow: that is tried where it was mended.
    """
    if not fit.events:
        return fit
    scores = corrected_scores(sheet, equations)
    own = (sheet.index, fit.convention.score)
    edited = any((place.sheet, place.col) == own for place in equations.corrected)
    # A wrong figure makes or breaks a tie, and with it what the ranks seem to do with ties.
    refit = refit_ranking if edited else fit_ranking
    after = refit(sheet, fit.convention, scores)
    best = after if after is not None and len(after.events) < len(fit.events) else fit
    mended = {place.col for place in equations.corrected if place.sheet == sheet.index}
    if not best.events or mended <= {fit.convention.score}:
        return best
    other = find_ranking(sheet, fit.convention.rank, scores, results=results, told=tie_sentences(paper))
    return other if other is not None and other.convention.score in mended and not other.events else best


def _borne_out(sheet: Sheet, fit: RankFit, conventions: Conventions, equations: EquationAudit) -> RankFit:
    """The fit with no figure called wrong that its parts, its percentage or another table bear out."""
    score = fit.convention.score
    doubted = {event.row for event in fit.events if event.figure}
    if not doubted:
        return fit
    told = {score, *(r.ratio for r in conventions.formulas[sheet.index].ratios if r.value == score)}
    table = sheet.reading.table.table_id
    certain = {
        check.row
        for check in equations.checks
        if check.table_id == table
        and check.outcome is Outcome.HELD
        and check.col in told
        and check.row in doubted
        and check.rule in _COMPUTED
    }
    rows = [row for row in certain if row is not None]
    after = fit_ranking(sheet, fit.convention, corrected_scores(sheet, equations), rows) if rows else None
    return fit if after is None else after


def corrected_scores(sheet: Sheet, equations: EquationAudit) -> Scores:
    """Figures of a table with the unambiguous corrections applied."""

    def scores(row: int, col: int) -> Number | None:
        return equations.corrected.get(sheet.place(row, col)) or sheet.number(row, col)

    return scores


def _paper_policy(paper: Paper, conventions: Conventions, sheet: Sheet, fit: RankFit) -> Iterator[Finding]:
    """Ties that one table breaks and the paper's other tables share."""
    shared_elsewhere = conventions.tie_policy in {TiePolicy.DENSE, TiePolicy.COMPETITION, TiePolicy.MODIFIED}
    if fit.convention.policy is not TiePolicy.ORDINAL or fit.ties_shared or not fit.ties_broken:
        return
    if not shared_elsewhere or conventions.tie_tables < 2 or conventions.tie_policy is None:
        return
    other = fit_ranking(sheet, replace(fit.convention, policy=conventions.tie_policy), sheet.number)
    for event in other.events if other else ():
        if event.tied_with is None or other is None:
            continue
        finding = rank_finding(paper, conventions, sheet, other, event)
        yield _softened(finding, conventions)


def _softened(finding: Finding, conventions: Conventions) -> Finding:
    return replace(
        finding,
        level=Level.WARNING,
        steps=(
            say(
                f"Bảng này không có nhóm bằng điểm nào cùng hạng; {conventions.tie_tables} bảng khác của văn bản xếp cùng hạng.",
                f"No tie shares a rank in this table; ties do in {conventions.tie_tables} other tables of the paper.",
            ),
            *finding.steps[1:],
        ),
    )
