"""Markdown: the report for pull requests and terminals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.model import Level
from doichieu.report.cases import group_accepted, group_cases
from doichieu.report.evidence import excerpts, quotes
from doichieu.report.places import finding_page, finding_place, issue_place, shelve
from doichieu.report.strings import Strings
from doichieu.report.summary import cover, gaps, issues_of, verdict
from doichieu.report.sureness import expected_name, how_sure
from doichieu.report.unchecked import unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.model import Audit, Document, Finding, Issue
    from doichieu.report.cases import Case
    from doichieu.report.contents import Contents
    from doichieu.report.places import Shelf
    from doichieu.report.summary import Coverage, Tally
    from doichieu.report.views import CellView, Excerpt, RowView

MARKUP = re.compile(r"([\\`*_\[\]<#|~&$])")
# A hyphen, a number with a dot or a colon begins a list or an address only in some places.
LIST_START = re.compile(r"^(\s*)([-+=>]|\d+(?=[.)](?:\s|$)))")
ADDRESS = re.compile(r"(?i)(https?|ftp|www|mailto)([:.])")
# More consequences than this are not read in a terminal; findings.json has all of them.
MOST_CONSEQUENCES = 10
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def escape(text: str) -> str:
    """A text as Markdown shows it: no markup, no table bar, no mention, no link, no line break."""
    text = MARKUP.sub(r"\\\1", " ".join(text.split()))
    text = ADDRESS.sub(r"\1\\\2", text)
    # A zero-width space keeps @name from calling a person.
    return LIST_START.sub(_guard, text.replace("@", "@\u200b"))


def _guard(match: re.Match[str]) -> str:
    mark = match[2]
    # A backslash before a digit is printed, so a number is guarded with a zero-width space after it.
    return f"{match[1]}{mark}\u200b" if mark.isdigit() else f"{match[1]}\\{mark}"


def render_markdown(contents: Contents, lang: str) -> bytes:
    """Render report.md.

    Args:
        contents: What the report is about.
        lang: "vi" or "en".

    Returns:
        UTF-8 Markdown with tables as GitHub writes them.
    """
    say, shelf = Strings(lang=lang), shelve(contents.audits)
    lines = [f"# {say('title')}", "", *_summary(contents, say)]
    for audit in contents.audits:
        lines += _paper(audit, contents, shelf, say)
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def _summary(contents: Contents, say: Strings) -> Iterator[str]:
    yield " ".join([*([] if contents.audits else [f"{say('subtitle_empty')}."]), verdict(contents, say)])
    yield ""
    if contents.unread:
        yield from (f"**{say('unread')}**", "", *(_unread(issue, say) for issue in contents.unread), "")
    if contents.audits:
        yield from _papers(contents, say)


def _unread(issue: Issue, say: Strings) -> str:
    what, do = (escape(text) for text in say.what_and_do(issue))
    return f"- **{escape(issue.source)}** ({_code(issue.code)}): {what}{f' → {do}' if do else ''}"


def _papers(contents: Contents, say: Strings) -> Iterator[str]:
    heads = (
        "number",
        "tables",
        "figures",
        "held",
        "violated",
        "unknown",
        "levels_error",
        "levels_warning",
        "levels_info",
        *(["accepted"] if contents.n_accepted else []),
    )
    yield from _head([say(key) for key in heads], right_from=1)
    for audit in contents.audits:
        coverage = cover([audit])
        counts = [len(audit.decision.tables), len(audit.decision.observations), *_counts(coverage.total)]
        counts += [coverage.levels[level] for level in Level]
        counts += [len(contents.accepted_of(audit))] if contents.n_accepted else []
        yield _line([escape(audit.decision.document.name), *(say.number(count) for count in counts)])


def _paper(audit: Audit, contents: Contents, shelf: Shelf, say: Strings) -> Iterator[str]:
    document, accepted = audit.decision.document, contents.accepted_of(audit)
    yield from ("", f"## {escape(f'{say.kind(document.letterhead.kind)} {document.name}')}", "")
    cases = group_cases(audit.findings)
    why = unchecked(audit, len(accepted))
    if why is not None:
        yield f"**{say(f'unchecked_{why}')}**"
    elif not cases and not accepted:
        yield say("no_findings")
    for case in cases:
        yield from _case(case, audit, shelf, say)
    if accepted:
        yield from ("", f"### {say('accepted')}", "")
        yield from (_accepted(case, say) for case in group_accepted(accepted, contents.acceptances))
    yield from _coverage(cover([audit]), say)
    for title, lines in (
        (say("not_checked"), _gaps(audit, say)),
        (say("issues"), _issues(audit, shelf, say)),
    ):
        if lines:
            yield from ("", f"**{title}**", "", *lines)


def _case(case: Case, audit: Audit, shelf: Shelf, say: Strings) -> Iterator[str]:
    finding, document = case.lead, audit.decision.document.sha256
    place = _place(finding, shelf, audit.decision.document, say)
    yield from (
        "",
        f"### {case.number}. {say.level(case.level)}: {escape(finding.message.in_language(say.lang))}",
        "",
    )
    yield f"{escape(place)} · {_code(finding.rule)}"
    yield ""
    if finding.observed or finding.expected:
        yield f"- {say('printed')}: **{escape(finding.observed) or say('blank')}**"
        yield f"- {expected_name(finding, say)}: **{escape(finding.expected) or say('blank')}**"
    for step in finding.steps:
        yield f"- {say('steps')}: {escape(step.in_language(say.lang))}"
    for key in ("cause", "consequence", "suggestion"):
        text = getattr(finding, key)
        if text is not None:
            yield f"- {say(key)}: {escape(text.in_language(say.lang))}"
    yield f"- {say('sure')}: {escape(how_sure(finding, shelf, document, say))}"
    yield from _others(case, say)
    claims = {claim.claim_id: claim for claim in audit.decision.claims}
    for quote in quotes(finding.operands, claims):
        pieces = (f"**{escape(text)}**" if marked else _keep_edges(text) for text, marked in quote.pieces)
        yield from ("", "> " + "".join(pieces))
    for excerpt in excerpts(finding, shelf, document, margin=0, whole=0)[:3]:
        yield from _table(excerpt, say)


def _accepted(case: Case, say: Strings) -> str:
    """A line a case: what was decided of it, why, by whom and when."""
    lead, said = case.lead, case.acceptance
    more = f" ({say('same_cause', n=len(case.others))})" if case.others else ""
    line = f"- {say.level(case.level)}: {escape(lead.message.in_language(say.lang))} {_code(lead.rule)}{more}"
    if said is None:
        return line
    facts = {"choice_why": said.reason, "decided_value": said.decided, "choice_by": said.by}
    stated = [f"{say(key)}: {escape(text)}" for key, text in facts.items() if text]
    stated += [f"{say('decided_at')}: {say.moment(said.at)}"] if said.at else []
    return "; ".join([f"{line} – **{say(f'status_{said.status}')}**", *stated])


def _code(text: str) -> str:
    return f"`{' '.join(text.replace('`', '').split())}`"


def _keep_edges(text: str) -> str:
    # `escape` strips; between two marked figures the spaces matter.
    return f"{' ' if text[:1].isspace() else ''}{escape(text)}{' ' if text[-1:].isspace() else ''}"


def _place(finding: Finding, shelf: Shelf, document: Document, say: Strings) -> str:
    sheet = shelf.find(document.sha256, finding.table_id)
    page = finding_page(finding, sheet)
    parts = [
        *finding_place(finding, sheet, document, say),
        say("on_page", n=page) if page else "",
    ]
    return ", ".join(part for part in parts if part)


def _others(case: Case, say: Strings) -> Iterator[str]:
    if not case.others:
        return
    yield f"- {say('same_cause', n=len(case.others))}:"
    for other in case.others[:MOST_CONSEQUENCES]:
        yield f"  - {escape(other.message.in_language(say.lang))} {_code(other.rule)}"
    if len(case.others) > MOST_CONSEQUENCES:
        yield f"  - {say('more_same_cause', n=len(case.others) - MOST_CONSEQUENCES)}"


def _table(excerpt: Excerpt, say: Strings) -> Iterator[str]:
    table = excerpt.sheet.table
    yield from (
        "",
        f"{escape(say.table(table))} {escape(table.caption or '')}".rstrip(),
        "",
    )
    heads = [column.header for column in excerpt.sheet.reading.columns[: excerpt.columns]]
    heads += [""] * (excerpt.columns - len(heads))
    yield from _head([escape(head) for head in heads])
    for row in excerpt.body:
        if row.elided:
            yield _line(["…"] * excerpt.columns)
        else:
            yield _line(_spread(row))


def _spread(row: RowView) -> list[str]:
    texts: list[str] = []
    for cell in row.cells:
        texts += [_cell(cell), *[""] * (cell.col_span - 1)]
    return texts


def _cell(cell: CellView) -> str:
    if cell.mark is None:
        return escape(cell.text)
    number = str(cell.mark.number).translate(SUPERSCRIPTS)
    text = escape(cell.text)
    return f"**{text}** {number}" if cell.mark.doubt and text else f"{text} {number}".strip()


def _coverage(coverage: Coverage, say: Strings) -> Iterator[str]:
    if not coverage.families:
        return
    yield from ("", f"**{say('coverage')}**", "")
    yield from _head(
        [say("family"), say("what_is_checked"), say("held"), say("violated"), say("unknown")], right_from=2
    )
    for family, counts in coverage.by_family.items():
        yield _line([family, say.family(family), *(say.number(count) for count in _counts(counts))])


def _gaps(audit: Audit, say: Strings) -> list[str]:
    return [
        f"- {gap.family} ({say.number(gap.count)}): {escape(gap.why.in_language(say.lang))}"
        for gap in gaps(audit)
    ]


def _issues(audit: Audit, shelf: Shelf, say: Strings) -> list[str]:
    lines = []
    for issue in issues_of(audit):
        place = issue_place(issue, audit.decision.document, shelf, say)
        text = f"{say.issue_text(issue)} ({place})" if place else say.issue_text(issue)
        lines.append(f"- {_code(issue.code)}: {escape(text)}")
    return lines


def _counts(counts: Tally) -> tuple[int, int, int]:
    return counts.held, counts.violated, counts.unknown


def _head(texts: Sequence[str], right_from: int | None = None) -> Iterator[str]:
    yield _line(texts)
    right = len(texts) if right_from is None else right_from
    yield _line(["---" if col < right else "---:" for col in range(len(texts))])


def _line(texts: Sequence[str]) -> str:
    return "| " + " | ".join(texts) + " |"
