"""Documents come back from the dataset exactly as they were read."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from doichieu.dataset import documents, store
from doichieu.model import Audit, Decision, Document, Table

from .factories import (
    HEADINGS,
    ISSUES,
    LETTERHEADS,
    MAYBE,
    PARAGRAPHS,
    SHA,
    TABLES,
    make_audit,
    make_document,
)


def _numbered(blocks: list[object]) -> tuple[object, ...]:
    """Blocks whose tables are called t01, t02, … in reading order."""
    count = 0
    named = []
    for block in blocks:
        if isinstance(block, Table):
            count += 1
            block = replace(block, table_id=f"t{count:02d}")  # noqa: PLW2901
        named.append(block)
    return tuple(named)


DOCUMENTS = st.builds(
    Document,
    source=st.just("papers/any.docx"),
    media_type=st.just("text/html"),
    sha256=st.just(SHA),
    reader=st.just("html/1"),
    letterhead=LETTERHEADS,
    blocks=st.lists(HEADINGS | PARAGRAPHS | TABLES, max_size=6).map(_numbered),
    issues=st.lists(ISSUES, max_size=3).map(tuple),
    pages=st.none() | st.integers(1, 900),
)


def _through(document: Document) -> list[Document]:
    decision = Decision(document=document, tables=(), observations=(), claims=())
    with tempfile.TemporaryDirectory() as folder:
        dataset = Path(folder) / "data"
        store.ingest([Audit(decision=decision, findings=(), checks=())], dataset)
        return list(documents.load(dataset))


@given(document=DOCUMENTS, extra=MAYBE)
@settings(max_examples=40, deadline=None)
def test_any_document_round_trips(document: Document, extra: str | None) -> None:
    """Whatever a reader makes is rebuilt equal, places and empty texts included."""
    head = replace(document.letterhead, signer=extra)
    document = replace(document, letterhead=head)
    assert _through(document) == [document]


def test_issues_of_normalize_do_not_come_back_as_issues_of_the_reader() -> None:
    """A rebuilt document has the reader's issues alone; those of normalize are made again."""
    with tempfile.TemporaryDirectory() as folder:
        dataset = Path(folder) / "data"
        store.ingest([make_audit()], dataset)
        assert [one.issues for one in documents.load(dataset)] == [make_document().issues]
