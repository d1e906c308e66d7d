"""The workbench as an ASGI application, with the reconciliation service under its own path."""

from __future__ import annotations

import mimetypes
from contextlib import asynccontextmanager
from functools import cache
from importlib import resources
from threading import Thread
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from doichieu.dataset.rebuild import NEEDED
from doichieu.errors import DoichieuError
from doichieu.review import waiting
from doichieu.review.app import PATH
from doichieu.review.workbench import finding_pages, other_pages, paper_pages
from doichieu.review.workbench.desk import Desk
from doichieu.review.workbench.drawing import Pages
from doichieu.review.workbench.jobs import Jobs
from doichieu.review.workbench.security import Guard, Keys, TooLongError
from doichieu.review.workbench.shown import Bench, RefusedError, page, words_of
from doichieu.review.workbench.texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from doichieu.engine.work import Limits

# What may be asked for by name; nothing of a request ever names a file.
_STATIC = {
    "tokens.css": ("doichieu.report", "templates/tokens.css"),
    "style.css": ("doichieu.review.workbench", "static/style.css"),
    "workbench.js": ("doichieu.review.workbench", "static/workbench.js"),
    "icon.svg": ("doichieu.review.workbench", "static/icon.svg"),
    "htmx.min.js": ("doichieu.review.workbench", "static/htmx.min.js"),
}


def workbench(
    dataset: Path, *, keys: Keys, limits: Limits, aliases_file: Path | None = None, lang: str = "vi"
) -> Starlette:
    """The workbench, without what guards it.

    Args:
        dataset: The dataset; it need not exist yet.
        keys: The secrets of this start.
        limits: What a paper that is read may use.
        aliases_file: Confirmed names; those beside the dataset when None.
        lang: Language until another is chosen.
    """
    desk = Desk(dataset, aliases_file)
    bench = Bench(desk, Pages(dataset), Jobs(dataset, limits, lambda: desk.aliases), keys, lang)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        Thread(target=_look_through, args=[desk], name="first look", daemon=True).start()
        yield
        bench.jobs.close()
        bench.pages.close()

    app = Starlette(
        routes=_routes(),
        lifespan=life,
        exception_handlers={
            RefusedError: _refused,
            DoichieuError: _wrong,
            TooLongError: _too_long,
            FileNotFoundError: _gone,
            404: _gone,
            500: _failed,
        },
    )
    app.state.bench = bench
    return app


def _look_through(desk: Desk) -> None:
    """Do what the first pages over a large dataset would wait for."""
    try:
        desk.tallies()
        finding_pages.Filter(status="all", q="a").apply(desk)
        for table in NEEDED:
            desk.holdings.rows(table, "")
        for name in desk.waiting()[:1]:  # the registry loads with the first
            waiting.candidates(desk.holdings, name, desk.aliases)
    except DoichieuError:
        return  # the pages say it


def guarded(app: ASGIApp, reconciliation: ASGIApp, *, keys: Keys, names: frozenset[str]) -> ASGIApp:
    """The workbench behind its guard, and the reconciliation service with the rules of its own beside it."""
    guard = Guard(app, keys=keys, names=names)

    async def switch(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        ours = path == PATH or path.startswith(f"{PATH}/")
        await (reconciliation if ours else guard)(scope, receive, send)

    return switch


def _routes() -> list[Route]:
    one = "/findings/{doc_id}/{finding_id}"
    cell = "/papers/{doc_id}/cells/{table_id}/{row:int}/{col:int}"
    return [
        Route("/", paper_pages.papers),
        Route("/papers/{doc_id}", paper_pages.paper),
        Route("/papers/{doc_id}/pages/{number:int}.png", paper_pages.picture),
        Route("/papers/{doc_id}/again", paper_pages.again, methods=["POST"]),
        Route(cell, paper_pages.cell),
        Route(cell, paper_pages.correct_cell, methods=["POST"]),
        Route("/findings", finding_pages.findings),
        Route(one, finding_pages.finding),
        Route(one, finding_pages.decide, methods=["POST"]),
        Route("/names", other_pages.names),
        Route("/names", other_pages.decide_name, methods=["POST"]),
        Route("/issues", other_pages.issues),
        Route("/decisions", other_pages.log),
        Route("/decisions.jsonl", other_pages.log_file),
        Route("/uploads", other_pages.uploads),
        Route("/uploads", other_pages.upload, methods=["POST"]),
        Route("/uploads/{key}", other_pages.job),
        Route("/static/{name}", _static),
    ]


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        raise RefusedError(404, "error_404")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(_content(name), media_type=kind, headers={"Cache-Control": "private, max-age=3600"})


@cache
def _content(name: str) -> bytes:
    package, path = _STATIC[name]
    return resources.files(package).joinpath(path).read_bytes()


def _error(request: Request, status: int, text: str) -> Response:
    said = words_of(request)(text) if text in TEXTS else text
    return page(request, "error.html.j2", status=status, text=said)


def _refused(request: Request, error: Exception) -> Response:
    return _error(request, getattr(error, "status", 400), getattr(error, "text", ""))


def _wrong(request: Request, error: Exception) -> Response:
    return _error(request, 400, str(error))


def _too_long(request: Request, _: Exception) -> Response:
    return _error(request, 413, "error_413")


def _gone(request: Request, _: Exception) -> Response:
    return _error(request, 404, "error_404")


def _failed(request: Request, _: Exception) -> Response:
    return _error(request, 500, "error_500")
