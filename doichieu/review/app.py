"""The reconciliation service over HTTP: version 0.2 at /reconcile, version 1.0-draft at /reconcile/v1.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
https://reconciliation-api.github.io/specs/1.0-draft/
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route

from doichieu.normalize.registry import Registry
from doichieu.review import extend, preview, suggest
from doichieu.review.limits import BODY_BYTES, RequestError, too_much, wrong
from doichieu.review.manifest import manifest_02, manifest_10
from doichieu.review.queries import read_batch_02, read_batch_10
from doichieu.review.reconcile import as_json, candidates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from doichieu.normalize.agencies.aliases import Aliases

PATH = "/reconcile"
PATH_10 = "/reconcile/v1"
LOOPBACK = ("127.0.0.1", "localhost")
_SUGGESTERS = {
    "entity": suggest.suggest_entities,
    "property": suggest.suggest_properties,
    "type": suggest.suggest_types,
}
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
}


def create_app(*, aliases: Aliases | None = None, hosts: Sequence[str] = LOOPBACK) -> Starlette:
    """The service as an ASGI application.

    Args:
        aliases: Confirmed names of the user's own.
        hosts: Names the service may be called by; a page that was led here under another name is refused.

    Returns:
        The application; every answer of it may be read by pages of any origin, as the specification asks. It holds
        nothing but the registry and the names confirmed.
    """
    app = Starlette(
        routes=[*_root(), Mount(PATH_10, routes=_routes_10()), Mount(PATH, routes=_routes_02())],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(
                CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"]
            ),
        ],
        exception_handlers={RequestError: _refused, 404: _not_found},
    )
    app.state.aliases = aliases
    return app


def _root() -> list[Route]:
    # An endpoint is given with and without a slash at its end; a redirect would lose the body of a POST.
    return [
        Route(PATH, endpoint_02, methods=["GET", "POST"]),
        Route(PATH_10, _show_manifest_10, methods=["GET"]),
    ]


def _routes_02() -> list[Route]:
    return [
        Route("/", endpoint_02, methods=["GET", "POST"]),
        Route("/properties", _propose),
        Route("/flyout", _flyout),
        *_shared(),
    ]


def _routes_10() -> list[Route]:
    return [
        Route("/", _show_manifest_10),
        Route("/reconcile", _reconcile_10, methods=["POST"]),
        Route("/match", _reconcile_10, methods=["POST"]),  # what later drafts call it
        Route("/extend", _extend_10, methods=["POST"]),
        Route("/extend/propose", _propose),
        *_shared(),
    ]


def _shared() -> list[Route]:
    return [Route("/suggest/{kind}", _suggest), Route("/preview", _preview)]


async def endpoint_02(request: Request) -> Response:
    """Version 0.2: the manifest, or the answer to the parameter `queries` or `extend`."""
    asked = {key: values[-1] for key, values in parse_qs(request.url.query, keep_blank_values=True).items()}
    if request.method == "POST":
        asked |= await _form(request)
    if "queries" in asked:
        batch = read_batch_02(_json(asked["queries"], '"queries"'))
        return _answer(await run_in_threadpool(_results_02, request, batch))
    if "extend" in asked:
        return _answer(await run_in_threadpool(extend.extend_02, _json(asked["extend"], '"extend"')))
    if request.method == "POST":
        raise wrong('Send "queries" or "extend" as a form field (application/x-www-form-urlencoded).')
    return _answer(manifest_02(_base(request, PATH)))


def _results_02(request: Request, batch: dict[str, Any]) -> dict[str, Any]:
    aliases = request.app.state.aliases
    return {
        key: {"result": [as_json(one) for one in candidates(query, aliases=aliases)]}
        for key, query in batch.items()
    }


async def _show_manifest_10(request: Request) -> Response:
    return _answer(manifest_10(_base(request, PATH_10)))


async def _reconcile_10(request: Request) -> Response:
    batch = read_batch_10(_json(await _body(request), "The body"))
    return _answer(await run_in_threadpool(_results_10, request, batch))


def _results_10(request: Request, batch: list[Any]) -> dict[str, Any]:
    aliases = request.app.state.aliases
    found = [[as_json(one, named=True) for one in candidates(query, aliases=aliases)] for query in batch]
    return {"results": [{"candidates": some} for some in found]}


async def _extend_10(request: Request) -> Response:
    asked = _json(await _body(request), "The body")
    return _answer(await run_in_threadpool(extend.extend_10, asked))


async def _propose(request: Request) -> Response:
    limit = _number(request, "limit")
    return _answer(extend.proposed(request.query_params.get("type", ""), limit))


async def _suggest(request: Request) -> Response:
    kind = request.path_params["kind"]
    if kind not in _SUGGESTERS:
        raise RequestError(404, f"Nothing suggests {kind!r}; there are {', '.join(_SUGGESTERS)}.")
    prefix = request.query_params.get("prefix", "")[:200]
    found = await run_in_threadpool(_SUGGESTERS[kind], prefix, _number(request, "cursor") or 0)
    return _answer({"result": found})


async def _preview(request: Request) -> Response:
    entity_id = request.query_params.get("id", "")
    page = preview.page(entity_id)
    if page is None:
        raise RequestError(404, f"The registry has no {entity_id!r}.")
    return HTMLResponse(page, headers=_HEADERS)


async def _flyout(request: Request) -> Response:
    entity = Registry.load().get(request.query_params.get("id", ""))
    if entity is None:
        raise RequestError(404, "The registry has no such entity.")
    return _answer({"id": entity.entity_id, "html": preview.fragment(entity)})


# --------------------------------------------------------------------------- requests and answers


async def _form(request: Request) -> dict[str, str]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind not in {"application/x-www-form-urlencoded", ""}:
        raise RequestError(415, "Send a form (application/x-www-form-urlencoded).")
    try:
        fields = parse_qs((await _body(request)).decode(), keep_blank_values=True, max_num_fields=20)
    except ValueError as error:  # not UTF-8, or too many fields
        raise wrong(f"The form cannot be read: {error}.") from error
    return {key: values[-1] for key, values in fields.items()}


async def _body(request: Request) -> bytes:
    """The body, given up as soon as it is longer than any batch can be."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > BODY_BYTES:
            raise too_much(f"The request is longer than {BODY_BYTES} bytes. Send smaller batches.")
    return bytes(body)


def _json(text: str | bytes, what: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise wrong(f"{what} is no JSON: {error}.") from error


def _number(request: Request, name: str) -> int | None:
    given = request.query_params.get(name)
    if not given:
        return None
    if not given.isascii() or not given.isdecimal() or len(given) > 6:
        raise wrong(f'"{name}" must be a whole number.')
    return int(given)


def _base(request: Request, path: str) -> str:
    return f"{request.url.scheme}://{request.url.netloc}{path}"


def _answer(content: dict[str, Any], status: int = 200) -> Response:
    text = json.dumps(content, ensure_ascii=False, allow_nan=False)
    try:
        body = text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can spell and UTF-8 cannot
        body = json.dumps(content, allow_nan=False).encode()
    return Response(body, status_code=status, media_type="application/json", headers=_HEADERS)


async def _refused(_: Request, error: Exception) -> Response:
    status, what = (error.status, error.what) if isinstance(error, RequestError) else (500, str(error))
    # The fields that OpenRefine's own services answer with.
    return _answer({"status": "error", "message": what}, status)


async def _not_found(_: Request, __: Exception) -> Response:
    what = f"There is nothing here; the services are {PATH} (version 0.2) and {PATH_10} (version 1.0-draft)."
    return _answer({"status": "error", "message": what}, 404)
