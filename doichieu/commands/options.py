"""Options and arguments of several commands: what they are called, what they say, how they are read."""

# ruff: noqa: PLC0415 - the registry waits until a province is named; typer reads the annotations

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from doichieu.commands import console
from doichieu.commands.progress import Log
from doichieu.errors import UsageError
from doichieu.extract.tablereader import TableReader


class Lang(StrEnum):
    """Language of reports and messages about papers."""

    VI = "vi"
    EN = "en"


class FailOn(StrEnum):
    """The least serious finding that makes the exit code 1; the most serious first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"

    def reached(self, level: str) -> bool:
        """Whether a finding of this level makes the exit code 1."""
        levels = list(FailOn)
        return self is not FailOn.NEVER and levels.index(FailOn(level)) <= levels.index(self)


class Target(StrEnum):
    """What the dataset is exported to."""

    CSV = "csv"
    XLSX = "xlsx"
    DUCKDB = "duckdb"
    SQLITE = "sqlite"
    DATAPACKAGE = "datapackage"


# An address as paths have it: one of the two strokes is gone. A letter alone before the colon is a drive.
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):/+(?=.)")


def _of_this_machine(given: list[Path] | Path | None) -> list[Path] | Path | None:
    """Paths as they are.

    Raises:
        UsageError: One is an address, where a file or folder of this machine is wanted.
    """
    for path in given if isinstance(given, list) else [given]:
        if path is not None and (address := _ADDRESS.match(str(path))) and not path.exists():
            rest = str(path)[address.end() :]
            raise UsageError(
                "This is an address, and a file or folder of this machine is wanted here.",
                do="fetch what stands there and name the copy (curl -O ADDRESS, aws s3 sync ADDRESS FOLDER);"
                " of addresses only --dataset takes some.",
                source=f"{address[1]}://{rest}",
            )
    return given


Paths = Annotated[
    list[Path],
    # a file that may not be read is an issue of that file: the others are read
    typer.Argument(metavar="PATH", help="Files and folders.", readable=False, callback=_of_this_machine),
]
OptionalPaths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATH", help="Files and folders.", readable=False, callback=_of_this_machine),
]
File = Annotated[
    Path, typer.Argument(metavar="FILE", help="A paper.", readable=False, callback=_of_this_machine)
]
Dest = Annotated[
    Path,
    typer.Argument(
        metavar="DEST", help="For csv and datapackage a folder, else a file.", callback=_of_this_machine
    ),
]
Code = Annotated[str | None, typer.Argument(metavar="CODE", help="A rule (RANK-TIE) or a family (RANK).")]

Dataset = Annotated[Path, typer.Option("--dataset", help="Folder of the dataset.", callback=_of_this_machine)]
DATASET = "outputs/dataset"
"""The dataset that is meant when none is named."""

DatasetAddress = Annotated[
    str,
    typer.Option(
        "--dataset", help="Folder of the dataset, or its address in an object store: s3://BUCKET/FOLDER."
    ),
]
DatasetOrOut = Annotated[
    str | None,
    typer.Option(
        "--dataset",
        help="Where the dataset is written, a folder or an address (s3://BUCKET/FOLDER); OUT/dataset when not given.",
    ),
]
Out = Annotated[Path, typer.Option("--out", help="Folder for what is written.", callback=_of_this_machine)]
Formats = Annotated[
    str,
    typer.Option("--format", help="Reports to write, with commas between: html, pdf, xlsx, md, json, sarif."),
]
Language = Annotated[
    Lang,
    typer.Option(
        "--lang",
        callback=console.speak,
        is_eager=True,
        help="Language of reports and of what is said of papers.",
    ),
]
Baseline = Annotated[
    Path | None,
    typer.Option(
        "--baseline", help='Accepted findings, reported apart: a JSON list of {"id", "reason", "by"}.'
    ),
]
RulesFile = Annotated[
    Path | None,
    typer.Option(
        "--rules", help="Rules switched off or with another level: TOML with off = [CODE] and [level]."
    ),
]
FailOnLevel = Annotated[
    FailOn, typer.Option("--fail-on", help="Exit with 1 on findings of this level or above.")
]
Recursive = Annotated[bool, typer.Option("--recursive", "-r", help="Read folders inside folders as well.")]
To = Annotated[Target, typer.Option("--to", help="What to write.")]
Reader = Annotated[
    TableReader,
    typer.Option(
        "--reader",
        help="Who reads the tables of PDFs. auto: doichieu, and where a table leaves doubt pdfplumber (rulings) or "
        "camelot (none) as well, if installed; cells they read otherwise are issues. Another one takes the tables.",
    ),
]
LogForm = Annotated[
    Log,
    typer.Option(
        "--log",
        help="On standard error: a bar (on a terminal), a line of JSON a file and a page of a scan, or none.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def formats(given: str) -> list[str]:
    """Report formats, checked before any file is read.

    Raises:
        UsageError: A format is not offered.
        MissingToolError: PDF was asked for, and no browser is there to print it.
    """
    from doichieu.report import FORMATS

    names = [name.strip() for name in given.split(",")]
    for name in names:
        if name not in FORMATS:
            raise UsageError(f"There is no report format {name!r}.", do=f"choose among {', '.join(FORMATS)}.")
    if "pdf" in names:
        from doichieu.report.printing import browser

        browser()
    return names
