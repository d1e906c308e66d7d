"""Standings: blocs with titles of honour, satisfaction from weighted parts, indices over years, services, criteria met."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from planted.draft import Content, Draft, Figure, Ref, Sheet
from planted.facts import Equation, Tiers, difference, total
from planted.forms import Column, Form
from planted.told import Telling
from planted.units import DEPARTMENTS, pick_provinces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

# Communes of Quảng Trị after the province and its communes were merged in 2025.
COMMUNES = (
    "Phường Đồng Hới", "Phường Đồng Thuận", "Phường Đồng Sơn", "Phường Ba Đồn", "Phường Đông Hà", "Phường Nam Đông Hà",
    "Phường Quảng Trị", "Xã Vĩnh Linh", "Xã Cửa Tùng", "Xã Bến Quan", "Xã Gio Linh", "Xã Cửa Việt", "Xã Cam Lộ", "Xã Hiếu Giang",
    "Xã Triệu Phong", "Xã Ái Tử", "Xã Hải Lăng", "Xã Diên Sanh", "Xã Khe Sanh", "Xã Lao Bảo", "Xã Phong Nha", "Xã Lệ Thủy",
)  # fmt: skip


def _tens(random: Random, low: int, high: int, step: str) -> Callable[[], Decimal]:
    size = Decimal(step)
    return lambda: Decimal(random.randint(int(low / size), int(high / size))) * size


def _emulation(random: Random, draft: Draft) -> None:
    """Blocs: points by content, bonus, penalty, total, rank in the bloc, what is proposed for the first three."""
    step = random.choice(("0.25", "0.5", "0.1"))
    columns = [
        Column(title="Điểm chấm|Nội dung 1 (60)", draw=_tens(random, 45, 60, step), places=2),
        Column(title="Điểm chấm|Nội dung 2 (30)", draw=_tens(random, 18, 30, step), places=2),
        Column(title="Điểm thưởng", draw=_tens(random, 0, 10, step), places=2),
        Column(title="Điểm trừ", draw=_tens(random, 0, 4, step), places=2),
        Column(
            title="Tổng điểm",
            role="total",
            formula=lambda v: v[0] + v[1] + v[2] - v[3],
            parts=(0, 1, 2, 3),
            places=2,
        ),
    ]
    one = random.sample(DEPARTMENTS, random.randint(9, 14))
    half = len(one) // 2 + 1 if random.randint(0, 1) else len(one)
    form = Form(random=random, draft=draft, columns=columns, names=one)
    if half < len(one):
        form.heads = {0: ("I", "Khối thi đua số 1"), half: ("II", "Khối thi đua số 2")}
        form.restart = True
    form.fill("Kết quả chấm điểm, xếp hạng các khối thi đua")
    blocs = [rows for rows in (form.rows[:half], form.rows[half:]) if rows]
    form.rank(4, "Xếp hạng trong khối", groups=blocs)
    _propose(form, blocs)
    telling = Telling(form=form, column=4, noun="điểm", places=2, what="tổng điểm", tail=" điểm")
    if len(blocs) == 1:
        telling.podium()
        telling.spread()
    telling.few_below(80)
    telling.above(95)


def _propose(form: Form, blocs: list[list[int]]) -> None:
    """A flag for the first of a bloc, a certificate for the next two where nobody shares their places."""
    draft = form.draft
    at = len(draft.sheets[0].head[0])
    draft.sheets[0].head[0].append("Đề nghị khen thưởng")
    draft.sheets[0].head[1].append("^")
    for body in draft.sheets[0].body:
        body.append("")
    for rows in blocs:
        scores = sorted((draft.value(form.ref(row, 4)) or Decimal(0) for row in rows), reverse=True)
        steps = (("Cờ thi đua", scores[0]), ("Bằng khen", scores[2]), ("-", Decimal(-100)))
        pairs = []
        for row in rows:
            tier = next(name for name, least in steps if (draft.value(form.ref(row, 4)) or 0) >= least)
            draft[Ref(0, row, at)] = tier
            pairs.append((form.ref(row, 4), tier, Ref(0, row, at)))
        draft.facts.append(Tiers(rows=tuple(pairs), thresholds=steps))
        draft.mark("tier", *(ref for _, _, ref in pairs))


def _satisfaction(random: Random, draft: Draft) -> None:
    """Five parts of satisfaction under weights, their weighted index, the index of last year, the gap, the rank."""
    weights = random.choice(((20, 20, 20, 20, 20), (15, 20, 25, 25, 15), (10, 25, 20, 30, 15)))
    titles = ("Tiếp cận dịch vụ", "Thủ tục hành chính", "Công chức", "Kết quả", "Tiếp nhận phản ánh")
    parts = tuple(range(5))
    columns = [
        *(
            Column(title=f"{title} ({weight}%)", draw=_tens(random, 68, 97, "0.01"), places=2)
            for title, weight in zip(titles, weights, strict=True)
        ),
        Column(
            title="Chỉ số SIPAS (%)",
            role="mean",
            formula=lambda v: sum((x * w for x, w in zip(v, weights, strict=True)), Decimal(0)) / 100,
            parts=parts,
            places=2,
            computed=2,
        ),
        Column(title="SIPAS năm trước (%)", role="other", draw=_tens(random, 74, 93, "0.01"), places=2),
        Column(
            title="So với năm trước",
            role="difference",
            formula=difference,
            parts=(5, 6),
            places=2,
            rise=random.choice(("", "+")),
        ),
    ]
    names = (
        pick_provinces(random, random.randint(10, 20))
        if random.randint(0, 1)
        else random.sample(DEPARTMENTS, 12)
    )
    form = Form(random=random, draft=draft, columns=columns, names=names)
    form.fill("Chỉ số hài lòng của người dân đối với sự phục vụ của cơ quan hành chính")
    form.rank(5, "Xếp hạng")
    telling = Telling(form=form, column=5, noun="%", places=2, what="chỉ số SIPAS")
    told = [
        telling.podium,
        telling.extremes,
        telling.spread,
        lambda: telling.mean_change(6),
        lambda: telling.few_below(80),
        lambda: telling.above(85),
        telling.middle,
    ]
    for say in random.sample(told, random.randint(2, 4)):
        say()


def _years(random: Random, draft: Draft) -> None:
    """An index of three years with its rank each, and how the last rank moved."""
    first = draft.year - 3
    draw = _tens(random, 55, 74, "0.01")
    columns = [Column(title=f"Điểm năm {first + at}", role="other", draw=draw, places=2) for at in range(3)]
    form = Form(
        random=random,
        draft=draft,
        columns=columns,
        names=pick_provinces(random, random.randint(10, 22)),
        stub="Tỉnh, thành phố",
    )
    form.closing = random.choice((None, ("Trung bình", "mean"), ("Trung vị", "median")))
    sheet = form.fill("Chỉ số năng lực cạnh tranh qua các năm")
    for at in range(3):
        form.rank(at, f"Hạng năm {first + at}")
    at = len(sheet.head[0])
    sheet.head[0].append(random.choice(("Thay đổi", "Tăng/giảm hạng so với năm trước")))
    for body in sheet.body:
        body.append("")
    rise = random.choice(("↑", "↑", "+"))
    for row in form.rows:
        cells = (Ref(0, row, at - 2), Ref(0, row, at - 1))
        gap = (draft.value(cells[0]) or Decimal(0)) - (draft.value(cells[1]) or Decimal(0))
        draft[Ref(0, row, at)] = Figure(gap, rise=rise) if gap else "-"
        draft.facts.append(Equation(target=Ref(0, row, at), parts=cells, formula=difference))
        if gap:
            draft.mark("move", Ref(0, row, at))
    telling = Telling(
        form=form,
        column=2,
        noun="điểm",
        places=2,
        units="tỉnh",
        what=f"điểm số năm {first + 2}",
        tail=" điểm",
    )
    told = [
        telling.podium,
        lambda: telling.climbed(at - 1, at - 2, random.randrange(len(form.rows))),
        lambda: telling.climbed(at - 1, at - 2, random.randrange(len(form.rows))),
        lambda: telling.few_below(58),
    ]
    for say in random.sample(told, random.randint(2, 4)):
        say()


def _services(random: Random, draft: Draft) -> None:
    """Six groups of points on the service of people, the total of a hundred, a grade, by commune."""
    most = (("Công khai, minh bạch", 18), ("Tiến độ giải quyết", 20), ("Số hóa hồ sơ", 22), ("Cung cấp DVC trực tuyến", 12),
            ("Thanh toán trực tuyến", 10), ("Mức độ hài lòng", 18))  # fmt: skip
    places = random.choice((1, 2))
    step = "0.1" if places == 1 else "0.01"
    columns = [
        Column(title=f"{title} ({top} điểm)", draw=_tens(random, top // 2, top, step), places=places)
        for title, top in most
    ]
    columns.append(
        Column(title="Tổng điểm (100)", role="total", formula=total, parts=tuple(range(6)), places=places)
    )
    form = Form(
        random=random,
        draft=draft,
        columns=columns,
        names=random.sample(COMMUNES, random.randint(10, 20)),
        stub="UBND xã, phường",
    )
    form.closing = random.choice((None, ("Điểm trung bình", "mean")))
    form.fill("Kết quả chỉ số phục vụ người dân, doanh nghiệp")
    form.grade(
        6,
        "Xếp loại",
        [("Xuất sắc", Decimal(90)), ("Tốt", Decimal(80)), ("Khá", Decimal(70)), ("Trung bình", Decimal(0))],
    )
    form.rank(6, "Xếp thứ")
    telling = Telling(
        form=form, column=6, noun="điểm", places=places, units="xã, phường", what="tổng điểm", tail=" điểm"
    )
    told = [
        telling.podium,
        lambda: telling.graded_in_one(9),
        lambda: telling.graded(9),
        lambda: telling.few_below(70),
        lambda: telling.above(80),
        telling.spread,
    ]
    for say in random.sample(told, random.randint(1, 3)):
        say()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A count of the marks of a row or a column."""

    target: Ref
    parts: tuple[Ref, ...]
    mark: str

    @property
    def cells(self) -> tuple[Ref, ...]:
        """The count and the marks."""
        return (self.target, *self.parts)

    def _count(self, draft: Draft) -> Decimal:
        return Decimal(sum(draft[part] == self.mark for part in self.parts))

    def holds(self, draft: Draft) -> bool:
        """Whether the count is that of the marks."""
        return draft.value(self.target) == self._count(draft)

    def remedies(self, draft: Draft) -> Iterator[tuple[Ref, Decimal]]:
        """The count anew."""
        yield self.target, self._count(draft)


