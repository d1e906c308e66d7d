"""From violated equations to the fewest, likeliest edits that mend them.

Every equation that reads a cell is evidence for or against an edit of it: an edit that mends two
violated equations and breaks none is the cause of both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from doichieu.model import Number
from doichieu.validate.computed import (
    CompoundRatioRelation,
    ProductRelation,
    WeightedMeanRelation,
    WeightedRelation,
)
from doichieu.validate.joint import find_carried, find_slips
from doichieu.validate.paper import Figures, Place
from doichieu.validate.relations import (
    BoundRelation,
    EqualRelation,
    MarkRelation,
    RatioRelation,
    Relation,
    SumRelation,
)
from doichieu.validate.rounding import Grade
from doichieu.validate.row_slips import Slip, edited_figures, typed_again
from doichieu.validate.slips import describe_slip, places_of, slips_to

# How much a broken equation weighs against a mended one: what holds now is stronger evidence.
_BROKEN = 1.5
# Sums longer than this try only their total and the parts that a slip of the pen would explain.
_LONG_SUM = 120
# Several cells with one cause are one slip, but a rarer one than a digit.
_JOINT = 0.1
# What was computed from a figure speaks for it: that a wrong total was carried on is rarer than one wrong part.
_CARRIED = 0.2
# A percentage that the two figures give in each other's place, to its last digit, is no chance.
_TURNED = 0.3
# A total is computed from its parts by hand, and a percentage from its value: slips sit there more often.
_TARGET = 0.15
# Slips that lead to few other figures, so that chance leads to a likely one seldom.
_RARE = frozenset({"transposed", "decimal"})
# What it weighs that an edit closes a gap, or opens one, which rounding could explain.
_CLOSED = 0.35
# Two edits whose scores are this close cannot be told apart.
_CLOSE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A cell read differently: what was printed, what it should be, what kind of slip that is."""

    place: Place
    old: Number
    new: Decimal
    slip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Violated equations with one cause.

    Attributes:
        relations: The violated equations it explains.
        edits: The likeliest edit; two for figures in each other's place, several for a row typed again; none
            where no edit mends anything.
        alternatives: Edits that explain as much.
        copied: Cells that repeat the row beside them, where nothing tells what they should hold; no edits then.
    """

    relations: tuple[Relation, ...]
    edits: tuple[Edit, ...] = ()
    alternatives: tuple[Edit, ...] = ()
    copied: tuple[Place, ...] = ()

    @property
    def edit(self) -> Edit | None:
        """The first edit, None where there is none."""
        return self.edits[0] if self.edits else None


# Evidence from outside the equations: how many more checks (ranks) hold with a cell edited, less those that stop to.
Evidence = Callable[[Place, Decimal], float]


def is_violated(relation: Relation, grade: Grade) -> bool:
    """Whether a grade is worth a person's time for this kind of equation."""
    match relation:
        case SumRelation():
            return grade in {Grade.IMPOSSIBLE, Grade.IMPLAUSIBLE} or (
                grade is Grade.POSSIBLE and relation.exact
            )
        case RatioRelation() | CompoundRatioRelation():
            return grade in {Grade.IMPOSSIBLE, Grade.IMPLAUSIBLE}
        case EqualRelation() | BoundRelation() | MarkRelation():
            return grade is Grade.IMPOSSIBLE
        case ProductRelation() | WeightedRelation() | WeightedMeanRelation():
            return grade is Grade.IMPOSSIBLE or (relation.exact and grade is not Grade.EXACT)


def find_causes(
    violated: Sequence[Relation],
    held: Iterable[Relation],
    figures: Figures,
    evidence: Evidence,
    unknown: Iterable[Relation] = (),
) -> list[Cause]:
    """Fold violated equations into causes.

    Args:
        violated: Equations that do not hold.
        held: Equations that do.
        figures: Printed figures by place.
        evidence: What an edit does to checks that are no equations.
        unknown: Equations that say nothing as printed, since they divide by zero, and may with an edit.

    Returns:
        Causes in reading order; every violated equation belongs to exactly one.
    """
    reading: defaultdict[Place, list[Relation]] = defaultdict(list)
    # Rows and columns of what is violated: a figure beside a wrong one may be the one it was exchanged with.
    rows = {(place.sheet, place.row) for relation in violated for place in relation.places}
    columns = {(place.sheet, place.col) for relation in violated for place in relation.places}
    for relation in (*violated, *held, *unknown) if violated else ():
        for place in relation.places:
            if (place.sheet, place.row) in rows or (place.sheet, place.col) in columns:
                reading[place].append(relation)
    open_relations = list(violated)
    doubted = Counter(place for relation in violated for place in relation.places)
    candidates = {
        id(relation): list(_candidates(relation, reading, figures, doubted)) for relation in violated
    }
    causes = []
    while open_relations:
        cause = _next_cause(open_relations, candidates, reading, figures, evidence)
        causes.append(cause)
        done = set(map(id, cause.relations))
        open_relations = [relation for relation in open_relations if id(relation) not in done]
    return sorted(causes, key=lambda cause: min(relation.target for relation in cause.relations))


