"""Datasets that were copied: in part, with links followed, or without what is hidden."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from doichieu.dataset import layout, open_dataset, store
from doichieu.dataset.schema import TABLES
from doichieu.errors import DatasetError
from tests.cli.papers import call

from .factories import make_audit


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A dataset of two papers."""
    folder = tmp_path / "data"
    for name in "ab":
        store.ingest([make_audit(name, source=f"papers/{name}.txt")], folder)
    return folder


def _sources(folder: Path) -> list[str]:
    found: list[str] = sorted(open_dataset(folder).arrow("documents").column("source").to_pylist())
    return found


@pytest.mark.parametrize("damage", ["folder", "file", "cut off", "manifest"])
def test_a_copy_of_a_part_is_told(whole: Path, damage: str) -> None:
    """Nothing is read of a dataset that lacks a file, and nothing is built on it."""
    state = layout.snapshot_of(whole)
    lost = max((state / "cells").iterdir(), key=lambda path: path.stat().st_size)
    match damage:
        case "folder":
            shutil.rmtree(state / "observations")
        case "file":
            lost.unlink()
        case "cut off":
            content = lost.read_bytes()
            lost.unlink()
            lost.write_bytes(content[: len(content) // 2])
        case "manifest":
            (state / layout.MANIFEST).unlink()
    with pytest.raises(DatasetError, match="copied in part"):
        open_dataset(whole)
    with pytest.raises(DatasetError, match="copied in part"):
        store.ingest([make_audit("c", source="papers/c.txt")], whole)
    result = call("export", "--to", "csv", whole.parent / "tables", "--dataset", whole)
    assert result.exit_code == 3
    assert "copy the whole folder again" in result.stderr


def test_a_dataset_of_before_files_were_noted_is_read(whole: Path) -> None:
    """States that an earlier version wrote say nothing of their files; the next one does."""
    (layout.snapshot_of(whole) / layout.FILES).unlink()
    assert len(_sources(whole)) == 2
    store.ingest([make_audit("c", source="papers/c.txt")], whole)
    assert (layout.snapshot_of(whole) / layout.FILES).is_file()
    assert len(_sources(whole)) == 3


def test_a_copy_that_followed_links_is_a_dataset(whole: Path, tmp_path: Path) -> None:
    """It is read as it is, and the next run makes links of it again."""
    copy = tmp_path / "copy"
    shutil.copytree(whole, copy, symlinks=False)
    assert not (copy / layout.STORE / layout.CURRENT).is_symlink()
    assert _sources(copy) == _sources(whole)
    store.ingest([make_audit("c", source="papers/c.txt")], copy)
    assert len(_sources(copy)) == 3
    assert all((copy / table).is_symlink() for table in TABLES)
    assert (copy / layout.STORE / layout.CURRENT).is_symlink()
    assert sorted(path.name for path in (copy / layout.STORE).iterdir()) == sorted(
        path.name for path in (whole / layout.STORE).iterdir()
    )


@pytest.mark.parametrize("step", ["moved", "linked"])
def test_a_run_killed_while_it_made_links_is_gone_on_with(whole: Path, tmp_path: Path, step: str) -> None:
    """Whatever is there, the state is, and the next run finds it."""
    copy = tmp_path / "copy"
    shutil.copytree(whole, copy, symlinks=False)
    area = copy / layout.STORE
    (area / layout.CURRENT).rename(area / layout.STAGING / "followed")
    if step == "linked":
        (area / layout.CURRENT).symlink_to(max((area / layout.SNAPSHOTS).iterdir()).relative_to(area))
    with store.Store(copy):
        pass
    assert _sources(copy) == _sources(whole)
    assert not (area / layout.STAGING / "followed").exists()


def test_tables_without_the_store_are_refused(whole: Path, tmp_path: Path) -> None:
    """A copy of what is not hidden holds the tables alone: nothing can be added to it, and it is left as it is."""
    copy = tmp_path / "copy"
    shutil.copytree(whole, copy, symlinks=False, ignore=shutil.ignore_patterns(layout.STORE))
    before = sorted(copy.rglob("*"))
    with pytest.raises(DatasetError, match=r"without the folder `\.store`"):
        store.ingest([make_audit("c")], copy)
    assert sorted(copy.rglob("*")) == before
