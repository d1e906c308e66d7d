"""Missing values that linear rules leave only one value for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

from doichieu.validate.solver.elimination import feasible, system_of
from doichieu.validate.solver.linear import Rule, solve, substitute


def impute(
    rules: Sequence[Rule], known: Mapping[str, Fraction], missing: Collection[str]
) -> Iterator[tuple[str, Fraction]]:
    """Missing values that the rules leave only one value for: by equalities, or pinned from both sides."""
    open_rules = [substitute(rule, known) for rule in rules]
    solved = solve(open_rules, missing)
    for name in sorted(missing):
        value = solved.get(name)
        if value is None:
            value = _pinned(open_rules, name)
        if value is not None:
            yield name, value


def _pinned(rules: Sequence[Rule], name: str) -> Fraction | None:
    """The one value between the bounds that the rules put on a name; None where they leave room."""
    near = _connected(rules, name)
    others = {other for rule in near for other in rule.names} - {name}
    left = system_of(near).without_all(others).rules
    if not feasible(left):
        return None
    lower = [-rule.constant / rule.coefficient(name) for rule in left if rule.coefficient(name) > 0]
    upper = [-rule.constant / rule.coefficient(name) for rule in left if rule.coefficient(name) < 0]
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
