"""A place made ready for writing: a new dataset, one of an older layout, or one that is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.dataset import manifest, migrate, whole
from doichieu.dataset.build import build
from doichieu.dataset.manifest import Manifest
from doichieu.dataset.objects import ChangedError
from doichieu.dataset.place import is_url
from doichieu.errors import DatasetError

if TYPE_CHECKING:
    from doichieu.dataset.place import Address, Place


def prepare(place: Place, dataset: Address) -> None:
    """Make a new dataset, bring an old one to this layout, refuse anything else.

    Args:
        place: Where the dataset is to stand.
        dataset: Its address.

    Raises:
        DatasetError: The place holds something else, or what a later version wrote.
    """
    if not place.prepare():
        _begin(place, dataset)
    _check_layout(place, dataset)
    place.settled()


def _begin(place: Place, dataset: Address) -> None:
    with place.writing():
        if place.current() is not None:
            return
        old = not is_url(dataset) and migrate.is_old(Path(dataset))
        sources, fresh = migrate.documents(Path(dataset)) if old else ({}, migrate.NOTHING)
        try:
            with place.staging() as staged:
                build(staged, None, Manifest(), sources, fresh, frozenset())
                place.swap(staged, (), None)
        except ChangedError:  # another writer was the first
            return


def _check_layout(place: Place, dataset: Address) -> None:
    state = whole.current(place)
    written = manifest.LAYOUT if state is None else manifest.layout_of(state)
    if written > manifest.LAYOUT:
        raise DatasetError(
            f"The dataset was written by a later version of doichieu (layout {written}).",
            do="upgrade doichieu, or ingest the papers into a new folder.",
            source=str(dataset),
        )
