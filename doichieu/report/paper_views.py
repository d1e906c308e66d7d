"""Paper views: a paper with its cases, its map and its counts, ready for the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from doichieu.model import Level
from doichieu.report.case_views import Desk, case_view
from doichieu.report.cases import group_accepted, group_cases
from doichieu.report.chart import draw_charts
from doichieu.report.places import cell_place, issue_place, table_place
from doichieu.report.plate_html import data_address
from doichieu.report.plates import doubtful_cells
from doichieu.report.summary import cover, gaps, issues_of
from doichieu.report.table_map import draw_map
from doichieu.report.unchecked import unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.model import Audit, Document, Issue
    from doichieu.report.case_views import Anchors, CaseView
    from doichieu.report.contents import Contents
    from doichieu.report.places import Shelf
    from doichieu.report.strings import Strings
    from doichieu.report.summary import Coverage, Gap
    from doichieu.report.table_map import Plan
    from doichieu.report.unchecked import Unchecked

# Other readings of a cell that are worth showing.
_LIKELY = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtView:
    """A cell that was read from a picture with doubt."""

    place: str
    page: int
    picture: str
    width: int
    height: int
    text: str
    confidence: int
    others: tuple[str, ...]
    first_read: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A paper with its cases and counts."""

    anchor: str
    title: str
    document: Document
    tables: int
    figures: int
    coverage: Coverage
    charts: tuple[Markup, ...]
    plans: tuple[Plan, ...]
    cases: dict[Level, tuple[CaseView, ...]]
    accepted: tuple[CaseView, ...]
    doubts: tuple[DoubtView, ...]
    missing_pictures: str | None
    conventions: tuple[tuple[str, str | None, tuple[str, ...]], ...]
    gaps: tuple[Gap, ...]
    issues: tuple[tuple[Issue, str], ...]
    unchecked: Unchecked | None

    @property
    def n_accepted(self) -> int:
        """Findings of the paper that are decided on."""
        return sum(case.size for case in self.accepted)

    @property
    def open_cases(self) -> tuple[CaseView, ...]:
        """Every open case, the most serious first."""
        return tuple(case for level in Level for case in self.cases[level])


def paper_view(
    number: int, audit: Audit, contents: Contents, shelf: Shelf, anchors: Anchors, say: Strings
) -> PaperView:
    """Put together what shows a paper.

    Args:
        number: 1-based place in the report.
        audit: The paper, with its open findings.
        contents: What the report is about.
        shelf: The tables of the report.
        anchors: Anchors of the page.
        say: Catalogue of the report's language.

    Returns:
        The view.
    """
    decision, accepted = audit.decision, contents.accepted_of(audit)
    claims = {claim.claim_id: claim for claim in decision.claims}
    desk = Desk(
        audit=audit, claims=claims, shelf=shelf, photographs=contents.photographs, anchors=anchors, say=say
    )
    cases = [case_view(case, desk) for case in group_cases(audit.findings)]
    apart = group_accepted(accepted, contents.acceptances, first=len(cases) + 1)
    shown = {id(view.finding): view.anchor for case in cases for view in (case.lead, *case.others)}
    missing = contents.photographs.missing.get(decision.document.sha256)
    return PaperView(
        anchor=f"p-{decision.document.doc_id}",
        title=contents.title_of(audit),
        document=decision.document,
        tables=len(decision.tables),
        figures=len(decision.observations),
        coverage=cover([audit]),
        # Our own drawing, whose texts the library escapes.
        charts=tuple(Markup(svg) for svg in draw_charts(audit, say, f"p{number}c", accepted)),  # noqa: S704
        plans=draw_map(audit, shown, say),
        cases={level: tuple(c for c in cases if c.lead.finding.level is level) for level in Level},
        accepted=tuple(case_view(case, desk) for case in apart),
        doubts=tuple(_doubts(audit, contents, shelf, say)),
        missing_pictures=None if missing is None else say(f"pictures_{missing}"),
        conventions=_conventions(audit, say),
        gaps=gaps(audit),
        issues=tuple((issue, _issue_place(issue, audit, shelf, say)) for issue in issues_of(audit)),
        unchecked=unchecked(audit, len(accepted)),
    )


def _doubts(audit: Audit, contents: Contents, shelf: Shelf, say: Strings) -> Iterator[DoubtView]:
    for doubt in doubtful_cells(audit, shelf):
        picture = contents.photographs.pictures.get((doubt.document, doubt.shot))
        if picture is None:
            continue
        cell = doubt.cell
        likely = (
            one.text for one in cell.alternatives if one.probability >= _LIKELY and one.text != cell.text
        )
        where = cell_place(doubt.sheet, cell.row, cell.col, say)
        region = picture.region
        yield DoubtView(
            place=f"{table_place(doubt.sheet, say)}, {where}",
            page=doubt.shot.page,
            picture=data_address(picture),
            width=round((region.x1 - region.x0) * 4 / 3),
            height=round((region.y1 - region.y0) * 4 / 3),
            text=cell.text,
            confidence=int((cell.confidence or 0.0) * 100),
            others=tuple(likely),
            first_read=cell.repaired_from,
        )


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
    parts = [issue_place(issue, audit.decision.document, shelf, say)]
    if issue.locator is not None and issue.locator.page is not None:
        parts.append(say("on_page", n=issue.locator.page))
    return ", ".join(part for part in parts if part)
