"""What mutation found, kept by class, and a short round of it; `python -m tests.fuzz` goes on for hours."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from random import Random

import pytest

from doichieu.extract.office import find_program

from .driver import limits_of, offences, papers
from .seeds import SAVED_MEDIA, seeds

HEAD = "Số: 1/QĐ-UBND\n\nBảng 1. Kết quả\n\nTT\tĐơn vị\tĐiểm\tXếp hạng\n"
PAGE = (
    "<html><body><p>Số: 1/QĐ-UBND</p><p style=\"font-family:'.VnTime'\">{}</p><table>{}</table></body></html>"
)
PAPERS = 60
"""Mutated papers that a run of the tests reads."""


def _rows(*columns: object) -> str:
    """Five rows of a table: a column that is a text is the same in each."""
    lines = []
    for number in range(1, 6):
        texts = [str(column).replace("#", str(number)) for column in columns]
        lines.append("\t".join(texts))
    return "\n".join(lines) + "\n"


def _long(unit: str, length: int = 40_000) -> str:
    """One line without an end."""
    return HEAD + _rows("#", "Sở Y tế #", "9#,5", "#") + "\n" + (unit * (length // len(unit)))


FOUND = {
    "an ordinal of a million": HEAD + _rows("104857#", "Sở Y tế #", "9#,5", "#"),
    "an ordinal of thousands of digits": HEAD + _rows("9" * 5000, "Sở Y tế #", "9#,5", "#"),
    "ordinals that are digits of no decimal system": HEAD + _rows("²", "Sở Y tế #", "9#,5", "③"),
    "a figure of thousands of digits": HEAD + _rows("#", "Sở Y tế #", "9" * 5000, "#"),
    "figures of forty digits that are compared": HEAD
    + _rows("#", "Sở Y tế #", "9" * 40 + ",5", "9" * 40 + ",25"),
    "a list of the others of a billion": HEAD
    + _rows("#", "Sở Y tế #", "9#,5", "#")
    + "\nCó 1/999999999999 đơn vị chưa đạt là: Sở Y tế, Sở Nội vụ.\n",
    "a tab in the rule of a drawn table": "Số: 1/QĐ-UBND\n\n+-----+-----\t-----+\n| TT  | Đơn vị    |\n+-----+-----------+\n",
    "control characters in a legacy font": PAGE.format("Sè: 12&#2;&#11; QuyÕt\x01 ®Þnh", "<tr><td>1<td>2"),
    "encoded data shown as text": _long("PCFET0NUWVBFIGh0bWw+Cjx0ZD45MCw1"),
    "figures without a full stop": _long("17/19 "),
    "scores without a full stop": _long("đạt 1 điểm "),
    "totals without parts": _long("1 đơn vị gồm "),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_is_read(name: str, tmp_path: Path) -> None:
    """A paper that ended a stage, or took all its time or memory, is read or refused."""
    content = FOUND[name]
    path = tmp_path / f"found-{name}"
    path.write_text(content, encoding="utf-8")
    assert list(offences(iter([("text", path)]), 1)) == [None]


def test_mutated_papers_are_read_or_refused(tmp_path: Path) -> None:
    """Papers of every medium, mutated, end no stage and no worker, and stay within time and memory."""
    made = islice(papers(tmp_path, sorted(seeds()), Random(20)), PAPERS)  # noqa: S311 - the same papers each time
    assert [one for one in offences(made, 2) if one is not None] == []


@pytest.mark.skipif(
    find_program() is None,
    reason="LibreOffice is not installed: apt-get install libreoffice-writer libreoffice-calc",
)
@pytest.mark.parametrize("kind", ["rtf", "biff"])
def test_mutated_papers_of_office_are_read_or_refused(tmp_path: Path, kind: str) -> None:
    """Papers as LibreOffice saves them, mutated: a few, since each takes seconds to make or to read."""
    assert kind in SAVED_MEDIA
    made = islice(papers(tmp_path, [kind], Random(4)), 2 if kind == "rtf" else 20)  # noqa: S311 - the same papers each time
    assert [one for one in offences(made, 1, limits_of([kind])) if one is not None] == []
