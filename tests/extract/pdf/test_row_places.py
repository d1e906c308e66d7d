"""What columns of texts have of their own, and columns of prose beside each other do not."""

from __future__ import annotations

from doichieu.extract.assembly.kinds import Kind
from doichieu.extract.pdf.rivers.rowplaces import SMALL, Align, Layout, told_by
from doichieu.extract.pdf.textlayer.words import Word
from doichieu.extract.pdf.unruled.segments import Segment

_PITCH = 12.0


def _segment(text: str, base: float) -> Segment:
    word = Word(text, 0.0, base - 8, 50.0, base + 2, base, True, 0)
    return Segment([word], 0.0, 50.0, base, Kind.TEXT, text, 25.0)


def _layout(*, counted: bool) -> Layout:
    none = (0.0,) * 3
    return Layout(
        pitch=_PITCH,
        height=10.0,
        rooms=(100.0,) * 3,
        blanks=none,
        smalls=(SMALL,) * 3,
        shifts=none,
        reach=_PITCH,
        slack=3.0,
        counted=counted,
        spaced=False,
    )


def _told(*, counted: bool) -> Layout:
    """Rows of one line, the last column of which begins small and stands a little lower."""
    lines = [
        [
            (_segment(text, _PITCH * at + (4.0 if column == 2 else 0.0)), column, column)
            for column, text in enumerate((str(at), f"Sở thứ {at}", "chủ trì thực hiện"))
        ]
        for at in range(1, 9)
    ]
    return told_by(lines, [(at, at) for at in range(8)], _layout(counted=counted), Align.TOP)


def test_a_column_beside_ordinals_can_begin_small_and_stand_lower() -> None:
    """Rows that ordinals count are a table: what nearly all texts of a column do costs nothing."""
    told = _told(counted=True)
    assert list(told.smalls) == [SMALL, SMALL, 0.0]
    assert list(told.shifts) == [0.0, 0.0, 4.0]


def test_columns_without_ordinals_may_be_prose() -> None:
    """Of three columns of prose one begins small and stands lower by chance: that speaks against rows."""
    told = _told(counted=False)
    assert list(told.smalls) == [SMALL] * 3
    assert list(told.shifts) == [0.0] * 3