def _next_cause(
    relations: Sequence[Relation],
    candidates: Mapping[int, Sequence[tuple[Place, Decimal]]],
    reading: dict[Place, list[Relation]],
    figures: Figures,
    evidence: Evidence,
) -> Cause:
    violated = {id(relation) for relation in relations}
    scored: dict[tuple[Place, Decimal], tuple[float, list[Relation]]] = {}
    for relation in relations:
        for place, value in candidates[id(relation)]:
            if (place, value) not in scored:
                scored[place, value] = _score(place, value, reading, violated, figures, evidence)
    good = [(score, mended, place, value) for (place, value), (score, mended) in scored.items() if mended]
    best = max((option[0] for option in good), default=0.0)
    joint = _best_joint(relations, reading, figures, evidence)
    if joint is None or joint[1].edits[0].slip != "copied":
        typed = _typed_again(relations, good, figures)
        if typed is not None:
            return typed
    if joint is not None and joint[0] > best:
        return joint[1]
    if not good:
        return Cause(relations=(relations[0],))
    score, mended, place, value = max(good, key=lambda option: (option[0], -option[2].sheet, option[2]))
    same = {id(relation) for relation in mended}
    others = sorted(
        (
            option
            for option in good
            if option[2] != place and option[0] > score - _CLOSE and _overlap(option[1], same)
        ),
        key=lambda option: -option[0],
    )
    return Cause(
        relations=tuple(mended),
        edits=(_edit(place, value, figures),),
        alternatives=tuple(_edit(option[2], option[3], figures) for option in others[:5]),
    )


def _typed_again(
    relations: Sequence[Relation],
    good: Sequence[tuple[float, list[Relation], Place, Decimal]],
    figures: Figures,
) -> Cause | None:
    """A row that repeats the one beside it, unless one edit mends all that is off in it by a slip of the pen, or beyond it."""
    for own, parts in typed_again(relations, figures):
        same = {id(relation) for relation in own}
        simpler = any(
            same <= {id(relation) for relation in mended}
            and (len(mended) > len(own) or score > len(own) + _CLOSED)
            for score, mended, _, _ in good
        )
        if not simpler:
            return Cause(relations=tuple(own), copied=tuple(parts))
    return None


def _best_joint(
    relations: Sequence[Relation],
    reading: dict[Place, list[Relation]],
    figures: Figures,
    evidence: Evidence,
) -> tuple[float, Cause] | None:
    """Several cells with one cause that mend most: figures exchanged, a row typed again, a wrong total carried on."""
    violated = {id(relation) for relation in relations}
    best: tuple[float, Cause] | None = None
    slips = (
        *find_slips(relations, reading, figures),
        *find_carried(relations, reading, figures, _holds),
    )
    for slip in slips:
        after = edited_figures(figures, slip.values)
        touched = {id(r): r for place in slip.values for r in reading[place]}.values()
        mended = [r for r in touched if id(r) in violated and _holds(r, after)]
        broken = sum(
            id(r) not in violated and r.grade(figures) is not None and not _holds(r, after) for r in touched
        )
        score = len(mended) - _BROKEN * broken + _likely(slip, mended, figures, evidence)
        if mended and (best is None or score > best[0]):
            edits = tuple(
                Edit(place=place, old=old, new=value, slip=slip.kind)
                for place, value in slip.values.items()
                if (old := figures(place)) is not None
            )
            best = (score, Cause(relations=tuple(mended), edits=edits))
    return best


def _likely(slip: Slip, mended: Sequence[Relation], figures: Figures, evidence: Evidence) -> float:
    """What speaks for a slip of several cells besides the equations it mends."""
    if slip.kind != "carried":
        turned = any(isinstance(r, RatioRelation) and {r.value, r.base} == {*slip.values} for r in mended)
        return _TURNED if turned else _JOINT
    (place, value), *carried = slip.values.items()
    number = figures(place)
    ranks = sum(evidence(where, what) for where, what in slip.values.items())
    # Sums are done by hand; quotients and differences by a sheet of formulas, which carries no slip of the pen on.
    by_hand = any(isinstance(each, SumRelation) and not each.minus for each in mended)
    base = _slip_weight(number, value) if number else 0.0
    return base + (_TARGET if by_hand else 0.0) + ranks - _CARRIED * len(carried)


