"""The fewest, likeliest changes that make linear rules hold.

The principle is that of Fellegi and Holt (1976): change as little as possible so that every rule
can hold. Which minimal change is likeliest follows the kinds of slips in numeric data: a digit
typed wrong (Scholtus 2009), a sign or two values exchanged (Scholtus 2008), a rounding difference.
Only what every optimal solution shares is applied.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from doichieu.errors import UsageError
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.solver.exchanges import find_exchanges
from doichieu.validate.solver.linear import Rule, eliminate, feasible, parse_rule, solve, substitute
from doichieu.validate.solver.minimal_sets import minimal_sets

# Rounding differences are at most this many units of the last printed place (Scholtus 2008 uses two).
_ROUNDING_UNITS = 2


class Status(StrEnum):
    """What localisation came to.

    CONSISTENT: every rule held. CORRECTED: one optimal solution, applied. PARTIAL: the optimal solutions
    share some changes, which are applied. AMBIGUOUS: they share none. INFEASIBLE: no values can make the
    rules hold with the fixed ones kept.
    """

    CONSISTENT = "consistent"
    CORRECTED = "corrected"
    PARTIAL = "partial"
    AMBIGUOUS = "ambiguous"
    INFEASIBLE = "infeasible"


class Reason(StrEnum):
    """Why a value is changed."""

    TYPO = "typo"
    SIGN = "sign"
    SWAP = "swap"
    ROUNDING = "rounding"
    IMPUTED = "imputed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A value changed: what it was (None for a missing one), what it becomes, why.

    `new` is None where the rules leave open which value it should have.
    """

    name: str
    old: Decimal | None
    new: Decimal | None
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Localization:
    """The result of `localize`.

    Attributes:
        status: What it came to.
        edits: Changes that every optimal solution shares, imputed values among them.
        values: The values with those changes applied.
        minimal_sets: Names to change, one set for each optimal solution.
        violated: Rules, as written, that still do not hold (or cannot be judged) after the changes.
    """

    status: Status
    edits: tuple[Change, ...]
    values: Mapping[str, Decimal | None]
    minimal_sets: tuple[frozenset[str], ...]
    violated: tuple[str, ...]


def localize(
    rules: Sequence[str],
    values: Mapping[str, Decimal | None],
    weights: Mapping[str, float] | None = None,
    fixed: Collection[str] = (),
) -> Localization:
    """Find the fewest, likeliest changes that make all rules hold.

    Args:
        rules: Linear rules such as "x1 + x2 == x3" or "c >= 0.6*t".
        values: Value by name; None for a missing one.
        weights: Confidence by name, 1 where none is given: a name with a larger weight is changed last.
        fixed: Names that are not to be changed.

    Returns:
        Status, the changes that every optimal solution shares, the minimal sets and what stays violated.

    Raises:
        UsageError: A rule is not linear, or names a value that is not given.

    Source:
        Fellegi and Holt (1976), A systematic approach to automatic edit and imputation; Scholtus (2008),
        Algorithms for correcting some obvious inconsistencies and rounding errors in business survey data;
        Scholtus (2009), Automatic correction of simple typing errors in numerical data with balance edits.
    """
    parsed = [parse_rule(rule) for rule in rules]
    _check_names(parsed, values)
    known = {name: Fraction(value) for name, value in values.items() if value is not None}
    missing = {name for name, value in values.items() if value is None}
    free = _reduced(parsed, missing)
    if all(rule.holds(known) for rule in free):
        return _result(parsed, values, [{}], known, missing)
    weight = {name: Fraction(str((weights or {}).get(name, 1))) for name in known}
    sets = minimal_sets(free, known, weight, frozenset(fixed))
    if not sets:
        return Localization(
            status=Status.INFEASIBLE,
            edits=(),
            values=dict(values),
            minimal_sets=(),
            violated=tuple(rule.text for rule in parsed if not _holds_now(rule, known)),
        )
    solutions = _likeliest([_solution(parsed, known, missing, chosen, values) for chosen in sets])
    least = min(sum((weight[name] for name in chosen), Fraction(0)) for chosen in sets)
    exchanged = find_exchanges(free, known, frozenset(fixed))
    if exchanged:
        after = {**known, **exchanged}
        rest = minimal_sets(free, after, weight, frozenset(fixed) | exchanged.keys())
        swaps = {name: _swap(name, values[name], value) for name, value in exchanged.items()}
        # An exchange is one slip of two values, as likely as one value mistyped.
        cost = sum((weight[name] for name in exchanged), Fraction(0)) / 2
        options = [swaps | _solution(parsed, after, missing, chosen, values) for chosen in rest]
        if rest and cost + sum((weight[name] for name in rest[0]), Fraction(0)) <= least:
            solutions = _likeliest(options)
    return _result(parsed, values, solutions, known, missing)


def _check_names(rules: Iterable[Rule], values: Mapping[str, Decimal | None]) -> None:
    for rule in rules:
        unknown = sorted(rule.names - values.keys())
        if unknown:
            raise UsageError(
                f"“{rule.text}” names {', '.join(unknown)}, for which no value is given.",
                do="give a value for each name, None for a missing one.",
            )


def _reduced(rules: Sequence[Rule], names: Iterable[str]) -> list[Rule]:
    """What the rules say of the other names, whatever values these take."""
    left = list(rules)
    for name in sorted(names):
        left = eliminate(left, name)
    return left


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
            first.new is not None
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
    if new == -old:
        return Reason.SIGN
    exponent = old.as_tuple().exponent
    unit = Decimal(1).scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)
    if abs(new - old) <= _ROUNDING_UNITS * unit:
        return Reason.ROUNDING
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


def _likeliest(solutions: Sequence[_Solution]) -> list[_Solution]:
    scores = [sum(_LIKELY[change.reason] for change in solution.values()) for solution in solutions]
    best = max(scores, default=0)
    return [solution for solution, score in zip(solutions, scores, strict=True) if score == best]


def _decimal(value: Fraction) -> Decimal:
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
    values_imputed = dict(_imputed(rules, after, missing))
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
        violated=tuple(rule.text for rule in rules if rule.names <= after.keys() and not rule.holds(after)),
    )


def _imputed(
    rules: Sequence[Rule], known: Mapping[str, Fraction], missing: Collection[str]
) -> Iterator[tuple[str, Fraction]]:
    """Missing values that the rules leave only one value for: by equalities, or pinned from both sides."""
    open_rules = [substitute(rule, known) for rule in rules]
    solved = solve(open_rules, missing)
    for name in sorted(missing):
        value = solved.get(name)
        if value is None:
            value = _pinned(open_rules, name, missing)
        if value is not None:
            yield name, value


def _pinned(rules: Sequence[Rule], name: str, missing: Collection[str]) -> Fraction | None:
    """The one value between the bounds that the rules put on a name; None where they leave room."""
    left = _reduced(rules, (other for other in missing if other != name))
    if not feasible(left):
        return None
    lower = [-rule.constant / rule.coefficient(name) for rule in left if rule.coefficient(name) > 0]
    upper = [-rule.constant / rule.coefficient(name) for rule in left if rule.coefficient(name) < 0]
    return max(lower) if lower and upper and max(lower) == min(upper) else None
