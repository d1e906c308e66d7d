"""What else in a table says that printed ranks are meant: the moves since last year, the order of the list."""

from __future__ import annotations

from itertools import pairwise

from doichieu.model import Bilingual, ColumnRole
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.exchanged_names import ExchangedNames
from doichieu.validate.infer.ranks.rank_events import Event
from doichieu.validate.infer.ranks.rank_fits import RankFit, group_of, printed_rank
from doichieu.validate.infer.ranks.tiers import Tiering
from doichieu.validate.infer.rows.rows_off import is_copied
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rules.moves import fit_moves, move_columns
from doichieu.validate.wording import column_name, say

# Fewer rows are in the order of their ranks by chance.
_LEAST_ROWS = 6
_LEAST_SCORES = 2


def borne_out(
    paper: Paper, conventions: Conventions, sheet: Sheet, fit: RankFit, event: Event
) -> Bilingual | None:
    """What says that two ranks are right that stand in each other's place by the figures; None where nothing does.

    Args:
        paper: The paper.
        conventions: What was inferred.
        sheet: The table.
        fit: How its ranks follow the convention.
        event: Two rows that carry each other's rank, or equal ones with different ranks.
    """
    other = event.swapped_with if event.swapped_with is not None else event.tied_with
    if other is None:
        return None
    rank, rows = fit.convention.rank, (event.row, other)
    if all(_has_own_place(sheet, rank, row) for row in rows) and any(
        _repeats(sheet, fit, row) for row in rows
    ):
        return say(
            "việc các số của dòng bên cạnh được ghi lặp lại",
            "that the figures of the row beside stand there again",
        )
    if event.swapped_with is None:
        return None
    if any(pair.places() & {(sheet.index, frozenset(rows))} for pair in conventions.exchanged):
        return say("số liệu ở các bảng khác", "what other tables print")
    for col in move_columns(sheet):
        moves = fit_moves(paper, conventions, sheet, col)
        if moves is not None and rank in {moves.now, moves.then}:
            if all(moves.bears_out(sheet, row) for row in rows):
                name = column_name(paper, sheet.place(event.row, col))
                return say(f"cột “{name}”", f"column “{name}”")
            return None
    tiering = conventions.tierings.get(sheet.index)
    if (
        tiering is not None
        and tiering.measure == fit.convention.score
        and _in_tiers(sheet, tiering, fit, rows)
    ):
        return say("mức xếp loại", "what their tiers say")
    if _in_order(sheet, fit):
        return say("thứ tự của danh sách", "the order of the list")
    return None


def ranks_beside_tier(sheet: Sheet, tiering: Tiering, fit: RankFit, row: int) -> bool:
    """Whether a unit's printed rank, which its figure contradicts, lies among the ranks of its tier or at their edge, and among no other's.

    Args:
        sheet: The table.
        tiering: Which row stands in which tier.
        fit: How the ranks follow the figures that tiers go by.
        row: The row.
    """
    own, rank = printed_rank(sheet, row, fit.convention.rank), fit.convention.rank
    if own is None or row not in fit.expected or fit.expected[row] == own:
        return False
    level = {tier: at for at, tier in enumerate(tiering.order)}
    places = [
        (place, level[tier])
        for other, tier in tiering.tier_of.items()
        if other != row and (place := printed_rank(sheet, other, rank)) is not None
    ]
    mine = level[tiering.tier_of[row]]
    better, worse = [at for place, at in places if place < own], [at for place, at in places if place > own]
    ordered = max(better, default=mine) <= mine <= min(worse, default=mine)
    return ordered and mine in {at for _, at in places} and len(places) >= _LEAST_ROWS


def _in_tiers(sheet: Sheet, tiering: Tiering, fit: RankFit, rows: tuple[int, int]) -> bool:
    """Whether two rows of different tiers have ranks among those of their tiers, which the figures contradict."""
    tiers = {tiering.tier_of.get(row) for row in rows}
    return (
        len(tiers) == len(rows)
        and None not in tiers
        and all(ranks_beside_tier(sheet, tiering, fit, row) for row in rows)
    )


def figures_exchanged(conventions: Conventions, pair: ExchangedNames) -> bool:
    """Whether the ranks of two rows speak against their figures, so that not the names stand in each other's place."""
    return any(
        event.swapped_with is not None
        and (index, frozenset((event.row, event.swapped_with))) in pair.places()
        for (index, _), fit in conventions.rankings.items()
        if fit is not None
        for event in fit.events
    )


def _has_own_place(sheet: Sheet, rank: int, row: int) -> bool:
    """Whether a row has a place that there is and no other row carries: figures typed again leave it the one it had."""
    own = printed_rank(sheet, row, rank)
    places = [place for other in sheet.data if (place := printed_rank(sheet, other.index, rank)) is not None]
    return own is not None and own <= len(places) and places.count(own) == 1


def _repeats(sheet: Sheet, fit: RankFit, row: int) -> bool:
    """Whether a row repeats all scores of the row beside it, of several, in so many digits that chance does not."""
    roles = {sheet.reading.columns[fit.convention.score].role, ColumnRole.COMPONENT}
    scores = ([column.index for column in sheet.columns(role)] for role in roles)
    return any(len(columns) >= _LEAST_SCORES and is_copied(sheet, row, columns) for columns in scores)


def _in_order(sheet: Sheet, fit: RankFit) -> bool:
    """Whether the rows stand in the order of their ranks, each group for itself where it is ranked so."""
    ranked = [
        (group_of(sheet, row.index, fit.convention), rank)
        for row in sheet.data
        if (rank := printed_rank(sheet, row.index, fit.convention.rank)) is not None
    ]
    return len(ranked) >= _LEAST_ROWS and all(
        one[0] != two[0] or one[1] <= two[1] for one, two in pairwise(ranked)
    )
