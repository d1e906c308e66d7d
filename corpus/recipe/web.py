"""HTML as a law site serves it: site chrome around the paper, layout tables and data tables alike in `td`."""

from __future__ import annotations

from html import escape

from recipe.source import ABOVE, LEFT, Block, Grid, Paper

HEAD = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>TITLE</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body { font-family: Arial, sans-serif; }
nav li { display: inline; }
</style>
<script>window.site = { page: "van-ban", tabs: ["noi-dung", "luoc-do", "tai-ve"], wide: 2 < 3 };</script>
</head>
<body>
<header><a href="/">Kho văn bản</a></header>
<nav><ul>
<li><a href="/moi">Mới đăng</a></li>
<li><a href="/linh-vuc">Lĩnh vực</a></li>
<li><a href="/hoi-dap">Hỏi đáp</a></li>
</ul></nav>
<div class="notice">Bạn đang xem bản miễn phí. <a href="/dang-nhap">Đăng nhập</a> để dùng đủ tính năng.</div>
<div class="content" id="noi-dung">
"""
FOOT = """<footer>
<p>Bản đăng lại chỉ để tham khảo, không thay bản gốc.</p>
<p>Liên hệ: hộp thư góp ý của trang.</p>
</footer>
<script>document.querySelectorAll(".content table").forEach(function (t) { t.className = "bang"; });</script>
</body>
</html>
"""


def write_html(paper: Paper) -> bytes:
    """Set a paper as a page of a law site, UTF-8."""
    body = [_block(block) for block in paper.blocks if not _is_properties(block)]
    margin = [_block(block) for block in paper.blocks if _is_properties(block)]
    page = HEAD.replace("TITLE", escape(paper.title))
    return "".join([page, *body, "</div>\n", *margin, FOOT]).encode()


def _is_properties(block: Block | Grid) -> bool:
    return isinstance(block, Block) and block.kind == "properties"


def _block(block: Block | Grid) -> str:
    if isinstance(block, Grid):
        return _data_table(block)
    if block.kind == "columns":
        return _layout_table(block)
    if block.kind in ("contents", "properties"):
        return _list(block)
    text = "<br>\n".join(escape(line, quote=False) for line in block.lines)
    if block.kind == "title":
        return f'<p align="center"><b>{text}</b></p>\n'
    if block.kind in ("heading", "caption"):
        return f"<p><b>{text}</b></p>\n"
    return f"<p>{text}</p>\n"


def _list(block: Block) -> str:
    if block.kind == "contents":
        return "".join(f"<p>{escape(line, quote=False)}</p>\n" for line in block.lines)
    items = "".join(f"<li>{escape(line, quote=False)}</li>\n" for line in block.lines)
    return f'<aside><ul class="properties">\n{items}</ul></aside>\n'


def _layout_table(block: Block) -> str:
    """A letterhead or a signature block: a table without borders, which is no data."""
    out = ['<table border="0" cellspacing="0" cellpadding="0" width="100%">\n']
    for sides in block.columns:
        cells = (
            f'<td width="50%" valign="top"><p align="center"><b>{_breaks(side)}</b></p></td>\n'
            for side in sides
        )
        out += ["<tr>\n", *cells, "</tr>\n"]
    return "".join([*out, "</table>\n"])


def _data_table(grid: Grid) -> str:
    out = ['<table border="1" cellspacing="0" cellpadding="0" width="100%">\n']
    for row, cells in enumerate(grid.rows):
        out.append("<tr>\n")
        out += [_cell(grid, row, col) for col, cell in enumerate(cells) if cell not in (LEFT, ABOVE)]
        out.append("</tr>\n")
    return "".join([*out, "</table>\n"])


def _cell(grid: Grid, row: int, col: int) -> str:
    height, width = grid.span(row, col)
    spans = (f' rowspan="{height}"' if height > 1 else "") + (f' colspan="{width}"' if width > 1 else "")
    text = _breaks(grid.rows[row][col])
    if row < grid.header_rows:
        text = f"<b>{text}</b>"
    return f'<td{spans} valign="top"><p>{text}</p></td>\n'


def _breaks(text: str) -> str:
    """Escape all but the line breaks; a blank cell holds a no-break space, as word processors save it."""
    return "<br>\n".join(escape(part, quote=False) for part in text.split("<br>")) or "&nbsp;"
