"""Findings between papers in the dataset: rows of the paper that repeats another, as papers come, change and go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from doichieu.dataset import open_dataset, store
from doichieu.dataset.diff import compare
from doichieu.model import Audit
from doichieu.validate.chain import link
from tests.validate.yearly import BEFORE, first, paper, second

WRONG = [*BEFORE[:2], "5", *BEFORE[3:]]


def _between(folder: Path) -> list[dict[str, Any]]:
    rows = open_dataset(folder).arrow("findings").to_pylist()
    return [row for row in rows if row["rule"].startswith("CHAIN")]


def _files(folder: Path) -> set[str]:
    return {path.name for path in (folder / "findings").glob("between-*.parquet")}


def _forget(folder: Path, audit: Audit) -> None:
    with store.Store(folder) as data:
        data.forget(data.known.source_id(audit.decision.document.source))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_rank_copied_wrongly_is_a_row(tmp_path: Path, order: tuple[int, int], *, at_once: bool) -> None:
    """Whichever paper comes first, the later one has the finding that reports have, with the other paper's figure."""
    papers = [first(), second(WRONG)]
    for batch in [order] if at_once else [(at,) for at in order]:
        store.ingest([papers[at] for at in batch], tmp_path / "data")
    (row,) = _between(tmp_path / "data")
    (told,) = [one for one in link(papers)[1].findings if one.rule == "CHAIN-RANK"]
    assert (row["finding_id"], row["message_vi"], row["row"], row["entity_id"]) == (
        told.finding_id,
        told.message.vi,
        told.row,
        told.entity_id,
    )
    assert (row["doc_id"], row["observed"], row["expected"]) == (papers[1].decision.document.doc_id, "5", "3")
    own, other = json.loads(row["operands"])
    assert own["doc_id"] == papers[1].decision.document.doc_id
    assert (other["doc_id"], other["text"]) == (papers[0].decision.document.doc_id, "5/QĐ-UBND, Bảng 1: 3")


def test_it_goes_with_either_paper(tmp_path: Path) -> None:
    """A correction of the later paper takes it away, and so does the earlier paper when it goes."""
    data = tmp_path / "data"
    store.ingest([first(), second(WRONG)], data)
    assert len(_between(data)) == 1
    store.ingest([second(BEFORE, edition="corrected")], data)
    assert _between(data) == []
    store.ingest([second(WRONG)], data)
    assert len(_between(data)) == 1
    _forget(data, first())
    assert _between(data) == []


def test_a_paper_that_stayed_differs_by_one_that_came(tmp_path: Path) -> None:
    """The difference of two states tells what an earlier paper, ingested later, says of one that was there."""
    store.ingest([second(WRONG)], tmp_path / "a")
    store.ingest([second(WRONG), first()], tmp_path / "b")
    found = compare(open_dataset(tmp_path / "a"), open_dataset(tmp_path / "b"))
    new = [(row["source"], row["change"]) for row in found.findings if row["rule"] == "CHAIN-RANK"]
    assert new == [("7/QĐ-UBND", "new")]
    assert found.changed == []


def test_papers_that_have_nothing_to_do_with_it_change_nothing(tmp_path: Path) -> None:
    """The findings of papers that a new one says nothing about are taken over as they are."""
    store.ingest([first(), second(WRONG)], tmp_path / "data")
    before = _files(tmp_path / "data")
    store.ingest([paper("9/QĐ-UBND", 2030, {"Xếp hạng 2030": BEFORE})], tmp_path / "data")
    assert _files(tmp_path / "data") == before != set()
    assert len(_between(tmp_path / "data")) == 1
