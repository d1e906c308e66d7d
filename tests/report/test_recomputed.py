"""Recomputed columns: formulas that give what the audit expects, also when an office program computes them."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from doichieu import pipeline
from doichieu.report.contents import Contents
from doichieu.report.recomputed import Workings
from doichieu.report.xlsx import render_xlsx

from .recalculate import ABSENT, OFFICE, recalculated, without_values

if TYPE_CHECKING:
    from pathlib import Path

    from doichieu.model import Audit


def audited(folder: Path, *lines: str) -> Audit:
    """A paper with one table, audited."""
    path = folder / "paper.txt"
    path.write_text("Số: 12/QĐ-UBND\nBảng 1. Kết quả\n" + "\n".join(lines) + "\n", "utf-8")
    return pipeline.audit(pipeline.read(path))


def values(audit: Audit, col: int) -> dict[int, Decimal]:
    """What is recomputed in a column, by row."""
    (found,) = [one for one in Workings.of(audit.decision).columns("t01") if one.col == col]
    return {row: formula.value for row, formula in found.rows.items()}


SCORES = [("A", 90), ("B", 85), ("C", 85), ("D", 80), ("E", 75), ("F", 75), ("G", 70)]


def ranked(*ranks: int) -> list[str]:
    """A table of scores with ranks."""
    rows = [
        f"{n}\tSở {name}\t{score}\t{rank}"
        for n, ((name, score), rank) in enumerate(zip(SCORES, ranks, strict=True), 1)
    ]
    return ["TT\tĐơn vị\tTổng điểm\tXếp hạng", *rows]


@pytest.mark.parametrize(
    "ranks",
    [(1, 2, 2, 3, 4, 4, 5), (1, 2, 2, 4, 5, 5, 7), (1, 3, 3, 4, 6, 6, 7)],
    ids=["dense", "competition", "modified"],
)
def test_ranks_follow_the_policy_of_the_table(tmp_path: Path, ranks: tuple[int, ...]) -> None:
    """Whatever ties get; the formula's own value is checked against the audit's."""
    assert list(values(audited(tmp_path, *ranked(*ranks)), 3).values()) == list(ranks)


def test_sums_leave_out_blank_cells_and_take_what_is_deducted(tmp_path: Path) -> None:
    """A wrong total is recomputed from what is printed."""
    audit = audited(
        tmp_path,
        "TT\tĐơn vị\tHạ tầng\tNhân lực\tỨng dụng\tTổng điểm",
        *(f"{n}\tSở {n}\t{10 + n},5\t{20 + n}\t{30 + n},25\t{60 + 3 * n},75" for n in range(1, 7)),
        "7\tSở 7\t17,5\t27\t37,25\t81,57",
    )
    assert values(audit, 5)[7] == Decimal("81.75")
    assert values(audit, 5)[1] == Decimal("63.75")


BUDGET = [
    "TT\tNội dung\tDự toán\tThực hiện\tTỷ lệ (%)",
    "I\tChi đầu tư\t300\t240\t80",
    "1\tGiao thông\t100\t90\t90",
    "2\tThủy lợi\t200\t150\t75",
    "II\tChi thường xuyên\t700\t560\t80",
    "1\tGiáo dục\t400\t360\t90",
    "2\tY tế\t200\t140\t70",
    "3\tVăn hóa\t100\t60\t60",
    "\tTổng cộng\t1000\t810\t80",
]
GROUPS = [
    "TT\tĐơn vị\tTổng điểm\tXếp hạng",
    *("I\tCác sở", "1\tSở Nội vụ\t90\t1", "2\tSở Y tế\t85\t2", "3\tSở Tài chính\t85\t2"),
    *("4\tSở Tư pháp\t80\t4", "5\tSở Xây dựng\t70\t5", "II\tCác huyện", "1\tHuyện Tuy Phước\t95\t1"),
    *("2\tHuyện Phù Cát\t75\t2", "3\tHuyện Phù Mỹ\t75\t2", "4\tHuyện Vân Canh\t60\t4"),
    *("5\tHuyện Vĩnh Thạnh\t55\t5",),
]
MEANS = [
    "TT\tĐơn vị\tTổng điểm\tXếp hạng",
    *(f"{n}\tHuyện {n}\t{90 - n * n}\t{n}" for n in range(1, 8)),
    "\tTrung bình\t70\t",
]
WEIGHTS = [
    "TT\tĐơn vị\tThẩm định\tKhảo sát\tTổng điểm",
    *(
        f"{n}\tSở {n}\t{a}\t{b}\t{(7 * a + 3 * b) // 10},{(7 * a + 3 * b) % 10}"
        for n, a, b in ((n, 60 + n * n % 17, 80 - n * 3 % 11) for n in range(1, 13))
    ),
]
PRODUCTS = [
    "TT\tHuyện\tDiện tích (ha)\tNăng suất (tạ/ha)\tSản lượng (tấn)",
    *(
        f"{n}\tHuyện {n}\t{area}\t{rate}\t{(area * rate + 5) // 10}"
        for n, area, rate in ((n, 100 + 37 * n, 50 + n * 3 % 7) for n in range(1, 9))
    ),
]


PASSED = [
    "TT\tĐơn vị\tSố đạt\tSố không đạt\tTỷ lệ đạt (%)",
    *(
        f"{n}\tHuyện {n}\t{good}\t{bad}\t{round(1000 * good / (good + bad)) / 10}".replace(".", ",")
        for n, good, bad in ((n, 100 + 37 * n, 7 + n * 13 % 11) for n in range(1, 9))
    ),
]


@pytest.mark.parametrize(
    ("lines", "col", "expected"),
    [
        (BUDGET, 3, {1: 240, 4: 560, 8: 800}),
        (BUDGET, 4, {1: 80, 2: 90, 3: 75, 4: 80, 5: 90, 6: 70, 7: 60, 8: 81}),
        (GROUPS, 3, {2: 1, 3: 2, 4: 2, 5: 4, 6: 5, 8: 1, 9: 2, 10: 2, 11: 4, 12: 5}),
        (MEANS, 2, {8: 70}),
        (MEANS, 3, {n: n for n in range(1, 8)}),
        (WEIGHTS, 4, {1: Decimal("65.8"), 12: Decimal("70.7")}),
        (PRODUCTS, 3, {1: 53, 8: 53}),
        (PASSED, 4, {1: Decimal("93.8"), 8: Decimal("97.1")}),
    ],
    ids=[
        "totals",
        "shares",
        "ranks in groups",
        "means below",
        "ranks above a mean",
        "weights",
        "quotients",
        "of sums",
    ],
)
def test_what_the_audit_checks_is_computed(
    tmp_path: Path, lines: list[str], col: int, expected: dict[int, int | Decimal]
) -> None:
    """Totals over rows, ranks in groups, weights and quotients; of a wrong total what its parts add up to."""
    found = values(audited(tmp_path, *lines), col)
    assert {row: found[row] for row in expected} == expected
    assert len(expected) in {len(found), 2}


def test_a_table_without_conventions_has_nothing_beside_it(tmp_path: Path) -> None:
    """Names and remarks follow from nothing."""
    audit = audited(tmp_path, "TT\tĐơn vị\tGhi chú", "1\tSở A\ttốt", "2\tSở B\tkhá")
    assert Workings.of(audit.decision).columns("t01") == ()
    assert Workings.of(audit.decision).columns("t99") == ()


@pytest.fixture(scope="module")
def workbook(corpus: Path) -> bytes:
    """The workbook of two papers of the corpus."""
    names = ("qd-305-2017-binh-dinh.docx", "qd-1968-2024-binh-dinh.txt", "cv-1557-2017-btttt.html")
    audits = [pipeline.audit(pipeline.read(corpus / name)) for name in names]
    return render_xlsx(Contents.of(audits), "vi")


def test_every_formula_is_ours(workbook: bytes) -> None:
    """Formulas hold functions, signs, numbers and cells of their own sheet; values come with them."""
    book, cached = load_workbook(BytesIO(workbook)), load_workbook(BytesIO(workbook), data_only=True)
    formulas = [
        (sheet, cell) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert len(formulas) > 500
    for sheet, cell in formulas:
        assert set(cell.value) <= set('=ROUNDTCSMPUIF0123456789ABCEGHIJKLNQVWXYZ$:(),.+-*/<>"&'), cell.value
        assert isinstance(cached[sheet.title][cell.coordinate].value, int | float)


def test_what_does_not_hold_is_off(workbook: bytes) -> None:
    """The difference beside the row in doubt is what the finding says, and nought where all holds."""
    book = load_workbook(BytesIO(workbook), data_only=True)
    sheet = next(one for one in book if one.title.startswith("2 1968"))
    head = next(
        row for row in sheet.iter_rows(min_row=1, max_row=8) if any("lệch" in str(c.value) for c in row)
    )
    col = next(cell.column for cell in head if str(cell.value).startswith("Tổng: lệch"))
    gaps = [sheet.cell(row, col).value for row in range(head[0].row + 1, sheet.max_row + 1)]
    assert [gap for gap in gaps if gap] == [-0.01]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The workbook of papers with every kind of formula."""
    shown = (
        BUDGET,
        GROUPS,
        MEANS,
        WEIGHTS,
        PRODUCTS,
        ranked(1, 2, 2, 4, 5, 5, 7),
        ranked(1, 2, 3, 4, 5, 6, 7),
    )
    audits = [audited(tmp_path_factory.mktemp("made"), *lines) for lines in shown]
    return render_xlsx(Contents.of(audits), "vi")


@pytest.mark.skipif(OFFICE is None, reason=ABSENT)
@pytest.mark.parametrize("which", ["workbook", "made"])
def test_an_office_program_computes_the_same(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Every formula, computed from nothing by LibreOffice, gives the value that came with it."""
    workbook = request.getfixturevalue(which)
    cached = load_workbook(BytesIO(workbook), data_only=True)
    formulas = load_workbook(BytesIO(workbook))
    computed = load_workbook(BytesIO(recalculated(without_values(workbook), tmp_path)), data_only=True)
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    value = computed[sheet.title][cell.coordinate].value
                    expected = cached[sheet.title][cell.coordinate].value
                    assert value == pytest.approx(expected, abs=1e-9), (
                        sheet.title,
                        cell.coordinate,
                        cell.value,
                    )
