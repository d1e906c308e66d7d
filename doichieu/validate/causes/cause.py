"""A cause: violated equations, and the edit of a cell or of several that mends them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from doichieu.model import Number
from doichieu.validate.paper import Figures, Place
from doichieu.validate.relations import (
    Relation,
)
from doichieu.validate.slips import describe_slip


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A cell read differently: what was printed, what it should be, what kind of slip that is."""

    place: Place
    old: Number
    new: Decimal
    slip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Violated equations with one cause.

    Attributes:
        relations: The violated equations it explains.
        edits: The likeliest edit; two for figures in each other's place, several for a row typed again; none
            where no edit mends anything.
        alternatives: Edits that explain as much.
        copied: Cells that repeat the row beside them, where nothing tells what they should hold; no edits then.
    """

    relations: tuple[Relation, ...]
    edits: tuple[Edit, ...] = ()
    alternatives: tuple[Edit, ...] = ()
    copied: tuple[Place, ...] = ()

    @property
    def edit(self) -> Edit | None:
        """The first edit, None where there is none."""
        return self.edits[0] if self.edits else None


# Evidence from outside the equations: how many more checks (ranks) hold with a cell edited, less those that stop to.
Evidence = Callable[[Place, Decimal], float]
# The same of several cells edited at once.
JointEvidence = Callable[[Mapping[Place, Decimal]], float]


def edit_of(place: Place, value: Decimal, figures: Figures) -> Edit:
    """A cell of a figure read as another, with the slip of the pen that makes one of the other."""
    number = figures(place)
    if number is None:
        raise ValueError(f"no figure at {place}")
    return Edit(place=place, old=number, new=value, slip=describe_slip(number.value, number.places, value))
