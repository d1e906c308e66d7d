"""Forms of one kind of office each: pupils by result, land by use, blocs, cumulated months, indices, disbursement.

They share no layout with `scorecards` and `budgets`, and were written without a look at what the audit does.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from planted.draft import Draft, Style
from planted.facts import difference, growth, mean, percentage, total
from planted.forms import Column, Form

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_STYLES = (Style(",", "."), Style(",", "."), Style(","), Style(".", ","), Style("."))
_PLACES = (
    "An Khê", "Bình Minh", "Cẩm Sơn", "Đông Hưng", "Hòa Lợi", "Kim Long", "Long Phú", "Mỹ Đức", "Nam Dong", "Ô Môn",
    "Phước Hải", "Quảng Tâm", "Rạch Gốc", "Sơn Thủy", "Tân Lập", "Vĩnh Thạnh", "Xuân Trường", "Yên Bài",
)  # fmt: skip
_OFFICES = (
    "Phòng Tổ chức - Hành chính", "Phòng Kế hoạch - Tổng hợp", "Phòng Nghiệp vụ 1", "Phòng Nghiệp vụ 2", "Văn phòng",
    "Trung tâm Dịch vụ", "Chi cục Thủy lợi", "Chi cục Kiểm lâm", "Ban Quản lý dự án", "Trạm Khuyến nông",
    "Thanh tra ngành", "Phòng Quản lý công nghệ", "Trung tâm Xúc tiến", "Chi cục Dân số",
)  # fmt: skip


def make_form(random: Random) -> Draft:
    """A decision with one form."""
    maker = random.choice((_examination, _land, _bloc, _months, _index, _disbursement, _households))
    draft = Draft(layout=maker.__name__.strip("_"), style=random.choice(_STYLES))
    maker(random, draft)
    return draft


def _whole(random: Random, low: int, high: int) -> Callable[[], Decimal]:
    return lambda: Decimal(random.randint(low, high))


def _decimals(random: Random, low: int, high: int, places: int) -> Callable[[], Decimal]:
    return lambda: Decimal(random.randint(low * 10**places, high * 10**places)).scaleb(-places)


def _places(random: Random, kind: str, least: int = 6) -> list[str]:
    return [f"{kind} {name}" for name in random.sample(_PLACES, random.randint(least, 14))]


def _share(title: str, parts: tuple[int, int], places: int) -> Column:
    return Column(
        title=title,
        role="quotient",
        formula=percentage,
        parts=parts,
        places=places,
        computed=places,
        summed=False,
    )


def _examination(random: Random, draft: Draft) -> None:
    """Pupils by result, each number with its share of all pupils of the school."""
    places = random.choice((1, 2))
    results = random.choice(
        (("Giỏi", "Khá", "Trung bình", "Yếu"), ("Hoàn thành tốt", "Hoàn thành", "Chưa hoàn thành"))
    )
    counts = tuple(1 + 2 * at for at in range(len(results)))
    columns = [Column(title="Tổng số học sinh", role="total", formula=total, parts=counts)]
    for at, result in zip(counts, results, strict=True):
        columns += [
            Column(title=f"{result}|SL", draw=_whole(random, 3, 180)),
            _share(f"{result}|TL (%)", (at, 0), places),
        ]
    form = Form(
        random=random,
        draft=draft,
        columns=columns,
        names=_places(random, "Trường THCS"),
        stub="Tên trường",
        namesakes=True,
    )
    form.closing = (random.choice(("Toàn huyện", "Cộng", "Tổng cộng")), "total")
    form.fill("Kết quả xếp loại học lực học kỳ I năm học 2021-2022")


def _land(random: Random, draft: Draft) -> None:
    """Area by use: a natural area of three groups, of which the first has parts of its own."""
    area = _decimals(random, 3, 900, 2)
    columns = [
        Column(title="Tổng diện tích tự nhiên", role="total", formula=total, parts=(1, 5, 6), places=2),
        Column(title="Đất nông nghiệp|Tổng số", role="total", formula=total, parts=(2, 3, 4), places=2),
        *(
            Column(title=f"Đất nông nghiệp|{use}", draw=area, places=2)
            for use in ("Đất trồng lúa", "Đất rừng", "Đất nuôi trồng thủy sản")
        ),
        Column(title="Đất phi nông nghiệp", draw=area, places=2),
        Column(title="Đất chưa sử dụng", draw=_decimals(random, 0, 40, 2), places=2),
    ]
    names = _places(random, random.choice(("Xã", "Phường")))
    form = Form(random=random, draft=draft, columns=columns, names=names, stub="Đơn vị hành chính")
    form.closing = (random.choice(("Tổng cộng", "Toàn huyện")), "total")
    form.fill("Thống kê diện tích đất đai theo đơn vị hành chính đến 31/12/2021", unit="ha")


def _bloc(random: Random, draft: Draft) -> None:
    """Points of a bloc: three criteria and a bonus less a penalty, a rank and a grade."""
    half = lambda low, high: lambda: Decimal(random.randint(2 * low, 2 * high)) / 2  # noqa: E731
    columns = [
        Column(title="Điểm nội dung 1 (60 điểm)", draw=half(38, 60), places=1),
        Column(title="Điểm nội dung 2 (20 điểm)", draw=half(11, 20), places=1),
        Column(title="Điểm nội dung 3 (20 điểm)", draw=half(9, 20), places=1),
        Column(title="Điểm thưởng", draw=half(0, 5), places=1),
        Column(title="Điểm trừ", draw=half(0, 4), places=1),
        Column(
            title="Tổng điểm",
            role="total",
            formula=lambda values: total(values[:4]) - values[4],
            parts=(0, 1, 2, 3, 4),
            places=1,
        ),
    ]
    names = random.sample(_OFFICES, random.randint(7, 14))
    form = Form(random=random, draft=draft, columns=columns, names=names)
    form.fill("Kết quả chấm điểm thi đua Khối số 2 năm 2021")
    form.rank(5, "Xếp thứ")
    if random.randint(0, 1):
        limits = (("A", 90), ("B", 80), ("C", 70), ("D", 0))
        form.grade(5, "Xếp loại", [(tier, Decimal(least)) for tier, least in limits])


def _months(random: Random, draft: Draft) -> None:
    """Results of a month, cumulated, against the plan and the same period of last year."""
    places = random.choice((1, 2))
    columns = [
        Column(title="Kế hoạch năm", draw=_whole(random, 9_000, 90_000)),
        Column(title="Lũy kế 10 tháng", draw=_whole(random, 4_000, 50_000)),
        Column(title="Tháng 11", draw=_whole(random, 300, 9_000)),
        Column(title="Lũy kế 11 tháng", role="total", formula=total, parts=(1, 2)),
        Column(title="Cùng kỳ năm trước", draw=_whole(random, 4_000, 60_000)),
        _share("So sánh (%)|Kế hoạch", (3, 0), places),
        Column(
            title="So sánh (%)|Tăng, giảm so với cùng kỳ",
            role="growth",
            formula=growth,
            parts=(3, 4),
            places=places,
            computed=places,
            summed=False,
        ),
    ]
    form = Form(
        random=random, draft=draft, columns=columns, names=_places(random, "Huyện"), stub="Địa phương"
    )
    form.closing = ("Tổng cộng", "total")
    form.fill("Kết quả thu ngân sách 11 tháng năm 2021", unit="triệu đồng")


def _index(random: Random, draft: Draft) -> None:
    """Component indices of ten points, their mean as a score of a hundred, last year and the change; mean and median."""
    number = random.choice((5, 8))
    titles = ("Tính minh bạch", "Tính năng động", "Chi phí thời gian", "Chi phí không chính thức", "Cạnh tranh bình đẳng",
              "Hỗ trợ doanh nghiệp", "Thiết chế pháp lý", "Vai trò người đứng đầu")[:number]  # fmt: skip
    columns = [Column(title=title, draw=_decimals(random, 5, 9, 2), places=2) for title in titles]
    columns += [
        Column(
            title="Điểm DDCI",
            role="mean",
            formula=lambda values: mean(values) * 10,
            parts=tuple(range(number)),
            places=2,
            computed=2,
        ),
        Column(title="Điểm DDCI năm trước", draw=_decimals(random, 50, 90, 2), places=2),
        Column(
            title="Tăng (+), giảm (-)",
            role="difference",
            formula=difference,
            parts=(number, number + 1),
            places=2,
        ),
    ]
    form = Form(random=random, draft=draft, columns=columns, names=_places(random, "UBND huyện"))
    form.closing = random.choice((None, ("Trung bình", "mean"), ("Trung vị", "median")))
    form.fill("Chỉ số năng lực cạnh tranh cấp huyện năm 2021")
    form.rank(number, "Xếp hạng")


def _disbursement(random: Random, draft: Draft) -> None:
    """Capital planned and paid out by source, the rate of disbursement, ranked by it."""
    columns = [
        Column(title="Kế hoạch vốn|Tổng số", role="total", formula=total, parts=(1, 2)),
        Column(title="Kế hoạch vốn|Trung ương", draw=_whole(random, 2_000, 90_000)),
        Column(title="Kế hoạch vốn|Địa phương", draw=_whole(random, 2_000, 90_000)),
        Column(title="Giải ngân|Tổng số", role="total", formula=total, parts=(4, 5)),
        Column(title="Giải ngân|Trung ương", draw=_whole(random, 500, 2_000)),
        Column(title="Giải ngân|Địa phương", draw=_whole(random, 500, 2_000)),
        _share("Tỷ lệ giải ngân (%)", (3, 0), 2),
    ]
    form = Form(
        random=random,
        draft=draft,
        columns=columns,
        names=_places(random, "Ban QLDA huyện"),
        stub="Chủ đầu tư",
    )
    form.closing = random.choice((None, ("Tổng số", "total"), ("TỔNG CỘNG", "total")))
    form.fill("Tình hình giải ngân vốn đầu tư công năm 2021", unit="triệu đồng")
    if random.randint(0, 1):
        form.rank(6, "Xếp hạng giải ngân")


def _households(random: Random, draft: Draft) -> None:
    """Households of two kinds, each with its rate of all households, and the rise over last year."""
    places = random.choice((1, 2))
    columns = [
        Column(title="Tổng số hộ", draw=_whole(random, 900, 9_000)),
        Column(title="Hộ nghèo|Số hộ", draw=_whole(random, 20, 400)),
        _share("Hộ nghèo|Tỷ lệ (%)", (1, 0), places),
        Column(title="Hộ cận nghèo|Số hộ", draw=_whole(random, 20, 600)),
        _share("Hộ cận nghèo|Tỷ lệ (%)", (3, 0), places),
        Column(title="Hộ nghèo năm trước", draw=_whole(random, 20, 700)),
        Column(title="Tăng, giảm số hộ nghèo", role="difference", formula=difference, parts=(1, 5)),
    ]
    form = Form(random=random, draft=draft, columns=columns, names=_places(random, "Xã"), stub="Xã, phường")
    form.closing = (random.choice(("Tổng cộng", "Toàn thành phố")), "total")
    form.fill("Kết quả rà soát hộ nghèo, hộ cận nghèo năm 2021")
