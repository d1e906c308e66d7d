"""Figures printed twice."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from doichieu.validate.paper import Figures, Place
from doichieu.validate.rounding import Grade, to_places


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualRelation:
    """The same figure printed twice is the same, at the coarser precision of the two.

    Attributes:
        rule: Code it is reported under.
        target: Place in the detail table.
        twin: Place in the main table.
        exact: Whether both columns print all digits that their figures have: then 31 is not 31,13.
    """

    rule: str
    target: Place
    twin: Place
    exact: bool = False

    @property
    def places(self) -> tuple[Place, ...]:
        """Both places, the one in the detail table first."""
        return (self.target, self.twin)

    def grade(self, figures: Figures) -> Grade | None:
        """EXACT when equal, POSSIBLE when equal at the coarser precision."""
        one, two = figures(self.target), figures(self.twin)
        if one is None or two is None:
            return None
        if one.value == two.value:
            return Grade.EXACT
        places = min(one.places, two.places)
        coarser = to_places(one.value, places) == to_places(two.value, places)
        if coarser and one.places != two.places and not self.exact:
            return Grade.POSSIBLE
        return Grade.IMPOSSIBLE

    def solve(self, place: Place, figures: Figures) -> Decimal | None:
        """The other's value."""
        number = figures(self.twin if place == self.target else self.target)
        return number.value if number else None
