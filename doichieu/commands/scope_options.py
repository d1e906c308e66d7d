"""Names of agencies and what they are matched within: a province, a level, a date."""

# ruff: noqa: PLC0415 - the registry waits until a province is named; typer reads the annotations

from __future__ import annotations

import re
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from doichieu.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="NAME", help="Names; read from standard input, one a line, when none is given."),
]
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
    from doichieu.normalize.agencies.dates import day_of

    found = day_of(given)
    if found is None:
        raise UsageError(f"{given!r} is no date.", do="write it as 2024-06-03, 03/06/2024 or 2024.")
    return found
