"""Relations between figures of a paragraph, and how far its words make one believe them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

MOST_BELIEVED = 0.985
"""No words leave less doubt: what they name may be another figure of the same name."""


STATED = 0.9995
"""Belief in what words state plainly: "gồm 52 cuộc … và 34 cuộc …"."""


EXPLAINS = 0.1
"""Belief in a relation that explains figures where it holds, and tells nothing where it does not."""


class Form(Enum):
    """How figures follow from each other; the first is what the others give."""

    SUM = auto()  # x0 = the sum of the others, each with its sign
    RATIO = auto()  # x0 = x1 / x2, times a factor
    MULTIPLE = auto()  # x0 = x1, times a factor: a mean of so many months
    BESIDE = auto()  # x0 percent is x1 of x1 and all others together
    GROWTH = auto()  # x0 percent is what x1 grew by from x2
    GROWTH_BY = auto()  # x0 percent is what x1 grew by, which is x2


@dataclass(frozen=True, slots=True)
class Relation:
    """One way in which figures may follow from each other.

    Attributes:
        form: How.
        figures: Places of the figures in the list of their paragraph; what the others give first.
        belief: How likely it is meant, by the words alone, from 0 to 1.
        signs: For sums 1 or -1 for each figure behind the first, for growth 1 or -1 for a rise or a fall.
        factor: What a quotient, or the figure of a multiple, is multiplied by: 100 for percentages.
    """

    form: Form
    figures: tuple[int, ...]
    belief: float
    signs: tuple[int, ...] = ()
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """The relations of which one at most is meant: what one figure can be computed from.

    Attributes:
        rule: Code in the catalogue of what does not hold where none of them does.
        ways: The relations.
        told: Whether words leave no doubt about the first way, so that figures are told that no slip of the pen explains.
    """

    rule: str
    ways: tuple[Relation, ...]
    told: bool = False

    @property
    def is_stated(self) -> bool:
        """Whether words state a relation plainly, which is then checked, and not only proposed."""
        return self.ways[0].belief > MOST_BELIEVED


def propose(rule: str, ways: Sequence[Relation], most: float = MOST_BELIEVED) -> Proposal | None:
    """A proposal of the relations that are possible at all; None where there are none.

    Args:
        rule: Code in the catalogue.
        ways: Relations; beliefs that add up to more than the most are scaled down.
        most: How far they can be believed together.
    """
    told = [one for one in ways if len(set(one.figures)) == len(one.figures) and one.belief > 0]
    total = sum(one.belief for one in told)
    if not told:
        return None
    scale = most / total if total > most else 1.0
    return Proposal(
        rule,
        tuple(Relation(one.form, one.figures, one.belief * scale, one.signs, one.factor) for one in told),
    )
