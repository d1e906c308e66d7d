"""XML of office files, parsed without any trust: no entities, no network, no document types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from doichieu.errors import DamagedFileError

if TYPE_CHECKING:
    from lxml.etree import _Element


def parse_xml(data: bytes, source: str) -> _Element:
    """Parse an XML file or part.

    Args:
        data: Its content.
        source: Name for messages.

    Returns:
        The root.

    Raises:
        DamagedFileError: It is broken, or declares a document type, which can hide or cut text.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFileError(
            f"the XML is cut off or broken ({error}).",
            do="open it in the program it belongs to and save it again",
            source=source,
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedFileError(
            "the file declares a document type, which can hide or cut text.",
            do="open it in the program it belongs to and save it again",
            source=source,
        )
    return root
