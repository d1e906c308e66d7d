"""Elimination of unknowns from linear rules: what the rules say of the other names, whatever values these take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from doichieu.validate.solver.linear import Relation, Rule, make_rule


@dataclass(frozen=True, slots=True)
class System:
    """Rules from which names were eliminated.

    Attributes:
        rules: What is left.
        paired: How many names were eliminated by pairing inequalities.
    """

    rules: Sequence[Rule]
    paired: int = 0

    def without(self, name: str) -> System:
        """Rules that follow for the other names, whatever value this one takes.

        A name of an equality is put into the others (Gauss); else each lower bound of it is paired with each upper
        one (Fourier-Motzkin). Of the pairs those that combine more inequalities than names were eliminated, and one,
        follow from the others and are dropped (Chernikov 1960): without that the number of rules explodes.
        """
        rest = [rule for rule in self.rules if name not in rule.names]
        reading = [rule for rule in self.rules if name in rule.names]
        equality = next((rule for rule in reading if rule.relation is Relation.EQUAL), None)
        # Rules that do not read the name are as distinct as they were: comparing them again would cost most of the time.
        if equality is not None:
            pivot = equality.coefficient(name)
            put = [
                _combine(rule, Fraction(1), equality, -rule.coefficient(name) / pivot)
                for rule in reading
                if rule is not equality
            ]
            return replace(self, rules=[*rest, *_distinct(put)])
        return System([*rest, *_distinct(_pairs(reading, name, self.paired + 2))], self.paired + 1)

    def without_all(self, names: Iterable[str]) -> System:
        """The same for several names, the cheapest first."""
        left, system = set(names), self
        while left:
            name = _cheapest(system.rules, left)
            left.remove(name)
            system = system.without(name)
        return system


def system_of(rules: Iterable[Rule]) -> System:
    """Rules as nothing was eliminated yet."""
    return System(
        _distinct(replace(rule, origins=frozenset({number})) for number, rule in enumerate(rules)), paired=0
    )


def feasible(rules: Iterable[Rule]) -> bool:
    """Whether some values make all rules hold."""
    system = system_of(rules)
    while not any(rule.decided() is False for rule in system.rules):
        names = {name for rule in system.rules for name in rule.names}
        if not names:
            return True
        system = system.without(_cheapest(system.rules, names))
    return False


def _pairs(reading: Sequence[Rule], name: str, most: int) -> list[Rule]:
    lower = [rule for rule in reading if rule.coefficient(name) > 0]
    upper = [rule for rule in reading if rule.coefficient(name) < 0]
    return [
        _combine(low, 1 / low.coefficient(name), high, -1 / high.coefficient(name))
        for low in lower
        for high in upper
        if len(low.origins | high.origins) <= most
    ]


def _combine(one: Rule, factor: Fraction, two: Rule, other: Fraction) -> Rule:
    terms = {name: value * factor for name, value in one.terms}
    for name, value in two.terms:
        terms[name] = terms.get(name, Fraction(0)) + value * other
    relations = {one.relation, two.relation} - {Relation.EQUAL}
    relation = (
        Relation.MORE if Relation.MORE in relations else Relation.AT_LEAST if relations else Relation.EQUAL
    )
    # Equalities are no inequalities that Chernikov counts: they are put in.
    origins = frozenset().union(*(rule.origins for rule in (one, two) if rule.relation is not Relation.EQUAL))
    return make_rule(terms, one.constant * factor + two.constant * other, relation, origins=origins)


def _distinct(rules: Iterable[Rule]) -> list[Rule]:
    """Rules without those that always hold and without repetitions.

    Of two that say the same the one stays that combines some of the other's inequalities; where neither does both
    stay, as what is combined with either counts differently.
    """
    kept: dict[tuple[object, ...], list[Rule]] = {}
    for rule in rules:
        if rule.decided() is True:
            continue
        same = kept.setdefault(_form(rule), [])
        if rule.relation is Relation.EQUAL:
            same[:] = same or [rule]
        elif not any(other.origins <= rule.origins for other in same):
            same[:] = [*(other for other in same if not rule.origins < other.origins), rule]
    return [rule for same in kept.values() for rule in same]


def _form(rule: Rule) -> tuple[object, ...]:
    """What a rule says, scaled to one form."""
    if not rule.terms:
        return (rule.constant, rule.relation)
    first = rule.terms[0][1]
    factor = 1 / (first if rule.relation is Relation.EQUAL else abs(first))
    return (tuple((n, c * factor) for n, c in rule.terms), rule.constant * factor, rule.relation)


def _cheapest(rules: Iterable[Rule], names: Collection[str]) -> str:
    """The name whose elimination adds the fewest rules; the first of several."""
    put_in: set[str] = set()
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for rule in rules:
        if rule.relation is Relation.EQUAL:
            put_in.update(name for name, _ in rule.terms)
        else:
            for name, coefficient in rule.terms:
                (lower if coefficient > 0 else upper)[name] += 1
    return min(sorted(names), key=lambda name: 0 if name in put_in else lower[name] * upper[name])
