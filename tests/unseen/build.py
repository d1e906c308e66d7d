"""Build the unseen papers: `python tests/unseen/build.py [FOLDER]` writes six and expected.json."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import dong_thap
import nghe_an
import quang_ninh

if TYPE_CHECKING:
    from paper import Paper

SINCE = (1980, 1, 1, 0, 0, 0)


def write(paper: Paper, path: Path) -> None:
    """Write one paper in its format."""
    if paper.suffix == ".docx":
        quang_ninh.save(paper, path)
        freeze(path)
    else:
        text = dong_thap.render(paper) if paper.suffix == ".html" else nghe_an.render(paper)
        path.write_text(text, encoding="utf-8", newline="\n")


def freeze(path: Path) -> None:
    """Pack a DOCX again without the time of packing: an unchanged recipe leaves it unchanged."""
    with zipfile.ZipFile(path) as source:
        parts = [(name, source.read(name)) for name in source.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts:
            target.writestr(zipfile.ZipInfo(name, SINCE), data, zipfile.ZIP_DEFLATED)


def build(folder: Path) -> None:
    """Write the clean and the planted twin of every paper, and what is expected of them."""
    folder.mkdir(parents=True, exist_ok=True)
    expected: dict[str, object] = {}
    for source in (nghe_an, dong_thap, quang_ninh):
        for kind, paper in (("clean", source.clean()), ("planted", source.planted())):
            name = f"{paper.name}-{kind}{paper.suffix}"
            write(paper, folder / name)
            numbers = [sheet.number for sheet in paper.sheets]
            expected[name] = {"tables": numbers, "planted": paper.planted}
    text = json.dumps(expected, ensure_ascii=False, indent=2)
    (folder / "expected.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
