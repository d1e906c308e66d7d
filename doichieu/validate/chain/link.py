"""CHAIN: audits of papers, with what they say of each other checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from doichieu.model import Audit, Check, Decision, Finding, Heading, Level, Outcome, Paragraph
from doichieu.validate.chain.cited import check_cited, citations_of_papers, papers_cited_by, papers_revised_by
from doichieu.validate.chain.excerpts import excerpts
from doichieu.validate.chain.index import Copy, Index
from doichieu.validate.chain.issued import Issued, Papers, issued_paper
from doichieu.validate.chain.series import (
    FEWEST,
    Figure,
    Series,
    Title,
    facts_of,
    operand_of,
    paper_and_table,
    series_of,
    source_of,
)
from doichieu.validate.chain.stated import check_stated, moves_of
from doichieu.validate.chain.years import years_noticed, years_spoken_of
from doichieu.validate.finding_order import in_order
from doichieu.validate.paper import Paper, Place, lay_out
from doichieu.validate.rules.stated import text_finding
from doichieu.validate.wording import say, table_name

_Result = Check | Finding


def link(audits: Sequence[Audit], known: Iterable[Series] = (), cited: Iterable[Issued] = ()) -> list[Audit]:
    """Check papers against each other: figures of earlier years, what is said of them, and citations.

    Args:
        audits: Papers audited one by one.
        known: Series of other papers (those of a dataset), to check against.
        cited: Other papers that these may cite.

    Returns:
        The audits in the order given, with the checks and findings between papers added. Cost is linear in
        papers: every figure is looked up, no two papers are compared as such.
    """
    own = [_series(audit) for audit in audits]
    index = Index([*(series for found in own for series in found), *known])
    papers = Papers([*(issued_paper(audit.decision) for audit in audits), *cited])
    return [check_against(audit, series, index, papers) for audit, series in zip(audits, own, strict=True)]


def years_asked(decision: Decision) -> set[int]:
    """Years that a paper prints figures for, or compares with in its text; all that it names where it prints none."""
    printed = {one.period for one in decision.observations if one.period is not None and one.entity_id}
    moved = {year for _, _, year in moves_of(decision)}
    return printed | moved | (years_spoken_of(decision, max(printed)) if printed else years_noticed(decision))


def _series(audit: Audit, fewest: int = FEWEST) -> list[Series]:
    tables = {
        table.table_id: Title(table.label if table.number else "", table.caption or "")
        for table in audit.decision.document.tables
    }
    corrections = (correction for finding in audit.findings for correction in finding.corrections)
    return series_of(source_of(audit.decision), facts_of(audit.decision), tables, corrections, fewest)


def check_against(audit: Audit, own: Sequence[Series], index: Index, papers: Papers) -> Audit:
    """Check one paper against others.

    Args:
        audit: The paper, audited by itself.
        own: Its columns.
        index: The columns of other papers; its own are no harm.
        papers: The papers that it may cite.

    Returns:
        The audit with the checks and findings between papers added.
    """
    copies = [copy for series in own if (copy := index.copy_of(series)) is not None]
    graded = [series for series in own if series.measure == "tier" and not series.own]
    copies += [copy for series in graded if (copy := index.beside(series, copies)) is not None]
    from doichieu.validate.chain.notices import check_noticed  # noqa: PLC0415 - all rules load with it
    from doichieu.validate.chain.spoken import check_spoken  # noqa: PLC0415

    moves = moves_of(audit.decision)
    citing = issued_paper(audit.decision)
    cited = papers_cited_by(audit.decision.document, citing, papers)
    if printed := [series for one in cited for series in index.of_paper(one.source)]:
        copies += excerpts(_series(audit, fewest=1), printed)
        revised = papers_revised_by(audit.decision.document, citing, papers)
        copies = [copy for copy in copies if copy.earlier.source.sha256 not in revised]
    results: list[Check | Finding] = list(check_spoken(audit, own, index))
    results.extend(check_noticed(audit, own, index, cited))
    cites = any(
        any(citations_of_papers(block.text, citing, papers))
        for block in audit.decision.document.blocks
        if isinstance(block, Heading | Paragraph)
    )
    if not copies and not moves and not results and not cites:
        return audit
    paper = lay_out(audit.decision)
    results.extend(check_cited(paper, citing, papers))
    results.extend(result for copy in copies for result in _compare(paper, copy))
    results.extend(check_stated(paper, moves, index))
    findings = [*audit.findings, *(result for result in results if isinstance(result, Finding))]
    return replace(
        audit,
        findings=tuple(in_order(paper, findings)),
        checks=(*audit.checks, *(result for result in results if isinstance(result, Check))),
    )


def _compare(paper: Paper, copy: Copy) -> Iterator[_Result]:
    rule = "CHAIN-RANK" if copy.later.measure == "rank" else "CHAIN-EQ"
    for later, earlier in copy.pairs():
        held = copy.holds(later, earlier)
        yield Check(
            rule=rule,
            table_id=copy.later.table_id,
            outcome=Outcome.HELD if held else Outcome.VIOLATED,
            row=later.row,
            col=copy.later.col,
        )
        if not held:
            yield _finding(paper, rule, copy, later, earlier)


def _finding(paper: Paper, rule: str, copy: Copy, later: Figure, earlier: Figure) -> Finding:
    sheet = next(s for s in paper.sheets if s.reading.table.table_id == copy.later.table_id)
    place = Place(sheet.index, later.row, copy.later.col)
    table, other, year = table_name(sheet.reading.table), copy.earlier, copy.later.period
    where = paper_and_table(other)
    what = {"rank": say("hạng", "rank"), "tier": say("xếp loại", "tier")}.get(
        copy.later.measure, say("số liệu", "figure")
    )
    name = paper.row(place).label
    return text_finding(
        paper,
        rule,
        Level.WARNING,
        [later.entity_id, str(copy.later.col), str(year)],
        say(
            f"{table.vi}: {what.vi} năm {year} của {name} ghi {later.printed}, trong khi {where.vi} ghi"
            f" {earlier.printed}.",
            f"{table.en}: the {what.en} of {name} in {year} is printed as {later.printed};"
            f" {where.en} prints {earlier.printed}.",
        ),
        observed=later.printed,
        expected=earlier.printed,
        steps=[
            say(
                f"{where.vi}: {earlier.printed} ≠ {later.printed}",
                f"{where.en}: {earlier.printed} ≠ {later.printed}",
            )
        ],
        operands=[
            paper.operand(place, "doubtful"),
            operand_of(other, earlier),
        ],
        cause=say(
            "Số năm trước chép nhầm, hoặc đã được điều chỉnh sau khi công bố.",
            "The earlier figure was copied wrongly, or revised after it was published.",
        ),
        suggestion=say(f"Đối chiếu với {other.source.name}.", f"Check against {other.source.name}."),
        place=place,
    )
