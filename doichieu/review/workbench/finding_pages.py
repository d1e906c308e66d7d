"""Pages of findings: the list, and one finding with its evidence and what is decided."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool

from doichieu.baseline import STATUS
from doichieu.review import deciding
from doichieu.review.holdings import LEVELS, decision_on, subject_of
from doichieu.review.record import Action
from doichieu.review.workbench import evidence
from doichieu.review.workbench.paper_pages import has_words, paper_of, searchable, sliced
from doichieu.review.workbench.shown import (
    RefusedError,
    bench_of,
    form_of,
    moved,
    number_of,
    page,
    text_of,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from doichieu.model import Document
    from doichieu.review.holdings import FindingRow, Holdings, Paper
    from doichieu.review.record import ReviewDecision
    from doichieu.review.workbench.desk import Desk

STATUSES = ("open", "decided", "all")
_FILTERS = ("status", "level", "rule", "paper", "q")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings a list shows."""

    status: str = STATUSES[0]
    level: str = ""
    rule: str = ""
    paper: str = ""
    q: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filter:
        """What an address asks for; what it says wrongly is as if unsaid."""
        given = {name: query.get(name, "")[:200] for name in _FILTERS}
        given["status"] = given["status"] if given["status"] in STATUSES else STATUSES[0]
        given["level"] = given["level"] if given["level"] in LEVELS else ""
        return cls(**given)

    @property
    def query(self) -> str:
        """The same as part of an address."""
        said = {name: getattr(self, name) for name in _FILTERS if getattr(self, name)}
        return urlencode({name: value for name, value in said.items() if (name, value) != ("status", "open")})

    def to(self, path: str, **more: object) -> str:
        """A path with the filter, so that what follows keeps to the list."""
        said = {**dict(pair.split("=", 1) for pair in self.query.split("&") if pair), **more}
        return path + ("?" + "&".join(f"{k}={v}" for k, v in said.items()) if said else "")

    def apply(self, desk: Desk) -> list[FindingRow]:
        """The findings of the list, the most serious first."""
        return desk.kept(self, self._found)

    def _found(self, held: Holdings, state: Mapping[str, ReviewDecision]) -> list[FindingRow]:
        words = searchable(self.q).split()
        return [
            one
            for one in held.gravest
            if self.paper in {"", one.doc_id} and self._shows(state, held.papers[one.doc_id], one, words)
        ]

    def _shows(
        self, state: Mapping[str, ReviewDecision], paper: Paper, one: FindingRow, words: list[str]
    ) -> bool:
        if self.level not in {"", one.level}:
            return False
        if self.rule and self.rule not in {one.rule, one.rule.split("-")[0]}:
            return False
        if self.status != "all" and (decision_on(state, paper, one) is None) != (self.status == "open"):
            return False
        return has_words(f"{one.message_vi} {one.message_en} {one.finding_id} {paper.name}", words)


def findings(request: Request) -> Response:
    """The list of findings."""
    desk = bench_of(request).desk
    asked = Filter.of(request.query_params)
    shown = sliced(asked.apply(desk), number_of(request, "p"))
    held = desk.holdings
    return page(
        request,
        "findings.html.j2",
        shown=shown,
        asked=asked,
        papers=held.papers,
        rules=sorted({one.rule for one in held.findings}),
        levels=LEVELS,
        statuses=STATUSES,
        status_of={one.index: _status(desk, held.papers[one.doc_id], one) for one in shown.items},
        done=request.query_params.get("done", "") == "all",
    )


def _status(desk: Desk, paper: Paper, one: FindingRow) -> str:
    said = desk.decision(paper, one)
    return "open" if said is None else STATUS[said.action]


def _finding_of(request: Request) -> tuple[Paper, FindingRow]:
    paper = paper_of(request)
    found = bench_of(request).desk.holdings.find(paper.doc_id, request.path_params["finding_id"])
    if found is None:
        raise RefusedError(404, "error_404")
    return paper, found


def finding(request: Request) -> Response:
    """One finding."""
    return _finding_page(request)


