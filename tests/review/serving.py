"""A live workbench on loopback, and requests to it with every header in the test's hands."""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest

TOKEN = "the-token-of-the-test"  # noqa: S105 - no secret
_KEY = re.compile(r'name="key" value="([0-9a-f]+)"')


@dataclass(frozen=True)
class Reply:
    """Status, headers and text of an answer."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Workbench:
    """A workbench that answers at a port, asked as a browser that has its cookie asks."""

    port: int
    dataset: Path
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def entry(self) -> str:
        """The address that is printed at the start."""
        return f"{self.base}/?token={TOKEN}"

    def ask(self, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str) -> Reply:
        """A request with exactly these headers, and with nothing a browser would add."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers=sent)
        answer = connection.getresponse()
        found = {name.casefold(): value for name, value in answer.getheaders()}
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return Reply(answer.status, found, text)

    def get(self, path: str, **headers: str) -> Reply:
        """A page, with the cookies."""
        return self.ask(path, **self._cookie(), **headers)

    def enter(self) -> Workbench:
        """Open the address that was printed."""
        self._take(self.ask(f"/?token={TOKEN}"))
        return self

    def form(self, path: str, at: str = "", **fields: str) -> Reply:
        """Send a form that a page shows, with the key that stands in it."""
        found = _KEY.search(self.get(at or path).text)
        assert found is not None, "the page has no form"
        body = urlencode({"key": found[1], **fields}).encode()
        reply = self.ask(
            path,
            method="POST",
            body=body,
            Content_Type="application/x-www-form-urlencoded",
            Origin=self.base,
            **self._cookie(),
        )
        self._take(reply)
        return reply

    def _cookie(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    def _take(self, reply: Reply) -> None:
        for part in re.findall(r"(?:^|, )([\w-]+=[^;,]*);", reply.headers.get("set-cookie", "")):
            name, _, value = part.partition("=")
            self.cookies[name] = value


@contextmanager
def running(dataset: Path) -> Iterator[Workbench]:
    """A workbench over a dataset, until the block ends."""
    uvicorn = pytest.importorskip("uvicorn")
    pytest.importorskip("starlette")
    from doichieu.review.server import Settings, whole  # noqa: PLC0415 - an extra
    from doichieu.review.workbench.security import Keys  # noqa: PLC0415

    app, _ = whole("127.0.0.1", Settings(dataset=dataset), Keys(token=TOKEN))
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started:
        assert time.monotonic() < deadline, "the workbench did not start"
        time.sleep(0.02)
    yield Workbench(server.servers[0].sockets[0].getsockname()[1], dataset)
    server.should_exit = True
    thread.join(timeout=20)
