"""Plain numeric tables: budgets with hierarchies, plans against results, counts by unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from recipe.source import LEFT

from planted.draft import Content, Draft, Figure, Ref, Sheet, Style
from planted.facts import Equation, difference, growth, mean, percentage, rounded, total
from planted.units import pick_units

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

SECTIONS = (
    "Chi đầu tư phát triển",
    "Chi thường xuyên",
    "Thu nội địa",
    "Thu từ hoạt động xuất nhập khẩu",
    "Chi chương trình mục tiêu",
    "Thu viện trợ",
)
ITEMS = (
    "Chi sự nghiệp giáo dục",
    "Chi sự nghiệp y tế",
    "Chi quốc phòng",
    "Chi an ninh",
    "Chi quản lý hành chính",
    "Chi bảo đảm xã hội",
    "Chi sự nghiệp môi trường",
    "Thuế giá trị gia tăng",
    "Thuế thu nhập doanh nghiệp",
    "Thuế tài nguyên",
    "Lệ phí trước bạ",
    "Thu phí, lệ phí",
    "Thu tiền sử dụng đất",
    "Chi văn hóa thông tin",
    "Chi thể dục thể thao",
    "Chi sự nghiệp kinh tế",
)
DETAILS = ("Ngân sách trung ương", "Ngân sách địa phương", "Vốn trong nước", "Vốn ngoài nước", "Nguồn khác")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a hierarchy: ordinal, label, the positions of its parts (empty for a leaf), how far they exhaust it."""

    ordinal: str
    label: str
    parts: tuple[int, ...]
    whole: bool = True
    role: str = "leaf"


@dataclass(frozen=True, slots=True)
class Derived:
    """A column that follows from others of its row."""

    title: str
    formula: Callable[[Sequence[Decimal]], Decimal]
    parts: tuple[int, ...]
    places: int | None
    role: str


def make_budget(random: Random) -> Draft:
    """A decision with one plain numeric table."""
    lines, layout = (_hierarchy(random), "budget") if random.randint(0, 2) else (_units(random), "statistics")
    style = random.choice(
        (Style(",", "."), Style(",", "."), Style(",", ".", brackets=True), Style(","), Style(".", ","))
    )
    draft = Draft(layout=layout, style=style)
    heads, derived, base = _columns(random, statistics=layout == "statistics")
    size = random.choice((300, 9_000, 400_000))
    places = random.choice((0, 0, 0, 1, 2)) if layout == "budget" else 0
    values = [_leaves(random, lines, size, places) for _ in range(base)]
    sheet = Sheet(
        number="1",
        caption=random.choice(
            ("Dự toán ngân sách năm 2021", "Quyết toán thu, chi", "Kết quả thực hiện năm 2021")
        ),
        head=_head(random, heads, derived),
        body=[],
        unit=random.choice(("triệu đồng", "đồng", "")) if layout == "budget" else "",
    )
    draft.sheets.append(sheet)
    _fill(draft, lines, values, derived, heads, places)
    _state_rows(draft, lines, heads)
    return draft


# --------------------------------------------------------------------------- rows


def _hierarchy(random: Random) -> list[Line]:
    """Sections over items over details, numbered in one of the usual ways, with a row of totals."""
    way = random.choice(("I 1 -", "A I 1", "1 1.1", "I 1 a", "flat"))
    items = random.sample(ITEMS, len(ITEMS))
    lines: list[Line] = []
    tops: list[int] = []
    for number in range(random.randint(2, 3) if way != "flat" else 1):
        at = len(lines)
        children = []
        lines.append(Line("", "", ()))
        for child in range(random.randint(2, 5 if way != "flat" else 9)):
            inner = len(lines)
            lines.append(Line(_second(way, number, child), items.pop() if items else "Khác", ()))
            children.append(inner)
            if way != "flat" and random.randint(0, 3) == 0:
                lines[inner] = _with_details(random, lines, inner, way, number, child)
        lines[at] = Line(_first(way, number), SECTIONS[number], tuple(children), role="subtotal")
        tops.append(at)
    if way == "flat":
        parts = lines[tops[0]].parts
        return _with_total(random, [lines[part] for part in parts], tuple(range(len(parts))), "")
    romans = " + ".join(lines[at].ordinal for at in tops)
    return _with_total(random, lines, tuple(tops), f" ({romans.replace(' ', '')})")


def _first(way: str, number: int) -> str:
    if way == "A I 1":
        return "ABC"[number]
    return str(number + 1) if way == "1 1.1" else ("I", "II", "III")[number]


