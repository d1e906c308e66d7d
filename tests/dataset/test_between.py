"""Findings between papers in the dataset: rows of the paper that repeats another, as papers come, change and go."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest

from doichieu.dataset import between, index, manifest, nearby, open_dataset, store
from doichieu.dataset.diff import compare
from doichieu.dataset.place import state_of
from doichieu.model import Audit
from doichieu.validate.chain import link
from tests.validate.yearly import (
    BEFORE,
    NAMES,
    NOW,
    PROVINCES,
    first,
    notice,
    on_another_topic,
    paper,
    scores_of,
    second,
)

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


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("cited", ["", "Căn cứ Quyết định số 7/QĐ-UBND ngày 07/02/2018 của UBND tỉnh;"])
def test_a_notice_without_tables(tmp_path: Path, order: tuple[int, int], cited: str) -> None:
    """Whichever paper comes first, the notice has the finding that reports have; it goes with the paper of the table."""
    subject = f"Kết quả xếp hạng ứng dụng công nghệ thông tin năm 2017 của {NAMES[3]}"
    text = [cited, f"{NAMES[3]} xếp thứ 6/8."]
    papers = [second(BEFORE), notice("45/TB-STTTT", subject, *filter(None, text), issued_on=date(2018, 3, 1))]
    for at in order:
        store.ingest([papers[at]], tmp_path / "data")
    (row,) = _between(tmp_path / "data")
    (told,) = [one for one in link(papers)[1].findings if one.rule == "CHAIN-CLAIM"]
    assert (row["finding_id"], row["message_vi"], row["rule"]) == (
        told.finding_id,
        told.message.vi,
        "CHAIN-CLAIM",
    )
    _forget(tmp_path / "data", papers[0])
    assert _between(tmp_path / "data") == []


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_notice_on_places_won_since_an_earlier_paper(tmp_path: Path, order: Sequence[int]) -> None:
    """The papers of both years decide it, in any order of coming."""
    subject = f"Kết quả xếp hạng ứng dụng công nghệ thông tin năm 2017 của {NAMES[3]}"
    later = paper("7/QĐ-UBND", 2017, {"Tổng điểm": scores_of(2017), "Xếp hạng": NOW})
    text = f"{NAMES[3]} xếp thứ 4/8, tăng 2 bậc so với năm 2016."
    papers = [first(), later, notice("45/TB-STTTT", subject, text, issued_on=date(2018, 3, 1))]
    for at in order:
        store.ingest([papers[at]], tmp_path / "data")
    (row,) = _between(tmp_path / "data")
    (told,) = [one for one in link(papers)[2].findings if one.rule == "CHAIN-CLAIM"]
    assert (row["finding_id"], row["observed"], row["expected"]) == (told.finding_id, "tăng 2 bậc", "+1")


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


def _told(*papers: Audit) -> list[str]:
    """What a report over papers finds between them."""
    found = [one for audit in link(papers) for one in audit.findings]
    return sorted(one.finding_id for one in found if one.rule.startswith("CHAIN"))


def _kept(folder: Path) -> list[str]:
    """What a dataset has of the same."""
    return sorted(row["finding_id"] for row in _between(folder))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_papers_about_one_year_are_held_against_each_other(tmp_path: Path, order: tuple[int, int]) -> None:
    """A figure that two papers print for the year that both are about differs: the dataset says what a report says."""
    scores = scores_of(2016)
    papers = [
        paper("1/QĐ-UBND", 2016, {"Tổng điểm 2016": scores}),
        paper("2/QĐ-UBND", 2016, {"Tổng điểm 2016": ["88,5", *scores[1:]]}),
    ]
    for at in order:
        store.ingest([papers[at]], tmp_path / "data")
    assert _kept(tmp_path / "data") == _told(*papers) != []


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_paper_that_repeats_one_and_compares_with_another(tmp_path: Path, order: tuple[int, ...]) -> None:
    """What a paper says of two others stays when the second of them comes, whichever that is."""
    columns = {"Tổng điểm 2017": scores_of(2017), "Xếp hạng 2017": NOW, "Xếp hạng 2016": WRONG}
    moved = "Bình Định xếp hạng 1/8 về ứng dụng công nghệ thông tin, tăng 5 bậc so với năm 2015."
    papers = [
        paper("3/QĐ-UBND", 2015, {"Xếp hạng 2015": NOW}, names=PROVINCES),
        first(),
        paper("7/QĐ-UBND", 2017, columns, moved),
    ]
    for at in order:
        store.ingest([papers[at]], tmp_path / "data")
    assert len(_told(*papers)) == 2
    assert _kept(tmp_path / "data") == _told(*papers)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_paper_cited_by_another_date(tmp_path: Path, order: tuple[int, int]) -> None:
    """A citation is held against the paper cited, whichever of the two comes first."""
    said = "Căn cứ Quyết định số 5/QĐ-UBND ngày 09/02/2017 về kết quả xếp hạng năm 2016;"
    papers = [first(), paper("9/QĐ-UBND", 2030, {"Xếp hạng 2030": BEFORE}, said)]
    for at in order:
        store.ingest([papers[at]], tmp_path / "data")
    assert _kept(tmp_path / "data") == _told(*papers) != []
    _forget(tmp_path / "data", papers[0])
    assert _kept(tmp_path / "data") == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_is_said_of_the_year_of_another_paper(tmp_path: Path, order: tuple[int, int]) -> None:
    """Sentences and columns of changes that speak of another paper's year, without a figure printed by both."""
    scores = [f"{95 - 2 * at},25" for at in range(8)]
    said = (
        f"{NAMES[0]} đạt 95,25 điểm (năm 2016 đạt 79,25 điểm).",
        f"{NAMES[3]} xếp thứ 4, tăng 3 bậc so với năm trước.",
    )
    moves = [str(int(then) - int(now)) for then, now in zip(BEFORE, NOW, strict=True)]
    columns = {
        "Tổng điểm": scores,
        "Xếp hạng": NOW,
        "Tăng, giảm bậc so với năm 2016": [*moves[:4], "-2", *moves[5:]],
    }
    papers = [first(), paper("7/QĐ-UBND", 2017, columns, *said)]
    for at in order:
        store.ingest([papers[at]], tmp_path / "data")
    assert len(_told(*papers)) == 3
    assert _kept(tmp_path / "data") == _told(*papers)
    _forget(tmp_path / "data", papers[0])
    assert _kept(tmp_path / "data") == []


