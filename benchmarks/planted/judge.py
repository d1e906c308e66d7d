"""The audit of a synthetic decision, held against what was planted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from doichieu.extract import read_bytes
from doichieu.model import Level
from doichieu.normalize import understand
from doichieu.validate import audit
from planted.accounting_slips import ACCOUNTING
from planted.budgets import make_budget
from planted.bulletins import make_bulletin
from planted.errors import KINDS, Planted, plant
from planted.offices import make_form
from planted.operation_slips import OPERATIONAL
from planted.operations import make_operation
from planted.reports import make_report
from planted.scorecards import make_scorecard
from planted.yearbooks import make_yearbook
from tests.papers.media import MEDIA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.model import Audit, Finding, Operand
    from planted.draft import Draft, Ref

# Drawing anew until a decision has a place for the error; what no fact contradicts is drawn anew too.
_TRIES = 3000
MAKERS = {
    "rankings": {"scorecard": make_scorecard, "plain numbers": make_budget},
    "offices": {"form": make_form},
    "reports": {"report": make_report},
    "finance": {"yearbook": make_yearbook},
    "operations": {"operation": make_operation},
    "bulletins": {"bulletin": make_bulletin},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What to make: a seed, the kind of error (None for a right decision), the medium, the family of decisions."""

    seed: int
    kind: str | None
    medium: str
    family: str = "rankings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the audit made of a case.

    Attributes:
        case: The case.
        layout: What the decision looked like.
        caught: Whether a finding above info reads a planted cell.
        named: Whether the first such finding names a planted cell as the wrong one.
        unique: Whether the facts leave no other single cell as explanation.
        others: Findings above info that do not read a planted cell.
        unknowable: Errors drawn before this one that nothing printed contradicts.
        messages: The findings above info, to look at.
    """

    case: Case
    layout: str
    caught: bool
    named: bool
    unique: bool
    others: int
    unknowable: int = 0
    messages: Sequence[str] = field(default=())


def make(case: Case) -> tuple[Draft, Planted | None, int]:
    """The decision of a case, what was planted, and how many draws came to nothing."""
    random = Random(case.seed)  # noqa: S311 (a seed names a paper)
    makers = list(MAKERS[case.family].values())
    if case.kind is None:
        return random.choice(makers)(random), None, 0
    unknowable = 0
    for _ in range(_TRIES):
        draft = random.choice(makers)(random)
        if not all(fact.holds(draft) for fact in draft.facts):
            raise AssertionError(f"seed {case.seed}: the right decision does not hold")
        planted, possible = plant(random, draft, case.kind)
        if planted is not None:
            return draft, planted, unknowable
        unknowable += possible
    raise LookupError(f"no decision has a place for “{case.kind}”")


def judge(case: Case) -> Verdict:
    """Make a case, have it read and audited, and compare."""
    draft, planted, unknowable = make(case)
    result = audit(understand(read_bytes(MEDIA[case.medium].write(draft.paper()), f"{case.seed}")))
    serious = [finding for finding in result.findings if finding.level is not Level.INFO]
    if planted is None:
        return Verdict(
            case=case,
            layout=draft.layout,
            caught=not serious,
            named=not serious,
            unique=True,
            others=len(serious),
            messages=[_line(finding) for finding in serious],
        )
    reading = [finding for finding in serious if _reads(result, draft, finding, planted)]
    named = bool(reading) and _is_planted(result, draft, reading[0].operands[0], planted.cells)
    return Verdict(
        case=case,
        layout=draft.layout,
        caught=bool(reading),
        named=named,
        unique=planted.unique,
        others=len(serious) - len(reading),
        unknowable=unknowable,
        messages=[f"planted {planted.cells[:3]}: {planted.was}", *map(_line, serious)],
    )


def _line(finding: Finding) -> str:
    return f"{finding.level} {finding.rule} r{finding.row} c{finding.col} {finding.message.en}"


def _reads(result: Audit, draft: Draft, finding: Finding, planted: Planted) -> bool:
    return any(_is_planted(result, draft, operand, planted.cells) for operand in finding.operands)


def _is_planted(result: Audit, draft: Draft, operand: Operand, cells: Sequence[Ref]) -> bool:
    if operand.table_id is None:
        said = {draft.show(draft[cell]): isinstance(draft[cell], str) for cell in cells if cell.sheet < 0}
        return any(
            text in operand.text
            if name
            else re.search(rf"(?<![\d.,]){re.escape(text)}(?!\d)", operand.text) is not None
            for text, name in said.items()
        )
    sheet = [reading.table.table_id for reading in result.decision.tables].index(operand.table_id)
    return (sheet, operand.row, operand.col) in cells


# What decisions of a family do not have: criteria in tables of their own, sentences, figures that are cut off.
_SENTENCES = frozenset({"wrong score in prose", "wrong mean in prose", "wrong spread in prose", "wrong amount in prose",
                        "wrong move in prose", "wrong name in prose", "wrong move"})  # fmt: skip
_STATED = frozenset({"digit in a sentence", "digits exchanged in a sentence", "digit dropped in a sentence",
                     "digit added in a sentence"})  # fmt: skip
_SLIPS = frozenset(ACCOUNTING)
_RUNNING = frozenset({*OPERATIONAL, "wrong running total", "wrong gap in prose", "wrong place in prose"})
_RANKS = frozenset({"misprinted rank", "swapped ranks", "broken tie", "miscounted ranks", "wrong tier"})
_ABSENT = {
    "rankings": _SENTENCES | _SLIPS | _RUNNING,
    "offices": _SENTENCES | _SLIPS | _RUNNING | {"cross-table mismatch", "wrong count in prose", "wrong percentage in prose", "other rounding",
                             "wrong subtotal", "wrong share"},
    "reports": _SLIPS | _RUNNING | {"cross-table mismatch", "other rounding"},
    "finance": _SENTENCES | _RANKS | _RUNNING | {"cross-table mismatch", "wrong count in prose", "wrong percentage in prose",
                                      "other rounding", "duplicate unit"},
    "operations": frozenset({"cross-table mismatch", "other rounding", "wrong share"}),
    "bulletins": frozenset(KINDS) - _STATED,
}  # fmt: skip


def kinds_of(family: str) -> list[str]:
    """The kinds of errors that decisions of a family have a place for."""
    stated = frozenset() if family == "bulletins" else _STATED
    return [kind for kind in KINDS if kind not in _ABSENT[family] | stated]


def cases(
    papers: int, clean: int, media: Sequence[str], first: int = 0, family: str = "rankings"
) -> list[Case]:
    """As many cases with an error, each kind in turn, and right ones, each medium in turn."""
    kinds = kinds_of(family)
    wrong = [
        Case(
            seed=first + at,
            kind=kinds[at % len(kinds)],
            medium=media[(at // len(kinds)) % len(media)],
            family=family,
        )
        for at in range(papers)
    ]
    right = [
        Case(seed=first + 1_000_000 + at, kind=None, medium=media[at % len(media)], family=family)
        for at in range(clean)
    ]
    return [*wrong, *right]
