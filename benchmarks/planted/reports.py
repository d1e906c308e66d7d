"""Yearly reports of ministries and provinces: indices, polls, exams, petitions, people, staff, with sentences on them.

A third family: other words, columns and sentences than `scorecards`, `budgets` and `offices`, written from what such
reports print, again without a look at what the audit does.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from planted.counts import COUNTS
from planted.draft import Draft, Figure, Ref, Style
from planted.facts import Equation, difference, total
from planted.forms import Column, Form
from planted.sentences import Prose
from planted.turned import turn
from planted.units import DEPARTMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

STYLES = (Style(",", "."), Style(",", "."), Style(","), Style(".", ","), Style(","))
MINISTRIES = (
    "Bộ Công Thương", "Bộ Giao thông vận tải", "Bộ Giáo dục và Đào tạo", "Bộ Kế hoạch và Đầu tư",
    "Bộ Khoa học và Công nghệ", "Bộ Lao động - Thương binh và Xã hội", "Bộ Ngoại giao", "Bộ Nội vụ",
    "Bộ Nông nghiệp và Phát triển nông thôn", "Bộ Tài chính", "Bộ Tài nguyên và Môi trường",
    "Bộ Thông tin và Truyền thông", "Bộ Tư pháp", "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Xây dựng", "Bộ Y tế",
    "Ngân hàng Nhà nước Việt Nam",
)  # fmt: skip
DISTRICTS = (
    "Thành phố Đông Hà", "Thị xã Quảng Trị", "Huyện Vĩnh Linh", "Huyện Gio Linh", "Huyện Cam Lộ", "Huyện Triệu Phong",
    "Huyện Hải Lăng", "Huyện Hướng Hóa", "Huyện Đakrông",
)  # fmt: skip


def make_report(random: Random) -> Draft:
    """A decision with one table and sentences about it."""
    rankings = (_par_index, _digital, _weighted, _appraised, _grouped, _moves, _transposed)
    maker = random.choice((*rankings, *COUNTS))
    draft = Draft(layout=maker.__name__.strip("_"), style=random.choice(STYLES))
    return maker(random, draft) or draft


def steps(random: Random, low: str, high: str, step: str) -> Callable[[], Decimal]:
    """Draws figures between two in steps."""
    one, size = Decimal(low), Decimal(step)
    count = int((Decimal(high) - one) / size)
    return lambda: one + size * random.randint(0, count)


def ranked_units(random: Random) -> list[str]:
    """Ministries, departments or districts."""
    pool = random.choice((MINISTRIES, DEPARTMENTS, DISTRICTS))
    return random.sample(pool, random.randint(min(8, len(pool)), len(pool)))


def speak(random: Random, prose: Prose, limits: Sequence[int]) -> None:
    """Some of the sentences that such reports have."""
    sentences = [prose.extremes, prose.average, prose.middle, prose.spread]
    sentences += [lambda limit=limit: prose.above(limit) for limit in limits]  # type: ignore[misc]
    for sentence in random.sample(sentences, random.randint(1, 3)):
        sentence()


def _par_index(random: Random, draft: Draft) -> None:
    """Points of the appraisal and of the poll, their sum, the index in percent of the maximum, a rank, a group."""
    poll = Decimal(random.choice(("30", "32.5", "36.5", "40")))
    columns = [
        Column(
            title=f"Điểm thẩm định ({100 - poll:f})",
            draw=steps(random, "40", f"{100 - poll:f}", "0.01"),
            places=2,
        ),
        Column(
            title=f"Điểm điều tra xã hội học ({poll:f})",
            draw=steps(random, "20", f"{poll:f}", "0.01"),
            places=2,
        ),
        Column(title="Tổng điểm đạt được", role="total", formula=total, parts=(0, 1), places=2),
    ]
    column, noun = 2, "điểm"
    if random.randint(0, 1):
        most = random.choice((Decimal("96.5"), Decimal(98), Decimal(100)))
        columns.append(Column(title="Điểm tối đa sau điều chỉnh", role="maximum", draw=lambda: most))
        columns.append(
            Column(
                title="Chỉ số CCHC (%)",
                role="quotient",
                formula=lambda v: v[0] * 100 / v[1],
                parts=(2, 3),
                places=2,
                computed=2,
            )
        )
        column, noun = 4, "%"
    names = random.sample(MINISTRIES, random.randint(10, 17))
    form = Form(random=random, draft=draft, columns=columns, names=names, stub="Bộ, cơ quan ngang bộ")
    if column == 2 and random.randint(0, 2) == 0:
        form.closing = (random.choice(("Giá trị trung bình", "Bình quân")), "mean")
    form.fill("Chỉ số cải cách hành chính năm 2021 của các bộ, cơ quan ngang bộ")
    form.rank(column, "Xếp hạng")
    if random.randint(0, 1):
        form.grade(column, "Nhóm", [("A", Decimal(85)), ("B", Decimal(75)), ("C", Decimal(0))])
        prose = Prose(form=form, column=column, noun=noun, places=2, units="bộ")
        prose.graded(len(draft.sheets[0].head[0]) - 1)
        return
    speak(random, Prose(form=form, column=column, noun=noun, places=2, units="bộ"), (80, 85))


def _digital(random: Random, draft: Draft) -> None:
    """Three pillars with points and ranks of their own, an index from 0 to 1, its rank."""
    most = (400, 300, 300)
    columns = []
    for at, (pillar, points) in enumerate(
        zip(("Chính quyền số", "Kinh tế số", "Xã hội số"), most, strict=True)
    ):
        del at
        columns.append(
            Column(title=f"{pillar}", draw=steps(random, "80", str(points - 20), "0.01"), places=2)
        )
    columns.append(Column(title="Tổng điểm (1.000)", role="total", formula=total, parts=(0, 1, 2), places=2))
    columns.append(
        Column(
            title="Giá trị DTI",
            role="quotient",
            formula=lambda v: v[0] / 1000,
            parts=(3,),
            places=4,
            computed=4,
        )
    )
    form = Form(
        random=random, draft=draft, columns=columns, names=list(DISTRICTS), stub="Huyện, thị xã, thành phố"
    )
    form.fill("Kết quả xếp hạng chỉ số chuyển đổi số (DTI) cấp huyện năm 2021")
    for column, title in ((0, "Hạng CQS"), (1, "Hạng KTS"), (2, "Hạng XHS"), (4, "Xếp hạng chung")):
        if column == 4 or random.randint(0, 1):
            form.rank(column, title)
    speak(random, Prose(form=form, column=3, noun="điểm", places=2, units="địa phương"), (500, 600))


def _weighted(random: Random, draft: Draft) -> None:
    """Sub-indices of ten points under weights in the header, their weighted sum, grades in words."""
    weights = random.choice(((20, 20, 15, 15, 30), (25, 25, 20, 30), (10, 15, 15, 20, 20, 20)))
    titles = ("Gia nhập thị trường", "Tiếp cận thông tin", "Chi phí tuân thủ", "Cạnh tranh công bằng", "Hỗ trợ phát triển",
              "Vai trò người đứng đầu")[: len(weights)]  # fmt: skip
    columns = [
        Column(title=f"{title} ({weight}%)", draw=steps(random, "4", "9.6", "0.01"), places=2)
        for title, weight in zip(titles, weights, strict=True)
    ]
    columns.append(
        Column(
            title="Điểm tổng hợp",
            role="mean",
            formula=lambda v: sum((x * w for x, w in zip(v, weights, strict=True)), Decimal(0)) / 100,
            parts=tuple(range(len(weights))),
            places=2,
            computed=2,
        )
    )
    form = Form(
        random=random, draft=draft, columns=columns, names=ranked_units(random), stub="Đơn vị được khảo sát"
    )
    form.fill("Điểm số DDCI năm 2021")
    form.rank(len(weights), "Thứ tự")
    if random.randint(0, 1):
        grades = [("Rất tốt", 8), ("Tốt", 7), ("Khá", 6), ("Tương đối thấp", 0)]
        form.grade(len(weights), "Nhóm xếp hạng", [(name, Decimal(least)) for name, least in grades])
    speak(random, Prose(form=form, column=len(weights), noun="điểm", places=2), (7, 6))


def _appraised(random: Random, draft: Draft) -> None:
    """Points that a unit gave itself, those of the council, the gap, bonus and penalty, the points that count."""
    tens = steps(random, "70", "98", random.choice(("0.25", "0.5", "0.1")))
    places = 2
    columns = [
        Column(title="Điểm tự chấm", draw=tens, places=places),
        Column(title="Điểm Hội đồng thẩm định", draw=tens, places=places),
        Column(title="Chênh lệch", role="difference", formula=difference, parts=(1, 0), places=places),
        Column(title="Điểm thưởng", draw=steps(random, "0", "3", "0.5"), places=places),
        Column(title="Điểm bị trừ", draw=steps(random, "0", "2", "0.5"), places=places),
        Column(
            title="Điểm sau cộng, trừ",
            role="total",
            formula=lambda v: v[0] + v[1] - v[2],
            parts=(1, 3, 4),
            places=places,
        ),
    ]
    form = Form(random=random, draft=draft, columns=columns, names=ranked_units(random), stub="Tên đơn vị")
    form.fill("Tổng hợp kết quả chấm điểm thi đua năm 2021")
    form.rank(5, "Xếp hạng")
    if random.randint(0, 1):
        grades = [
            ("Hoàn thành xuất sắc nhiệm vụ", 92),
            ("Hoàn thành tốt nhiệm vụ", 80),
            ("Hoàn thành nhiệm vụ", 0),
        ]
        form.grade(5, "Mức độ hoàn thành", [(name, Decimal(least)) for name, least in grades])
    speak(random, Prose(form=form, column=5, noun="điểm", places=places), (80, 90))


def _grouped(random: Random, draft: Draft) -> None:
    """Departments and districts below rows of their own, ranked apart, ordinals running on or not."""
    one = random.sample(DEPARTMENTS, random.randint(7, 12))
    two = random.sample(DISTRICTS, random.randint(6, 9))
    half = steps(random, "10", "40", random.choice(("0.5", "2.5", "5")))
    columns = [
        Column(title="Nhóm tiêu chí 1", draw=half, places=1),
        Column(title="Nhóm tiêu chí 2", draw=half, places=1),
        Column(title="Nhóm tiêu chí 3", draw=steps(random, "5", "20", "0.5"), places=1),
        Column(title="Tổng điểm", role="total", formula=total, parts=(0, 1, 2), places=1),
    ]
    heads = {0: ("I", "Khối sở, ban, ngành"), len(one): ("II", "Khối huyện, thị xã, thành phố")}
    form = Form(
        random=random,
        draft=draft,
        columns=columns,
        names=[*one, *two],
        heads=heads,
        restart=bool(random.randint(0, 1)),
    )
    form.fill("Xếp hạng mức độ ứng dụng công nghệ thông tin năm 2021")
    form.rank(3, "Xếp hạng trong khối", groups=(form.rows[: len(one)], form.rows[len(one) :]))


def _moves(random: Random, draft: Draft) -> None:
    """Index of this and of last year with their ranks, and what changed in points and places."""
    columns = [
        Column(title="Chỉ số năm 2021", draw=steps(random, "60", "95", "0.01"), places=2),
        Column(title="Chỉ số năm 2020", draw=steps(random, "60", "95", "0.01"), places=2),
        Column(
            title="Tăng/giảm chỉ số",
            role="difference",
            formula=difference,
            parts=(0, 1),
            places=2,
            rise=random.choice(("", "+")),
        ),
    ]
    form = Form(random=random, draft=draft, columns=columns, names=ranked_units(random), stub="Cơ quan")
    sheet = form.fill("Chỉ số hài lòng về sự phục vụ hành chính năm 2021")
    form.rank(0, "Hạng năm 2021")
    form.rank(1, "Hạng năm 2020")
    at = len(sheet.head[0])
    sheet.head[0].append(random.choice(("Thay đổi thứ hạng", "Tăng, giảm bậc")))
    rise = random.choice(("", "+", "↑"))
    for row in form.rows:
        now, before = Ref(0, row, at - 2), Ref(0, row, at - 1)
        gain = (draft.value(before) or Decimal(0)) - (draft.value(now) or Decimal(0))
        sheet.body[row - 1].append(Figure(gain, 0, rise=rise))
        draft.facts.append(Equation(target=Ref(0, row, at), parts=(before, now), formula=difference))
        draft.mark("move", Ref(0, row, at))
    prose = Prose(form=form, column=0, noun="%", places=2, units="cơ quan")
    for row in random.sample(range(len(form.rows)), 2):
        prose.moved(at - 2, at - 1, row)
    speak(random, prose, (80, 85))


def _transposed(random: Random, draft: Draft) -> Draft:
    """Units as columns, criteria as rows, the total and the rank in the last rows."""
    number = random.randint(3, 5)
    columns = [
        Column(title=f"Tiêu chí {at + 1}", draw=steps(random, "5", "25", "0.5"), places=1)
        for at in range(number)
    ]
    columns.append(
        Column(title="Tổng điểm", role="total", formula=total, parts=tuple(range(number)), places=1)
    )
    names = random.sample(DISTRICTS, random.randint(6, 9))
    form = Form(random=random, draft=draft, columns=columns, names=names)
    form.fill("Bảng điểm thành phần của các huyện, thị xã, thành phố")
    form.rank(number, "Xếp hạng")
    return turn(draft)
