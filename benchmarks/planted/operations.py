"""Operational reports after 2022: capital paid out, procedures, online services, exams, cumulated days, harvests.

A fifth family, written from what such reports print and without a look at what the audit does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from planted.draft import Content, Draft, Figure, Ref, Sheet, Style
from planted.facts import Equation, difference, growth, mean, percentage, total
from planted.forms import Column, Form
from planted.reports import MINISTRIES
from planted.standings import COMMUNES, STANDINGS
from planted.told import Telling
from planted.units import DEPARTMENTS, pick_provinces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

_STYLES = (Style(",", "."), Style(",", "."), Style(","), Style(".", ","), Style(",", ".", nil="-"))
_SCHOOLS = tuple(
    f"Trường THPT {name}"
    for name in ("Nguyễn Trãi", "Trần Phú", "Lê Quý Đôn", "Hùng Vương", "Võ Nguyên Giáp", "Lương Thế Vinh", "Lý Thường Kiệt",
                 "Quang Trung", "Ngô Quyền", "Hoàng Hoa Thám", "Đào Duy Từ", "Phan Bội Châu")
)  # fmt: skip


def make_operation(random: Random) -> Draft:
    """A report with a table or two and sentences about it."""
    makers = (
        _capital, _capital, _procedures, _procedures, _online, _casualties, _graduation, _days, _harvest, _insurance, *STANDINGS,
    )  # fmt: skip
    maker = random.choice(makers)
    draft = Draft(
        layout=maker.__name__.strip("_"), style=random.choice(_STYLES), year=random.choice((2023, 2024, 2026))
    )
    maker(random, draft)
    return draft


def whole(random: Random, low: int, high: int) -> Callable[[], Decimal]:
    """Draws whole numbers."""
    return lambda: Decimal(random.randint(low, high))


def rate(title: str, parts: tuple[int, ...], places: int) -> Column:
    """A column: the sum of all parts but the last, in percent of the last."""
    return Column(
        title=title,
        role="quotient",
        formula=lambda v: percentage((total(v[:-1]), v[-1])),
        parts=parts,
        places=places,
        computed=places,
        summed=False,
    )


@dataclass(slots=True)
class _Paid:
    """Plans, and what was paid of each; the shares rise or fall from row to row where rows are in order."""

    random: Random
    shares: list[int]
    plan: Decimal = field(default=Decimal(0))

    def planned(self) -> Decimal:
        self.plan = Decimal(self.random.randint(90_000, 9_000_000)).scaleb(-1)
        return self.plan

    def paid(self) -> Decimal:
        share = self.shares.pop(0)
        return (self.plan * share / 1000).quantize(Decimal("0.1"))


def _capital(random: Random, draft: Draft) -> None:
    """Public investment: the plan, what was paid out and its share, by ministry and by province, ranked or not."""
    both = random.randint(0, 2) == 0
    one = random.sample(MINISTRIES, random.randint(6, 12))
    two = pick_provinces(random, random.randint(8, 14))
    names = [*one, *two] if both else random.choice((one, two))
    shares = [random.randint(210, 998) for _ in names]
    if not both and random.randint(0, 1):
        shares.sort(reverse=True)
    paid = _Paid(random, shares)
    columns = [
        Column(title="Kế hoạch vốn Thủ tướng Chính phủ giao", draw=paid.planned, places=1),
        Column(title="Giải ngân đến hết 31/12", draw=paid.paid, places=1),
        rate("Tỷ lệ giải ngân (%)", (1, 0), 2),
        Column(title="Còn lại chưa giải ngân", role="difference", formula=difference, parts=(0, 1), places=1),
    ]
    del columns[3 if random.randint(0, 1) else 4 :]
    label = random.choice(("TỔNG SỐ", "CẢ NƯỚC", "Tổng cộng"))
    form = Form(random=random, draft=draft, columns=columns, names=names, stub="Bộ, cơ quan, địa phương")
    form.closing = (label, "total")
    if both:
        form.heads = {
            0: ("I", "Bộ, cơ quan trung ương"),
            len(one): ("II", "Địa phương"),
        }
        form.subtotals, form.restart = True, True
    form.fill("Tình hình giải ngân vốn đầu tư công nguồn ngân sách nhà nước", unit="tỷ đồng")
    if not both and random.randint(0, 1):
        form.rank(2, "Xếp hạng")
    units = "bộ, cơ quan, địa phương" if both else "địa phương" if names is two else "bộ, cơ quan"
    telling = Telling(form=form, column=2, noun="%", places=2, units=units, what="tỷ lệ giải ngân")
    row = closing_row(form)
    spoken: list[Callable[[], None]] = [
        lambda: telling.above_mean(row, "cả nước"),
        lambda: telling.few_below(random.choice((30, 40, 50))),
        telling.podium,
        lambda: telling.parts(
            row, (1, 0, 2), "Tổng số vốn đã giải ngân là {0} tỷ đồng trên kế hoạch {1} tỷ đồng, đạt {2}%."
        ),
    ]
    for say in random.sample(spoken, random.randint(1, 3)):
        say()


def closing_row(form: Form) -> int:
    """The grid row of the totals or means of a form."""
    body = form.draft.sheets[0]
    label = (form.closing or ("",))[0]
    return next(
        row for row in range(len(body.head), len(body.head) + len(body.body)) if body.at(row, 1) == label
    )


def _procedures(random: Random, draft: Draft) -> None:
    """Files carried over and received in three ways, settled early, on time and late, pending; shares on time."""
    columns = [
        Column(title="Số hồ sơ tiếp nhận|Tổng số", role="total", formula=total, parts=(1, 2, 3)),
        Column(title="Số hồ sơ tiếp nhận|Trực tuyến", draw=whole(random, 300, 9_000)),
        Column(title="Số hồ sơ tiếp nhận|Trực tiếp, bưu chính công ích", draw=whole(random, 5, 900)),
        Column(title="Số hồ sơ tiếp nhận|Kỳ trước chuyển qua", draw=whole(random, 0, 90)),
        Column(title="Số hồ sơ đã giải quyết|Tổng số", role="subtotal", formula=total, parts=(5, 6, 7)),
        Column(title="Số hồ sơ đã giải quyết|Trước hạn", draw=whole(random, 100, 250)),
        Column(title="Số hồ sơ đã giải quyết|Đúng hạn", draw=whole(random, 10, 50)),
        Column(title="Số hồ sơ đã giải quyết|Quá hạn", draw=whole(random, 0, 6)),
        Column(title="Số hồ sơ đang giải quyết", role="difference", formula=difference, parts=(0, 4)),
        rate("Tỷ lệ giải quyết trước và đúng hạn (%)", (5, 6, 4), random.choice((1, 2))),
    ]
    pool = random.choice((DEPARTMENTS, COMMUNES))
    names = random.sample(pool, random.randint(8, 15))
    form = Form(random=random, draft=draft, columns=columns, names=names)
    form.closing = (random.choice(("Tổng cộng", "TOÀN TỈNH", "Tổng")), "total")
    if random.randint(0, 2) == 0:
        form.names = [*random.sample(DEPARTMENTS, 7), *random.sample(COMMUNES, 9)]
        form.heads = {0: ("A", "CẤP TỈNH"), 7: ("B", "CẤP XÃ")}
        form.subtotals, form.restart = True, bool(random.randint(0, 1))
    form.fill("Tình hình, kết quả giải quyết thủ tục hành chính", unit=random.choice(("", "hồ sơ")))
    telling = Telling(form=form, column=9, noun="%", places=form.columns[9].places)
    row = closing_row(form)
    spoken: list[Callable[[], None]] = [
        lambda: telling.parts(
            row,
            (0, 1, 2, 3),
            "Tổng số hồ sơ tiếp nhận là {0} hồ sơ, trong đó tiếp nhận trực tuyến {1} hồ sơ, trực tiếp và qua bưu chính {2}"
            " hồ sơ, kỳ trước chuyển qua {3} hồ sơ.",
        ),
        lambda: telling.parts(
            row,
            (4, 5, 6, 7),
            "Đã giải quyết {0} hồ sơ (trước hạn {1} hồ sơ, đúng hạn {2} hồ sơ, quá hạn {3} hồ sơ).",
        ),
        lambda: telling.parts(row, (9,), "Tỷ lệ hồ sơ giải quyết trước và đúng hạn toàn tỉnh đạt {0}%."),
        lambda: telling.parts(row, (8,), "Số hồ sơ đang giải quyết là {0} hồ sơ."),
        lambda: telling.few_below(97),
    ]
    for say in random.sample(spoken, random.randint(2, 4)):
        say()


def _online(random: Random, draft: Draft) -> None:
    """Online services full and partial, files of each, the share that came in online."""
    columns = [
        Column(title="Số TTHC cung cấp DVCTT|Toàn trình", draw=whole(random, 20, 90)),
        Column(title="Số TTHC cung cấp DVCTT|Một phần", draw=whole(random, 5, 60)),
        Column(title="Số TTHC cung cấp DVCTT|Tổng cộng", role="subtotal", formula=total, parts=(0, 1)),
        Column(title="Tỷ lệ toàn trình (%)", role="quotient", formula=percentage, parts=(0, 2), places=2, computed=2, summed=False),
        Column(title="Tổng số hồ sơ phát sinh", draw=whole(random, 4_000, 20_000)),
        Column(title="Hồ sơ nộp trực tuyến", draw=whole(random, 900, 4_000)),
        rate("Tỷ lệ hồ sơ trực tuyến (%)", (5, 4), 2),
        Column(title="Chỉ tiêu giao (%)", role="target", draw=whole(random, 8, 14), places=0, summed=False),
    ]  # fmt: skip
    del columns[7 if random.randint(0, 1) else 8 :]
    form = Form(random=random, draft=draft, columns=columns, names=random.sample(DEPARTMENTS, 12))
    form.closing = ("Tổng cộng", "total") if len(columns) == 7 else None
    form.fill("Kết quả cung cấp dịch vụ công trực tuyến")
    form.rank(6, "Thứ hạng")
    telling = Telling(form=form, column=6, noun="%", places=2, what="tỷ lệ hồ sơ trực tuyến")
    telling.podium()
    telling.few_below(random.choice((10, 15)))
    if form.closing:
        row = closing_row(form)
        telling.parts(
            row,
            (2, 0, 1),
            "Toàn tỉnh cung cấp {0} dịch vụ công trực tuyến, gồm {1} dịch vụ toàn trình và {2} dịch vụ một phần.",
        )


def _casualties(random: Random, draft: Draft) -> None:
    """Accidents, dead and hurt as rows, for all and by kind of road; this year, last year, change, percent."""
    labels = ("Số vụ", "Số người chết", "Số người bị thương")
    kinds = random.choice(
        (
            ("Đường bộ", "Đường sắt", "Đường thủy nội địa"),
            ("Cháy nhà dân", "Cháy cơ sở sản xuất", "Cháy rừng"),
        )
    )
    rise = random.choice(("", "+"))
    head = [
        [
            "TT",
            "Nội dung",
            "Đơn vị tính",
            "Năm nay",
            "Cùng kỳ năm trước",
            "So sánh|Tăng, giảm",
            "So sánh|Tỷ lệ (%)",
        ]
    ]
    head = [[title.replace("So sánh|", "") for title in head[0]]]
    body: list[list[Content]] = []
    sums = [[Decimal(0), Decimal(0)] for _ in labels]
    for kind in ("", *kinds):
        body.append(
            [("I", "II", "III", "IV")[[*("", *kinds)].index(kind)], kind or "Tổng số", "", "", "", "", ""]
        )
        for at, label in enumerate(labels):
            values = [Decimal(random.randint(3, 160)) for _ in range(2)]
            if kind:
                sums[at] = [one + two for one, two in zip(sums[at], values, strict=True)]
            unit = "vụ" if at == 0 else "người"
            body.append([str(at + 1), label, unit, *(Figure(value) for value in values), "", ""])
    sheet = Sheet(
        number="1", caption="So sánh tình hình tai nạn năm nay với cùng kỳ năm trước", head=head, body=body
    )
    draft.sheets.append(sheet)
    for at in range(len(labels)):
        for col in (0, 1):
            target = Ref(0, 2 + at, 3 + col)
            parts = tuple(Ref(0, 6 + 4 * kind + at, 3 + col) for kind in range(len(kinds)))
            draft[target] = Figure(sums[at][col])
            draft.facts.append(Equation(target=target, parts=parts, formula=total))
            draft.mark("grand total", target)
            draft.mark("component", *parts)
    form = Form(random=random, draft=draft, columns=[], names=[])
    for row in range(1, len(body) + 1):
        if row % 4 == 1:
            continue
        pair = (Ref(0, row, 3), Ref(0, row, 4))
        values = [draft.value(ref) or Decimal(0) for ref in pair]
        for col, formula, places, role in ((5, difference, None, "difference"), (6, growth, 2, "growth")):
            exact = formula(values)
            draft[Ref(0, row, col)] = Figure(
                exact if places is None else exact.quantize(Decimal("0.01"), "ROUND_HALF_UP"),
                places,
                rise=rise,
            )
            draft.facts.append(Equation(target=Ref(0, row, col), parts=pair, formula=formula, places=places))
            draft.mark(role, Ref(0, row, col))
    telling = Telling(form=form, column=0, noun="", places=0)
    texts = (("Toàn tỉnh xảy ra", "vụ"), ("Số người chết là", "người"), ("Số người bị thương là", "người"))
    for at in random.sample(range(3), random.randint(1, 3)):
        telling.change(Ref(0, 2 + at, 3), Ref(0, 2 + at, 4), *texts[at])


def _graduation(random: Random, draft: Draft) -> None:
    """Candidates who sat and passed; means of three subjects, their mean, its rank and last year's rank."""
    marks = lambda: Decimal(random.randint(410, 870)).scaleb(-2)  # noqa: E731
    columns = [
        Column(title="Số thí sinh dự thi", draw=whole(random, 180, 620)),
        Column(title="Số thí sinh đỗ", draw=whole(random, 120, 180)),
        rate("Tỷ lệ đỗ (%)", (1, 0), 2),
        *(Column(title=f"Điểm TB môn {one}", role="mark", draw=marks, places=2, summed=False) for one in ("Toán", "Ngữ văn", "Tiếng Anh")),
        Column(title="Điểm TB 3 môn", role="mean", formula=mean, parts=(3, 4, 5), places=2, computed=2, summed=False),
        Column(title="Hạng năm trước", role="other", draw=whole(random, 1, 12), summed=False),
    ]  # fmt: skip
    form = Form(
        random=random, draft=draft, columns=columns, names=list(_SCHOOLS), stub="Trường", namesakes=True
    )
    order = random.sample(range(1, 13), 12)
    form.columns[7] = Column(
        title="Hạng năm trước", role="other", draw=lambda: Decimal(order.pop()), summed=False
    )
    form.fill("Kết quả kỳ thi tốt nghiệp trung học phổ thông theo trường")
    form.rank(6, "Hạng năm nay")
    at = len(draft.sheets[0].head[0])
    draft.sheets[0].head[0].append("Tăng/giảm hạng")
    rise = random.choice(("", "+", "↑"))
    for row in form.rows:
        cells = (Ref(0, row, 9), Ref(0, row, at - 1))
        gap = (draft.value(cells[0]) or Decimal(0)) - (draft.value(cells[1]) or Decimal(0))
        draft.sheets[0].body[row - 1].append(Figure(gap, rise=rise))
        draft.facts.append(Equation(target=Ref(0, row, at), parts=cells, formula=difference))
        draft.mark("move", Ref(0, row, at))
    telling = Telling(
        form=form, column=6, noun="điểm", places=2, units="trường", what="điểm trung bình 3 môn", tail=" điểm"
    )
    telling.podium()
    telling.average()
    telling.climbed(at - 1, 9, random.randrange(12))
    telling.few_below(5)


