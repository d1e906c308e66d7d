"""A planted error and a clean twin for each rule on what the text says."""

from __future__ import annotations

from tests.validate.papers import DEPARTMENTS, Sketch

Blocks = list["Sketch | str"]


def simple(header: str, values: list[str]) -> list[list[str]]:
    """A table of departments with one figure each."""
    return [
        ["STT", "Tên đơn vị", header],
        *([str(n), DEPARTMENTS[n - 1], value] for n, value in enumerate(values, start=1)),
    ]


def _numbered(*numbers: str) -> Blocks:
    return [
        Sketch(simple("Điểm", ["50", "40", "30"]), number=number, caption=f"Điểm thành phần {at}")
        for at, number in enumerate(numbers, start=1)
    ]


def _listed(*numbers: str) -> Blocks:
    lines = [f"Bảng {number}. Điểm thành phần {at}" for at, number in enumerate(numbers, start=1)]
    return ["Danh mục bảng", *lines, "Kết quả như sau:", *_numbered("1", "2", "3")]


def _cells(total: str) -> Blocks:
    rows = [
        ["STT", "Tên đơn vị", "Hồ sơ trực tuyến", "Tổng số hồ sơ"],
        ["1", "Sở Tài chính", "02 dịch vụ có số hồ sơ là 1.200; 03 dịch vụ có số hồ sơ là 345", total],
        ["2", "Sở Xây dựng", "04 dịch vụ có số hồ sơ là 700; 01 dịch vụ có số hồ sơ là 20", "720"],
        ["3", "Sở Tư pháp", "05 dịch vụ có số hồ sơ là 610", "610"],
        ["4", "Sở Nội vụ", "01 dịch vụ có số hồ sơ là 15", "15"],
    ]
    return [Sketch(rows)]


def _criteria(stated: str) -> Blocks:
    rows = [
        ["TT", "Tiêu chí", "Kết quả"],
        ["1", "Tỷ lệ cơ quan ban hành quy chế bảo đảm an toàn thông tin", "70%"],
        ["2", "Tỷ lệ cơ quan cử cán bộ tham gia tập huấn an toàn thông tin", "100%"],
        ["3", "Tỷ lệ máy tính có kết nối mạng nội bộ", "96%"],
    ]
    return [Sketch(rows), f"Trong năm, {stated} cơ quan đã cử cán bộ tham gia tập huấn an toàn thông tin."]


def _shares(stated: str) -> Blocks:
    rows = [
        ["TT", "Hạng mục", "Số lượng dịch vụ", "Số lượng dịch vụ có hồ sơ"],
        ["1", "Dịch vụ công mức độ 3", "10.309", "8.419"],
        ["2", "Dịch vụ công mức độ 4", "1.100", "249"],
    ]
    return [f"Tỉ lệ dịch vụ có hồ sơ ở mức độ 3, mức độ 4 tương ứng là 81,67% và {stated}.", Sketch(rows)]


def _two_years(sentence: str) -> Blocks:
    rows = [["STT", "Tên đơn vị", "Tổng điểm", "Xếp hạng 2017", "Xếp hạng 2016"]]
    figures = [("92,50", "3"), ("88,25", "1"), ("85,10", "2"), ("80,00", "5"), ("71,35", "4")]
    for at, (score, before) in enumerate(figures, start=1):
        rows.append([str(at), DEPARTMENTS[at - 1], score, str(at), before])
    return [Sketch(rows), sentence]


def _graded(sentence: str) -> Blocks:
    rows = [["STT", "Tên đơn vị", "Tổng điểm", "Xếp loại"]]
    figures = [("92,50", "Tốt"), ("88,25", "Tốt"), ("75,10", "Khá"), ("72,00", "Khá"), ("71,35", "Khá")]
    names = ["Sở Tài chính", "Sở Tư pháp", "Sở Y tế", "Thanh tra tỉnh", "Sở Xây dựng"]
    rows += [
        [str(at), name, *figure] for at, (name, figure) in enumerate(zip(names, figures, strict=True), 1)
    ]
    return [Sketch(rows), sentence]


def _spent(stated: str) -> Blocks:
    rows = [
        ["TT", "Nội dung", "Dự toán (triệu đồng)", "Thực hiện (triệu đồng)"],
        ["1", "Thu nội địa", "1.240.000", "595.000"],
        ["2", "Thu xuất nhập khẩu", "30.000", "17.500"],
    ]
    return [Sketch(rows), f"Thu nội địa đạt {stated}."]


def _moves(printed: str) -> Blocks:
    rows = [["STT", "Tên đơn vị", "Tổng điểm", "Xếp hạng 2017", "Xếp hạng 2016", "Tăng, giảm bậc"]]
    figures = [
        ("92", "3", "+2"),
        ("88", "1", "-1"),
        ("85", "2", "-1"),
        ("80", "5", printed),
        ("71", "4", "-1"),
    ]
    for at, (score, before, move) in enumerate(figures, start=1):
        rows.append([str(at), DEPARTMENTS[at - 1], score, str(at), before, move])
    return [Sketch(rows)]


