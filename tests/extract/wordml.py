"""DOCX files out of raw WordprocessingML, for what python-docx does not write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from doichieu.extract import read_bytes
from doichieu.model import Document, Heading, Paragraph

OFFICE = "http://schemas.openxmlformats.org"
SPACES = {
    "w": f"{OFFICE}/wordprocessingml/2006/main",
    "r": f"{OFFICE}/officeDocument/2006/relationships",
    "m": f"{OFFICE}/officeDocument/2006/math",
    "mc": f"{OFFICE}/markup-compatibility/2006",
    "wp": f"{OFFICE}/drawingml/2006/wordprocessingDrawing",
    "a": f"{OFFICE}/drawingml/2006/main",
    "c": f"{OFFICE}/drawingml/2006/chart",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HEADER = ["TT", "Đơn vị", "Điểm"]


def part(tag: str, inside: str, spaces: Mapping[str, str] = SPACES) -> str:
    """A part with all namespaces declared."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {declared}>{inside}</w:{tag}>'


def run(text: str, look: str = "") -> str:
    """A run."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*inside: str, style: str = "", properties: str = "") -> str:
    """A paragraph; pieces that are no XML become runs."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    about = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{about}{''.join(piece if piece.startswith('<') else run(piece) for piece in inside if piece)}</w:p>"


def cell(inside: str, properties: str = "") -> str:
    """A cell; what is no XML becomes a paragraph."""
    about = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{about}{inside if inside.startswith('<') else para(inside)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row; what is no cell becomes one."""
    about = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    inside = "".join(text if text.startswith(("<w:tc>", "<w:sdt>")) else cell(text) for text in cells)
    return f"<w:tr>{about}{inside}</w:tr>"


def table(*rows: str | Sequence[str], widths: Sequence[int] = ()) -> str:
    """A table; lists of texts become rows."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    grid = f"<w:tblGrid>{columns}</w:tblGrid>" if widths else ""
    inside = "".join(line if isinstance(line, str) else row(*line) for line in rows)
    return f"<w:tbl><w:tblPr/>{grid}{inside}</w:tbl>"


def pack(files: Mapping[str, str | bytes]) -> bytes:
    """An archive of files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def relations(targets: Mapping[str, str], *, external: bool = False) -> str:
    """A relationships part: kind to target; the ID of each is its kind."""
    mode = ' TargetMode="External"' if external else ""
    inside = "".join(
        f'<Relationship Id="{kind}" Type="{SPACES["r"]}/{kind.split("-")[0]}" Target="{target}"{mode}/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{inside}</Relationships>'


def docx_of(
    body: str,
    parts: Mapping[str, str] | None = None,
    *,
    main: str = "word/document.xml",
    main_type: str = MAIN_TYPE,
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A DOCX of a body and of further parts by kind ("numbering", "styles", "footnotes")."""
    folder, _, name = main.rpartition("/")
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/{main}" ContentType="{main_type}"/></Types>'
        ),
        "_rels/.rels": relations({"officeDocument": main}),
        main: part("document", f"<w:body>{body}</w:body>"),
        **{f"{folder}/{kind}.xml": content for kind, content in (parts or {}).items()},
        f"{folder}/_rels/{name}.rels": relations({kind: f"{kind}.xml" for kind in parts or {}}),
        **(more or {}),
    }
    return pack(files)


def read(body: str, parts: Mapping[str, str] | None = None) -> Document:
    """Read a DOCX of a body and further parts."""
    return read_bytes(docx_of(body, parts), "paper.docx")


def texts(document: Document) -> list[str]:
    """Headings and paragraphs."""
    return [block.text for block in document.blocks if isinstance(block, Heading | Paragraph)]


def codes(document: Document) -> set[str]:
    """Codes of the issues that say something of the reading."""
    return {issue.code for issue in document.issues} - {"no-table", "no-letterhead"}


def grid(document: Document) -> list[list[str | None]]:
    """Grid of the only table."""
    (found,) = document.tables
    return found.grid()
