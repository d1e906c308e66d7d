"""Copies of a dataset that followed its links (`cp -rL`, archives, drives without links), made a dataset again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from doichieu.dataset import layout
from doichieu.dataset.schema import TABLES

if TYPE_CHECKING:
    from pathlib import Path

_ASIDE = "followed"


def is_followed(folder: Path) -> bool:
    """Whether a folder stands where the pointer was, or a run was killed while it put the pointer there."""
    return layout.is_copied(folder) or _aside(folder).is_dir()


def restore(folder: Path) -> None:
    """Make the state that stands in the pointer's place the current one; a run that is killed is gone on with.

    Tables that hold what the state does are removed, for links stand in their place; the caller holds the lock.

    Args:
        folder: The dataset.
    """
    pointer, aside = folder / layout.STORE / layout.CURRENT, _aside(folder)
    if layout.is_copied(folder):
        aside.parent.mkdir(exist_ok=True)
        pointer.replace(aside)
    if aside.is_dir():
        if not pointer.is_symlink():
            layout.swap(folder, _linked(folder, aside))
        shutil.rmtree(aside)
    for table in TABLES:
        path = folder / table
        if not path.is_symlink() and _names(path) == _names(pointer / table):
            shutil.rmtree(path, ignore_errors=True)


def _aside(folder: Path) -> Path:
    return folder / layout.STORE / layout.STAGING / _ASIDE


def _linked(folder: Path, state: Path) -> Path:
    """The files of a state once more, as one that is being built."""
    staged = layout.stage(folder)
    for path in state.rglob("*"):
        target = staged / path.relative_to(state)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            layout.keep(path, target)
    return staged


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*")}
