"""The same twenty tables through the audit, through pandera rules and through spreadsheet formulas written by hand.

python benchmarks/comparison.py

The tables are the rankings of two facsimiles of the corpus, read once; all three get the same cells. The rules are
those a person writes who has looked at the tables: maxima, which columns add up, how ties are ranked. pandera and
`formulas` (which evaluates the workbook) are no dependency of the project; what is absent is named.
"""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import xlsxwriter

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from doichieu.extract import read  # noqa: E402 (the path comes first)
from doichieu.model import ColumnRole, Level, RowKind  # noqa: E402
from doichieu.normalize import understand  # noqa: E402
from doichieu.validate import audit  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from doichieu.model import TableReading

PAPERS = ("qd-305-2017-binh-dinh.docx", "bc-464-2018-thanh-hoa.pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules that a person writes for one table: whole numbers are columns, counted from 0.

    Attributes:
        score: Column that is ranked.
        rank: Column of ranks.
        ratio: Column of percentages with the maximum they are of, None where there is none.
        parts: Columns that add up to the score.
    """

    score: int
    rank: int
    ratio: tuple[int, int] | None = None
    parts: tuple[int, ...] = ()

    @property
    def written(self) -> int:
        """How many rules these are: ordinals, names and ranks besides the two that some tables have."""
        return 3 + (self.ratio is not None) + bool(self.parts)


# Table of the paper: rules. Each line was written by looking at the header, the notes and the first rows.
WRITTEN: dict[str, dict[str, Rules]] = {
    PAPERS[0]: {
        "1": Rules(score=2, rank=4, ratio=(3, 1380)),
        "1.1": Rules(score=2, rank=4, ratio=(3, 90)),
        "1.2": Rules(score=2, rank=4, ratio=(3, 315)),
        "1.3 a)": Rules(score=2, rank=4, ratio=(3, 525)),
        "1.3 b)": Rules(score=2, rank=4, ratio=(3, 120)),
        "1.4": Rules(score=2, rank=4, ratio=(3, 150)),
        "1.5": Rules(score=2, rank=4, ratio=(3, 90)),
        "1.6": Rules(score=2, rank=4, ratio=(3, 90)),
        "2": Rules(score=2, rank=4, ratio=(3, 1450)),
        "2.1": Rules(score=2, rank=4, ratio=(3, 105)),
        "2.2": Rules(score=2, rank=4, ratio=(3, 330)),
        "2.3 a)": Rules(score=2, rank=4, ratio=(3, 525)),
        "2.4": Rules(score=2, rank=4, ratio=(3, 150)),
        "2.5": Rules(score=2, rank=4, ratio=(3, 90)),
        "2.6": Rules(score=2, rank=4, ratio=(3, 90)),
    },
    PAPERS[1]: {
        "1.1": Rules(score=8, rank=9, parts=(2, 3, 4, 5, 6, 7)),
        "2.1": Rules(score=9, rank=10, parts=(2, 3, 4, 5, 6, 7, 8)),
        "2.2 a)": Rules(score=2, rank=3),
        "2.2 b)": Rules(score=2, rank=3),
        "2.2 c)": Rules(score=2, rank=3),
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table as both peers get it: its rows of data with figures as numbers, and the rules for it."""

    paper: str
    label: str
    reading: TableReading
    frame: pd.DataFrame
    rules: Rules


Flag = tuple[str, str, int, str]  # paper, table, row of data, rule


def main() -> int:
    """Run the command line."""
    decisions = {name: understand(read(ROOT / "corpus" / name)) for name in PAPERS}
    sheets = [
        Sheet(paper=name, label=reading.table.label, reading=reading, frame=_frame(reading), rules=rules)
        for name, written in WRITTEN.items()
        for reading in decisions[name].tables
        if (rules := written.get(reading.table.label))
    ]
    print(f"{len(sheets)} tables, {sum(len(sheet.frame) for sheet in sheets)} rows")
    print(f"{'':<24}{'written by hand':>16}{'flagged':>9}{'seconds':>9}")
    start = time.perf_counter()
    findings = [
        (name, finding)
        for name, decision in decisions.items()
        for finding in audit(decision).findings
        if finding.level is not Level.INFO and _is_of(finding.table_id, sheets, name)
    ]
    print(f"{'doichieu':<24}{0:>16}{len(findings):>9}{time.perf_counter() - start:>9.2f}")
    for name, finding in findings:
        print(f"    {name[:6]} {finding.rule}: {finding.message.en}")
    rules = sum(sheet.rules.written for sheet in sheets)
    for peer, check in (("pandera", with_pandera), ("spreadsheet formulas", with_formulas)):
        _print_peer(peer, check, sheets, rules)
    return 0


def _is_of(table_id: str | None, sheets: Sequence[Sheet], paper: str) -> bool:
    return any(sheet.paper == paper and sheet.reading.table.table_id == table_id for sheet in sheets)


def _print_peer(
    peer: str, check: Callable[[Sequence[Sheet]], list[Flag]], sheets: Sequence[Sheet], rules: int
) -> None:
    start = time.perf_counter()
    try:
        flags = check(sheets)
    except ImportError as error:
        print(f"{peer:<24} absent: pip install 'pandera[pandas]' 'formulas[excel]' ({error})")
        return
    print(f"{peer:<24}{rules:>16}{len(flags):>9}{time.perf_counter() - start:>9.2f}")
    for paper, label, rule in dict.fromkeys((paper, label, rule) for paper, label, _, rule in flags):
        rows = [
            row + 1 for other in flags for row in other[2:3] if (*other[:2], other[3]) == (paper, label, rule)
        ]
        print(f"    {paper[:6]} {label}: {rule} in {len(rows)} rows ({', '.join(map(str, rows[:20]))})")


def _frame(reading: TableReading) -> pd.DataFrame:
    """The rows of data: figures as numbers, other cells as text; group rows and totals are left out by hand."""
    grid = reading.table.grid()
    rows = []
    for row in reading.rows:
        if row.kind is not RowKind.DATA:
            continue
        cells: list[object] = []
        for column in reading.columns:
            number = reading.numbers.get((row.index, column.index))
            text = grid[row.index][column.index] or ""
            ordinal = column.role is ColumnRole.ORDINAL and row.ordinal.isdigit()
            cells.append(float(number.value) if number else int(row.ordinal) if ordinal else text)
        rows.append(cells)
    return pd.DataFrame(rows)


# --------------------------------------------------------------------------- pandera


def with_pandera(sheets: Sequence[Sheet]) -> list[Flag]:
    """Check every table against a schema made from its rules."""
    import pandera.pandas as pa  # noqa: PLC0415 (no dependency of the project)

    flags: list[Flag] = []
    for sheet in sheets:
        schema = pa.DataFrameSchema(
            checks=[pa.Check(check, name=name) for name, check in _checks(sheet.rules)], strict=False
        )
        try:
            schema.validate(sheet.frame, lazy=True)
        except pa.errors.SchemaErrors as errors:
            cases = errors.failure_cases[["check", "index"]].drop_duplicates()
            flags.extend(
                (sheet.paper, sheet.label, int(row), str(name)) for name, row in cases.itertuples(index=False)
            )
    return flags


def _checks(rules: Rules) -> Iterator[tuple[str, Callable[[pd.DataFrame], pd.Series]]]:
    yield "ordinal", lambda frame: frame[0] == pd.RangeIndex(1, len(frame) + 1)
    yield "unique name", lambda frame: ~frame[1].duplicated(keep=False)
    yield "rank", lambda frame: frame[rules.rank] == frame[rules.score].rank(method="dense", ascending=False)
    if rules.ratio is not None:
        col, maximum = rules.ratio
        yield "ratio", lambda frame: (frame[rules.score] / maximum * 100 - frame[col]).abs() < 0.00501
    if rules.parts:
        yield "sum", lambda frame: (frame[list(rules.parts)].sum(axis=1) - frame[rules.score]).abs() < 1e-6


# --------------------------------------------------------------------------- spreadsheet


def with_formulas(sheets: Sequence[Sheet]) -> list[Flag]:
    """Write the tables with a formula a check beside each row, and evaluate the workbook."""
    import formulas  # noqa: PLC0415 (no dependency of the project)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "checks.xlsx"
        places = _write(path, sheets)
        # the library draws progress bars on standard error
        with contextlib.redirect_stderr(io.StringIO()):
            solution = formulas.ExcelModel().loads(str(path)).finish().calculate()
        values = {key: value.value[0][0] for key, value in solution.items() if ":" not in key}
    return [flag for key, flag in places.items() if not bool(values[f"'[checks.xlsx]{key[0]}'!{key[1]}"])]


def _write(path: Path, sheets: Sequence[Sheet]) -> dict[tuple[str, str], Flag]:
    places: dict[tuple[str, str], Flag] = {}
    with xlsxwriter.Workbook(path) as book:
        for index, sheet in enumerate(sheets):
            name = f"T{index}"
            page = book.add_worksheet(name)
            width, count = sheet.frame.shape[1], len(sheet.frame)
            for row, cells in enumerate(sheet.frame.itertuples(index=False)):
                page.write_row(row, 0, list(cells))
                for at, (rule, formula) in enumerate(_formulas(sheet.rules, row + 1, count)):
                    page.write_formula(row, width + at, formula, None, "")
                    places[name, f"{_letter(width + at)}{row + 1}"] = (sheet.paper, sheet.label, row, rule)
    return places


def _formulas(rules: Rules, row: int, count: int) -> Iterator[tuple[str, str]]:
    score, rank = _letter(rules.score), _letter(rules.rank)
    scores = f"{score}$1:{score}${count}"
    yield "ordinal", f"=A{row}={row}"
    yield "unique name", f"=COUNTIF(B$1:B${count},B{row})=1"
    yield "rank", f"=ROUND(SUMPRODUCT(({scores}>{score}{row})/COUNTIF({scores},{scores}))+1,6)={rank}{row}"
    if rules.ratio is not None:
        col, maximum = rules.ratio
        yield "ratio", f"=ROUND({score}{row}/{maximum}*100,2)={_letter(col)}{row}"
    if rules.parts:
        first, last = _letter(rules.parts[0]), _letter(rules.parts[-1])
        yield "sum", f"=ROUND(SUM({first}{row}:{last}{row}),4)=ROUND({score}{row},4)"


def _letter(col: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[col]


if __name__ == "__main__":
    raise SystemExit(main())
