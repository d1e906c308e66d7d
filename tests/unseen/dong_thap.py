"""An invented DDCI report of Đồng Tháp: HTML, results before components, average rows, 1.234,5.

Sentences stand on one line each, as they are printed.
"""
# ruff: noqa: ISC004

from __future__ import annotations

from decimal import Decimal
from html import escape

from paper import Paper, Sheet, mean, percent, show, spread

PARTS = [
    "Tính minh bạch và tiếp cận thông tin",
    "Tính năng động",
    "Chi phí thời gian",
    "Chi phí không chính thức",
    "Cạnh tranh bình đẳng",
    "Hỗ trợ doanh nghiệp",
    "Thiết chế pháp lý",
    "Ứng dụng công nghệ thông tin",
]
LAND = "Tiếp cận đất đai"
AVERAGE = "Bình quân chung"
# two ties: broken by the points for informal charges, as the note below the table says
OFFICES = {
    "Văn phòng UBND tỉnh": "69.84",
    "Sở Công Thương": "68.31",
    "Sở Giáo dục và Đào tạo": "61.27",
    "Sở Giao thông vận tải": "66.95",
    "Sở Kế hoạch và Đầu tư": "71.42",
    "Sở Khoa học và Công nghệ": "64.48",
    "Sở Lao động - Thương binh và Xã hội": "63.06",
    "Sở Nội vụ": "65.73",
    "Sở Nông nghiệp và Phát triển nông thôn": "67.59",
    "Sở Tài chính": "70.15",
    "Sở Tài nguyên và Môi trường": "51.34",
    "Sở Thông tin và Truyền thông": "68.88",
    "Sở Tư pháp": "63.06",
    "Sở Văn hóa, Thể thao và Du lịch": "59.92",
    "Sở Xây dựng": "58.37",
    "Sở Y tế": "54.06",
    "Thanh tra tỉnh": "57.18",
    "Ban Quản lý Khu kinh tế": "69.07",
    "Cục Thuế tỉnh": "60.53",
    "Bảo hiểm xã hội tỉnh": "66.95",
}
DISTRICTS = {
    "Thành phố Cao Lãnh": ("78.64", "79.21"),
    "Thành phố Sa Đéc": ("80.37", "83.45"),
    "Thành phố Hồng Ngự": ("73.62", "77.06"),
    "Huyện Cao Lãnh": ("76.5", "81.93"),
    "Huyện Châu Thành": ("71.08", "68.74"),
    "Huyện Hồng Ngự": ("65.87", "70.81"),
    "Huyện Lai Vung": ("73.26", "74.39"),
    "Huyện Lấp Vò": ("77.13", "76.57"),
    "Huyện Tam Nông": ("69.91", "72.2"),
    "Huyện Tân Hồng": ("57.64", "63.68"),
    "Huyện Thanh Bình": ("66.42", "66.02"),
    "Huyện Tháp Mười": ("79.45", "84.18"),
}
GROUPS = [
    ("Doanh nghiệp nhỏ và vừa", 1250, 1106, "1234.5"),
    ("Doanh nghiệp có vốn đầu tư nước ngoài", 48, 41, "86.4"),
    ("Hợp tác xã", 186, 163, "167.25"),
    ("Hộ kinh doanh", 2400, 2187, "1815.75"),
]


def tier(share: Decimal) -> str:
    """The tier of a percentage."""
    return "Rất tốt" if share >= 85 else "Tốt" if share >= 75 else "Khá" if share >= 70 else "Trung bình"


def places(totals: dict[str, Decimal], second: dict[str, Decimal]) -> dict[str, int]:
    """Ranks without ties: by total, then by a second figure."""
    order = sorted(totals, key=lambda name: (-totals[name], -second[name]))
    return {name: rank for rank, name in enumerate(order, 1)}


def results(number: str, caption: str, names: dict[str, str], parts: list[str]) -> Sheet:
    """A table of results: place, tier, total and share before the components, an average row below."""
    maxima = [Decimal(10)] * len(parts)
    points = {
        name: spread(Decimal(total), maxima, Decimal("0.01"), key)
        for key, (name, total) in enumerate(names.items(), 2)
    }
    totals = {name: Decimal(total) for name, total in names.items()}
    rank = places(totals, {name: values[3] for name, values in points.items()})
    shares = {name: percent(total, sum(maxima), 2) for name, total in totals.items()}
    body = [
        [str(i), name, str(rank[name]), tier(shares[name]), show(totals[name], 2), show(shares[name], 2)]
        + [show(value, 2) for value in points[name]]
        for i, name in enumerate(names, 1)
    ]
    columns = [mean(list(column), 2) for column in zip(*points.values(), strict=True)]
    if percent(mean(list(totals.values()), 2), sum(maxima), 2) != mean(list(shares.values()), 2):
        raise ValueError(f"{caption}: the averages do not agree at two places")
    averages = [mean(list(totals.values()), 2), mean(list(shares.values()), 2), *columns]
    body.append(["", AVERAGE, "", "", *(show(value, 2) for value in averages)])
    upper = ["TT", "Đơn vị", "Kết quả", "", "", "", "Điểm các chỉ số thành phần", *[""] * (len(parts) - 1)]
    lower = ["", "", "Xếp thứ", "Xếp loại", "Tổng điểm", "Tỷ lệ đạt (%)", *parts]
    spans = [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 4), (0, 6, 1, len(parts))]
    return Sheet(number, caption, [upper, lower], body, spans)


