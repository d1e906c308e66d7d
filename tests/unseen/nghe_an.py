"""An invented decision of Nghệ An: rank first, decimal dots, competition ranks, tiers in a column, tabs.

Sentences stand on one line each, as they are printed.
"""
# ruff: noqa: ISC004

from __future__ import annotations

from decimal import Decimal

from paper import Paper, Sheet, competition, mean, percent, show, spread

FIELDS = [
    ("Công tác chỉ đạo, điều hành cải cách hành chính", 6, 20),
    ("Cải cách thể chế", 4, 15),
    ("Cải cách thủ tục hành chính", 9, 30),
    ("Cải cách tổ chức bộ máy", 4, 15),
    ("Cải cách chế độ công vụ", 6, 20),
    ("Cải cách tài chính công", 4, 15),
    ("Xây dựng, phát triển chính quyền điện tử, chính quyền số", 11, 35),
]
MAXIMA = [Decimal(most) for _, _, most in FIELDS]
WHOLE = sum(MAXIMA, Decimal(0))
# three ties, shared by two, three and two districts: competition ranking shows in all of them
TOTALS = {
    "Thành phố Vinh": "137.25",
    "Thị xã Thái Hòa": "134.5",
    "Huyện Nam Đàn": "132.75",
    "Huyện Diễn Châu": "131",
    "Huyện Yên Thành": "131",
    "Thị xã Cửa Lò": "128.25",
    "Huyện Đô Lương": "126.5",
    "Huyện Nghi Lộc": "125.75",
    "Thị xã Hoàng Mai": "124",
    "Huyện Quỳnh Lưu": "122.25",
    "Huyện Hưng Nguyên": "122.25",
    "Huyện Thanh Chương": "122.25",
    "Huyện Nghĩa Đàn": "120.5",
    "Huyện Anh Sơn": "118.75",
    "Huyện Tân Kỳ": "117",
    "Huyện Con Cuông": "115.25",
    "Huyện Quỳ Hợp": "115.25",
    "Huyện Quỳ Châu": "113",
    "Huyện Quế Phong": "110.25",
    "Huyện Tương Dương": "106.75",
    "Huyện Kỳ Sơn": "102.5",
}


def tier(share: Decimal) -> str:
    """The tier of an index in percent."""
    return "Tốt" if share >= 85 else "Khá" if share >= 75 else "Trung bình"


def figure(value: Decimal) -> str:
    """A figure of this paper: a decimal dot, two places."""
    return show(value, 2, ".")


def scores() -> dict[str, list[Decimal]]:
    """Points by district and field."""
    return {
        name: spread(Decimal(total), MAXIMA, Decimal("0.25"), key)
        for key, (name, total) in enumerate(TOTALS.items(), start=3)
    }


def criteria() -> Sheet:
    """Table 1: the fields and their maximum points."""
    body = [
        [str(i), name, str(count), show(Decimal(most), 1, ".")]
        for i, (name, count, most) in enumerate(FIELDS, 1)
    ]
    body.append(["", "Tổng cộng", str(sum(f[1] for f in FIELDS)), show(WHOLE, 1, ".")])
    header = [["TT", "Lĩnh vực đánh giá", "Số tiêu chí", "Điểm chuẩn"]]
    return Sheet("1", "Thang điểm đánh giá, xếp hạng cải cách hành chính cấp huyện", header, body)


def overall() -> Sheet:
    """Table 2: ranks first, then the seven fields, the total, the index and the tier."""
    points = scores()
    totals = [sum(parts, Decimal(0)) for parts in points.values()]
    body = []
    for (name, parts), total, rank in zip(points.items(), totals, competition(totals), strict=True):
        share = percent(total, WHOLE, 2)
        row = [str(rank), name, *map(figure, parts), figure(total), figure(share), tier(share)]
        body.append(row)
    header = [["Xếp thứ", "Đơn vị", *(f[0] for f in FIELDS), "Tổng điểm", "Chỉ số CCHC (%)", "Xếp loại"]]
    return Sheet(
        "2", "Kết quả Chỉ số cải cách hành chính năm 2021 của UBND các huyện, thành phố, thị xã", header, body
    )


def single(number: str, index: int) -> Sheet:
    """A table of one field, sorted by its points."""
    points = sorted(((parts[index], name) for name, parts in scores().items()), key=lambda pair: -pair[0])
    ranks = competition([score for score, _ in points])
    most = MAXIMA[index]
    body = [
        [str(rank), name, show(most, 1, "."), figure(score), figure(percent(score, most, 2))]
        for rank, (score, name) in zip(ranks, points, strict=True)
    ]
    header = [["Xếp thứ", "Đơn vị", "Điểm chuẩn", "Điểm đạt được", "Tỷ lệ đạt (%)"]]
    return Sheet(number, f"Kết quả đánh giá lĩnh vực {FIELDS[index][0]}", header, body)