def _days(random: Random, draft: Draft) -> None:
    """Days as rows: new cases, recovered and dead of the day, cumulated, those still treated."""
    head = [["STT", "Ngày", "Số ca mắc mới", "Lũy kế số ca mắc", "Số ca khỏi bệnh trong ngày", "Lũy kế khỏi bệnh",
             "Tử vong trong ngày", "Lũy kế tử vong", "Đang điều trị"]]  # fmt: skip
    days = random.randint(7, 14)
    start = [Decimal(random.randint(low, high)) for low, high in ((3_000, 9_000), (900, 2_000), (10, 90))]
    body: list[list[Content]] = []
    first = random.randint(1, 14)
    for day in range(days):
        new = [Decimal(random.randint(low, high)) for low, high in ((20, 400), (10, 300), (0, 6))]
        start = [one + two for one, two in zip(start, new, strict=True)]
        row: list[Content] = [str(day + 1), f"{first + day:02d}/9"]
        for one, two in zip(new, start, strict=True):
            row += [Figure(one), Figure(two)]
        body.append([*row, Figure(start[0] - start[1] - start[2])])
    draft.sheets.append(Sheet(number="1", caption="Diễn biến dịch bệnh theo ngày", head=head, body=body))
    for row in range(1, days + 1):
        for col in (3, 5, 7):
            draft.mark("component", Ref(0, row, col - 1))
            draft.mark("cumulative", Ref(0, row, col))
            if row > 1:
                parts = (Ref(0, row - 1, col), Ref(0, row, col - 1))
                draft.facts.append(Equation(target=Ref(0, row, col), parts=parts, formula=total))
        parts = (Ref(0, row, 3), Ref(0, row, 5), Ref(0, row, 7))
        draft.facts.append(Equation(target=Ref(0, row, 8), parts=parts, formula=lambda v: v[0] - v[1] - v[2]))
        draft.mark("difference", Ref(0, row, 8))
    form = Form(random=random, draft=draft, columns=[], names=[], rows=list(range(1, days + 1)))
    telling = Telling(form=form, column=1, noun="ca", places=0)
    last = [draft.value(Ref(0, days, col)) or Decimal(0) for col in (3, 5, 7, 8)]
    ref = telling.say(
        f"Tính đến ngày {first + days - 1:02d}/9, toàn tỉnh ghi nhận {{0}} ca mắc, trong đó {{1}} ca khỏi bệnh, {{2}} ca tử vong,"
        " {3} ca đang điều trị.",
        *map(Figure, last),
    )
    for at, col in enumerate((3, 5, 7, 8)):
        fact = Equation(target=ref._replace(col=at), parts=(Ref(0, days, col),), formula=lambda v: v[0])
        draft.facts.append(fact)
        draft.mark("prose amount", fact.target)


