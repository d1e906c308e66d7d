"""Case views: a case with everything that shows it, ready for the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from doichieu.report.annotate import annotate, figures_of
from doichieu.report.evidence import MOST_TABLES, excerpts, marks_of, quotes
from doichieu.report.places import cell_place, finding_page, finding_place, table_place
from doichieu.report.plate_html import plate_html
from doichieu.report.plates import plates_of
from doichieu.report.rank_moves import draw_moves, moves_of
from doichieu.report.summary import family_of
from doichieu.report.sureness import expected_name, how_sure, is_likeliest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.baseline import Acceptance
    from doichieu.model import Audit, Claim, Finding
    from doichieu.report.annotate import Piece
    from doichieu.report.cases import Case
    from doichieu.report.photographs import Photographs
    from doichieu.report.places import Sheet, Shelf
    from doichieu.report.strings import Strings
    from doichieu.report.views import Excerpt, Quote

# A case lists this many consequences; findings.json and the workbook have all of them.
MOST_CONSEQUENCES = 30
# One tie can shift a hundred ranks; findings.json has each of them.
MOST_CORRECTIONS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every case of a paper is looked up in.

    Attributes:
        audit: The paper.
        claims: Its claims by id.
        shelf: The tables of the report.
        photographs: Pictures of its pages.
        anchors: Takes finding IDs for anchors of the page, each once.
        say: Catalogue of the report's language.
    """

    audit: Audit
    claims: dict[str, Claim]
    shelf: Shelf
    photographs: Photographs
    anchors: Anchors
    say: Strings

    @property
    def document(self) -> str:
        """Hash of the paper."""
        return self.audit.decision.document.sha256


@dataclass(frozen=True, slots=True)
class Anchors:
    """Anchors of findings: their IDs, which stay the same from run to run; twins of a paper share them."""

    taken: set[str] = field(default_factory=set)

    def of(self, finding: Finding) -> str:
        """An anchor that no other finding of the page has."""
        anchor, n = finding.finding_id, 1
        while anchor in self.taken:
            n += 1
            anchor = f"{finding.finding_id}-{n}"
        self.taken.add(anchor)
        return anchor


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
    paper: str
    lead: FindingView
    family: str
    agencies: tuple[str, ...]
    caption: str | None
    others: tuple[FindingView, ...]
    hidden_others: int
    plates: tuple[tuple[int, Markup], ...]
    excerpts: tuple[Excerpt, ...]
    hidden_excerpts: int
    quotes: tuple[Quote, ...]
    steps: tuple[tuple[Piece, ...], ...]
    moves: Markup
    corrections: tuple[tuple[str, str, str], ...]
    hidden_corrections: int
    conventions: tuple[str, ...]
    how_sure: str
    expected_name: str
    correction_name: str
    acceptance: Acceptance | None

    @property
    def size(self) -> int:
        """Findings in the case, the lead included."""
        return 1 + len(self.others) + self.hidden_others


def case_view(case: Case, desk: Desk) -> CaseView:
    """Put together what shows a case.

    Args:
        case: The case.
        desk: Where its evidence is looked up.

    Returns:
        The view.
    """
    document, shelf, say, lead = desk.document, desk.shelf, desk.say, case.lead
    shown = excerpts(lead, shelf, document)
    sheet = shelf.find(document, lead.table_id)
    view = _finding(lead, desk)
    figures = figures_of(marks_of(lead, shelf, document))
    corrections = list(_corrections(lead, desk))
    moves = moves_of(lead, sheet)
    return CaseView(
        number=case.number,
        paper=f"p-{desk.audit.decision.document.doc_id}",
        lead=view,
        family=family_of(lead.rule),
        agencies=tuple(dict.fromkeys(f.entity for f in (lead, *case.others) if f.entity)),
        caption=sheet.table.caption if sheet else None,
        others=tuple(_finding(f, desk) for f in case.others[:MOST_CONSEQUENCES]),
        hidden_others=max(0, len(case.others) - MOST_CONSEQUENCES),
        plates=tuple(_plates(lead, desk)),
        excerpts=tuple(shown[:MOST_TABLES]),
        hidden_excerpts=max(0, len(shown) - MOST_TABLES),
        quotes=tuple(quotes(lead.operands, desk.claims)),
        steps=tuple(annotate([step.in_language(say.lang) for step in lead.steps], figures)),
        # Our own drawing, whose texts the library escapes.
        moves=Markup(draw_moves(moves, say, view.anchor)) if moves else Markup(),  # noqa: S704
        corrections=tuple(corrections[:MOST_CORRECTIONS]),
        hidden_corrections=max(0, len(corrections) - MOST_CORRECTIONS),
        conventions=_conventions(lead, sheet, desk),
        how_sure=how_sure(lead, shelf, document, say),
        expected_name=expected_name(lead, say),
        correction_name=say("correction_likeliest" if is_likeliest(lead) else "correction"),
        acceptance=case.acceptance,
    )


def _finding(finding: Finding, desk: Desk) -> FindingView:
    sheet = desk.shelf.find(desk.document, finding.table_id)
    table, place = finding_place(finding, sheet, desk.audit.decision.document, desk.say)
    return FindingView(
        finding=finding,
        anchor=desk.anchors.of(finding),
        table=table,
        place=place,
        page=finding_page(finding, sheet),
    )


def _plates(finding: Finding, desk: Desk) -> Iterator[tuple[int, Markup]]:
    """Page and picture of every plate that could be drawn."""
    for plate in plates_of(finding, desk.shelf, desk.document):
        picture = desk.photographs.pictures.get((plate.document, plate.shot))
        if picture is not None:
            yield plate.shot.page, plate_html(plate, picture, desk.say)


def _corrections(finding: Finding, desk: Desk) -> Iterator[tuple[str, str, str]]:
    for correction in finding.corrections:
        sheet = desk.shelf.find(desk.document, correction.table_id)
        place = cell_place(sheet, correction.row, correction.col, desk.say)
        if correction.table_id != finding.table_id:
            place = f"{table_place(sheet, desk.say)}, {place}"
        yield place, correction.printed, correction.value


def _conventions(finding: Finding, sheet: Sheet | None, desk: Desk) -> tuple[str, ...]:
    """What the finding's table follows, as far as it is about the finding's column."""
    said = desk.audit.conventions.get(finding.table_id or "", ())
    column = sheet.columns.get(finding.col) if sheet is not None and finding.col is not None else None
    if column is None or not column.header:
        return ()
    about = f"“{column.header}”"
    return tuple(text.in_language(desk.say.lang) for text in said if about in text.vi)
