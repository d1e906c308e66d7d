"""MHT and MHTML: a page saved with what belongs to it, in the form of a mail."""

from __future__ import annotations

import re
from email import message_from_bytes
from typing import TYPE_CHECKING

from doichieu.errors import DamagedFileError

if TYPE_CHECKING:
    from email.message import Message

_CHARSET = re.compile(r"(<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*)[\w-]{3,20}", re.IGNORECASE)
_FRAMES = re.compile(rb"<frameset\b", re.IGNORECASE)
_REFERENCE = re.compile(
    rb"<(iframe|link)\b[^<>]{0,500}?\s(?:src|href)\s*=\s*[\"']?([^\"'\s<>]{1,500})[^<>]{0,500}>",
    re.IGNORECASE,
)
_BODY = re.compile(r"<body\b[^>]*>(.*?)(?:</body\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BODY_BYTES = re.compile(_BODY.pattern.encode(), _BODY.flags & ~re.UNICODE)


def page_of(data: bytes, source: str) -> bytes:
    """The page inside a web archive.

    Args:
        data: Content of the archive.
        source: Name for messages.

    Returns:
        Bytes of its HTML part; where that only holds frames (a workbook saved as a web page), the bodies of
        the parts in them, one after the other. A charset that the archive states becomes UTF-8.

    Raises:
        DamagedFileError: It holds no page.
    Source:
        RFC 2557.
    """
    parts = _parts(data)
    pages = [
        (part, content)
        for part in parts
        if part.get_content_type() in _TYPES and (content := _content(part)).strip()
    ]
    if not pages:
        raise DamagedFileError(
            "the web archive holds no page.",
            do="open it in a browser and save the page as HTML",
            source=source,
        )
    if _FRAMES.search(pages[0][1]) and len(pages) > 1:
        return _framed([_in_utf8(part, content) for part, content in pages[1:]])
    return _with_parts(_in_utf8(*pages[0]), parts)


def _parts(data: bytes) -> list[Message]:
    """The parts of an archive; none of one that holds archives without end."""
    try:
        return list(message_from_bytes(data.lstrip()).walk())
    except RecursionError:
        return []


_TYPES = frozenset({"text/html", "application/xhtml+xml"})


def _with_parts(page: bytes, parts: list[Message]) -> bytes:
    """A page with its frames and style sheets in their places, as far as they are parts of the archive."""
    if not _REFERENCE.search(page):
        return page
    named: dict[bytes, Message] = {}
    for part in parts:
        if part.get_content_type() in {*_TYPES, "text/css"}:
            named[b"cid:" + (part.get("Content-ID") or "").strip("<> ").encode()] = part
            named[(part.get("Content-Location") or "").strip().encode()] = part

    def put(match: re.Match[bytes]) -> bytes:
        part = named.pop(match[2].replace(b"&amp;", b"&"), None)  # once, or a page could grow without end
        if part is None:
            return match[0]
        content = _in_utf8(part, _content(part))
        if part.get_content_type() == "text/css":
            return b"<style>" + content + b"</style>"
        body = _BODY_BYTES.search(content)
        return b"<div>" + (body[1] if body else content) + b"</div>"

    return _REFERENCE.sub(put, page)


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _in_utf8(part: Message, content: bytes) -> bytes:
    """A part in UTF-8 where its header states another charset; else as it is, for the page states its own."""
    charset = part.get_content_charset()
    if charset is None or charset == "utf-8":
        return content
    try:
        text = content.decode(charset)
    except (UnicodeError, LookupError):
        return content
    return _CHARSET.sub(r"\1utf-8", text).encode()


def _framed(pages: list[bytes]) -> bytes:
    """The bodies of framed pages as one page; their style sheets stay with the first."""
    texts = [page.decode("utf-8", errors="replace") for page in pages]
    bodies = [match[1] if (match := _BODY.search(text)) else text for text in texts]
    tables = [body for body in bodies if "<td" in body.lower() or "<p" in body.lower()] or bodies
    return f"<html><body>{'<hr>'.join(tables)}</body></html>".encode()
