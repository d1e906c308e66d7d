"""What a wrong figure changes: whether a rank or a tier would be another with it mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from doichieu.model import Bilingual, Finding, Number
from doichieu.validate.equations import EquationAudit
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.rank_fits import fit_ranking, printed_rank
from doichieu.validate.paper import Paper, Place
from doichieu.validate.wording import join_en, join_vi, say


def add_consequences(
    paper: Paper, conventions: Conventions, equations: EquationAudit, findings: Iterable[Finding]
) -> list[Finding]:
    """Fill in the consequence of findings about figures.

    Args:
        paper: The paper.
        conventions: What was inferred; rankings above all.
        equations: The edits that mend the figures.
        findings: Findings, some with a consequence already.

    Returns:
        The findings, each with a consequence.
    """
    edits = {
        (paper.sheets[edit.place.sheet].reading.table.table_id, edit.place.row, edit.place.col): edit
        for edit in equations.edits
    }

    def consequence(finding: Finding) -> Bilingual:
        edit = edits.get((finding.table_id or "", finding.row or -1, finding.col or -1))
        if edit is None:
            return say("Chưa xác định được: ô sai chưa rõ.", "Open, as the wrong cell is not certain.")
        return _of_edit(paper, conventions, edit.place, edit.new)

    return [
        finding if finding.consequence else replace(finding, consequence=consequence(finding))
        for finding in findings
    ]


def _of_edit(paper: Paper, conventions: Conventions, place: Place, new: Decimal) -> Bilingual:
    changed: list[str] = []
    for (index, col), fit in conventions.rankings.items():
        if fit is None or index != place.sheet or fit.convention.score != place.col:
            continue
        sheet = paper.sheets[index]

        def scores(row: int, column: int) -> Number | None:
            number = paper.sheets[place.sheet].number(row, column)
            if number is not None and (row, column) == (place.row, place.col):
                return replace(number, value=new)
            return number

        after = fit_ranking(sheet, fit.convention, scores)
        if after is None:
            continue
        for row, rank in after.expected.items():
            printed = printed_rank(sheet, row, col)
            if printed is not None and printed != rank and fit.expected.get(row) != rank:
                changed.append(f"{sheet.reading.rows[row].label} ({printed} → {rank})")
    if changed:
        return say(
            f"Sửa số này thì hạng thay đổi: {join_vi(changed)}.",
            f"If it is corrected, ranks change: {join_en(changed)}.",
        )
    return say("Không làm thay đổi xếp hạng.", "No rank changes.")
