"""What a state of the dataset consists of: its segments, and what every source holds."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from doichieu.dataset.layout import MANIFEST, SOURCES
from doichieu.dataset.segments import Segment

if TYPE_CHECKING:
    from pathlib import Path

    from doichieu.dataset.place import State

LAYOUT = 2
"""Version of the folder's layout; 1 was a file a document in every table."""

_COLUMNS = pa.schema([
    ("source_id", pa.string()), ("source", pa.binary()), ("doc_id", pa.string()), ("seen", pa.string()),
    ("code", pa.string()), ("message", pa.string()),
    ("tried", pa.string()), ("tries", pa.int64()),
])  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What one place holds.

    Attributes:
        source_id: Key of the place.
        source: Path as given.
        doc_id: The document that was last read from it, None where none ever was.
        seen: When it came to hold that, as an ISO time in UTC.
        code: Why it could not be read the last time, None where it could.
        message: The same in words.
        tried: What it was tried with that time: its bytes, the code and the limits.
        tries: How many runs in a row tried it with that.
    """

    source_id: str
    source: str
    doc_id: str | None
    seen: str
    code: str | None = None
    message: str | None = None
    tried: str | None = None
    tries: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A state of the dataset.

    Attributes:
        segments: By name.
        sources: By source_id.
        applied: Entries of the journal that are in it, though they may still be there.
    """

    segments: dict[str, Segment] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    applied: frozenset[str] = frozenset()


def load(state: State) -> Manifest:
    """Read what a state consists of."""
    found: dict[str, Any] = json.loads(state.content(MANIFEST))
    segments = [Segment(**one | {"entities": tuple(one["entities"])}) for one in found["segments"]]
    rows = pq.ParquetFile(state.opened(SOURCES)).read()
    # A state that an earlier version wrote says nothing of what was tried.
    names = [name for name in _COLUMNS.names if name in rows.column_names]
    columns = {name: rows.column(name).to_pylist() for name in names}
    columns["source"] = [os.fsdecode(path) for path in columns["source"]]
    found_sources = (
        Source(**dict(zip(names, said, strict=True))) for said in zip(*columns.values(), strict=True)
    )
    return Manifest(
        segments={one.name: one for one in segments},
        sources={one.source_id: one for one in found_sources},
        applied=frozenset(found["applied"]),
    )


def layout_of(state: State) -> int:
    """Version of the layout a state was written in."""
    found: int = json.loads(state.content(MANIFEST))["layout"]
    return found


def save(staged: Path, manifest: Manifest) -> None:
    """Write what a state consists of."""
    said = {
        "layout": LAYOUT,
        "segments": [asdict(one) for one in manifest.segments.values()],
        "applied": sorted(manifest.applied),
    }
    (staged / MANIFEST).write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    ordered = [manifest.sources[key] for key in sorted(manifest.sources)]
    columns = [
        pa.array([_value(one, name) for one in ordered], _COLUMNS.field(name).type) for name in _COLUMNS.names
    ]
    pq.write_table(pa.Table.from_arrays(columns, schema=_COLUMNS), staged / SOURCES)


def _value(source: Source, name: str) -> str | bytes | int | None:
    value: str | int | None = getattr(source, name)
    # Paths as bytes: names on disk need not be text.
    return os.fsencode(source.source) if name == "source" else value
