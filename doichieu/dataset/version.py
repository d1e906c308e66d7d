"""Which code read a file: the package's version and a fingerprint of the stages' own files."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import doichieu

# What decides the content of the dataset; report, command line and exports do not.
_STAGES = ("model.py", "extract", "normalize", "validate", "dataset/rows.py", "dataset/schema.py")


@cache
def version() -> str:
    """Version and fingerprint ("0.1.0+5f1c2a9b0d3e").

    The same bytes ingested by other code (a new rule, a corrected registry) are read again; the package's
    version alone would not tell during development.
    """
    root = Path(doichieu.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(path for stage in _STAGES for path in _files(root / stage)):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return f"{doichieu.__version__}+{digest.hexdigest()[:12]}"


def _files(path: Path) -> list[Path]:
    """A file itself, or the files below a folder that are not compiled code."""
    if path.is_file():
        return [path]
    return [one for one in path.rglob("*") if one.is_file() and "__pycache__" not in one.parts]
