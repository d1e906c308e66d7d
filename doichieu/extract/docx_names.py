"""Qualified names of WordprocessingML; python-docx computes them anew on every call, thousands a paper."""

from __future__ import annotations

from functools import cache

from docx.oxml.ns import qn as _qualified


@cache
def qn(name: str) -> str:
    """Qualified name of a prefixed one: "w:p" in Clark notation."""
    return str(_qualified(name))
