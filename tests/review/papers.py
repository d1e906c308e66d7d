"""Papers as text for tests of review: names that resolve and one that does not, sums that hold and some that do not."""

from __future__ import annotations

HEAD = """\
ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH
Số: {number}/QĐ-UBND
Bình Định, ngày 24 tháng 01 năm {year}
QUYẾT ĐỊNH
Về việc {subject}
"""
TABLE = """
Bảng {n}. {caption}

| TT | Đơn vị | {first} | {second} | Tổng điểm |
|---|---|---|---|---|
"""
UNITS = ("Sở Nội vụ", "Sở Y tế", "Sở Tư pháp", "Sở Tài chính", "Sở Công Thương", "Sở Xây dựng", "Sở Giao thông vận tải",
         "Sở Khoa học và Công nghệ", "Sở Tài nguyên và Môi trường", "Sở Du lịch", "Sở Ngoại vụ", "Thanh tra tỉnh")  # fmt: skip
HOSTILE = (
    "<script>document.title='bad'</script>",
    '"><img src=x onerror="document.title=\'bad\'">',
    '=HYPERLINK("http://x","y")',
    "\u202emal\u202eicious\u202c",
    "{{ 7 * 7 }}",
)


def paper(
    number: int = 77,
    *,
    year: int = 2017,
    wrong: tuple[int, ...] = (2,),
    also: tuple[int, ...] | None = None,
    names: dict[int, str] | None = None,
    subject: str | None = None,
    caption: str = "Kết quả chấm điểm",
) -> str:
    """A paper with a table of twelve units, or with two.

    Args:
        number: Its number.
        year: Its year.
        wrong: 0-based units whose total is 40 too much.
        also: The same for a second table; None for no second table.
        names: Names in place of some units in the first table.
        subject: What it is about; the results of the year before where none is given.
        caption: Caption of its first table.
    """
    about = subject or f"công bố kết quả chấm điểm năm {year - 1}"
    head = HEAD.format(number=number, year=year, subject=about)
    first = TABLE.format(n=1, caption=caption, first="Tuyên truyền", second="Kiểm tra")
    text = head + first + _rows(100, 90, wrong, names or {})
    if also is None:
        return text
    second = TABLE.format(n=2, caption="Hạ tầng và nhân lực", first="Hạ tầng", second="Nhân lực")
    return text + second + _rows(81, 73, also, {})


def _rows(high: int, low: int, wrong: tuple[int, ...], names: dict[int, str]) -> str:
    lines = []
    for index, unit in enumerate(UNITS):
        first, second = high - 3 * index, low - 2 * index
        total = first + second + (40 if index in wrong else 0)
        lines.append(f"| {index + 1} | {names.get(index, unit)} | {first} | {second} | {total} |\n")
    return "".join(lines)
