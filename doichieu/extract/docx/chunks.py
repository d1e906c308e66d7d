"""Parts of a DOCX in another format (altChunk): the page of a law site, the papers that a program put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.errors import ReadError
from doichieu.extract import sniff
from doichieu.extract.docx.package import relation_id

if TYPE_CHECKING:
    from lxml.etree import _Element

    from doichieu.extract.docx.package import Package
    from doichieu.extract.stream import Item, Trouble

Read = tuple[list["Item"], list["Trouble"]]


def read_chunk(package: Package, main: str, element: _Element, source: str) -> Read | None:
    """Read a part in another format.

    Args:
        package: The DOCX.
        main: Name of the part that refers to it.
        element: The `w:altChunk`.
        source: Name for messages.

    Returns:
        The stream of a page, a web archive, plain text, or another paper in a format of word processors, and what was
        not read; None for other formats, and for what is absent, damaged or needs a program that is.
    """
    relation = package.relations(main).get(relation_id(element))
    data = package.content(relation.target) if relation is not None else None
    if not data:
        return None
    try:
        return _read(data, sniff.media_type_of(data, source), source)
    except ReadError:
        return None


def _read(data: bytes, media_type: str, source: str) -> Read | None:
    if media_type == sniff.MHTML:
        from doichieu.extract.html.mht import page_of  # noqa: PLC0415 (few papers hold one)

        return _read(page_of(data, source), sniff.HTML, source)
    if media_type == sniff.HTML:
        from doichieu.extract.html.reader import read_html  # noqa: PLC0415 (few papers hold one)

        return read_html(data, source)
    if media_type == sniff.TEXT:
        from doichieu.extract.encoding import decode  # noqa: PLC0415 (few papers hold one)
        from doichieu.extract.text.reader import read_text  # noqa: PLC0415

        return read_text(decode(data, source)[0])
    if media_type in {sniff.DOCX, sniff.WORD_XML, sniff.RTF, sniff.DOC, sniff.ODT}:
        from doichieu.extract.docx.reader import read_docx  # noqa: PLC0415 (it reads this part)

        return read_docx(_as_docx(data, media_type, source), source, part=True)
    return None


def _as_docx(data: bytes, media_type: str, source: str) -> bytes:
    if media_type == sniff.DOCX:
        return data
    if media_type == sniff.WORD_XML:
        from doichieu.extract.docx.flat import pack  # noqa: PLC0415 (few papers hold one)

        return pack(data, source)
    from doichieu.extract.office import to_docx  # noqa: PLC0415 (few papers hold one)

    return to_docx(data, source)
