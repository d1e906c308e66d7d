"""Second readers: the same page read by pdfplumber or camelot, and what they read otherwise.

Both are optional packages and slower by far; they are asked only about tables the first reader is unsure of.
"""

from __future__ import annotations

import importlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from doichieu.errors import MissingToolError, UsageError
from doichieu.extract.stream import Place, Trouble
from doichieu.extract.words import fold_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Texts = list[list[str]]
# Tables are compared when at least this share of one's cells stand in the other.
_SAME_TABLE = 0.4
_MOST_REPORTED = 20


def read_tables(reader: str, data: bytes, page: int) -> list[Texts]:
    """Read the tables of a page with another reader.

    Args:
        reader: "pdfplumber" or "camelot".
        data: Content of the file.
        page: 1-based.

    Returns:
        Tables as rows of folded texts, covered places blank.

    Raises:
        UsageError: There is no such reader.
        MissingToolError: The reader is not installed.
    """
    if reader not in READERS:
        known = ", ".join(sorted(READERS))
        raise UsageError(f"there is no second reader {reader!r}.", do=f"choose one of {known}")
    try:
        module = importlib.import_module(reader)
    except ImportError as error:
        package = {"camelot": "camelot-py"}.get(reader, reader)
        raise MissingToolError(
            f"the second reader {reader} is not installed.", do=f"pip install {package}"
        ) from error
    return READERS[reader](module, data, page)


def _pdfplumber(module: Any, data: bytes, page: int) -> list[Texts]:
    with module.open(BytesIO(data)) as document:
        tables = document.pages[page - 1].extract_tables()
    return [[[fold_cell(text or "") for text in row] for row in table] for table in tables]


def _camelot(module: Any, data: bytes, page: int) -> list[Texts]:
    tables = module.read_pdf(BytesIO(data), pages=str(page), flavor="hybrid", suppress_stdout=True)
    return [[[fold_cell(str(text)) for text in row] for row in table.df.values.tolist()] for table in tables]


READERS: dict[str, Callable[[Any, bytes, int], list[Texts]]] = {
    "pdfplumber": _pdfplumber,
    "camelot": _camelot,
}


def compare(first: Texts, others: Sequence[Texts], reader: str, place: Place) -> list[Trouble]:
    """Compare a table with what another reader made of its page.

    Args:
        first: The table as read first, covered places blank.
        others: Tables of the other reader on that page.
        reader: Name of the other reader.
        place: Where the table stands.

    Returns:
        One trouble for each cell read otherwise, with both readings, at most 20 and one for the rest; one where the
        other reader sees no such table or another shape.
    """
    other = max(others, key=lambda table: _shared(first, table), default=None)
    if other is None or _shared(first, other) < _SAME_TABLE * sum(map(len, first)):
        return [_trouble(f"{reader} reads no such table here", place)]
    if (len(first), _width(first)) != (len(other), _width(other)):
        shapes = (
            f"{len(first)} rows of {_width(first)} columns, {reader} reads {len(other)} of {_width(other)}"
        )
        return [_trouble(f"the table was read with {shapes}", place)]
    apart = [
        f"row {r + 1}, column {c + 1}: read as {one!r}, by {reader} as {two!r}"
        for r, (row, beside) in enumerate(zip(first, other, strict=True))
        for c, (one, two) in enumerate(zip(row, beside, strict=False))
        if one != two
    ]
    troubles = [_trouble(message, place) for message in apart[:_MOST_REPORTED]]
    if len(apart) > _MOST_REPORTED:
        troubles.append(
            _trouble(f"{len(apart) - _MOST_REPORTED} more cells are read otherwise by {reader}", place)
        )
    return troubles


def _trouble(message: str, place: Place) -> Trouble:
    return Trouble(code="readers-disagree", message=message, place=place)


def _width(table: Texts) -> int:
    return max(map(len, table), default=0)


def _shared(one: Texts, other: Texts) -> int:
    left = [text for row in one for text in row]
    right = {text for row in other for text in row}
    return sum(text in right for text in left)
