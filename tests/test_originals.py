"""A paper's file is found again by its bytes, in two places and nowhere else."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from doichieu.errors import DamagedFileError
from doichieu.extract import read
from doichieu.originals import Original, find, kept
from doichieu.pictures import page_picture

if TYPE_CHECKING:
    from pathlib import Path

    from doichieu.model import Document

TEXT = "Số: 1/QĐ-UBND\nBảng 1. Điểm\n|TT|Tên|Điểm|\n|1|Sở A|2|\n|2|Sở B|3|\n".encode()


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """A paper read from a file."""
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT)
    return read(path)


def test_the_file_is_found_where_it_was_read(document: Document) -> None:
    """Its path is on record, and its bytes are the same."""
    found = find(document)
    assert found is not None
    assert str(found.path) == document.source
    assert found.read() == TEXT


def test_a_changed_file_is_not_the_paper(document: Document, tmp_path: Path) -> None:
    """Boxes of the old paper would outline anything on the new one."""
    (tmp_path / "a.txt").write_bytes(TEXT + b" ")
    assert find(document) is None


def test_a_file_that_changes_after_it_was_found_is_refused(document: Document, tmp_path: Path) -> None:
    """What is drawn is what was read."""
    found = find(document)
    assert found is not None
    (tmp_path / "a.txt").write_bytes(TEXT + b" ")
    with pytest.raises(DamagedFileError, match="not the one that was read"):
        found.read()


def test_the_copy_of_the_dataset_outlives_the_source(document: Document, tmp_path: Path) -> None:
    """A paper that was uploaded has no other file."""
    dataset = tmp_path / "data"
    copy = kept(dataset, document.sha256)
    copy.parent.mkdir(parents=True)
    copy.write_bytes(TEXT)
    (tmp_path / "a.txt").unlink()
    assert find(document) is None
    found = find(document, dataset)
    assert found is not None
    assert found.path == copy


def test_a_damaged_copy_is_passed_over(document: Document, tmp_path: Path) -> None:
    """The source still has the bytes."""
    copy = kept(tmp_path, document.sha256)
    copy.parent.mkdir()
    copy.write_bytes(b"something else")
    found = find(document, tmp_path)
    assert found is not None
    assert str(found.path) == document.source


@pytest.mark.parametrize("source", ["", "/dev/zero", "http://example.org/a.pdf", "a\0b", "."])
def test_a_source_that_is_no_file_is_not_found(document: Document, source: str) -> None:
    """Papers read from bytes, from devices, or with odd names."""
    assert find(replace(document, source=source)) is None


@pytest.mark.parametrize("name", ["../../etc/passwd", "A" * 64, "a" * 63, "", "a" * 64 + "\n"])
def test_only_a_hash_names_a_copy(tmp_path: Path, name: str) -> None:
    """No text from outside becomes part of a path."""
    with pytest.raises(ValueError, match="is no SHA-256"):
        kept(tmp_path, name)


def test_a_text_has_no_pages(document: Document) -> None:
    """Nothing is drawn of it."""
    found = find(document)
    assert found is not None
    with pytest.raises(DamagedFileError, match="no pages"):
        found.pdf()


def test_a_picture_is_drawn_as_it_was_read(tmp_path: Path) -> None:
    """The page that its boxes fit is a sheet of A4, whatever the resolution."""
    image = Image.new("L", (1240, 1754), 255)
    image.paste(0, (100, 200, 300, 260))
    image.save(tmp_path / "a.png")
    data = (tmp_path / "a.png").read_bytes()
    original = Original(
        path=tmp_path / "a.png", sha256=hashlib.sha256(data).hexdigest(), media_type="image/png", pages=1
    )
    picture = page_picture(original.pdf(), 1, scale=1)
    assert (round(picture.page_width), round(picture.page_height)) == (595, 842)
    drawn = Image.open(BytesIO(picture.content))
    assert drawn.getpixel((95, 110)) < 50  # 200 pixels from the left at 150 dots an inch
    assert drawn.getpixel((300, 300)) > 200


def test_a_hash_names_its_copy(tmp_path: Path) -> None:
    """Beside the tables of the dataset."""
    sha256 = hashlib.sha256(TEXT).hexdigest()
    assert kept(tmp_path, sha256) == tmp_path / "papers" / sha256