def _holds(relation: Relation, figures: Figures) -> bool:
    grade = relation.grade(figures)
    return grade is not None and not is_violated(relation, grade)


def _overlap(relations: Iterable[Relation], same: set[int]) -> bool:
    return any(id(relation) in same for relation in relations)


def _candidates(
    relation: Relation,
    reading: Mapping[Place, Sequence[Relation]],
    figures: Figures,
    doubted: Mapping[Place, int],
) -> Iterable[tuple[Place, Decimal]]:
    for place in relation.places:
        value = relation.solve(place, figures)
        number = figures(place)
        if value is None or number is None or value == number.value:
            continue
        long = len(relation.places) > _LONG_SUM and place != relation.target
        if not long or describe_slip(number.value, number.places, value) != "unknown":
            yield place, value
    if isinstance(relation, RatioRelation):
        yield from _slips_within(relation, reading, figures)
    elif isinstance(relation, SumRelation) and relation.mean:
        yield from _slips_of_parts(relation, figures, doubted)


def _slips_within(
    relation: RatioRelation, reading: Mapping[Place, Sequence[Relation]], figures: Figures
) -> Iterable[tuple[Place, Decimal]]:
    """The likeliest slip of the pen that leads to a numerator or a maximum that the percentage allows.

    Digits replaced or lost lead anywhere: they count where other checks bear the percentage out.
    """
    firm = len(reading[relation.target]) > 1
    for place in relation.places[1:]:
        number, reach = figures(place), relation.reach(place, figures)
        if number is None or reach is None:
            continue
        within = {
            value: describe_slip(number.value, number.places, value)
            for value in slips_to(number.value, number.places)
            if reach[0] <= value <= reach[1]
        }
        weights = {value: _WEIGHTS[slip] for value, slip in within.items() if firm or slip in _RARE}
        likeliest = [value for value, weight in weights.items() if weight == max(weights.values())]
        if len(likeliest) == 1:
            yield place, likeliest[0]


def _slips_of_parts(
    mean: SumRelation, figures: Figures, doubted: Mapping[Place, int]
) -> Iterable[tuple[Place, Decimal]]:
    """Slips of the pen in parts that another equation doubts as well: a mean leaves each part a range."""
    for place in mean.parts:
        number = figures(place) if doubted[place] > 1 else None
        reach = mean.reach(place, figures) if number is not None else None
        if number is None or reach is None:
            continue
        for value in slips_to(number.value, number.places):
            if reach[0] <= value <= reach[1]:
                yield place, value


def _score(
    place: Place,
    value: Decimal,
    reading: dict[Place, list[Relation]],
    violated: set[int],
    figures: Figures,
    evidence: Evidence,
) -> tuple[float, list[Relation]]:
    number = figures(place)
    if number is None:
        return 0.0, []
    edited = Number(value=value, places=max(number.places, places_of(value)), percent=number.percent)

    def after(where: Place) -> Number | None:
        return edited if where == place else figures(where)

    mended, broken, told = [], 0, 0.0
    target = False
    for relation in reading[place]:
        holds = _holds(relation, after)
        if id(relation) in violated:
            if holds:
                mended.append(relation)
                target = target or relation.target == place
        elif (before := relation.grade(figures)) is None:
            told += holds
        elif holds and isinstance(relation, SumRelation) and not relation.mean:
            # A gap that rounding may close is no finding, and speaks for the edit that closes it all the same.
            told += _CLOSED * ((relation.grade(after) is Grade.EXACT) - (before is Grade.EXACT))
        elif not holds:
            broken += 1
    score = told + len(mended) - _BROKEN * broken + evidence(place, value) + _slip_weight(number, value)
    return score + (_TARGET if target else 0.0), mended


_WEIGHTS = {
    "transposed": 0.35,
    "decimal": 0.35,
    "dropped": 0.3,
    "added": 0.3,
    "digit": 0.25,
    "sign": 0.3,
    "unknown": 0.0,
}


def _slip_weight(number: Number, value: Decimal) -> float:
    # What is no change has no sign to lose: a negative figure is hardly meant unless the same one is printed.
    if value < 0 <= number.value != -value:
        return -0.8
    # A figure with more decimals than its cell prints was hardly meant there.
    if places_of(value) > number.places + (2 if number.places == 0 else 1):
        return -0.4
    return _WEIGHTS[describe_slip(number.value, number.places, value)]


def _edit(place: Place, value: Decimal, figures: Figures) -> Edit:
    number = figures(place)
    if number is None:
        raise ValueError(f"no figure at {place}")
    return Edit(place=place, old=number, new=value, slip=describe_slip(number.value, number.places, value))
