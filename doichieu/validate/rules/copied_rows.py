"""POP-COPY: no row of results is that of the unit beside it, typed again under another name, with its rank or without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from doichieu.model import Check, ColumnRole, Finding, Level, Outcome, Row
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.rank_fits import RankFit, group_of, printed_rank, ranked_together
from doichieu.validate.infer.ranks.tie_policies import TiePolicy, expected_places
from doichieu.validate.infer.ranks.tiers import Tiering
from doichieu.validate.paper import AMOUNTS, Paper, Sheet
from doichieu.validate.rounding import quantum
from doichieu.validate.rules.moves import move_columns
from doichieu.validate.wording import finding_id, row_name, say, table_name

# Fewer rows show nothing of how often two units have the same figures.
_LEAST_ROWS = 5
# Fewer figures that follow from no others may agree, however seldom each does.
_LEAST_FIGURES = 2
_PAIR = 2
# Figures crowd in the middle of their range: so many times likelier than anywhere in it are two the same.
_CROWDED = 2
# As often as this two units side by side would share all their figures by chance.
_CHANCE = 1e-4


def check_copied_rows(paper: Paper, conventions: Conventions) -> Iterator[Check | Finding]:
    """Check the rows of every table with ranks or tiers: a row typed again with its rank leaves a place missing.

    Without it, two equal rows have different ranks, or stand in different tiers.

    Equal rows that share their rank are ties: offices do print the same scores for two units.

    Args:
        paper: The paper.
        conventions: What was inferred: figures computed from others prove nothing more than those do.

    Yields:
        A check a table, and a finding for a row whose figures are all those of the row above, where chance would
        hardly bring that about: a remark where nothing shows that equal units share their rank.
    """
    fits: dict[int, list[RankFit]] = {}
    for (index, _), fit in conventions.rankings.items():
        if fit is not None and (fit.events or fit.ties_broken):
            fits.setdefault(index, []).append(fit)
    for index in conventions.tierings:
        fits.setdefault(index, [])
    for index, broken in fits.items():
        sheet = paper.sheets[index]
        columns = _own_figures(sheet, conventions)
        rows = [row for row in sheet.data if all(sheet.number(row.index, col) for col in columns)]
        if len(columns) < _LEAST_FIGURES or len(rows) < _LEAST_ROWS:
            continue
        copies = [
            (one, two)
            for one, two in pairwise(rows)
            if two.index == one.index + 1
            and one.label != two.label
            and _alike(sheet, columns, one, two)
            and (
                any(
                    _leaves_a_place(sheet, fit, one, two) or _keeps_its_place(sheet, columns, fit, one, two)
                    for fit in broken
                )
                or _are_graded_apart(sheet, columns, conventions.tierings.get(index), one, two)
            )
        ]
        if len(copies) > 1 or _chance(sheet, columns, rows) > _CHANCE:
            continue
        for one, two in copies:
            alone = not any(fit.events or fit.ties_shared for fit in broken) and bool(broken)
            yield _finding(paper, sheet, columns, one, two, Level.INFO if alone else Level.WARNING)
        outcome = Outcome.VIOLATED if copies else Outcome.HELD
        yield Check(rule="POP-COPY", table_id=sheet.reading.table.table_id, outcome=outcome)


def _leaves_a_place(sheet: Sheet, fit: RankFit, one: Row, two: Row) -> bool:
    """Whether two rows share a rank, and the ranks of all others follow once one is taken out, but for a place that is nobody's."""
    rank = fit.convention.rank
    if printed_rank(sheet, one.index, rank) != printed_rank(sheet, two.index, rank):
        return False
    for entries in ranked_together(sheet, fit.convention, sheet.number):
        rest = [entry for entry in entries if entry.row != two.index and entry.rank is not None]
        if len(rest) == len(entries) or len(rest) < _LEAST_ROWS - 1:
            continue
        for policy in (TiePolicy.COMPETITION, TiePolicy.DENSE):
            places = expected_places(rest, policy)
            offsets = {entry.row: (entry.rank or 0) - places[entry.row] for entry in rest}
            if set(offsets.values()) != {0, 1} or list(offsets.values()) != sorted(offsets.values()):
                continue
            # in a list that stands in the order of its ranks the place that is nobody's is that of the copy
            above = [offsets[entry.row] for entry in rest if entry.row < two.index]
            below = [offsets[entry.row] for entry in rest if entry.row > two.index]
            listed = [entry.row for entry in rest] == sorted(entry.row for entry in rest)
            if not listed or (not any(above) and all(below)):
                return True
    return False


def _keeps_its_place(sheet: Sheet, columns: Sequence[int], fit: RankFit, one: Row, two: Row) -> bool:
    """Whether two equal rows have different ranks, one of which nobody shares, and figures of which some are no other unit's."""
    if fit.ties_shared or fit.ties_broken > 1:
        return False  # equal units share their places, so that a place is wrong, or have their own all over the table
    rank = fit.convention.rank
    group = group_of(sheet, one.index, fit.convention)
    places = Counter(
        printed_rank(sheet, row.index, rank)
        for row in sheet.data
        if group_of(sheet, row.index, fit.convention) == group
    )
    own = [printed_rank(sheet, row.index, rank) for row in (one, two)]
    if own[0] == own[1] or None in own or all(places[place] > 1 for place in own):
        return False
    if not any(_follow_without(sheet, fit, row.index) for row in (one, two)):
        return False
    return _are_alone(sheet, columns, one)


