"""The fewest, likeliest changes that make linear rules hold.

The principle is that of Fellegi and Holt (1976): change as little as possible so that every rule
can hold. Which minimal change is likeliest follows the kinds of slips in numeric data: a digit
typed wrong (Scholtus 2009), a sign or two values exchanged (Scholtus 2008), a rounding difference.
Only what every optimal solution shares is applied.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from doichieu.errors import UsageError
from doichieu.validate.solver.changes import Solution, exchanged_change, likeliest, likelihood, solution_of
from doichieu.validate.solver.covering import TIME_LIMIT, covering_sets
from doichieu.validate.solver.elimination import System, system_of
from doichieu.validate.solver.exchanges import find_exchanges
from doichieu.validate.solver.linear import Rule
from doichieu.validate.solver.minimal_sets import MOST_SETS, SearchGivenUpError, minimal_sets
from doichieu.validate.solver.outcome import result_of
from doichieu.validate.solver.results import Localization, Status
from doichieu.validate.solver.rule_text import parse_rules
from doichieu.validate.solver.stepwise import likeliest_sets

_ENDED = (
    f"The search for the least change was ended after {TIME_LIMIT:.0f} seconds, so that no minimal set is known. "
    "Fix the values that are certain, or localize parts of the rules apart."
)


def localize(
    rules: Iterable[str],
    values: Mapping[str, Decimal | float | None],
    weights: Mapping[str, float] | None = None,
    fixed: Collection[str] = (),
) -> Localization:
    """Find the fewest, likeliest changes that make all rules hold.

    Args:
        rules: Linear rules such as "x1 + x2 == x3" or "c >= 0.6*t"; "c/t >= 0.6" is one whose base t is positive.
        values: Value by name; None for a missing one.
        weights: Confidence by name, 1 where none is given: a name with a larger weight is changed last, one with
            an infinite weight not at all.
        fixed: Names that are not to be changed.

    Returns:
        Status, the changes that every optimal solution shares, the minimal sets and what stays violated. Where so much
        is wrong that no least change is found in time nothing is changed, and a note says so.

    Raises:
        UsageError: A rule is not linear, it, `fixed` or `weights` names a value that is not given, a value is no finite
            number, or a weight is negative or none.

    Source:
        Fellegi and Holt (1976), A systematic approach to automatic edit and imputation; Scholtus (2008),
        Algorithms for correcting some obvious inconsistencies and rounding errors in business survey data;
        Scholtus (2009), Automatic correction of simple typing errors in numerical data with balance edits.
    """
    rules = list(rules) if not isinstance(rules, str) else rules
    for what, texts in (("rules", rules), ("fixed", fixed)):
        # A text is a sequence too, of letters.
        if isinstance(texts, str):
            raise UsageError(f"`{what}` is the one text “{texts}”.", do=f"give a list, [{texts!r}].")
    if other := next((rule for rule in rules if not isinstance(rule, str)), None):
        raise UsageError(f"The rule {other!r} is no text.", do='write rules like "x1 + x2 == x3".')
    parsed = [parsed for rule in rules for parsed in parse_rules(rule)]
    _check_names(parsed, values, fixed, weights or {})
    _check_weights(weights or {})
    exact = {name: None if value is None else _exact(name, value) for name, value in values.items()}
    try:
        return _localized(parsed, exact, weights or {}, frozenset(fixed))
    except SearchGivenUpError:
        return _unchanged(Status.AMBIGUOUS, parsed, exact, note=_ENDED)


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
        return result_of(parsed, values, [{}], known, missing)
    weight, infinite = _weights(known, weights)
    kept = fixed | infinite
    sets, all_told = _least_sets(system, known, weight, kept)
    if not sets:
        return _unchanged(Status.INFEASIBLE, parsed, values)

    def solution(chosen: frozenset[str]) -> Solution:
        return solution_of(parsed, known, missing, chosen, values)

    if not all_told:
        near = likeliest_sets(
            system, known, weight, kept, sets[0], lambda chosen: likelihood(solution(chosen))
        )
        sets = near if len(sets) >= MOST_SETS else list(dict.fromkeys([*near, *sets]))
    solutions = likeliest([solution(chosen) for chosen in sets])
    least = min(sum((weight[name] for name in chosen), Fraction(0)) for chosen in sets)
    exchanged = find_exchanges(system.rules, known, kept)
    if exchanged:
        after = {**known, **exchanged}
        rest, rest_told = _least_sets(system, after, weight, kept | exchanged.keys())
        swaps = {name: exchanged_change(name, values[name], value) for name, value in exchanged.items()}
        # An exchange is one slip of two values, as likely as one value mistyped.
        cost = sum((weight[name] for name in exchanged), Fraction(0)) / 2
        options = [swaps | solution_of(parsed, after, missing, chosen, values) for chosen in rest]
        if rest and rest_told and cost + sum((weight[name] for name in rest[0]), Fraction(0)) <= least:
            solutions = likeliest(options)
    return result_of(parsed, values, solutions, known, missing)


def _least_sets(
    system: System, known: Mapping[str, Fraction], weight: Mapping[str, Fraction], fixed: frozenset[str]
) -> tuple[list[frozenset[str]], bool]:
    """The sets of least weight that let the rules hold, and whether they are all there are."""
    try:
        sets = minimal_sets(system, known, weight, fixed)
    except SearchGivenUpError:
        return covering_sets(system, known, weight, fixed)
    return sets, len(sets) < MOST_SETS


def _unchanged(
    status: Status, parsed: Sequence[Rule], values: Mapping[str, Decimal | None], note: str = ""
) -> Localization:
    known = {name: Fraction(value) for name, value in values.items() if value is not None}
    violated = dict.fromkeys(rule.text for rule in parsed if not _holds_now(rule, known))
    return Localization(
        status=status, edits=(), values=dict(values), minimal_sets=(), violated=tuple(violated), note=note
    )


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
    kept = frozenset(name for name, weight in given.items() if weight.is_infinite())
    return {name: Fraction(0 if name in kept else weight) for name, weight in given.items()}, kept


def _check_weights(weights: Mapping[str, float]) -> None:
    for name, given in weights.items():
        try:
            weight = Decimal(str(given))
        except InvalidOperation:
            weight = Decimal("NaN")
        if weight.is_nan() or weight < 0:
            raise UsageError(
                f"The weight of “{name}” is {given}.",
                do="give a weight of 0 or more; infinity keeps a value.",
            )


def _check_names(
    rules: Iterable[Rule], values: Collection[str], fixed: Collection[str], weights: Collection[str]
) -> None:
    named = [(f"“{rule.text}”", rule.names) for rule in rules]
    for what, names in [*named, ("`fixed`", frozenset(fixed)), ("`weights`", frozenset(weights))]:
        if unknown := sorted(names.difference(values)):
            raise UsageError(
                f"{what} names {', '.join(unknown)}, for which no value is given.",
                do="give a value for each name, None for a missing one.",
            )


def _holds_now(rule: Rule, known: Mapping[str, Fraction]) -> bool:
    return rule.names <= known.keys() and rule.holds(known)
