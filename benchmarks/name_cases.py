"""Cells that name something or nothing, as the files of names hold them, and how answers to them are judged."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from doichieu.normalize.agencies import Scope  # noqa: E402 (the path comes first)

if TYPE_CHECKING:
    from collections.abc import Sequence

Answer = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A cell and what it names; nothing where `expected` is empty."""

    printed: str
    scope: Scope
    expected: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How many cells came out how, and how fast."""

    right: int
    wrong: int
    missed: int
    false_accepts: int
    names: int
    others: int
    names_a_second: float
    others_a_second: float

    def line(self, name: str) -> str:
        """A row of the printed table."""
        return (
            f"{name:<28}{self.right / self.names:>8.1%}{self.wrong / self.names:>8.1%}"
            f"{self.missed / self.names:>8.1%}{self.false_accepts / self.others:>13.1%}"
            f"{self.names_a_second:>12,.0f}{self.others_a_second:>12,.0f}"
        )


def read_cases(path: Path) -> list[Case]:
    """The cells of a file: printed, province, level, date, expected, source, with tabs between; backslash n is a line break."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return [_case(line.split("\t")) for line in lines[1:]]


def _case(cells: Sequence[str]) -> Case:
    printed, province, level, day, expected = cells[:5]
    printed = printed.replace(r"\n", "\n")  # a line break in the cell
    scope = Scope(
        province=province or None, level=level or None, date=date.fromisoformat(day) if day else None
    )
    return Case(printed=printed, scope=scope, expected=tuple(filter(None, expected.split(","))))


def judged(
    answers: Sequence[Answer], names: Sequence[Case], others: Sequence[Case], speeds: tuple[float, float]
) -> Result:
    """How many answers are right, wrong, missing and falsely accepted.

    Args:
        answers: IDs given for each cell, those of `names` first.
        names: Cells that name something.
        others: Cells that name nothing.
        speeds: Names a second, and other texts a second.
    """
    verdicts = [verdict_on(answer, case) for answer, case in zip(answers, [*names, *others], strict=True)]
    return Result(
        right=verdicts.count("right"),
        wrong=verdicts.count("wrong"),
        missed=verdicts.count("missed"),
        false_accepts=verdicts.count("false accept"),
        names=len(names) or 1,
        others=len(others) or 1,
        names_a_second=speeds[0],
        others_a_second=speeds[1],
    )


def verdict_on(answer: Answer, case: Case) -> str:
    """What an answer is: right, wrong, missed, a false accept, or nothing for a text that names nothing."""
    if not case.expected:
        return "false accept" if answer else "nothing"
    if answer == case.expected:
        return "right"
    return "missed" if set(answer) <= set(case.expected) else "wrong"


def names_in(cases: Sequence[Case]) -> int:
    """A cell with five names is five; a text that names nothing is one."""
    return sum(max(len(case.expected), 1) for case in cases)