def _follow_without(sheet: Sheet, fit: RankFit, row: int) -> bool:
    """Whether all other ranks follow once a row keeps its own and its figures are not known: then only a copy is wrong."""
    for entries in ranked_together(sheet, fit.convention, sheet.number):
        own = next((entry.rank for entry in entries if entry.row == row), None)
        if own is None:
            continue
        places = expected_places([entry for entry in entries if entry.row != row], fit.convention.policy)
        return all(
            entry.rank in {None, place, place + 1} and (place < own or entry.rank != place)
            for entry in entries
            if (place := places.get(entry.row)) is not None
        )
    return False


def _are_graded_apart(
    sheet: Sheet, columns: Sequence[int], tiering: Tiering | None, one: Row, two: Row
) -> bool:
    """Whether two equal rows stand in two tiers, and some of their figures are no other unit's."""
    if tiering is None or tiering.column is None:
        return False
    tiers = {tiering.tier_of.get(row.index) for row in (one, two)}
    return len(tiers) > 1 and None not in tiers and _are_alone(sheet, columns, one)


def _are_alone(sheet: Sheet, columns: Sequence[int], one: Row) -> bool:
    """Whether some figures of a row are those of one other row and of no third."""
    alone = [
        col
        for col in columns
        if sum(sheet.value(row.index, col) == sheet.value(one.index, col) for row in sheet.data) == _PAIR
    ]
    return len(alone) >= _LEAST_FIGURES


def _own_figures(sheet: Sheet, conventions: Conventions) -> list[int]:
    """Columns of amounts and percentages that are computed from no others of the table, and not the same everywhere."""
    formulas = conventions.formulas[sheet.index]
    computed = {
        *(formula.target for formula in formulas.columns),
        *(formula.target for formula in formulas.weights),
        *(ratio.target for ratio in formulas.compounds),
        *(ratio.ratio for ratio in formulas.ratios),
        *(product.derived for product in formulas.products),
    }
    columns = [
        column.index
        for column in sheet.columns(*(AMOUNTS - {ColumnRole.MAXIMUM}), ColumnRole.RATIO)
        if column.index not in computed and column.index not in move_columns(sheet)
    ]
    return [col for col in columns if len({sheet.value(row.index, col) for row in sheet.data}) > 1]


def _alike(sheet: Sheet, columns: Sequence[int], one: Row, two: Row) -> bool:
    return all(sheet.value(one.index, col) == sheet.value(two.index, col) for col in columns)


def _chance(sheet: Sheet, columns: Sequence[int], rows: Sequence[Row]) -> float:
    """How likely two rows side by side are alike, by how often the figures of each column are and by how fine they are."""
    pairs = len(rows) * (len(rows) - 1) / 2
    chance = float(len(rows))
    for col in columns:
        numbers = [number for row in rows if (number := sheet.number(row.index, col))]
        seen = Counter(number.value for number in numbers)
        alike = sum(times * (times - 1) / 2 for times in seen.values())
        steps = float((max(seen) - min(seen)) / quantum(max(number.places for number in numbers)))
        # two rows that are each other's copy make one pair of every column
        chance *= alike / pairs if alike > 1 else min(1 / pairs, _CROWDED / steps)
    return chance


def _finding(paper: Paper, sheet: Sheet, columns: Sequence[int], one: Row, two: Row, level: Level) -> Finding:
    places = [sheet.place(two.index, col) for col in columns]
    table = table_name(sheet.reading.table)
    above, name = (row_name(paper, sheet.place(row.index, columns[0])) for row in (one, two))
    printed = "; ".join(map(paper.text, places))
    identity = finding_id(paper, "POP-COPY", sheet, [name])
    return Finding(
        finding_id=identity,
        rule="POP-COPY",
        level=level,
        table_id=sheet.reading.table.table_id,
        row=two.index,
        col=columns[0],
        entity_id=two.entities[0].entity_id if len(two.entities) == 1 else None,
        entity=name,
        message=say(
            f"{table.vi}: mọi số liệu của {name} trùng với dòng trên ({above}).",
            f"{table.en}: all figures of {name} are those of the row above ({above}).",
        ),
        observed=printed,
        expected="",
        steps=(
            say(
                f"{above} và {name} cùng ghi {printed}; các dòng khác của bảng không trùng nhau như vậy.",
                f"{above} and {name} are both printed with {printed}; no other rows of the table agree like that.",
            ),
        ),
        operands=(
            *(paper.operand(place, "doubtful") for place in places),
            *(paper.operand(place._replace(row=one.index), "operand") for place in places),
        ),
        cause_id=identity,
        cause=say(
            "Số liệu của dòng bên cạnh được nhập lại; dòng nào là bản sao thì bảng không cho biết.",
            "The figures of the row beside it were typed again; which of the two is the copy the table does not tell.",
        ),
        consequence=say(
            "Điểm và hạng của một trong hai đơn vị là của đơn vị kia.",
            "The score and the rank of one of the two units are the other's.",
        ),
        suggestion=say(f"Kiểm tra lại số liệu của {name} và {above}.", f"Check {name} and {above}."),
    )
