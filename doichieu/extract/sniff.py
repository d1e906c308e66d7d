"""What a file is, found in its content; the name says nothing."""

from __future__ import annotations

import codecs
import re
import zipfile
from io import BytesIO

from doichieu.errors import DamagedFileError, ReadError, UnknownMediaTypeError
from doichieu.extract.archive import BROKEN_ARCHIVE
from doichieu.extract.encoding import unicode_of
from doichieu.extract.imagetypes import HEIC, image_type_of
from doichieu.extract.ole import OLE, root_names

TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
MHTML = "multipart/related"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
RTF = "application/rtf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
XLS = "application/vnd.ms-excel"

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
ODS = f"{_OPEN_DOCUMENT}.spreadsheet"
FODS = f"{_OPEN_DOCUMENT}.spreadsheet-flat-xml"
ODT = f"{_OPEN_DOCUMENT}.text"
FODT = f"{_OPEN_DOCUMENT}.text-flat-xml"
# Nobody registered names for these two.
SPREADSHEET_XML = "application/x-spreadsheetml"
WORD_XML = "application/x-wordprocessingml"
PDF = "application/pdf"

READ_FORMATS = "plain text, Markdown, HTML, DOCX, DOC, RTF, ODT, XLSX, XLSB, XLS, ODS, PDF and pictures (PNG, JPEG, TIFF, WebP, BMP)"
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,4000}?-->\s*){0,20}"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|h[1-6]|span|font|center|article|section|main|link|style)\b",
    re.IGNORECASE | re.DOTALL,
)
_MHTML_START = re.compile(
    rb"\s*(?:[\w-]+:[^\n]*\n[ \t]*){0,20}?(?:MIME-Version|Content-Type):\s*\S", re.IGNORECASE
)
_MHTML_TYPE = re.compile(
    rb"^content-type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)", re.IGNORECASE | re.MULTILINE
)
_XHTML = re.compile(rb"\s*<\?xml[^>]{0,200}>.{0,4000}?<html\b", re.IGNORECASE | re.DOTALL)
# Readers of PDF accept a header within the first 1,024 bytes (ISO 32000-1, annex H.3.4.1).
# What mail and signing programs put before it need not end its line; an object must follow, since prose may name "%PDF-1.4".
_PDF_INSIDE = re.compile(rb"%PDF-\d\.\d\s")
_PDF_OBJECT = re.compile(rb"\b\d+ \d+ obj\b")
_PDF_START = re.compile(rb"(?:[^\n]*\n){0,64}?[\x00\xef\xbb\xbf\xfe\xff \t\r]{0,8}%PDF-\d")
_ARCHIVES = (
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
)
# Sheets of Excel 2 to 4 stand bare, without a container; they begin with a BOF record.
_BARE_XLS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_ZIP_PARTS = (
    ("xl/", "an Excel workbook without its main part"),
    ("ppt/", "a PowerPoint file"),
    ("content.xml", "an OpenDocument file that is neither text nor sheets"),
)
# What the start of an XML file names: a vocabulary, or the media type of flat OpenDocument.
_XML_TYPES = (
    (b'office:mimetype="application/vnd.oasis.opendocument.spreadsheet', FODS),
    (b'office:mimetype="application/vnd.oasis.opendocument.text', FODT),
    (b"urn:schemas-microsoft-com:office:spreadsheet", SPREADSHEET_XML),
    (b"http://schemas.microsoft.com/office/2006/xmlPackage", WORD_XML),
    (b"http://schemas.microsoft.com/office/word/2003/wordml", WORD_XML),
)
_XML_START = re.compile(rb"\s*<\?xml\b|\s*<(?:\w+:)?(?:Workbook|wordDocument|package|document)\b")
# What [Content_Types].xml calls the main part of a document or template, with or without macros.
_WORD_MAIN = re.compile(rb"(?:wordprocessingml|ms-word)\.(?:document|template)[\w.]*main\+xml", re.IGNORECASE)
_CONTENT_TYPES, _ENOUGH = "[Content_Types].xml", 2**20


def media_type_of(data: bytes, source: str) -> str:
    """Find the media type of a file's content.

    Args:
        data: Content of the file, not empty.
        source: Name for messages.

    Returns:
        One of the types above.

    Raises:
        UnknownMediaTypeError: No reader exists for the content.
        DamagedFileError: It is an archive that cannot be opened.
    """
    if printed := _page_type(data):
        return _readable(printed, source)
    if office := _old_office_type(data, source):
        return office
    for signature, name in _ARCHIVES:
        if data.startswith(signature):
            raise _packed(name, source)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_type(data, source)
    start = _head(data)
    if xml := _xml_type(start):
        return xml
    if _HTML_START.match(start) or _XHTML.match(start):
        return HTML
    if _MHTML_START.match(start) and _MHTML_TYPE.search(start[:4000]):
        return MHTML
    if b"\x00" in data[:4096] and not unicode_of(data):
        raise _unknown("the content is binary data of no known kind", source)
    return TEXT