def test_a_dataset_without_indexes_has_them_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A state that other code wrote, whose indexes this does not know, is built on all the same."""
    data = tmp_path / "data"
    with monkeypatch.context() as patch:
        patch.setattr(index, "rules_of", lambda _: "other")
        store.ingest([first(), paper("9/QĐ-UBND", 2030, {"Xếp hạng 2030": BEFORE})], data)
    store.ingest([second(WRONG)], data)
    assert len(_between(data)) == 1
    written = {path.name for path in (data / ".store" / "current" / index.FOLDER).iterdir()}
    assert written
    assert not [name for name in written if "other" in name]


def test_papers_without_figures_stand_beside_those_that_repeat_some(tmp_path: Path) -> None:
    """A paper of text alone, in files of its own, keeps no other papers from being held against each other."""
    data = tmp_path / "data"
    store.ingest([first()], data)
    store.ingest([paper("6/QĐ-UBND", 2016, {})], data)
    store.ingest([second(WRONG)], data)
    assert len(_between(data)) == 1


def test_figures_are_found_in_whichever_part_of_the_index_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index of many parts, of which most are left out unread, has every paper that prints a figure."""
    monkeypatch.setattr(index, "_GROUP", 2)
    store.ingest([first()], tmp_path / "data")
    opened = _opened(monkeypatch)
    store.ingest([second(WRONG)], tmp_path / "data")
    assert opened == {one.decision.document.doc_id for one in (first(), second(WRONG))}
    assert len(_between(tmp_path / "data")) == 1
    figures = _index_of(tmp_path / "data")
    wanted = sorted(figures["key"].unique().to_pylist())[::3]
    for keys in (wanted, wanted[::-1]):
        found = _index_of(tmp_path / "data", keys)
        assert set(wanted) <= set(found["key"].to_pylist())
        assert len(found) < len(figures)


