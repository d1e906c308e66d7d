"""The figures of a scorecard: scores, totals, ranks and tiers of units, before they are set as a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from planted.draft import Content, Draft, Figure, Ref, Sheet, Style
from planted.facts import Ranking, rounded, total
from planted.units import pick_units

if TYPE_CHECKING:
    from random import Random


CRITERIA = (
    "Hạ tầng kỹ thuật",
    "Ứng dụng nội bộ",
    "Cung cấp thông tin",
    "Dịch vụ công trực tuyến",
    "An toàn thông tin",
    "Nhân lực",
    "Cải cách thể chế",
    "Chỉ đạo, điều hành",
    "Cải cách bộ máy",
    "Tài chính công",
)


SCALES = (
    (("Tốt", 80), ("Khá", 65), ("Trung bình", 0)),
    (("Xuất sắc", 90), ("Tốt", 80), ("Khá", 65), ("Trung bình", 50), ("Yếu", 0)),
    (("A", 85), ("B", 70), ("C", 0)),
)


@dataclass(slots=True, kw_only=True)
class Card:
    """The figures of a scorecard before they are set as a table, and how they are to be set."""

    random: Random
    kind: str
    names: list[str]
    sizes: list[int]
    criteria: list[str]
    maxima: list[Decimal]
    lowered: dict[int, Decimal]
    scores: list[list[Decimal]]
    places: int | None
    policy: str
    breaker: int | None
    ratio_places: int
    cut: bool
    scale: tuple[tuple[str, int], ...]
    before: list[int] = field(default_factory=list)

    @property
    def totals(self) -> list[Decimal]:
        """Sum of the scores of each unit."""
        return [total(row) for row in self.scores]

    def base(self, unit: int) -> Decimal:
        """The maximum that applies to a unit."""
        return self.lowered.get(unit, total(self.maxima))

    def ratio(self, unit: int) -> Decimal:
        """The printed percentage of a unit."""
        return rounded(self.totals[unit] * 100 / self.base(unit), self.ratio_places, cut=self.cut)


def make_card(random: Random) -> Card:
    """Draw the figures of a scorecard."""
    kind, names = pick_units(random)
    count = random.randint(2, 7)
    maxima = [Decimal(random.choice((5, 10, 15, 20, 25, 40, 50, 60, 100, 150))) for _ in range(count)]
    places = random.choice((0, 0, 1, 2, 2, 3, None))
    step = Decimal(1).scaleb(-(2 if places is None else places))
    if random.randint(0, 2) == 0:
        step = max(step, Decimal(random.choice(("0.25", "0.5", "1", "2.5", "5"))))
        step = step if places is None or step == rounded(step, places) else Decimal(1)
    low = random.choice((0.2, 0.5, 0.7))
    scores = [
        [step * int(Decimal(str(low + (1 - low) * random.random())) * most / step) for most in maxima]
        for _ in names
    ]
    for _ in range(random.choice((0, 1, 2, 3))):  # units with the same scores tie
        one, two = random.sample(range(len(names)), 2)
        scores[one] = list(scores[two]) if random.randint(0, 1) else _same_total(random, scores[two], maxima)
    sizes = [1] * len(names)
    lowered = {}
    if random.randint(0, 6) == 0:
        lowered = {
            unit: total(maxima) - 5 for unit in random.sample(range(len(names)), max(3, len(names) // 4))
        }
        scores = [_within(row, lowered[unit]) if unit in lowered else row for unit, row in enumerate(scores)]
    return Card(
        random=random,
        kind=kind,
        names=names,
        sizes=sizes,
        criteria=random.sample(CRITERIA, count),
        maxima=maxima,
        lowered=lowered,
        scores=scores,
        places=places,
        policy=random.choice(("dense", "dense", "competition", "competition", "modified", "ordinal")),
        breaker=None,
        ratio_places=random.choice((0, 1, 2, 2)),
        cut=random.randint(0, 3) == 0,
        scale=random.choice(SCALES),
    )


def _same_total(random: Random, row: list[Decimal], maxima: list[Decimal]) -> list[Decimal]:
    """Other scores with the same total."""
    other = list(row)
    one, two = random.sample(range(len(row)), 2)
    room = min(other[one], maxima[two] - other[two])
    other[one], other[two] = other[one] - room, other[two] + room
    return other


def _within(row: list[Decimal], most: Decimal) -> list[Decimal]:
    """Scores that stay below a lowered maximum."""
    excess = total(row) - most
    for index, score in enumerate(row):
        taken = min(score, max(excess, Decimal(0)))
        row = [*row[:index], score - taken, *row[index + 1 :]]
        excess -= taken
    return row


def sort_by_total(card: Card) -> None:
    """Put the units in the order of their totals, best first."""
    order = sorted(range(len(card.names)), key=lambda unit: -card.totals[unit])
    place = {unit: position for position, unit in enumerate(order)}
    card.names = [card.names[unit] for unit in order]
    card.scores = [card.scores[unit] for unit in order]
    card.lowered = {place[unit]: most for unit, most in card.lowered.items()}


def pool_last(card: Card) -> None:
    """The last units share one row, as papers print those without any result."""
    sort_by_total(card)
    pooled = card.names[-3:]
    card.names[-3:] = ["; ".join(pooled)]
    card.sizes[-3:] = [3]
    card.scores[-3:] = [[Decimal(0) for _ in card.maxima]]
    card.policy = "competition"


def break_ties(card: Card) -> None:
    """Three pairs of units with equal totals, ranked by their score in one criterion."""
    if len(card.names) < 8 or max(card.sizes) > 1 or card.lowered:
        return
    units = card.random.sample(range(len(card.names)), 6)
    breaker = card.random.randrange(len(card.maxima))
    other = (breaker + 1) % len(card.maxima)
    step = Decimal(1)
    if min(card.maxima[breaker], card.maxima[other]) < 4:
        return
    for one, two in zip(units[::2], units[1::2], strict=True):
        base = [score // 1 for score in card.scores[one]]
        base[breaker], base[other] = Decimal(2), min(base[other] + 1, card.maxima[other])
        card.scores[one] = list(base)
        card.scores[two] = list(base)
        card.scores[two][breaker] += step
        card.scores[two][other] -= step
    if len(set(zip(card.totals, (row[breaker] for row in card.scores), strict=True))) == len(card.names):
        card.breaker, card.policy = breaker, card.random.choice(("dense", "competition"))


def thresholds_of(card: Card) -> tuple[tuple[str, Decimal], ...]:
    """The tiers with the least percentage of each."""
    return tuple((tier, Decimal(least)) for tier, least in card.scale)


def ranks_of(card: Card) -> list[int]:
    """The rank of each unit under the policy of the card."""
    draft = Draft(layout="", style=Style())
    totals = card.totals
    breaker = card.breaker
    keys: list[list[Content]] = [
        ["", Figure(totals[unit]), Figure(card.scores[unit][breaker] if breaker is not None else Decimal(0))]
        for unit in range(len(totals))
    ]
    draft.sheets.append(Sheet(number="", caption="", head=[], body=keys))
    fact = Ranking(
        rows=tuple(
            (Ref(0, unit, 0), (Ref(0, unit, 1), Ref(0, unit, 2)), card.sizes[unit])
            for unit in range(len(totals))
        ),
        signs=(1, 1),
        policy=card.policy,
    )
    return fact.ranks(draft)
