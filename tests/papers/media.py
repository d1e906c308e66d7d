"""The media a paper can be written in, one mapping for every test and benchmark."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from recipe.layout import LAYOUTS, Rules
from recipe.pdf import write_pdf
from recipe.plain import SHAPES
from recipe.sheet import write_xlsx
from recipe.web import write_html
from recipe.word import write_docx

from doichieu.extract import sniff
from doichieu.extract.reader import READERS
from tests.papers.office import write_fods, write_mht, write_ods, write_spreadsheet_xml, write_word_xml
from tests.papers.tables import Shape
from tests.papers.typewriter import write_aligned, write_boxes

if TYPE_CHECKING:
    from collections.abc import Callable

    from recipe.source import Paper

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Between bars only a full row tells where the next one begins, and converters lose merged cells there.
BETWEEN_BARS = Shape(levels=1, merges=False)
# Without rules between columns nothing shows whether a cell is merged or the ones beside or below it are blank.
OPEN = (Rules.HORIZONTAL, Rules.THREE, Rules.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A medium and how a paper is written in it.

    Attributes:
        media_type: What the file is found to be.
        suffix: How its name ends.
        write: Writes a paper.
        merges: Whether the medium says that cells are merged.
        exact: Whether every table is read from it cell for cell. PDF without rules between columns is not yet:
            tests/extract/pdf/test_unruled.py states the share of rows that is.
        shape: What papers it can hold without loss.
    """

    media_type: str
    suffix: str
    write: Callable[[Paper], bytes]
    merges: bool = True
    exact: bool = True
    shape: Shape = field(default_factory=Shape)

    @property
    def is_read(self) -> bool:
        """Whether a reader for it is registered."""
        return self.media_type in READERS


MEDIA: dict[str, Medium] = {
    **{
        name: Medium(
            media_type=sniff.TEXT,
            suffix=".md" if name == "markdown" else ".txt",
            write=write,
            merges=False,
            shape=BETWEEN_BARS if name == "pipes" else Shape(),
        )
        for name, write in SHAPES.items()
    },
    "boxes": Medium(media_type=sniff.TEXT, suffix=".txt", write=write_boxes),
    # Titles stand as near to the headers below them as lines of one cell do: which columns they go over is not told.
    "aligned": Medium(
        media_type=sniff.TEXT,
        suffix=".txt",
        write=write_aligned,
        exact=False,
        shape=Shape(levels=1, merges=False),
    ),
    "html": Medium(media_type=sniff.HTML, suffix=".html", write=write_html),
    "mht": Medium(media_type=sniff.MHTML, suffix=".mht", write=write_mht),
    "docx": Medium(media_type=sniff.DOCX, suffix=".docx", write=write_docx),
    "word-xml": Medium(media_type=sniff.WORD_XML, suffix=".xml", write=write_word_xml),
    "xlsx": Medium(media_type=XLSX, suffix=".xlsx", write=write_xlsx),
    "ods": Medium(media_type=sniff.ODS, suffix=".ods", write=write_ods),
    "fods": Medium(media_type=sniff.FODS, suffix=".fods", write=write_fods),
    "xml2003": Medium(media_type=sniff.SPREADSHEET_XML, suffix=".xml", write=write_spreadsheet_xml),
    **{
        f"pdf-{name}": Medium(
            media_type=PDF,
            suffix=".pdf",
            write=partial(write_pdf, layout=layout),
            merges=layout.rules not in OPEN,
            exact=layout.rules not in OPEN,
            shape=Shape(merges=layout.rules not in OPEN),
        )
        for name, layout in LAYOUTS.items()
    },
}

EXACT = tuple(name for name, medium in MEDIA.items() if medium.exact)
