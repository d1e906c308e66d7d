"""An audit as rows of the dataset, one function a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.dataset.rows import figures, findings, issues, printed
from doichieu.dataset.rows.issues import unread
from doichieu.dataset.rows.values import Row, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from doichieu.model import Audit

__all__ = ["Row", "printable", "rows", "unread"]

_MAKERS: dict[str, Callable[[Audit], Iterator[Row]]] = {
    "documents": printed.documents,
    "blocks": printed.blocks,
    "tables": printed.tables,
    "cells": printed.cells,
    "observations": figures.observations,
    "claims": figures.claims,
    "checks": findings.checks,
    "findings": findings.findings,
    "issues": issues.issues,
}


def rows(audit: Audit) -> dict[str, list[Row]]:
    """All rows of a paper, by table; `entities`, and where and when the paper was read, are the store's.

    Args:
        audit: The paper with its findings and checks.

    Returns:
        Rows by table name, in reading order; every table but `entities` has an entry.
    """
    document = audit.decision.document
    return {
        name: [{"doc_id": document.doc_id, **row} for row in make(audit)] for name, make in _MAKERS.items()
    }
