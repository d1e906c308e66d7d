"""Ranked score tables: units, criteria, totals, percentages, ranks, tiers, in the layouts such papers have."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from recipe.source import LEFT

from planted.draft import Content, Draft, Figure, Ref, Sentence, Sheet, Style
from planted.facts import Equation, Ranking, Tiers, mean, percentage, rounded, same, tier_of, total

if TYPE_CHECKING:
    from random import Random
from planted.card import Card, break_ties, make_card, pool_last, ranks_of, sort_by_total, thresholds_of


def make_scorecard(random: Random) -> Draft:
    """A decision with one scorecard, at times with tables of its criteria."""
    card = make_card(random)
    if random.randint(0, 1):
        sort_by_total(card)
    if card.kind == "province" and not card.lowered and random.randint(0, 2) == 0 and len(card.names) > 9:
        pool_last(card)
    if random.randint(0, 6) == 0:
        break_ties(card)
    draft = Draft(layout="scorecard", style=_style(random))
    options = _main_table(card, draft)
    if random.randint(0, 2) == 0 and card.policy != "ordinal" and max(card.sizes) == 1:
        _criteria_tables(card, draft, options)
    return draft


def _style(random: Random) -> Style:
    return random.choice((Style(","), Style(","), Style("."), Style(",", "."), Style(".", ",")))


def _main_table(card: Card, draft: Draft) -> dict[str, int]:
    """Set the card as table 1; returns where each column stands."""
    random = card.random
    order = _columns(card)
    place = {name: position for position, name in enumerate(order)}
    ranks = ranks_of(card)
    tiers = [tier_of(card.ratio(unit), thresholds_of(card)) for unit in range(len(card.names))]
    grouped = "tier" not in place and "ratio" in place and not card.lowered and random.randint(0, 3) == 0
    rows = list(range(len(card.names)))
    if grouped:
        sort_by_total(card)
        ranks, tiers = ranks_of(card), [tier_of(card.ratio(u), thresholds_of(card)) for u in rows]
        grouped = len(set(tiers)) > 1
    card.before = random.sample(ranks, len(ranks))
    head = _head(card, order)
    sheet = Sheet(number="1", caption=_caption(card), head=head, body=[])
    draft.sheets.append(sheet)
    where: list[int] = []
    number, restart, tier = 0, random.randint(0, 1), ""
    for unit in rows:
        if grouped and tiers[unit] != tier:
            tier = tiers[unit]
            roman = ("I", "II", "III", "IV", "V")[len(set(tiers[:unit]))]
            row: list[Content] = [""] * len(order)
            row[place["ordinal"]] = roman
            row[place["name"]] = f"{'Mức' if len(tier) > 1 else 'Loại'} {tier}"
            sheet.body.append(row)
            number = 0 if restart else number
        number += 1
        where.append(len(head) + len(sheet.body))
        sheet.body.append([_content(card, column, unit, number, ranks, tiers) for column in order])
    _note_lowered(card, sheet)
    _state_facts(card, draft, place, where, tiers, grouped=grouped)
    if not grouped and random.randint(0, 4) == 0:
        _closing_row(card, draft, place, where)
    if (grouped or "tier" in place) and len(set(tiers)) > 1:
        _state_tiers(card, draft, tiers)
    return place


def _columns(card: Card) -> list[str]:
    random = card.random
    parts = [f"part{index}" for index in range(len(card.criteria))]
    tail = ["total"]
    if random.randint(0, 3) or card.lowered:
        tail.append("ratio")
    tail.append("rank")
    if "ratio" in tail and random.randint(0, 2) == 0:
        tail.append("tier")
    if random.randint(0, 4) == 0:
        tail.insert(tail.index("rank"), "before")
    shape = random.choice(("usual", "usual", "usual", "rank first", "results first"))
    if shape == "results first":
        return ["ordinal", "name", *tail, *parts]
    order = ["ordinal", "name", *parts, *tail]
    if shape == "rank first":
        order.remove("rank")
        order.insert(1, "rank")
    if random.randint(0, 5) == 0:
        order.append("remark")
    return order


def _head(card: Card, order: list[str]) -> list[list[str]]:
    random = card.random
    shown = random.choice(("in header", "in header", "not at all"))
    titles = {
        "ordinal": random.choice(("STT", "TT")),
        "name": random.choice(("Tên đơn vị", "Đơn vị", "Tên cơ quan, đơn vị")),
        "total": random.choice(("Tổng điểm", "Tổng cộng", "Tổng số điểm")),
        "ratio": random.choice(("Tỷ lệ (%)", "Tỷ lệ đạt (%)", "Tỷ lệ % so với điểm tối đa")),
        "rank": random.choice(("Xếp hạng", "Thứ hạng", "Xếp hạng năm 2021")),
        "before": "Xếp hạng năm 2020",
        "tier": "Xếp loại",
        "remark": "Ghi chú",
    }
    if "before" in order:
        titles["rank"] = "Xếp hạng năm 2021"
    if shown == "in header":
        titles["total"] += f" (Tối đa: {total(card.maxima):f})" if not card.lowered else ""
    for index, (name, most) in enumerate(zip(card.criteria, card.maxima, strict=True)):
        titles[f"part{index}"] = f"{name} ({most:f} điểm)" if shown == "in header" else name
    names = [titles[column] for column in order]
    parts = [position for position, column in enumerate(order) if column.startswith("part")]
    if random.randint(0, 3):
        return [names]
    top = ["^" if position in parts else name for position, name in enumerate(names)]
    top[parts[0]] = "Điểm các nhóm tiêu chí"
    for position in parts[1:]:
        top[position] = LEFT
    below = [name if position in parts else "^" for position, name in enumerate(names)]
    return [top, below]


def _caption(card: Card) -> str:
    kinds = {
        "department": "các sở, ban, ngành",
        "district": "UBND cấp huyện",
        "province": "các tỉnh, thành phố",
    }
    return f"Xếp hạng tổng thể {kinds[card.kind]} năm 2021"


def _content(card: Card, column: str, unit: int, number: int, ranks: list[int], tiers: list[str]) -> Content:
    if column == "name":
        return card.names[unit] + ("*" if unit in card.lowered else "")
    if column.startswith("part"):
        return Figure(card.scores[unit][int(column[4:])], card.places)
    if column == "before":
        return str(card.before[unit])
    return {
        "ordinal": lambda: str(number),
        "total": lambda: Figure(card.totals[unit], card.places),
        "ratio": lambda: Figure(card.ratio(unit), card.ratio_places),
        "rank": lambda: Figure(Decimal(ranks[unit])),
        "tier": lambda: tiers[unit],
        "remark": lambda: "",
    }[column]()


def _note_lowered(card: Card, sheet: Sheet) -> None:
    if card.lowered:
        most = next(iter(card.lowered.values()))
        sheet.notes = (f"(*) Các đơn vị có tổng điểm tối đa là {most:f} điểm.",)


def _state_facts(
    card: Card, draft: Draft, place: dict[str, int], where: list[int], tiers: list[str], *, grouped: bool
) -> None:
    parts = [place[f"part{index}"] for index in range(len(card.criteria))]
    for unit, row in enumerate(where):
        sum_at = Ref(0, row, place["total"])
        parts_at = tuple(Ref(0, row, col) for col in parts)
        draft.facts.append(Equation(target=sum_at, parts=parts_at, formula=total))
        draft.mark("total", sum_at)
        draft.mark("component", *parts_at)
        draft.mark("name", Ref(0, row, place["name"]))
        draft.mark("ordinal", Ref(0, row, place["ordinal"]))
        draft.mark("rank", Ref(0, row, place["rank"]))
        if "ratio" in place:
            base = card.base(unit)
            draft.facts.append(
                Equation(
                    target=Ref(0, row, place["ratio"]),
                    parts=(sum_at,),
                    formula=lambda values, base=base: percentage([values[0], base]),
                    places=card.ratio_places,
                    cut=card.cut,
                )
            )
            draft.mark("cut ratio" if card.cut else "ratio", Ref(0, row, place["ratio"]))
        if "tier" in place:
            draft.mark("tier", Ref(0, row, place["tier"]))
    if "ratio" in place and ("tier" in place or grouped):
        draft.facts.append(
            Tiers(
                rows=tuple(
                    (
                        Ref(0, row, place["ratio"]),
                        tiers[unit],
                        Ref(0, row, place["tier"]) if "tier" in place else None,
                    )
                    for unit, row in enumerate(where)
                ),
                thresholds=thresholds_of(card),
            )
        )
    breakers = (place[f"part{card.breaker}"],) if card.breaker is not None else ()
    draft.facts.append(
        Ranking(
            rows=tuple(
                (
                    Ref(0, row, place["rank"]),
                    (Ref(0, row, place["total"]), *(Ref(0, row, col) for col in breakers)),
                    card.sizes[unit],
                )
                for unit, row in enumerate(where)
            ),
            signs=(1,) * (1 + len(breakers)),
            policy=card.policy,
        )
    )


def _closing_row(card: Card, draft: Draft, place: dict[str, int], where: list[int]) -> None:
    """A row of totals or of averages below."""
    sums = card.random.randint(0, 1)
    row: list[Content] = [""] * len(place)
    row[place["name"]] = "Tổng cộng" if sums else "Trung bình"
    at = where[-1] + 1
    places = max(card.places or 0, 2) if not sums else card.places
    for column in [*(name for name in place if name.startswith("part")), "total"]:
        col = place[column]
        refs = tuple(Ref(0, line, col) for line in where)
        values = [value for ref in refs if (value := draft.value(ref)) is not None]
        row[col] = Figure(total(values) if sums else rounded(mean(values), places or 0), places)
        draft.facts.append(
            Equation(
                target=Ref(0, at, col),
                parts=refs,
                formula=total if sums else mean,
                places=None if sums else places,
            )
        )
        draft.mark("grand total" if sums else "average", Ref(0, at, col))
    draft.sheets[0].body.append(row)


def _state_tiers(card: Card, draft: Draft, tiers: list[str]) -> None:
    """Thresholds and counts in prose."""
    random = card.random
    scale = card.scale
    if random.randint(0, 1):
        draft.facts = [replace(f, stated=True) if isinstance(f, Tiers) else f for f in draft.facts]
        for index, (tier, least) in enumerate(scale):
            word = f"Mức {tier}" if len(tier) > 1 else f"Loại {tier}"
            upper = f"nhỏ hơn {scale[index - 1][1]}%" if index else ""
            lower = f"lớn hơn hoặc bằng {least}%" if least else ""
            bounds = " và ".join(filter(None, (lower, upper)))
            draft.prose.append(Sentence(f"{word}: tỷ lệ điểm đạt được {bounds}.", []))
    if random.randint(0, 1):
        tier = random.choice(sorted(set(tiers)))
        count = Decimal(tiers.count(tier))
        whole = Decimal(len(tiers))
        at = len(draft.prose)
        noun = {"department": "sở, ban, ngành", "district": "huyện", "province": "tỉnh, thành phố"}[card.kind]
        draft.prose.append(
            Sentence(
                f"Có {{0}}/{whole:f} {noun} đạt loại {tier}, chiếm tỷ lệ {{1}}.",
                [Figure(count), Figure(rounded(count * 100 / whole, 2), 2, "%")],
            )
        )
        draft.facts.append(
            Equation(
                target=Ref(-1, at, 1),
                parts=(Ref(-1, at, 0),),
                formula=lambda values: percentage([values[0], whole]),
                places=2,
            )
        )
        draft.mark("count", Ref(-1, at, 0))
        draft.mark("prose percentage", Ref(-1, at, 1))


def _criteria_tables(card: Card, draft: Draft, place: dict[str, int]) -> None:
    """A table for each of some criteria: the figures of its column in table 1, ranked."""
    main = {name.rstrip("*"): ref.row for ref in draft.roles["name"] if isinstance(name := draft[ref], str)}
    for index in range(min(3, len(card.criteria))):
        sheet = len(draft.sheets)
        scores = {name: card.scores[unit][index] for unit, name in enumerate(card.names)}
        order = sorted(card.names, key=lambda name: -scores[name])
        body: list[list[Content]] = [
            [str(number), name, Figure(scores[name], card.places), ""]
            for number, name in enumerate(order, start=1)
        ]
        title = f"{card.criteria[index]} (Tối đa: {card.maxima[index]:f})"
        draft.sheets.append(
            Sheet(
                number=f"1.{index + 1}",
                caption=f"Xếp hạng về {card.criteria[index]}",
                head=[["STT", "Tên đơn vị", title, "Xếp hạng"]],
                body=body,
            )
        )
        fact = Ranking(
            rows=tuple((Ref(sheet, line, 3), (Ref(sheet, line, 2),), 1) for line in range(1, len(order) + 1)),
            signs=(1,),
            policy=card.policy,
        )
        for row, rank in zip(body, fact.ranks(draft), strict=True):
            row[3] = Figure(Decimal(rank))
        draft.facts.append(fact)
        for line, name in enumerate(order, start=1):
            twin = Ref(0, main[name], place[f"part{index}"])
            draft.facts.append(Equation(target=Ref(sheet, line, 2), parts=(twin,), formula=same))
            draft.mark("twin", Ref(sheet, line, 2))
            draft.mark("rank", Ref(sheet, line, 3))
            draft.mark("name", Ref(sheet, line, 1))
            draft.mark("ordinal", Ref(sheet, line, 0))
