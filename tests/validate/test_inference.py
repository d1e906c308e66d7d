"""Rounding, slips, ties: the pieces that the audit infers with."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doichieu.validate.infer.ranks.rank_fits import RankFit
from doichieu.validate.infer.ranks.ranking import find_ranking
from doichieu.validate.infer.ranks.tie_policies import TiePolicy
from doichieu.validate.paper import lay_out
from doichieu.validate.rounding import Grade, Rounding, grade_residual, to_places
from doichieu.validate.slips import are_swapped, describe_slip, slips_to
from tests.validate.papers import DEPARTMENTS, Sketch, decide, examine, ranking, serious
from tests.validate.strategies import ranks


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (Rounding.HALF_UP, "2.35"),
        (Rounding.HALF_EVEN, "2.34"),
        (Rounding.TRUNCATE, "2.34"),
        (Rounding.UP, "2.35"),
    ],
)
def test_half_is_where_modes_differ(mode: Rounding, expected: str) -> None:
    """2.345 to two places under each mode."""
    assert to_places(Decimal("2.345"), 2, mode) == Decimal(expected)


@pytest.mark.parametrize(
    ("residual", "grade"),
    [("0", Grade.EXACT), ("0.01", Grade.POSSIBLE), ("0.02", Grade.POSSIBLE), ("0.03", Grade.IMPOSSIBLE)],
)
def test_residual_is_graded_by_hidden_digits(residual: str, grade: Grade) -> None:
    """Four parts and a total with two decimals: five half units bound the gap."""
    assert grade_residual(Decimal(residual), [2] * 5) is grade


@pytest.mark.parametrize(("residual", "grade"), [("0.05", Grade.POSSIBLE), ("0.08", Grade.IMPLAUSIBLE)])
def test_long_sum_is_not_excused_by_the_worst_case(residual: str, grade: Grade) -> None:
    """Forty half units would close a gap of 0.19; ordinary rounding reaches a third of that."""
    assert grade_residual(Decimal(residual), [2] * 40) is grade


@pytest.mark.parametrize(
    ("printed", "right", "slip"),
    [
        ("7", "70", "dropped"),
        ("118.57", "118.75", "transposed"),
        ("626.23", "626.24", "digit"),
        ("9.25", "92.5", "decimal"),
        ("-5", "5", "sign"),
        ("1234", "124", "added"),
        ("17", "93", "unknown"),
    ],
)
def test_slip_of_the_pen_is_named(printed: str, right: str, slip: str) -> None:
    """The slip that turns the right figure into the printed one."""
    value = Decimal(printed)
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    assert describe_slip(value, max(0, places), Decimal(right)) == slip


@pytest.mark.parametrize(
    ("printed", "right", "swapped"),
    [
        ("08,73", "80,73", True),
        ("8,73", "80,73", False),
        ("1.234", "1.324", True),
        ("1.234", "4.231", False),
        ("12", "12", False),
    ],
)
def test_digits_swapped_as_printed(printed: str, right: str, swapped: bool) -> None:
    """A nought in front of a figure is a digit of what was typed: 08,73 is 80,73 with two digits exchanged."""
    assert are_swapped(printed, right) is swapped


def _fit(scores: list[str], printed: list[str]) -> RankFit | None:
    sheet = lay_out(decide(Sketch(ranking(scores, printed)))).sheets[0]
    return find_ranking(sheet, 3)


@pytest.mark.parametrize("policy", ["dense", "competition", "modified"])
def test_tie_policy_is_recognised(policy: str) -> None:
    """A table with ties shows its policy."""
    scores = ["90", "80", "80", "70", "60", "60", "50"]
    values = [Decimal(score) for score in scores]
    fit = _fit(scores, [str(rank) for rank in ranks(values, policy)])
    assert fit is not None
    assert fit.convention.policy is TiePolicy(policy)
    assert not fit.events


def test_miscounted_tie_is_one_event_with_its_consequences() -> None:
    """A tie broken at the second row shifts all later ranks: one event."""
    fit = _fit(["90", "80", "80", "70", "60", "60", "50", "40"], ["1", "2", "3", "4", "5", "5", "6", "7"])
    assert fit is not None
    (event,) = fit.events
    assert (event.row, event.printed, event.expected, event.tied_with) == (3, 3, 2, 2)
    assert event.shifted == (4, 5, 6, 7, 8)


def test_swapped_ranks_are_one_event() -> None:
    """Two ranks in each other's place are one slip."""
    fit = _fit(["90", "80", "70", "60", "50", "40"], ["1", "2", "4", "3", "5", "6"])
    assert fit is not None
    (event,) = fit.events
    assert {event.row, event.swapped_with} == {3, 4}


def test_two_broken_ties_make_a_tie_breaker() -> None:
    """Ties that another column breaks twice raise nothing; that column is the convention."""
    rows = [["STT", "Đơn vị", "Mức 3", "Mức 4", "Tổng cộng", "Xếp hạng"]]
    figures = [
        ("9", "1", "10", "2"),
        ("2", "8", "10", "1"),
        ("5", "1", "6", "4"),
        ("3", "3", "6", "3"),
        ("1", "1", "2", "5"),
    ]
    rows += [[str(n), DEPARTMENTS[n], *row] for n, row in enumerate(figures, start=1)]
    rows += [["6", DEPARTMENTS[6], "1", "1", "2", "5"], ["7", DEPARTMENTS[7], "1", "0", "1", "7"]]
    fit = find_ranking(lay_out(decide(Sketch(rows))).sheets[0], 5)
    assert fit is not None
    assert not fit.events
    assert fit.convention.tie_breaks


