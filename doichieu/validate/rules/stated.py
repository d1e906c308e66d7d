"""What the rules about stated counts share: their checks, their operands, the nouns for units."""

from __future__ import annotations

from collections.abc import Mapping

from doichieu.model import (
    Check,
    Claim,
    Operand,
    Outcome,
    Quantity,
)
from doichieu.validate.paper import Sheet

UNITS: Mapping[str, tuple[str, ...]] = {
    "department": (
        "so, ban, nganh",
        "so ban nganh",
        "co quan chuyen mon",
        "co quan cap tinh",
        "cap so",
        "cac so",
    ),
    "district": ("huyen", "cap huyen", "quan, huyen", "thi xa"),
    "province": ("tinh, thanh pho", "tinh", "dia phuong"),
    "ministry": ("bo, co quan ngang bo", "cac bo", "bo, nganh"),
    "agency": ("co quan thuoc chinh phu",),
}


def statement(rule: str, table_id: str | None = None, *, held: bool = True) -> Check:
    """The check of one statement."""
    return Check(rule=rule, table_id=table_id, outcome=Outcome.HELD if held else Outcome.VIOLATED)


def claim_operand(claim: Claim, quantity: Quantity, role: str) -> Operand:
    """A quantity of a sentence as an operand."""
    return Operand(text=quantity.printed, role=role, locator=claim.locator, claim_id=claim.claim_id)


def names_units(clause: str, sheet: Sheet) -> bool:
    """Whether a folded clause names the kind of units that a table lists."""
    kind = sheet.population.rsplit("/", 1)[-1]
    return any(noun in clause for noun in UNITS.get(kind, ()))
