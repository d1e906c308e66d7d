"""DOCX whole: paragraphs and tables of the body in the order in which they are printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from doichieu.errors import DamagedFileError
from doichieu.extract.assembly.labels import caption_of, unit_of
from doichieu.extract.docx.chunks import read_chunk
from doichieu.extract.docx.fonts import decode_legacy_runs
from doichieu.extract.docx.lists import ListNumbers
from doichieu.extract.docx.names import children, has, qn
from doichieu.extract.docx.notes import Notes
from doichieu.extract.docx.package import Package, relation_id
from doichieu.extract.docx.record import Record
from doichieu.extract.docx.styles import Styles
from doichieu.extract.docx.tables import holders_of_tables, read_table, table_cells
from doichieu.extract.docx.text import Printed, TextReader
from doichieu.extract.frames import split_columns
from doichieu.extract.stream import Item, Line, RawTable, Trouble
from doichieu.extract.words import fold, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element

    from doichieu.extract.docx.notes import Reference

_LETTERHEAD = re.compile(r"cong hoa xa hoi chu nghia|^so\s?:\s?[\d.…]*\s?/\s?\S")
# A letterhead stands on the first page; a caption that far above its table.
_FIRST_PAGE, _ABOVE = 60, 3


def read_docx(data: bytes, source: str, *, part: bool = False) -> tuple[list[Item], list[Trouble]]:
    """Read a DOCX as it is printed with all tracked changes accepted.

    Headers and footers are no part of the text, but for a letterhead that stands in a header alone; comments are
    none. Parts outside the file are never fetched.

    Args:
        data: Content of the file.
        source: Name for messages.
        part: Whether it is a part of another DOCX; then parts of its own in other formats are not read.

    Returns:
        The stream, and what was not read or read with doubt.

    Raises:
        DamagedFileError: The archive is a bomb, broken, or not a word-processing document.
    """
    package = Package(data, source)
    try:
        return _Paper(package, source, part=part).read()
    except RecursionError as error:
        raise DamagedFileError(
            "tables or text boxes of the DOCX are nested beyond reason.",
            do="open it in a word processor and save it again",
            source=source,
        ) from error


class _Paper:
    """A document and what its parts share."""

    def __init__(self, package: Package, source: str, *, part: bool) -> None:
        self._package, self._source, self._part = package, source, part
        self._main = package.main()
        root = package.root(self._main)
        body = root.find(qn("w:body")) if root is not None else None
        if body is None:
            raise DamagedFileError(
                "the DOCX holds no text of a document.",
                do="open it in a word processor and save it again",
                source=source,
                place=self._main,
            )
        self._body = body
        sheet = package.related(self._main, "styles")
        self._sheet = sheet if sheet is not None else etree.Element(qn("w:styles"))
        self._styles = Styles(sheet)
        self._lists = ListNumbers(package.related(self._main, "numbering"), self._styles.numbering)
        self._notes = Notes.of(package, self._main)
        self._troubles: list[Trouble] = []
        for note in self._notes.elements():
            self._troubles += decode_legacy_runs(note, self._sheet)

    def read(self) -> tuple[list[Item], list[Trouble]]:
        """Read the body and, where it has no letterhead, the first header."""
        record = Record()
        items = self._items(self._body, record)
        header = self._header()
        if header is not None and not _has_letterhead(items):
            above = self._items(header, Record())
            items = above + items if _has_letterhead(above) else items
        return items, [*self._troubles, *record.troubles()]

    def _items(self, story: _Element, record: Record) -> list[Item]:
        self._troubles += decode_legacy_runs(story, self._sheet)
        reader = TextReader(self._styles, self._lists, self._notes, record)
        walker = _Walker(reader, holders_of_tables(story), self._chunk)
        walker.walk(story)
        return walker.finish()

    def _chunk(self, element: _Element) -> list[Item] | None:
        """The stream of a part in another format, None where that is not read."""
        read = None if self._part else read_chunk(self._package, self._main, element, self._source)
        if read is None:
            return None
        items, troubles = read
        self._troubles += troubles
        return items

    def _header(self) -> _Element | None:
        """Header of the first page."""
        section = next(self._body.iter(qn("w:sectPr")), None)
        if section is None:
            return None
        wanted = "first" if has(section, qn("w:titlePg")) else "default"
        for reference in section.iterchildren(qn("w:headerReference")):
            relation = self._package.relations(self._main).get(relation_id(reference))
            if reference.get(qn("w:type"), "default") == wanted and relation is not None:
                return self._package.root(relation.target)
        return None


class _Walker:
    """Walks a story and collects lines and tables."""

    def __init__(
        self, reader: TextReader, holders: set[_Element], chunk: Callable[[_Element], list[Item] | None]
    ) -> None:
        self._items: list[Item] = []
        self._reader = reader
        self._holders = holders
        self._chunk = chunk
        self._below: list[Line] = []  # notes of the table before, printed when the next line comes
        self._last: list[tuple[int, Reference]] = []  # notes of the running text, with the line they stand in

    def walk(self, element: _Element) -> None:
        """Walk the blocks of a body, a cell or a text box."""
        for child in children(element):
            if child.tag == qn("w:p"):
                printed = self._reader.read(child)
                if printed is not None:
                    self._paragraph(printed, self._reader.level(child))
                continue
            self._rest()
            if child.tag == qn("w:tbl"):
                self._table(child)
            elif child.tag == qn("w:altChunk"):
                if (items := self._chunk(child)) is None:
                    self._reader.record.add("part-not-read", "a part in another format (altChunk)")
                else:
                    self._print_notes()
                    self._items += items
        self._rest()

    def finish(self) -> list[Item]:
        """The stream; notes of the running text stand at its end."""
        self._print_notes()
        return self._items + [
            Line(text=text) for _, reference in self._last for text in [self._note(reference)] if text
        ]

    def _rest(self) -> None:
        if (rest := self._reader.rest()) is not None:
            self._paragraph(rest, None)

    def _paragraph(self, printed: Printed, level: int | None) -> None:
        gap = 1
        for line in printed.line.split("\n"):
            for piece in split_columns(line):
                if text := fold(piece):
                    self._print_notes()
                    self._items.append(Line(text=text, gap=gap, level=level))
                    self._reader.record.behind(text)
                    gap = 0
        self._last += [(len(self._items), reference) for reference in self._reader.notes.take()]
        for box in printed.boxes:
            self.walk(box)

    def _table(self, element: _Element) -> None:
        table = read_table(element, self._reader, self._holders)
        if table is None:
            for row in table_cells(element):
                for cell in row:
                    self.walk(cell)
            return
        references = [*self._of_caption(), *self._reader.notes.take()]
        self._items.append(table)
        self._below += [Line(text=text, note=True) for one in references if (text := self._note(one))]

    def _of_caption(self) -> list[Reference]:
        """Notes of the caption and the unit line right above a table: they are the table's."""
        taken: list[Reference] = []
        while self._last and len(self._items) - self._last[-1][0] < _ABOVE:
            line = self._items[self._last[-1][0] - 1] if self._last[-1][0] else None
            if not isinstance(line, Line) or not (caption_of(line.text) or unit_of(line.text)):
                break
            taken.append(self._last.pop()[1])
        return taken[::-1]

    def _print_notes(self) -> None:
        self._items += self._below
        self._below = []

    def _note(self, reference: Reference) -> str:
        """Text of a note behind its mark; a note whose author set the mark by hand mostly begins with it."""
        pieces = [printed.line for printed in self._note_paragraphs(reference.element)]
        text = fold("\n".join(pieces))
        return text if not text or text.startswith(reference.mark) else f"{reference.mark} {text}"

    def _note_paragraphs(self, note: _Element) -> Iterator[Printed]:
        for paragraph in note.iter(qn("w:p")):
            if (printed := self._reader.read(paragraph)) is not None:
                yield printed
        if (rest := self._reader.rest()) is not None:
            yield rest


def _has_letterhead(items: Sequence[Item]) -> bool:
    return any(_LETTERHEAD.search(plain(text)) for item in items[:_FIRST_PAGE] for text in _texts(item))


def _texts(item: Item) -> Iterator[str]:
    if isinstance(item, RawTable):
        for row in item.rows[:_FIRST_PAGE]:
            for cell in row:
                yield from cell.lines
    else:
        yield item.text
