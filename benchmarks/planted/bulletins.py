"""Bulletins of statistics: sentences that state growth, plans, parts and structures in full, without a table.

A sixth family, written from what statistical offices print, without a look at what the audit does.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from planted.draft import Draft, Figure, Ref, Sentence, Style
from planted.facts import Equation, rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

_STYLES = (Style(",", "."), Style(",", "."), Style(",", "."), Style(".", ","))
_SECTORS = ("nông, lâm nghiệp và thủy sản", "công nghiệp và xây dựng", "dịch vụ")
_TAXES = "thuế sản phẩm trừ trợ cấp sản phẩm"
_HUNDRED = Decimal(100)


def make_bulletin(random: Random) -> Draft:
    """A report of some sentences, each of another kind."""
    draft = Draft(layout="bulletin", style=random.choice(_STYLES), year=random.choice((2018, 2021, 2024)))
    for maker in random.sample(_MAKERS, random.randint(4, 7)):
        maker(_Saying(random, draft))
    return draft


@dataclass(slots=True)
class _Saying:
    """Adds sentences to a draft with what holds among their figures."""

    random: Random
    draft: Draft

    def say(self, text: str, *figures: Figure) -> list[Ref]:
        """Add a sentence; its figures, each a place where an error may be planted."""
        self.draft.prose.append(Sentence(text, list(figures)))
        row = len(self.draft.prose) - 1
        refs = [Ref(-1, row, col) for col in range(len(figures))]
        self.draft.mark("stated", *refs)
        return refs

    def holds(
        self,
        target: Ref,
        parts: Sequence[Ref],
        formula: Callable[[Sequence[Decimal]], Decimal],
        places: int | None = None,
        slack: Decimal = Decimal(0),
    ) -> None:
        """A figure follows from others; a percentage may be cut off instead of rounded, which is a unit of its last place."""
        if places is not None:
            slack = max(slack, Decimal(1).scaleb(-places))
        self.draft.facts.append(
            Equation(target=target, parts=tuple(parts), formula=formula, places=places, slack=slack)
        )

    def whole(self, low: int, high: int) -> Decimal:
        """A whole number."""
        return Decimal(self.random.randint(low, high))


def _share(part: Decimal, whole: Decimal, places: int) -> Figure:
    return Figure(rounded(part * _HUNDRED / whole, places), places, "%")


def _growth(said: _Saying) -> None:
    """What there is, by how much it rose or fell, and in percent."""
    random = said.random
    now = said.whole(3_000, 90_000)
    gap = said.whole(int(now) // 150 + 1, int(now) // 9)
    rise = random.randint(0, 1) == 1
    way, sign, then = ("tăng", "+", now - gap) if rise else ("giảm", "-", now + gap)
    places = random.choice((1, 2))
    name = random.choice(
        ("Diện tích gieo trồng lúa", "Tổng đàn lợn", "Sản lượng thủy sản", "Số hộ dùng nước sạch")
    )
    unit = random.choice(("ha", "con", "tấn", "hộ"))
    form = random.choice(
        (
            f"{name} ước đạt {{0}} {unit}, {way} {{2}} ({sign}{{1}} {unit}) so với cùng kỳ năm trước.",
            f"{name} đạt {{0}} {unit}, {way} {{1}} {unit} ({{2}}) so với cùng kỳ.",
            f"{name} là {{0}} {unit}, {way} {{2}} ({way} {{1}} {unit}) so với năm trước.",
            f"{name} đạt {{0}} {unit}, {way} {{1}} {unit}, tương ứng {way} {{2}} so với năm trước.",
        )
    )
    refs = said.say(form, Figure(now), Figure(gap), _share(gap, then, places))
    turn = 1 if rise else -1
    said.holds(refs[2], refs[:2], lambda v: v[1] * _HUNDRED / (v[0] - turn * v[1]), places)


def _since(said: _Saying) -> None:
    """A rate at the beginning and at the end of a year, and the points between."""
    high, low = said.whole(620, 1_900) / 100, said.whole(110, 600) / 100
    up = said.random.randint(0, 2) == 0
    first, last = (low, high) if up else (high, low)
    way, to = ("tăng", "lên") if up else ("giảm", "xuống còn")
    name = said.random.choice(("hộ nghèo", "hộ cận nghèo", "trẻ em suy dinh dưỡng"))
    refs = said.say(
        f"Tỷ lệ {name} {way} từ {{0}} đầu năm {to} {{1}} cuối năm ({way} {{2}} điểm phần trăm).",
        Figure(first, 2, "%"),
        Figure(last, 2, "%"),
        Figure(abs(first - last), 2),
    )
    sign = 1 if up else -1
    said.holds(refs[2], refs[:2], lambda v: sign * (v[1] - v[0]), slack=Decimal("0.01"))


def _from_to(said: _Saying) -> None:
    """A count of two years and its growth."""
    then = said.whole(300, 9_000)
    now = then + said.whole(int(then) // 20, int(then) // 3) * said.random.choice((1, -1))
    way, to = ("tăng", "lên") if now > then else ("giảm", "xuống")
    name = said.random.choice(("doanh nghiệp", "hợp tác xã", "đơn vị sự nghiệp"))
    refs = said.say(
        f"Số {name} {way} từ {{0}} {to} {{1}} ({way} {{2}}).",
        Figure(then),
        Figure(now),
        _share(abs(now - then), then, 1),
    )
    sign = 1 if now > then else -1
    said.holds(refs[2], refs[:2], lambda v: sign * (v[1] - v[0]) * _HUNDRED / v[0], 1)


def _plan(said: _Saying) -> None:
    """Revenue, what was planned and what it was last year, each with the percentage."""
    planned = said.whole(5_000, 90_000)
    paid = rounded(planned * said.whole(620, 1_390) / 1000, 0)
    before = rounded(paid * said.whole(810, 980) / 1000, 0)
    refs = said.say(
        "Thu ngân sách nhà nước trên địa bàn đạt {0} tỷ đồng, bằng {1} dự toán ({2} tỷ đồng), tăng {3} so với năm trước ({4} tỷ đồng).",
        Figure(paid),
        _share(paid, planned, 1),
        Figure(planned),
        _share(paid - before, before, 1),
        Figure(before),
    )
    said.holds(refs[1], (refs[0], refs[2]), lambda v: v[0] * _HUNDRED / v[1], 1)
    said.holds(refs[3], (refs[0], refs[4]), lambda v: v[0] * _HUNDRED / v[1] - _HUNDRED, 1)


def _accidents(said: _Saying) -> None:
    """Accidents, dead and hurt, each with what it changed by."""
    counts = [said.whole(90, 900), said.whole(40, 300), said.whole(60, 800)]
    gaps = [said.whole(2, int(count) // 5) for count in counts]
    signs = [said.random.choice((1, -1)) for _ in counts]
    nouns = ("vụ", "người chết", "người bị thương")
    told = ", ".join(
        f"{'tăng' if sign > 0 else 'giảm'} {{{3 + 2 * at}}} {noun} ({'+' if sign > 0 else '-'}{{{4 + 2 * at}}})"
        for at, (sign, noun) in enumerate(zip(signs, nouns, strict=True))
    )
    changes = [
        figure
        for count, gap, sign in zip(counts, gaps, signs, strict=True)
        for figure in (Figure(gap), _share(gap, count - sign * gap, 1))
    ]
    ends = said.random.choice(("; so với cùng kỳ năm trước ", ". So với cùng kỳ "))
    refs = said.say(
        f"Trên địa bàn xảy ra {{0}} vụ tai nạn giao thông, làm chết {{1}} người, bị thương {{2}} người{ends}{told}.",
        *map(Figure, counts),
        *changes,
    )
    for at, sign in enumerate(signs):
        gap, share = refs[3 + 2 * at], refs[4 + 2 * at]
        said.holds(share, (refs[at], gap), lambda v, sign=sign: v[1] * _HUNDRED / (v[0] - sign * v[1]), 1)  # type: ignore[misc]


def _hundredths(said: _Saying, count: int) -> list[Decimal]:
    """Shares of a hundred with two decimals."""
    cuts = sorted(said.random.sample(range(600, 9_400, 7), count - 1))
    return [Decimal(b - a) / 100 for a, b in zip([0, *cuts], [*cuts, 10_000], strict=True)]


def _structure(said: _Saying) -> None:
    """The structure of the economy."""
    shares = _hundredths(said, 4)
    names = (*_SECTORS, _TAXES)
    in_turn = said.random.randint(0, 2) == 0
    text = (
        "Cơ cấu kinh tế theo ngành lần lượt là {0}; {1}; {2} và {3}."
        if in_turn
        else "Cơ cấu kinh tế: " + "; ".join(f"{name} chiếm {{{at}}}" for at, name in enumerate(names)) + "."
    )
    refs = said.say(text, *(Figure(share, 2, "%") for share in shares))
    said.holds(refs[0], refs[1:], lambda v: _HUNDRED - sum(v, Decimal(0)), slack=Decimal("0.02"))


def _contributions(said: _Saying) -> None:
    """Points or shares of growth by sector."""
    if said.random.randint(0, 1):
        shares = _hundredths(said, 3)
        told = "; ".join(
            f"khu vực {name} tăng {said.random.randint(2, 9)},5%, đóng góp {{{at}}}"
            + (" vào mức tăng trưởng chung" if at == 0 else "")
            for at, name in enumerate(_SECTORS)
        )
        refs = said.say(f"Trong đó, {told}.", *(Figure(share, 2, "%") for share in shares))
        said.holds(refs[0], refs[1:], lambda v: _HUNDRED - sum(v, Decimal(0)), slack=Decimal("0.02"))
        return
    points = [said.whole(low, high) / 100 for low, high in ((20, 120), (110, 600), (90, 400), (11, 60))]
    told = "; ".join(
        f"{name} đóng góp {{{at}}} điểm phần trăm" for at, name in enumerate((*_SECTORS, _TAXES), start=1)
    )
    refs = said.say(
        f"Tổng sản phẩm trên địa bàn tăng {{0}} so với năm trước; trong đó {told}.",
        Figure(sum(points, Decimal(0)), 2, "%"),
        *(Figure(point, 2) for point in points),
    )
    said.holds(refs[0], refs[1:], lambda v: sum(v, Decimal(0)), slack=Decimal("0.02"))


def _parts(said: _Saying) -> None:
    """A total, and some of its parts with their shares."""
    whole = said.whole(9_000, 90_000)
    parts = [
        rounded(whole * said.whole(low, high) / 1000, 0) for low, high in ((300, 450), (150, 290), (40, 140))
    ]
    told = "; ".join(
        f"lĩnh vực {name} {{{1 + 2 * at}}} hồ sơ, chiếm {{{2 + 2 * at}}}"
        for at, name in enumerate(("đất đai", "tư pháp", "đầu tư"))
    )
    shares = [figure for part in parts for figure in (Figure(part), _share(part, whole, 2))]
    refs = said.say(f"Tổng số tiếp nhận {{0}} hồ sơ; trong đó {told}.", Figure(whole), *shares)
    for at in range(len(parts)):
        said.holds(refs[2 + 2 * at], (refs[1 + 2 * at], refs[0]), lambda v: v[0] * _HUNDRED / v[1], 2)


def _trade(said: _Saying) -> None:
    """Exports and imports, their sum and what is left between them."""
    out, back = said.whole(5_000, 9_900), said.whole(1_100, 4_900)
    greater = said.random.randint(0, 1)
    exports, imports = (out, back) if greater else (back, out)
    refs = said.say(
        "Tổng kim ngạch xuất nhập khẩu đạt {0} triệu USD, trong đó xuất khẩu {1} triệu USD, nhập khẩu {2} triệu USD,"
        f" {'xuất siêu' if greater else 'nhập siêu'} {{3}} triệu USD.",
        *map(Figure, (exports + imports, exports, imports, out - back)),
    )
    said.holds(refs[0], refs[1:3], lambda v: v[0] + v[1])
    sign = 1 if greater else -1
    said.holds(refs[3], refs[1:3], lambda v: sign * (v[0] - v[1]))


_MAKERS = (_growth, _since, _from_to, _plan, _accidents, _structure, _contributions, _parts, _trade)
