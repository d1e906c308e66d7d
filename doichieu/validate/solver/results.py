"""What error localisation comes to: the status, the changes and why each is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Status(StrEnum):
    """What localisation came to.

    CONSISTENT: every rule held. CORRECTED: one optimal solution, applied. PARTIAL: the optimal solutions
    share some changes, which are applied. AMBIGUOUS: they share none, or, as the note says then, none was found in
    time. INFEASIBLE: no values can make the rules hold with the fixed ones kept.
    """

    CONSISTENT = "consistent"
    CORRECTED = "corrected"
    PARTIAL = "partial"
    AMBIGUOUS = "ambiguous"
    INFEASIBLE = "infeasible"


class Reason(StrEnum):
    """Why a value is changed."""

    TYPO = "typo"
    SIGN = "sign"
    SWAP = "swap"
    ROUNDING = "rounding"
    IMPUTED = "imputed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A value changed: what it was (None for a missing one), what it becomes, why.

    `new` is None where the rules leave open which value it should have.
    """

    name: str
    old: Decimal | None
    new: Decimal | None
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Localization:
    """The result of `localize`.

    Attributes:
        status: What it came to.
        edits: Changes that every optimal solution shares, imputed values among them.
        values: The values with those changes applied.
        minimal_sets: Names to change, one set for each optimal solution.
        violated: Rules, as written, that still do not hold (or cannot be judged) after the changes.
        note: What cut the search short; empty where nothing did.
    """

    status: Status
    edits: tuple[Change, ...]
    values: Mapping[str, Decimal | None]
    minimal_sets: tuple[frozenset[str], ...]
    violated: tuple[str, ...]
    note: str = ""
