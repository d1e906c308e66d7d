"""All sets of names of least weight that, set free, let linear rules hold: search with a bound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from heapq import heappop, heappush

from doichieu.validate.solver.elimination import System
from doichieu.validate.solver.linear import Rule

# More sets of changes than this of the same weight are not told apart by looking at each.
MOST_SETS = 400

# Rules looked at before a search is given up: some two seconds. Six errors in a table of 13 by 15 would take 0.9 million,
# and half a second as a covering problem.
MOST_EFFORT = 200_000

_Node = tuple[Fraction, int, tuple[str, ...], Fraction, System]


class SearchGivenUpError(Exception):
    """So many branches were left that the least change was not found in reasonable time."""


def minimal_sets(
    system: System,
    known: Mapping[str, Fraction],
    weight: Mapping[str, Fraction],
    fixed: frozenset[str],
) -> list[frozenset[str]]:
    """All sets of names of least weight that, set free, let every rule hold.

    A branch for each name of a violated rule: any solution must free one of them. What is freed is
    eliminated, so that the rules that follow show what else must give way. Violated rules without a name
    in common need a change each, which bounds from below what a branch will cost.

    Args:
        system: Linear rules over known names.
        known: Value by name.
        weight: What it costs to change a name.
        fixed: Names that are not to be changed.

    Returns:
        The sets, in the order of their names, `MOST_SETS` at most; none where no change lets the rules hold.

    Raises:
        SearchGivenUpError: `MOST_EFFORT` did not suffice.
    """
    best: list[frozenset[str]] = []
    least: Fraction | None = None
    seen: set[frozenset[str]] = set()
    judge = _Judge(known)
    effort = 0
    queue: list[_Node] = [(_bound(judge.violated(system.rules), weight, fixed), 0, (), Fraction(0), system)]
    while queue:
        estimate, _, freed, cost, left = heappop(queue)
        if least is not None and estimate > least:
            break
        violated = judge.violated(left.rules)
        if not violated:
            least = cost
            best.append(frozenset(freed))
            if len(best) >= MOST_SETS:
                break
            continue
        rule = min(violated, key=lambda rule: len(rule.names - fixed))
        for name in sorted(rule.names - fixed):
            chosen = frozenset(freed) | {name}
            if chosen in seen:
                continue
            seen.add(chosen)
            after = left.without(name)
            effort += len(after.rules)
            if effort > MOST_EFFORT:
                raise SearchGivenUpError
            if any(one.decided() is False for one in after.rules):
                continue
            spent = cost + weight[name]
            total = spent + _bound(judge.violated(after.rules), weight, fixed)
            if least is None or total <= least:
                heappush(queue, (total, -len(chosen), tuple(sorted(chosen)), spent, after))
    smallest = [one for one in best if not any(other < one for other in best)]
    return sorted(smallest, key=sorted)


class _Judge:
    """Which rules hold for known values; each is asked once, as a branch shares nearly all with the one before."""

    def __init__(self, known: Mapping[str, Fraction]) -> None:
        self._known = known
        self._held: dict[int, tuple[Rule, bool]] = {}

    def violated(self, rules: Sequence[Rule]) -> list[Rule]:
        """The rules that do not hold."""
        return [rule for rule in rules if not self._holds(rule)]

    def _holds(self, rule: Rule) -> bool:
        # Kept beside its verdict, a rule keeps its identity.
        found = self._held.get(id(rule))
        if found is None:
            found = self._held[id(rule)] = (rule, rule.holds(self._known))
        return found[1]


def _bound(violated: Sequence[Rule], weight: Mapping[str, Fraction], fixed: frozenset[str]) -> Fraction:
    """The least that changes cost, as violated rules need one of their names each.

    The better of two bounds: rules that share no name, each at its cheapest name; and all rules, each at its
    cheapest name shared among the rules that read it (a feasible dual of the covering problem).
    """
    names = [rule.names - fixed for rule in violated]
    counts = Counter(name for own in names for name in own)
    shared = sum((min(weight[name] / counts[name] for name in own) for own in names if own), Fraction(0))
    apart = Fraction(0)
    taken: set[str] = set()
    for own in sorted(names, key=len):
        if own and taken.isdisjoint(own):
            taken |= own
            apart += min(weight[name] for name in own)
    return max(shared, apart)
