"""Signs of life within one paper: what reads long papers gives them, what watches over its time listens."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Beat(NamedTuple):
    """A page that takes seconds (it is a picture) is read.

    Attributes:
        source: The file.
        page: 1-based.
        pages: How many pages the file has.
    """

    source: str
    page: int
    pages: int


_listeners: list[Callable[[Beat], None]] = []


def beat(sign: Beat) -> None:
    """Say that a page is read."""
    for listener in _listeners:
        listener(sign)


def on_beat(listener: Callable[[Beat], None]) -> None:
    """Have a function called at every sign of life in this process."""
    _listeners.append(listener)


@contextmanager
def heard(listener: Callable[[Beat], None]) -> Iterator[None]:
    """Have a function called at every sign of life in this process while something runs."""
    on_beat(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)
