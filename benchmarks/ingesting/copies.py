"""Copies of the papers of the corpus that differ in a comment, so that every one is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "corpus"
MEDIA = {
    "text": "qd-1968-2024-binh-dinh.txt",
    "html": "cv-1557-2017-btttt.html",
    "docx": "qd-305-2017-binh-dinh.docx",
    "pdf": "bc-464-2018-thanh-hoa.pdf",
}


def copy_of(data: bytes, medium: str, number: int) -> bytes:
    """A paper with other bytes and the same content."""
    if medium == "docx":
        buffer = io.BytesIO(data)
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.comment = str(number).encode()
        return buffer.getvalue()
    mark = {"text": b"\n\n%d\n", "html": b"<!-- %d -->", "pdf": b"\n%% %d\n"}[medium]
    return data + mark % number


def write(folder: Path, medium: str, count: int, data: bytes | None = None) -> None:
    """So many copies of a paper."""
    folder.mkdir(parents=True)
    data = data if data is not None else (CORPUS / MEDIA[medium]).read_bytes()
    suffix = Path(MEDIA[medium]).suffix
    for number in range(count):
        (folder / f"{number:06}{suffix}").write_bytes(copy_of(data, medium, number))
