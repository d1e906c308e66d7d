"""Digits that workbooks store and their cells do not show."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook.properties import CalcProperties

from doichieu.extract import read_bytes
from doichieu.extract.sheets.format import show_number, stored_beside

from .opendocument import cell, fods, row, sheet, spreadsheet_xml

HEADER = ["STT", "Đơn vị", "Diện tích", "Tỷ lệ", "Ngày"]
VALUES = [[1, "Sở Tài chính", 1234.5678, 0.98765, 45000.25], [2, "Sở Y tế", 90, 0.1 + 0.2, 45001]]
FORMATS = ["0", "@", "#,##0.0", "0.0%", "dd/mm/yyyy"]
SHOWN = [
    ["1", "Sở Tài chính", "1.234,6", "98,8%", "15/03/2023"],
    ["2", "Sở Y tế", "90,0", "30,0%", "16/03/2023"],
]
STORED = [Decimal("1234.5678"), Decimal("98.765")]


@pytest.mark.parametrize(
    ("value", "code", "stored"),
    [
        (1234.5678, "#,##0.000", "1234.5678"),
        (1234.5678, "0", "1234.5678"),
        (-1234.5678, "#,##0_);(#,##0)", "-1234.5678"),
        (0.98765, "0.0%", "98.765"),
        (1234567, "#,##0,", "1234.567"),
        (1234567890, '#,##0.0,," tỷ"', "1234.56789"),
        (100 / 3, "General", "33.3333333333"),
        (2 / 3, "0.00", "0.6666666667"),
        (1.25, "# ?/?", None),
        (0.1 + 0.2, "0.0", None),
        (1e15 / 3, "#,##0", None),
        (68832.790000000008, "0.00", None),
        (92.75, "0.00", None),
        (45000.25, "dd/mm/yyyy", None),
        (123456, "0.00E+00", None),
        (12.5, ";;;", None),
        (12.5, '"đạt"', None),
        (90, "0.00", None),
    ],
)
def test_digits_beyond_those_shown(value: float, code: str, stored: str | None) -> None:
    """What is stored stands in the unit shown; what adding doubles leaves behind and dates are no digits."""
    assert show_number(value, code).stored == (None if stored is None else Decimal(stored))


@given(
    st.floats(-1e12, 1e12), st.sampled_from(["0", "0.00", "#,##0.0", "0.0%", "#,##0,", "General", "(0.0)"])
)
def test_stored_digits_round_to_what_is_shown(value: float, code: str) -> None:
    """Whatever is stored is off what is shown by half a unit of its last place at most."""
    figure = show_number(value, code)
    if figure.stored is None:
        return
    digits = figure.text.strip("-()%").replace(".", "").replace(",", ".")
    places = len(digits.partition(".")[2])
    assert abs(abs(figure.stored) - Decimal(digits)) <= Decimal("0.5000001").scaleb(-places)


def xlsx(*, as_displayed: bool = False) -> bytes:
    """The table as XLSX."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(HEADER)
    for at, values in enumerate(VALUES, 2):
        for col, (value, code) in enumerate(zip(values, FORMATS, strict=True), 1):
            page.cell(at, col, value).number_format = code
    if as_displayed:
        book.calculation = CalcProperties(fullPrecision=False)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xls(*, as_displayed: bool = False) -> bytes:
    """The table as XLS."""
    book = xlwt.Workbook()
    page = book.add_sheet("Biểu 1")
    for col, text in enumerate(HEADER):
        page.write(0, col, text)
    for at, values in enumerate(VALUES, 1):
        for col, (value, code) in enumerate(zip(values, FORMATS, strict=True)):
            page.write(at, col, value, xlwt.easyxf(num_format_str=code))
    book.use_cell_values = not as_displayed
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def flat_ods(*, as_displayed: bool = False) -> bytes:
    """The table as a sheet of OpenDocument, which states what it shows."""
    kinds = ["float", "string", "float", "percentage", "date"]
    rows = [row(*(cell(text) for text in HEADER))] + [
        row(
            *(
                cell(text, more=f'office:value-type="{kind}" office:value="{value!r}"')
                if kind in {"float", "percentage"}
                else cell(text)
                for text, value, kind in zip(texts, values, kinds, strict=True)
            )
        )
        for texts, values in zip(SHOWN, VALUES, strict=True)
    ]
    data = fods(sheet("Biểu 1", "".join(rows)))
    settings = b'<table:calculation-settings table:precision-as-shown="true"/>'
    opening = b"<office:spreadsheet>"
    return data.replace(opening, opening + settings) if as_displayed else data


def xml2003(*, as_displayed: bool = False) -> bytes:
    """The table as XML Spreadsheet 2003."""
    styles = "".join(
        f'<Style ss:ID="s{at}"><NumberFormat ss:Format="{code}"/></Style>' for at, code in enumerate(FORMATS)
    )
    rows = "".join(
        f"<Row>{''.join(_cell_2003(value, at) for at, value in enumerate(values))}</Row>"
        for values in [HEADER, *VALUES]
    )
    data = spreadsheet_xml(rows, styles=styles)
    option = b"<x:ExcelWorkbook><x:PrecisionAsDisplayed/></x:ExcelWorkbook>"
    return data.replace(b"<Styles>", option + b"<Styles>") if as_displayed else data


def _cell_2003(value: object, at: int) -> str:
    kind = "String" if isinstance(value, str) else "Number"
    return f'<Cell ss:StyleID="s{at}"><Data ss:Type="{kind}">{value}</Data></Cell>'


Maker = Callable[..., bytes]


@pytest.mark.parametrize("make", [xlsx, xls, flat_ods, xml2003])
def test_every_kind_of_workbook_tells_what_it_stores(make: Maker) -> None:
    """The same table of four kinds of workbooks has the same digits beside the same texts."""
    (table,) = read_bytes(make(), "bieu").tables
    assert table.grid()[1:] == SHOWN
    assert [one.stored for one in table.cells if one.stored is not None] == STORED


@pytest.mark.parametrize("make", [xlsx, xls, flat_ods, xml2003])
def test_precision_as_displayed(make: Maker) -> None:
    """A workbook that computes with what its cells display has no other digits."""
    (table,) = read_bytes(make(as_displayed=True), "bieu").tables
    assert table.grid()[1:] == SHOWN
    assert not any(one.stored for one in table.cells)


@pytest.mark.parametrize(
    ("text", "value", "stored"),
    [
        ("1.234,6", "1234.5678", "1234.5678"),
        ("1,234.6", "1234.5678", "1234.5678"),
        ("1.235", "1234.5678", "1234.5678"),
        ("1 235", "1234.5678", "1234.5678"),
        ("98,8%", "0.98765", "98.765"),
        ("-12,3 ₫", "-12.34", "-12.34"),
        ("1.235", "1234567", "1234.567"),
        ("90,0", "90", None),
        ("17/19", "0.894736", None),
        ("đạt", "1.5", None),
        ("7", "1.5", None),
    ],
)
def test_digits_beside_a_stated_text(text: str, value: str, stored: str | None) -> None:
    """Where a file states text and number the unit shown is told by both, in any language's separators."""
    assert stored_beside(text, value) == (None if stored is None else Decimal(stored))
