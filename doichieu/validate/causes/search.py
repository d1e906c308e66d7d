"""From violated equations to the fewest, likeliest edits that mend them.

Every equation that reads a cell is evidence for or against an edit of it: an edit that mends two
violated equations and breaks none is the cause of both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from doichieu.model import Number
from doichieu.validate.causes.candidates import common_values, edit_candidates, edit_weight
from doichieu.validate.causes.cause import Cause, Edit, Evidence, JointEvidence, edit_of
from doichieu.validate.causes.joint import places_by_row, slip_sources
from doichieu.validate.causes.row_slips import Slip, Source, edited_figures, typed_again
from doichieu.validate.paper import Figures, Place
from doichieu.validate.relations import RatioRelation, Relation, SumRelation, is_violated
from doichieu.validate.rounding import Grade
from doichieu.validate.slips import places_of

# How much a broken equation weighs against a mended one: what holds now is stronger evidence.
_BROKEN = 1.5
# Several cells with one cause are one slip, but a rarer one than a digit.
_JOINT = 0.1
# Two results are exchanged sooner than all that they were computed from.
_ROWS = 0.05
# What was computed from a figure speaks for it: that a wrong total was carried on is rarer than one wrong part.
_CARRIED = 0.2
# A percentage that the two figures give in each other's place, to its last digit, is no chance.
_TURNED = 0.3
# A total is computed from its parts by hand, and a percentage from its value: slips sit there more often.
_TARGET = 0.15
# What it weighs that an edit closes a gap, or opens one, which rounding could explain.
_CLOSED = 0.35
# Two edits whose scores are this close cannot be told apart.
_CLOSE = 0.3


def find_causes(
    violated: Sequence[Relation],
    held: Iterable[Relation],
    figures: Figures,
    evidence: Evidence,
    unknown: Iterable[Relation] = (),
    together: JointEvidence | None = None,
    full: Figures | None = None,
) -> list[Cause]:
    """Fold violated equations into causes.

    Args:
        violated: Equations that do not hold.
        held: Equations that do.
        figures: Printed figures by place.
        evidence: What an edit does to checks that are no equations.
        unknown: Equations that say nothing as printed, since they divide by zero, and may with an edit.
        together: The same as evidence of several cells edited at once.
        full: The printed figures with all decimals that their columns print.

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
    search = _Search(violated, reading, figures, evidence, together, full or figures)
    causes = []
    while search.open:
        causes.append(search.next_cause())
    return sorted(causes, key=lambda cause: min(relation.target for relation in cause.relations))


@dataclass(frozen=True, slots=True)
class _Tried:
    """What editing some cells comes to: its score, the violated equations it mends, and all that read these cells.

    What mends none of them never will, as ever fewer stay open: it has no score and is not tried again.
    """

    score: float
    mended: tuple[Relation, ...]
    touched: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Equations that read the cells of a slip: those that hold without it, and those that do not, which all say something as printed."""

    holding: tuple[Relation, ...]
    failing: tuple[Relation, ...]


class _Looked(dict[Place, Number | None]):
    """Figures by place, each looked up once: long sums are graded again with each edit of a part."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def __missing__(self, place: Place) -> Number | None:
        found = self[place] = self._figures(place)
        return found