def _index_of(folder: Path, keys: Sequence[int] | None = None) -> Any:
    """The figures that the index of the first paper's segment has, those of some keys with what stands beside them."""
    state = state_of(folder)
    (name,) = [name for name in manifest.load(state).segments if _holds(state, name, first())]
    return index.figures(state, name, keys)


def _holds(state: Any, segment: str, audit: Audit) -> bool:
    return audit.decision.document.doc_id in index.papers(state, segment)["doc_id"].to_pylist()


def test_few_of_many_papers_that_print_the_same_are_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many papers print a figure as of their own year, a new one is held against the nearest alone."""
    monkeypatch.setattr(nearby, "NEAREST", 1)
    same = {"Tổng điểm 2016": scores_of(2016)}
    for start in range(0, 12, 4):
        batch = [paper(f"{number}/QĐ-UBND", 2016, same) for number in range(start, start + 4)]
        store.ingest(batch, tmp_path / "data")
    opened = _opened(monkeypatch)
    differing = {"Tổng điểm 2016": ["88,5", *scores_of(2016)[1:]]}
    store.ingest([paper("99/QĐ-UBND", 2017, differing)], tmp_path / "data")
    assert len(opened) == 2  # itself and the nearest before it
    assert len(_between(tmp_path / "data")) == 1


@pytest.mark.parametrize("when", [date(2017, 6, 1), date(2018, 6, 1)])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_papers_of_two_years_meet_however_many_stand_between_or_came_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: date, order: tuple[int, int]
) -> None:
    """Papers on another topic that print the same ranks hide no paper, whichever comes last; formats of it are one."""
    monkeypatch.setattr(nearby, "NEAREST", 40)
    papers = [first(), second(WRONG)]
    others = on_another_topic(39, when)
    store.ingest([*others, papers[order[0]]], tmp_path / "data")
    store.ingest([papers[order[1]]], tmp_path / "data")
    assert _kept(tmp_path / "data") == _told(*papers, *others) != []
    (row,) = _between(tmp_path / "data")
    assert "5/QĐ-UBND" in row["message_vi"]


def test_copies_of_one_paper_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files with one number and date are one paper: what they print is not held against each other."""
    opened = _opened(monkeypatch)
    store.ingest([second(WRONG, edition=str(at)) for at in range(3)], tmp_path / "data")
    assert opened == set()


def _opened(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Papers whose figures publications read from now on."""
    opened: set[str] = set()
    series_in = between.series_in

    def noted(rows: Any, doc_ids: Iterable[str]) -> Any:
        opened.update(doc_ids)
        return series_in(rows, doc_ids)

    monkeypatch.setattr(between, "series_in", noted)
    return opened


def test_findings_of_other_papers_stay_in_their_files(tmp_path: Path) -> None:
    """A publication writes what it found anew, and leaves the files of other findings; small ones are put together."""
    data = tmp_path / "data"
    counts = []
    for year in range(2001, 2011):
        earlier = paper(f"5/{year}/QĐ-UBND", year, {f"Xếp hạng {year}": BEFORE})
        later = {f"Xếp hạng {year + 100}": NOW, f"Xếp hạng {year}": WRONG}
        before = _files(data)
        store.ingest([earlier, paper(f"7/{year}/QĐ-UBND", year + 100, later)], data)
        counts.append(len(_files(data)))
        assert before <= _files(data) or counts[-1] == 1
        assert len(_between(data)) == len(counts)
    assert max(counts) == 8


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
        assert _kept(tmp_path / "data") == _told(*papers.values())


def _drawn(random: Random, number: str, edition: str) -> Audit:
    """A paper of one of three years, which repeats ranks and scores of that year and the one before, right or wrong."""
    year = random.choice((2015, 2016, 2017))
    before = list(BEFORE)
    if random.randrange(2):
        one, two = random.sample(range(len(before)), 2)
        before[one], before[two] = before[two], before[one]
    scores = scores_of(year)
    if random.randrange(3) == 0:
        scores[random.randrange(8)] = "12,5"
    columns = {
        f"Tổng điểm {year}": scores,
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
    opened = _opened(monkeypatch)
    store.ingest([second(WRONG)], tmp_path / "data")
    assert opened == {one.decision.document.doc_id for one in (first(), second(WRONG))}
    assert len(_between(tmp_path / "data")) == 1