def _criteria(random: Random, draft: Draft) -> None:
    """Marks for criteria that a commune meets, how many it meets, how many communes meet each."""
    mark, none = random.choice((("x", ""), ("Đạt", "Chưa đạt"), ("x", "-"), ("Đ", "K")))
    number = random.randint(8, 19)
    names = random.sample(COMMUNES, random.randint(8, 14))
    head = [["STT", "Xã, phường", *(f"TC {at + 1}" for at in range(number)), "Tổng số tiêu chí đạt"]]
    body: list[list[Content]] = []
    for at, name in enumerate(names):
        marks = [mark if random.random() < 0.8 else none for _ in range(number)]
        body.append([str(at + 1), name, *marks, Figure(Decimal(marks.count(mark)))])
    sheet = Sheet(number="1", caption="Kết quả thực hiện bộ tiêu chí nông thôn mới", head=head, body=body)
    draft.sheets.append(sheet)
    cells = [[Ref(0, row + 1, col + 2) for col in range(number)] for row in range(len(names))]
    for row, marks in enumerate(cells):
        draft.facts.append(Tally(target=Ref(0, row + 1, number + 2), parts=tuple(marks), mark=mark))
        draft.mark("tally", Ref(0, row + 1, number + 2))
        draft.mark("name", Ref(0, row + 1, 1))
        draft.mark("ordinal", Ref(0, row + 1, 0))
    if random.randint(0, 1):
        columns = list(zip(*cells, strict=True))
        sheet.body.append(["", "Số xã đạt", *[""] * number, ""])
        for col, marks in enumerate(columns):
            target = Ref(0, len(names) + 1, col + 2)
            draft[target] = Figure(Decimal(sum(draft[ref] == mark for ref in marks)))
            draft.facts.append(Tally(target=target, parts=tuple(marks), mark=mark))
            draft.mark("tally", target)
    draft.mark("mark", *(ref for row in cells for ref in row))


STANDINGS = (_emulation, _satisfaction, _years, _services, _criteria)
