"""The likeliest of very many minimal sets, found name by name instead of by looking at each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from doichieu.validate.solver.elimination import System
from doichieu.validate.solver.minimal_sets import minimal_sets


def likeliest_sets(
    system: System,
    known: Mapping[str, Fraction],
    weight: Mapping[str, Fraction],
    fixed: frozenset[str],
    first: frozenset[str],
    score: Callable[[frozenset[str]], int],
) -> list[frozenset[str]]:
    """From one minimal set to the likeliest, one name exchanged at a time.

    Five sums that each have a wrong part are put right in some thousand ways; what is wrong in one of them does
    not depend on the others as a rule.

    Args:
        system: Linear rules over known names.
        known: Value by name.
        weight: What it costs to change a name.
        fixed: Names that are not to be changed.
        first: A set of least weight that lets every rule hold.
        score: How likely the slips of a set are.

    Returns:
        The likeliest set, then those that differ from it in one exchange and are as likely.
    """
    chosen = first
    ties: list[tuple[frozenset[str], list[frozenset[str]]]] = []
    for name in sorted(first):
        rest = chosen - {name}
        others = minimal_sets(system.without_all(rest), known, weight, fixed | rest)
        scores = {other: score(rest | other) for other in others}
        best = max(scores.values())
        likeliest = [other for other in others if scores[other] == best]
        chosen = rest | likeliest[0]
        ties.append((likeliest[0], likeliest[1:]))
    return [chosen, *((chosen - own) | other for own, others in ties for other in others)]
