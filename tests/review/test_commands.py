"""The commands about names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from doichieu.cli import app


def run(*arguments: str) -> str:
    """What a command prints; it must succeed."""
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_show_draws_the_history() -> None:
    """An entity is shown with its forms, acts, predecessors and successors."""
    shown = run("registry", "show", "VN-31:h-543")
    assert "2020-06-01" in shown
    assert "932/NQ-UBTVQH14" in shown
    assert "← Bình Định (VN-31)" in run("registry", "show", "VN-30")
    assert "→ Gia Lai (VN-30)" in run("registry", "show", "VN-31")


def test_show_as_json() -> None:
    """The same for programs."""
    shown = json.loads(run("registry", "show", "VN-31", "--json"))
    assert (shown["entity_id"], shown["successors"], shown["iso"]) == ("VN-31", ["VN-30"], "VN-31")


@pytest.mark.parametrize(
    "arguments", [("show", "VN-0"), ("at", "yesterday"), ("search", "x", "--level", "y")]
)
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    """What does not exist or is no date is wrong usage."""
    assert CliRunner().invoke(app, ["registry", *arguments]).exit_code == 2


def test_search() -> None:
    """Words cut short and without diacritics find an entity."""
    assert "VN-31:so-tc" in run("registry", "search", "so tai chinh binh d")


@pytest.mark.parametrize(("day", "count"), [("2025-06-30", 63), ("01/07/2025", 34)])
def test_at(day: str, count: int) -> None:
    """What was in force on a day: 63 provinces, then 34."""
    assert len(json.loads(run("registry", "at", day, "--level", "province", "--json"))) == count


def test_at_names_things_as_they_were() -> None:
    """A unit is listed by the kind and the name of that day."""
    listed = json.loads(
        run("registry", "at", "2017-02-07", "--province", "VN-31", "--level", "district", "--json")
    )
    assert "Huyện Hoài Nhơn" in {entity["name"] for entity in listed}


def test_confirm_match_propose(tmp_path: Path) -> None:
    """A name confirmed beside a dataset is matched from then on, and proposed for the registry."""
    dataset = str(tmp_path / "dataset")
    given = ("--dataset", dataset, "--by", "An", "--province", "Bình Định", "--date", "2024-05-01")
    run("registry", "confirm", "Sở Bưu chính", "VN-31:so-tttt", *given)
    file = str(tmp_path / "aliases.tsv")
    found = json.loads(run("match", "Sở Bưu chính", "--province", "VN-31", "--aliases", file, "--json"))
    assert found[0]["entity_id"] == "VN-31:so-tttt"
    assert run("registry", "propose", "--dataset", dataset).startswith(
        "exceptions.tsv\tVN-31:so-tttt\tSở Bưu chính"
    )


def test_run_uses_the_names_beside_the_dataset(tmp_path: Path) -> None:
    """A paper read after a name was confirmed has its entity in the dataset."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy

    paper = tmp_path / "paper.txt"
    rows = [("1", "Sở Bưu chính", "9"), ("2", "Sở Tài chính", "8"), ("3", "Sở Y tế", "7")]
    body = "\n".join("\t".join(row) for row in rows)
    paper.write_text(
        "ỦY BAN NHÂN DÂN\nTỈNH BÌNH ĐỊNH\nSố: 1/QĐ-UBND\nBình Định, ngày 07 tháng 02 năm 2017\n\nQUYẾT ĐỊNH\n\n"
        f"Bảng 1. Kết quả\n\nTT\tTên đơn vị\tĐiểm\n{body}\n",
        encoding="utf-8",
    )
    out = tmp_path / "out"
    given = ("--dataset", str(out / "dataset"), "--by", "An", "--province", "VN-31")
    run("registry", "confirm", "Sở Bưu chính", "VN-31:so-tttt", *given)
    run("run", str(paper), "--out", str(out), "--format", "json")
    table = pq.read_table(out / "dataset" / "observations")
    assert "VN-31:so-tttt" in set(table.column("entity_id").to_pylist())


def test_serve_says_when_the_port_is_taken(service: str) -> None:
    """A port that is taken is wrong usage, said in one line."""
    port = service.rpartition(":")[2]
    result = CliRunner().invoke(app, ["serve", "--port", port])
    assert result.exit_code == 2
    assert "another --port" in result.stderr
