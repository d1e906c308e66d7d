"""Reading one medium loads what that medium needs and nothing of the others."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from .render import RENDERERS

if TYPE_CHECKING:
    from pathlib import Path

_GRID = [["STT", "Đơn vị", "Điểm"], ["1", "Sở Tài chính", "92,75"], ["2", "Sở Y tế", "90,5"]]
_PDFIUM = {"pypdfium2", "pypdfium2_raw", "doichieu.extract.pdf"}
_XML = {"lxml"}
_WORD = {"docx", "doichieu.extract.docx"}
_SHEET = {"xlrd", "openpyxl", "doichieu.extract.sheets"}
_PEERS = {"pdfplumber", "camelot", "cv2", "numpy", "pandas"}
_STRANGE = {
    "tabs": _PDFIUM | _XML | _WORD | _SHEET | _PEERS,
    "markdown": _PDFIUM | _XML | _WORD | _SHEET | _PEERS,
    "html": _PDFIUM | _WORD | _SHEET | _PEERS,
    "docx": _PDFIUM | _SHEET | _PEERS | {"docx"},
    "xlsx": _PDFIUM | _WORD | _PEERS | {"xlrd"},
    "pdf-bordered": _XML | _WORD | _SHEET | _PEERS,
}


@pytest.mark.parametrize("medium", _STRANGE)
def test_a_medium_loads_its_own_libraries_alone(medium: str, tmp_path: Path) -> None:
    """A paper is read, and the libraries and readers of other media stay where they are."""
    file = tmp_path / "paper"
    file.write_bytes(RENDERERS[medium](_GRID))
    code = (
        "import sys; from doichieu.extract import read; "
        f"assert read({str(file)!r}).tables, 'no table'; print('\\n'.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    assert set(done.stdout.split()) & _STRANGE[medium] == set()
