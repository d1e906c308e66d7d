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


TEXT_CASES: dict[str, tuple[Blocks, Blocks]] = {
    "CLAIM-LIST": (
        ["Có 04 sở chưa ban hành kế hoạch gồm: Sở Y tế, Sở Nội vụ và Sở Tư pháp."],
        ["Có 03 sở chưa ban hành kế hoạch gồm: Sở Y tế, Sở Nội vụ và Sở Tư pháp."],
    ),
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
