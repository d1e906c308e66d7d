"""Which code read a file: the package's version and a fingerprint of the stages' own files."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import doichieu

# What decides the content of the dataset; report, command line and exports do not.
_READERS = ("model", "extract")
_RULES = ("normalize", "validate", "pipeline/rereading.py", "dataset/rows", "dataset/schema.py")


@cache
def version(said: str = "") -> str:
    """Version, fingerprint of the readers and fingerprint of the rules ("0.1.0+5f1c2a9b.0d3e77aa").

    Args:
        said: Fingerprint of what people said of the paper, put behind where there is any: another decision has the
            paper audited again, as another rule has.

    The same bytes ingested by other code (a new rule, a corrected registry) are audited again, and read again where the
    readers are others; the package's version alone would not tell during development.
    """
    code = f"{doichieu.__version__}+{_fingerprint(_READERS)}.{_fingerprint(_RULES)}"
    return f"{code}.{said}" if said else code


def reader_of(written: str) -> str:
    """The part of a version that says which code read the file."""
    number, plus, code = written.partition("+")
    return number + plus + code.partition(".")[0]


def rules_of(written: str) -> str:
    """The part of a version that says which rules audited the paper."""
    return written.partition("+")[2].split(".")[1]


def said_of(written: str) -> str:
    """The part of a version that says what people had said of the paper; empty for nothing."""
    return ".".join(written.partition("+")[2].split(".")[2:])


@cache  # papers of which people said different things share the code
def _fingerprint(parts: tuple[str, ...]) -> str:
    root = Path(doichieu.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(path for part in parts for path in _files(root / part)):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def _files(path: Path) -> list[Path]:
    """A file itself, or the files below a folder that are not compiled code."""
    if path.is_file():
        return [path]
    return [one for one in path.rglob("*") if one.is_file() and "__pycache__" not in one.parts]