def _harvest(random: Random, draft: Draft) -> None:
    """Area, yield and harvest of two years, and this year's harvest in percent of last year's."""
    columns = [
        *_crop("Năm trước", 0, random),
        *_crop("Năm nay", 3, random),
        rate("Sản lượng năm nay so với năm trước (%)", (5, 2), 1),
    ]
    form = Form(
        random=random, draft=draft, columns=columns, names=random.sample(COMMUNES, 11), stub="Xã, phường"
    )
    form.closing = (random.choice(("Toàn tỉnh", "Tổng cộng")), "total")
    form.fill("Diện tích, năng suất, sản lượng lúa cả năm")
    telling = Telling(form=form, column=5, noun="tấn", places=0)
    row = closing_row(form)
    telling.parts(row, (5, 3), "Sản lượng lúa cả năm đạt {0} tấn trên diện tích {1} ha.")
    telling.parts(row, (4,), "Năng suất bình quân đạt {0} tạ/ha.")
    telling.change(form.ref(row, 5), form.ref(row, 2), "Sản lượng lúa đạt", "tấn")


def _crop(year: str, first: int, random: Random) -> Sequence[Column]:
    return (
        Column(title=f"{year}|Diện tích (ha)", draw=whole(random, 300, 2_400)),
        Column(
            title=f"{year}|Năng suất (tạ/ha)",
            role="quotient",
            formula=lambda v: v[0] * 10 / v[1],
            parts=(first + 2, first),
            places=1,
            computed=1,
            summed=False,
        ),
        Column(title=f"{year}|Sản lượng (tấn)", draw=whole(random, 1_500, 14_000)),
    )


