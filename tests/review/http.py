"""Requests to the service, with nothing but the standard library."""

# ruff: noqa: S310 - the address is this machine's

from __future__ import annotations

import json
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen


@dataclass(frozen=True)
class Answer:
    """Status, headers and text of an answer."""

    status: int
    headers: Message
    text: str

    @property
    def json(self) -> Any:
        """The text as JSON."""
        return json.loads(self.text)


def get(url: str, headers: dict[str, str] | None = None, **parameters: str) -> Answer:
    """GET with parameters."""
    return _send(Request(f"{url}?{urlencode(parameters)}" if parameters else url, headers=headers or {}))


def post_form(url: str, headers: dict[str, str] | None = None, **fields: str) -> Answer:
    """POST a form."""
    return _send(Request(url, data=urlencode(fields).encode(), headers=headers or {}))


def post_json(url: str, value: Any) -> Answer:
    """POST JSON."""
    return post_bytes(url, json.dumps(value).encode(), "application/json")


def post_bytes(url: str, body: bytes, content_type: str) -> Answer:
    """POST anything."""
    return _send(Request(url, data=body, headers={"Content-Type": content_type}))


def options(url: str, headers: dict[str, str]) -> Answer:
    """Ask what is allowed."""
    return _send(Request(url, headers=headers, method="OPTIONS"))


def _send(request: Request) -> Answer:
    try:
        with urlopen(request, timeout=20) as response:
            return Answer(response.status, response.headers, response.read().decode())
    except HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read().decode())
