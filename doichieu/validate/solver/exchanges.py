"""Two values in each other's place: revenue and costs of one activity interchanged (Scholtus 2008)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from doichieu.validate.solver.linear import Relation, Rule


def find_exchanges(
    rules: Sequence[Rule], known: Mapping[str, Fraction], fixed: frozenset[str]
) -> dict[str, Fraction]:
    """Find pairs of values that a violated balance wants in each other's place.

    Args:
        rules: Linear rules over known names.
        known: Value by name.
        fixed: Names that are not to be changed.

    Returns:
        What the names exchanged should hold; empty where no balance is mended by one exchange alone, or where a
        wrong sign explains it as well.
    """
    exchanged: dict[str, Fraction] = {}
    for rule in rules:
        if rule.relation is not Relation.EQUAL or rule.holds(known):
            continue
        pairs = list(_pairs(rules, rule, known, fixed | exchanged.keys()))
        if len(pairs) == 1:
            one, two = pairs[0]
            exchanged |= {one: known[two], two: known[one]}
    return exchanged


def _pairs(
    rules: Sequence[Rule], rule: Rule, known: Mapping[str, Fraction], kept: frozenset[str]
) -> Iterator[tuple[str, str]]:
    free = sorted(rule.names - kept)
    signs = [name for name in free if known[name] and _mends(rules, known, {name: -known[name]})]
    for one, two in combinations(free, 2):
        if rule.coefficient(one) != -rule.coefficient(two) or known[one] == known[two]:
            continue
        # A figure beside nothing stands on the wrong side; else a sign is the plainer slip.
        plain = not known[one] or not known[two] or not signs
        if plain and _mends(rules, known, {one: known[two], two: known[one]}):
            yield one, two


def _mends(rules: Sequence[Rule], known: Mapping[str, Fraction], changed: Mapping[str, Fraction]) -> bool:
    after = {**known, **changed}
    return all(rule.holds(after) for rule in rules if rule.names & changed.keys())