class _Search:
    """The search for causes, one after the other; what was tried is kept until one of its equations is explained."""

    def __init__(
        self,
        violated: Sequence[Relation],
        reading: Mapping[Place, list[Relation]],
        figures: Figures,
        evidence: Evidence,
        together: JointEvidence | None,
        full: Figures,
    ) -> None:
        self.open, self._together = list(violated), together
        self._reading, self._figures, self._evidence = reading, _Looked(figures).__getitem__, evidence
        self._rows = places_by_row(reading)
        by_place: defaultdict[Place, list[Relation]] = defaultdict(list)
        for relation in violated:
            for place in relation.places:
                by_place[place].append(relation)
        doubted = {place: len(relations) for place, relations in by_place.items()}
        self._candidates = {
            id(relation): list(edit_candidates(relation, reading, self._figures, doubted, full))
            for relation in violated
        }
        for place, relations in by_place.items():
            for value in common_values(place, relations, self._figures) if len(relations) > 1 else ():
                self._candidates[id(relations[0])].append((place, value))
        self._edits: dict[tuple[Place, Decimal], _Tried] = {}
        self._sources: dict[Hashable, tuple[Slip, ...]] = {}
        self._outcomes: dict[Slip, _Outcome] = {}
        self._slips: dict[Slip, _Tried] = {}

    def next_cause(self) -> Cause:
        """The likeliest cause of what is open, which is explained then."""
        cause = self._likeliest()
        done = set(map(id, cause.relations))
        self.open = [relation for relation in self.open if id(relation) not in done]
        self._edits = {key: tried for key, tried in self._edits.items() if tried.touched.isdisjoint(done)}
        self._slips = {key: tried for key, tried in self._slips.items() if tried.touched.isdisjoint(done)}
        return cause

    def _likeliest(self) -> Cause:
        violated = set(map(id, self.open))
        options = {
            edit: self._edit(*edit, violated) for one in self.open for edit in self._candidates[id(one)]
        }
        good = [
            (tried.score, tried.mended, place, value)
            for (place, value), tried in options.items()
            if tried.mended
        ]
        best = max((option[0] for option in good), default=0.0)
        joint = self._best_joint(violated)
        if joint is None or joint[1].edits[0].slip != "copied":
            typed = _typed_again(self.open, good, self._figures)
            if typed is not None:
                return typed
        if joint is not None and joint[0] > best:
            return joint[1]
        if not good:
            return Cause(relations=(self.open[0],))
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
            relations=mended,
            edits=(edit_of(place, value, self._figures),),
            alternatives=tuple(edit_of(option[2], option[3], self._figures) for option in others),
        )

    def _edit(self, place: Place, value: Decimal, violated: set[int]) -> _Tried:
        if (place, value) not in self._edits:
            score, mended = _score(place, value, self._reading, violated, self._figures, self._evidence)
            touched = frozenset(map(id, self._reading[place])) if mended else frozenset[int]()
            self._edits[place, value] = _Tried(score, tuple(mended), touched)
        return self._edits[place, value]

    def _best_joint(self, violated: set[int]) -> tuple[float, Cause] | None:
        """Several cells with one cause that mend most: figures exchanged, a row typed again, a wrong total carried on."""
        best: tuple[float, Slip, _Tried] | None = None
        for what, source in slip_sources(self.open, self._rows, self._reading, self._figures, _holds):
            if what not in self._sources:
                self._sources[what] = tuple(self._mending(source, violated))
            for slip in self._sources[what]:
                tried = self._slip(slip, violated)
                if tried.mended and (best is None or tried.score > best[0]):
                    best = (tried.score, slip, tried)
        if best is None:
            return None
        score, slip, tried = best
        edits = tuple(
            Edit(place=place, old=old, new=value, slip=slip.kind)
            for place, value in slip.values.items()
            if (old := self._figures(place)) is not None
        )
        return score, Cause(relations=tried.mended, edits=edits)

    def _mending(self, source: Source, violated: set[int]) -> Iterator[Slip]:
        """The slips of a source that mend something; what they come to is worked out once."""
        for slip in source():
            after = edited_figures(self._figures, slip.values)
            touched = {id(r): r for place in slip.values for r in self._reading[place]}
            if not any(id(r) in violated and _holds(r, after) for r in touched.values()):
                continue
            holding = tuple(r for r in touched.values() if _holds(r, after))
            holds = set(map(id, holding))
            rest = (r for r in touched.values() if id(r) not in holds)
            failing = tuple(r for r in rest if r.grade(self._figures) is not None)
            self._outcomes[slip] = _Outcome(holding, failing)
            yield slip

    def _slip(self, slip: Slip, violated: set[int]) -> _Tried:
        if slip not in self._slips:
            outcome = self._outcomes[slip]
            mended = tuple(r for r in outcome.holding if id(r) in violated)
            broken = sum(id(r) not in violated for r in outcome.failing)
            score = len(mended) - _BROKEN * broken + _likely(slip, mended, self._figures, self._evidence)
            if self._together is not None and mended and slip.kind in {"exchanged", "rows"}:
                score += self._together(slip.values)
            touched = frozenset(map(id, (*outcome.holding, *outcome.failing) if mended else ()))
            self._slips[slip] = _Tried(score, mended, touched)
        return self._slips[slip]


def _typed_again(
    relations: Sequence[Relation],
    good: Sequence[tuple[float, Sequence[Relation], Place, Decimal]],
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


def _likely(slip: Slip, mended: Sequence[Relation], figures: Figures, evidence: Evidence) -> float:
    """What speaks for a slip of several cells besides the equations it mends."""
    if slip.kind != "carried":
        turned = any(isinstance(r, RatioRelation) and {r.value, r.base} == {*slip.values} for r in mended)
        return _TURNED if turned else _JOINT if slip.kind != "rows" else _ROWS
    (place, value), *carried = slip.values.items()
    ranks = sum(evidence(where, what) for where, what in slip.values.items())
    # Sums are done by hand; quotients and differences by a sheet of formulas, which carries no slip of the pen on.
    by_hand = any(isinstance(each, SumRelation) and not each.minus for each in mended)
    base = edit_weight(place, value, figures)
    return base + (_TARGET if by_hand else 0.0) + ranks - _CARRIED * len(carried)


def _holds(relation: Relation, figures: Figures) -> bool:
    grade = relation.grade(figures)
    return grade is not None and not is_violated(relation, grade)


def _overlap(relations: Iterable[Relation], same: set[int]) -> bool:
    return any(id(relation) in same for relation in relations)


def _score(
    place: Place,
    value: Decimal,
    reading: Mapping[Place, list[Relation]],
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

    mended = [each for each in reading[place] if id(each) in violated and _holds(each, after)]
    if not mended:
        return 0.0, []
    broken, told = 0, 0.0
    for relation in reading[place]:
        if id(relation) in violated:
            continue
        holds = _holds(relation, after)
        if (before := relation.grade(figures)) is None:
            told += holds
        elif holds and isinstance(relation, SumRelation) and not relation.mean:
            # A gap that rounding may close is no finding, and speaks for the edit that closes it all the same.
            told += _CLOSED * ((relation.grade(after) is Grade.EXACT) - (before is Grade.EXACT))
        elif not holds:
            broken += 1
    score = (
        told + len(mended) - _BROKEN * broken + evidence(place, value) + edit_weight(place, value, figures)
    )
    return score + (_TARGET if any(each.target == place for each in mended) else 0.0), mended
