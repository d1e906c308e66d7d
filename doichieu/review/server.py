"""Serving the reconciliation endpoint from this machine."""

# ruff: noqa: PLC0415 - the web packages are an extra, and its absence is said when it matters

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from doichieu.errors import MissingToolError, UsageError

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from doichieu.normalize.agency_aliases import Aliases

_LOOPBACK = ("127.0.0.1", "localhost")
_SECONDS_TO_FINISH = 3


def application(host: str, *, aliases: Aliases | None = None) -> Starlette:
    """The service for a host.

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


def serve(host: str, port: int, *, aliases: Aliases | None = None) -> None:
    """Answer requests until interrupted.

    Args:
        host: Address to listen on.
        port: Port; 0 takes a free one.
        aliases: Confirmed names of the user's own.

    Raises:
        MissingToolError: The extra `review` is not installed.
        UsageError: The address is not this machine's, or the port is taken.
    """
    try:
        import uvicorn
    except ModuleNotFoundError as error:
        raise _missing(error) from error
    app = application(host, aliases=aliases)
    _check_free(host, port)
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )


def _check_free(host: str, port: int) -> None:
    """Uvicorn would log a traceback and leave."""
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        raise UsageError(
            f"Nothing can listen at {host}:{port} ({error.strerror or error}).",
            do="choose another --port, or a --host of this machine.",
        ) from error


def _missing(error: ModuleNotFoundError) -> MissingToolError:
    return MissingToolError(
        f"The service needs the package {error.name!r}.", do='pip install "doichieu[review]".'
    )
