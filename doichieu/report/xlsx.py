"""XLSX: the workbook for those who sort, filter and tick off; every text stays text."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from doichieu.model import Level, Outcome
from doichieu.report.evidence_sheets import add_evidence, gather
from doichieu.report.places import finding_page, finding_place, issue_place, shelve, table_place
from doichieu.report.strings import Strings
from doichieu.report.summary import cover, family_of, issues_of, tally
from doichieu.report.sureness import how_sure
from doichieu.report.unchecked import unchecked
from doichieu.report.worksheets import MOST_LINKS, add_list, make_book, put, put_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlsxwriter.worksheet import Worksheet

    from doichieu.baseline import Acceptance
    from doichieu.model import Audit, Check, Finding, Issue
    from doichieu.report.contents import Contents
    from doichieu.report.evidence_sheets import Evidence
    from doichieu.report.places import Shelf
    from doichieu.report.worksheets import Book, Cells

# A workbook that differs by the minute it was made in cannot be compared with the one before.
FIXED_DATE = datetime(2000, 1, 1)  # noqa: DTZ001  (the format stores no zone)

# Keys of the catalogue, with widths in characters. Those before the link are printed: they fill a page of A4.
FINDING_COLUMNS = (
    ("level", 9), ("paper", 15), ("table", 11), ("place", 25), ("page", 7), ("message", 50), ("printed", 12), ("expected", 12),
    ("evidence", 12), ("choice", 14), ("choice_value", 18), ("choice_why", 32), ("choice_by", 20),
    ("status", 14), ("rule", 15), ("entity", 22), ("suggestion", 32), ("cause", 32), ("consequence", 28), ("steps", 44), ("sure", 32),
    ("accepted_reason", 32), ("decided_value", 16), ("accepted_by", 20), ("decided_at", 20), ("cause_id", 14), ("entity_id", 16), ("fingerprint", 18), ("id", 18),
)  # fmt: skip
CHECK_COLUMNS = (
    ("paper", 16), ("table", 14), ("family", 12), ("what_is_checked", 28), ("rule", 16), ("held", 10),
    ("violated", 14), ("unknown", 14), ("reason", 60),
)  # fmt: skip
PAPER_COLUMNS = (
    ("paper", 18), ("kind", 14), ("issuer", 28), ("issued_on", 16), ("subject", 46), ("signer", 20),
    ("tables", 10), ("figures", 12), ("held", 10), ("violated", 14), ("unknown", 14), ("levels_error", 10),
    ("levels_warning", 12), ("levels_info", 10), ("accepted", 14), ("unchecked", 34), ("source", 36), ("media_type", 24), ("fingerprint", 68),
)  # fmt: skip
ISSUE_COLUMNS = (
    ("source", 36), ("paper", 18), ("code", 22), ("place", 30), ("page", 7), ("issue_text", 60), ("do", 44),
)  # fmt: skip
LISTS = ("sheet_findings", "sheet_checks", "sheet_papers", "sheet_issues")
LINK_COLUMN = [key for key, _ in FINDING_COLUMNS].index("evidence")
# Columns that a reader fills in, which `doichieu review import` reads back.
ENTRIES = tuple(n for n, (key, _) in enumerate(FINDING_COLUMNS) if key.startswith("choice"))
HASH_COLUMN = [key for key, _ in FINDING_COLUMNS].index("fingerprint")
CHOICES = ("choice_accept", "choice_dismiss", "choice_correct")


def render_xlsx(contents: Contents, lang: str) -> bytes:
    """Render report.xlsx.

    Args:
        contents: What the report is about.
        lang: "vi" or "en".

    Returns:
        A workbook: findings (the open ones, then the accepted), checks, papers, what was not read, and a
        sheet for each table a finding read, with what its conventions give beside it as formulas. No formula comes
        from the text of a paper, and no address leads outside.
    """
    say, audits, content = Strings(lang=lang), contents.audits, BytesIO()
    shelf = shelve(audits)
    findings = [(audit, finding) for audit in audits for finding in audit.findings]
    findings += [(audit, finding) for audit in audits for finding in contents.accepted_of(audit)]
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"title": say("title"), "created": FIXED_DATE})
        book, home = make_book(workbook, say), say("sheet_findings")
        evidence = gather(findings, shelf, say, [say(name) for name in LISTS])
        lines = [
            _finding_row(finding, audit, contents.acceptances.get(finding.finding_id), shelf, say)
            for audit, finding in findings
        ]
        sheet = add_list(book, "sheet_findings", FINDING_COLUMNS, lines, tall=LINK_COLUMN)
        _dress_findings(book, sheet, findings, shelf, evidence)
        add_list(book, "sheet_checks", CHECK_COLUMNS, _check_rows(audits, shelf, say))
        add_list(book, "sheet_papers", PAPER_COLUMNS, _paper_rows(contents, say))
        add_list(book, "sheet_issues", ISSUE_COLUMNS, _issue_rows(contents, shelf, say))
        for table in evidence.values():
            add_evidence(book, table, home)
    return content.getvalue()


def _dress_findings(
    book: Book,
    sheet: Worksheet,
    findings: Sequence[tuple[Audit, Finding]],
    shelf: Shelf,
    evidence: dict[int, Evidence],
) -> None:
    """Give levels their colours, each finding the link to its cell, and readers room to decide."""
    sheet.freeze_panes(1, 2)
    # The hash tells `review import` papers with one number apart; nobody reads it.
    sheet.set_column(HASH_COLUMN, HASH_COLUMN, 18, None, {"hidden": True})
    sheet.print_area(0, 0, len(findings), LINK_COLUMN - 1)
    choices = [book.say(name) for name in CHOICES]
    if findings:
        help_ = {"input_title": book.say("choice"), "input_message": book.say("choice_help")}
        rule = {"validate": "list", "source": choices, **help_}
        sheet.data_validation(1, ENTRIES[0], len(findings), ENTRIES[0], rule)
    for row, (audit, finding) in enumerate(findings, start=1):
        put(book, sheet, (row, 0), book.say.level(finding.level), finding.level.value)
        own = shelf.find(audit.decision.document.sha256, finding.table_id)
        shown = evidence.get(id(own)) if own is not None else None
        for col in ENTRIES:
            sheet.write_blank(row, col, None, book.formats["entry"])
        if shown is not None and row <= MOST_LINKS:
            target = shown.reference(finding.row, finding.col)
            put_link(book, sheet, (row, LINK_COLUMN), target, book.say("open_evidence"))


def _finding_row(
    finding: Finding, audit: Audit, accepted: Acceptance | None, shelf: Shelf, say: Strings
) -> Cells:
    sheet = shelf.find(audit.decision.document.sha256, finding.table_id)
    sentences = (finding.message, finding.cause, finding.consequence, finding.suggestion)
    said = _said(accepted, say)
    message, cause, consequence, suggestion = (s.in_language(say.lang) if s else None for s in sentences)
    status, document = (
        say(f"status_{accepted.status}" if accepted else "status_open"),
        audit.decision.document,
    )
    steps = "\n".join(step.in_language(say.lang) for step in finding.steps)
    return [
        say.level(finding.level), document.name, *finding_place(finding, sheet, document, say),
        finding_page(finding, sheet), message, finding.observed, finding.expected,
        None, *[None] * len(ENTRIES),
        status, finding.rule, finding.entity, suggestion, cause, consequence, steps, how_sure(finding, shelf, document.sha256, say),
        *said, finding.cause_id, finding.entity_id, document.sha256, finding.finding_id,
    ]  # fmt: skip


def _said(accepted: Acceptance | None, say: Strings) -> Cells:
    """Why, what, who and when of a decision; nothing for a finding that is open."""
    if accepted is None:
        return [None] * 4
    at = say.moment(accepted.at) if accepted.at else None
    return [accepted.reason or None, accepted.decided or None, accepted.by, at]


def _check_rows(audits: Sequence[Audit], shelf: Shelf, say: Strings) -> Iterator[Cells]:
    for audit in audits:
        groups: dict[tuple[str | None, str], list[Check]] = {}
        for check in audit.checks:
            groups.setdefault((check.table_id, check.rule), []).append(check)
        for (table_id, rule), checks in groups.items():
            sheet = shelf.find(audit.decision.document.sha256, table_id)
            count = tally(check.outcome for check in checks)
            reasons = dict.fromkeys(
                c.why for c in checks if c.why is not None and c.outcome is Outcome.UNKNOWN
            )
            why = "; ".join(reason.in_language(say.lang) for reason in reasons)
            yield [
                audit.decision.document.name, table_place(sheet, say), family_of(rule), say.family(rule),
                rule, count.held, count.violated, count.unknown, why,
            ]  # fmt: skip


def _issue_rows(contents: Contents, shelf: Shelf, say: Strings) -> Iterator[Cells]:
    for issue in contents.unread:
        yield _issue_row(issue, None, shelf, say)
    for audit in contents.audits:
        for issue in issues_of(audit):
            yield _issue_row(issue, audit, shelf, say)


def _issue_row(issue: Issue, audit: Audit | None, shelf: Shelf, say: Strings) -> Cells:
    document = audit.decision.document if audit else None
    place = issue_place(issue, document, shelf, say) if document else ""
    page = issue.locator.page if issue.locator else None
    what, do = say.what_and_do(issue)
    kind = say.issue(issue.code)
    text = what if kind == issue.code else f"{kind}: {what}"
    return [issue.source, document.name if document else None, issue.code, place, page, text, do]


def _paper_rows(contents: Contents, say: Strings) -> Iterator[Cells]:
    for audit in contents.audits:
        document, coverage = audit.decision.document, cover([audit])
        head, total = document.letterhead, coverage.total
        why = unchecked(audit, len(contents.accepted_of(audit)))
        yield [
            document.name, say.kind(head.kind), head.issuer, say.day(head.issued_on), head.subject,
            head.signer, len(audit.decision.tables), len(audit.decision.observations), total.held,
            total.violated, total.unknown, *(coverage.levels[level] for level in Level),
            len(contents.accepted_of(audit)), say(f"unchecked_{why}") if why else None, document.source, document.media_type, document.sha256,
        ]  # fmt: skip
