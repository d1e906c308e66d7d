"""Names confirmed after a paper was ingested: the next ingest, run and audit look them up in the dataset too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from doichieu.cli import app
from doichieu.dataset.files import read as rows
from tests.review.papers import paper

OLD_NAME = "Sở Bưu chính"


def command(*arguments: str) -> Any:
    """What a command prints as JSON; it must succeed."""
    result = CliRunner().invoke(app, [*arguments, "--json", "--jobs", "0"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def dataset(tmp_path: Path) -> str:
    """A dataset with a paper that names what the registry does not know."""
    (tmp_path / "paper.md").write_text(paper(names={4: OLD_NAME}), "utf-8")
    found = str(tmp_path / "data")
    ingest(found)
    assert entity(found) is None
    return found


def ingest(dataset: str) -> bool:
    """Ingest the paper; whether it was read or audited again."""
    return (
        command("ingest", str(Path(dataset).parent / "paper.md"), "--dataset", dataset)["files"]["unchanged"]
        == 0
    )


def confirm(dataset: str, name: str = OLD_NAME) -> None:
    """Confirm that a name is the department of information and communications."""
    found = CliRunner().invoke(
        app, ["registry", "confirm", name, "VN-31:so-tttt", "--by", "Lê An", "--dataset", dataset]
    )
    assert found.exit_code == 0, found.output


def entity(dataset: str) -> str | None:
    """The entity of the old name's figures."""
    figures = rows(dataset, "observations", ["entity_name", "entity_id"]).to_pylist()
    (found,) = {
        row["entity_id"]
        for row in figures
        if row["entity_name"] in {OLD_NAME, "Sở Thông tin và Truyền thông"}
    }
    return found


def test_ingest_again(dataset: str) -> None:
    """The same bytes are audited again once, with the name."""
    assert not ingest(dataset)
    confirm(dataset)
    assert ingest(dataset)
    assert entity(dataset) == "VN-31:so-tttt"
    assert not ingest(dataset)


def test_withdrawn_name(dataset: str) -> None:
    """Without the file of names a paper is as it was."""
    confirm(dataset)
    ingest(dataset)
    (Path(dataset).parent / "aliases.tsv").unlink()
    ingest(dataset)
    assert entity(dataset) is None


def test_audit_writes_the_name(dataset: str, tmp_path: Path) -> None:
    """An audit puts the name into the dataset."""
    confirm(dataset)
    command("audit", "--dataset", dataset, "--out", str(tmp_path / "out"), "--format", "json")
    assert entity(dataset) == "VN-31:so-tttt"
    assert not ingest(dataset)


def test_run_writes_the_name(dataset: str, tmp_path: Path) -> None:
    """A run over the same bytes puts the name into the dataset."""
    confirm(dataset)
    arguments = ("--dataset", dataset, "--out", str(tmp_path / "out"), "--format", "json")
    command("run", str(tmp_path / "paper.md"), *arguments)
    assert entity(dataset) == "VN-31:so-tttt"