def _insurance(random: Random, draft: Draft) -> None:
    """People insured, the share of the population, the target, the gap to it."""
    targets = [Decimal(random.choice(("92", "93.5", "94", "95.25")))]
    columns = [
        Column(title="Dân số (người)", draw=whole(random, 9_000, 60_000)),
        Column(title="Số người tham gia BHYT", draw=whole(random, 7_500, 9_000)),
        rate("Tỷ lệ bao phủ (%)", (1, 0), 2),
        Column(title="Chỉ tiêu giao (%)", role="target", draw=lambda: targets[0], places=2, summed=False),
        Column(title="So với chỉ tiêu (%)", role="difference", formula=difference, parts=(2, 3), places=2, summed=False),
    ]  # fmt: skip
    form = Form(random=random, draft=draft, columns=columns, names=random.sample(COMMUNES, 12), stub="Đơn vị")
    form.fill("Kết quả phát triển bảo hiểm y tế")
    form.grade(2, "Đánh giá", [("Cao", Decimal(60)), ("Khá", Decimal(30)), ("Thấp", Decimal(0))])
    telling = Telling(form=form, column=2, noun="%", places=2, units="xã, phường", what="tỷ lệ bao phủ")
    telling.podium()
    telling.few_below(15)
    telling.added(1, "người tham gia BHYT")
    telling.graded_in_one(7)
