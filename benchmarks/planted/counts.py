"""Counts as yearly reports of provinces print them: polls, examinations, petitions, people, staff, land, accidents."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from planted.draft import Content, Draft, Figure, Ref, Sheet
from planted.facts import Equation, difference, growth, percentage, rounded, total
from planted.forms import Column, Form
from planted.sentences import Prose

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_COMMUNES = tuple(
    f"Xã {name}"
    for name in ("Hải An", "Hải Khê", "Triệu Vân", "Gio Mỹ", "Cam Tuyền", "Vĩnh Tú", "Kim Thạch", "Hướng Phùng", "Tân Liên",
                 "Ba Lòng", "Tà Rụt", "Mò Ó", "Trung Giang", "Hiền Thành")
)  # fmt: skip
_DISTRICTS = (
    "Đông Hà",
    "Vĩnh Linh",
    "Gio Linh",
    "Cam Lộ",
    "Triệu Phong",
    "Hải Lăng",
    "Hướng Hóa",
    "Đakrông",
    "Cồn Cỏ",
)
_SCHOOLS = tuple(
    f"THPT {name}"
    for name in ("Lê Lợi", "Phan Châu Trinh", "Nguyễn Huệ", "Chế Lan Viên", "Bùi Dục Tài", "Cửa Tùng", "Gio Linh",
                 "Hướng Hóa", "Trần Thị Tâm", "Vĩnh Định", "Chu Văn An")
)  # fmt: skip


def _whole(random: Random, low: int, high: int) -> Callable[[], Decimal]:
    return lambda: Decimal(random.randint(low, high))


def _rate(title: str, parts: tuple[int, ...], places: int, role: str = "quotient") -> Column:
    def formula(values: list[Decimal]) -> Decimal:
        return percentage((total(values[:-1]), values[-1]))

    return Column(
        title=title, role=role, formula=formula, parts=parts, places=places, computed=places, summed=False
    )


def _some(random: Random, pool: tuple[str, ...]) -> list[str]:
    return random.sample(pool, random.randint(7, len(pool)))


def _poll(random: Random, draft: Draft) -> None:
    """Answers of a poll by degree, how many there are in all, and the share that is content."""
    columns = [
        Column(title="Số phiếu thu về", role="total", formula=total, parts=(1, 2, 3, 4, 5)),
        Column(title="Rất hài lòng", draw=_whole(random, 20, 90)),
        Column(title="Hài lòng", draw=_whole(random, 40, 160)),
        Column(title="Bình thường", draw=_whole(random, 2, 30)),
        Column(title="Không hài lòng", draw=_whole(random, 0, 6)),
        Column(title="Rất không hài lòng", draw=_whole(random, 0, 3)),
        _rate("Tỷ lệ hài lòng (%)", (1, 2, 0), 2),
    ]
    form = Form(random=random, draft=draft, columns=columns, names=_some(random, _COMMUNES), stub="UBND xã")
    form.closing = random.choice((("Tổng cộng", "total"), ("Toàn huyện", "total"), None))
    form.fill("Kết quả khảo sát mức độ hài lòng của người dân năm 2021")
    prose = Prose(form=form, column=0, noun="phiếu", places=0, units="xã")
    if form.closing is None:
        prose.added(0, "phiếu khảo sát thu về")
        form.rank(6, "Xếp thứ")
    else:
        prose.totals(_closing(form), 2, "hài lòng")


def _closing(form: Form) -> int:
    body = form.draft.sheets[0]
    return next(
        row
        for row in range(len(body.head), len(body.head) + len(body.body))
        if row not in form.rows and body.at(row, 1) == (form.closing or ("",))[0]
    )


def _examination(random: Random, draft: Draft) -> None:
    """Candidates enrolled and absent, those who passed with their rate, ranked by it."""
    columns = [
        Column(title="Đăng ký dự thi", role="total", formula=total, parts=(1, 2)),
        Column(title="Vắng", draw=_whole(random, 0, 9)),
        Column(title="Dự thi", draw=_whole(random, 120, 640)),
        Column(title="Đỗ tốt nghiệp", draw=_whole(random, 100, 120)),
        _rate("Tỷ lệ đỗ (%)", (3, 2), 2),
        Column(title="Đỗ loại giỏi", draw=_whole(random, 3, 60)),
        _rate("Tỷ lệ giỏi (%)", (5, 3), 1),
    ]
    form = Form(
        random=random,
        draft=draft,
        columns=columns,
        names=_some(random, _SCHOOLS),
        stub="Trường",
        namesakes=True,
    )
    form.closing = random.choice((("Toàn tỉnh", "total"), ("CỘNG", "total")))
    form.fill("Kết quả thi tốt nghiệp trung học phổ thông năm 2021")
    if random.randint(0, 1):
        form.rank(4, "Xếp hạng")
    Prose(form=form, column=2, noun="thí sinh", places=0).totals(_closing(form), 3, "đỗ tốt nghiệp")


def _petitions(random: Random, draft: Draft) -> None:
    """Petitions carried over and received, settled and left, with the rate of settlement."""
    columns = [
        Column(title="Kỳ trước chuyển sang", draw=_whole(random, 20, 40)),
        Column(title="Tiếp nhận trong kỳ", draw=_whole(random, 20, 300)),
        Column(title="Tổng số phải giải quyết", role="total", formula=total, parts=(0, 1)),
        Column(title="Đã giải quyết", draw=_whole(random, 5, 40)),
        Column(title="Còn lại chưa giải quyết", role="difference", formula=difference, parts=(2, 3)),
        _rate("Tỷ lệ giải quyết (%)", (3, 2), random.choice((1, 2))),
    ]
    form = Form(random=random, draft=draft, columns=columns, names=_some(random, _DISTRICTS), stub="Địa bàn")
    form.closing = ("Tổng cộng", "total")
    form.fill("Tình hình giải quyết đơn thư khiếu nại, tố cáo năm 2021", unit="đơn")
    Prose(form=form, column=2, noun="đơn", places=0).totals(_closing(form), 3, "đã giải quyết")


def _people(random: Random, draft: Draft) -> None:
    """People by sex and by place of living, area and density."""
    columns = [
        Column(title="Dân số trung bình (người)|Tổng số", role="total", formula=total, parts=(1, 2)),
        Column(title="Dân số trung bình (người)|Nam", draw=_whole(random, 5_000, 48_000)),
        Column(title="Dân số trung bình (người)|Nữ", draw=_whole(random, 5_000, 48_000)),
        Column(title="Thành thị", draw=_whole(random, 500, 9_000)),
        Column(title="Nông thôn", role="difference", formula=difference, parts=(0, 3)),
        Column(
            title="Tỷ số giới tính (nam/100 nữ)",
            role="quotient",
            formula=percentage,
            parts=(1, 2),
            places=1,
            computed=1,
            summed=False,
        ),
    ]
    form = Form(
        random=random, draft=draft, columns=columns, names=_some(random, _DISTRICTS), stub="Huyện, thị"
    )
    form.closing = ("Toàn tỉnh", "total")
    form.fill("Dân số trung bình năm 2021 phân theo giới tính và thành thị, nông thôn")
    Prose(form=form, column=0, noun="người", places=0).totals(_closing(form), 3, "ở thành thị")


def _staff(random: Random, draft: Draft) -> None:
    """Posts given and filled, those left open, staff by training, its shares of a hundred."""
    places = random.choice((1, 2))
    columns = [
        Column(title="Biên chế được giao", role="total", formula=total, parts=(1, 2)),
        Column(title="Chưa tuyển dụng", draw=_whole(random, 0, 7)),
        Column(title="Hiện có", role="subtotal", formula=total, parts=(3, 5, 7)),
        Column(title="Trên đại học|Số người", draw=_whole(random, 2, 40)),
        _rate("Trên đại học|Tỷ lệ %", (3, 2), places),
        Column(title="Đại học|Số người", draw=_whole(random, 10, 70)),
        _rate("Đại học|Tỷ lệ %", (5, 2), places),
        Column(title="Khác|Số người", draw=_whole(random, 1, 9)),
        _rate("Khác|Tỷ lệ %", (7, 2), places),
    ]
    form = Form(random=random, draft=draft, columns=columns, names=_some(random, _DISTRICTS), stub="Cơ quan")
    form.closing = random.choice((("Cộng", "total"), ("Tổng số", "total")))
    form.fill("Tình hình sử dụng biên chế công chức năm 2021", unit="người")


def _accidents(random: Random, draft: Draft) -> None:
    """Accidents, dead and hurt of this year and last, what changed in number and in percent."""
    columns = []
    for at, title in enumerate(("Số vụ", "Số người chết", "Số người bị thương")):
        first = 4 * at
        columns += [
            Column(title=f"{title}|Năm 2021", draw=_whole(random, 4, 90)),
            Column(title=f"{title}|Năm 2020", draw=_whole(random, 4, 90)),
            Column(
                title=f"{title}|Tăng (+), giảm (-)",
                role="difference",
                formula=difference,
                parts=(first, first + 1),
                rise=random.choice(("", "+")),
            ),
            Column(
                title=f"{title}|Tỷ lệ tăng, giảm (%)",
                role="growth",
                formula=growth,
                parts=(first, first + 1),
                places=1,
                computed=1,
                summed=False,
            ),
        ]
    form = Form(
        random=random, draft=draft, columns=columns, names=_some(random, _DISTRICTS), stub="Địa phương"
    )
    form.closing = ("Tổng cộng", "total")
    form.fill("So sánh tai nạn giao thông năm 2021 với năm 2020")


def _land(random: Random, draft: Draft) -> None:
    """Kinds of land as rows, 1, 1.1, 2 below a first row of all, with their share of it."""
    kinds = (
        ("1", "Đất nông nghiệp", ("Đất sản xuất nông nghiệp", "Đất lâm nghiệp", "Đất nuôi trồng thủy sản", "Đất làm muối")),
        ("2", "Đất phi nông nghiệp", ("Đất ở", "Đất chuyên dùng", "Đất nghĩa trang", "Đất sông, suối")),
        ("3", "Đất chưa sử dụng", ("Đất bằng chưa sử dụng", "Đất đồi núi chưa sử dụng")),
    )  # fmt: skip
    area = lambda: Decimal(random.randint(900, 990_000)).scaleb(-2)  # noqa: E731
    lines: list[tuple[str, str, Decimal]] = []
    groups: list[tuple[int, list[int]]] = []
    for ordinal, label, items in kinds:
        picked = [(f"{ordinal}.{at}", item, area()) for at, item in enumerate(items, start=1)]
        start = len(lines)
        lines.append((ordinal, label, total([value for _, _, value in picked])))
        lines += picked
        groups.append((start, list(range(start + 1, len(lines)))))
    whole = total([lines[start][2] for start, _ in groups])
    body: list[list[Content]] = [
        [ordinal, label, Figure(value, 2), Figure(rounded(value * 100 / whole, 2), 2)]
        for ordinal, label, value in [("", "Tổng diện tích tự nhiên", whole), *lines]
    ]
    head = [["STT", "Loại đất", "Diện tích (ha)", "Cơ cấu (%)"]]
    draft.sheets.append(Sheet(number="1", caption="Hiện trạng sử dụng đất năm 2021", head=head, body=body))

    def add(target: int, parts: list[int], role: str) -> None:
        refs = tuple(Ref(0, part, 2) for part in parts)
        draft.facts.append(Equation(target=Ref(0, target, 2), parts=refs, formula=total))
        draft.mark(role, Ref(0, target, 2))

    add(1, [start + 2 for start, _ in groups], "grand total")
    for start, items in groups:
        add(start + 2, [item + 2 for item in items], "subtotal")
        draft.mark("component", *(Ref(0, item + 2, 2) for item in items))
    for row in range(2, len(body) + 1):
        draft.facts.append(
            Equation(
                target=Ref(0, row, 3), parts=(Ref(0, row, 2), Ref(0, 1, 2)), formula=percentage, places=2
            )
        )
        draft.mark("share", Ref(0, row, 3))


def _grades(random: Random, draft: Draft) -> None:
    """Staff by yearly grade, each grade with its share of those who were graded."""
    places = random.choice((1, 2))
    titles = (
        "Hoàn thành xuất sắc nhiệm vụ",
        "Hoàn thành tốt nhiệm vụ",
        "Hoàn thành nhiệm vụ",
        "Không hoàn thành nhiệm vụ",
    )
    columns = [Column(title="Tổng số được đánh giá", role="total", formula=total, parts=(1, 2, 3, 4))]
    columns += [
        Column(title=title, draw=_whole(random, *limits))
        for title, limits in zip(titles, ((2, 20), (20, 80), (4, 30), (0, 2)), strict=True)
    ]
    columns += [
        _rate(f"Tỷ lệ {title.lower()} (%)", (at, 0), places) for at, title in enumerate(titles, start=1)
    ]
    form = Form(random=random, draft=draft, columns=columns, names=_some(random, _DISTRICTS), stub="Đơn vị")
    form.closing = random.choice((("Tổng cộng", "total"), None))
    form.fill("Kết quả đánh giá, xếp loại công chức năm 2021")
    prose = Prose(form=form, column=0, noun="người", places=0)
    if form.closing:
        prose.totals(_closing(form), 2, "hoàn thành tốt nhiệm vụ")
    else:
        prose.added(0, "công chức được đánh giá")


COUNTS = (_poll, _examination, _petitions, _people, _staff, _accidents, _land, _grades)