def _second(way: str, number: int, child: int) -> str:
    if way == "A I 1":
        return ("I", "II", "III", "IV", "V")[child]
    return f"{number + 1}.{child + 1}" if way == "1 1.1" else str(child + 1)


def _with_details(random: Random, lines: list[Line], at: int, way: str, number: int, child: int) -> Line:
    """Details below a line; under "Trong đó" they need not exhaust it."""
    whole = bool(random.randint(0, 1))
    names = random.sample(DETAILS, random.randint(2, 3))
    parts = []
    for place, name in enumerate(names):
        parts.append(len(lines))
        ordinal = {
            "I 1 a": f"{'abc'[place]})",
            "A I 1": str(place + 1),
            "1 1.1": f"{number + 1}.{child + 1}.{place + 1}",
        }
        label = name if whole else ("Trong đó: " if place == 0 else "") + name
        lines.append(Line(ordinal.get(way, "-") if whole else "-", label, ()))
    old = lines[at]
    return Line(old.ordinal, old.label, tuple(parts), whole, "subtotal")


def _with_total(random: Random, lines: list[Line], tops: tuple[int, ...], declared: str) -> list[Line]:
    label = random.choice(("Tổng số", "TỔNG CỘNG", "Tổng cộng", "Cộng"))
    if declared and random.randint(0, 1):
        label += declared
    if random.randint(0, 1):
        return [*lines, Line("", label, tops, role="grand total")]
    moved = [replace(line, parts=tuple(part + 1 for part in line.parts)) for line in lines]
    return [Line("", label, tuple(top + 1 for top in tops), role="grand total"), *moved]


def _units(random: Random) -> list[Line]:
    _, names = pick_units(random)
    lines = [Line(str(number), name, ()) for number, name in enumerate(names, start=1)]
    if random.randint(0, 3) == 0:
        return lines
    return _with_total(random, lines, tuple(range(len(lines))), "")


