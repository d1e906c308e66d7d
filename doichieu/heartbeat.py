"""Signs of life within one paper: what reads long papers gives them, what watches over its time listens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_listeners: list[Callable[[], None]] = []


def beat() -> None:
    """Say that a part that takes seconds (a page that is a picture) is done."""
    for listener in _listeners:
        listener()


def on_beat(listener: Callable[[], None]) -> None:
    """Have a function called at every sign of life in this process."""
    _listeners.append(listener)
