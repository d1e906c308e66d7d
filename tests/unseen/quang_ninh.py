"""An invented decision of Quảng Ninh: DOCX, footnote maxima, group rows, dense ranks, percentages cut off.

Sentences stand on one line each, as they are printed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from paper import Paper, Sheet, dense, percent, show, spread

if TYPE_CHECKING:
    from pathlib import Path

    from docx.table import Table

PARTS = {
    "Nhận thức số": 30,
    "Thể chế số": 40,
    "Hạ tầng số": 40,
    "Nhân lực số": 40,
    "An toàn thông tin mạng": 50,
    "Hoạt động chính quyền số": 100,
}
# office: total, mark of the maximum that applies, place of the year before
OFFICES = {
    "Sở Thông tin và Truyền thông": ("289.5", "", 1),
    "Văn phòng UBND tỉnh": ("258", "*", 3),
    "Sở Tài chính": ("283.5", "", 4),
    "Sở Kế hoạch và Đầu tư": ("280.5", "", 2),
    "Sở Nội vụ": ("263.25", "**", 6),
    "Sở Y tế": ("272.25", "", 9),
    "Sở Giáo dục và Đào tạo": ("270", "", 5),
    "Sở Xây dựng": ("267.75", "", 13),
    "Sở Tư pháp": ("264", "", 7),
    "Sở Công Thương": ("264", "", 8),
    "Ban Quản lý Khu kinh tế": ("262.5", "", 11),
    "Sở Ngoại vụ": ("246.75", "**", 10),
    "Sở Giao thông vận tải": ("257.25", "", 12),
    "Sở Tài nguyên và Môi trường": ("254.25", "", 15),
    "Sở Nông nghiệp và Phát triển nông thôn": ("252", "", 14),
    "Thanh tra tỉnh": ("224.25", "*", 16),
    "Sở Khoa học và Công nghệ": ("246", "", 17),
    "Sở Văn hóa và Thể thao": ("246", "", 20),
    "Sở Lao động - Thương binh và Xã hội": ("237.75", "", 18),
    "Sở Du lịch": ("232.5", "", 19),
    "Ban Dân tộc": ("203.25", "*", 21),
}
LESS = {"": 0, "*": 30, "**": 15}
PILLARS = {"Nền tảng chung": 200, "Hoạt động chính quyền số": 120, "Kinh tế số và xã hội số": 180}
DISTRICTS = {
    "Thành phố Hạ Long": ("468.5", 1),
    "Thành phố Cẩm Phả": ("455.25", 3),
    "Thành phố Uông Bí": ("455.25", 2),
    "Thành phố Móng Cái": ("447.5", 5),
    "Thị xã Đông Triều": ("432.75", 4),
    "Thị xã Quảng Yên": ("432.75", 6),
    "Huyện Vân Đồn": ("421.5", 8),
    "Huyện Tiên Yên": ("414", 7),
    "Huyện Hải Hà": ("409.25", 10),
    "Huyện Đầm Hà": ("396.5", 9),
    "Huyện Bình Liêu": ("388.75", 11),
    "Huyện Cô Tô": ("377", 13),
    "Huyện Ba Chẽ": ("364.25", 12),
}
GROUPS = ["Mức A (từ 90% trở lên)", "Mức B (từ 80% đến dưới 90%)", "Mức C (dưới 80%)"]


def group(share: Decimal) -> int:
    """Index of the group a percentage belongs to."""
    return 0 if share >= 90 else 1 if share >= 80 else 2


def grouped(rows: list[tuple[Decimal, list[str]]], *, restart: bool) -> list[list[str]]:
    """Rows under the heads of their groups, numbered through or anew in each group."""
    body: list[list[str]] = []
    number = 0
    for index, title in enumerate(GROUPS):
        members = [cells for share, cells in rows if group(share) == index]
        body.append([title])
        number = 0 if restart else number
        for cells in members:
            number += 1
            body.append([str(number), *cells])
    return body


def criteria() -> Sheet:
    """Table 1: pillars and their parts, for offices and for districts; a dash is zero."""
    towns = [30, 30, 40, 40, 60, 120]
    parts = [
        [str(i), n, show(Decimal(o)), show(Decimal(t))]
        for i, ((n, o), t) in enumerate(zip(PARTS.items(), towns, strict=True), 1)
    ]
    extra = [["7", "Hoạt động kinh tế số", "-", "90"], ["8", "Hoạt động xã hội số", "-", "90"]]
    body = [["I", "Nhóm chỉ số nền tảng chung", "200", "200"], *parts[:5]]
    body += [["II", "Nhóm chỉ số hoạt động", "100", "300"], parts[5], *extra, ["", "Tổng điểm", "300", "500"]]
    header = [["Thứ tự", "Nhóm chỉ số", "Điểm tối đa", ""], ["", "", "Cấp sở", "Cấp huyện"]]
    return Sheet(
        "1", "Điểm tối đa của các nhóm chỉ số", header, body, [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2)]
    )


def points() -> dict[str, list[Decimal]]:
    """Points by office and part; an office with a mark has a lower maximum in the last part."""
    out = {}
    for key, (name, (total, mark, _)) in enumerate(OFFICES.items(), 5):
        maxima = [Decimal(most) for most in PARTS.values()]
        maxima[5] -= LESS[mark]
        out[name] = spread(Decimal(total), maxima, Decimal("0.25"), key)
    return out


def overall() -> Sheet:
    """Table 2: offices in groups by their share of the maximum that applies to them."""
    marks = {name: mark for name, (_, mark, _) in OFFICES.items()}
    shares = {n: percent(Decimal(t), 300 - LESS[m], 1, cut=True) for n, (t, m, _) in OFFICES.items()}
    ranks = dict(zip(shares, dense(list(shares.values())), strict=True))
    rows = []
    for name, values in sorted(points().items(), key=lambda item: -shares[item[0]]):
        total = show(Decimal(OFFICES[name][0]))
        label = f"{name} ({marks[name]})" if marks[name] else name
        cells = [
            label,
            *map(show, values),
            total,
            show(shares[name], 1) + "%",
            str(ranks[name]),
            str(OFFICES[name][2]),
        ]
        rows.append((shares[name], cells))
    header = [
        ["Thứ tự", "Cơ quan, đơn vị", *PARTS, "Tổng điểm", "Tỷ lệ đạt", "Xếp thứ", ""],
        [*[""] * 10, "Năm 2022", "Năm 2021"],
    ]
    spans = [(0, column, 2, 1) for column in range(10)] + [(0, 10, 1, 2)]
    notes = [
        "(*) Đơn vị không có dịch vụ công, tổng điểm tối đa là 270 điểm.",
        "(**) Đơn vị không phát sinh thanh toán trực tuyến, tổng điểm tối đa là 285 điểm.",
    ]
    caption = "Kết quả đánh giá chuyển đổi số của các sở, ban, ngành"
    return Sheet("2", caption, header, grouped(rows, restart=False), spans, notes=notes)


def infrastructure() -> Sheet:
    """Table 2.1: one part of the offices, the rank before the points and merged over equal ones."""
    values = sorted(((scores[2], name) for name, scores in points().items()), key=lambda pair: -pair[0])
    ranks = dense([score for score, _ in values])
    body = [
        [str(i), name, str(rank), show(score), show(percent(score, 40, 1, cut=True), 1) + "%"]
        for i, ((score, name), rank) in enumerate(zip(values, ranks, strict=True), 1)
    ]
    merged = []
    for rank in dict.fromkeys(ranks):
        first, count = ranks.index(rank), ranks.count(rank)
        if count > 1:
            merged.append((first, 2, count))
            for row in body[first + 1 : first + count]:
                row[2] = ""
    header = [["Thứ tự", "Cơ quan, đơn vị", "Xếp thứ", "Điểm đạt được", "Tỷ lệ đạt"]]
    return Sheet("2.1", "Xếp hạng chỉ số Hạ tầng số của các sở, ban, ngành", header, body, merged=merged)


def districts() -> Sheet:
    """Table 3: districts in groups, numbered anew in each."""
    totals = {name: Decimal(total) for name, (total, _) in DISTRICTS.items()}
    ranks = dict(zip(totals, dense(list(totals.values())), strict=True))
    rows = []
    for name, total in totals.items():
        share = percent(total, 500, 1, cut=True)
        rows.append(
            (share, [name, show(total), show(share, 1) + "%", str(ranks[name]), str(DISTRICTS[name][1])])
        )
    header = [["Thứ tự", "Địa phương", "Tổng điểm (tối đa 500)", "Tỷ lệ đạt", "Xếp thứ 2022", "Xếp thứ 2021"]]
    return Sheet(
        "3", "Kết quả đánh giá chuyển đổi số của các địa phương", header, grouped(rows, restart=True)
    )


def pillar(index: int) -> Sheet:
    """Tables 3.1 to 3.3: one pillar of the districts; the three of them make the total of table 3."""
    maxima = [Decimal(most) for most in PILLARS.values()]
    title, most = list(PILLARS.items())[index]
    scores = [
        (spread(Decimal(t), maxima, Decimal("0.25"), key)[index], n)
        for key, (n, (t, _)) in enumerate(DISTRICTS.items(), 2)
    ]
    scores.sort(key=lambda pair: -pair[0])
    ranks = dense([score for score, _ in scores])
    listed = index == 2
    body = [
        ["" if listed else str(i), name, show(score), str(rank)]
        for i, ((score, name), rank) in enumerate(zip(scores, ranks, strict=True), 1)
    ]
    header = [["Thứ tự", "Địa phương", f"Điểm đạt được (tối đa {most})", "Xếp thứ"]]
    return Sheet(
        f"3.{index + 1}", f"Xếp hạng nhóm chỉ số {title} của các địa phương", header, body, listed=listed
    )


def tally(sheet: Sheet, where: str) -> list[str]:
    """Sentences that count the members of each group."""
    counts: list[int] = []
    for cells in sheet.body:
        if len(cells) == 1:
            counts.append(0)
        else:
            counts[-1] += 1
    whole = sum(counts)
    share = [show(percent(n, whole, 1, cut=True), 1) for n in counts]
    return [
        f"- {where}: Mức A có {counts[0]}/{whole} đơn vị, đạt {share[0]}%; Mức B có {counts[1]}/{whole} đơn vị, đạt {share[1]}%."
    ]


def clean() -> Paper:
    """The paper in which everything holds."""
    offices, towns = overall(), districts()
    head = [
        "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG NINH|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        "Số: 8451/QĐ-UBND|Quảng Ninh, ngày 09 tháng 5 năm 2023",
        "QUYẾT ĐỊNH",
        "Phê duyệt kết quả đánh giá, xếp hạng chuyển đổi số năm 2022 của các cơ quan, địa phương tỉnh Quảng Ninh",
        "Căn cứ Luật Giao dịch điện tử ngày 29 tháng 11 năm 2005;",
        "Xét đề nghị của Giám đốc Sở Thông tin và Truyền thông;",
        "Điều 1. Phê duyệt kết quả đánh giá, xếp hạng chuyển đổi số năm 2022 với các nội dung sau:",
        "I. TIÊU CHÍ",
    ]
    told = [
        "II. KẾT QUẢ",
        *tally(offices, "Khối sở, ban, ngành"),
        *tally(towns, "Khối địa phương"),
        "- So với năm 2021, Sở Xây dựng tăng 5 bậc, Sở Y tế tăng 3 bậc.",
    ]
    tail = [
        "Điều 2. Quyết định có hiệu lực từ ngày ký.",
        "Nơi nhận:\n- Như Điều 1;\n- Lưu: VT.|CHỦ TỊCH\n\n(Đã ký)\n\nVũ Đình Hải Lâm",
    ]
    pillars = [pillar(index) for index in range(3)]
    return Paper(
        "quang-ninh-2023",
        ".docx",
        [*head, criteria(), *told, offices, infrastructure(), towns, *pillars, *tail],
    )


def planted() -> Paper:
    """The paper with ten errors."""
    paper = clean().copy()
    paper.spoil("SUM", "1", "Nhóm chỉ số nền tảng chung", 2, "210")
    paper.spoil("ORD", "2", "Sở Ngoại vụ (**)", 0, "13")
    paper.spoil("SUM", "2", "Sở Tài nguyên và Môi trường", 8, "245,25", rules=["SUM", "RATIO"])
    # 224,25 over the maximum of an office without a mark
    paper.spoil("RATIO", "2", "Thanh tra tỉnh (*)", 9, "74,7%", rules=["RATIO", "RANK", "TIER"])
    first = paper.sheet("2.1")
    shown = first.body[first.row("Sở Xây dựng")][3]
    paper.spoil(
        "XEQ",
        "2.1",
        "Sở Xây dựng",
        3,
        show(Decimal(shown.replace(",", ".")) - 9),
        rules=["XEQ", "RATIO", "RANK"],
    )
    pair = ["Sở Du lịch", "Sở Y tế"]
    paper.spoil("POP", "2.1", pair[0], 1, pair[1], rules=["POP", "XEQ"], entities=pair)
    towns = paper.sheet("3")
    # after the second tie the ranks go on as if ties left a gap, which the first tie does not
    after = [cells for cells in towns.body if len(cells) > 1 and int(cells[4]) >= 5]
    paper.spoil(
        "RANK", "3", after[0][1], 4, str(int(after[0][4]) + 1), consequences=[cells[1] for cells in after[1:]]
    )
    for cells in after[1:]:
        cells[4] = str(int(cells[4]) + 1)
    move(paper, "Huyện Đầm Hà")
    second = paper.sheet("3.2")
    shown = second.body[second.row("Thành phố Móng Cái")][2]
    wrong = show(Decimal(shown.replace(",", ".")) + Decimal("0.25"))
    paper.spoil(
        "XSUM", "3.2", "Thành phố Móng Cái", 2, wrong, rules=["XSUM"], tables=["3", "3.1", "3.2", "3.3"]
    )
    told = next(block for block in paper.blocks if isinstance(block, str) and "Khối sở" in block)
    n = told.split("Mức B có ")[1].split("/")[0]
    wrong = str(int(n) + 2)
    paper.respeak(
        "COUNT",
        f"Mức B có {n}/21",
        f"Mức B có {wrong}/21",
        f"{wrong}/21",
        f"{n}/21",
        rules=["COUNT", "CLAIM", "RATIO"],
    )
    return paper


def move(paper: Paper, name: str) -> None:
    """Print the first member of the last group under the group above it, and number both anew."""
    body = paper.sheet("3").body
    head = body.index([GROUPS[2]])
    if body[head + 1][1] != name:
        raise ValueError(f"{name} does not open the last group")
    body[head], body[head + 1] = body[head + 1], body[head]
    number = 0
    for cells in body:
        number = 0 if len(cells) == 1 else number + 1
        if number:
            cells[0] = str(number)
    paper.note("TIER", "3", name, "Tỷ lệ đạt", printed=GROUPS[1], correct=GROUPS[2], rules=["TIER", "COUNT"])


def save(paper: Paper, path: Path) -> None:
    """Write the paper as DOCX: letterhead in a table, merged header and rank cells, list numbers."""
    document = Document()
    for block in paper.blocks:
        if isinstance(block, Sheet):
            document.add_paragraph(
                f"Bảng {block.number}: {block.caption}"
            ).alignment = WD_ALIGN_PARAGRAPH.CENTER
            fill(
                document.add_table(len(block.header) + len(block.body), len(block.header[0]), "Table Grid"),
                block,
            )
            for note in block.notes:
                document.add_paragraph(note)
        elif "|" in block:
            sides = block.split("|")
            for cell, side in zip(document.add_table(1, len(sides)).rows[0].cells, sides, strict=True):
                cell.text = side
        else:
            document.add_paragraph(block)
    document.save(str(path))


def fill(table: Table, sheet: Sheet) -> None:
    """Write the cells of a sheet, then merge what spans."""
    top = len(sheet.header)
    grid = [list(row.cells) for row in table.rows]
    for cells, texts in zip(grid, [*sheet.header, *sheet.body], strict=True):
        for cell, text in zip(cells, texts, strict=False):
            cell.text = text
        if len(texts) == 1:
            cells[0].merge(cells[-1]).text = texts[0]
    for row, column, rows, cols in sheet.spans:
        text = sheet.header[row][column]
        grid[row][column].merge(grid[row + rows - 1][column + cols - 1]).text = text
    for row, column, rows in sheet.merged:
        text = sheet.body[row][column]
        grid[top + row][column].merge(grid[top + row + rows - 1][column]).text = text
    if sheet.listed:
        for cells in grid[top:]:
            cells[0].paragraphs[0].style = "List Number"
