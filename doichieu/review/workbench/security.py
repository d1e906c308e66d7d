"""Who may ask the workbench what: names it is called by, the token of its start, forms of its own pages alone.

A page of another site can send requests to a port of this machine, and a name that an attacker owns can be led here.
So every request must name this machine, carry the session that only the address printed at the start gives, and a
request that changes something must come from a page of the workbench itself.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse, Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TOKEN = "token"  # noqa: S105 - the name of a parameter
FORM_BYTES = 64_000
UPLOAD_BYTES = 200_000_000
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    # With "no-referrer" browsers send the forms of a page without its origin, which is checked here.
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_SAFE = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets of one start.

    Attributes:
        token: Stands in the address that is printed.
        session: Stands in the cookie that the address gives.
    """

    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def form(self) -> str:
        """What forms carry, so that a page of another site cannot make one."""
        return hmac.new(self.session.encode(), b"form", hashlib.sha256).hexdigest()

    @property
    def cookie(self) -> str:
        """Name of the cookie; cookies know no ports, so each start has its own."""
        return "doichieu-" + hashlib.sha256(self.token.encode()).hexdigest()[:8]


def same(given: str, secret: str) -> bool:
    """Whether a text is a secret, in a time that tells nothing."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())


class Guard:
    """Answers the requests that may not be answered, and hands on the others.

    Args:
        app: The workbench.
        keys: The secrets of this start.
        names: Names this machine may be called by; empty for any.
    """

    def __init__(self, app: ASGIApp, *, keys: Keys, names: frozenset[str] = frozenset(LOOPBACK)) -> None:
        self._app = app
        self._keys = keys
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, sealed)
            return
        limit = UPLOAD_BYTES if scope["path"] == "/uploads" else FORM_BYTES
        await self._app(scope, _limited(receive, limit), sealed)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._names and _name(host) not in self._names:
            return _no(421, "This address is not one of this machine's own names.")
        if not self._same_site(scope["method"], headers, host):
            return _no(403, "The request comes from another site.")
        if scope["path"].startswith("/static/"):
            return None
        query = QueryParams(scope["query_string"])
        if scope["method"] in _SAFE and same(query.get(TOKEN, ""), self._keys.token):
            return self._welcome(scope)
        if not same(_cookies(headers).get(self._keys.cookie, ""), self._keys.session):
            return _no(
                403, "Open the address that `doichieu serve` printed: it carries the token of this start."
            )
        return None

    def _same_site(self, method: str, headers: Headers, host: str) -> bool:
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            # A link on another page may lead here; what it gets is refused or is a page, never a change.
            return method in _SAFE and headers.get("sec-fetch-mode") == "navigate"
        origin = headers.get("origin")
        if origin is None:
            return method in _SAFE or headers.get("sec-fetch-site") == "same-origin"
        return urlsplit(origin).netloc.casefold() == host.casefold()

    def _welcome(self, scope: Scope) -> Response:
        """The same page without the token, which then stands in no history and no log."""
        # A path that begins with two slashes would be another host's.
        answer = RedirectResponse("/" + scope["path"].lstrip("/"), status_code=303)
        answer.set_cookie(self._keys.cookie, self._keys.session, httponly=True, samesite="strict", path="/")
        return answer


def _limited(receive: Receive, most: int) -> Receive:
    """The body, given up as soon as it is longer than it may be."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > most:
                raise TooLongError(most)
        return message

    return limited


class TooLongError(Exception):
    """A body that is longer than any form or file may be."""


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host.partition("]")[0].lstrip("[").casefold()
    return host.rpartition(":")[0].casefold() if ":" in host else host.casefold()


def _cookies(headers: Headers) -> dict[str, str]:
    pairs = (part.strip().partition("=") for part in headers.get("cookie", "").split(";"))
    return {name: value for name, _, value in pairs}


def _no(status: int, why: str) -> Response:
    return PlainTextResponse(why + "\n", status_code=status)
