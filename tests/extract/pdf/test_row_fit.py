"""Lines of a table of texts are parted into the rows that the least speaks against."""

from __future__ import annotations

from doichieu.extract.assembly.kinds import Kind
from doichieu.extract.pdf.rivers.rowfit import fit_rows
from doichieu.extract.pdf.rivers.rowplaces import SMALL, Layout, Line
from doichieu.extract.pdf.textlayer.words import Word
from doichieu.extract.pdf.unruled.segments import Segment

_PITCH = 12.0
_LAYOUT = Layout(
    pitch=_PITCH,
    height=10.0,
    rooms=(20.0, 100.0, 100.0),
    blanks=(0.9,) * 3,
    smalls=(SMALL,) * 3,
    shifts=(0.0,) * 3,
    reach=1.1 * _PITCH,
    slack=3.0,
    counted=True,
    spaced=False,
)


def _segment(text: str, base: float, x0: float, x1: float) -> Segment:
    word = Word(text, x0, base - 8, x1, base + 2, base, True, 0)
    kind = Kind.INTEGER if text.isdecimal() else Kind.TEXT
    return Segment([word], x0, x1, base, kind, text, (x0 + x1) / 2)


def _line(at: int, *texts: str) -> Line:
    """A line with a text in each column; blank ones have none."""
    return [
        (_segment(text, _PITCH * at, 100.0 * column, 100.0 * column + 90.0), column, column)
        for column, text in enumerate(texts)
        if text
    ]


def test_a_label_of_a_group_is_a_row_whatever_speaks_against_it() -> None:
    """A label that begins small and leaves columns blank costs nothing, and the rows around it stay as they are."""
    lines = [_line(at, str(at), f"Sở thứ {at}", "Chủ trì") for at in range(1, 9)]
    lines[4] = [(_segment("các cơ quan ngành dọc đóng trên địa bàn", 5 * _PITCH, 0.0, 290.0), 0, 2)]
    fit = fit_rows(lines, _LAYOUT, frozenset({4}), 0)
    assert fit.rows == [(at, at) for at in range(8)]
    assert fit.cost == 0.0


def test_a_text_that_had_no_room_goes_on_in_its_row() -> None:
    """Ordinals begin rows; the second line of a name that fills its column belongs to the row above."""
    lines = [
        line
        for at in range(4)
        for line in (
            _line(2 * at, str(at + 1), "Sở Nông nghiệp và", "Chủ trì"),
            _line(2 * at + 1, "", "Môi trường"),
        )
    ]
    fit = fit_rows(lines, _LAYOUT, frozenset(), 0)
    assert fit.rows == [(at, at + 1) for at in range(0, 8, 2)]
