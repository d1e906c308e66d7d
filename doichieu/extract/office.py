"""DOC, RTF, ODT, XLSB and damaged XLS: LibreOffice saves them as DOCX or XLSX, in a profile of its own and within a time limit."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from doichieu.errors import DamagedFileError, MissingToolError
from doichieu.extract.ole import OLE

# Measured: 1.7 s for a paper of ten pages; the first start of a fresh profile takes 3 to 6 s.
TIME_LIMIT = 60
_PROGRAMS = (
    "soffice",
    "libreoffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
)
# Nothing in a paper is run or fetched: no macros, no links to files or pages elsewhere.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


class _Target(NamedTuple):
    """What LibreOffice saves a file as.

    Attributes:
        form: How the name ends, and the name of LibreOffice's filter.
        what: The content, for messages.
        package: What brings the part of LibreOffice that reads it.
        program: What a person opens it with.
    """

    form: str
    what: str
    package: str
    program: str

    @property
    def suffix(self) -> str:
        """How the name of the saved file ends."""
        return self.form.partition(":")[0]


_DOCX = _Target("docx:MS Word 2007 XML", "a DOC, RTF or ODT", "libreoffice-writer", "a word processor")
_XLSX = _Target("xlsx:Calc MS Excel 2007 XML", "an XLSB or a damaged XLS", "libreoffice-calc", "Excel")


def to_docx(data: bytes, source: str, time_limit: float = TIME_LIMIT) -> bytes:
    """Convert a DOC, RTF, ODT or FODT to DOCX.

    Args:
        data: Content of the file.
        source: Name for messages.
        time_limit: Seconds after which the conversion is stopped, with all that it started.

    Returns:
        Content of the DOCX.

    Raises:
        MissingToolError: LibreOffice is not installed.
        DamagedFileError: LibreOffice cannot open the file, or takes too long.
    """
    return _convert(data, _suffix(data), _DOCX, source, time_limit)


def to_xlsx(data: bytes, source: str, time_limit: float = TIME_LIMIT) -> bytes:
    """Convert an XLSB or an XLS to XLSX.

    Args:
        data: Content of the file.
        source: Name for messages.
        time_limit: Seconds after which the conversion is stopped, with all that it started.

    Returns:
        Content of the XLSX, formats and merged cells kept.

    Raises:
        MissingToolError: LibreOffice is not installed.
        DamagedFileError: LibreOffice cannot open the file, or takes too long.
    """
    return _convert(data, "xls" if data.startswith(OLE) else "xlsb", _XLSX, source, time_limit)


def _convert(data: bytes, suffix: str, target: _Target, source: str, time_limit: float) -> bytes:
    program = find_program()
    if program is None:
        raise MissingToolError(
            f"the content is {target.what}, which LibreOffice reads, and it is not installed.",
            do=f"apt-get install {target.package}, or save the file as {target.suffix.upper()}",
            source=source,
        )
    with tempfile.TemporaryDirectory(prefix="doichieu-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        paper = work / f"paper.{suffix}"
        paper.write_bytes(data)
        _write_profile(work)
        answer = _run([program, *_arguments(work, paper, target)], work, target, source, time_limit)
        saved = work / "out" / f"paper.{target.suffix}"
        if not saved.is_file():
            raise _unopened(answer, target, source)
        return saved.read_bytes()


def _suffix(data: bytes) -> str:
    """How the file is to be called, for LibreOffice trusts names."""
    if data.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if data.startswith(b"PK"):
        return "odt"
    return "doc" if data.startswith(OLE) else "fodt"


def find_program() -> str | None:
    """Path of LibreOffice, None where it is not installed."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)


def _write_profile(work: Path) -> None:
    user = work / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")


def _arguments(work: Path, paper: Path, target: _Target) -> list[str]:
    return [
        f"-env:UserInstallation={(work / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nofirststartwizard",
        "--convert-to",
        target.form,
        "--outdir",
        str(work / "out"),
        str(paper),
    ]


def _run(command: list[str], work: Path, target: _Target, source: str, time_limit: float) -> str:
    """Run LibreOffice in a session of its own, so that it can be stopped with its children."""
    with subprocess.Popen(  # noqa: S603 - a fixed program; the paper is an argument that begins with a folder
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        env={**os.environ, "HOME": str(work)},
    ) as process:
        try:
            output, _ = process.communicate(timeout=time_limit)
        except subprocess.TimeoutExpired:
            raise DamagedFileError(
                f"LibreOffice did not open the file within {time_limit:g} seconds.",
                do=f"open it in {target.program} and save it as {target.suffix.upper()}",
                source=source,
            ) from None
        finally:
            # soffice leaves its work to a child, which would outlive it.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
    return output.decode(errors="replace")


def _unopened(answer: str, target: _Target, source: str) -> DamagedFileError:
    reason = next((line.strip() for line in answer.splitlines() if "rror" in line), "")
    return DamagedFileError(
        f"LibreOffice cannot open the file{f' ({reason[:200]})' if reason else ''}; it may be cut off or locked with a password.",
        do=f"open it in {target.program} and save it as {target.suffix.upper()} without a password",
        source=source,
    )
