"""Pages of a scan that were read, kept until the whole paper is: a run that is interrupted goes on at the next page.

A page takes seconds, a paper minutes. Each page that was read is a file in a folder named by the paper's bytes and by
the code that reads; the folder goes once the paper is read, or after a week.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import time
from contextlib import suppress
from dataclasses import astuple
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doichieu.extract.pdf.textlayer.words import Word
from doichieu.extract.scan.mesh import Mesh
from doichieu.heartbeat import Beat, beat

if TYPE_CHECKING:
    from doichieu.extract.scan.page import Recognised

FOLDER = "DOICHIEU_CACHE"
"""Environment variable that names the folder for pages; empty keeps none."""

_LONGEST_KEPT = 7 * 86_400.0
_MOST_BYTES = 256 * 2**20
_ENGINES = ("trueocr", "onnxruntime", "opencv-python-headless", "numpy")


class Pictures:
    """Reads the pages of one paper that are pictures, each once however often the run is interrupted.

    Args:
        data: Content of the paper; empty where nothing is to be kept.
        source: Its name, for those who watch.
        pages: How many pages it has; one page alone is not kept.
    """

    def __init__(self, data: bytes, source: str, pages: int) -> None:
        self._data, self._source, self._pages = data, source, pages
        self._folder: Path | None = None
        self._is_open = False

    def read(self, page: Any, number: int, width: float, height: float) -> Recognised:
        """Read a page, or take what was read of it before.

        Args:
            page: pdfium's page handle.
            number: 1-based.
            width: Width as shown, in points.
            height: Height as shown, in points.
        """
        from doichieu.extract.scan.page import read_picture  # noqa: PLC0415 (its engine loads for pictures alone)

        file = self._file(number)
        found = _loaded(file)
        if found is None:
            found = read_picture(page, width, height)
            _save(found, file)
        beat(Beat(self._source, number, self._pages))
        return found

    def forget(self) -> None:
        """The paper is read: its pages need not be kept any more."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _file(self, number: int) -> Path | None:
        if not self._is_open:
            self._is_open = True
            root = cache_folder() if self._data and self._pages > 1 else None
            if root is not None:
                _prune(root)
                self._folder = root / f"{hashlib.sha256(self._data).hexdigest()}-{_reader()}"
            self._data = b""
        return None if self._folder is None else self._folder / f"{number:05d}.json"


def cache_folder() -> Path | None:
    """Where pages are kept; None where they are not.

    The folder that `DOICHIEU_CACHE` names, else one in the cache of the user (XDG Base Directory Specification).
    """
    given = os.environ.get(FOLDER)
    if given is not None:
        return Path(given) if given else None
    with suppress(RuntimeError):  # the user has no home
        if sys.platform == "win32":
            base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
        else:
            base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        return Path(base) / "doichieu" / "pages"
    return None


@cache
def _reader() -> str:
    """Fingerprint of the code that reads pictures and of its libraries: other code reads anew."""
    digest = hashlib.sha256(" ".join(f"{name} {_version(name)}" for name in _ENGINES).encode())
    here = Path(__file__).parent
    for path in sorted(path for folder in (here, here.parent / "pdf") for path in folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _version(name: str) -> str:
    with suppress(ModuleNotFoundError):
        return version(name)
    return ""


def _save(page: Recognised, file: Path | None) -> None:
    """Write a page so that it is there whole or not at all; a cache that cannot be written is none."""
    if file is None:
        return
    readings = {id(reading): reading for reading in page.readings.values()}
    places = {known: index for index, known in enumerate(readings)}
    content = {
        "words": [list(word) for word in page.words],
        "strokes": page.strokes,
        "readings": [astuple(reading) for reading in readings.values()],
        "of": {number: places[id(reading)] for number, reading in page.readings.items()},
        "turn": page.turn,
        "skew": page.skew,
        "mesh": page.mesh,
        "zoom": page.zoom,
        "by_hand": page.by_hand,
        "worn": page.worn,
        "unsure": page.unsure,
        "faint": page.faint,
    }
    new = file.with_suffix(f".{os.getpid()}.new")
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        new.replace(file)


def _loaded(file: Path | None) -> Recognised | None:
    """A page that was read before; None where none was, or its file is not whole."""
    from doichieu.extract.scan.engine import Reading  # noqa: PLC0415 (it loads for pictures alone)
    from doichieu.extract.scan.page import Recognised  # noqa: PLC0415

    if file is None:
        return None
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        readings = [
            Reading(text, share, tuple((other, part) for other, part in others), tuple(edges))
            for text, share, others, edges in content["readings"]
        ]
        return Recognised(
            words=[Word(*word) for word in content["words"]],
            strokes=[(x0, y0, x1, y1) for x0, y0, x1, y1 in content["strokes"]],
            readings={int(number): readings[index] for number, index in content["of"].items()},
            turn=content["turn"],
            skew=content["skew"],
            mesh=_mesh(content["mesh"]),
            zoom=content["zoom"],
            by_hand=content["by_hand"],
            worn=content["worn"],
            unsure=content["unsure"],
            faint=content["faint"],
        )
    except (OSError, ValueError, TypeError, KeyError, IndexError):
        return None


def _mesh(parts: list[Any] | None) -> Mesh | None:
    if parts is None:
        return None
    width, height, across, down = parts
    return Mesh(width, height, tuple(map(tuple, across)), tuple(map(tuple, down)))


def _prune(root: Path) -> None:
    """Remove papers whose pages nobody came back for, and the oldest where they fill the folder."""
    with suppress(OSError):
        papers = sorted(
            ((path.stat().st_mtime, path) for path in root.iterdir() if path.is_dir()), reverse=True
        )
        whole = 0
        for changed, path in papers:
            whole += sum(file.stat().st_size for file in path.iterdir())
            if time.time() - changed > _LONGEST_KEPT or whole > _MOST_BYTES:
                shutil.rmtree(path, ignore_errors=True)