def _leaves(random: Random, lines: list[Line], size: int, places: int) -> list[Decimal]:
    """Figures of one column, leaves drawn and the rest added up."""
    values: dict[int, Decimal] = {}

    def value(at: int) -> Decimal:
        if at not in values:
            line = lines[at]
            parts = [value(part) for part in line.parts]
            rest = (
                Decimal(0)
                if line.parts and line.whole
                else Decimal(random.randint(size // 20, size)).scaleb(-places)
            )
            values[at] = total(parts) + rest
        return values[at]

    return [value(at) for at in range(len(lines))]


# --------------------------------------------------------------------------- columns


def _columns(random: Random, *, statistics: bool) -> tuple[list[str], list[Derived], int]:
    """Titles of the base columns, derived columns, and how many base columns are drawn.

    A base column that is a sum comes first in `derived` with its own place among the base ones.
    """
    places = random.choice((1, 2, 2))
    if statistics:
        shape = random.choice(("dossiers", "parts", "quarters", "mean"))
    else:
        shape = random.choice(
            ("plan", "plan and gap", "growth", "share", "sources", "quarters", "gap", "one")
        )
    return {
        "one": (["Số tiền"], [], 1),
        "plan": (
            ["Dự toán", "Thực hiện"],
            [Derived("Thực hiện/Dự toán (%)", percentage, (1, 0), places, "quotient")],
            2,
        ),
        "plan and gap": (
            ["Dự toán năm", "Thực hiện"],
            [
                Derived("So sánh|Tuyệt đối", difference, (1, 0), None, "difference"),
                Derived("So sánh|Tương đối (%)", percentage, (1, 0), places, "quotient"),
            ],
            2,
        ),
        "gap": (
            ["Năm 2020", "Năm 2021"],
            [Derived("Tăng (+), giảm (-)", difference, (1, 0), None, "difference")],
            2,
        ),
        "growth": (
            ["Năm 2020", "Năm 2021"],
            [
                Derived("Tăng, giảm", difference, (1, 0), None, "difference"),
                Derived("Tốc độ tăng (%)", growth, (1, 0), places, "growth"),
            ],
            2,
        ),
        "share": (["Số tiền"], [Derived("Tỷ trọng (%)", percentage, (0,), places, "share")], 1),
        "sources": (
            ["Ngân sách cấp tỉnh", "Ngân sách cấp huyện", "Ngân sách cấp xã"],
            [Derived("Tổng số", total, (0, 1, 2), None, "total")],
            3,
        ),
        "quarters": (
            ["Quý I", "Quý II", "Quý III", "Quý IV"],
            [Derived("Cả năm", total, (0, 1, 2, 3), None, "total")],
            4,
        ),
        "dossiers": (
            ["Trước hạn", "Đúng hạn", "Quá hạn"],
            [
                Derived("Tổng số hồ sơ", total, (0, 1, 2), None, "total"),
                Derived(
                    "Tỷ lệ quá hạn (%)", lambda v: percentage((v[2], total(v))), (0, 1, 2), places, "quotient"
                ),
            ],
            3,
        ),
        "parts": (
            ["Nam", "Nữ"],
            [Derived("Tổng số", total, (0, 1), None, "total")],
            2,
        ),
        "mean": (
            ["Tháng 1", "Tháng 2", "Tháng 3"],
            [Derived("Bình quân", mean, (0, 1, 2), places, "mean")],
            3,
        ),
    }[shape]


def _head(random: Random, heads: list[str], derived: list[Derived]) -> list[list[str]]:
    titles = [*heads, *(column.title for column in derived)]
    stubs = ["STT", random.choice(("Nội dung", "Chỉ tiêu", "Đơn vị"))]
    rows: list[list[str]] = []
    if any("|" in title for title in titles):
        top = [title.split("|")[0] for title in titles]
        rows.append([*stubs, *(LEFT if i and t == top[i - 1] else t for i, t in enumerate(top))])
        rows.append(["^", "^", *(title.split("|")[1] if "|" in title else "^" for title in titles)])
    else:
        rows.append([*stubs, *titles])
    if random.randint(0, 2) == 0:
        count = len(heads)
        numbering = ["A", "B", *(str(i + 1) for i in range(count))]
        for place, column in enumerate(derived, start=count + 1):
            numbering.append(str(place) + _declared(column))
        rows.append(numbering)
    return rows


def _declared(column: Derived) -> str:
    one, *others = (str(part + 1) for part in column.parts)
    signs = {"difference": "-", "quotient": "/", "total": "+"}
    if column.role == "quotient" and len(column.parts) == 3:
        return ""
    return f"={signs[column.role].join([one, *others])}" if column.role in signs else ""


def _fill(
    draft: Draft,
    lines: list[Line],
    values: list[list[Decimal]],
    derived: list[Derived],
    heads: list[str],
    places: int,
) -> None:
    sheet = draft.sheets[0]
    top = len(sheet.head)
    grand = next((at for at, line in enumerate(lines) if line.role == "grand total"), None)
    for at, line in enumerate(lines):
        figures = [column[at] for column in values]
        row: list[Content] = [line.ordinal, line.label, *(Figure(value, places) for value in figures)]
        for column in derived:
            inputs = [figures[part] for part in column.parts]
            if column.role == "share":
                inputs.append(values[0][grand] if grand is not None else total(figures))
            result = column.formula(inputs)
            if column.places is None:
                row.append(Figure(result, places))
            else:
                row.append(Figure(rounded(result, column.places), column.places))
            _state(draft, column, Ref(0, top + at, len(row) - 1), grand)
        sheet.body.append(row)
        draft.mark(
            "component" if line.role == "leaf" else line.role,
            *(Ref(0, top + at, 2 + i) for i in range(len(heads))),
        )


def _state(draft: Draft, column: Derived, target: Ref, grand: int | None) -> None:
    parts = tuple(Ref(0, target.row, 2 + part) for part in column.parts)
    if column.role == "share":
        if grand is None:
            return
        parts = (*parts, Ref(0, len(draft.sheets[0].head) + grand, 2))
    draft.facts.append(Equation(target=target, parts=parts, formula=column.formula, places=column.places))
    draft.mark(column.role, target)


def _state_rows(draft: Draft, lines: list[Line], heads: list[str]) -> None:
    """Totals over rows in every column of amounts."""
    sheet = draft.sheets[0]
    top = len(sheet.head)
    for at, line in enumerate(lines):
        if not line.parts or not line.whole:
            continue
        for col in range(2, len(sheet.body[at])):
            figure = sheet.body[at][col]
            amounts = col < 2 + len(heads) or (
                isinstance(figure, Figure)
                and Ref(0, top + at, col) in draft.roles.get("total", []) + draft.roles.get("difference", [])
            )
            if amounts:
                parts = tuple(Ref(0, top + part, col) for part in line.parts)
                draft.facts.append(Equation(target=Ref(0, top + at, col), parts=parts, formula=total))
