"""RANK-PRIOR: columns of earlier ranks can be rankings."""

from __future__ import annotations

from collections.abc import Iterator

from doichieu.model import Check, Finding, Level, Outcome
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.wording import column_name, finding_id, join_en, join_vi, row_name, say, table_name


def check_prior_ranks(paper: Paper, conventions: Conventions) -> Iterator[Check | Finding]:
    """Check that columns of earlier ranks can be rankings at all.

    Two units may tie in one year. That the same two share their places in two earlier years, while as
    many places are vacant as are taken twice, is no ranking: the places of one were copied to the other.

    Args:
        paper: The paper.
        conventions: Which rank columns are of earlier years.

    Yields:
        A check a column, and a finding for each pair of rows that share their places in two columns.
    """
    columns: dict[int, list[int]] = {}
    for index, col in conventions.prior_ranks:
        columns.setdefault(index, []).append(col)
    for index, cols in columns.items():
        sheet = paper.sheets[index]
        copied = _copied_rows(sheet, cols) if len(cols) > 1 else []
        for col in cols:
            outcome = Outcome.UNKNOWN if len(cols) < 2 else Outcome.VIOLATED if copied else Outcome.HELD
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
