"""HTML: one self-contained page that prints well, without scripts and without the network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from doichieu import __version__
from doichieu.model import Level
from doichieu.report.cases import Case, group_accepted, group_cases
from doichieu.report.chart import draw_charts
from doichieu.report.evidence import MOST_TABLES, excerpts, quotes
from doichieu.report.places import Shelf, cell_place, finding_page, shelve, table_place
from doichieu.report.strings import Strings
from doichieu.report.summary import (
    Coverage,
    Gap,
    cover,
    gaps,
    issues_of,
    main_gaps,
    verdict,
    what_and_do,
)

if TYPE_CHECKING:
    from jinja2 import Template

    from doichieu.baseline import Acceptance
    from doichieu.model import Audit, Claim, Document, Finding, Issue
    from doichieu.report.contents import Contents
    from doichieu.report.views import Excerpt, Quote

# A summary that runs over pages sums nothing up; the papers' own sections have the rest.
MOST_MAIN_FINDINGS = 20
# A case lists this many consequences; findings.json and the workbook have all of them.
MOST_CONSEQUENCES = 30
# One tie can shift a hundred ranks; findings.json has each of them.
MOST_CORRECTIONS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every case of a paper is looked up in."""

    document: str
    claims: dict[str, Claim]
    shelf: Shelf
    say: Strings


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding with its place in words."""

    finding: Finding
    anchor: str
    table: str
    place: str
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A case with everything that shows it."""

    number: int
    lead: FindingView
    caption: str | None
    others: tuple[FindingView, ...]
    hidden_others: int
    excerpts: tuple[Excerpt, ...]
    hidden_excerpts: int
    quotes: tuple[Quote, ...]
    corrections: tuple[tuple[str, str, str], ...]
    hidden_corrections: int
    acceptance: Acceptance | None

    @property
    def size(self) -> int:
        """Findings in the case, the lead included."""
        return 1 + len(self.others) + self.hidden_others


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A paper with its cases and counts."""

    anchor: str
    document: Document
    tables: int
    figures: int
    coverage: Coverage
    charts: tuple[Markup, ...]
    cases: dict[Level, tuple[CaseView, ...]]
    accepted: tuple[CaseView, ...]
    conventions: tuple[tuple[str, str | None, tuple[str, ...]], ...]
    gaps: tuple[Gap, ...]
    issues: tuple[tuple[Issue, str], ...]

    @property
    def n_accepted(self) -> int:
        """Accepted findings of the paper."""
        return sum(case.size for case in self.accepted)


def render_html(contents: Contents, lang: str) -> bytes:
    """Render report.html.

    Args:
        contents: What the report is about.
        lang: "vi" or "en".

    Returns:
        UTF-8 HTML, the same bytes for the same contents.
    """
    say, shelf = Strings(lang=lang), shelve(contents.audits)
    papers = [_paper(n, audit, contents, shelf, say) for n, audit in enumerate(contents.audits, start=1)]
    serious = [
        (p.document.name, c) for level in (Level.ERROR, Level.WARNING) for p in papers for c in p.cases[level]
    ]
    page = _template().render(
        say=say,
        lang=lang,
        papers=papers,
        verdict=verdict(contents, say),
        coverage=cover(contents.audits),
        n_accepted=contents.n_accepted,
        unread=[(issue, *what_and_do(issue)) for issue in contents.unread],
        tables=sum(paper.tables for paper in papers),
        figures=sum(paper.figures for paper in papers),
        serious=serious[:MOST_MAIN_FINDINGS],
        hidden_serious=max(0, len(serious) - MOST_MAIN_FINDINGS),
        levels=tuple(Level),
        gaps=main_gaps((paper.document.name, paper.gaps) for paper in papers),
        version=__version__,
    )
    # Lone surrogates can come out of damaged files; a page with a replacement mark beats no page.
    return page.encode("utf-8", "replace")


@cache
def _template() -> Template:
    loader = PackageLoader("doichieu.report", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("report.html.j2")


def _paper(number: int, audit: Audit, contents: Contents, shelf: Shelf, say: Strings) -> PaperView:
    decision, accepted = audit.decision, contents.accepted_of(audit)
    claims = {claim.claim_id: claim for claim in decision.claims}
    desk = Desk(document=decision.document.sha256, claims=claims, shelf=shelf, say=say)
    cases = [_case(case, number, desk) for case in group_cases(audit.findings)]
    apart = group_accepted(accepted, contents.acceptances, first=len(cases) + 1)
    return PaperView(
        anchor=f"p{number}",
        document=decision.document,
        tables=len(decision.tables),
        figures=len(decision.observations),
        coverage=cover([audit]),
        # Our own drawing, whose texts the library escapes.
        charts=tuple(Markup(svg) for svg in draw_charts(audit, say, f"p{number}c", accepted)),  # noqa: S704
        cases={level: tuple(c for c in cases if c.lead.finding.level is level) for level in Level},
        accepted=tuple(_case(case, number, desk) for case in apart),
        conventions=_conventions(audit, say),
        gaps=gaps(audit),
        issues=tuple((issue, _issue_place(issue, audit, shelf, say)) for issue in issues_of(audit)),
    )


def _case(case: Case, paper: int, desk: Desk) -> CaseView:
    document, shelf, say = desk.document, desk.shelf, desk.say
    shown = excerpts(case.lead, shelf, document)
    sheet = shelf.find(document, case.lead.table_id)
    others = [
        _finding(f, f"p{paper}f{case.number}-{n}", shelf, document, say)
        for n, f in enumerate(case.others[:MOST_CONSEQUENCES], start=1)
    ]
    return CaseView(
        number=case.number,
        lead=_finding(case.lead, f"p{paper}f{case.number}", shelf, document, say),
        caption=sheet.table.caption if sheet else None,
        others=tuple(others),
        hidden_others=len(case.others) - len(others),
        excerpts=tuple(shown[:MOST_TABLES]),
        hidden_excerpts=max(0, len(shown) - MOST_TABLES),
        quotes=tuple(quotes(case.lead.operands, desk.claims)),
        corrections=tuple(_corrections(case.lead, shelf, document, say)),
        hidden_corrections=max(0, len(case.lead.corrections) - MOST_CORRECTIONS),
        acceptance=case.acceptance,
    )


def _finding(finding: Finding, anchor: str, shelf: Shelf, document: str, say: Strings) -> FindingView:
    sheet = shelf.find(document, finding.table_id)
    place = cell_place(sheet, finding.row, finding.col, say)
    page = finding_page(finding, sheet)
    return FindingView(finding=finding, anchor=anchor, table=table_place(sheet, say), place=place, page=page)


def _corrections(finding: Finding, shelf: Shelf, document: str, say: Strings) -> list[tuple[str, str, str]]:
    lines = []
    for correction in finding.corrections[:MOST_CORRECTIONS]:
        sheet = shelf.find(document, correction.table_id)
        place = cell_place(sheet, correction.row, correction.col, say)
        if correction.table_id != finding.table_id:
            place = f"{table_place(sheet, say)}, {place}"
        lines.append((place, correction.printed, correction.value))
    return lines


def _conventions(audit: Audit, say: Strings) -> tuple[tuple[str, str | None, tuple[str, ...]], ...]:
    tables = {reading.table.table_id: reading.table for reading in audit.decision.tables}
    return tuple(
        (
            tables[table_id].label,
            tables[table_id].caption,
            tuple(text.in_language(say.lang) for text in texts),
        )
        for table_id, texts in audit.conventions.items()
        if table_id in tables and texts
    )


def _issue_place(issue: Issue, audit: Audit, shelf: Shelf, say: Strings) -> str:
    sheet = shelf.find(audit.decision.document.sha256, issue.table_id)
    parts = [table_place(sheet, say)] if sheet else []
    parts.append(cell_place(sheet, issue.row, issue.col, say))
    if issue.locator is not None and issue.locator.page is not None:
        parts.append(say("on_page", n=issue.locator.page))
    return ", ".join(part for part in parts if part)
