"""Word papers in one XML file: Flat OPC (Word 2007 and later) and WordprocessingML of Word 2003, packed as DOCX."""

from __future__ import annotations

import base64
import binascii
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from doichieu.errors import DamagedFileError
from doichieu.extract.docx.names import qn
from doichieu.extract.xmlparts import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_OLD = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_HINTS = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# What Word 2007 calls otherwise.
_RENAMED = {"vmerge": "vMerge", "hmerge": "hMerge"}
_SECTIONS = (f"{_HINTS}sect", f"{_HINTS}sub-section")


def pack(data: bytes, source: str) -> bytes:
    """Pack a paper in one XML file as a DOCX.

    Args:
        data: Content of the file.
        source: Name for messages.

    Returns:
        Content of the DOCX.

    Raises:
        DamagedFileError: The XML is broken or holds no paper.
    """
    root = parse_xml(data, source)
    parts = _packed_parts(root) if root.tag == f"{_PKG}package" else _old_parts(root)
    if parts is None:
        raise DamagedFileError(
            "the XML holds no paper.", do="open it in a word processor and save it as DOCX", source=source
        )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _packed_parts(root: _Element) -> dict[str, bytes] | None:
    """Parts of a Flat OPC file by name."""
    parts: dict[str, bytes] = {}
    for part in root.iterchildren(f"{_PKG}part"):
        name = (part.get(f"{_PKG}name") or "").lstrip("/")
        xml, binary = part.find(f"{_PKG}xmlData"), part.find(f"{_PKG}binaryData")
        if xml is not None and len(xml):
            parts[name] = etree.tostring(xml[0])
        elif binary is not None:
            try:
                parts[name] = base64.b64decode(binary.text or "")
            except binascii.Error:
                continue  # a picture; nothing of it is read
    return parts if "_rels/.rels" in parts else None


def _old_parts(root: _Element) -> dict[str, bytes] | None:
    """Parts of a DOCX that says what a paper of Word 2003 says."""
    body = root.find(f"{_OLD}body")
    if body is None:
        return None
    _unwrap_sections(body)
    document = etree.Element(qn("w:document"))
    document.append(body)
    parts = {
        "_rels/.rels": _relations(("r1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(("r1", "styles", "styles.xml")),
        "word/document.xml": _renamed(document),
    }
    styles = root.find(f"{_OLD}styles")
    if styles is not None:
        parts["word/styles.xml"] = _renamed(styles)
    return parts


def _unwrap_sections(body: _Element) -> None:
    """Take paragraphs and tables out of the sections that Word 2003 draws around them."""
    for section in list(body.iter(*_SECTIONS)):
        parent = section.getparent()
        if parent is not None:
            for child in list(section):
                section.addprevious(child)
            parent.remove(section)


def _renamed(root: _Element) -> bytes:
    """An element in the names of Word 2007; automatic list numbers, which the old form prints, as text."""
    for element in list(root.iter(f"{_OLD}listPr")):
        _print_number(element)
    for element in root.iter(f"{_OLD}*"):
        local = etree.QName(element).localname
        element.tag = qn(f"w:{_RENAMED.get(local, local)}")
        for name, text in [(str(name), text) for name, text in element.attrib.items()]:
            if name.startswith(_OLD):
                del element.attrib[name]
                element.set(qn(f"w:{'hAnsi' if name.endswith('}h-ansi') else name[len(_OLD) :]}"), text)
    return etree.tostring(root)


def _print_number(listed: _Element) -> None:
    label = listed.find(f"{_HINTS}t")
    paragraph = next(listed.iterancestors(f"{_OLD}p"), None)
    number = label.get(f"{_HINTS}val") if label is not None else None
    if paragraph is None or not number or not number.strip(" ·•-o\uf0b7"):
        return
    run = etree.Element(f"{_OLD}r")
    text = etree.SubElement(run, f"{_OLD}t")
    text.text = f"{number} "
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    properties = paragraph.find(f"{_OLD}pPr")
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, run)


def _relations(*targets: tuple[str, str, str]) -> bytes:
    root = etree.Element(f"{{{_RELATIONS}}}Relationships")
    for key, kind, target in targets:
        etree.SubElement(
            root, f"{{{_RELATIONS}}}Relationship", Id=key, Type=f"{_OFFICE}/{kind}", Target=target
        )
    return etree.tostring(root)
