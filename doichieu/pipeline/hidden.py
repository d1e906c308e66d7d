"""Findings about tables of which a workbook hides rows or columns: what is not read may be what they miss."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from doichieu.model import Bilingual, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from doichieu.model import Audit, Document, Finding, Table

_ORDER = list(Level)
_SAYS = Bilingual(
    vi="Trang tính có hàng hoặc cột ẩn trong bảng này: hiện chúng lên trước khi kết luận.",
    en="Rows or columns of this table are hidden in the workbook: show them first.",
)
_REFERENCE = re.compile(r"(?P<sheet>.*!)?(?P<column>[A-Z]{1,3})(?P<row>\d+)$", re.DOTALL)
# What misses an entry of a list names the one behind the gap alone.
_OF_LISTS = ("ORD", "POP", "RANK", "COUNT", "REF")


class _Hidden(NamedTuple):
    """Whether rows, or columns, between those of a table are hidden."""

    rows: bool
    columns: bool


def lowered(audit: Audit) -> Audit:
    """The audit with findings that hidden rows or columns may explain as remarks.

    Args:
        audit: The audit of a paper.

    Returns:
        The same audit where nothing is hidden; else the most serious findings first again.
    """
    tables = _tables(audit.decision.document)
    if not tables:
        return audit
    found = [_weighed(finding, tables) for finding in audit.findings]
    return replace(audit, findings=tuple(sorted(found, key=lambda finding: _ORDER.index(finding.level))))


def _tables(document: Document) -> dict[str, _Hidden]:
    """Tables with something hidden between their first and last row or column."""
    sheets = {
        code: {
            _sheet(issue.locator.reference)
            for issue in document.issues
            if issue.code == code and issue.locator
        }
        for code in ("hidden-rows", "hidden-columns")
    }
    if not any(sheets.values()):
        return {}
    found: dict[str, _Hidden] = {}
    for table in document.tables:
        places = _places(table)
        sheet = next((match["sheet"] for match in places), None)
        hidden = _Hidden(
            sheet in sheets["hidden-rows"] and _gaps(int(match["row"]) for match in places),
            sheet in sheets["hidden-columns"] and _gaps(_number(match["column"]) for match in places),
        )
        if any(hidden):
            found[table.table_id] = hidden
    return found


def _sheet(reference: str | None) -> str | None:
    return f"{reference.rpartition('!')[0]}!" if reference and "!" in reference else None


def _places(table: Table) -> list[re.Match[str]]:
    references = (cell.locator.reference or "" for cell in table.cells)
    return [match for reference in references if (match := _REFERENCE.match(reference)) is not None]


def _gaps(numbers: Iterable[int]) -> bool:
    own = set(numbers)
    return bool(own) and max(own) - min(own) >= len(own)


def _number(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _weighed(finding: Finding, tables: dict[str, _Hidden]) -> Finding:
    hidden = tables.get(finding.table_id or "")
    if hidden is None or finding.level is Level.INFO:
        return finding
    own = [operand for operand in finding.operands if operand.table_id == finding.table_id]
    over_rows = len({operand.row for operand in own}) > 1 or finding.rule.startswith(_OF_LISTS)
    over_columns = len({operand.col for operand in own}) > 1
    if not ((hidden.rows and over_rows) or (hidden.columns and over_columns)):
        return finding
    message = Bilingual(vi=f"{finding.message.vi} {_SAYS.vi}", en=f"{finding.message.en} {_SAYS.en}")
    return replace(finding, level=Level.INFO, message=message)
