"""Figures that another one bounds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from doichieu.validate.paper import Figures, Place
from doichieu.validate.rounding import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundRelation:
    """A part is no more than the whole that it is "of which" of, a score no more than its maximum.

    Attributes:
        rule: Code it is reported under.
        target: Place of the part or score.
        whole: Place of what bounds it, None where a header declares the bound.
        limit: The bound that a header declares.
    """

    rule: str
    target: Place
    whole: Place | None = None
    limit: Decimal | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place it reads, the part first."""
        return (self.target,) if self.whole is None else (self.target, self.whole)

    def grade(self, figures: Figures) -> Grade | None:
        """IMPOSSIBLE where the part exceeds the whole."""
        part, whole = figures(self.target), figures(self.whole) if self.whole is not None else None
        limit = whole.value if whole is not None else self.limit
        if part is None or limit is None:
            return None
        return Grade.EXACT if part.value <= limit else Grade.IMPOSSIBLE

    def solve(self, place: Place, figures: Figures) -> Decimal | None:
        """Nothing: a bound says what a figure is not, and no more."""
        del place, figures
        return None
