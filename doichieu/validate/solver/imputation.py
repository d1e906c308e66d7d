"""Missing values that linear rules leave only one value for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

from doichieu.validate.solver.elimination import feasible, system_of
from doichieu.validate.solver.linear import Relation, Rule, solve, substitute
from doichieu.validate.solver.simplex import fixed_values


def impute(
    rules: Sequence[Rule], known: Mapping[str, Fraction], missing: Collection[str]
) -> Iterator[tuple[str, Fraction]]:
    """Missing values that the rules leave only one value for: by equalities, or pinned from both sides."""
    open_rules = [substitute(rule, known) for rule in rules]
    solved = solve(open_rules, missing)
    unsolved = sorted(set(missing) - solved.keys())
    pinned: dict[str, Fraction] = {}
    looked_at: set[str] = set()
    for name in unsolved:
        if name not in looked_at:
            near = _connected(open_rules, name)
            together = [other for other in unsolved if any(other in rule.names for rule in near)]
            looked_at.update(together)
            pinned |= _pinned(near, together)
    for name in sorted(missing):
        value = solved.get(name, pinned.get(name))
        if value is not None:
            yield name, value


def _pinned(rules: Sequence[Rule], names: Sequence[str]) -> dict[str, Fraction]:
    """The values of names that rules leave one value only."""
    if all(rule.relation is not Relation.MORE for rule in rules):
        return fixed_values(rules, names)
    # A bound that is not reached itself is beyond the simplex method: names are eliminated instead.
    return {name: value for name in names if (value := between(rules, name)) is not None}


def between(rules: Sequence[Rule], name: str) -> Fraction | None:
    """The one value between the bounds that rules put on a name; None where they leave room."""
    others = {other for rule in rules for other in rule.names} - {name}
    left = system_of(rules).without_all(others).rules
    if not feasible(left):
        return None
    bounds = [
        (rule.coefficient(name), rule.relation is Relation.EQUAL, -rule.constant / rule.coefficient(name))
        for rule in left
        if rule.coefficient(name)
    ]
    lower = [bound for coefficient, equal, bound in bounds if coefficient > 0 or equal]
    upper = [bound for coefficient, equal, bound in bounds if coefficient < 0 or equal]
    return max(lower) if lower and upper and max(lower) == min(upper) else None


def _connected(rules: Sequence[Rule], name: str) -> list[Rule]:
    """The rules that read a name, or share another with such a rule, and so on."""
    met: set[str] = {name}
    near: list[Rule] = []
    rest = list(rules)
    while joined := [rule for rule in rest if not met.isdisjoint(rule.names)]:
        rest = [rule for rule in rest if met.isdisjoint(rule.names)]
        near += joined
        met.update(other for rule in joined for other in rule.names)
    return near
