"""The recipe is reproducible, and what it makes is what is committed."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


def test_building_twice_gives_the_same_bytes(recipe: ModuleType) -> None:
    """No clock, no path and no order of a set leaks into a facsimile."""
    assert recipe.build() == recipe.build()


def test_committed_files_equal_a_fresh_build(recipe: ModuleType) -> None:
    """Nobody edited a built file, nor a source without building."""
    assert recipe.differing() == []


def test_there_are_five_papers_in_four_formats(recipe: ModuleType) -> None:
    """One file a source, in the format the paper comes in."""
    assert sorted(recipe.build()) == [
        "bc-464-2018-thanh-hoa.pdf",
        "cv-1557-2017-btttt.html",
        "portal-notice-2018-binh-dinh.txt",
        "qd-1968-2024-binh-dinh.txt",
        "qd-305-2017-binh-dinh.docx",
    ]


def test_one_paper_comes_as_pictures_too(recipe: ModuleType, corpus: Path) -> None:
    """The scan has pages without text; other pages or another paper are not the same scan."""
    assert {form for form, (suffix, _) in recipe.SCANNERS.items() if suffix == "-scan.pdf"} == {"scan"}
    scan = (corpus / "qd-1968-2024-binh-dinh-scan.pdf").read_bytes()
    assert recipe.is_scan(scan)
    assert len(scan) < 2_000_000
    assert not recipe.same(scan, (corpus / "bc-464-2018-thanh-hoa.pdf").read_bytes())


def test_docx_parts_carry_one_fixed_time(corpus: Path) -> None:
    """The DOCX says nothing of when it was made."""
    data = (corpus / "qd-305-2017-binh-dinh.docx").read_bytes()
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_check_reports_a_changed_file(recipe: ModuleType, corpus: Path) -> None:
    """Two DOCX files differ when a part differs, however they are packed."""
    data = (corpus / "qd-305-2017-binh-dinh.docx").read_bytes()
    stored, changed = _packed(data, b""), _packed(data, b" ")
    assert recipe.same(data, stored)
    assert not recipe.same(data, changed)


def test_pdf_is_small_and_says_no_time(corpus: Path) -> None:
    """Fonts are embedded as subsets, and the file carries one fixed date."""
    data = (corpus / "bc-464-2018-thanh-hoa.pdf").read_bytes()
    assert len(data) < 400_000
    assert set(re.findall(rb"/(?:CreationDate|ModDate) \(D:(\d+)", data)) == {b"20000101000000"}


def test_pdf_is_compared_unpacked(recipe: ModuleType, corpus: Path) -> None:
    """Two PDFs differ when a stream differs, however it is packed."""
    data = (corpus / "bc-464-2018-thanh-hoa.pdf").read_bytes()
    packed = re.search(rb"stream\r?\n(x.*?)\r?\n?endstream", data, re.DOTALL)
    assert packed is not None
    plain = zlib.decompress(packed[1])
    assert recipe.same(data, data.replace(packed[1], zlib.compress(plain, 0)))
    assert not recipe.same(data, data.replace(packed[1], zlib.compress(plain + b" ")))


def _packed(data: bytes, extra: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for info in old.infolist():
            new.writestr(zipfile.ZipInfo(info.filename, info.date_time), old.read(info) + extra)
    return out.getvalue()


def test_check_runs_as_a_command(corpus: Path) -> None:
    """`python corpus/build.py --check` returns 0 on a clean checkout, from any folder."""
    done = subprocess.run(  # noqa: S603 (our own recipe)
        [sys.executable, str(corpus / "build.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )
    assert (done.returncode, done.stdout.strip()) == (0, "the corpus is as built")
