"""What the values of a set should be: the slip that explains each change, and how likely slips are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import combinations

from doichieu.validate.slips import is_typing_slip
from doichieu.validate.solver.imputation import impute
from doichieu.validate.solver.linear import Rule, solve, substitute
from doichieu.validate.solver.results import Change, Reason

# Rounding differences are at most this many units of the last printed place (Scholtus 2008 uses two).
_ROUNDING_UNITS = 2
# Digits that a value without an end is told in.
_DIGITS = 28

Solution = dict[str, Change]


def solution_of(
    rules: Sequence[Rule],
    known: Mapping[str, Fraction],
    missing: Collection[str],
    chosen: frozenset[str],
    values: Mapping[str, Decimal | None],
) -> Solution:
    """The changes of one set: values that the rules determine, with the slip that explains each."""
    kept = {name: value for name, value in known.items() if name not in chosen}
    open_rules = [substitute(rule, kept) for rule in rules]
    solved = solve(open_rules, [*chosen, *missing])
    if not solved.keys() >= chosen:
        # what bounds on both sides leave one value is determined as well
        solved = dict(impute(rules, kept, {*chosen, *missing}))
    changes = {}
    for name in chosen:
        old = values[name]
        new = decimal_of(solved[name]) if name in solved else None
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


def exchanged_change(name: str, old: Decimal | None, new: Fraction) -> Change:
    """The change of a value that another one was printed for."""
    return Change(name=name, old=old, new=decimal_of(new), reason=Reason.SWAP)


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


# How likely a slip is; of equally small sets the likeliest wins. Few figures have another sign by chance, many are a
# slip of a digit away, so that a sign alone that puts all right is likelier than that.
_SIGN_ALONE = 4
_LIKELY = {
    Reason.TYPO: 3,
    Reason.SIGN: 3,
    Reason.SWAP: 3,
    Reason.ROUNDING: 2,
    Reason.IMPUTED: 0,
    Reason.UNKNOWN: 0,
}


def likelihood(solution: Solution) -> int:
    """How likely the slips of a solution are, taken together; of equally small sets the likeliest wins."""
    return sum(
        _SIGN_ALONE
        if change.reason is Reason.SIGN and change.new == -(change.old or 0)
        else _LIKELY[change.reason]
        for change in solution.values()
    )


def likeliest(solutions: Sequence[Solution]) -> list[Solution]:
    """The solutions that no other is likelier than."""
    scores = [likelihood(solution) for solution in solutions]
    best = max(scores, default=0)
    return [solution for solution, score in zip(solutions, scores, strict=True) if score == best]


def decimal_of(value: Fraction) -> Decimal:
    """The value in all its digits; one without an end in 28 of them behind those of its whole part."""
    whole = len(str(abs(value.numerator) // value.denominator))
    with localcontext(prec=whole + _DIGITS):
        return Decimal(value.numerator) / Decimal(value.denominator)
