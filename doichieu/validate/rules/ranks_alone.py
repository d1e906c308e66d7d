"""RANK-PRIOR and RANK-GAP: ranks that no figure of the table explains, of earlier years as a rule, can be rankings at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Check, ColumnRole, Finding, Level, Outcome
from doichieu.normalize.headers import read_header
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.rank_columns import split_rank_columns
from doichieu.validate.infer.ranks.rank_events import Entry
from doichieu.validate.infer.ranks.rank_fits import printed_rank
from doichieu.validate.infer.ranks.strays import strays_of
from doichieu.validate.infer.ranks.tie_policies import TiePolicy, follows
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import column_name, finding_id, join_en, join_vi, row_name, say, table_name

# Fewer places are any of a longer ranking; a unit or two more than now may have been ranked then.
_LEAST_PLACES, _FAR_BEYOND, _GONE = 10, 2, 2
_EVERY = tuple(TiePolicy)
_WITH_GAPS = (TiePolicy.COMPETITION, TiePolicy.MODIFIED)


def check_ranks_alone(paper: Paper, conventions: Conventions) -> Iterator[Check | Finding]:
    """Check that columns of earlier ranks, and of ranks without figures, can be rankings at all.

    Two units may tie in one year. That the same two share their places in two earlier years, while as
    many places are vacant as are taken twice, is no ranking: the places of one were copied to the other. Nor is
    there a place 71 among 27 units, or one taken twice where another far from it is vacant.

    Args:
        paper: The paper.
        conventions: Which rank columns are of earlier years, and which nothing explains.

    Yields:
        A check a column, and a finding for each pair of rows that share their places in two columns, or place that
        no ranking of so many units has.
    """
    columns: dict[int, list[int]] = {}
    for index, col in conventions.prior_ranks:
        columns.setdefault(index, []).append(col)
    for (index, col), fit in conventions.rankings.items():
        sheet = paper.sheets[index]
        # games lost look like places too: without figures to follow a header must call them ranks
        called = read_header(sheet.reading.columns[col].header.split(" / ")).suggested is ColumnRole.RANK
        explained = fit is not None or (index, col) in conventions.prior_ranks or not called
        off = None if explained else _doubled(sheet, col) or _slipped(sheet, col)
        if off is not None:
            yield _doubled_finding(paper, sheet, col, off)
    for index, cols in columns.items():
        sheet = paper.sheets[index]
        copied = _copied_rows(sheet, cols) if len(cols) > 1 else []
        for col in cols:
            beyond = _beyond(sheet, col)
            if beyond is not None:
                yield _beyond_finding(paper, sheet, beyond, col)
            doubled = (
                None
                if copied or beyond is not None
                else _doubled(sheet, col) or _slipped(sheet, col, earlier=True)
            )
            if doubled is not None:
                yield _doubled_finding(paper, sheet, col, doubled)
            violated = bool(copied) or beyond is not None or doubled is not None
            outcome = Outcome.VIOLATED if violated else Outcome.UNKNOWN if len(cols) < 2 else Outcome.HELD
            why = say("Không có văn bản năm trước để so.", "No paper of that year to compare.")
            yield Check(
                rule="RANK-PRIOR",
                table_id=sheet.reading.table.table_id,
                outcome=outcome,
                col=col,
                why=why if outcome is Outcome.UNKNOWN else None,
            )
        for rows in copied:
            yield _copied_finding(paper, sheet, cols, rows)


class _Doubled(NamedTuple):
    """A place that two units have and the one that none has, where changing one of the two makes a ranking."""

    rows: list[int]
    place: int
    vacant: int


def _doubled(sheet: Sheet, col: int) -> _Doubled | None:
    """What one misprint made of a ranking with ties; None where the column is one, or more is off.

    Places shared without a gap are left alone: a unit that has gone since may have left the vacant place.
    """
    places = _places(sheet, col)
    if len(places) < max(_LEAST_PLACES, len(sheet.data)) or _is_ranking(places.values(), _EVERY):
        return None
    units = range(1, len(places) + 1)
    taken = Counter(places.values())
    free = [vacant for vacant in units if vacant not in taken]
    strays = strays_of(taken)
    found = [
        _Doubled([row for row, own in places.items() if own == place], place, vacant)
        for place, times in taken.items()
        if times > 1 and strays
        for vacant in free
        if any(stray.lies_between(place, vacant) for stray in strays)
        and _is_ranking([*(taken - Counter([place])).elements(), vacant], _WITH_GAPS)
    ]
    return found[0] if len(found) == 1 else None


def _slipped(sheet: Sheet, col: int, *, earlier: bool = False) -> _Doubled | None:
    """The one place beyond the number of units that a slip of the pen made of the one that is vacant: 14 of 4.

    A place further beyond is a misprint too: of the units that have gone since one alone would have left a place up to
    the number of those that are left. In an earlier year such units explain a place that near, slip of the pen or not.
    """
    places = _places(sheet, col)
    beyond = [row for row, place in places.items() if place > len(places)]
    vacant = set(range(1, len(places) + 1)) - set(places.values())
    if len(places) < max(_LEAST_PLACES, len(sheet.data)) or len(beyond) != 1 or len(vacant) != 1:
        return None
    row, right = beyond[0], vacant.pop()
    slip = places[row] > len(places) + _GONE
    slip = slip or (not earlier and is_typing_slip(Decimal(places[row]), Decimal(right)))
    return _Doubled([row], places[row], right) if slip else None


def _places(sheet: Sheet, col: int) -> dict[int, int]:
    """The whole places that a column prints, by grid row."""
    read = {row.index: printed_rank(sheet, row.index, col) for row in sheet.data}
    return {row: place for row, place in read.items() if isinstance(place, int)}


def _is_ranking(places: Iterable[int], policies: Iterable[TiePolicy]) -> bool:
    """Whether some policy for ties gives just these places to as many units."""
    ranked = sorted(places)
    entries = [Entry(at, place, (Decimal(place),), 1) for at, place in enumerate(ranked)]
    return any(follows(entries, policy) for policy in policies)


def _doubled_finding(paper: Paper, sheet: Sheet, col: int, doubled: _Doubled) -> Finding:
    own = split_rank_columns(sheet)[0]
    others, order = [other for other in own if other != col], [row.index for row in sheet.data]

    def moved(row: int) -> int:
        """How much nearer the place taken is to where the unit stands, now or in the list, than the one vacant."""
        now = printed_rank(sheet, row, others[0]) if others else None
        at = order.index(row) + 1 if now is None else int(now)
        return abs(at - doubled.vacant) - abs(at - doubled.place)

    rows = sorted(doubled.rows, key=moved)
    table, header = table_name(sheet.reading.table), column_name(paper, sheet.place(rows[0], col))
    names = [row_name(paper, sheet.place(row, col)) for row in rows]
    alone = len(rows) == 1
    held = (
        say(f"{names[0]} có hạng {doubled.place}", f"{names[0]} has rank {doubled.place}")
        if alone
        else say(
            f"{join_vi(names)} cùng hạng {doubled.place}", f"{join_en(names)} share rank {doubled.place}"
        )
    )
    now = col in own
    rule = "RANK-GAP" if now else "RANK-PRIOR"
    identity = finding_id(paper, rule, sheet, [*names, header, "doubled"])
    entities = sheet.reading.rows[rows[0]].entities
    return Finding(
        finding_id=identity,
        rule=rule,
        level=Level.WARNING,
        table_id=sheet.reading.table.table_id,
        row=rows[0],
        col=col,
        entity_id=entities[0].entity_id if len(entities) == 1 else None,
        entity=names[0],
        message=say(
            f"{table.vi}: theo {header}, {held.vi}, trong khi hạng {doubled.vacant} không có đơn vị nào.",
            f"{table.en}: by {header}, {held.en}, while no unit has rank {doubled.vacant}.",
        ),
        observed=str(doubled.place),
        expected=str(doubled.vacant),
        steps=(
            say(
                f"Với hạng {doubled.vacant} ở {'đơn vị này' if alone else f'một trong {len(rows)} đơn vị'}, cột là một bảng xếp"
                " hạng đủ các hạng.",
                f"With {'this unit' if alone else f'one of the {len(rows)} units'} at rank {doubled.vacant} the column is a"
                " complete ranking.",
            ),
        ),
        operands=tuple(
            paper.operand(sheet.place(row, col), "operand" if at else "doubtful")
            for at, row in enumerate(rows)
        ),
        cause_id=identity,
        cause=say("Hạng ghi nhầm.", "The rank is misprinted.")
        if alone
        else say(
            f"Hạng của một trong {len(rows)} đơn vị ghi nhầm; chưa xác định được của đơn vị nào.",
            f"The rank of one of the {len(rows)} units is misprinted; whose is open.",
        ),
        consequence=say("Thay đổi hạng của 1 đơn vị.", "The rank of one unit changes.")
        if now
        else say("Hạng năm nay không đổi.", "The ranks of this year do not change."),
        suggestion=say("Đối chiếu với kết quả chấm điểm.", "Check against the scores.")
        if now
        else say("Đối chiếu với văn bản của năm trước.", "Check against the paper of that year."),
    )


def _beyond(sheet: Sheet, col: int) -> int | None:
    """The row whose place is far beyond the number of units, where no other row's is beyond it at all.

    A list of the first ten of many has places beyond its length in more than one row.
    """
    places = {row.index: value for row in sheet.data if (value := sheet.value(row.index, col)) is not None}
    units = _units(sheet)
    beyond = [row for row, place in places.items() if place > units]
    if len(places) < _LEAST_PLACES or len(beyond) != 1:
        return None
    return beyond[0] if places[beyond[0]] > _FAR_BEYOND * units else None


def _units(sheet: Sheet) -> int:
    """How many units a table ranks; a row may pool several."""
    return sum(max(1, len(row.entities)) for row in sheet.data)


def _beyond_finding(paper: Paper, sheet: Sheet, row: int, col: int) -> Finding:
    place = sheet.place(row, col)
    table, header, name = table_name(sheet.reading.table), column_name(paper, place), row_name(paper, place)
    shown, units = paper.text(place), _units(sheet)
    identity = finding_id(paper, "RANK-PRIOR", sheet, [name, header, "beyond"])
    entities = sheet.reading.rows[row].entities
    return Finding(
        finding_id=identity,
        rule="RANK-PRIOR",
        level=Level.WARNING,
        table_id=sheet.reading.table.table_id,
        row=row,
        col=col,
        entity_id=entities[0].entity_id if len(entities) == 1 else None,
        entity=name,
        message=say(
            f"{table.vi}: {name} ghi {header} là {shown}, trong khi bảng có {units} đơn vị và mọi hạng khác của cột"
            f" không quá {units}.",
            f"{table.en}: {name} has {shown} as {header}, while the table has {units} units and no other place of the"
            f" column is beyond {units}.",
        ),
        observed=shown,
        expected=f"1 … {units}",
        steps=(
            say(
                f"Xếp {units} đơn vị thì không có hạng {shown}.",
                f"A ranking of {units} units has no place {shown}.",
            ),
        ),
        operands=(paper.operand(place, "doubtful"),),
        cause_id=identity,
        cause=say("Hạng ghi nhầm.", "The rank is misprinted."),
        consequence=say("Hạng năm nay không đổi.", "The ranks of this year do not change."),
        suggestion=say("Đối chiếu với văn bản của năm trước.", "Check against the paper of that year."),
    )


def _copied_rows(sheet: Sheet, cols: list[int]) -> list[tuple[int, ...]]:
    """Groups of rows with equal places in every column, where the columns cannot be rankings with ties."""
    places: dict[tuple[int, ...], list[int]] = {}
    for row in sheet.data:
        values = [sheet.value(row.index, col) for col in cols]
        if all(value is not None for value in values):
            places.setdefault(tuple(int(value) for value in values if value is not None), []).append(
                row.index
            )
    doubled = [tuple(rows) for rows in places.values() if len(rows) > 1]
    count = sum(len(rows) for rows in places.values())
    return doubled if doubled and all(_no_ranking(list(places), at, count) for at in range(len(cols))) else []


def _no_ranking(places: list[tuple[int, ...]], at: int, count: int) -> bool:
    """Whether one column, its copies dropped, is a plain 1..n with just the copies' places vacant."""
    taken = [place[at] for place in places]
    return len(set(taken)) == len(taken) and max(taken) <= count and len(taken) < count


