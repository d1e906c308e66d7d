"""Tables as printed, as HTML: written out here, since a template takes ten times as long over thousands of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from doichieu.report.strings import Strings
    from doichieu.report.views import CellView, Excerpt, RowView

# A table of more columns than this is set small.
_WIDE = 9


def table_html(excerpt: Excerpt, say: Strings) -> Markup:
    """The table of an excerpt.

    Args:
        excerpt: What is shown.
        say: Catalogue of the report's language.

    Returns:
        A `table` element; texts of the paper are escaped.
    """
    wide = " wide" if excerpt.columns > _WIDE else ""
    head = "\n".join(_rows(excerpt.head, "th", excerpt, say))
    body = "\n".join(_rows(excerpt.body, "td", excerpt, say))
    top = f"<thead>{head}</thead>\n" if head else ""
    return Markup(f'<table class="grid{wide}">\n{top}<tbody>\n{body}\n</tbody></table>')  # noqa: S704


def _rows(rows: Iterable[RowView], tag: str, excerpt: Excerpt, say: Strings) -> Iterator[str]:
    for row in rows:
        if row.elided:
            text = escape(say("more_rows", n=row.elided))
            yield f'<tr class="elided"><td colspan="{excerpt.columns}">{text}</td></tr>'
        else:
            band = ' class="band"' if row.band else ""
            yield f"<tr{band}>{''.join(_cell(cell, tag) for cell in row.cells)}</tr>"


def _cell(cell: CellView, tag: str) -> str:
    attributes = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    if cell.col_span > 1:
        attributes += f' colspan="{cell.col_span}"'
    names = [cell.align] if cell.mark or cell.align in {"figure", "centre"} else []
    if cell.pad:
        names.append(f"r{cell.pad}")
    number = ""
    if cell.mark:
        names.append("doubt" if cell.mark.doubt else "operand")
        number = f"<sup>{cell.mark.number}</sup>"
    if names:
        attributes += f' class="{" ".join(names)}"'
    stored = f"<small>{escape(cell.stored)}</small>" if cell.stored else ""
    return f"<{tag}{attributes}>{escape(cell.text)}{number}{stored}</{tag}>"
