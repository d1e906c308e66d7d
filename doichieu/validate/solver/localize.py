"""The fewest, likeliest changes that make linear rules hold.

The principle is that of Fellegi and Holt (1976): change as little as possible so that every rule
can hold. Which minimal change is likeliest follows the kinds of slips in numeric data: a digit
typed wrong (Scholtus 2009), a sign or two values exchanged (Scholtus 2008), a rounding difference.
Only what every optimal solution shares is applied.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation, localcontext
from fractions import Fraction
from itertools import combinations

from doichieu.errors import UsageError
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.solver.elimination import feasible, system_of
from doichieu.validate.solver.exchanges import find_exchanges
from doichieu.validate.solver.imputation import impute
from doichieu.validate.solver.linear import Rule, parse_rule, solve, substitute
from doichieu.validate.solver.minimal_sets import MOST_SETS, minimal_sets
from doichieu.validate.solver.results import Change, Localization, Reason, Status
from doichieu.validate.solver.stepwise import likeliest_sets

# Rounding differences are at most this many units of the last printed place (Scholtus 2008 uses two).
_ROUNDING_UNITS = 2
# Digits that a value without an end is told in.
_DIGITS = 28


def localize(
    rules: Sequence[str],
    values: Mapping[str, Decimal | float | None],
    weights: Mapping[str, float] | None = None,
    fixed: Collection[str] = (),
) -> Localization:
    """Find the fewest, likeliest changes that make all rules hold.

    Args:
        rules: Linear rules such as "x1 + x2 == x3" or "c >= 0.6*t".
        values: Value by name; None for a missing one.
        weights: Confidence by name, 1 where none is given: a name with a larger weight is changed last, one with
            an infinite weight not at all.
        fixed: Names that are not to be changed.

    Returns:
        Status, the changes that every optimal solution shares, the minimal sets and what stays violated.

    Raises:
        UsageError: A rule is not linear, it or `fixed` names a value that is not given, a value is no finite
            number, or a weight is negative.

    Source:
        Fellegi and Holt (1976), A systematic approach to automatic edit and imputation; Scholtus (2008),
        Algorithms for correcting some obvious inconsistencies and rounding errors in business survey data;
        Scholtus (2009), Automatic correction of simple typing errors in numerical data with balance edits.
    """
    for what, texts in (("rules", rules), ("fixed", fixed)):
        # A text is a sequence too, of letters.
        if isinstance(texts, str):
            raise UsageError(f"`{what}` is the one text “{texts}”.", do=f"give a list, [{texts!r}].")
    parsed = [parse_rule(rule) for rule in rules]
    _check_names(parsed, values, fixed)
    exact = {name: None if value is None else _exact(name, value) for name, value in values.items()}
    return _localized(parsed, exact, weights or {}, frozenset(fixed))


def _localized(
    parsed: Sequence[Rule],
    values: Mapping[str, Decimal | None],
    weights: Mapping[str, float],
    fixed: frozenset[str],
) -> Localization:
    known = {name: Fraction(value) for name, value in values.items() if value is not None}
    missing = {name for name, value in values.items() if value is None}
    system = system_of(parsed).without_all(missing)
    if all(rule.holds(known) for rule in system.rules):
        return _result(parsed, values, [{}], known, missing)
    weight, infinite = _weights(known, weights)
    kept = fixed | infinite
    sets = minimal_sets(system, known, weight, kept)
    if not sets:
        return Localization(
            status=Status.INFEASIBLE,
            edits=(),
            values=dict(values),
            minimal_sets=(),
            violated=tuple(rule.text for rule in parsed if not _holds_now(rule, known)),
        )

    def solution(chosen: frozenset[str]) -> _Solution:
        return _solution(parsed, known, missing, chosen, values)

    if len(sets) >= MOST_SETS:
        sets = likeliest_sets(
            system, known, weight, kept, sets[0], lambda chosen: _likelihood(solution(chosen))
        )
    solutions = _likeliest([solution(chosen) for chosen in sets])
    least = min(sum((weight[name] for name in chosen), Fraction(0)) for chosen in sets)
    exchanged = find_exchanges(system.rules, known, kept)
    if exchanged:
        after = {**known, **exchanged}
        rest = minimal_sets(system, after, weight, kept | exchanged.keys())
        swaps = {name: _swap(name, values[name], value) for name, value in exchanged.items()}
        # An exchange is one slip of two values, as likely as one value mistyped.
        cost = sum((weight[name] for name in exchanged), Fraction(0)) / 2
        options = [swaps | _solution(parsed, after, missing, chosen, values) for chosen in rest]
        if 0 < len(rest) < MOST_SETS and cost + sum((weight[name] for name in rest[0]), Fraction(0)) <= least:
            solutions = _likeliest(options)
    return _result(parsed, values, solutions, known, missing)


def _exact(name: str, value: Decimal | float) -> Decimal:
    """A value as a decimal; a float is the one that it is printed as, without decimals where it is whole."""
    try:
        exact = value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation:
        raise UsageError(
            f"The value of “{name}” is {value!r}, no number.", do="give a number, None for a missing value."
        ) from None
    if isinstance(value, float) and exact.is_finite() and value.is_integer():
        exact = Decimal(int(value))
    if not exact.is_finite():
        raise UsageError(f"The value of “{name}” is {exact}, no number.", do="give None for a missing value.")
    return exact


def _weights(
    names: Iterable[str], weights: Mapping[str, float]
) -> tuple[dict[str, Fraction], frozenset[str]]:
    """What it costs to change each name, and the names with an infinite weight."""
    given = {name: Decimal(str(weights.get(name, 1))) for name in names}
    for name, weight in given.items():
        if weight.is_nan() or weight < 0:
            raise UsageError(
                f"The weight of “{name}” is {weight}.",
                do="give a weight of 0 or more; infinity keeps a value.",
            )
    kept = frozenset(name for name, weight in given.items() if weight.is_infinite())
    return {name: Fraction(0 if name in kept else weight) for name, weight in given.items()}, kept


def _check_names(rules: Iterable[Rule], values: Collection[str], fixed: Collection[str]) -> None:
    named = [(f"“{rule.text}”", rule.names) for rule in rules]
    for what, names in [*named, ("`fixed`", frozenset(fixed))]:
        if unknown := sorted(names.difference(values)):
            raise UsageError(
                f"{what} names {', '.join(unknown)}, for which no value is given.",
                do="give a value for each name, None for a missing one.",
            )


def _holds_now(rule: Rule, known: Mapping[str, Fraction]) -> bool:
    return rule.names <= known.keys() and rule.holds(known)


# --------------------------------------------------------------------------- what they should be


_Solution = dict[str, Change]


def _solution(
    rules: Sequence[Rule],
    known: Mapping[str, Fraction],
    missing: Collection[str],
    chosen: frozenset[str],
    values: Mapping[str, Decimal | None],
) -> _Solution:
    """The changes of one set: values that the rules determine, with the slip that explains each."""
    kept = {name: value for name, value in known.items() if name not in chosen}
    open_rules = [substitute(rule, kept) for rule in rules]
    solved = solve(open_rules, [*chosen, *missing])
    changes = {}
    for name in chosen:
        old = values[name]
        new = _decimal(solved[name]) if name in solved else None
        changes[name] = Change(name=name, old=old, new=new, reason=_reason(old, new))
    for one, two in combinations(sorted(chosen), 2):
        first, second = changes[one], changes[two]
        if (
            any({one, two} <= rule.names for rule in rules)
            and first.new is not None
            and second.new is not None
            and (first.new, second.new) == (second.old, first.old)
        ):
            changes[one] = Change(name=one, old=first.old, new=first.new, reason=Reason.SWAP)
            changes[two] = Change(name=two, old=second.old, new=second.new, reason=Reason.SWAP)
    return changes


def _swap(name: str, old: Decimal | None, new: Fraction) -> Change:
    return Change(name=name, old=old, new=_decimal(new), reason=Reason.SWAP)


def _reason(old: Decimal | None, new: Decimal | None) -> Reason:
    if old is None:
        return Reason.IMPUTED
    if new is None:
        return Reason.UNKNOWN
    exponent = old.as_tuple().exponent
    unit = Decimal(1).scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)
    if abs(new - old) <= _ROUNDING_UNITS * unit and new != -old:
        return Reason.ROUNDING
    # A wrong sign may stand on a figure that rounding puts off as well (Scholtus 2008).
    if new * old < 0 and abs(new + old) <= _ROUNDING_UNITS * unit:
        return Reason.SIGN
    return Reason.TYPO if is_typing_slip(old, new) else Reason.UNKNOWN


# How likely a slip is; of equally small sets the likeliest wins.
_LIKELY = {
    Reason.TYPO: 3,
    Reason.SIGN: 3,
    Reason.SWAP: 3,
    Reason.ROUNDING: 2,
    Reason.IMPUTED: 0,
    Reason.UNKNOWN: 0,
}


def _likelihood(solution: _Solution) -> int:
    return sum(_LIKELY[change.reason] for change in solution.values())


def _likeliest(solutions: Sequence[_Solution]) -> list[_Solution]:
    scores = [_likelihood(solution) for solution in solutions]
    best = max(scores, default=0)
    return [solution for solution, score in zip(solutions, scores, strict=True) if score == best]


def _decimal(value: Fraction) -> Decimal:
    """The value in all its digits; one without an end in 28 of them behind those of its whole part."""
    whole = len(str(abs(value.numerator) // value.denominator))
    with localcontext(prec=whole + _DIGITS):
        return Decimal(value.numerator) / Decimal(value.denominator)


def _result(
    rules: Sequence[Rule],
    values: Mapping[str, Decimal | None],
    solutions: Sequence[_Solution],
    known: Mapping[str, Fraction],
    missing: Collection[str],
) -> Localization:
    shared = {
        name: change
        for name, change in solutions[0].items()
        if change.new is not None
        and all(name in other and other[name].new == change.new for other in solutions[1:])
    }
    # A third has no decimal: rules are judged by the exact values, which the decimals of the changes stand for.
    kept = {name: value for name, value in known.items() if name not in shared}
    exact = solve([substitute(rule, kept) for rule in rules], [*shared, *missing])
    after = {
        **known,
        **{
            name: exact.get(name, Fraction(change.new))
            for name, change in shared.items()
            if change.new is not None
        },
    }
    # What is left open has no value that anything follows from.
    left_open = {name for solution in solutions for name in solution} - shared.keys()
    settled = {name: value for name, value in after.items() if name not in left_open}
    values_imputed = {
        name: value for name, value in impute(rules, settled, {*missing, *left_open}) if name in missing
    }
    after.update(values_imputed)
    imputed = {
        name: Change(name=name, old=None, new=_decimal(value), reason=Reason.IMPUTED)
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