@given(st.lists(st.integers(0, 20), min_size=4, max_size=12), st.sampled_from(["dense", "competition"]))
def test_right_ranks_have_no_events(scores: list[int], policy: str) -> None:
    """Ranks computed the plain way fit without events."""
    values = [Decimal(score) for score in scores]
    fit = _fit([str(score) for score in scores], [str(rank) for rank in ranks(values, policy)])
    assert fit is None or not fit.events


def test_round_maximum_is_implied_by_percentages_cut_off() -> None:
    """Scores in thousandths over a hundred thousand, cut off to whole percents."""
    rows = [["STT", "Đơn vị", "Tổng điểm", "Tỷ lệ (%)"]]
    scores = ("79.576", "45.973", "62.057", "76.367", "36.069", "71.664", "39.146", "73.725", "51.972")
    rows += [[str(n), DEPARTMENTS[n], score, score[:2]] for n, score in enumerate(scores, start=1)]
    assert serious(examine(Sketch(rows))) == []


def test_a_tier_that_no_unit_has_is_named() -> None:
    """The paper states grade D and gives it to nobody, where one has too few points for C."""
    scale = "Loại A: từ 90 điểm trở lên; loại B: từ 80 đến dưới 90 điểm; loại C: từ 70 đến dưới 80 điểm; loại D: dưới 70 điểm."
    scores = [("95", "A"), ("89", "B"), ("91", "A"), ("79", "C"), ("80", "B"), ("69", "C")]
    rows = [["STT", "Đơn vị", "Tổng điểm", "Xếp loại"]]
    rows += [[str(n), DEPARTMENTS[n - 1], *one] for n, one in enumerate(scores, start=1)]
    found = serious(examine(scale, Sketch(rows)))
    assert [(one.rule, one.observed, one.expected) for one in found] == [("TIER-GROUP", "C", "D")]


@pytest.mark.parametrize(
    ("scale", "last", "expected", "said"),
    [
        # No threshold is stated: the last unit has fewer points than all of the lowest tier.
        ("", ("61", "Tốt"), "≤ Trung bình", "“Trung bình” hoặc thấp hơn"),
        # The tier below the stated ones has no name.
        (
            "Tốt: từ 80 điểm trở lên; Khá: từ 70 đến dưới 80 điểm; Trung bình: từ 65 đến dưới 70 điểm.",
            ("61", "Tốt"),
            "≠ Tốt",
            "một mức khác, văn bản không nêu",
        ),
    ],
)
def test_a_tier_that_cannot_be_named_is_told_from_the_others(
    scale: str, last: tuple[str, str], expected: str, said: str
) -> None:
    """No name is made up, and no correction is offered."""
    scores = [("95", "Tốt"), ("91", "Tốt"), ("84", "Tốt"), ("79", "Khá"), ("75", "Khá"), ("72", "Khá")]
    scores += [("69", "Trung bình"), ("66", "Trung bình"), last]
    rows = [["STT", "Đơn vị", "Tổng điểm", "Xếp loại"]]
    rows += [[str(n), DEPARTMENTS[n - 1], *one] for n, one in enumerate(scores, start=1)]
    (found,) = serious(examine(*([scale] if scale else []), Sketch(rows)))
    assert (found.rule, found.expected, found.corrections) == ("TIER-GROUP", expected, ())
    assert said in found.message.vi


def test_index_rounded_from_the_total_ties_where_it_ties() -> None:
    """Ranks may follow an index that a table prints beside the total it is rounded from; a slip in them still shows."""
    totals = ["725.66", "699.05", "691.70", "691.66", "628.71", "602.50", "595.85"]
    indices = ["0.7257", "0.6991", "0.6917", "0.6917", "0.6287", "0.6025", "0.5959"]
    rows = [["STT", "Tên đơn vị", "Tổng điểm", "Giá trị DTI", "Xếp hạng"]]
    rows += [
        [str(at + 1), DEPARTMENTS[at], total, index, rank]
        for at, (total, index, rank) in enumerate(zip(totals, indices, "1233456", strict=True))
    ]
    assert serious(examine(Sketch(rows))) == []
    rows[6][4], rows[7][4] = rows[7][4], rows[6][4]
    assert [finding.rule for finding in serious(examine(Sketch(rows)))] == ["RANK-ORDER"]


@given(st.integers(1, 9_999_999), st.integers(0, 3), st.booleans())
def test_slips_lead_back_to_what_is_printed(digits: int, places: int, negative: bool) -> None:
    """Every figure that a slip is said to have started from is told as such a slip."""
    printed = Decimal(-digits if negative else digits).scaleb(-places)
    for right in slips_to(printed, places):
        assert describe_slip(printed, places, right) not in {"unknown", "sign"}, right


def test_a_table_without_ties_shows_no_rule_for_them() -> None:
    """What the finding says of the convention is what the table shows."""
    (found,) = serious(
        examine(Sketch(ranking(["9,5", "9,1", "8,7", "8,2", "7,9"], ["1", "2", "4", "4", "5"])))
    )
    assert found.rule == "RANK-ORDER"
    assert found.steps[0].vi.endswith("không có nhóm bằng điểm nào.")
    (found,) = serious(
        examine(Sketch(ranking(["9,5", "9,1", "9,1", "8,2", "7,9"], ["1", "2", "2", "3", "5"])))
    )
    assert "hạng sau liền kề" in found.steps[0].vi
