"""Clean ranking tables under every convention such papers use."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from hypothesis import strategies as st

from tests.validate.papers import DEPARTMENTS, Sketch

POLICIES = ("dense", "competition", "modified", "ordinal")


def ranks(values: list[Decimal], policy: str, *, descending: bool = True) -> list[int]:
    """Ranks of values under a policy, computed the plain way."""
    better = [sum((v > value) if descending else (v < value) for v in values) for value in values]
    if policy == "competition":
        return [count + 1 for count in better]
    if policy == "modified":
        same = Counter(values)
        return [count + same[value] for count, value in zip(better, values, strict=True)]
    if policy == "dense":
        order = sorted(set(values), reverse=descending)
        return [order.index(value) + 1 for value in values]
    seen: Counter[Decimal] = Counter()
    result = []
    for count, value in zip(better, values, strict=True):
        seen[value] += 1
        result.append(count + seen[value])
    return result


def show(value: Decimal, mark: str) -> str:
    """A figure with this decimal mark."""
    return f"{value:f}".replace(".", mark)


@st.composite
def clean_tables(draw: st.DrawFn) -> Sketch:
    """A table in which every sum, ratio and rank holds."""
    n = draw(st.integers(3, 12))
    mark = draw(st.sampled_from([",", "."]))
    places = draw(st.sampled_from([0, 1, 2]))
    maxima = draw(st.lists(st.integers(10, 200), min_size=2, max_size=6))
    policy = draw(st.sampled_from(POLICIES))
    names = draw(st.permutations(DEPARTMENTS))[:n]
    step = Decimal(1).scaleb(-places)
    parts = [[step * draw(st.integers(0, maximum * 10**places)) for maximum in maxima] for _ in range(n)]
    totals = [sum(row, Decimal(0)) for row in parts]
    if draw(st.booleans()):
        order = sorted(range(n), key=lambda index: -totals[index])
        parts = [parts[index] for index in order]
        totals = [totals[index] for index in order]
    rounding = draw(st.sampled_from([ROUND_HALF_UP, ROUND_DOWN]))
    ratio_places = draw(st.integers(0, 2))
    whole = sum(maxima)
    ratios = [
        (total * 100 / whole).quantize(Decimal(1).scaleb(-ratio_places), rounding=rounding)
        for total in totals
    ]
    header = ["STT", "Đơn vị", *(f"Tiêu chí {i + 1} ({m} điểm)" for i, m in enumerate(maxima))]
    header += [f"Tổng điểm (Tối đa: {whole})", "Tỷ lệ (%)", "Xếp hạng"]
    rows = [
        [
            str(number),
            name,
            *(show(value, mark) for value in row),
            show(total, mark),
            show(ratio, mark),
            str(rank),
        ]
        for number, (name, row, total, ratio, rank) in enumerate(
            zip(names, parts, totals, ratios, ranks(totals, policy), strict=True), start=1
        )
    ]
    columns = [0, 1, *draw(st.sampled_from([(), ("rank",)]))]
    if "rank" in columns:
        at = len(header) - 1
        order_of = [0, 1, at, *range(2, at)]
        header = [header[index] for index in order_of]
        rows = [[row[index] for index in order_of] for row in rows]
    if draw(st.booleans()):
        sums = [sum((row[i] for row in parts), Decimal(0)) for i in range(len(maxima))]
        total_row = [
            "",
            "Tổng cộng",
            *(show(value, mark) for value in sums),
            show(sum(totals, Decimal(0)), mark),
            "",
            "",
        ]
        if "rank" in columns:
            total_row = [total_row[index] for index in order_of]
        rows.append(total_row)
    return Sketch([header, *rows], caption="Xếp hạng tổng thể")


@st.composite
def flawed_tables(draw: st.DrawFn) -> Sketch:
    """A table in which one score or total is misprinted by a good deal, and all else holds."""
    sketch = draw(clean_tables())
    rows = [list(row) for row in sketch.rows]
    figures = [
        (row, col)
        for row, cells in enumerate(rows)
        for col, header in enumerate(rows[0])
        if row and cells[0] and ("Tiêu chí" in header or "Tổng điểm" in header)
    ]
    row, col = draw(st.sampled_from(figures))
    text = rows[row][col]
    rows[row][col] = f"{draw(st.sampled_from('123456789'))}{text}" if text[0] != "0" else f"7{text[1:]}"
    return Sketch(rows, caption=sketch.caption)
