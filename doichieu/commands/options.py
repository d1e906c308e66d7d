"""Options and arguments of the commands: what they are called, what they say, how they are read."""

# ruff: noqa: PLC0415 - the registry waits until a province is named; typer reads the annotations

from __future__ import annotations

import re
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doichieu.commands.progress import Log
from doichieu.errors import UsageError
from doichieu.extract.tablereader import TableReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.engine.work import Engine


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


class EngineKind(StrEnum):
    """Where work runs."""

    LOCAL = "local"
    DASK = "dask"


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
    list[Path], typer.Argument(metavar="PATH", help="Files and folders.", callback=_of_this_machine)
]
OptionalPaths = Annotated[
    list[Path] | None, typer.Argument(metavar="PATH", help="Files and folders.", callback=_of_this_machine)
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="A paper.", callback=_of_this_machine)]
Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="NAME", help="Names; read from standard input, one a line, when none is given."),
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
Language = Annotated[Lang, typer.Option("--lang", help="Language of reports and of what is said of papers.")]
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
Province = Annotated[
    str | None,
    typer.Option("--province", help="Province the names belong to: its name or its ID (VN-31)."),
]
EntityLevel = Annotated[
    str | None,
    typer.Option("--level", help="ministry, central, province, department, district, committee or commune."),
]
Day = Annotated[
    str | None, typer.Option("--date", help="Date of the paper: 2024-06-03, 03/06/2024, or 2024 for its end.")
]
To = Annotated[Target, typer.Option("--to", help="What to write.")]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=0,
        envvar="DOICHIEU_JOBS",
        show_envvar=False,
        help="Worker processes; one a processor when not given. 0 reads in this process, without limits.",
    ),
]
EngineName = Annotated[
    EngineKind, typer.Option("--engine", help="Where files are read: on this machine, or on a Dask cluster.")
]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", help="Address of the Dask scheduler: tcp://HOST:8786.")
]
TimeLimit = Annotated[float, typer.Option("--time-limit", min=0.01, help="Seconds that one file may take.")]
MemoryLimit = Annotated[int, typer.Option("--memory-limit", min=64, help="Megabytes that one file may take.")]
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

_ENTITY_LEVELS = ("ministry", "central", "province", "department", "district", "committee", "commune")


def piped_names() -> Iterator[str]:
    """Names from standard input, one a line; blank lines are none.

    Raises:
        UsageError: Standard input is a terminal: nobody piped anything.
    """
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("No name was given.", do="name one, or pipe names in, one a line.")
    return (line.strip() for line in sys.stdin if line.strip())


def province(given: str | None) -> str | None:
    """The ID of a province given by name or by ID.

    Raises:
        UsageError: There is no such province, or the name could be several.
    """
    if given is None:
        return None
    from doichieu.normalize import agencies
    from doichieu.normalize.registry import Registry

    if re.fullmatch(r"VN-[0-9A-Z]{2}", given.upper()) and Registry.load().get(given.upper()):
        return given.upper()
    found = agencies.match_one(given, scope=agencies.Scope(level="province"))
    if found.entity_id is None:
        near = ", ".join(candidate.name for candidate in found.candidates)
        raise UsageError(f"There is no province {given!r}.", do=f"name one{f' ({near}?)' if near else ''}.")
    return found.entity_id


def entity_level(given: str | None) -> str | None:
    """A level of administration.

    Raises:
        UsageError: There is no such level.
    """
    if given is not None and given not in _ENTITY_LEVELS:
        raise UsageError(f"There is no level {given!r}.", do=f"choose among {', '.join(_ENTITY_LEVELS)}.")
    return given


def day(given: str | None) -> date | None:
    """A date in the international or the Vietnamese order, or a year, which means its end.

    Raises:
        UsageError: The text is no date.
    """
    if given is None:
        return None
    from doichieu.normalize.agency_dates import day_of

    found = day_of(given)
    if found is None:
        raise UsageError(f"{given!r} is no date.", do="write it as 2024-06-03, 03/06/2024 or 2024.")
    return found


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


def engine(
    jobs: int | None,
    *,
    time_limit: float,
    memory_limit: int,
    kind: EngineKind = EngineKind.LOCAL,
    scheduler: str | None = None,
) -> Engine:
    """Where work runs.

    Args:
        jobs: Worker processes; None for one a processor, 0 for none. A cluster has its own.
        time_limit: Seconds that one file may take.
        memory_limit: Megabytes that one file may take.
        kind: This machine or a cluster.
        scheduler: Address of the cluster's scheduler.

    Raises:
        UsageError: A cluster was asked for without an address, or it does not answer.
    """
    from doichieu.engine.local import InProcess, LocalEngine, processors
    from doichieu.engine.work import Limits

    limits = Limits(seconds=time_limit, megabytes=memory_limit)
    if kind is EngineKind.DASK:
        if scheduler is None:
            raise UsageError("--engine dask needs a cluster.", do="name it with --scheduler tcp://HOST:8786.")
        from doichieu.engine.dask import DaskEngine

        return DaskEngine(scheduler, limits)
    if jobs is None:
        jobs = processors()
    return LocalEngine(jobs, limits) if jobs else InProcess()
