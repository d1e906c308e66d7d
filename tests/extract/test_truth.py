"""What is read from the papers, against what a careful reader typed, cell by cell."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from doichieu.extract import read
from doichieu.model import Document

TRUTH = Path(__file__).parent.parent / "truth"
PAPERS = sorted(path.stem for path in TRUTH.glob("*.json"))


def _truth(paper: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((TRUTH / f"{paper}.json").read_text(encoding="utf-8"))
    return loaded


def _facsimile(corpus: Path, paper: str) -> Document:
    (path,) = [path for path in corpus.glob(f"{paper}.*") if path.suffix != ".md"]
    return read(path)


def _assert_tables(document: Document, paper: str) -> None:
    expected = _truth(paper)["tables"]
    assert [(t.number, t.part) for t in document.tables] == [(t["number"], t["part"]) for t in expected]
    assert [t.header_rows for t in document.tables] == [t["header_rows"] for t in expected]
    for table, truth in zip(document.tables, expected, strict=True):
        assert table.grid() == truth["rows"], table.label


@pytest.mark.parametrize("paper", PAPERS)
def test_published_tables_are_cell_exact(published: Path, paper: str) -> None:
    """Every table of the published text is found, and every cell is what is printed."""
    _assert_tables(read(published / f"{paper}.txt"), paper)


@pytest.mark.parametrize("paper", PAPERS)
def test_facsimile_gives_the_same_tables(corpus: Path, paper: str) -> None:
    """The facsimile, in whatever format it comes, gives the tables of the published text."""
    _assert_tables(_facsimile(corpus, paper), paper)


@pytest.mark.parametrize("paper", PAPERS)
def test_captions_are_those_of_the_paper(published: Path, paper: str) -> None:
    """Captions are read without number and without closing punctuation."""
    document = read(published / f"{paper}.txt")
    for table, truth in zip(document.tables, _truth(paper)["tables"], strict=True):
        if truth["caption"] is not None:
            assert table.caption == truth["caption"]


@pytest.mark.parametrize("paper", PAPERS)
def test_letterhead_is_read(published: Path, paper: str) -> None:
    """Number, kind, place, date, subject and signer are those of the paper."""
    head = read(published / f"{paper}.txt").letterhead
    for field, value in _truth(paper)["letterhead"].items():
        found = getattr(head, field)
        printed = found.isoformat() if isinstance(found, date) else found
        if field == "issuer" and value:
            assert printed
            assert printed in value or value in printed
        else:
            assert printed == value, field
