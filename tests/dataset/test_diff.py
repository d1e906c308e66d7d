"""Two states of a dataset compared, and a state opened from Python."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from doichieu.dataset import open_dataset, record, store
from doichieu.dataset.diff import compare
from doichieu.dataset.schema import SCHEMAS, TABLES
from doichieu.errors import DatasetError, UsageError
from tests.cli.papers import call, call_json, paper, write_papers

from .factories import make_audit


def _write(folder: Path, **papers: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in papers.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_diff_tells_papers_figures_and_findings(tmp_path: Path) -> None:
    """A misprint that was corrected, a paper that came and one that went are told, and nothing else is."""
    papers = _write(tmp_path / "papers", same=paper(1), corrected=paper(2, total="57"), gone=paper(3))
    call("ingest", papers, "--dataset", tmp_path / "a")
    (papers / "gone.txt").unlink()
    _write(papers, corrected=paper(2), new=paper(4))
    call("ingest", papers, "--dataset", tmp_path / "b")
    found = call_json("diff", tmp_path / "a", tmp_path / "b")
    names = {key: [Path(source).stem for source in found[key]] for key in ("added", "removed", "changed")}
    assert names == {"added": ["new"], "removed": ["gone"], "changed": ["corrected"]}
    assert [(one["row"], one["before"], one["after"]) for one in found["figures"]] == [(2, "57", "75")]
    corrected = [one for one in found["findings"] if Path(one["source"]).stem == "corrected"]
    assert {one["change"] for one in corrected} == {"gone"}
    assert "75" in call("diff", tmp_path / "a", tmp_path / "b").stdout


def test_a_state_does_not_differ_from_itself(tmp_path: Path) -> None:
    """The same state twice has no difference."""
    store.ingest([make_audit()], tmp_path / "data")
    found = compare(open_dataset(tmp_path / "data"), open_dataset(tmp_path / "data"))
    assert not any((found.added, found.removed, found.changed, found.figures, found.findings))


def test_papers_that_other_code_audited_alike_are_only_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an upgrade the papers of which a figure or a finding is other are told, and how many are as they were."""
    store.ingest([make_audit("a"), make_audit("b", source="papers/b.txt")], tmp_path / "a")
    monkeypatch.setattr(record, "version", lambda _: "other code")
    other = make_audit("b", source="papers/b.txt")
    store.ingest([make_audit("a"), replace(other, findings=())], tmp_path / "b")
    found = compare(open_dataset(tmp_path / "a"), open_dataset(tmp_path / "b"))
    assert (found.changed, found.same) == (["papers/b.txt"], ["papers/a.txt"])
    assert "\n= 1 read or audited by another version" in call("diff", tmp_path / "a", tmp_path / "b").stdout


def test_a_link_to_nothing_is_told_at_every_run(tmp_path: Path) -> None:
    """--prune removes no file that is there, were it a link to nothing: it is unread, the second time as the first."""
    papers = _write(tmp_path / "papers", a=paper(1))
    (papers / "b.txt").symlink_to("nowhere.txt")
    for _ in range(2):
        found = json.loads(call("ingest", papers, "--dataset", tmp_path / "data", "--prune", "--json").stdout)
        assert (found["files"]["unread"], found["removed"]) == (1, [])
    assert len(open_dataset(tmp_path / "data").arrow("issues")) == 1


def test_prune_removes_what_is_gone(tmp_path: Path) -> None:
    """--prune removes papers whose files are gone from the folder given; without it they stay."""
    papers = _write(tmp_path / "papers", a=paper(1), b=paper(2))
    call("ingest", papers, "--dataset", tmp_path / "data")
    (papers / "b.txt").unlink()
    assert call_json("ingest", papers, "--dataset", tmp_path / "data")["removed"] == []
    assert len(open_dataset(tmp_path / "data").arrow("documents")) == 2
    removed = call_json("ingest", papers, "--dataset", tmp_path / "data", "--prune")["removed"]
    assert [Path(source).stem for source in removed] == ["b"]
    assert len(open_dataset(tmp_path / "data").arrow("documents")) == 1


def test_prune_from_another_folder_removes_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of the same name elsewhere is another: its papers stay, and those named otherwise than before go."""
    data = tmp_path / "data"
    for place in ("x", "y"):
        write_papers(tmp_path / place / "papers", 2 if place == "x" else 1)
        (tmp_path / place / "papers" / "own.txt").write_text(paper(90 + ord(place)), encoding="utf-8")
        monkeypatch.chdir(tmp_path / place)
        assert call_json("ingest", "papers", "--dataset", data, "--prune")["removed"] == []
    (tmp_path / "x" / "papers" / "qd-2.txt").unlink()
    monkeypatch.chdir(tmp_path)
    removed = call_json("ingest", tmp_path / "x" / "papers", "--dataset", data, "--prune")["removed"]
    assert removed == ["papers/qd-2.txt"]


def test_prune_refuses_a_folder_without_papers(tmp_path: Path) -> None:
    """A folder among several that is empty, as one that is not mounted is, removes nothing: exit code 2."""
    one, two, data = tmp_path / "one", tmp_path / "two", tmp_path / "data"
    write_papers(one, 1)
    (file,) = write_papers(two, 1, total="57")
    call_json("ingest", one, two, "--dataset", data)
    file.unlink()
    refused = call("ingest", one, two, "--dataset", data, "--prune")
    assert refused.exit_code == 2
    assert "two" in refused.stderr
    assert "mounted" in refused.stderr
    assert len(open_dataset(data).arrow("documents")) == 2


def test_an_opened_dataset_is_one_state(tmp_path: Path) -> None:
    """What is published after a dataset was opened is not seen in it."""
    store.ingest([make_audit("a")], tmp_path / "data")
    opened = open_dataset(str(tmp_path / "data"))
    store.ingest([make_audit("b", source="b.txt")], tmp_path / "data")
    assert len(opened.arrow("documents")) == 1
    assert len(open_dataset(tmp_path / "data").arrow("documents")) == 2


def test_tables_come_as_arrow_pandas_and_polars(tmp_path: Path) -> None:
    """Each table has its columns in each of the three, and a codebook that describes them."""
    store.ingest([make_audit()], tmp_path / "data")
    opened = open_dataset(tmp_path / "data")
    assert opened.tables == TABLES
    for table in TABLES:
        names = SCHEMAS[table].names
        assert opened.arrow(table).schema.names == names
        assert list(opened.pandas(table).columns) == names
        assert opened.polars(table).columns == names
        assert list(opened.codebook(table)) == names
    assert opened.pandas("observations", ["value"]).shape == (2, 1)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    """A folder without a dataset and a table that does not exist are named with what to do."""
    with pytest.raises(DatasetError, match="doichieu ingest"):
        open_dataset(tmp_path)
    store.ingest([make_audit()], tmp_path / "data")
    with pytest.raises(UsageError, match="choose among documents"):
        open_dataset(tmp_path / "data").arrow("figures")


def test_json_is_json(tmp_path: Path) -> None:
    """The difference has the keys that programs rely on."""
    store.ingest([make_audit()], tmp_path / "data")
    said = json.loads(call("diff", tmp_path / "data", tmp_path / "data", "--json").stdout)
    assert list(said) == ["added", "removed", "changed", "same", "figures", "findings"]
