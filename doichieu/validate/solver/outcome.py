"""What localisation comes to: the changes that every solution shares, what follows from them, what stays violated."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from doichieu.validate.solver.changes import Solution, decimal_of
from doichieu.validate.solver.elimination import feasible, system_of
from doichieu.validate.solver.imputation import impute
from doichieu.validate.solver.linear import Rule, solve, substitute
from doichieu.validate.solver.results import Change, Localization, Reason, Status


def result_of(
    rules: Sequence[Rule],
    values: Mapping[str, Decimal | None],
    solutions: Sequence[Solution],
    known: Mapping[str, Fraction],
    missing: Collection[str],
) -> Localization:
    """The result of solutions that tie.

    Args:
        rules: The rules.
        values: Values as given, None for missing ones.
        solutions: The likeliest solutions; one without changes where all rules hold.
        known: The values that are given, exact.
        missing: Names without a value.

    Returns:
        What all solutions share is applied; the rest stays open, with the sets that tie.
    """
    shared = {
        name: change
        for name, change in solutions[0].items()
        if change.new is not None
        and all(name in other and other[name].new == change.new for other in solutions[1:])
    }
    # A third has no decimal: rules are judged by the exact values, which the decimals of the changes stand for.
    # What the solutions differ in says nothing of what they share: with one of its values as printed rules contradict.
    changed = {name for solution in solutions for name in solution}
    kept = {name: value for name, value in known.items() if name not in changed}
    exact = solve([substitute(rule, kept) for rule in rules], [*changed, *missing])
    after = {
        **known,
        **{
            name: exact.get(name, Fraction(change.new))
            for name, change in shared.items()
            if change.new is not None
        },
    }
    # What is left open has no value that anything follows from.
    left_open = changed - shared.keys()
    settled = {name: value for name, value in after.items() if name not in left_open}
    values_imputed = {
        name: value for name, value in impute(rules, settled, {*missing, *left_open}) if name in missing
    }
    after.update(values_imputed)
    imputed = {
        name: Change(name=name, old=None, new=decimal_of(value), reason=Reason.IMPUTED)
        for name, value in values_imputed.items()
    }
    complete = len(solutions) == 1 and len(shared) == len(solutions[0])
    if not any(solutions):
        status = Status.CORRECTED if imputed else Status.CONSISTENT
    elif complete:
        status = Status.CORRECTED
    else:
        status = Status.PARTIAL if shared else Status.AMBIGUOUS
    changes = {**shared, **imputed}
    return Localization(
        status=status,
        edits=tuple(changes[name] for name in values if name in changes),
        values={name: changes[name].new if name in changes else value for name, value in values.items()},
        minimal_sets=tuple(frozenset(solution) for solution in solutions if solution),
        violated=_violated(rules, after) if left_open else (),
    )


def _violated(rules: Sequence[Rule], known: Mapping[str, Fraction]) -> tuple[str, ...]:
    """The rules that do not hold; where values are missing, those that cannot all hold whatever these are."""
    broken = [rule for rule in rules if rule.names <= known.keys() and not rule.holds(known)]
    open_rules = [rule for rule in rules if not rule.names <= known.keys()]
    if open_rules and not _can_hold(open_rules, known):
        needed = [rule for rule in open_rules if _can_hold([r for r in open_rules if r is not rule], known)]
        broken += needed or open_rules
    return tuple(rule.text for rule in rules if rule in broken)


def _can_hold(rules: Sequence[Rule], known: Mapping[str, Fraction]) -> bool:
    """Whether some values of the names that are not known make rules hold."""
    left = [substitute(rule, known) for rule in rules]
    return feasible(system_of(left).without_all({name for rule in left for name in rule.names}).rules)
