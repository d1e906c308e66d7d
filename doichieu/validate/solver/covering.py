"""Sets of names of least weight for systems with many errors at once: a covering problem that grows by what it missed.

Any change that lets the rules hold frees a name of every rule that is violated, and of every violated rule that follows
from them. Of these rules there are too many to write down; so the lightest set of names that covers those known is
looked for (an integer program, by HiGHS), its names are eliminated exactly, and rules that are still violated join the
others (Garfinkel, Kunnathur and Liepins 1986). A set that leaves none is enough, and none is lighter. Values and rules
never pass through floating point: what HiGHS proposes is zeros and ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm
from time import monotonic

from doichieu.validate.solver.elimination import System
from doichieu.validate.solver.minimal_sets import MOST_SETS, SearchGivenUpError

# Seconds for a set of least weight, and for others that weigh the same.
TIME_LIMIT = 20.0
_TIME_FOR_TIES = 5.0

# Weights whose common denominator is no larger are whole numbers to HiGHS, so that nothing lies between two of them.
_MOST_SCALE = 10**6


def covering_sets(
    system: System,
    known: Mapping[str, Fraction],
    weight: Mapping[str, Fraction],
    fixed: frozenset[str],
) -> tuple[list[frozenset[str]], bool]:
    """Sets of names of least weight that, set free, let every rule hold.

    Args:
        system: Linear rules over known names.
        known: Value by name.
        weight: What it costs to change a name.
        fixed: Names that are not to be changed.

    Returns:
        The sets, in the order of their names, `MOST_SETS` at most, none where no change lets the rules hold; and whether
        they are all there are.

    Raises:
        SearchGivenUpError: `TIME_LIMIT` did not suffice to find one.
    """
    covers = _Covers(weight, {name for rule in system.rules for name in rule.names} - fixed)
    found: list[frozenset[str]] = []
    left = system.rules
    until = monotonic() + TIME_LIMIT
    while True:
        missed = [rule.names - fixed for rule in left if not rule.holds(known)]
        if not all(missed):
            return [], True
        for names in missed:
            covers.add(names)
        lightest = covers.lightest(until - monotonic())
        if lightest is None:
            if not found:
                raise SearchGivenUpError
            return sorted(found, key=sorted), False
        if not lightest or (found and _sum(lightest, weight) > _sum(found[0], weight)):
            return sorted(found, key=sorted), True
        left = system.without_all(lightest).rules
        if all(rule.holds(known) for rule in left):
            chosen = _needed(lightest, system, known, weight)
            covers.exclude(chosen)
            found.append(chosen)
            if len(found) == 1:
                until = monotonic() + _TIME_FOR_TIES
            if len(found) >= MOST_SETS:
                return sorted(found, key=sorted), False


def _sum(names: Iterable[str], weight: Mapping[str, Fraction]) -> Fraction:
    return sum((weight[name] for name in names), Fraction(0))


def _needed(
    chosen: frozenset[str], system: System, known: Mapping[str, Fraction], weight: Mapping[str, Fraction]
) -> frozenset[str]:
    """The set without names that cost nothing and are not needed; of the others it has none too many."""
    for name in sorted(name for name in chosen if not weight[name]):
        rest = chosen - {name}
        if all(rule.holds(known) for rule in system.without_all(rest).rules):
            chosen = rest
    return chosen


class _Covers:
    """An integer program: the lightest names of which each set of a growing list has one."""

    def __init__(self, weight: Mapping[str, Fraction], names: Iterable[str]) -> None:
        import highspy  # noqa: PLC0415 - 0.1 seconds with numpy, for the few systems that come here

        self._names = sorted(names)
        self._at = {name: at for at, name in enumerate(self._names)}
        self._known: set[frozenset[str]] = set()
        self._infinity = highspy.kHighsInf
        self._optimal = highspy.HighsModelStatus.kOptimal
        self._infeasible = highspy.HighsModelStatus.kInfeasible
        self._solver = solver = highspy.Highs()
        scale = lcm(*(weight[name].denominator for name in self._names))
        whole = scale <= _MOST_SCALE
        # One thread, so that the same system has the same result.
        options = {
            "output_flag": False,
            "threads": 1,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.5 if whole else 0.0,
        }
        for option, value in options.items():
            solver.setOptionValue(option, value)
        for at, name in enumerate(self._names):
            solver.addCol(float(weight[name] * scale if whole else weight[name]), 0.0, 1.0, 0, [], [])
            solver.changeColIntegrality(at, highspy.HighsVarType.kInteger)

    def add(self, names: frozenset[str]) -> None:
        """One of these names is needed."""
        if names not in self._known:
            self._known.add(names)
            self._row(names, 1.0, self._infinity)

    def exclude(self, names: frozenset[str]) -> None:
        """Not all of these names are wanted."""
        self._row(names, -self._infinity, len(names) - 1.0)

    def lightest(self, seconds: float) -> frozenset[str] | None:
        """The names that weigh least; empty where none will do, None where the time is over."""
        if seconds <= 0:
            return None
        # The clock of HiGHS goes on from run to run.
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + seconds)
        self._solver.run()
        status = self._solver.getModelStatus()
        if status == self._infeasible:
            return frozenset()
        if status != self._optimal:
            return None
        taken = self._solver.getSolution().col_value
        return frozenset(name for name, value in zip(self._names, taken, strict=True) if value > 1 / 2)

    def _row(self, names: frozenset[str], least: float, most: float) -> None:
        places = sorted(self._at[name] for name in names)
        self._solver.addRow(least, most, len(places), places, [1.0] * len(places))
