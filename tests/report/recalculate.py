"""A workbook computed anew by LibreOffice, whatever values it came with."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path


def _office() -> str | None:
    """LibreOffice, when its spreadsheets are installed with it."""
    path = shutil.which("soffice") or shutil.which("libreoffice")
    return path if path and (Path(path).resolve().parent / "libsclo.so").exists() else None


OFFICE = _office()
ABSENT = "LibreOffice is not installed: apt-get install libreoffice-calc"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def without_values(workbook: bytes) -> bytes:
    """The workbook with every value of a formula replaced, so that what is read later was computed later."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"</f><v>[^<]*</v>", b"</f><v>-987654</v>", content)
            new.writestr(name, content)
    return changed.getvalue()


def recalculated(workbook: bytes, folder: Path) -> bytes:
    """The workbook as LibreOffice computes it.

    Args:
        workbook: XLSX.
        folder: An empty folder to work in.
    """
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    (folder / "report.xlsx").write_bytes(workbook)
    command = [
        str(OFFICE),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(folder / "report.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)  # noqa: S603
    return (folder / "out" / "report.xlsx").read_bytes()
