"""Build the facsimiles of the corpus from `corpus/source/`.

`python corpus/build.py` writes them; `--check` compares the committed files with a fresh build and returns 1
where one differs.
"""

from __future__ import annotations

import argparse
import re
import sys
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

CORPUS = Path(__file__).resolve().parent
sys.path.insert(0, str(CORPUS))

from recipe.pdf import write_pdf  # noqa: E402 (the recipe lies beside this file, not on the path)
from recipe.plain import write_text  # noqa: E402
from recipe.scan import alike, is_scan, write_scan  # noqa: E402
from recipe.source import Paper, read_source  # noqa: E402
from recipe.web import write_html  # noqa: E402
from recipe.word import write_docx  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Writer = tuple[str, "Callable[[Paper], bytes]"]

WRITERS: dict[str, Writer] = {
    "text": (".txt", write_text),
    "html": (".html", write_html),
    "docx": (".docx", write_docx),
    "pdf": (".pdf", write_pdf),
}
SCANNERS: dict[str, Writer] = {"scan": ("-scan.pdf", write_scan)}
# Levels of 256 by which the pixels of two builds may differ on average: drawing depends on the pdfium at hand.
_PIXELS = 2.0


def build(forms: Mapping[str, Writer] = WRITERS) -> dict[str, bytes]:
    """Facsimiles by file name, of the forms given: `WRITERS`, or `SCANNERS` for the papers that come as pictures."""
    made = {}
    for path in sorted((CORPUS / "source").glob("*.md")):
        paper = read_source(path)
        for form in paper.forms:
            if form in forms:
                suffix, write = forms[form]
                made[path.stem + suffix] = write(paper)
    return made


def same(one: bytes, other: bytes) -> bool:
    """Whether two files are the same; DOCX and PDF by their parts, as packing depends on the zlib at hand."""
    if one == other:
        return True
    if one[:2] == other[:2] == b"PK":
        return _parts(one) == _parts(other)
    if not one[:5] == other[:5] == b"%PDF-":
        return False
    return _streams(one) == _streams(other) or (
        is_scan(one) and is_scan(other) and alike(one, other, _PIXELS)
    )


def _parts(data: bytes) -> list[tuple[str, tuple[int, ...], bytes]]:
    with zipfile.ZipFile(BytesIO(data)) as file:
        return [(info.filename, info.date_time, file.read(info)) for info in file.infolist()]


def _streams(data: bytes) -> list[bytes]:
    """The streams of a PDF as they were before packing: pages, fonts, images."""
    return [zlib.decompress(packed) for packed in re.findall(rb"stream\r?\n(x.*?)endstream", data, re.DOTALL)]


def differing() -> list[str]:
    """Names of the committed files that a fresh build would change, or that are missing."""
    return [
        name
        for name, data in {**build(), **build(SCANNERS)}.items()
        if not (CORPUS / name).is_file() or not same((CORPUS / name).read_bytes(), data)
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(description="Build the facsimiles of the corpus from corpus/source/.")
    parser.add_argument("--check", action="store_true", help="compare the committed files with a fresh build")
    if parser.parse_args(arguments).check:
        changed = differing()
        print(
            "\n".join(f"{name} differs: run python corpus/build.py" for name in changed)
            or "the corpus is as built"
        )
        return 1 if changed else 0
    for name, data in {**build(), **build(SCANNERS)}.items():
        (CORPUS / name).write_bytes(data)
        print(f"{name}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
