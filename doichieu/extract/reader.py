"""From bytes of a known media type to a document: the reader, assembly, letterhead."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from doichieu.errors import EmptyFileError, MissingToolError
from doichieu.extract import sniff
from doichieu.extract.assembly.assemble import Assembly, assemble
from doichieu.extract.assembly.labels import is_banner
from doichieu.extract.imagetypes import IMAGES
from doichieu.extract.legacy.traces import strange_letters, stream_texts
from doichieu.extract.letterhead.reader import read_letterhead
from doichieu.extract.places import table_at
from doichieu.extract.stream import Trouble
from doichieu.extract.tablereader import TableReader, recorded
from doichieu.model import Document, Issue, Letterhead, Locator, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from doichieu.extract.stream import Item

# Rises whenever a reader reads the same bytes differently.
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """What a reader makes of a file."""

    items: Sequence[Item]
    media_type: str
    name: str
    troubles: Sequence[Trouble] = field(default=())
    pages: int | None = None


def read_stream(
    data: bytes, media_type: str, sha256: str, source: str, reader: TableReader = TableReader.OWN
) -> Document:
    """Read bytes of a known media type.

    Args:
        data: Content of the file.
        media_type: What `sniff.media_type_of` found.
        sha256: Hash of the bytes.
        source: Path or name the bytes came from.
        reader: Who reads the tables of a PDF.

    Returns:
        The document.

    Raises:
        ReadError: The content is damaged or has no text.
    """
    read = partial(_read_pdf, reader=reader) if media_type == sniff.PDF else READERS[media_type]
    stream = read(data, source)
    if not stream.items:
        raise EmptyFileError(
            "the file has no text.",
            do="if it only holds pictures, save their text as a file of its own",
            source=source,
        )
    stream = _in_unicode(stream)
    assembly = assemble(stream.items, sha256, source)
    letterhead = read_letterhead(
        [line for line in assembly.lines if line is None or not is_banner(line.text)]
    )
    return Document(
        source=source,
        media_type=stream.media_type,
        sha256=sha256,
        reader=_recorded(stream, reader),
        letterhead=letterhead,
        blocks=tuple(assembly.blocks),
        issues=tuple(_issues(assembly, stream, letterhead)),
        pages=stream.pages,
    )


def _recorded(stream: Stream, reader: TableReader) -> str:
    name = f"{stream.name}/{VERSION}"
    return recorded(name, reader) if stream.media_type == sniff.PDF else name


def _in_unicode(stream: Stream) -> Stream:
    """Decode what is in an encoding from before Unicode and no reader knew by its font; soft hyphens are dropped."""
    if not strange_letters("\n".join(stream_texts(stream.items))):
        return stream
    from doichieu.extract.legacy.repair import drop_soft_hyphens, repair_items  # noqa: PLC0415 (few papers need its tables)

    items, troubles = repair_items(stream.items)
    items = drop_soft_hyphens(items)
    return replace(stream, items=items, troubles=[*stream.troubles, *troubles])


def _issues(assembly: Assembly, stream: Stream, letterhead: Letterhead) -> list[Issue]:
    whole = Locator(document=assembly.document)
    issues = [_issue(assembly, trouble) for trouble in stream.troubles]
    if letterhead.number is None and letterhead.issued_on is None:
        message = "neither a number nor a date of issue stands in the paper"
        issues.append(Issue(code="no-letterhead", message=message, source=assembly.source, locator=whole))
    if not assembly.tables:
        issues.append(
            Issue(code="no-table", message="no table was found", source=assembly.source, locator=whole)
        )
    return [*issues, *assembly.issues]


def _issue(assembly: Assembly, trouble: Trouble) -> Issue:
    tables = [block for block in assembly.blocks if isinstance(block, Table)]
    table_id, row, col = table_at(tables, trouble.place)
    where = next((_where(table, row, col) for table in tables if table.table_id == table_id), "")
    return Issue(
        code=trouble.code,
        message=f"{where}{trouble.message}",
        source=assembly.source,
        locator=_locator(assembly.document, trouble),
        table_id=table_id,
        row=row,
        col=col,
    )


def _where(table: Table, row: int | None, col: int | None) -> str:
    """Table and cell as a person names them, counted from 1."""
    cell = "" if row is None or col is None else f", row {row + 1}, column {col + 1}"
    return f"table {table.label}{cell}: "


def _locator(document: str, trouble: Trouble) -> Locator:
    place = trouble.place
    return Locator(
        document=document,
        page=place.page if place else None,
        box=place.box if place else None,
        span=trouble.span,
        reference=trouble.reference,
    )


def _read_text(data: bytes, source: str) -> Stream:
    from doichieu.extract.encoding import decode  # noqa: PLC0415
    from doichieu.extract.text.reader import is_markdown, read_text  # noqa: PLC0415 (imports wait for their medium)

    text, encoding = decode(data, source)
    items, troubles = read_text(text)
    if encoding is not None:
        from doichieu.extract.legacy.runs import decoded_troubles  # noqa: PLC0415 (few papers need its tables)

        troubles = [*troubles, *decoded_troubles(encoding)]
    media_type = sniff.MARKDOWN if is_markdown(text) else sniff.TEXT
    return Stream(items=items, media_type=media_type, name="text", troubles=troubles)


def _read_html(data: bytes, source: str) -> Stream:
    from doichieu.extract.html.reader import read_html  # noqa: PLC0415 (imports wait for their medium)

    items, troubles = read_html(data, source)
    return Stream(items=items, media_type=sniff.HTML, name="html", troubles=troubles)


def _read_mhtml(data: bytes, source: str) -> Stream:
    from doichieu.extract.html.mht import page_of  # noqa: PLC0415 (imports wait for their medium)

    stream = _read_html(page_of(data, source), source)
    return Stream(items=stream.items, media_type=sniff.MHTML, name="html", troubles=stream.troubles)


def _read_docx(data: bytes, source: str) -> Stream:
    from doichieu.extract.docx.reader import read_docx  # noqa: PLC0415 (imports wait for their medium)

    items, troubles = read_docx(data, source)
    return Stream(items=items, media_type=sniff.DOCX, name="docx", troubles=troubles)


def _read_word_xml(data: bytes, source: str) -> Stream:
    from doichieu.extract.docx.flat import pack  # noqa: PLC0415 (imports wait for their medium)

    stream = _read_docx(pack(data, source), source)
    return replace(stream, media_type=sniff.WORD_XML, name="docx")


def _read_doc(data: bytes, source: str) -> Stream:
    from doichieu.extract.cellmarks import lost_cells  # noqa: PLC0415 (imports wait for their medium)
    from doichieu.extract.office import to_docx  # noqa: PLC0415

    stream = _read_docx(to_docx(data, source), source)
    media_type = sniff.media_type_of(data, source)
    troubles = list(stream.troubles)
    if media_type == sniff.DOC and (lost := lost_cells(data, stream.items)) is not None:
        message = (
            f"the text marks {lost[0]} ends of cells and rows and {lost[1]} were read: the file is damaged"
        )
        do = "open it in a word processor, look at its tables and save it again, or download it again"
        troubles.append(Trouble(code="tables-damaged", message=f"{message}. Do: {do}"))
    return replace(stream, media_type=media_type, name="doc", troubles=troubles)


def _read_sheets(data: bytes, source: str, media_type: str, name: str) -> Stream:
    from doichieu.extract.sheets.reader import read_sheets  # noqa: PLC0415 (imports wait for their medium)

    items, troubles = read_sheets(data, source, media_type)
    return Stream(items=items, media_type=media_type, name=name, troubles=troubles)


def _read_xls(data: bytes, source: str) -> Stream:
    """Read an XLS, through LibreOffice where an exporting program has put its file together wrongly."""
    from doichieu.extract.office import find_program, to_xlsx  # noqa: PLC0415 (imports wait for their medium)
    from doichieu.extract.sheets.xls import CrossedChainsError  # noqa: PLC0415

    try:
        return _read_sheets(data, source, sniff.XLS, "xls")
    except CrossedChainsError:
        if find_program() is None:
            raise
    stream = _read_sheets(to_xlsx(data, source), source, sniff.XLSX, "xls")
    message = "the workbook's file says twice where a part of it stands; LibreOffice opened it. Do: compare it with what a spreadsheet program shows"
    mended = Trouble(code="workbook-mended", message=message)
    return replace(stream, media_type=sniff.XLS, troubles=[mended, *stream.troubles])


def _read_xlsb(data: bytes, source: str) -> Stream:
    from doichieu.extract.office import to_xlsx  # noqa: PLC0415 (imports wait for their medium)

    return replace(READERS[sniff.XLSX](to_xlsx(data, source), source), media_type=sniff.XLSB, name="xlsb")


def _read_pdf(data: bytes, source: str, reader: TableReader = TableReader.OWN) -> Stream:
    from doichieu.extract.pdf.reader import read_pdf  # noqa: PLC0415 (imports wait for their medium)

    paper = read_pdf(data, source, reader=reader)
    return Stream(
        items=paper.items, media_type=sniff.PDF, name="pdf", troubles=paper.troubles, pages=paper.pages
    )


def _read_image(data: bytes, source: str) -> Stream:
    from doichieu.extract import scan  # noqa: PLC0415 (imports wait for their medium)

    media_type = sniff.media_type_of(data, source)
    if not scan.is_installed():
        raise MissingToolError(
            "the paper is a picture, and the packages that read pictures are not installed.",
            do=scan.INSTALL,
            source=source,
        )
    from doichieu.extract.scan.images import to_pdf  # noqa: PLC0415 (its engine loads for pictures alone)
    from doichieu.extract.scan.tiff import ratios  # noqa: PLC0415

    stream = _read_pdf(to_pdf(data, source), source)
    troubles, stated, pages = stream.troubles, len(list(ratios(data))), stream.pages or 0
    if stated > pages:
        message = (
            f"the file is damaged: of its pictures, at least {stated}, the first {pages} were read. "
            "Do: get the file again"
        )
        troubles = [*troubles, Trouble(code="truncated", message=message)]
    return replace(stream, media_type=media_type, name="image", troubles=troubles)


READERS: dict[str, Callable[[bytes, str], Stream]] = {
    sniff.TEXT: _read_text,
    sniff.HTML: _read_html,
    sniff.MHTML: _read_mhtml,
    sniff.DOCX: _read_docx,
    sniff.DOC: _read_doc,
    sniff.RTF: _read_doc,
    sniff.ODT: _read_doc,
    sniff.FODT: _read_doc,
    sniff.WORD_XML: _read_word_xml,
    sniff.XLSX: partial(_read_sheets, media_type=sniff.XLSX, name="xlsx"),
    sniff.XLSB: _read_xlsb,
    sniff.XLS: _read_xls,
    sniff.ODS: partial(_read_sheets, media_type=sniff.ODS, name="ods"),
    sniff.FODS: partial(_read_sheets, media_type=sniff.FODS, name="ods"),
    sniff.SPREADSHEET_XML: partial(_read_sheets, media_type=sniff.SPREADSHEET_XML, name="xml2003"),
    sniff.PDF: _read_pdf,
    **dict.fromkeys(IMAGES, _read_image),
}
