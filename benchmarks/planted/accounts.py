"""Accounts as offices publish them: settlements, balances, projects, debts, pay, revenue shared, funds, invoices.

Of the fourth family, written from the forms of circulars on public finance, without a look at what the audit does.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from planted.facts import difference, growth, percentage, total
from planted.ledger import Column, Ledger, Line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from planted.draft import Draft

_UNITS = ("triệu đồng", "đồng", "nghìn đồng", "tỷ đồng")


def signed(*signs: int) -> partial[Decimal]:
    """A formula that adds and deducts."""
    return partial(_signed, signs)


def _signed(signs: Sequence[int], values: Sequence[Decimal]) -> Decimal:
    return total([sign * value for sign, value in zip(signs, values, strict=True)])


def _growth_of(values: Sequence[Decimal]) -> Decimal:
    return growth(values)


def _settlement(random: Random, draft: Draft) -> None:
    """Estimate and settlement of two levels of government, each total before its parts, compared three times."""
    places = random.choice((1, 2))
    columns = [
        Column(title="Dự toán|Tổng số", parts=(1, 2), formula=total, declared="=2+3"),
        Column(title="Dự toán|Bao gồm|NS cấp tỉnh"),
        Column(title="Dự toán|Bao gồm|NS huyện"),
        Column(title="Quyết toán|Tổng số", parts=(4, 5), formula=total, declared="=5+6"),
        Column(title="Quyết toán|Bao gồm|NS cấp tỉnh"),
        Column(title="Quyết toán|Bao gồm|NS huyện"),
        *(
            Column(
                title=f"So sánh (%)|{title}",
                parts=(at + 3, at),
                formula=percentage,
                computed=places,
                role="quotient",
                declared=f"={at + 4}/{at + 1}",
            )
            for at, title in enumerate(("Tổng số", "NS cấp tỉnh", "NS huyện"))
        ),
    ]
    lines = [
        Line(label="TỔNG CHI NGÂN SÁCH ĐỊA PHƯƠNG", parts=(1, 12), role="grand total"),
        Line(label="CHI CÂN ĐỐI NGÂN SÁCH ĐỊA PHƯƠNG", ordinal="A", parts=(2, 6, 10, 11), role="subtotal"),
        Line(label="Chi đầu tư phát triển", ordinal="I", parts=(3, 5), role="subtotal"),
        Line(label="Chi đầu tư cho các dự án", ordinal="1"),
        Line(label="Trong đó: chi từ nguồn thu xổ số kiến thiết", ordinal="-", within=3),
        Line(label="Chi đầu tư phát triển khác", ordinal="2"),
        Line(label="Chi thường xuyên", ordinal="II", role="component"),
        Line(label="Trong đó:", role="heading"),
        Line(label="Chi giáo dục - đào tạo và dạy nghề", ordinal="1", within=6),
        Line(label="Chi khoa học và công nghệ", ordinal="2", within=8),
        Line(label="Chi bổ sung quỹ dự trữ tài chính", ordinal="III"),
        Line(label="Dự phòng ngân sách", ordinal="IV"),
        Line(label="CHI CÁC CHƯƠNG TRÌNH MỤC TIÊU", ordinal="B", parts=(13, 14), role="subtotal"),
        Line(label="Chi các chương trình mục tiêu quốc gia", ordinal="I"),
        Line(label="Chi các chương trình mục tiêu, nhiệm vụ", ordinal="II"),
    ]
    ledger = Ledger(
        random=random, draft=draft, lines=lines, columns=columns, numbered=bool(random.randint(0, 2))
    )
    ledger.fill(
        "1", "Quyết toán chi ngân sách địa phương theo cơ cấu chi năm 2021", unit=random.choice(_UNITS)
    )


def _balance(random: Random, draft: Draft) -> None:
    """Revenue less expenditure, with the difference as a line of its own."""
    columns = [
        Column(title="Dự toán năm 2021"),
        Column(title="Ước thực hiện năm 2021"),
        Column(title="Dự toán năm 2022"),
        Column(
            title="So sánh|Tuyệt đối",
            parts=(2, 1),
            formula=difference,
            role="difference",
            declared="=3-2",
        ),
        Column(
            title="So sánh|Tương đối (%)",
            parts=(2, 1),
            formula=percentage,
            computed=1,
            role="quotient",
            declared="=3/2",
        ),
    ]
    label = random.choice(("BỘI THU NGÂN SÁCH ĐỊA PHƯƠNG (A-B)", "CHÊNH LỆCH THU - CHI", "KẾT DƯ (A-B)"))
    big = (40_000, 90_000)
    lines = [
        Line(label="TỔNG NGUỒN THU NGÂN SÁCH ĐỊA PHƯƠNG", ordinal="A", parts=(1, 4, 5), role="subtotal"),
        Line(label="Thu địa phương được hưởng theo phân cấp", ordinal="I", parts=(2, 3), role="subtotal"),
        Line(label="Thu hưởng 100%", ordinal="-", scale=big),
        Line(label="Thu hưởng từ các khoản thu phân chia", ordinal="-", scale=big),
        Line(label="Thu bổ sung từ ngân sách cấp trên", ordinal="II", scale=big),
        Line(label="Thu chuyển nguồn từ năm trước chuyển sang", ordinal="III", scale=big),
        Line(label="TỔNG CHI NGÂN SÁCH ĐỊA PHƯƠNG", ordinal="B", parts=(7, 10), role="subtotal"),
        Line(label="Chi trong cân đối", ordinal="I", parts=(8, 9), role="subtotal"),
        Line(label="Chi đầu tư phát triển", ordinal="1"),
        Line(label="Chi thường xuyên", ordinal="2"),
        Line(label="Chi chuyển nguồn sang năm sau", ordinal="II", scale=(100, 2_000)),
        Line(label=label, ordinal="C", parts=(0, 6), formula=difference, role="grand total"),
    ]
    ledger = Ledger(
        random=random, draft=draft, lines=lines, columns=columns, numbered=bool(random.randint(0, 1))
    )
    ledger.fill("1", "Cân đối ngân sách địa phương năm 2022", unit=random.choice(_UNITS))


def _projects(random: Random, draft: Draft) -> None:
    """Projects in groups with their decisions and years, capital by source, paid out by two years, what is left."""
    names = (
        "Đường liên xã Hải An - Hải Khê", "Trường THCS Cam Hiếu", "Kè chống sạt lở bờ sông", "Trụ sở làm việc xã Vĩnh Tú",
        "Hệ thống thoát nước khu đô thị", "Cầu Châu Thị", "Trạm y tế xã Ba Lòng", "Hồ chứa nước Khe Mước",
        "Nâng cấp chợ trung tâm", "Nhà văn hóa thôn Tân Lập", "Đường vào cụm công nghiệp", "Khu tái định cư thị trấn",
    )  # fmt: skip
    titles = ("Dự án hoàn thành, bàn giao", "Dự án chuyển tiếp", "Dự án khởi công mới")
    groups = [random.sample(names, 12)[at * 4 : at * 4 + random.randint(2, 4)] for at in range(3)]
    lines: list[Line] = []
    heads = []
    at = 1
    for number, members in enumerate(groups):
        heads.append(at)
        inner = tuple(range(at + 1, at + 1 + len(members)))
        lines.append(
            Line(label=titles[number], ordinal=("I", "II", "III")[number], parts=inner, role="subtotal")
        )
        lines += [
            Line(label=name, ordinal=str(one), scale=(600, 40_000)) for one, name in enumerate(members, 1)
        ]
        at += 1 + len(members)
    lines.insert(0, Line(label="TỔNG SỐ", parts=tuple(heads), role="grand total"))
    columns = [
        Column(title="Quyết định đầu tư", texts=lambda: f"{random.randint(11, 999)}/QĐ-UBND ngày {random.randint(1, 28)}/{random.randint(1, 12)}/2019"),
        Column(title="Thời gian thực hiện", texts=lambda: random.choice(("2019-2021", "2020-2022", "2021-2023"))),
        Column(title="Tổng mức đầu tư"),
        Column(title="Kế hoạch vốn năm 2021|Tổng số", parts=(4, 5, 6), formula=total),
        Column(title="Kế hoạch vốn năm 2021|Trong đó|NSTW"),
        Column(title="Kế hoạch vốn năm 2021|Trong đó|NSĐP"),
        Column(title="Kế hoạch vốn năm 2021|Trong đó|ODA"),
        Column(title="Giải ngân"),
        Column(title="Tỷ lệ giải ngân (%)", parts=(7, 3), formula=percentage, computed=2, role="quotient"),
        Column(title="Còn lại", parts=(3, 7), formula=difference, role="difference"),
    ]  # fmt: skip
    if random.randint(0, 1):
        columns = [
            Column(title="Kế hoạch vốn|Tổng số", parts=(1, 2), formula=total),
            Column(title="Kế hoạch vốn|Vốn trong nước"),
            Column(title="Kế hoạch vốn|Vốn nước ngoài"),
            Column(title="Giải ngân|Tổng số", parts=(4, 5), formula=total),
            Column(title="Giải ngân|Vốn trong nước"),
            Column(title="Giải ngân|Vốn nước ngoài"),
            Column(title="Tỷ lệ (%)", parts=(3, 0), formula=percentage, computed=1, role="quotient"),
        ]
    ledger = Ledger(
        random=random, draft=draft, lines=lines, columns=columns, stub="Danh mục dự án", ordinals="TT"
    )
    ledger.fill("1", "Kế hoạch đầu tư công năm 2021", unit=random.choice(_UNITS[:1] + _UNITS[2:3]))


def _debts(random: Random, draft: Draft) -> None:
    """What was owed, borrowed, repaid, and is owed now, by creditor."""
    columns = [
        Column(title="Dư nợ đầu kỳ"),
        Column(title="Vay trong kỳ"),
        Column(title="Trả trong kỳ|Gốc"),
        Column(title="Trả trong kỳ|Lãi, phí"),
        Column(title="Trả trong kỳ|Tổng", parts=(2, 3), formula=total),
        Column(title="Dư nợ cuối kỳ", parts=(0, 1, 2), formula=signed(1, 1, -1), declared="=1+2-3"),
    ]
    names = (
        "Vay lại nguồn Chính phủ vay ngoài nước", "Vay tín dụng đầu tư của Nhà nước", "Tạm ứng ngân quỹ nhà nước",
        "Vay các tổ chức tài chính trong nước", "Phát hành trái phiếu chính quyền địa phương", "Vay khác",
    )  # fmt: skip
    chosen = random.sample(names, random.randint(4, 6))
    lines = [Line(label=name, ordinal=str(at)) for at, name in enumerate(chosen, 1)]
    lines.append(
        Line(label=random.choice(("Tổng cộng", "Cộng")), parts=tuple(range(len(lines))), role="grand total")
    )
    ledger = Ledger(
        random=random,
        draft=draft,
        lines=lines,
        columns=columns,
        stub="Nguồn vay",
        numbered=bool(random.randint(0, 1)),
    )
    ledger.fill("1", "Tình hình vay và trả nợ của chính quyền địa phương năm 2021", unit="triệu đồng")


def _pay(random: Random, draft: Draft) -> None:
    """Coefficients times the base pay, allowances, what is held back, what is paid out."""
    people = (
        "Nguyễn Văn Bình", "Trần Thị Hoa", "Lê Minh Đức", "Phạm Thu Hà", "Hoàng Văn Nam", "Võ Thị Lan", "Đặng Quốc Huy",
        "Bùi Thị Ngọc", "Đỗ Văn Thắng", "Hồ Thị Mai", "Ngô Xuân Trường", "Dương Thị Yến",
    )  # fmt: skip
    base = Decimal(random.choice((1_490_000, 1_800_000, 2_340_000)))
    columns = [
        Column(title="Hệ số lương"),
        Column(
            title=f"Thành tiền (hệ số x {base:,.0f})".replace(",", "."),
            parts=(0,),
            formula=lambda v: v[0] * base,
            computed=0,
        ),
        Column(title="Phụ cấp"),
        Column(title="Tổng tiền lương", parts=(1, 2), formula=total),
        Column(title="Trích nộp 10,5%", parts=(3,), formula=lambda v: v[0] * Decimal("0.105"), computed=0),
        Column(title="Thực lĩnh", parts=(3, 4), formula=difference, role="difference"),
    ]
    lines = [
        Line(label=name, ordinal=str(at), scale=(234, 678), places=2)
        for at, name in enumerate(random.sample(people, random.randint(7, 12)), 1)
    ]
    _Payroll(random=random, draft=draft, lines=lines, columns=columns, stub="Họ và tên").fill(
        "1", "Bảng thanh toán tiền lương tháng 12 năm 2021", unit="đồng"
    )


class _Payroll(Ledger):
    """Allowances are whole amounts, coefficients have two places."""

    def _places(self, line: Line, column: Column) -> int | None:  # noqa: ARG002 (as every ledger has it)
        return 2 if column is self.columns[0] else 0

    def _compute(self, at: int, col: int) -> Decimal:
        if col == 2:
            return Decimal(self.random.randint(0, 30) * 50_000)
        return super()._compute(at, col)


def _shared(random: Random, draft: Draft) -> None:
    """Revenue by place against the estimate and last year, above and below a hundred."""
    places = random.choice((1, 2))
    columns = [
        Column(title="Dự toán tỉnh giao"),
        Column(title="Dự toán huyện giao"),
        Column(title="Thực hiện 9 tháng"),
        Column(title="Thực hiện cùng kỳ"),
        Column(title="Thực hiện 9 tháng so với (%)|Dự toán tỉnh", parts=(2, 0), formula=percentage, computed=places, role="quotient"),
        Column(title="Thực hiện 9 tháng so với (%)|Dự toán huyện", parts=(2, 1), formula=percentage, computed=places, role="quotient"),
        Column(title="Thực hiện 9 tháng so với (%)|Cùng kỳ", parts=(2, 3), formula=percentage, computed=places, role="quotient"),
    ]  # fmt: skip
    taxes = ("Thuế công thương nghiệp ngoài quốc doanh", "Lệ phí trước bạ", "Thuế sử dụng đất phi nông nghiệp", "Thuế thu nhập cá nhân",
             "Thu tiền cho thuê đất", "Thu tiền sử dụng đất", "Thu phí, lệ phí", "Thu cấp quyền khai thác khoáng sản", "Thu khác ngân sách")  # fmt: skip
    chosen = random.sample(taxes, random.randint(5, 9))
    first = random.randint(0, 1)
    lines = [Line(label=name, ordinal=str(at), scale=(300, 60_000)) for at, name in enumerate(chosen, 1)]
    parts = tuple(range(first, len(lines) + first))
    whole = Line(
        label=random.choice(("Tổng thu ngân sách", "TỔNG CỘNG", "Thu nội địa")),
        parts=parts,
        role="grand total",
    )
    lines.insert(0 if first else len(lines), whole)
    if random.randint(0, 1):
        land = next((at for at, line in enumerate(lines) if line.label == "Thu tiền sử dụng đất"), None)
        if land is not None:
            less = Line(
                label="Tổng thu không kể tiền sử dụng đất",
                parts=(lines.index(whole), land),
                formula=difference,
                role="subtotal",
            )
            lines.append(less)
    ledger = Ledger(random=random, draft=draft, lines=lines, columns=columns, stub="Chỉ tiêu thu")
    ledger.fill("1", "Tình hình thực hiện thu ngân sách 9 tháng năm 2021", unit="triệu đồng")


def _fund(random: Random, draft: Draft) -> None:
    """A fund over quarters: opening balance, received, spent, closing balance as lines."""
    quarters = ("Quý I", "Quý II", "Quý III", "Quý IV")
    columns = [
        *(Column(title=f"Năm 2021|{quarter}") for quarter in quarters),
    ]
    lines = [
        Line(label="Tồn đầu kỳ", ordinal="I", scale=(60_000, 90_000)),
        Line(label="Thu trong kỳ", ordinal="II", parts=(2, 3, 4), role="subtotal"),
        Line(label="Thu đóng góp của tổ chức", ordinal="1"),
        Line(label="Thu đóng góp của cá nhân", ordinal="2"),
        Line(label="Lãi tiền gửi", ordinal="3", scale=(20, 900)),
        Line(label="Chi trong kỳ", ordinal="III", parts=(6, 7, 8), role="subtotal"),
        Line(label="Hỗ trợ khắc phục thiên tai", ordinal="1", scale=(20, 60_000)),
        Line(label="Hỗ trợ nhà ở", ordinal="2", scale=(20, 40_000)),
        Line(label="Chi quản lý", ordinal="3", scale=(20, 900)),
        Line(
            label="Tồn cuối kỳ (I+II-III)",
            ordinal="IV",
            parts=(0, 1, 5),
            formula=signed(1, 1, -1),
            role="grand total",
        ),
    ]
    ledger = Ledger(random=random, draft=draft, lines=lines, columns=columns, stub="Chỉ tiêu")
    ledger.fill("1", "Tình hình thu, chi Quỹ Phòng, chống thiên tai năm 2021", unit="nghìn đồng")


ACCOUNTS = (_settlement, _balance, _projects, _debts, _pay, _shared, _fund)
