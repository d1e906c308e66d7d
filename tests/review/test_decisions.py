"""Records of decisions."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doichieu.errors import UsageError
from doichieu.review import decisions
from doichieu.review.record import Action, DecisionError, Kind, ReviewDecision


def made(**fields: object) -> ReviewDecision:
    """A decision on a finding."""
    given: dict[str, object] = {
        "kind": Kind.FINDING,
        "action": Action.ACCEPT,
        "printed": "626,23",
        "by": "Lê An",
        "at": "2025-03-10T08:15:02Z",
        "finding_id": "F-0123456789ab",
        "issued_on": "2024-06-03",
    }
    return ReviewDecision(**(given | fields))  # type: ignore[arg-type]


def test_what_is_added_is_read(tmp_path: Path) -> None:
    """Records come back as they were added, the earliest first."""
    second = made(at="2025-03-11T00:00:00Z", action=Action.DISMISS, why="“nhận xét”: <b>\u202e")
    for one in (second, made()):
        decisions.append(tmp_path, one)
    assert decisions.read(tmp_path) == [made(), second]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A record added twice is one file; another record is another file."""
    for one in (made(), made(), made(by="Bình")):
        decisions.append(tmp_path, one)
    assert len(list((tmp_path / "decisions").iterdir())) == 2


def test_the_latest_on_a_subject_counts() -> None:
    """A later decision counts in place of an earlier one, and reopening leaves none."""
    first, later = made(), made(at="2025-03-12T00:00:00Z", action=Action.DISMISS, why="làm tròn")
    assert list(decisions.current([later, first]).values()) == [later]
    reopened = made(at="2025-03-13T00:00:00Z", action=Action.REOPEN)
    assert decisions.current([later, first, reopened]) == {}


def test_a_number_of_another_year_is_another_subject() -> None:
    """Two papers that share a number, and so an ID, are not decided together."""
    assert len(decisions.current([made(), made(issued_on="2023-06-03")])) == 2


def test_two_people_who_differ_are_a_conflict() -> None:
    """Different actions of two people on one subject are told; the same action is agreement."""
    one, other = made(), made(by="Bình", at="2025-03-12T00:00:00Z")
    assert decisions.conflicts([one, other]) == {}
    against = replace(other, action=Action.DISMISS, why="đúng là thế")
    assert decisions.conflicts([against, one]) == {one.subject: (one, against)}
    agreed = made(at="2025-03-13T00:00:00Z", action=Action.DISMISS, why="đồng ý")
    assert decisions.conflicts([against, one, agreed]) == {}


def test_merging_is_a_union_that_may_be_repeated(tmp_path: Path) -> None:
    """Merging two datasets' decisions gives both the same records, in either order and again."""
    here, there = tmp_path / "a", tmp_path / "b"
    decisions.append(here, made())
    decisions.append(there, made(by="Bình"))
    assert [one.by for one in decisions.merge(here, decisions.read(there))] == ["Bình"]
    decisions.merge(there, decisions.parse(decisions.export(decisions.read(here))))
    assert decisions.read(here) == decisions.read(there)
    assert decisions.merge(here, decisions.read(there)) == []
    names = [{path.name for path in (folder / "decisions").iterdir()} for folder in (here, there)]
    assert names[0] == names[1]


@pytest.mark.parametrize("change", [{"printed": "626,24"}, {"by": "Ai đó"}, {"row": "1"}, {"kind": "x"}])
def test_an_altered_record_is_refused(tmp_path: Path, change: dict[str, str]) -> None:
    """A record that does not say what its hash says is an error that names the file."""
    decisions.append(tmp_path, made())
    (path,) = (tmp_path / "decisions").iterdir()
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | change), "utf-8")
    with pytest.raises(DecisionError) as error:
        decisions.read(tmp_path)
    assert error.value.source == str(path)


@pytest.mark.parametrize(
    "fields",
    [
        {"by": " "},
        {"action": Action.DISMISS},
        {"action": Action.CORRECT},
        {"why": "x" * 5000},
        {"kind": Kind.CELL, "document": "0" * 64, "table_id": "t01", "row": 1, "col": 1},
    ],
)
def test_a_record_that_says_too_little_is_refused(tmp_path: Path, fields: dict[str, object]) -> None:
    """Nobody, no reason, no value, too much text, an accepted cell."""
    with pytest.raises(UsageError):
        decisions.append(tmp_path, made(**fields))
    assert decisions.read(tmp_path) == []


def test_what_people_say_cells_print() -> None:
    """Corrected cells are found by document and place; the last correction counts."""
    place = {"kind": Kind.CELL, "document": "d" * 64, "table_id": "t01", "row": 3, "col": 2}
    first = made(action=Action.CORRECT, decided="7", **place)
    later = made(action=Action.CORRECT, decided="70", at="2025-03-12T00:00:00Z", **place)
    state = decisions.current([first, later, made()])
    assert decisions.corrected_cells(state) == {"d" * 64: {("t01", 3, 2): later}}


@given(st.text(max_size=50), st.text(min_size=1, max_size=50).filter(str.strip))
def test_any_text_travels(printed: str, by: str) -> None:
    """Whatever a paper prints or a person is called, a record comes back equal from its text."""
    one = made(printed=printed.encode(errors="replace").decode(), by=by)
    assert decisions.parse(decisions.export([one])) == [one]
