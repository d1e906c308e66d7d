"""A rule of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from doichieu.model import Bilingual

ARITHMETIC = "Arithmetic on the printed figures; rounding intervals as in XBRL Calculations 1.1"
INFERRED = "Convention inferred from the table itself"
OWN_TABLES = "The paper's own tables"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the catalogue.

    Attributes:
        code: Stable code ("RANK-TIE").
        family: Family ("RANK").
        title: Short name.
        holds: When it holds.
        example: A case where it does not.
        source: Where the rule comes from.
    """

    code: str
    family: str
    title: Bilingual
    holds: Bilingual
    example: Bilingual
    source: str


def rule(code: str, title: Bilingual, holds: Bilingual, example: Bilingual, source: str) -> Rule:
    """A rule; its family is the first part of its code."""
    return Rule(
        code=code, family=code.split("-", 1)[0], title=title, holds=holds, example=example, source=source
    )