TEXT_CASES: dict[str, tuple[Blocks, Blocks]] = {
    "CLAIM-LIST": (
        ["Có 04 sở chưa ban hành kế hoạch gồm: Sở Y tế, Sở Nội vụ và Sở Tư pháp."],
        ["Có 03 sở chưa ban hành kế hoạch gồm: Sở Y tế, Sở Nội vụ và Sở Tư pháp."],
    ),
    "CLAIM-PARTS": (
        ["Khảo sát 48 cơ quan, gồm 20 sở, ban, ngành cấp tỉnh và 27 huyện, thị xã, thành phố."],
        ["Khảo sát 47 cơ quan, gồm 20 sở, ban, ngành cấp tỉnh và 27 huyện, thị xã, thành phố."],
    ),
    "CLAIM-SUM": (
        [
            "Tổng chi ngân sách: 9.120 triệu đồng, gồm:",
            "- Chi đầu tư: 2.700 triệu đồng;",
            "- Chi thường xuyên: 6.510 triệu đồng.",
        ],
        [
            "Tổng chi ngân sách: 9.210 triệu đồng, gồm:",
            "- Chi đầu tư: 2.700 triệu đồng;",
            "- Chi thường xuyên: 6.510 triệu đồng.",
        ],
    ),
    "CLAIM-CELL": (_cells("1.200"), _cells("1.545")),
    "CLAIM-SAME": (_criteria("95%"), _criteria("100%")),
    "CLAIM-SHARE": (_shares("22,46%"), _shares("22,64%")),
    "CLAIM-RANK": (
        _two_years("Sở Tư pháp xếp thứ 4, giảm 1 bậc so với năm 2016."),
        _two_years("Sở Tư pháp xếp thứ 3, giảm 1 bậc so với năm 2016."),
    ),
    "CLAIM-TIER": (
        _graded("Sở Tư pháp và Thanh tra tỉnh xếp loại Tốt."),
        _graded("Sở Tư pháp xếp loại Tốt, Thanh tra tỉnh xếp loại Khá."),
    ),
    "CLAIM-FIGURE": (
        _two_years("Dẫn đầu là Sở Tài chính với 92,05 điểm."),
        _two_years("Dẫn đầu là Sở Tài chính với 92,50 điểm."),
    ),
    "CLAIM-AMOUNT": (
        _spent("559.000 triệu đồng"),
        _spent("595.000 triệu đồng"),
    ),
    "CLAIM-WORDS": (
        ["Kinh phí: 28.570.000 đồng (Bằng chữ: Hai mươi tám triệu bảy trăm năm mươi nghìn đồng)."],
        ["Kinh phí: 28.750.000 đồng (Bằng chữ: Hai mươi tám triệu bảy trăm năm mươi nghìn đồng)."],
    ),
    "CLAIM-STAT": (
        _two_years("Điểm trung bình của các đơn vị là 84,44 điểm."),
        _two_years("Điểm trung bình của các đơn vị là 83,44 điểm."),
    ),
    "CLAIM-MOVE": (
        _two_years("So với năm 2016, Sở Tài chính tăng 3 bậc, Sở Xây dựng giảm 1 bậc."),
        _two_years("So với năm 2016, Sở Tài chính tăng 2 bậc, Sở Xây dựng giảm 1 bậc."),
    ),
    "RANK-MOVE": (_moves("+2"), _moves("+1")),
    "REF-SELF": (
        ["PHỤ LỤC", "(Kèm theo Quyết định số 9/QĐ-UBNN ngày 07/02/2017 của UBND tỉnh)"],
        ["PHỤ LỤC", "(Kèm theo Quyết định số 9/QĐ-UBND ngày 07/02/2017 của UBND tỉnh)"],
    ),
    "REF-BLANK": (
        ["PHỤ LỤC", "(Kèm theo Quyết định số      /QĐ-UBND ngày     tháng    năm 2017 của UBND tỉnh)"],
        ["PHỤ LỤC", "(Kèm theo Quyết định số 9/QĐ-UBND ngày 07 tháng 02 năm 2017 của UBND tỉnh)"],
    ),
    "REF-LIST": (_listed("1", "2", "3", "4"), _listed("1", "2", "3")),
    "REF-NUMBER": (_numbered("1", "2", "2"), _numbered("1", "2", "3")),
    "REF-TABLE": (
        ["Chi tiết tại các Bảng 1, 2 và Bảng 5.", *_numbered("1", "2", "3")],
        ["Chi tiết tại các Bảng 1, 2 và Bảng 3.", *_numbered("1", "2", "3")],
    ),
}
