"""Quantities in sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from doichieu.model import QuantityKind
from doichieu.normalize.numbers import VIETNAMESE
from doichieu.normalize.sentences.claims import read_quantities, sentences


def _stated(text: str) -> list[tuple[QuantityKind, Decimal, Decimal | None]]:
    return [(q.kind, q.value, q.whole) for q in read_quantities(text, VIETNAMESE)]


def test_fraction_with_its_percentage() -> None:
    """A fraction and a percentage are two quantities."""
    assert _stated("Có 49/63 (77,8%) tỉnh đã có mạng.") == [
        (QuantityKind.OUT_OF, Decimal(49), Decimal(63)),
        (QuantityKind.PERCENT, Decimal("77.8"), None),
    ]


def test_count_with_its_noun() -> None:
    """A count has the noun it counts."""
    (count,) = read_quantities("6 đơn vị đạt loại Tốt", VIETNAMESE)
    assert (count.kind, count.value) == (QuantityKind.COUNT, Decimal(6))
    assert count.unit.startswith("đơn vị")


def test_rank_out_of_a_number() -> None:
    """“xếp hạng 3/63” is a rank."""
    assert _stated("Chỉ số: 0,935, xếp hạng 3/63") == [(QuantityKind.RANK, Decimal(3), Decimal(63))]


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 305/QĐ-UBND",
        "ngày 07/02/2017",
        "tháng 6/2023",
        "trực 24/7",
        "ngày 15/6",
        "Nghị định số 43/2011/NĐ-CP",
    ],
)
def test_dates_and_numbers_of_papers_are_no_fractions(text: str) -> None:
    """What only looks like a fraction states none."""
    assert [q for q in _stated(text) if q[0] is QuantityKind.OUT_OF] == []


def test_abbreviations_end_no_sentence() -> None:
    """“TP. Đà Nẵng” goes on; a full stop ends."""
    assert [text.strip() for _, text in sentences("TP. Đà Nẵng đứng đầu. Hà Nội thứ hai.")] == [
        "TP. Đà Nẵng đứng đầu.",
        "Hà Nội thứ hai.",
    ]


def test_span_points_at_the_figure() -> None:
    """A quantity's span is where it stands in the sentence."""
    text = "chiếm 35% số đơn vị"
    (percent, *_) = read_quantities(text, VIETNAMESE)
    assert text[slice(*percent.span)] == "35%"