def begins_as_paper(head: bytes) -> bool:
    """Whether a file begins as one that a reader exists for, be its name what it may; plain text is not told so.

    Args:
        head: Its first bytes, 4,096 or all.
    """
    if _page_type(head) or head.startswith((OLE, b"PK\x03\x04", b"{\\rtf")):
        return True
    start = _head(head)
    return bool(_xml_type(start) or _HTML_START.match(start) or _XHTML.match(start))


def _page_type(data: bytes) -> str | None:
    """PDF or picture; None when the content is neither."""
    if _PDF_START.match(data[:1024]) or (
        _PDF_INSIDE.search(data[:1024]) and _PDF_OBJECT.search(data[:65536])
    ):
        return PDF
    return image_type_of(data[:32])


def _readable(media_type: str, source: str) -> str:
    if media_type == HEIC:
        raise UnknownMediaTypeError(
            "the content is a photograph in HEIC, for which there is no reader.",
            do="save it as JPEG; telephones have a setting for it (“most compatible”)",
            source=source,
        )
    return media_type


def _head(data: bytes) -> bytes:
    """The beginning as bytes of UTF-8, whatever Unicode encoding a byte order mark announces."""
    encoding = unicode_of(data)
    head = data[:32768]
    if encoding is None or encoding == "utf-8-sig":
        return head.removeprefix(codecs.BOM_UTF8)
    return head.decode(encoding, errors="ignore").encode()


def _xml_type(start: bytes) -> str | None:
    """What an XML file holds; None for pages, which name Office's vocabularies too, and other XML."""
    if not _XML_START.match(start) or _XHTML.match(start):
        return None
    return next((media_type for name, media_type in _XML_TYPES if name in start), None)


def _zip_type(data: bytes, source: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            is_word = _CONTENT_TYPES in names and _WORD_MAIN.search(_start(archive, _CONTENT_TYPES))
    except BROKEN_ARCHIVE as error:
        raise DamagedFileError(
            "the content begins as an archive (a DOCX is one) and is cut off or broken.",
            do="download the file again, or save it again from the program that made it",
            source=source,
        ) from error
    if "word/document.xml" in names or is_word:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    if "xl/workbook.bin" in names:
        return XLSB
    if opened := _open_type(data):
        return opened
    for prefix, name in _ZIP_PARTS:
        if any(part.startswith(prefix) for part in names):
            raise _unknown(f"the content is {name}", source)
    raise _packed("a ZIP archive and no document", source)


def _open_type(data: bytes) -> str | None:
    """ODS or ODT, whose media type is the archive's first part, stored as it is; templates count."""
    stated = data[:200].partition(b"mimetype")[2]
    if not stated.startswith(_OPEN_DOCUMENT.encode()):
        return None
    if stated.startswith(ODS.encode()):
        return ODS
    return ODT if stated.startswith(ODT.encode()) else None


def _old_office_type(data: bytes, source: str) -> str | None:
    """DOC, RTF or XLS; None when the content is none of them."""
    if data.startswith(OLE):
        return _ole_type(data, source)
    if data.startswith(_BARE_XLS):
        return XLS
    return RTF if data[:64].lstrip().startswith(b"{\\rtf") else None


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    """Beginning of a part, whatever size it unpacks to."""
    with archive.open(name) as part:
        return part.read(_ENOUGH)


def _ole_type(data: bytes, source: str) -> str:
    """What the streams of a compound file (Office before 2007) say it is."""
    names = root_names(data, source)
    if "worddocument" in names:
        return DOC
    if names & {"workbook", "book"}:
        return XLS
    if "encryptedpackage" in names:
        raise DamagedFileError(
            "the file is locked with a password.", do="save it without a password", source=source
        )
    what = "a PowerPoint file" if "powerpoint document" in names else "an Office file of another kind"
    raise _unknown(f"the content is {what}", source)


def _packed(what: str, source: str) -> ReadError:
    return UnknownMediaTypeError(
        f"the content is {what}; files in it are not read.",
        do="unpack it, and name the folder of its files",
        source=source,
    )


def _unknown(what: str, source: str) -> ReadError:
    return UnknownMediaTypeError(
        f"{what}, for which there is no reader; {READ_FORMATS} are read.",
        do="open it in the program it belongs to and save it as DOCX or HTML",
        source=source,
    )
