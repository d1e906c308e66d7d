"""Pages of names that wait, of what was not read, of decisions, and of papers on their way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from doichieu.review import decisions, waiting
from doichieu.review.workbench.paper_pages import sliced
from doichieu.review.workbench.security import UPLOAD_BYTES
from doichieu.review.workbench.shown import (
    RefusedError,
    bench_of,
    form_of,
    moved,
    number_of,
    page,
    text_of,
)

if TYPE_CHECKING:
    from starlette.requests import Request

_NAMES = 20
_FILES = 50


def names(request: Request) -> Response:
    """Names that wait for a decision."""
    desk = bench_of(request).desk
    held, aliases = desk.holdings, desk.aliases
    shown = sliced(desk.waiting(), number_of(request, "p"), _NAMES)
    found = [(name, waiting.candidates(held, name, aliases)) for name in shown.items]
    done = bool(request.query_params.get("done"))
    return page(request, "names.html.j2", shown=shown, found=found, papers=held.papers, done=done)


async def decide_name(request: Request) -> Response:
    """Keep a decision on a name."""
    form = await form_of(request)
    given = {n: text_of(form, n) for n in ("subject", "entity", "other", "by", "why", "misprint", "p")}
    return await run_in_threadpool(_decide_name, request, given)


def _decide_name(request: Request, given: dict[str, str]) -> Response:
    desk = bench_of(request).desk
    name = next((one for one in desk.waiting() if one.subject == given["subject"]), None)
    if name is None:
        raise RefusedError(404, "error_404")
    paper = desk.holdings.papers[name.places[0][0]].name
    entity = given["other"].strip() if given["entity"] == "other" else given["entity"]
    if entity == "none":
        desk.decide(waiting.none_of_these(name, by=given["by"], why=given["why"], paper=paper))
    else:
        if not given["by"].strip():
            raise RefusedError(400, "by_missing")
        misprint = bool(given["misprint"])
        waiting.confirm(desk.names_file, name, entity, by=given["by"], paper=paper, misprint=misprint)
    back = given["p"] if given["p"].isdecimal() else "1"
    return moved(f"/names?p={back}&done=1", by=given["by"])


def issues(request: Request) -> Response:
    """What was not read, the files that could not be read at all first."""
    held = bench_of(request).desk.holdings
    rows = [
        (held.papers.get(doc_id), row)
        for doc_id in ("", *held.papers)
        for row in held.issues.get(doc_id, ())
        if row["code"] != waiting.UNRESOLVED
    ]
    return page(request, "issues.html.j2", shown=sliced(rows, number_of(request, "p")))


def log(request: Request) -> Response:
    """Every decision, the latest first."""
    desk = bench_of(request).desk
    records = desk.records
    return page(
        request,
        "log.html.j2",
        shown=sliced(list(reversed(records)), number_of(request, "p")),
        conflicts=decisions.conflicts(records),
        state=desk.state,
        papers={one.sha256: one for one in desk.holdings.papers.values()},
    )


def log_file(request: Request) -> Response:
    """Every decision as a file."""
    text = decisions.export(bench_of(request).desk.records)
    headers = {"Content-Disposition": 'attachment; filename="decisions.jsonl"'}
    return Response(text, media_type="application/x-ndjson", headers=headers)


def uploads(request: Request) -> Response:
    """Papers on their way, and the form that adds some."""
    return page(request, "uploads.html.j2", jobs=bench_of(request).jobs.all)


async def upload(request: Request) -> Response:
    """Keep the files of a form and have them read."""
    form = await form_of(request, files=_FILES, largest=UPLOAD_BYTES)
    jobs = bench_of(request).jobs
    given = [one for one in form.getlist("file") if not isinstance(one, str) and one.filename]
    keys = []
    for one in given:
        content = await one.read()
        keys.append((await run_in_threadpool(jobs.upload, one.filename or "", content)).key)
    await form.close()
    return moved(f"/uploads/{keys[0]}" if len(keys) == 1 else "/uploads")


def job(request: Request) -> Response:
    """A paper on its way; once it is read, its page is one step away."""
    found = bench_of(request).jobs.find(request.path_params["key"])
    if found is None:
        raise RefusedError(404, "error_404")
    part = bool(request.headers.get("hx-request"))
    known = found.doc_id in bench_of(request).desk.holdings.papers
    answer = page(request, "job.part.html.j2" if part else "job.html.j2", job=found, known=known)
    if part and found.over:
        answer.headers["HX-Trigger"] = "paper-done"
    return answer
