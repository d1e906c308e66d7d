"""Rows of what was not read, or is in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.dataset.rows.values import Row, place, printable, storable
from doichieu.model import MISREAD, Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.model import Audit, Document


def issues(audit: Audit) -> Iterator[Row]:
    """A row an issue of reading or understanding, and of figures that a column cannot hold."""
    document = audit.decision.document
    for issue in document.issues:
        yield _issue(document, "review" if issue.code == MISREAD else "extract", issue)
    known = set(document.issues)
    for issue in audit.decision.issues:
        if issue not in known:
            yield _issue(document, "normalize", issue)
    for issue in _unstored(audit):
        yield _issue(document, "dataset", issue)


def _issue(document: Document, stage: str, issue: Issue) -> Row:
    return {
        "source": printable(issue.source),
        "doc_id": document.doc_id,
        "stage": stage,
        "code": issue.code,
        "message": issue.message,
        "table_id": issue.table_id,
        "row": issue.row,
        "col": issue.col,
        "located": issue.locator is not None,
        **place(issue.locator),
    }


def _unstored(audit: Audit) -> Iterator[Issue]:
    """An issue for each figure that the decimal column cannot hold exactly."""
    source = audit.decision.document.source
    for one in audit.decision.observations:
        if storable(one.value) is None:
            yield Issue(
                code="figure-out-of-range",
                message=f"The figure {one.as_printed!r} does not fit the column `value`, which is null.",
                source=source,
                locator=one.locator,
                table_id=one.table_id,
                row=one.row,
                col=one.col,
            )


def unread(source: str, source_id: str, code: str, message: str) -> Row:
    """The row of `issues` for a file that could not be read at all."""
    return {
        "source": printable(source),
        "source_id": source_id,
        "doc_id": None,
        "stage": "file",
        "code": code,
        "message": printable(message),
        "located": False,
    }
