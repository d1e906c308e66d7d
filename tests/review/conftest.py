"""A live reconciliation service, and the JSON schemas of the specification."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from doichieu.normalize.agencies.aliases import Alias, Aliases

Validate = Callable[[str, str, Any], None]


@pytest.fixture(scope="session")
def schemas() -> Path:
    """The folder of JSON schemas, a subfolder a version; tests that need it are skipped out loud without it."""
    folder = os.environ.get("DOICHIEU_RECONCILIATION")
    if not folder or not Path(folder).is_dir():
        pytest.skip("schemas of the reconciliation API not given: set DOICHIEU_RECONCILIATION")
    return Path(folder)


@pytest.fixture(scope="session")
def validate(schemas: Path) -> Validate:
    """Checks a value against a schema of a version, as in `validate("0.2", "manifest", value)`."""
    jsonschema = pytest.importorskip("jsonschema")
    referencing = pytest.importorskip("referencing")

    def check(version: str, name: str, value: Any) -> None:
        resources = []
        for path in sorted((schemas / version).glob("*.json")):
            content = json.loads(path.read_text("utf-8"))
            content["$schema"] = "https://json-schema.org/draft/2019-09/schema"  # they name no draft
            resources.append((content["$id"], referencing.Resource.from_contents(content)))
        registry = referencing.Registry().with_resources(resources)
        schema = json.loads((schemas / version / f"{name}.json").read_text("utf-8"))
        schema["$schema"] = "https://json-schema.org/draft/2019-09/schema"
        jsonschema.Draft201909Validator(schema, registry=registry).validate(value)

    return check


@pytest.fixture(scope="session")
def service() -> Iterator[str]:
    """The address of a live service on loopback, with one confirmed name."""
    uvicorn = pytest.importorskip("uvicorn")
    pytest.importorskip("starlette")
    from doichieu.review.server import application  # noqa: PLC0415 - an extra

    alias = Alias(
        printed="Sở Bưu chính", entity_id="VN-31:so-tttt", province="VN-31", by="An", on=date(2024, 5, 1)
    )
    app = application("127.0.0.1", aliases=Aliases((alias,)))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < deadline, "the service did not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)
