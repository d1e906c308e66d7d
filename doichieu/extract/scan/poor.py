"""Pages of poor print: what of them is reported, so that nothing is lost or moved without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.scan.gaps import blank_rows, doubted, uneven_from

if TYPE_CHECKING:
    from doichieu.extract.pdf.content import PageContent

POOR = 0.15
"""Where so large a share of the figures of a page is in doubt, its print is poor."""
MOSTLY = 0.5
"""Where so large a share is in doubt, figures read surely are no surer than the others, and blank cells can be lost text."""
DOUBT = 0.85
"""Confidence of what is in doubt for what stands around it, at most."""


def report_print(content: PageContent) -> None:
    """Report a page of which many figures are in doubt, and its cells that are blank among figures.

    Args:
        content: A page whose tables are known; its troubles are changed.
    """
    if content.unsure < POOR:
        return
    message = f"{round(100 * content.unsure)} % of the figures of the page were not read surely"
    blank = [
        f"rows {', '.join(str(row + 1) for row in rows)} of table {number}"
        for number, table in enumerate(content.tables, start=1)
        if (rows := blank_rows(table))
    ]
    if blank:
        message += f", and cells that hold a figure elsewhere in their column are blank in {'; '.join(blank)}"
    content.report(
        "poor-print",
        f"{message}. Do: scan the paper anew at 300 dpi in shades of grey, or compare it with the picture",
    )


def doubt_rows(content: PageContent) -> None:
    """Report tables of a worn page whose rows do not come out even, and put their cells in doubt.

    Args:
        content: A page whose tables are known; its troubles and readings are changed.
    """
    for number, table in enumerate(content.tables, start=1):
        if (first := uneven_from(table)) is None:
            continue
        where = f"table {number} of page {content.number}"
        message = (
            f"rulings of {where} were lost, and from its row {first + 1} on text can stand in wrong rows"
        )
        content.report("worn-table", f"{message}. Do: compare it with the picture, or scan the paper anew")
        content.readings = doubted(table, first, content.readings)
