"""Which files are papers: those named, and those in folders whose names say so."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.errors import UsageError
from doichieu.extract.sniff import begins_as_paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUFFIXES = frozenset(
    [
        ".txt",
        ".md",
        ".html",
        ".htm",
        ".xhtml",
        ".mht",
        ".mhtml",
        ".docx",
        ".docm",
        ".dotx",
        ".dotm",
        ".doc",
        ".dot",
        ".rtf",
        ".odt",
        ".ott",
        ".fodt",
        ".pdf",
        ".xls",
        ".xlt",
        ".xlsx",
        ".xlsm",
        ".xltx",
        ".xltm",
        ".xlsb",
        ".ods",
        ".ots",
        ".fods",
        ".png",
        ".jpg",
        ".jpeg",
        ".tif",
        ".tiff",
        ".webp",
        ".bmp",
        ".jp2",
        ".zip",
        ".rar",
        ".7z",
        ".gz",
        ".tgz",
    ]
)
"""Names that are taken for papers when a folder is given; a file given by itself may have any name.

An archive is not opened, but may hold papers: it is taken, so that it is said that it was not read.
"""

# Names behind which stands what a server made, or an older form of Word and Excel: the content says whether it is a paper.
_ANYTHING = frozenset(".xml .aspx .asp .php .jsp .jspx .ashx .do".split())  # noqa: SIM905
# Copies that programs keep, and downloads that are not whole.
_NOT_WHOLE = frozenset(".bak .old .tmp .part .partial .crdownload .download .opdownload .swp".split())  # noqa: SIM905
# How names of a kind end; an end like ".1", ".QĐ-UBND" or ".pdf?id=305" names none.
_KIND = re.compile(r"\.[a-z][a-z0-9]{0,6}")
# Word and LibreOffice put such a file beside each that is open.
_LOCKS = ("~$", ".~lock")
_HEAD = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The files to read, and what in the given folders is not read.

    Attributes:
        files: Papers.
        ignored: Files that are none (README, scripts, pictures), and links to folders.
        outside: Links by which a folder names a file outside it; whoever fills a folder must not have other
            files of this machine read.
        closed: Folders that cannot be opened.
    """

    files: tuple[Path, ...]
    ignored: tuple[Path, ...]
    outside: tuple[Path, ...] = ()
    closed: tuple[Path, ...] = ()

    @property
    def total(self) -> int:
        """How many papers or errors come of them."""
        return len(self.files) + len(self.refused)

    @property
    def refused(self) -> tuple[Path, ...]:
        """What is not read and is an error."""
        return (*self.outside, *self.closed)


def find(paths: Sequence[Path], *, recursive: bool = False) -> Inputs:
    """The files that are papers, each once.

    Args:
        paths: Files and folders. Of a folder the files with a known suffix are taken, in order of their
            names, and those whose names say nothing and that begin as a paper does; hidden files, those called
            README, locks of programs and downloads that are not whole are not.
        recursive: Whether folders inside a folder are read as well.

    Returns:
        Files to read and files not read.

    Raises:
        UsageError: A path does not exist, or there is no paper in any of them.
    """
    files: dict[Path, Path] = {}
    ignored: dict[Path, Path] = {}
    outside: dict[Path, Path] = {}
    closed: list[Path] = []
    for path in paths:
        root = path.resolve()
        for file in _listed(path, closed, recursive=recursive):
            real = Path(os.path.realpath(file))  # `resolve` raises where links go in circles
            if file != path and not real.is_relative_to(root):
                outside.setdefault(real, file)
            elif file == path or (not file.is_dir() and _is_paper(file)):
                files.setdefault(real, file)
            else:
                ignored.setdefault(real, file)
    if not files and not outside and not closed:
        raise UsageError(
            f"There is no paper in {', '.join(map(str, paths))}.",
            do="name a file, or a folder with papers: PDF, scans, DOCX, DOC, XLSX, HTML or text (--recursive for deeper ones).",
        )
    return Inputs(
        files=tuple(files.values()),
        ignored=tuple(ignored.values()),
        outside=tuple(outside.values()),
        closed=tuple(dict.fromkeys(closed)),
    )


def _listed(path: Path, closed: list[Path], *, recursive: bool) -> Iterator[Path]:
    """The file itself, or the visible files of a folder by name; links to folders are not entered.

    Folders that cannot be opened are added to `closed`.
    """
    if not path.exists():
        raise UsageError("There is no such file or folder.", do="check the path.", source=str(path))
    if not path.is_dir():
        yield path
        return
    try:
        found = sorted(path.iterdir())
    except OSError:  # without permission, or gone by now
        closed.append(path)
        return
    for one in found:
        if one.name.startswith("."):
            continue
        if one.is_symlink() or not one.is_dir():
            yield one
        elif recursive:
            yield from _listed(one, closed, recursive=True)


def _is_paper(path: Path) -> bool:
    name, suffix = path.name.lower(), path.suffix.lower()
    if name.startswith((*_LOCKS, "readme")) or name.endswith("~") or suffix in _NOT_WHOLE:
        return False
    if suffix in SUFFIXES:
        return True
    return (suffix in _ANYTHING or not _KIND.fullmatch(suffix)) and _begins_as_paper(path)


def _begins_as_paper(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return begins_as_paper(file.read(_HEAD))
    except OSError:  # it is tried where it can be said why it cannot be opened
        return True
