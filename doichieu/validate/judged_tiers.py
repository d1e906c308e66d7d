"""Tiers held against the thresholds that a paper states or implies: who stands in the wrong one, and where he belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from doichieu.model import ColumnRole
from doichieu.validate.equations import EquationAudit
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.misplaced import misplaced
from doichieu.validate.infer.ranks.rank_fits import Scores
from doichieu.validate.infer.ranks.thresholds import Threshold
from doichieu.validate.infer.ranks.tiers import Tiering
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rules.ranks import corrected_scores

# Implied thresholds are believed when they put this share of the rows right.
_EXPLAINS = 0.85
_EXCHANGED, _LEAST_STATED = 2, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedTiers:
    """The tiers of a table against its figures.

    Attributes:
        tiering: Which row stands in which tier.
        stated: Thresholds by tier, where the paper states such as fit; else the members of a tier imply them.
        values: The figure that tiers go by, by row.
        wrong: Rows that stand in the wrong tier.
        explained: Whether the thresholds put most rows right.
        by_stored: Those of the wrong rows that the digits which their workbook stores put right.
        counted: The tier of a wrong row by what sentences and other tables count.
    """

    tiering: Tiering
    stated: dict[str, Threshold]
    values: dict[int, Decimal]
    wrong: tuple[int, ...]
    explained: bool
    by_stored: frozenset[int] = frozenset()
    counted: Mapping[int, str] = field(default_factory=dict)

    def members(self, tier: str, row: int) -> list[Decimal]:
        """The figures of the other rows in a tier."""
        return [
            self.values[other]
            for other, name in self.tiering.tier_of.items()
            if name == tier and other in self.values and other != row
        ]

    def right(self, row: int) -> str | None:
        """The tier that a row belongs in; None where nothing tells."""
        if row in self.counted:
            return self.counted[row]
        value, own = self.values[row], self.tiering.tier_of[row]
        if self.stated:
            return next((tier for tier, bounds in self.stated.items() if bounds.contains(value)), None)
        others = {tier: self.members(tier, row) for tier in self.tiering.order if tier != own}
        return next(
            (tier for tier, members in others.items() if members and min(members) <= value <= max(members)),
            None,
        ) or next((tier for tier, members in others.items() if members and value >= min(members)), None)

    def at_most(self, row: int) -> str | None:
        """The lowest tier there is, where a row that is not in it has a figure below all of its members'."""
        if self.stated:
            return None
        lowest = next((tier for tier in reversed(self.tiering.order) if self.members(tier, row)), None)
        if lowest in {None, self.tiering.tier_of[row]} or self.values[row] >= min(self.members(lowest, row)):
            return None
        return lowest


def judge_tiers(sheet: Sheet, tiering: Tiering, equations: EquationAudit) -> JudgedTiers:
    """Hold the tiers of a table against its figures.

    Args:
        sheet: The table.
        tiering: Its tiers.
        equations: What the equations came to; tiers are judged by corrected figures.

    Returns:
        The rows that stand in the wrong tier, and what says so.
    """
    scores = corrected_scores(sheet, equations)
    values = {
        row: number.value for row in tiering.tier_of if (number := scores(row, tiering.measure)) is not None
    }
    stated = _usable(sheet, tiering, values)

    def wrong_by(figures: dict[int, Decimal]) -> list[int]:
        if stated:
            return _against_stated(tiering, stated, figures)
        return misplaced(tiering.tier_of, tiering.order, figures, _scores_behind(sheet, tiering, scores))

    wrong = wrong_by(values)
    finer = {
        row: stored.value
        for row in wrong
        if (stored := sheet.reading.stored.get((row, tiering.measure))) is not None
        and scores(row, tiering.measure) == sheet.number(row, tiering.measure)
    }
    # two tiers that stand in each other's place are one slip; thresholds that are printed need less proof
    allowed = _EXCHANGED if stated and len(values) >= _LEAST_STATED else 1
    return JudgedTiers(
        tiering=tiering,
        stated=stated,
        values=values,
        wrong=tuple(wrong),
        explained=len(wrong) <= max(allowed, (1 - _EXPLAINS) * len(values)),
        by_stored=frozenset(finer.keys() - set(wrong_by({**values, **finer}))) if finer else frozenset(),
    )


def by_counts(judged: JudgedTiers, recounted: Tiering) -> JudgedTiers:
    """The same with the one unit in the wrong tier that counts tell."""
    moved = {row: tier for row, tier in recounted.tier_of.items() if judged.tiering.tier_of[row] != tier}
    return replace(judged, wrong=tuple(moved), explained=True, by_stored=frozenset(), counted=moved)


def corrected_tiers(paper: Paper, conventions: Conventions, equations: EquationAudit) -> dict[int, Tiering]:
    """The tiers of each table with misplaced units moved to where they belong.

    Args:
        paper: The paper.
        conventions: What was inferred.
        equations: What the equations came to.

    Returns:
        Tiers by table index; counts in prose may follow these where the printed ones are wrong.
    """
    corrected = {}
    for index, tiering in conventions.tierings.items():
        judged = judge_tiers(paper.sheets[index], tiering, equations)
        if judged.explained:
            off = [row for row in judged.wrong if row not in judged.by_stored]
            moved = {row: right for row in off if (right := judged.right(row)) is not None}
            corrected[index] = replace(tiering, tier_of={**tiering.tier_of, **moved})
    return corrected


def _scores_behind(sheet: Sheet, tiering: Tiering, scores: Scores) -> dict[int, Decimal]:
    """The score behind a percentage, or the score itself where tiers go by it."""
    totals = [column.index for column in sheet.columns(ColumnRole.TOTAL)]
    col = totals[-1] if totals else tiering.measure
    if sheet.reading.columns[col].role is ColumnRole.RATIO:
        return {}
    return {row: number.value for row in tiering.tier_of if (number := scores(row, col)) is not None}


def _usable(sheet: Sheet, tiering: Tiering, values: dict[int, Decimal]) -> dict[str, Threshold]:
    """The stated thresholds, where they are in the unit of the measure and fit most rows."""
    stated = tiering.stated
    if not stated:
        return {}
    percent = sheet.reading.columns[tiering.measure].role.value == "ratio"
    same = {tier: threshold for tier, threshold in stated.items() if threshold.percent == percent}
    for scale, least in ((same, _EXPLAINS), (stated, 1)):
        # "từ 88% trở lên" of an index out of a hundred that no percent sign follows: nearly all rows must say so
        judged = [row for row, tier in tiering.tier_of.items() if tier in scale and row in values]
        right = sum(scale[tiering.tier_of[row]].contains(values[row]) for row in judged)
        if judged and right >= least * len(judged) - 1 and right > len(judged) / 2:
            told = scale is same or len({tiering.tier_of[row] for row in judged}) > 1
            return scale if told and (scale is same or len(judged) >= _LEAST_STATED) else {}
    return {}


def _against_stated(tiering: Tiering, stated: dict[str, Threshold], values: dict[int, Decimal]) -> list[int]:
    return [
        row
        for row, tier in tiering.tier_of.items()
        if row in values and tier in stated and not stated[tier].contains(values[row])
    ]
