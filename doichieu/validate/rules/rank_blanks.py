"""RANK-GAP on one cell: a unit without a rank, or with a rank of nought, whose place no other unit has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doichieu.model import Finding, Level
from doichieu.normalize.text import key
from doichieu.validate.infer.ranks.rank_fits import RankFit, group_of, printed_rank, printed_ranks
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rules.left_out import are_named, explanations
from doichieu.validate.rules.rank_findings import shown_place
from doichieu.validate.wording import column_name, finding_id, row_name, say, table_name

# Fewer ranks leave a place vacant by chance.
_LEAST_RANKED = 5
# "0", "4a": no word that says why there is no rank.
_FIGURED = re.compile(r"\d")
# What stands below the units is all of them.
_OF_ALL = re.compile(r"(?:toan|ca) (?:tinh|thanh pho|huyen|nganh|quoc|nuoc)\b|chung$|binh quan chung\b")
_UNRANKED = re.compile(r"\b(?:khong|chua) (?:duoc )?(?:xep|danh gia|tham gia|cham)\b|\bkxh\b")


def check_blank_ranks(paper: Paper, sheet: Sheet, fit: RankFit) -> Iterator[Finding]:
    """Tell units that have a figure and no place, where the ranks leave just that place vacant.

    Args:
        paper: The paper.
        sheet: The table.
        fit: How its ranks follow the convention; nothing is told where they do not.

    Yields:
        One finding, where there is one such unit: more are left out on purpose.
    """
    if fit.events or fit.ranked < _LEAST_RANKED:
        return
    rank = fit.convention.rank
    printed = printed_ranks(sheet, rank)
    ranks = {row: (group_of(sheet, row, fit.convention), printed[row]) for row in fit.expected}
    taken = {one for one in ranks.values() if one[1] is not None}
    # a blank may be the lower part of a cell merged over a tie; a nought is none
    blank = [
        row
        for row, (group, place) in ranks.items()
        if place is None and ((group, fit.expected[row]) not in taken or _is_figured(paper, sheet, row, rank))
    ]
    if len(blank) != 1:
        return
    row = blank[0]
    text = paper.text(sheet.place(row, rank)).strip()
    # Behind the last place nothing is vacant: a unit without results, or one that is not ranked, stands there too.
    last = not any(own == ranks[row][0] and place > fit.expected[row] for own, place in taken if place)
    if (text and not _FIGURED.search(text)) or (
        last and not (text and sheet.value(row, fit.convention.score))
    ):
        return
    if _OF_ALL.match(key(sheet.reading.rows[row].label)):
        return
    cells = (key(cell.text) for (at, _), cell in sheet.cells.items() if at == row)
    said = any(_UNRANKED.search(cell) for cell in cells)
    if not said and not are_named([sheet.reading.rows[row]], explanations(paper)):
        yield _finding(paper, sheet, fit, row, text)


def _is_figured(paper: Paper, sheet: Sheet, row: int, rank: int) -> bool:
    return bool(_FIGURED.search(paper.text(sheet.place(row, rank))))


def _finding(paper: Paper, sheet: Sheet, fit: RankFit, row: int, text: str) -> Finding:
    place = sheet.place(row, fit.convention.rank)
    score = sheet.place(row, fit.convention.score)
    table, measure, name = table_name(sheet.reading.table), column_name(paper, score), row_name(paper, place)
    right = shown_place(paper, sheet, fit.convention.rank, fit.expected[row])
    own = group_of(sheet, row, fit.convention)
    shared = any(
        printed_rank(sheet, other, place.col) == fit.expected[row]
        for other in fit.expected
        if group_of(sheet, other, fit.convention) == own
    )
    vacant = say("", "") if shared else say(", hạng này đang bỏ trống", ", which stands vacant")
    identity = finding_id(paper, "RANK-GAP", sheet, [name, column_name(paper, place), "blank"])
    entities = paper.row(place).entities
    return Finding(
        finding_id=identity,
        rule="RANK-GAP",
        level=Level.WARNING,
        table_id=sheet.reading.table.table_id,
        row=row,
        col=place.col,
        entity_id=entities[0].entity_id if len(entities) == 1 else None,
        entity=name,
        message=say(
            f"{table.vi}: {name} (“{measure}” {paper.text(score)}) "
            + (f"ghi hạng {text}" if text else "không ghi hạng")
            + f"; theo điểm là hạng {right}{vacant.vi}.",
            f"{table.en}: {name} (“{measure}” {paper.text(score)}) "
            + (f"has rank {text}" if text else "has no rank")
            + f"; by the figures it is {right}{vacant.en}.",
        ),
        observed=text,
        expected=right,
        steps=(
            say(
                f"Các hạng khác đều theo “{measure}”.",
                f"All other ranks follow “{measure}”.",
            ),
        ),
        operands=(paper.operand(place, "doubtful"), paper.operand(score, "operand")),
        cause_id=identity,
        cause=say("Hạng ghi nhầm.", "The rank is misprinted.")
        if text
        else say("Hạng bị bỏ sót.", "The rank was left out."),
        consequence=say("Thay đổi hạng của 1 đơn vị.", "The rank of one unit changes."),
        suggestion=say(f"Ghi hạng của {name} là {right}.", f"Give {name} rank {right}."),
        corrections=(paper.correction(sheet.place(row, place.col), right),),
    )
