"""What was read and is not yet published: a file an event, each there whole or not at all.

A run adds to the journal without a lock, since every name is its own; publishing takes what is there, in order of
time, and removes it once the new state is current.
"""

from __future__ import annotations

import io
import json
import time
import uuid
import zipfile
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from doichieu.dataset.place import Place

_HEADER = "entry.json"


class Event(StrEnum):
    """What happened to a source."""

    DOCUMENT = "document"
    SAME = "same"
    UNREAD = "unread"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What happened to one source.

    Attributes:
        event: DOCUMENT: it was read (the record is in the same file); SAME: it holds a document that was read
            before; UNREAD: it could not be read; GONE: it is to be forgotten.
        source_id: Key of the source's place.
        source: Path as given.
        doc_id: Its document, for DOCUMENT and SAME.
        seen: When, as an ISO time in UTC.
        code: Why it could not be read, for UNREAD.
        message: The same in words.
        tried: What it was tried with, for UNREAD; see `Source`.
        tries: How many runs in a row tried it with that.
    """

    event: Event
    source_id: str
    source: str
    seen: str
    doc_id: str | None = None
    code: str | None = None
    message: str | None = None
    tried: str | None = None
    tries: int | None = None


def add(place: Place, entry: Entry, record: bytes | None = None) -> None:
    """Add an entry.

    Args:
        place: The dataset.
        entry: What happened.
        record: The document, encoded, for DOCUMENT.
    """
    buffer = io.BytesIO(record or b"")
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(zipfile.ZipInfo(_HEADER), json.dumps(asdict(entry)))
    place.add(f"{time.time_ns():020}-{uuid.uuid4().hex}.zip", buffer.getvalue())


def read(content: bytes) -> Entry | None:
    """An entry; None where it is torn (the machine lost power before the disk had it)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.testzip() is not None:
                return None
            found = json.loads(archive.read(_HEADER))
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError):
        return None
    return Entry(**found | {"event": Event(found["event"])})