def _copied_finding(paper: Paper, sheet: Sheet, cols: list[int], rows: tuple[int, ...]) -> Finding:
    table = table_name(sheet.reading.table)
    names = [row_name(paper, sheet.place(row, cols[0])) for row in rows]
    shown = " – ".join(paper.text(sheet.place(rows[0], col)) for col in cols)
    headers = [column_name(paper, sheet.place(rows[0], col)) for col in cols]
    identity = finding_id(paper, "RANK-PRIOR", sheet, names)
    return Finding(
        finding_id=identity,
        rule="RANK-PRIOR",
        level=Level.WARNING,
        table_id=sheet.reading.table.table_id,
        row=rows[-1],
        col=cols[0],
        entity_id=next((m.entity_id for m in sheet.reading.rows[rows[-1]].entities), None),
        entity=names[-1],
        message=say(
            f"{table.vi}: {join_vi(names)} có cùng hạng các năm trước ({shown}), trong khi các hạng khác còn bỏ trống.",
            f"{table.en}: {join_en(names)} share their ranks of earlier years ({shown}), while other places stand vacant.",
        ),
        observed=shown,
        expected="",
        steps=(
            say(
                f"Cột {join_vi(headers)}: mỗi hạng khác chỉ có một đơn vị; cặp này trùng ở mọi cột.",
                f"Columns {join_en(headers)}: every other place is taken once; this pair is alike in all of them.",
            ),
        ),
        operands=tuple(
            paper.operand(sheet.place(row, col), "doubtful" if row == rows[-1] else "operand")
            for row in reversed(rows)
            for col in cols
        ),
        cause_id=identity,
        cause=say("Hạng năm trước bị chép từ dòng khác.", "Earlier ranks were copied from another row."),
        consequence=say("Hạng năm nay không đổi.", "The ranks of this year do not change."),
        suggestion=say(
            "Đối chiếu với văn bản của các năm trước.", "Check against the papers of those years."
        ),
    )