def prose(table: Sheet) -> list[str]:
    """What the decision says of its own table."""
    tiers = [row[-1] for row in table.body]
    count = {name: tiers.count(name) for name in ("Tốt", "Khá", "Trung bình")}
    share = {name: figure(percent(n, len(tiers), 2)) for name, n in count.items()}
    average = figure(mean([Decimal(row[-2]) for row in table.body], 2))
    return [
        "II. KẾT QUẢ XẾP HẠNG",
        f"Chỉ số cải cách hành chính bình quân của {len(tiers)} đơn vị cấp huyện đạt {average}%. "
        f"Dẫn đầu là {table.body[0][1]} với {table.body[0][-3]} điểm.",
        f"Số đơn vị xếp loại Tốt là {count['Tốt']}/{len(tiers)} đơn vị ({share['Tốt']}%).",
        f"Có {count['Khá']} đơn vị xếp loại Khá, chiếm {share['Khá']}%.",
        f"Có {count['Trung bình']} đơn vị xếp loại Trung bình, chiếm {share['Trung bình']}%.",
    ]


def clean() -> Paper:
    """The paper in which everything holds."""
    table = overall()
    head = [
        "ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN",
        "Số: 9482/QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        "Nghệ An, ngày 14 tháng 3 năm 2022",
        "QUYẾT ĐỊNH",
        "Công bố Chỉ số cải cách hành chính năm 2021 của UBND các huyện, thành phố, thị xã trên địa bàn tỉnh Nghệ An",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",
        "Theo đề nghị của Giám đốc Sở Nội vụ;",
        "QUYẾT ĐỊNH:",
        "Điều 1. Công bố kết quả Chỉ số cải cách hành chính (CCHC) năm 2021 đối với 21 huyện, thành phố, thị xã như sau:",
        "I. THANG ĐIỂM VÀ CÁCH XẾP LOẠI",
        "Mỗi đơn vị được chấm theo 7 lĩnh vực với tổng điểm chuẩn là 150 điểm. Đơn vị bằng điểm nhau được xếp cùng thứ hạng.",
        "Xếp loại Tốt khi chỉ số đạt từ 85% trở lên; loại Khá từ 75% đến dưới 85%; loại Trung bình dưới 75%.",
    ]
    tail = [
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        "(Đã ký)",
        "Hồ Sỹ Bảo Khánh",
    ]
    return Paper(
        "nghe-an-2022",
        ".txt",
        [*head, criteria(), *prose(table), table, single("3", 2), single("4", 6), *tail],
    )


def planted() -> Paper:
    """The paper with eight errors."""
    paper = clean().copy()
    third, fourth = paper.sheet("3"), paper.sheet("4")
    paper.spoil("ORD", "1", FIELDS[4][0], 0, "6")
    paper.spoil("SUM", "2", "Huyện Anh Sơn", 9, "118.57", rules=["SUM", "RATIO"])
    paper.spoil("RANK", "2", "Huyện Quỳ Hợp", 0, "17")
    paper.spoil("TIER", "2", "Huyện Đô Lương", 11, "Tốt", rules=["TIER", "COUNT"])
    name = "Huyện Quỳ Hợp"
    paper.spoil(
        "POP", "3", name, 1, "Huyện Quỳ Châu", rules=["POP", "XEQ"], entities=[name, "Huyện Quỳ Châu"]
    )
    shown = third.body[third.row("Huyện Nghi Lộc")][4]
    paper.spoil("RATIO", "3", "Huyện Nghi Lộc", 4, f"{shown[0]}{(int(shown[1]) + 5) % 10}{shown[2:]}")
    shown = fourth.body[fourth.row("Thị xã Hoàng Mai")][3]
    wrong = figure(Decimal(shown) - Decimal("0.25"))
    paper.spoil("XEQ", "4", "Thị xã Hoàng Mai", 3, wrong, rules=["XEQ", "RATIO"])
    paper.respeak(
        "COUNT",
        "Có 3 đơn vị xếp loại Trung bình, chiếm 14.29%",
        "Có 4 đơn vị xếp loại Trung bình, chiếm 14.29%",
        "4 đơn vị",
        "3 đơn vị",
        rules=["COUNT", "CLAIM"],
    )
    return paper


def render(paper: Paper) -> str:
    """Plain text: tabs between cells, the long table broken over two pages with its header again."""
    out = []
    for block in paper.blocks:
        if isinstance(block, str):
            out.append(block)
            continue
        out.append(f"Bảng {block.number}. {block.caption}")
        head = ["\t".join(cells) for cells in block.header]
        lines = ["\t".join(cells) for cells in block.body]
        pages = [lines[:14], lines[14:]] if block.number == "2" else [lines]
        out.extend("\n".join(head + page) for page in pages)
    return "\n\n".join(out) + "\n"