def trend(now: Sheet) -> Sheet:
    """Shares and places of two years, and the places won or lost."""
    before = {name: Decimal(total) for name, (total, _) in DISTRICTS.items()}
    old = places(before, before)
    body = []
    for row in now.body[:-1]:
        name = row[1]
        moved = old[name] - int(row[2])
        step = f"+{moved}" if moved > 0 else str(moved)
        body.append(
            [row[0], name, show(percent(before[name], 90, 2), 2), str(old[name]), row[5], row[2], step]
        )
    upper = ["TT", "Địa phương", "Năm 2022", "", "Năm 2023", "", "Tăng (+), giảm (-) bậc"]
    lower = ["", "", "Tỷ lệ đạt (%)", "Xếp thứ", "Tỷ lệ đạt (%)", "Xếp thứ", ""]
    spans = [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2), (0, 4, 1, 2), (0, 6, 2, 1)]
    caption = "So sánh kết quả xếp hạng của các huyện, thành phố năm 2022 và năm 2023"
    return Sheet("3", caption, [upper, lower], body, spans)


def survey() -> Sheet:
    """Questionnaires sent and returned, with a total row and money in millions."""
    total = (
        "Tổng cộng",
        sum(g[1] for g in GROUPS),
        sum(g[2] for g in GROUPS),
        str(sum(Decimal(g[3]) for g in GROUPS)),
    )
    body = []
    for i, (name, sent, back, money) in enumerate([*GROUPS, total], 1):
        counts = [show(Decimal(n), 0, group=".") for n in (sent, back)]
        cost = show(Decimal(money), 2, group=".")
        body.append(
            [str(i) if i <= len(GROUPS) else "", name, *counts, show(percent(back, sent, 1), 1), cost]
        )
    titles = ["Số phiếu phát ra", "Số phiếu thu về", "Tỷ lệ thu hồi (%)", "Kinh phí (triệu đồng)"]
    return Sheet(
        "4",
        "Kết quả phát và thu phiếu khảo sát theo nhóm đối tượng",
        [["TT", "Nhóm đối tượng", *titles]],
        body,
    )


def tally(first: Sheet, second: Sheet) -> Sheet:
    """How many offices and districts reach each tier."""
    body = []
    tiers = [[row[3] for row in sheet.body[:-1]] for sheet in (first, second)]
    for name in ("Rất tốt", "Tốt", "Khá", "Trung bình"):
        cells = [name]
        for column in tiers:
            n = column.count(name)
            cells += [str(n), show(percent(n, len(column), 1), 1)]
        body.append(cells)
    body.append(["Tổng số", str(len(tiers[0])), "100,0", str(len(tiers[1])), "100,0"])
    upper = ["Xếp loại", "Sở, ban, ngành", "", "Huyện, thành phố", ""]
    lower = ["", "Số lượng", "Tỷ lệ (%)", "Số lượng", "Tỷ lệ (%)"]
    spans = [(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2)]
    return Sheet("5", "Tổng hợp xếp loại năm 2023", [upper, lower], body, spans, entity=0)


def clean() -> Paper:
    """The paper in which everything holds."""
    first = results("1", "Kết quả DDCI năm 2023 khối sở, ban, ngành tỉnh", OFFICES, PARTS)
    towns = {name: total for name, (_, total) in DISTRICTS.items()}
    second = results("2", "Kết quả DDCI năm 2023 khối huyện, thành phố", towns, [*PARTS, LAND])
    counts = tally(first, second)
    best = counts.body[0]
    head = [
        "ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP\nSỞ KẾ HOẠCH VÀ ĐẦU TƯ|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        "Số: 7316/BC-SKHĐT|Đồng Tháp, ngày 22 tháng 01 năm 2024",
        "BÁO CÁO",
        "Kết quả khảo sát, đánh giá năng lực cạnh tranh cấp sở, ban, ngành và địa phương (DDCI) tỉnh Đồng Tháp năm 2023",
        "1. Phương pháp",
        "Khối sở, ban, ngành được chấm theo 8 chỉ số thành phần, khối huyện, thành phố theo 9 chỉ số thành phần; "
        "mỗi chỉ số tối đa 10 điểm. Tỷ lệ đạt là tổng điểm chia cho tổng điểm tối đa (80 điểm và 90 điểm). "
        "Xếp loại: Rất tốt từ 85% trở lên; Tốt từ 75% đến dưới 85%; Khá từ 70% đến dưới 75%; Trung bình dưới 70%.",
        "2. Kết quả",
    ]
    told = [
        f"Khối sở, ban, ngành có {best[1]}/20 đơn vị xếp loại Rất tốt, chiếm {best[2]}%; "
        f"khối huyện, thành phố có {best[3]}/12 đơn vị xếp loại Rất tốt, chiếm {best[4]}%.",
    ]
    tail = ["Nơi nhận:\n- UBND tỉnh (báo cáo);\n- Lưu: VT.|GIÁM ĐỐC\n\n(Đã ký)\n\nTrương Lê Hoài Nam"]
    return Paper(
        "dong-thap-2024",
        ".html",
        [*head, first, second, trend(second), "3. Khảo sát", survey(), counts, *told, *tail],
    )


