"""Findings between papers in the dataset: rows of the paper that repeats another, as papers come, change and go."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from doichieu.dataset import between, open_dataset, store
from doichieu.dataset.diff import compare
from doichieu.model import Audit
from doichieu.validate.chain import link
from tests.validate.yearly import BEFORE, NOW, first, paper, scores_of, second

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


@pytest.mark.parametrize("seed", range(4))
def test_a_dataset_says_what_reports_say(tmp_path: Path, seed: int) -> None:
    """However papers come, change and go, the dataset has the findings of a report over those that are there."""
    random = Random(seed)  # noqa: S311 - the same papers for a seed
    papers: dict[str, Audit] = {}
    for step in range(8):
        batch = [
            _drawn(random, f"{random.randrange(4)}/QĐ-UBND", f"{step}-{at}")
            for at in range(random.choice((1, 2)))
        ]
        store.ingest(batch, tmp_path / "data")
        papers |= {one.decision.document.source: one for one in batch}
        if random.randrange(3) == 0:
            _forget(tmp_path / "data", papers.pop(random.choice(sorted(papers))))
        told = [one for audit in link(list(papers.values())) for one in audit.findings]
        wanted = sorted(one.finding_id for one in told if one.rule.startswith("CHAIN"))
        assert sorted(row["finding_id"] for row in _between(tmp_path / "data")) == wanted


def _drawn(random: Random, number: str, edition: str) -> Audit:
    """A paper of one of three years, which repeats the ranks and scores of the year before, right or wrong."""
    year = random.choice((2015, 2016, 2017))
    before = list(BEFORE)
    if random.randrange(2):
        one, two = random.sample(range(len(before)), 2)
        before[one], before[two] = before[two], before[one]
    columns = {
        f"Tổng điểm {year}": scores_of(year),
        f"Xếp hạng {year}": random.choice((BEFORE, NOW)),
        f"Tổng điểm {year - 1}": scores_of(year - 1),
        f"Xếp hạng {year - 1}": before,
    }
    return paper(number, year, columns, edition=edition)


def test_papers_that_print_other_figures_are_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of papers about the same agencies and year those are looked at that print what a new one repeats."""
    others = [
        paper(f"{number}/QĐ-UBND", 2016, {"Tổng điểm 2016": [f"{10 * number + at},125" for at in range(8)]})
        for number in range(20, 30)
    ]
    store.ingest([*others, first()], tmp_path / "data")
    opened: set[str] = set()
    series_in = between.series_in

    def noted(rows: Any, doc_ids: Iterable[str]) -> Any:
        asked = set(doc_ids)
        opened.update(asked)
        return series_in(rows, asked)

    monkeypatch.setattr(between, "series_in", noted)
    store.ingest([second(WRONG)], tmp_path / "data")
    assert opened == {one.decision.document.doc_id for one in (first(), second(WRONG))}
    assert len(_between(tmp_path / "data")) == 1
