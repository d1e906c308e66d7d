"""The parts of a DOCX: found by relationships whatever their names, parsed without any trust in them."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from doichieu.errors import DamagedFileError
from doichieu.extract.archive import BROKEN_ARCHIVE, check_archive, read_part
from doichieu.extract.docx.names import STRICT, qn

if TYPE_CHECKING:
    from lxml.etree import _Element

# A table of 50,000 rows and ten columns has some four million elements that matter; parsed, they take 1.5 GB.
_MOST_ELEMENTS = 4_000_000
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Looks that change nothing of what is read: half of the elements of a paper, and most of the memory it takes. How far a
# paragraph is set in tells levels of a table apart, from four points (80 twentieths) on.
_NOISE = re.compile(
    rb"<w:(?:szC?s?|lang|color|spacing|jc|b|bCs|i|iCs|u|kern|shd|vAlign|noWrap|top|left|bottom|right"
    rb"|insideH|insideV|proofErr|bookmarkStart|bookmarkEnd|lastRenderedPageBreak|keepNext|keepLines|widowControl"
    rb"|snapToGrid|w|position|highlight|textAlignment|adjustRightInd|autoSpaceD[EN]|contextualSpacing|trHeight"
    rb"|cnfStyle|rtl|cs|noProof|outline|shadow|smallCaps|hideMark|cantSplit|wordWrap|suppressAutoHyphens)"
    rb"(?: [^<>]*)?/>"
    rb"|<w:ind(?![^<>]* w:(?:left|start|firstLine)=\"(?:[89]\d|\d{3,})\")[^<>]*/>"
)
_REVISIONS = re.compile(rb'(<w:(?:p|r|tr|tc))(?: (?:w:rsid\w*|w14:\w+)="[0-9A-Fa-f]*")+(?=/?>)')
_MARK_FONT = re.compile(rb"<w:rPr>(?:<w:rFonts [^<>]*/>)?</w:rPr>(?=</w:pPr>)|<w:rPr></w:rPr>")
_USUAL_MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship to another part of the package; those that lead outside are not kept.

    Attributes:
        kind: Last word of its type ("numbering", "footnotes", "image").
        target: Name of the part.
    """

    kind: str
    target: str


class Package:
    """The parts of a word-processing document, opened by name.

    Args:
        data: Bytes of the archive.
        source: Name for messages.

    Raises:
        DamagedFileError: The archive is a bomb, broken, or declares document types.
    """

    def __init__(self, data: bytes, source: str) -> None:
        check_archive(data, source)
        self._archive = zipfile.ZipFile(BytesIO(data))
        self._source = source
        self._names = {_plain(name): name for name in self._archive.namelist()}
        self._relations: dict[str, dict[str, Relation]] = {}

    def main(self) -> str:
        """Name of the part that holds the paper, whatever it is called.

        Raises:
            DamagedFileError: There is none.
        """
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and _plain(relation.target) in self._names:
                return relation.target
        if _USUAL_MAIN in self._names:
            return _USUAL_MAIN
        raise self._damaged("the DOCX holds no document.", None)

    def relations(self, part: str) -> dict[str, Relation]:
        """Relationships of a part by their ID; "" asks for those of the package."""
        if part not in self._relations:
            folder, name = posixpath.split(part)
            root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
            self._relations[part] = {} if root is None else _relations(root, folder)
        return self._relations[part]

    def related(self, part: str, kind: str) -> _Element | None:
        """Root of the part that a part is related to in a way, None where there is none."""
        for relation in self.relations(part).values():
            if relation.kind == kind and (root := self.root(relation.target)) is not None:
                return root
        return None

    def root(self, part: str) -> _Element | None:
        """Root element of a part, None where the package has no such part.

        Raises:
            DamagedFileError: It is broken, declares a document type, or is too large.
        """
        data = self.content(part)
        return None if data is None else self._parse(data, self._names[_plain(part)])

    def content(self, part: str) -> bytes | None:
        """Bytes of a part, None where the package has no such part.

        Raises:
            DamagedFileError: It cannot be unpacked.
        """
        name = self._names.get(_plain(part))
        if name is None:
            return None
        try:
            return read_part(self._archive, self._archive.getinfo(name))
        except BROKEN_ARCHIVE as error:
            raise self._damaged("a part of the DOCX cannot be unpacked.", name) from error

    def _parse(self, data: bytes, name: str) -> _Element:
        for strict, transitional in STRICT.items():
            if strict in data:
                data = data.replace(strict, transitional)
        if b"<![CDATA[" not in data:
            data = _REVISIONS.sub(rb"\1", _NOISE.sub(b"", data))
            data = _MARK_FONT.sub(b"", data).replace(b"<w:pPr></w:pPr>", b"")
        elements = data.count(b"<") - data.count(b"</")
        if elements > _MOST_ELEMENTS:
            raise DamagedFileError(
                f"the DOCX holds {elements:,} paragraphs and other elements, more than the {_MOST_ELEMENTS:,} "
                "that the largest papers need.",
                do="split the paper into several files",
                source=self._source,
                place=name,
            )
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
            remove_pis=True,
            remove_comments=True,  # readers go over all children of an element
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._damaged("a part of the DOCX is cut off or broken.", name) from error
        # The archive was searched for declarations as bytes; an unusual encoding could have hidden one.
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._damaged("the DOCX declares a document type, which can hide or cut text.", name)
        return root

    def _damaged(self, what: str, place: str | None) -> DamagedFileError:
        return DamagedFileError(
            what, do="open it in a word processor and save it again", source=self._source, place=place
        )


def relation_id(element: _Element, name: str = "r:id") -> str:
    """The relationship that an element names, empty where it names none."""
    return element.get(qn(name)) or ""


def _relations(root: _Element, folder: str) -> dict[str, Relation]:
    return {
        element.get("Id") or "": Relation(
            (element.get("Type") or "").rsplit("/", 1)[-1], _resolve(element.get("Target") or "", folder)
        )
        for element in root.iterchildren(_PACKAGE)
        if element.get("TargetMode") != "External"
    }


def _resolve(target: str, folder: str) -> str:
    """Name of a part out of a target: relative to the folder of the part that names it, or from the root."""
    path = unquote(target).replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")


def _plain(name: str) -> str:
    """Names of parts are compared without case (ECMA-376-2, 6.2.2)."""
    return name.replace("\\", "/").lstrip("/").lower()