def planted() -> Paper:
    """The paper with ten errors."""
    paper = clean().copy()
    first, second, third = (paper.sheet(number) for number in "123")
    paper.spoil("ORD", "1", "Sở Thông tin và Truyền thông", 0, "21")
    cell = first.body[first.row("Sở Tài chính")][8]
    paper.spoil("SUM", "1", "Sở Tài chính", 8, f"{cell[2]},{cell[0]}{cell[3]}")
    ranks = {name: first.body[first.row(name)][2] for name in ("Sở Giao thông vận tải", "Sở Nội vụ")}
    # two places exchanged: one error in two cells
    pair = ["Sở Giao thông vận tải", "Sở Nội vụ"]
    paper.spoil("RANK", "1", pair[0], 2, ranks[pair[1]], entities=pair)
    first.body[first.row(pair[1])][2] = ranks[pair[0]]
    average = second.body[second.row(AVERAGE)][4]
    paper.spoil("SUM", "2", AVERAGE, 4, show(Decimal(average.replace(",", ".")) + 2, 2))
    paper.spoil("TIER", "2", "Huyện Lấp Vò", 3, "Tốt" if tier_of(second, "Huyện Lấp Vò") != "Tốt" else "Khá")
    shown = third.body[third.row("Huyện Tam Nông")][4]
    paper.spoil("XEQ", "3", "Huyện Tam Nông", 4, f"{shown[0]}{shown[3]},{shown[1]}{shown[4]}")
    pair = ["Huyện Hồng Ngự", "Thành phố Hồng Ngự"]
    paper.spoil("POP", "3", pair[0], 1, pair[1], rules=["POP", "XEQ"], entities=pair)
    paper.spoil("RATIO", "4", "Hợp tác xã", 4, "78,6")
    paper.spoil("SUM", "4", "Tổng cộng", 5, "3.330,90")
    paper.respeak("COUNT", "chiếm 30,0%", "chiếm 35,0%", "35,0%", "30,0%", rules=["COUNT", "CLAIM", "RATIO"])
    return paper


def tier_of(sheet: Sheet, name: str) -> str:
    """The tier printed for an agency."""
    return sheet.body[sheet.row(name)][3]


def render(paper: Paper) -> str:
    """HTML as office programs save it: header cells that span, no-break spaces in blank cells."""
    style = "table{border-collapse:collapse}td,th{border:1px solid #000;padding:2px 4px}.n{border:0}"
    out = [
        f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>DDCI 2023</title><style>{style}</style></head><body>'
    ]
    for block in paper.blocks:
        if isinstance(block, Sheet):
            out += [f"<p><b>Biểu số {block.number}: {escape(block.caption)}</b></p>", table(block)]
            if block.number == "1":
                note = f"Đơn vị có tổng điểm bằng nhau thì đơn vị có điểm {PARTS[3]} cao hơn được xếp trên."
                out.append(f"<p><i>Ghi chú: {note}</i></p>")
        elif "|" in block:
            sides = "".join(f'<td class="n" align="center">{lines(side)}</td>' for side in block.split("|"))
            out.append(f'<table class="n" width="100%"><tr>{sides}</tr></table>')
        else:
            out.append(f"<p>{lines(block)}</p>")
    return "\n".join([*out, "</body></html>"]) + "\n"


def lines(text: str) -> str:
    """Text with its line breaks as elements."""
    return "<br>".join(escape(line) or "&nbsp;" for line in text.split("\n"))


def table(sheet: Sheet) -> str:
    """A table element."""
    covered = {
        (r, c)
        for top, left, rows, cols in sheet.spans
        for r in range(top, top + rows)
        for c in range(left, left + cols)
    }
    starts = {(top, left): (rows, cols) for top, left, rows, cols in sheet.spans}
    out = ["<table>", "<thead>"]
    for r, cells in enumerate(sheet.header):
        row = []
        for c, text in enumerate(cells):
            if (r, c) in covered and (r, c) not in starts:
                continue
            rows, cols = starts.get((r, c), (1, 1))
            span = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{cols}"' if cols > 1 else "")
            row.append(f"<th{span}>{escape(text)}</th>")
        out.append("<tr>" + "".join(row) + "</tr>")
    out += ["</thead>", "<tbody>"]
    out += [
        "<tr>" + "".join(f"<td>{escape(text) or '&nbsp;'}</td>" for text in cells) + "</tr>"
        for cells in sheet.body
    ]
    return "\n".join([*out, "</tbody>", "</table>"])
