"""Statistics as yearbooks and monthly reports print them: indicators, density, schools, land, accidents, trade, prices.

Of the fourth family, written from what offices of statistics publish, without a look at what the audit does.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from planted.accounts import ACCOUNTS, signed
from planted.draft import Draft, Style
from planted.facts import difference, growth, mean, percentage, total
from planted.ledger import Column, Ledger, Line
from planted.turned import turn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

STYLES = (
    Style(",", "."),
    Style(",", "."),
    Style(",", ".", brackets=True),
    Style(","),
    Style(".", ","),
    Style(",", " "),
)
_PLACES = (
    "Thành phố Đông Hà", "Thị xã Quảng Trị", "Huyện Vĩnh Linh", "Huyện Hướng Hóa", "Huyện Gio Linh", "Huyện Đakrông",
    "Huyện Cam Lộ", "Huyện Triệu Phong", "Huyện Hải Lăng",
)  # fmt: skip


def make_yearbook(random: Random) -> Draft:
    """A decision with one ledger of money or of statistics."""
    maker = random.choice((*ACCOUNTS, *STATISTICS))
    draft = Draft(layout=maker.__name__.strip("_"), style=random.choice(STYLES))
    return maker(random, draft) or draft


def _districts(random: Random, first: bool, scale: tuple[int, int], places: int = 0) -> list[Line]:
    """Places and the line of all of them, which opens or closes."""
    names = random.sample(_PLACES, random.randint(6, len(_PLACES)))
    lines = [
        Line(label=name, ordinal=str(at), scale=scale, places=places) for at, name in enumerate(names, 1)
    ]
    parts = tuple(range(first, len(lines) + first))
    whole = Line(
        label=random.choice(("TỔNG SỐ", "Toàn tỉnh", "Tổng cộng")),
        parts=parts,
        role="grand total",
        places=places,
    )
    lines.insert(0 if first else len(lines), whole)
    return lines


def _indicators(random: Random, draft: Draft) -> None:
    """Indicators in units of their own by row, with sectors below a total, against last year and the plan."""
    places = random.choice((1, 2))
    columns = [
        Column(title="Thực hiện năm 2020"),
        Column(title="Kế hoạch năm 2021"),
        Column(title="Ước thực hiện năm 2021"),
        Column(title="So sánh (%)|TH 2021/TH 2020", parts=(2, 0), formula=percentage, computed=places, role="quotient"),
        Column(title="So sánh (%)|TH 2021/KH 2021", parts=(2, 1), formula=percentage, computed=places, role="quotient"),
    ]  # fmt: skip
    lines = [
        Line(label="Tổng sản phẩm trên địa bàn (giá so sánh 2010)", ordinal="1", unit="Tỷ đồng", parts=(1, 2, 3, 4), role="grand total"),
        Line(label="Nông, lâm nghiệp và thủy sản", ordinal="-", unit="Tỷ đồng", scale=(3_000, 5_000)),
        Line(label="Công nghiệp và xây dựng", ordinal="-", unit="Tỷ đồng", scale=(4_000, 7_000)),
        Line(label="Dịch vụ", ordinal="-", unit="Tỷ đồng", scale=(6_000, 9_000)),
        Line(label="Thuế sản phẩm trừ trợ cấp sản phẩm", ordinal="-", unit="Tỷ đồng", scale=(500, 900)),
        Line(label="GRDP bình quân đầu người", ordinal="2", unit="Triệu đồng", scale=(480, 600), places=1),
        Line(label="Sản lượng lương thực có hạt", ordinal="3", unit="Tấn", parts=(7, 8), role="subtotal"),
        Line(label="Thóc", ordinal="-", unit="Tấn", scale=(220_000, 260_000)),
        Line(label="Ngô", ordinal="-", unit="Tấn", scale=(9_000, 14_000)),
        Line(label="Kim ngạch xuất khẩu", ordinal="4", unit="Triệu USD", scale=(1_500, 2_800), places=1),
        Line(label="Tỷ lệ che phủ rừng", ordinal="5", unit="%", scale=(495, 502), places=1),
        Line(label="Số lao động được tạo việc làm", ordinal="6", unit="Người", scale=(11_000, 13_000)),
    ]  # fmt: skip
    ledger = Ledger(
        random=random,
        draft=draft,
        lines=lines,
        columns=columns,
        stub="Chỉ tiêu",
        ordinals=random.choice(("STT", "")),
        units="Đơn vị tính",
    )
    ledger.fill("1", "Một số chỉ tiêu kinh tế - xã hội chủ yếu năm 2021")


def _density(random: Random, draft: Draft) -> None:
    """Area, people in thousands, people a square kilometre; men and women with the sex ratio."""
    lines = _districts(random, bool(random.randint(0, 1)), (60, 900_00), 2)
    columns = [
        Column(title="Diện tích (km2)"),
        Column(title="Dân số trung bình (nghìn người)"),
        Column(
            title="Mật độ dân số (người/km2)",
            parts=(1, 0),
            formula=lambda v: v[0] * 1000 / v[1],
            computed=0,
            role="quotient",
        ),
    ]
    if random.randint(0, 1):
        lines = _districts(random, bool(random.randint(0, 1)), (9_000, 60_000))
        columns = [
            Column(title="Tổng số", parts=(1, 2), formula=total),
            Column(title="Phân theo giới tính|Nam"),
            Column(title="Phân theo giới tính|Nữ"),
            Column(title="Tỷ số giới tính (nam/100 nữ)", parts=(1, 2), formula=percentage, computed=1, role="quotient"),
            Column(title="Cơ cấu (%)", parts=(0,), formula=percentage, computed=2, role="share", over=_whole(lines)),
        ]  # fmt: skip
    Ledger(
        random=random, draft=draft, lines=lines, columns=columns, stub="Đơn vị hành chính", ordinals=random.choice(("TT", ""))
    ).fill("1", "Diện tích, dân số và mật độ dân số năm 2021 phân theo đơn vị hành chính")  # fmt: skip


def _whole(lines: Sequence[Line]) -> int:
    return next(at for at, line in enumerate(lines) if line.role == "grand total")


def _schools(random: Random, draft: Draft) -> None:
    """Schools, classes, pupils and teachers over years, with pupils a class and a teacher as lines."""
    years = [Column(title=f"{year}-{year + 1}") for year in range(2016, 2016 + random.randint(4, 6))]
    lines = [
        Line(label="Số lớp học", unit="Lớp", parts=(1, 2, 3), role="subtotal"),
        Line(label="Tiểu học", unit="Lớp", scale=(600, 900)),
        Line(label="Trung học cơ sở", unit="Lớp", scale=(300, 500)),
        Line(label="Trung học phổ thông", unit="Lớp", scale=(100, 300)),
        Line(label="Số học sinh", unit="Học sinh", parts=(5, 6, 7), role="subtotal"),
        Line(label="Tiểu học", unit="Học sinh", scale=(18_000, 27_000)),
        Line(label="Trung học cơ sở", unit="Học sinh", scale=(11_000, 18_000)),
        Line(label="Trung học phổ thông", unit="Học sinh", scale=(4_000, 11_000)),
        Line(
            label="Số học sinh bình quân một lớp học",
            unit="Học sinh",
            parts=(4, 0),
            formula=lambda v: v[0] / v[1],
            computed=1,
        ),
    ]
    Ledger(
        random=random, draft=draft, lines=lines, columns=years, stub="", ordinals="", units="ĐVT"
    ).fill("1", "Số lớp học và học sinh phổ thông")  # fmt: skip


def _land(random: Random, draft: Draft) -> None:
    """Land by use with codes: areas of two years, shares of the whole, what changed."""
    codes = iter(("NNP", "SXN", "LUA", "CLN", "LNP", "NTS", "PNN", "OTC", "CDG", "CSD"))
    lines = [
        Line(label="Tổng diện tích tự nhiên", unit="", parts=(1, 7, 10), role="grand total", places=2),
        Line(label="Đất nông nghiệp", ordinal="1", unit=next(codes), parts=(2, 5, 6), role="subtotal", places=2),
        Line(label="Đất sản xuất nông nghiệp", ordinal="1.1", unit=next(codes), parts=(3, 4), role="subtotal", places=2),
        Line(label="Đất trồng lúa", ordinal="1.1.1", unit=next(codes), scale=(9_000, 2_000_000), places=2),
        Line(label="Đất trồng cây lâu năm", ordinal="1.1.2", unit=next(codes), scale=(9_000, 2_000_000), places=2),
        Line(label="Đất lâm nghiệp", ordinal="1.2", unit=next(codes), scale=(9_000, 9_000_000), places=2),
        Line(label="Đất nuôi trồng thủy sản", ordinal="1.3", unit=next(codes), scale=(900, 90_000), places=2),
        Line(label="Đất phi nông nghiệp", ordinal="2", unit=next(codes), parts=(8, 9), role="subtotal", places=2),
        Line(label="Đất ở", ordinal="2.1", unit=next(codes), scale=(9_000, 900_000), places=2),
        Line(label="Đất chuyên dùng", ordinal="2.2", unit=next(codes), scale=(9_000, 900_000), places=2),
        Line(label="Đất chưa sử dụng", ordinal="3", unit=next(codes), scale=(900, 90_000), places=2),
    ]  # fmt: skip
    columns = [
        Column(title="Hiện trạng năm 2020|Diện tích (ha)"),
        Column(title="Hiện trạng năm 2020|Cơ cấu (%)", parts=(0,), over=0, formula=percentage, computed=2, role="share"),
        Column(title="Quy hoạch đến năm 2030|Diện tích (ha)"),
        Column(title="Quy hoạch đến năm 2030|Cơ cấu (%)", parts=(2,), over=0, formula=percentage, computed=2, role="share"),
        Column(title="Tăng (+), giảm (-) (ha)", parts=(2, 0), formula=difference, role="difference"),
    ]  # fmt: skip
    Ledger(
        random=random, draft=draft, lines=lines, columns=columns, stub="Chỉ tiêu sử dụng đất", units="Mã"
    ).fill("1", "Quy hoạch sử dụng đất đến năm 2030")


def _accidents(random: Random, draft: Draft) -> None:
    """Accidents, dead and injured of a period, the same period, and the change in figures and percent."""
    columns = [
        *(Column(title=f"{title}|{what}") for title in ("9 tháng năm 2021", "Cùng kỳ năm 2020") for what in ("Số vụ", "Số người chết", "Số người bị thương")),
        *(Column(title=f"Tăng, giảm|{what}", parts=(at, at + 3), formula=difference, role="difference") for at, what in enumerate(("Số vụ", "Số người chết", "Số người bị thương"))),
        *(Column(title=f"Tỷ lệ tăng, giảm (%)|{what}", parts=(at, at + 3), formula=growth, computed=1, role="growth") for at, what in enumerate(("Số vụ", "Số người chết", "Số người bị thương"))),
    ]  # fmt: skip
    if random.randint(0, 1):
        columns = columns[:9]
    lines = _districts(random, bool(random.randint(0, 1)), (3, 120))
    Ledger(random=random, draft=draft, lines=lines, columns=columns, stub="Địa bàn", ordinals="TT").fill(
        "1", "Tình hình tai nạn giao thông 9 tháng năm 2021"
    )


def _poverty(random: Random, draft: Draft) -> None:
    """Poor households at the start, those out of poverty, back in it and new, at the end, with rates."""
    columns = [
        Column(title="Tổng số hộ dân cư"),
        Column(title="Hộ nghèo đầu kỳ|Số hộ"),
        Column(title="Hộ nghèo đầu kỳ|Tỷ lệ (%)", parts=(1, 0), formula=percentage, computed=2, role="quotient"),
        Column(title="Diễn biến trong năm|Thoát nghèo"),
        Column(title="Diễn biến trong năm|Tái nghèo"),
        Column(title="Diễn biến trong năm|Phát sinh mới"),
        Column(title="Hộ nghèo cuối kỳ|Số hộ", parts=(1, 3, 4, 5), formula=signed(1, -1, 1, 1)),
        Column(title="Hộ nghèo cuối kỳ|Tỷ lệ (%)", parts=(6, 0), formula=percentage, computed=2, role="quotient"),
    ]  # fmt: skip
    lines = _districts(random, bool(random.randint(0, 1)), (1, 2))
    _Households(random=random, draft=draft, lines=lines, columns=columns, stub="Đơn vị").fill(
        "1", "Diễn biến hộ nghèo năm 2021"
    )


class _Households(Ledger):
    """Each column has bounds of its own."""

    def _compute(self, at: int, col: int) -> Decimal:
        line, column = self.lines[at], self.columns[col]
        if line.parts or column.formula is not None:
            return super()._compute(at, col)
        bounds = {0: (9_000, 30_000), 1: (700, 2_900), 3: (100, 650), 4: (0, 6), 5: (3, 60)}
        return Decimal(self.random.randint(*bounds[col]))


def _investors(random: Random, draft: Draft) -> None:
    """Projects and capital by country, shares, the mean capital of a project, the rest in a line of its own."""
    countries = (
        "Hàn Quốc",
        "Nhật Bản",
        "Xin-ga-po",
        "Đài Loan",
        "Trung Quốc",
        "Thái Lan",
        "Hoa Kỳ",
        "Hà Lan",
        "Ma-lai-xi-a",
    )
    chosen = [*random.sample(countries, random.randint(6, 9)), "Các nước khác"]
    first = random.randint(0, 1)
    lines = [Line(label=name, ordinal=str(at), scale=(4, 90)) for at, name in enumerate(chosen, 1)]
    whole = Line(label="TỔNG SỐ", parts=tuple(range(first, len(lines) + first)), role="grand total")
    lines.insert(0 if first else len(lines), whole)
    at = lines.index(whole)
    columns = [
        Column(title="Số dự án"),
        Column(title="Tổng vốn đăng ký (triệu USD)"),
        Column(title="Tỷ trọng (%)|Số dự án", parts=(0,), over=at, formula=percentage, computed=1, role="share"),
        Column(title="Tỷ trọng (%)|Vốn đăng ký", parts=(1,), over=at, formula=percentage, computed=1, role="share"),
        Column(title="Vốn bình quân một dự án", parts=(1, 0), formula=lambda v: v[0] / v[1], computed=2, role="quotient"),
    ]  # fmt: skip
    _Capital(random=random, draft=draft, lines=lines, columns=columns, stub="Nước, vùng lãnh thổ").fill(
        "1", "Đầu tư trực tiếp nước ngoài được cấp phép lũy kế đến 31/12/2021"
    )


class _Capital(Ledger):
    """Capital has a place behind the mark and is larger than the number of projects."""

    def _places(self, line: Line, column: Column) -> int | None:
        return 1 if column is self.columns[1] else super()._places(line, column)

    def _compute(self, at: int, col: int) -> Decimal:
        if col == 1 and not self.lines[at].parts:
            return Decimal(self.random.randint(300, 90_000)) / 10
        return super()._compute(at, col)


def _trade(random: Random, draft: Draft) -> None:
    """Exports of a month and cumulated, compared with the month before and the same period."""
    goods = (
        "Thủy sản",
        "Cà phê",
        "Hạt tiêu",
        "Gạo",
        "Sản phẩm gỗ",
        "Hàng dệt may",
        "Dăm gỗ",
        "Cao su",
        "Tinh bột sắn",
        "Săm lốp ô tô",
    )
    first = random.randint(0, 1)
    chosen = [*random.sample(goods, random.randint(6, 9)), "Hàng hóa khác"]
    lines = [Line(label=name, scale=(200, 9_000)) for name in chosen]
    whole = Line(label="TỔNG TRỊ GIÁ", parts=tuple(range(first, len(lines) + first)), role="grand total")
    lines.insert(0 if first else len(lines), whole)
    columns = [
        Column(title="Chính thức 10 tháng năm 2021"),
        Column(title="Ước tính tháng 11 năm 2021"),
        Column(title="Cộng dồn 11 tháng năm 2021", parts=(0, 1), formula=total),
        Column(title="11 tháng năm 2020"),
        Column(title="Cộng dồn 11 tháng năm 2021 so với cùng kỳ năm trước (%)", parts=(2, 3), formula=percentage, computed=2, role="quotient"),
    ]  # fmt: skip
    Ledger(random=random, draft=draft, lines=lines, columns=columns, stub="", ordinals="").fill(
        "1", "Hàng hóa xuất khẩu tháng 11 và 11 tháng năm 2021", unit="nghìn USD"
    )


def _quarters(random: Random, draft: Draft) -> None:
    """Quarters with half a year, nine months and the year between and behind them; often turned."""
    columns = [
        Column(title="Quý I"),
        Column(title="Quý II"),
        Column(title="6 tháng", parts=(0, 1), formula=total),
        Column(title="Quý III"),
        Column(title="9 tháng", parts=(2, 3), formula=total),
        Column(title="Quý IV"),
        Column(title="Cả năm", parts=(4, 5), formula=total),
    ]
    lines = _districts(random, first=False, scale=(300, 60_000))
    Ledger(random=random, draft=draft, lines=lines, columns=columns, stub="Địa phương").fill(
        "1", "Doanh thu bán lẻ hàng hóa các quý năm 2021", unit="triệu đồng"
    )


def _years(random: Random, draft: Draft) -> Draft | None:
    """A sector over years: output by kind, mean of the years, growth of the last; sometimes turned."""
    count = random.randint(4, 6)
    columns = [Column(title=f"Năm {2021 - count + at + 1}") for at in range(count)]
    columns.append(
        Column(title="Bình quân giai đoạn", parts=tuple(range(count)), formula=mean, computed=1, role="mean")
    )
    columns.append(
        Column(title=f"Năm 2021 so với năm {2022 - count} (%)", parts=(count - 1, 0), formula=percentage, computed=1, role="quotient")
    )  # fmt: skip
    kinds = ("Lúa", "Ngô", "Sắn", "Khoai lang", "Lạc", "Rau các loại", "Đậu các loại", "Mía")
    lines = [
        Line(label=name, ordinal=str(at), scale=(900, 60_000))
        for at, name in enumerate(random.sample(kinds, random.randint(5, 8)), 1)
    ]
    lines.append(Line(label="Tổng số", parts=tuple(range(len(lines))), role="grand total"))
    Ledger(random=random, draft=draft, lines=lines, columns=columns, stub="Loại cây trồng").fill(
        "1", "Diện tích gieo trồng giai đoạn", unit="ha"
    )
    return turn(draft) if random.randint(0, 2) == 0 else None


def _prices(random: Random, draft: Draft) -> None:
    """Price indices against five bases: nothing adds up, and no figure follows from another."""
    titles = (
        "Kỳ gốc 2019",
        "Tháng 11 năm 2020",
        "Tháng 12 năm 2020",
        "Tháng 10 năm 2021",
        "Bình quân 11 tháng",
    )
    columns = [Column(title=f"Tháng 11 năm 2021 so với (%)|{title}") for title in titles]
    groups = ("CHỈ SỐ GIÁ TIÊU DÙNG", "Hàng ăn và dịch vụ ăn uống", "Đồ uống và thuốc lá", "May mặc, mũ nón, giày dép", "Nhà ở và vật liệu xây dựng",
              "Thiết bị và đồ dùng gia đình", "Thuốc và dịch vụ y tế", "Giao thông", "Giáo dục", "Chỉ số giá vàng", "Chỉ số giá đô la Mỹ")  # fmt: skip
    lines = [
        Line(label=name, ordinal="I" if not at else str(at), scale=(9_700, 11_500), places=2)
        for at, name in enumerate(groups)
    ]
    Ledger(random=random, draft=draft, lines=lines, columns=columns, stub="Nhóm hàng").fill(
        "1", "Chỉ số giá tiêu dùng tháng 11 năm 2021"
    )


STATISTICS = (
    _indicators,
    _density,
    _schools,
    _land,
    _accidents,
    _poverty,
    _investors,
    _trade,
    _quarters,
    _years,
    _prices,
)
