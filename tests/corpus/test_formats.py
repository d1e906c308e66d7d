"""Typesetting loses nothing: plain libraries read the sources' tables back from the built files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docx
import lxml.html
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


def test_docx_holds_the_source_tables(recipe: ModuleType, corpus: Path) -> None:
    """Every bordered table of the DOCX has the cells and the merges of its source."""
    document = docx.Document(str(corpus / "qd-305-2017-binh-dinh.docx"))
    read = [_docx_grid(table._tbl) for table in document.tables if table.style.name == "Table Grid"]
    assert read == _source_grids(recipe, corpus, "qd-305-2017-binh-dinh")


def test_docx_header_rows_repeat(corpus: Path) -> None:
    """A table that runs over a page prints its header again."""
    document = docx.Document(str(corpus / "qd-305-2017-binh-dinh.docx"))
    bordered = [table._tbl for table in document.tables if table.style.name == "Table Grid"]
    assert all(len(list(table.iter(qn("w:tblHeader")))) == 1 for table in bordered)


def test_html_holds_the_source_tables(recipe: ModuleType, corpus: Path) -> None:
    """Every bordered table of the HTML has the cells and the merges of its source."""
    page = lxml.html.fromstring((corpus / "cv-1557-2017-btttt.html").read_bytes())
    read = [_html_grid(table) for table in page.iterfind('.//table[@border="1"]')]
    assert read == _source_grids(recipe, corpus, "cv-1557-2017-btttt")


def _source_grids(recipe: ModuleType, corpus: Path, paper: str) -> list[list[list[str | None]]]:
    source = recipe.read_source(corpus / "source" / f"{paper}.md")
    return [grid.texts() for _, grid in source.captioned]


def _docx_grid(table: Any) -> list[list[str | None]]:
    rows: list[list[str | None]] = []
    for tr in table.tr_lst:
        row: list[str | None] = []
        for tc in tr.tc_lst:
            text = " ".join("".join(node.text or " " for node in tc.iter(qn("w:t"), qn("w:br"))).split())
            row += [None if tc.vMerge == "continue" else text, *[None] * (tc.grid_span - 1)]
        rows.append(row)
    return rows


def _html_grid(table: Any) -> list[list[str | None]]:
    """Lay the cells out by their spans, as a browser does."""
    places: dict[tuple[int, int], str | None] = {}
    rows = table.findall(".//tr")
    for y, tr in enumerate(rows):
        x = 0
        for td in tr.findall("td"):
            while (y, x) in places:
                x += 1
            height, width = int(td.get("rowspan", 1)), int(td.get("colspan", 1))
            places.update({(y + down, x + right): None for down in range(height) for right in range(width)})
            places[y, x] = " ".join(" ".join(td.itertext()).split())
    return [[places[y, x] for x in range(len(places) // len(rows))] for y in range(len(rows))]
