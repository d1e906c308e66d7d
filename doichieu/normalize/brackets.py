"""Brackets of a text: which one a place stands in, where it closes, and marks outside of them."""

from __future__ import annotations

import re

_MARK = re.compile(r"[();]")


def opened_at(text: str, at: int) -> int | None:
    """Where the bracket opens that a place stands in; None outside brackets."""
    opened = text.rfind("(", 0, at)
    return opened if opened > text.rfind(")", 0, at) else None


def closed_at(text: str, opened: int, end: int) -> int:
    """Where a bracket closes; the end where it does not."""
    closed = text.find(")", opened, end)
    return closed if closed >= 0 else end


def semicolon_at(text: str, start: int, stop: int) -> int:
    """Where a list without a colon ends: at a semicolon outside brackets, else at the stop."""
    if text.find(";", start, stop) < 0:
        return stop
    depth = 0
    for mark in _MARK.finditer(text, start, stop):
        depth += (mark[0] == "(") - (mark[0] == ")")
        if mark[0] == ";" and depth <= 0:
            return mark.start()
    return stop
