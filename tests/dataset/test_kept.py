"""Decisions and confirmed names kept with a dataset: in an object store they are and count as they do in a folder."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from doichieu.dataset import kept
from doichieu.dataset.files import read
from doichieu.dataset.kept import kept_in
from doichieu.dataset.objects import ChangedError, Objects
from doichieu.dataset.place import Address
from doichieu.normalize.agencies.aliases import Alias, AliasesError
from doichieu.review import decisions
from doichieu.review.aliases import beside, confirm, known
from doichieu.review.record import Action, DecisionError, Kind, ReviewDecision, now
from tests.cli.papers import call, write_papers

from .buckets import SILENT

NAME = "Sở Bưu chính"


@pytest.fixture(params=["folder", "store"])
def dataset(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """Where a dataset will be, in a folder and in an object store."""
    return tmp_path / "data" if request.param == "folder" else str(request.getfixturevalue("url"))


def _alias(printed: str) -> Alias:
    return Alias(printed=printed, entity_id="VN-31:so-tttt", by="Lê An", on=date(2024, 5, 1))


def _decision(**more: Any) -> ReviewDecision:
    given = {
        "kind": Kind.NAME,
        "action": Action.DISMISS,
        "by": "Lê An",
        "at": now(),
        "printed": "Tổ 5",
    }
    return ReviewDecision(**(given | more))


def test_decisions_are_read_back(dataset: Address) -> None:
    """What is added is read, in order of time; the same record twice is one, and nothing else is listed."""
    assert decisions.read(dataset) == []
    one, two = _decision(at="2025-03-10T08:15:02Z"), _decision(at="2025-03-09T08:15:02Z", by="Trần Bình")
    for record in (one, two, one):
        decisions.append(dataset, record)
    assert decisions.read(dataset) == [two, one]
    assert decisions.merge(dataset, [one]) == []


def test_confirmed_names_are_read_back(dataset: Address) -> None:
    """Names are added to those that are there; a name twice is one."""
    place = beside(dataset)
    assert known(place) is None
    confirm(place, [_alias("Sở A")])
    confirm(place, [_alias("Sở B"), _alias("Sở A")])
    found = known(place)
    assert found is not None
    assert [row.printed for row in found.rows] == ["Sở A", "Sở B"]


@pytest.mark.parametrize("conditional", [True, False])
def test_people_who_confirm_at_once_lose_nothing(
    dataset: Address, conditional: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of several who add a name at the same time finds it there, with conditional puts, with a lock, in a folder."""
    if not conditional:
        monkeypatch.setattr(kept, "puts_conditionally", lambda _: False)
    place, names = beside(dataset), [f"Sở {letter}" for letter in "ABCD"]
    people = [threading.Thread(target=confirm, args=(place, [_alias(name)])) for name in names]
    for one in people:
        one.start()
    for one in people:
        one.join()
    found = known(place)
    assert found is not None
    assert sorted(row.printed for row in found.rows) == names


def test_a_change_is_made_on_what_another_wrote(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer whose object was put by another in between begins again with that; one that never gets through gives up."""
    there = kept_in(url)
    seen: list[bytes | None] = []

    def change(content: bytes | None) -> bytes:
        seen.append(content)
        if len(seen) == 1:
            Objects(url).put("names", b"other")
        return (content or b"") + b" mine"

    there.change("names", change)
    assert (seen, there.content("names")) == ([None, b"other"], b"other mine")

    def refuse(*_: object) -> None:
        raise ChangedError("changed")

    monkeypatch.setattr(kept, "puts_conditionally", lambda _: True)
    monkeypatch.setattr(Objects, "put_if", refuse)
    with pytest.raises(AliasesError, match="cannot be written"):
        confirm(f"{url}/aliases.tsv", [_alias("Sở C")])


def test_what_people_say_counts_in_the_next_run(dataset: Address, tmp_path: Path) -> None:
    """A finding is dismissed and a name confirmed by the commands; `ingest` and `audit` go by it, in a store as in a folder."""
    papers = tmp_path / "papers"
    (file,) = write_papers(papers, 1, total="57")
    file.write_text(file.read_text("utf-8").replace("Sở Xây dựng", NAME), encoding="utf-8")
    where = ("--dataset", str(dataset))
    assert call("ingest", papers, *where).exit_code == 0
    finding, *_ = read(dataset, "findings", ["finding_id", "rule"]).to_pylist()
    listed = json.loads(call("review", "list", *where, "--json").stdout)
    assert finding["finding_id"] in {one["id"] for one in listed}
    said = call("review", "dismiss", finding["finding_id"], *where, "--by", "An", "--why", "đã hỏi")
    assert said.stdout == "1 decided\n", said.stderr
    said = call("registry", "confirm", NAME, "VN-31:so-tttt", "--by", "An", *where)
    assert said.exit_code == 0, said.stderr
    assert "1 replaced" in call("ingest", papers, *where).stdout
    status = {row["finding_id"]: row["status"] for row in read(dataset, "findings").to_pylist()}
    assert status[finding["finding_id"]] == "dismissed"
    assert "VN-31:so-tttt" in read(dataset, "observations").column("entity_id").to_pylist()
    assert "1 unchanged" in call("ingest", papers, *where).stdout
    log = json.loads(call("review", "log", *where, "--json").stdout)
    assert [(one["by"], one["why"]) for one in log] == [("An", "đã hỏi")]
    other = tmp_path / "other"
    assert "1 new" in call("review", "merge", str(dataset), "--dataset", other).stdout


@pytest.mark.parametrize(
    "act",
    [decisions.read, lambda url: decisions.append(url, _decision())],
    ids=["read", "append"],
)
def test_a_store_that_is_silent_is_said(
    url: str, act: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no store answers, the message says what to check; nothing is taken for no decisions."""
    for name in SILENT:
        monkeypatch.setenv(name, "http://127.0.0.1:1/nobody")
    with pytest.raises(DecisionError) as said:
        act(url)
    assert said.value.do == "check the address, the credentials and the network."
    with pytest.raises(AliasesError):
        known(f"{url}/aliases.tsv")
