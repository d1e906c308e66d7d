"""Whether a state is whole: of a dataset that was copied in part nothing is read, and nothing is built on it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from doichieu.dataset.layout import FILES, MANIFEST
from doichieu.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from doichieu.dataset.place import Place, State


def note(staged: Path, state: State | None, kept: Iterable[str]) -> None:
    """Write down which files a state has, and how large they are.

    Args:
        staged: The folder of the new state, with every new file.
        state: The state before, None for none.
        kept: Files of that one which the new one has as well.
    """
    before = {} if state is None else _noted(state)
    sizes = {name: before.get(name) for name in kept}
    new = {path.relative_to(staged).as_posix(): path.stat().st_size for path in staged.rglob("*.parquet")}
    (staged / FILES).write_text(json.dumps(sizes | new), encoding="utf-8")


def lacking(state: State) -> list[str]:
    """Files that a state should have and does not, or not as long as they were written; none where nobody noted any."""
    if not state.has(MANIFEST):
        return [MANIFEST]
    return state.lacking(_noted(state))


def current(place: Place) -> State | None:
    """The state that readers see, whole; None where there is no dataset.

    Raises:
        DatasetError: A file is missing or cut off.
    """
    state = place.current()
    if state is None or not lacking(state):
        return state
    state = place.current()  # the other may have been removed, after two that others published
    if state is not None and (found := lacking(state)):
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        raise DatasetError(
            f"Files of the dataset are missing or cut off ({found[0]}{more}): it was copied in part.",
            do="copy the whole folder again while no run writes to it (rsync -a, cp -a; `.store` with it), or ingest"
            " the papers into a new one.",
            source=str(state.address),
        )
    return state


def _noted(state: State) -> dict[str, int | None]:
    """Sizes by name; None where a size is not known, nothing where an earlier version wrote the state."""
    if not state.has(FILES):
        return {}
    found: dict[str, int | None] = json.loads(state.content(FILES))
    return found
