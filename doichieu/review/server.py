"""Serving the workbench and the reconciliation endpoint from this machine."""

# ruff: noqa: PLC0415 - the web packages are an extra, and its absence is said when it matters

from __future__ import annotations

import socket
import threading
import webbrowser
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doichieu.engine.work import Limits
from doichieu.errors import MissingToolError, UsageError

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.types import ASGIApp

    from doichieu.normalize.agencies.aliases import Aliases
    from doichieu.review.workbench.security import Keys

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to
_SECONDS_TO_FINISH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the workbench is started with.

    Attributes:
        dataset: The dataset; it need not exist yet.
        aliases_file: Confirmed names; those beside the dataset when None.
        lang: Language until another is chosen.
        limits: What a paper that is read may use.
    """

    dataset: Path = Path("outputs/dataset")
    aliases_file: Path | None = None
    lang: str = "vi"
    limits: Limits = field(default_factory=Limits)


def application(host: str, *, aliases: Aliases | None = None) -> Starlette:
    """The reconciliation service for a host.

    Args:
        host: Where it will listen: on loopback it answers to this machine's names only, elsewhere to any.
        aliases: Confirmed names of the user's own.

    Returns:
        The ASGI application.

    Raises:
        MissingToolError: The extra `review` is not installed.
    """
    try:
        from doichieu.review.app import create_app
    except ModuleNotFoundError as error:
        raise _missing(error) from error
    return create_app(aliases=aliases, hosts=_LOOPBACK if host in _LOOPBACK else ("*",))


def whole(host: str, settings: Settings, keys: Keys) -> tuple[ASGIApp, Starlette]:
    """The workbench with the reconciliation service beside it.

    Args:
        host: Where it will listen.
        settings: What it is started with.
        keys: The secrets of this start.

    Returns:
        What answers requests, and the workbench in it, whose life the server begins and ends.
    """
    from doichieu.normalize.agencies.aliases import read_aliases
    from doichieu.review.aliases import beside, known
    from doichieu.review.workbench.app import guarded, workbench

    given = settings.aliases_file
    names = known(beside(settings.dataset)) if given is None else read_aliases(given)
    app = workbench(
        settings.dataset,
        keys=keys,
        limits=settings.limits,
        aliases_file=settings.aliases_file,
        lang=settings.lang,
    )
    called = frozenset() if host in _EVERYWHERE else frozenset({*_LOOPBACK, host.casefold()})
    return guarded(app, application(host, aliases=names), keys=keys, names=called), app


def serve(host: str, port: int, settings: Settings, *, open_browser: bool = False) -> None:
    """Answer requests until interrupted.

    Args:
        host: Address to listen on.
        port: Port; 0 takes a free one.
        settings: What the workbench is started with.
        open_browser: Whether to show it in the browser.

    Raises:
        MissingToolError: The extra `review` is not installed.
        UsageError: The address is not this machine's, or the port is taken.
    """
    try:
        import uvicorn

        from doichieu.review.workbench.security import TOKEN, Keys
    except ModuleNotFoundError as error:
        raise _missing(error) from error
    keys = Keys()
    app, _ = whole(host, settings, keys)
    listening = listen_at(host, port)
    base = f"http://{_shown(host)}:{listening.getsockname()[1]}"
    address = f"{base}/?{TOKEN}={keys.token}"
    _say(address, base)
    if open_browser:
        timer = threading.Timer(0.8, webbrowser.open, [address])
        timer.daemon = True
        timer.start()
    config = uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _say(address: str, base: str) -> None:
    from typer import echo

    echo(f"workbench: {address}", err=True)
    echo(f"reconciliation: {base}/reconcile (0.2), {base}/reconcile/v1 (1.0-draft)", err=True)


def _shown(host: str) -> str:
    name = "127.0.0.1" if host == _EVERYWHERE[0] else "::1" if host == _EVERYWHERE[1] else host
    return f"[{name}]" if ":" in name else name


def listen_at(host: str, port: int) -> socket.socket:
    """A socket at an address; uvicorn by itself would log a traceback and leave.

    Raises:
        UsageError: The address is not this machine's, or the port is taken.
    """
    try:
        family: Any = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
        # asyncio sets this only for sockets that name their protocol, which this one does not. Without it the body of every
        # answer but the first of a connection waits 40 ms until the client has acknowledged the head.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        raise UsageError(
            f"Nothing can listen at {host}:{port} ({error.strerror or error}).",
            do="choose another --port, or a --host of this machine.",
        ) from error
    return listening


def _missing(error: ModuleNotFoundError) -> MissingToolError:
    return MissingToolError(
        f"The service needs the package {error.name!r}.", do='pip install "doichieu[review]".'
    )