def _finding_page(request: Request, *, wrong: str = "", given: Mapping[str, str] | None = None) -> Response:
    bench, (paper, one) = bench_of(request), _finding_of(request)
    desk, asked = bench.desk, Filter.of(request.query_params)
    detail = desk.holdings.detail(one)
    document = desk.document(paper.doc_id)
    operands, corrections = evidence.operands_of(detail, one), json.loads(detail["corrections"] or "[]")
    before, after, position, total = _neighbours(desk, asked, one)
    subject = subject_of(paper, one)
    records = [said for said in desk.records if said.subject == subject]
    return page(
        request,
        "finding.html.j2",
        status=400 if wrong else 200,
        paper=paper,
        one=one,
        detail=detail,
        steps=words_of(request).either(detail, "steps") or [],
        grids=evidence.grids(document, operands),
        sheets=[
            sheet
            for n in evidence.pages_of(document, operands)
            if (sheet := evidence.crop(bench.pages, document, operands, n))
        ],
        quotes=evidence.quotes(desk.holdings, paper, operands),
        corrections=corrections,
        likeliest=any(correction.get("ambiguous") for correction in corrections),
        others=_same_cause(desk, paper, one, detail),
        asked=asked,
        before=before,
        after=after,
        position=position,
        total=total,
        decision=desk.decision(paper, one),
        records=records,
        stale=bool(records) and subject in desk.state and desk.decision(paper, one) is None,
        done=_done(desk, request.query_params.get("done", "")),
        wrong=wrong,
        given=given or {},
        has_cell=one.table_id is not None and one.row is not None and one.col is not None,
        table_label=_label(request, document, one.table_id),
    )


def _label(request: Request, document: Document, table_id: str | None) -> str:
    say = words_of(request).report
    return next((say.table(table) for table in document.tables if table.table_id == table_id), "")


def _same_cause(desk: Desk, paper: Paper, one: FindingRow, detail: Mapping[str, Any]) -> list[FindingRow]:
    held = desk.holdings
    if not detail["cause_id"]:
        return []
    near_by = (held.findings[n] for n in paper.findings if n != one.index)
    return [other for other in near_by if held.detail(other)["cause_id"] == detail["cause_id"]]


def _neighbours(
    desk: Desk, asked: Filter, one: FindingRow
) -> tuple[FindingRow | None, FindingRow | None, int, int]:
    """The findings before and after one in the list, its place there (0 for none) and how many there are."""
    found = asked.apply(desk)
    places = {other.index: n for n, other in enumerate(found)}
    if one.index in places:
        n = places[one.index]
        after = found[n + 1] if n + 1 < len(found) else None
        return (found[n - 1] if n else None), after, n + 1, len(found)
    order = LEVELS.index(one.level), one.index
    later = [other for other in found if (LEVELS.index(other.level), other.index) > order]
    earlier = [other for other in found if (LEVELS.index(other.level), other.index) < order]
    return (earlier[-1] if earlier else None), (later[0] if later else None), 0, len(found)


def _done(desk: Desk, given: str) -> tuple[FindingRow, Any] | None:
    """The decision that was just kept, as the next page tells it."""
    doc_id, _, finding_id = given.partition(":")
    paper, one = desk.holdings.papers.get(doc_id), desk.holdings.find(doc_id, finding_id)
    if paper is None or one is None:
        return None
    said = [record for record in desk.records if record.subject == subject_of(paper, one)]
    return (one, said[-1]) if said else None


async def decide(request: Request) -> Response:
    """Keep a decision on a finding and lead on to the next one of the list."""
    form = await form_of(request)
    given = {
        name: text_of(form, name) for name in ("action", "by", "why", "note", "value", "misread", "filter")
    }
    return await run_in_threadpool(_decide, request, given)


def _decide(request: Request, given: dict[str, str]) -> Response:
    from doichieu.errors import UsageError  # noqa: PLC0415 - used here alone

    bench, (paper, one) = bench_of(request), _finding_of(request)
    asked = Filter.of({name: values[0] for name, values in parse_qs(given["filter"]).items()})
    _, after, _, _ = _neighbours(bench.desk, asked, one)
    try:
        action = Action(given["action"])
        why = given["why"] if action is Action.DISMISS else given["note"]
        if action is Action.CORRECT and given["misread"]:
            place = one.table_id or "", one.row or 0, one.col or 0
            document = bench.desk.document(paper.doc_id)
            said = deciding.on_cell(paper, document, place, given["value"], by=given["by"], why=why)
            bench.desk.decide(said)
            return moved(f"/uploads/{bench.jobs.again(document).key}", by=given["by"])
        bench.desk.decide(
            deciding.on_finding(paper, one, action, by=given["by"], why=why, decided=given["value"])
        )
    except (UsageError, ValueError) as error:
        return _finding_page(request, wrong=str(error), given=given)
    if action is Action.REOPEN:
        return moved(asked.to(f"/findings/{paper.doc_id}/{one.finding_id}"), by=given["by"])
    done = f"{paper.doc_id}:{one.finding_id}"
    left = after or next((other for other in asked.apply(bench.desk) if other.index != one.index), None)
    if left is None:
        return moved(asked.to("/findings", done="all"), by=given["by"])
    return moved(asked.to(f"/findings/{left.doc_id}/{left.finding_id}", done=done), by=given["by"])
