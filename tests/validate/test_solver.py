"""Error localisation: worked cases of the literature, and what must hold always."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from importlib.util import find_spec
from itertools import combinations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doichieu.errors import UsageError
from doichieu.validate import localize
from doichieu.validate.solver import Reason, Status
from doichieu.validate.solver.covering import covering_sets
from doichieu.validate.solver.elimination import system_of
from doichieu.validate.solver.imputation import between
from doichieu.validate.solver.minimal_sets import minimal_sets
from doichieu.validate.solver.rule_text import parse_rules
from doichieu.validate.solver.simplex import fixed_values

BALANCE = ["x1 + x2 == x3", "x2 == x4", "x5 + x6 + x7 == x2", "x3 + x8 == x9", "x9 - x10 == x11"]
RIGHT = {
    "x1": 1452,
    "x2": 116,
    "x3": 1568,
    "x4": 116,
    "x5": 0,
    "x6": 115,
    "x7": 1,
    "x8": 0,
    "x9": 1568,
    "x10": 1000,
}
RIGHT["x11"] = 568


def _values(**values: float | str | None) -> dict[str, Decimal | None]:
    return {name: None if value is None else Decimal(str(value)) for name, value in values.items()}


def test_consistent_record_is_left_alone() -> None:
    """Nothing is changed where everything holds."""
    result = localize(BALANCE, _values(**RIGHT))
    assert (result.status, result.edits, result.violated) == (Status.CONSISTENT, (), ())


@pytest.mark.parametrize(
    ("name", "printed"), [("x4", 161), ("x3", 1658), ("x2", 11), ("x9", 15681), ("x11", 5068), ("x10", 100)]
)
def test_typing_slip_is_put_right(name: str, printed: int) -> None:
    """A digit exchanged, dropped, added or replaced in one balance item is found and put right."""
    result = localize(BALANCE, _values(**{**RIGHT, name: printed}))
    assert result.status is Status.CORRECTED
    (edit,) = result.edits
    assert (edit.name, edit.new, edit.reason) == (name, Decimal(RIGHT[name]), Reason.TYPO)


def test_single_balance_is_ambiguous() -> None:
    """One sum that does not hold says nothing of which figure is wrong; nothing is applied."""
    result = localize(["x1 + x2 == x3"], _values(x1=10, x2=20, x3=37))
    assert result.status is Status.AMBIGUOUS
    assert set(result.minimal_sets) == {frozenset({"x1"}), frozenset({"x2"}), frozenset({"x3"})}
    assert result.edits == ()
    assert result.violated == ("x1 + x2 == x3",)


def test_slip_decides_between_equally_small_sets() -> None:
    """Of three single changes the one that a slip explains is taken."""
    result = localize(["x1 + x2 == x3"], _values(x1=145, x2=20, x3=615))
    assert [(edit.name, edit.new) for edit in result.edits] == [("x3", Decimal(165))]


def test_wrong_sign_is_put_right() -> None:
    """Revenue less costs gives the balance, whose sign is wrong."""
    result = localize(["r - c == b"], _values(r=30, c=100, b=70), fixed=("r", "c"))
    assert [(edit.name, edit.new, edit.reason) for edit in result.edits] == [("b", Decimal(-70), Reason.SIGN)]


def test_exchanged_values_are_recognised() -> None:
    """Two values in each other's place are one slip."""
    rules = ["r1 - c1 == b1", "r1 + r2 == r", "c1 + c2 == c"]
    result = localize(rules, _values(r1=30, c1=100, b1=70, r2=10, c2=5, r=110, c=35))
    assert {(edit.name, edit.new, edit.reason) for edit in result.edits} == {
        ("r1", Decimal(100), Reason.SWAP),
        ("c1", Decimal(30), Reason.SWAP),
    }


def test_rounding_difference_is_named() -> None:
    """A unit of the last place is a rounding difference."""
    result = localize(["a + b == c"], _values(a="1.2", b="2.3", c="3.6"), fixed=("a", "b"))
    assert [(edit.new, edit.reason) for edit in result.edits] == [(Decimal("3.5"), Reason.ROUNDING)]


def test_missing_values_are_deduced_where_there_is_one_solution() -> None:
    """Equalities determine a missing value; several unknowns stay open."""
    assert localize(["a + b == c"], _values(a=10, b=None, c=35)).values["b"] == 25
    open_result = localize(["a + b + d == c"], _values(a=10, b=None, d=None, c=35))
    assert (open_result.status, open_result.values["b"]) == (Status.CONSISTENT, None)


def test_missing_parts_of_zero_are_zero() -> None:
    """Parts that cannot be negative and add up to zero are zero."""
    result = localize(["a + b == t", "a >= 0", "b >= 0"], _values(a=None, b=None, t=0))
    assert (result.values["a"], result.values["b"]) == (0, 0)
    assert {edit.reason for edit in result.edits} == {Reason.IMPUTED}


def test_turnover_example_of_the_editing_literature() -> None:
    """Turnover 100 with costs 60.000 and profit 40.000: changing turnover alone makes all edits hold."""
    rules = ["t == c + p", "p <= 0.5*t", "-0.1*t <= p", "t >= 0", "t <= 55000*n"]
    result = localize(rules, _values(t=100, c=60000, p=40000, n=5))
    assert [(edit.name, edit.new) for edit in result.edits] == [("t", Decimal(100000))]


def test_weights_say_what_is_trusted() -> None:
    """A name with a larger weight is changed last."""
    result = localize(["a + b == c"], _values(a=1, b=2, c=9), weights={"a": 2, "c": 3})
    assert result.minimal_sets == (frozenset({"b"}),)
    assert result.values["b"] == 8


def test_contradiction_of_fixed_values_is_infeasible() -> None:
    """With every name fixed nothing can be mended."""
    result = localize(["a + b == 10"], _values(a=1, b=2), fixed=("a", "b"))
    assert (result.status, result.violated) == (Status.INFEASIBLE, ("a + b == 10",))


def test_shared_changes_alone_are_applied() -> None:
    """Two errors, one certain and one open: the certain one is applied."""
    rules = ["a + b == c", "c == d", "c == e", "x + y == z"]
    result = localize(rules, _values(a=10, b=20, c=93, d=30, e=30, x=4, y=9, z=77))
    assert result.status is Status.PARTIAL
    assert [(edit.name, edit.new) for edit in result.edits] == [("c", Decimal(30))]
    assert result.violated == ("x + y == z",)


@pytest.mark.parametrize(
    "rule",
    [
        "a / b == c",
        "a + b / c == 1",
        "a * b == c",
        "a + == c",
        "a + b",
        "a == b == c",
        "a + b == 2 c",
        "a ~ b",
    ],
)
def test_what_is_not_linear_is_refused(rule: str) -> None:
    """A rule that is not linear is refused with what to do."""
    with pytest.raises(UsageError, match="linear"):
        localize([rule], _values(a=1, b=2, c=3))


def test_name_without_a_value_is_refused() -> None:
    """A rule about a name that is not given is a mistake of the caller."""
    with pytest.raises(UsageError, match="zz"):
        localize(["a == zz"], _values(a=1))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 500), min_size=3, max_size=3), min_size=3, max_size=3), st.data())
def test_one_wrong_cell_of_a_cross_footed_table_is_found(cells: list[list[int]], data: st.DataObject) -> None:
    """In a table with row and column totals one wrong cell is the only single change that mends all."""
    values = {f"c{i}{j}": Decimal(cells[i][j]) for i in range(3) for j in range(3)}
    values |= {f"r{i}": Decimal(sum(cells[i])) for i in range(3)}
    values |= {f"k{j}": Decimal(sum(row[j] for row in cells)) for j in range(3)}
    rules = [f"c{i}0 + c{i}1 + c{i}2 == r{i}" for i in range(3)]
    rules += [f"c0{j} + c1{j} + c2{j} == k{j}" for j in range(3)]
    wrong = data.draw(st.sampled_from([name for name in values if name.startswith("c")]))
    off = data.draw(st.integers(1, 900))
    result = localize(rules, {**values, wrong: values[wrong] + off})
    assert result.status is Status.CORRECTED
    assert [(edit.name, edit.new) for edit in result.edits] == [(wrong, values[wrong])]


# --------------------------------------------------------------------------- edge cases and further worked cases


def test_no_rules_leave_everything_as_it_is() -> None:
    """Without rules any values are consistent, missing ones stay open."""
    result = localize([], _values(a=1, b=None))
    assert (result.status, result.edits, result.values) == (
        Status.CONSISTENT,
        (),
        {"a": Decimal(1), "b": None},
    )


@pytest.mark.parametrize(
    ("rule", "value", "status"),
    [
        ("a >= 5", 5, Status.CONSISTENT),
        ("a > 5", 5, Status.AMBIGUOUS),
        ("a < 5", 5, Status.AMBIGUOUS),
        ("a <= 5", 5, Status.CONSISTENT),
        ("a <= 5", 6, Status.AMBIGUOUS),
    ],
)
def test_bounds_are_open_or_closed(rule: str, value: int, status: Status) -> None:
    """A strict bound excludes its value; a broken bound names the value and leaves open what it should be."""
    result = localize([rule], _values(a=value))
    assert result.status is status
    assert result.minimal_sets == (() if status is Status.CONSISTENT else (frozenset({"a"}),))


def test_bounds_that_exclude_each_other_are_infeasible() -> None:
    """No value is both above 5 and below 3, with or without one given."""
    assert localize(["a > 5", "a < 3"], _values(a=4)).status is Status.INFEASIBLE
    assert localize(["a > 5", "a < 3"], _values(a=None)).status is Status.INFEASIBLE


def test_coefficients_and_divisors_are_exact() -> None:
    """A third is a third: nothing is lost to binary fractions."""
    result = localize(["a / 3 == b", "0.1*c == 0.3"], _values(a=1, b=None, c=3))
    assert result.violated == ()
    assert localize(["3 * (a - b) == 2*c"], _values(a=7, b=5, c=3)).status is Status.CONSISTENT


def test_fixed_value_is_never_changed() -> None:
    """With the sum fixed one of its parts must give way, and both ways are told."""
    result = localize(["a + b == c"], _values(a=11, b=22, c=99), fixed=("c",))
    assert set(result.minimal_sets) == {frozenset({"a"}), frozenset({"b"})}


def test_variable_in_most_violated_rules_is_the_least_change() -> None:
    """One variable that three edits share is changed rather than one in each (Fellegi and Holt)."""
    rules = ["a + b == c", "a + d == e", "a + f == g"]
    result = localize(rules, _values(a=50, b=1, c=6, d=2, e=7, f=3, g=8))
    assert [(edit.name, edit.new) for edit in result.edits] == [("a", Decimal(5))]


def test_derived_rules_count_too() -> None:
    """Edits that hold one by one can be broken together: x < y < z < x + 1 leaves z no room above x + 1."""
    result = localize(["x <= y", "y <= z", "z <= w"], _values(x=9, y=5, z=6, w=7))
    assert result.minimal_sets == (frozenset({"x"}),)


@pytest.mark.parametrize(
    ("printed", "right", "reason"),
    [
        (2710, 2170, Reason.TYPO),
        (217, 2170, Reason.TYPO),
        (21700, 2170, Reason.TYPO),
        (2870, 2170, Reason.TYPO),
        (-2170, 2170, Reason.SIGN),
        (2171, 2170, Reason.ROUNDING),
        (8135, 2170, Reason.UNKNOWN),
    ],
)
def test_reason_of_a_change_is_named(printed: int, right: int, reason: Reason) -> None:
    """Digits exchanged, dropped, added and replaced, a sign, a unit of rounding, and none of these."""
    result = localize(["a + b == c"], _values(a=1000, b=1170, c=printed), fixed=("a", "b"))
    assert [(edit.new, edit.reason) for edit in result.edits] == [(Decimal(right), reason)]


def test_profit_and_loss_account_with_signs_and_an_exchange() -> None:
    """A chain of balances: revenues less costs by activity add up; the costs and revenues of one stand exchanged."""
    rules = [
        "x10 - x20 == x00",
        "x11 - x21 == x01",
        "x12 - x22 == x02",
        "x00 + x01 + x02 == x04",
        "x10 + x11 + x12 == r",
        "x20 + x21 + x22 == s",
    ]
    right = {
        "x10": 2100,
        "x20": 1950,
        "x00": 150,
        "x11": 0,
        "x21": 10,
        "x01": -10,
        "x12": 20,
        "x22": 5,
        "x02": 15,
    }
    right |= {"x04": 155, "r": 2120, "s": 1965}
    assert localize(rules, _values(**right)).status is Status.CONSISTENT
    result = localize(rules, _values(**{**right, "x11": 10, "x21": 0}))
    assert {(edit.name, edit.reason) for edit in result.edits} == {("x11", Reason.SWAP), ("x21", Reason.SWAP)}


def test_unique_imputation_goes_from_rule_to_rule() -> None:
    """A value deduced from one balance lets the next one be deduced; what stays free stays missing."""
    rules = ["x1 + x2 == x3", "x3 - x4 == x5", "x5 + x6 + x7 == x8"]
    result = localize(rules, _values(x1=40, x2=60, x3=None, x4=30, x5=None, x6=None, x7=None, x8=100))
    assert (result.values["x3"], result.values["x5"]) == (100, 70)
    assert (result.values["x6"], result.values["x7"]) == (None, None)


def test_missing_parts_below_a_zero_total_are_zero_beside_known_ones() -> None:
    """Non-negative parts of a total that known parts use up are zero."""
    rules = ["a + b + c == t", "a >= 0", "b >= 0", "c >= 0"]
    result = localize(rules, _values(a=30, b=None, c=None, t=30))
    assert (result.values["b"], result.values["c"]) == (0, 0)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-50, 50), min_size=4, max_size=4), st.integers(0, 3), st.integers(1, 40))
def test_result_is_consistent_and_every_minimal_set_suffices(values: list[int], at: int, off: int) -> None:
    """Corrected values violate nothing, and with any minimal set freed the rules can hold."""
    names = ["a", "b", "c", "d"]
    given_values = {name: Decimal(value) for name, value in zip(names, values, strict=True)}
    given_values["t"] = sum(given_values.values(), Decimal(0)) + (off if at else 0)
    rules = ["a + b + c + d == t", "a + b == s", "s <= 200"]
    given_values["s"] = given_values["a"] + given_values["b"]
    result = localize(rules, given_values)
    if result.status is Status.CORRECTED:
        assert result.violated == ()
    for chosen in result.minimal_sets:
        freed = {name: None if name in chosen else value for name, value in given_values.items()}
        assert localize(rules, freed).status in {Status.CONSISTENT, Status.CORRECTED}


ACTIVITIES = [
    "x0r - x0c == x0",
    "x1r - x1c == x1",
    "x2r - x2c == x2",
    "x3r - x3c == x3",
    "x0 + x1 + x2 + x3 == x4",
]


@pytest.mark.parametrize(
    ("figures", "changed"),
    [
        ("2100 1950 150 0 10 10 20 5 15 50 10 40 195", {"x1": -10}),
        (
            "5100 4650 450 0 130 130 20 0 20 15 25 10 610",
            {"x1r": 130, "x1c": 0, "x3r": 25, "x3c": 15},
        ),
        ("3250 3550 300 110 10 100 50 90 40 30 10 20 -140", {"x0": -300, "x2r": 90, "x2c": 50}),
    ],
)
def test_signs_and_interchanged_returns_and_costs(figures: str, changed: dict[str, int]) -> None:
    """The account of Scholtus (2008): balances with a wrong sign, returns and costs in each other's place."""
    names = ["x0r", "x0c", "x0", "x1r", "x1c", "x1", "x2r", "x2c", "x2", "x3r", "x3c", "x3", "x4"]
    result = localize(ACTIVITIES, dict(zip(names, map(Decimal, figures.split()), strict=True)))
    assert result.status is Status.CORRECTED
    assert {edit.name: edit.new for edit in result.edits} == changed
    assert {edit.reason for edit in result.edits} <= {Reason.SIGN, Reason.SWAP}
    assert result.violated == ()


def test_sign_is_plainer_than_an_exchange() -> None:
    """Where nothing but one balance vouches for the result, its sign is wrong rather than two values exchanged."""
    result = localize(["r - c == x"], {"r": Decimal(50), "c": Decimal(93), "x": Decimal(43)})
    assert [(edit.name, edit.new) for edit in result.edits] == [("x", Decimal(-43))]


BALANCES = ["x1 + x2 == x3", "x2 == x4", "x5 + x6 + x7 == x8", "x3 + x8 == x9", "x9 - x10 == x11"]


@pytest.mark.parametrize(("x4", "x9"), [(161, 19979), (1116, 1979), (116, 1997)])
def test_typing_errors_of_several_balances(x4: int, x9: int) -> None:
    """The balance edits of Scholtus (2009): each figure mistyped is told by the balances that it is in."""
    right = dict(
        zip(
            (f"x{n}" for n in range(1, 12)),
            (1452, 116, 1568, 116, 323, 76, 12, 411, 1979, 1842, 137),
            strict=True,
        )
    )
    printed = {**right, "x4": x4, "x9": x9}
    result = localize(BALANCES, {name: Decimal(value) for name, value in printed.items()})
    assert result.status is Status.CORRECTED
    assert {edit.name: edit.new for edit in result.edits} == {
        name: Decimal(right[name]) for name in right if printed[name] != right[name]
    }
    assert {edit.reason for edit in result.edits} == {Reason.TYPO}


def test_large_table_with_six_errors_is_solved() -> None:
    """Sixty-four figures, cross-footed, with six of them off: the six are found, all at once."""
    values = {f"x{i}_{j}": Decimal(1000 + 137 * i + 59 * j + 31 * i * j) for i in range(7) for j in range(7)}
    rules = [f"{name} >= 0" for name in values]
    for i in range(7):
        row, column = ([f"x{i}_{j}" for j in range(7)], [f"x{j}_{i}" for j in range(7)])
        rules += [f"{' + '.join(row)} == r{i}", f"{' + '.join(column)} == c{i}"]
        values[f"r{i}"] = sum((values[name] for name in row), Decimal(0))
        values[f"c{i}"] = sum((values[name] for name in column), Decimal(0))
    rules += [f"{' + '.join(f'{side}{i}' for i in range(7))} == t" for side in "rc"]
    values["t"] = sum((values[f"r{i}"] for i in range(7)), Decimal(0))
    off = {"x0_0": 2011, "x1_3": -407, "x2_5": 613, "x4_1": 1301, "x5_2": -229, "x6_6": 3007}
    printed = {name: value + off.get(name, 0) for name, value in values.items()}
    result = localize(rules, printed)
    assert result.status is Status.CORRECTED
    assert {edit.name: edit.new for edit in result.edits} == {name: values[name] for name in off}


TYPED = ["x1 + x2 == x3", "x2 == x4", "x5 + x6 + x7 == x8", "x3 + x8 == x9", "x9 - x10 == x11"]


def _account(figures: str) -> dict[str, Decimal | None]:
    return {f"x{at}": Decimal(figure) for at, figure in enumerate(figures.split(), start=1)}


def test_certain_slips_are_put_right_beside_an_open_one() -> None:
    """Two figures mistyped are put right; which part of a total that its parts do not give is wrong stays open."""
    result = localize(TYPED, _account("1452 116 1568 161 0 0 0 411 19979 1842 137"))
    assert result.status is Status.PARTIAL
    assert {edit.name: edit.new for edit in result.edits} == {"x4": 116, "x9": 1979}
    assert set(result.minimal_sets) == {frozenset({"x4", "x9", part}) for part in ("x5", "x6", "x7")}
    assert result.violated == ("x5 + x6 + x7 == x8",)


def test_rounding_differences_are_no_exchange() -> None:
    """Five balances off by one: figures of balances that have nothing in common do not stand in each other's place."""
    result = localize(TYPED, _account("12 4 15 4 3 1 7 12 27 41 -14"))
    assert {edit.reason for edit in result.edits} <= {Reason.ROUNDING}
    swapped = localize(TYPED, _account("12 4 15 4 3 1 8 11 27 41 -13"))
    assert Reason.SWAP not in {edit.reason for edit in swapped.edits}


def test_profit_that_costs_and_turnover_speak_against() -> None:
    """Profit 755 from a turnover of 200 and costs of 125: profit alone is wrong, and 75 mends it."""
    rules = ["profit + cost == turnover", "cost - 0.6*turnover >= 0", "cost >= 0", "turnover >= 0"]
    result = localize(rules, _values(profit=755, cost=125, turnover=200))
    assert [(edit.name, edit.new) for edit in result.edits] == [("profit", 75)]


def test_smaller_weights_outweigh_fewer_changes() -> None:
    """Two values of little weight give way before two others, whose change would also do."""
    rules = ["T == P + C", "P <= 0.5*T", "-0.1*T <= P", "T >= 0", "T <= 550*N"]
    record = _values(T=100, P=40000, C=60000, N=5)
    assert localize(rules, record).minimal_sets == (frozenset({"T", "N"}),)
    lighter = localize(rules, record, weights={"T": 2, "P": 1, "C": 1, "N": 3})
    assert lighter.minimal_sets == (frozenset({"P", "C"}),)
    kept = localize(rules, record, weights={"T": float("inf")})
    assert kept.minimal_sets == (frozenset({"P", "C"}),)


@pytest.mark.parametrize(
    "rule",
    [
        "2*x-y/3<=0",
        "  2 * x  -  y / 3  <=  0 ",
        "-(y - 6*x)/3 ≤ 0",
        "y/3 - 2e0*x >= 0",
        "y*.5 >= 3*x",
        "y ÷ 3 − 2×x ≥ 0",
    ],
)
def test_forms_of_one_rule(rule: str) -> None:
    """Blanks, brackets, coefficients on either side and signs of word processors make no difference."""
    assert localize([rule], _values(x=1, y=6)).status is Status.CONSISTENT
    assert localize([rule], _values(x=2, y=6)).violated == (rule,)


def test_every_digit_of_a_large_value_is_kept() -> None:
    """Values of more than 28 digits come out in all of them, and whole and fractional parts alike."""
    large = "123456789012345678901234567890.12"
    result = localize(["a + b == c"], _values(a=large, b=1, c=5), fixed=("a", "b"))
    assert result.values["c"] == Decimal("123456789012345678901234567891.12")


def test_plain_numbers_are_values_too() -> None:
    """Whole numbers and floats are taken as they are printed."""
    result = localize(["a + b == c"], {"a": 1, "b": 0.1, "c": 11}, fixed=("a", "b"))
    assert result.values == {"a": Decimal(1), "b": Decimal("0.1"), "c": Decimal("1.1")}


@pytest.mark.parametrize(
    ("values", "options", "what"),
    [
        ({"a": Decimal("NaN"), "b": Decimal(1)}, {}, "no number"),
        ({"a": Decimal(2), "b": Decimal(1)}, {"weights": {"a": -1}}, "weight"),
        ({"a": Decimal(2), "b": Decimal(1)}, {"fixed": ("q",)}, "names q"),
    ],
)
def test_what_cannot_be_meant_is_refused(values: Any, options: Any, what: str) -> None:
    """No number, a negative weight, a fixed name that nobody gave: mistakes of the caller."""
    with pytest.raises(UsageError, match=what):
        localize(["a == b"], values, **options)


def test_many_missing_values_under_bounds_do_not_explode() -> None:
    """Two hundred figures cross-footed, none negative, forty of them missing: what follows is deduced."""
    rules, values = [], {}
    for row in range(12):
        cells = [f"c{row}_{col}" for col in range(15)]
        rules.append(f"{' + '.join(cells)} == r{row}")
        values |= {cell: Decimal(at * 7 % 90 + row) for at, cell in enumerate(cells)}
        values[f"r{row}"] = sum((values[cell] for cell in cells), Decimal(0))
    for col in range(15):
        cells = [f"c{row}_{col}" for row in range(12)]
        rules.append(f"{' + '.join(cells)} == k{col}")
        values[f"k{col}"] = sum((values[cell] for cell in cells), Decimal(0))
    rules += [f"{name} >= 0" for name in values]
    lost = Random(4).sample([name for name in values if name.startswith("c")], 40)  # noqa: S311 (a fixed draw)
    result = localize(rules, {**values, **dict.fromkeys(lost)})
    assert result.status is Status.CORRECTED
    assert 0 < len(result.edits) < len(lost)
    assert all(edit.new == values[edit.name] for edit in result.edits)
    assert result.violated == ()


@pytest.mark.parametrize("given", [0, 4])
def test_parts_apart_are_deduced_apart(given: int) -> None:
    """Missing parts are zero where their own total is used up, whatever is missing elsewhere."""
    rules = ["a + b + c == t", "u + v == w", *(f"{name} >= 0" for name in "abcuv")]
    result = localize(rules, _values(a=None, b=None, c=given, t=given, u=None, v=None, w=9))
    assert [result.values[name] for name in "abuv"] == [0, 0, None, None]


_BALANCES = st.lists(
    st.tuples(st.lists(st.integers(-2, 2), min_size=4, max_size=4), st.integers(-3, 6), st.booleans()),
    min_size=1,
    max_size=5,
)


@settings(max_examples=100, deadline=None)
@given(_BALANCES, st.sets(st.integers(0, 3), max_size=4))
def test_ranges_agree_with_elimination(drawn: list[tuple[list[int], int, bool]], floors: set[int]) -> None:
    """The simplex method pins the names that the elimination of all others pins, and to the same values."""
    texts = [
        " + ".join(f"{coefficient}*x{at}" for at, coefficient in enumerate(row))
        + f" {'==' if equal else '>='} {right}"
        for row, right, equal in drawn
        if any(row)
    ]
    texts = [*texts, *(f"x{at} >= 0" for at in floors)]
    rules = [rule for text in texts for rule in parse_rules(text)]
    names = sorted({name for rule in rules for name in rule.names})
    pinned = {name: value for name in names if (value := between(rules, name)) is not None}
    assert fixed_values(rules, names) == pinned


def test_sign_beside_a_rounding_difference_is_a_sign() -> None:
    """Scholtus (2008): 17 - 26 printed as 10 has lost its sign, and rounding puts it off by one as well."""
    rules = ["x0 == x0r - x0c", "x1 == x1r - x1c", "x2 == x2r - x2c", "x3 == x0 + x1 + x2"]
    values = {
        "x0r": 5726,
        "x0c": 5449,
        "x0": 276,
        "x1r": 17,
        "x1c": 26,
        "x1": 10,
        "x2r": 0,
        "x2c": 46,
        "x2": 46,
        "x3": 221,
    }
    result = localize(rules, {name: Decimal(value) for name, value in values.items()})
    assert result.status is Status.PARTIAL
    assert {(change.name, change.new, change.reason) for change in result.edits} == {
        ("x1", Decimal(-9), Reason.SIGN),
        ("x2", Decimal(-46), Reason.SIGN),
    }
    assert {name for chosen in result.minimal_sets for name in chosen} == {"x0r", "x0c", "x1", "x2"}


def test_what_is_left_open_imputes_nothing() -> None:
    """Part or total is wrong, so that the missing part follows from neither; the rules that clash are named."""
    rules = ["a + b == c", "a >= 0", "b >= 0"]
    result = localize(rules, {"a": None, "b": Decimal(10), "c": Decimal(5)})
    assert result.status is Status.AMBIGUOUS
    assert result.edits == ()
    assert set(result.minimal_sets) == {frozenset({"b"}), frozenset({"c"})}
    assert result.violated == ("a + b == c", "a >= 0")


def test_missing_value_apart_from_what_is_open_is_imputed() -> None:
    """A clash elsewhere keeps no missing value from being deduced."""
    rules = ["a + b == c", "a >= 0", "d + e == f"]
    values = {"a": None, "b": Decimal(10), "c": Decimal(5), "d": Decimal(3), "e": None, "f": Decimal(8)}
    result = localize(rules, values)
    assert [(change.name, change.new, change.reason) for change in result.edits] == [
        ("e", Decimal(5), Reason.IMPUTED)
    ]


def _five_sums(printed: dict[str, int]) -> tuple[list[str], dict[str, Decimal]]:
    """Five sums of seven parts each and their total, with some figures printed otherwise."""
    values = {f"p{i}_{j}": 1000 + 137 * i + 611 * j for i in range(5) for j in range(7)}
    rules = []
    for i in range(5):
        parts = [f"p{i}_{j}" for j in range(7)]
        values[f"t{i}"] = sum(values[part] for part in parts)
        rules.append(f"{' + '.join(parts)} == t{i}")
    values["T"] = sum(values[f"t{i}"] for i in range(5))
    rules.append("t0 + t1 + t2 + t3 + t4 == T")
    return rules, {name: Decimal(value) for name, value in (values | printed).items()}


def test_of_very_many_minimal_sets_none_is_taken_for_certain() -> None:
    """A wrong part in each of five sums of seven: some seventeen thousand ways, and nothing they share."""
    rules, values = _five_sums({"p0_1": 9, "p1_2": 9, "p2_3": 9, "p3_4": 9, "p4_5": 9})
    result = localize(rules, values)
    assert result.status is Status.AMBIGUOUS
    assert result.edits == ()


def test_likeliest_of_very_many_minimal_sets_is_found() -> None:
    """A digit dropped in a part of each of five sums tells which part it is, however many others would do."""
    printed = {"p0_1": 161, "p1_2": 239, "p2_3": 317, "p3_4": 385, "p4_5": 463}
    rules, values = _five_sums(printed)
    right = {name: value for name, value in _five_sums({})[1].items() if name in printed}
    result = localize(rules, values)
    assert {edit.name: edit.new for edit in result.edits} == right
    assert result.violated == ()


def test_whole_floats_have_no_decimals() -> None:
    """Whole numbers that pandas hands over as floats are typing slips and rounding differences as whole ones are."""
    slip = localize(["a + b == c", "b == d"], {"a": 1452.0, "b": 116.0, "c": 1568.0, "d": 1116.0})
    assert [edit.reason for edit in slip.edits] == [Reason.TYPO]
    gap = localize(["a == b", "b == c"], {"a": 1452.0, "b": 1453.0, "c": 1452.0})
    assert [edit.reason for edit in gap.edits] == [Reason.ROUNDING]


@pytest.mark.parametrize("value", [True, "1,5", "abc", [1]])
def test_what_is_no_number_is_said_to_be_none(value: Any) -> None:
    """With the name of the value, whatever a program passes in its place."""
    with pytest.raises(UsageError, match="“x”"):
        localize(["x == 1"], {"x": value})


@pytest.mark.parametrize("given", [{"rules": "xy == 1"}, {"rules": ["xy == 1"], "fixed": "xy"}])
def test_one_text_is_no_list(given: dict[str, Any]) -> None:
    """A rule or a name alone is not read letter by letter."""
    with pytest.raises(UsageError, match="give a list"):
        localize(values={"xy": Decimal(1)}, **given)


PROFIT = ["turnover - cost == operating", "income - charges == financial", "gain - loss == other",
          "operating + financial + other == result"]  # fmt: skip
ACCOUNT = {"turnover": 2100, "cost": 1950, "operating": 150, "income": 30, "charges": 110, "financial": -80,
           "gain": 65, "loss": 25, "other": 40, "result": 110}  # fmt: skip
CHAIN = ["a + b + c == d", "d + e == f", "f - g == h"]
PARTS = {"a": 12, "b": 4, "c": 8, "d": 24, "e": 31, "f": 55, "g": 15, "h": 40}


@pytest.mark.parametrize(
    ("rules", "right", "wrong", "reasons"),
    [
        (PROFIT, ACCOUNT, {"financial": 80}, {"financial": "sign"}),
        (PROFIT, ACCOUNT, {"turnover": 1950, "cost": 2100}, {"turnover": "swap", "cost": "swap"}),
        (
            PROFIT,
            ACCOUNT,
            {"income": 110, "charges": 30, "gain": 25, "loss": 65},
            {"income": "swap", "charges": "swap", "gain": "swap", "loss": "swap"},
        ),
        (
            PROFIT,
            ACCOUNT,
            {"turnover": 1950, "cost": 2100, "financial": 80},
            {"turnover": "swap", "cost": "swap", "financial": "sign"},
        ),
        (PROFIT, ACCOUNT, {"financial": -8}, {"financial": "typo"}),
        (PROFIT, ACCOUNT, {"operating": 510}, {"operating": "typo"}),
        (CHAIN, PARTS, {"d": 25}, {"d": "rounding"}),
        (CHAIN, PARTS, {"d": 240}, {"d": "typo"}),
        (CHAIN, PARTS, {"f": 5}, {"f": "typo"}),
        (CHAIN, PARTS, {"d": 42, "f": 155}, {"d": "typo", "f": "typo"}),
        (CHAIN, PARTS, {"d": None, "f": None}, {"d": "imputed", "f": "imputed"}),
        ([*CHAIN, "a >= 0", "b >= 0", "c >= 0"], PARTS | {"a": 0, "b": 0, "c": 0, "d": 0, "e": 55}, {"a": None, "b": None, "c": None},
         {"a": "imputed", "b": "imputed", "c": "imputed"}),
    ],
)  # fmt: skip
def test_accounts_are_put_right(
    rules: list[str], right: dict[str, int], wrong: dict[str, int | None], reasons: dict[str, str]
) -> None:
    """Signs and operands exchanged (Scholtus 2008), digits (2009), roundings, and what follows without choice."""
    found = localize(rules, right | wrong)
    assert found.status is Status.CORRECTED
    assert found.values == right
    assert {edit.name: edit.reason for edit in found.edits} == reasons
    assert found.violated == ()


@pytest.mark.parametrize(
    ("fixed", "weights", "status"),
    [
        ((), {}, Status.AMBIGUOUS),
        (("a", "b"), {}, Status.CORRECTED),
        ((), {"a": 5, "b": 5}, Status.CORRECTED),
        ((), {"a": 5, "b": 5, "c": float("inf")}, Status.AMBIGUOUS),
        (("a", "b", "c"), {}, Status.INFEASIBLE),
        ((), dict.fromkeys("abc", float("inf")), Status.INFEASIBLE),
    ],
)
def test_what_is_kept_decides_what_is_in_doubt(
    fixed: tuple[str, ...], weights: dict[str, float], status: Status
) -> None:
    """One sum off by no slip: each figure may be wrong, but for those that are kept or trusted."""
    found = localize(["a + b == c"], {"a": 413, "b": 268, "c": 590}, weights, fixed)
    assert found.status is status
    assert bool(found.edits) is (status is Status.CORRECTED)
    assert bool(found.violated) is (status is not Status.CORRECTED)


MISTYPED = dict(
    zip(
        (f"x{n}" for n in range(1, 12)),
        (1452, 116, 1568, 161, 323, 76, 12, 411, 19979, 1842, 137),
        strict=True,
    )
)
SPLIT = ["x1 + x2 == x3", "x4 + x5 + x6 == x1", "x7 + x8 == x2", "x9 + x10 == x3"]
KNOWN = {"x1": 100, "x4": 15, "x7": 25, "x8": 35, "x10": 5}
SIZES = ["60 == y", "5 == a", "5 == b", "5 == c", "25 == d", "20 == e", "y == a + b + c + d + e"]


@pytest.mark.parametrize(
    ("rules", "values", "status", "new"),
    [
        # Scholtus (2009), section 4: beside two figures mistyped the parts of a third total are blank, or the total is.
        (BALANCES, MISTYPED | {"x5": 0, "x6": 0, "x7": 0}, "partial", {"x4": 116, "x9": 1979}),
        (BALANCES, MISTYPED | {"x8": 0}, "corrected", {"x4": 116, "x8": 411, "x9": 1979}),
        # De Waal, Pannekoek and Scholtus (2011), sections 9.2.2 and 9.2.3: one solution from balance to balance, zeros.
        (
            BALANCES,
            dict.fromkeys((f"x{n}" for n in range(1, 12)), None) | {"x1": 145, "x3": 155, "x8": 86, "x10": 217},
            "corrected",
            {"x2": 10, "x4": 10, "x9": 241, "x11": 24},
        ),
        (
            [*BALANCES, "x6 >= 0", "x7 >= 0"],
            {"x1": 145, "x2": 10, "x3": 155, "x4": 10, "x5": 86, "x6": None, "x7": None, "x8": 86, "x9": 241,
             "x10": 217, "x11": 24},
            "corrected",
            {"x6": 0, "x7": 0},
        ),
        # Van der Loo and de Jonge (2018), deductive imputation; the tests of the R package deductive.
        (SPLIT, dict.fromkeys((f"x{n}" for n in range(1, 11)), None) | KNOWN, "corrected", {"x2": 60, "x3": 160, "x9": 155}),
        (["y == 2", "y + z == 3", "x + y <= 0"], {"x": None, "y": None, "z": None}, "corrected", {"y": 2, "z": 1}),
        (["x <= 0", "x >= 0", "y <= 1", "y >= 1"], {"x": None, "y": None}, "corrected", {"x": 0, "y": 1}),
        (["a >= 0", "a + b == c"], {"a": None, "b": 10, "c": 8}, "ambiguous", {}),
        # The tests and the vignette of the R package errorlocate.
        (SIZES, {"y": 60, "a": 5, "b": 5, "c": 5, "d": 45, "e": 0}, "corrected", {"d": 25, "e": 20}),
        (["p + c == t", "c / t >= 0.6", "c >= 0", "p >= 0"], {"p": 755, "c": 125, "t": 200}, "corrected", {"p": 75}),
        (["p == t - c", "c >= 0.6*t", "t >= 0"], {"p": 10**10, "c": 200, "t": 300}, "corrected", {"p": 100}),
    ],
)  # fmt: skip
def test_worked_cases_of_the_literature(
    rules: list[str], values: dict[str, int | None], status: str, new: dict[str, int]
) -> None:
    """What each source changes or imputes, and nothing else."""
    found = localize(rules, values)
    assert found.status == status
    assert {edit.name: edit.new for edit in found.edits} == new


@pytest.mark.parametrize(
    ("rule", "values", "status", "sets"),
    [
        ("c / t >= 0.6", {"c": 125, "t": 200}, "consistent", set()),
        ("1 >= x / y", {"x": 14, "y": 10}, "ambiguous", {"x", "y"}),
        ("(a + b) / (c + 20) == 0.5", {"a": 10, "b": 20, "c": 40}, "consistent", set()),
        ("2 * a / 4 / t == 0.5", {"a": 30, "t": 30}, "consistent", set()),
        ("a / b >= 0.5", {"a": 2, "b": -2}, "ambiguous", {"b"}),
    ],
)
def test_bound_of_a_rate_is_linear(rule: str, values: dict[str, int], status: str, sets: set[str]) -> None:
    """A quotient against a number is read times its base, which must be positive for that."""
    found = localize([rule], values)
    assert found.status == status
    assert {name for chosen in found.minimal_sets for name in chosen} == sets
    assert found.violated == ((rule,) if status == "ambiguous" else ())


@pytest.mark.parametrize(
    ("rules", "values", "name"),
    [
        (["x <= 0", "x >= 0", "x + y >= 3"], {"x": 130, "y": 4}, "x"),
        (["a >= b + 5", "b >= 0", "a <= 5"], {"a": 5, "b": -5}, "b"),
        (["a + b == c", "a >= 0", "b >= 0", "c == 0"], {"a": 0, "b": 70, "c": 0}, "b"),
    ],
)
def test_a_value_between_equal_bounds_is_determined(
    rules: list[str], values: dict[str, int], name: str
) -> None:
    """Where bounds on both sides leave the one value to be changed nought, it is nought."""
    result = localize(rules, _values(**values))
    assert (result.status, result.violated) == (Status.CORRECTED, ())
    assert [(edit.name, edit.new) for edit in result.edits] == [(name, Decimal(0))]


def test_what_is_shared_is_judged_by_its_own_value() -> None:
    """A running sum is put right in either solution; which of its parts goes with it stays open, and violated."""
    values = _values(x0=26, x1=75, x2=7, s1=101, s2=117)
    result = localize(["s1 == x0 + x1", "s2 == s1 + x2"], values, fixed=["x2", "s2"])
    assert result.status is Status.PARTIAL
    assert [(edit.name, edit.new) for edit in result.edits] == [("s1", Decimal(110))]
    assert result.violated == ("s1 == x0 + x1",)


SIX_SUMS = [f"a{at} + b{at} + c{at} == d{at}" for at in range(6)]


def test_a_search_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where too much is wrong at once to find the least change in time, a note says so and nothing is changed."""
    pytest.importorskip("highspy")
    monkeypatch.setattr("doichieu.validate.solver.minimal_sets.MOST_EFFORT", 20)
    monkeypatch.setattr("doichieu.validate.solver.covering.TIME_LIMIT", 0)
    values = {f"{name}{at}": Decimal(at + 1) for name in "abcd" for at in range(6)}
    result = localize(SIX_SUMS, values)
    assert (result.status, result.edits, result.minimal_sets) == (Status.AMBIGUOUS, (), ())
    assert set(result.violated) == set(SIX_SUMS)
    assert "ended" in result.note
    held = localize(SIX_SUMS, {**values, **{f"d{at}": Decimal(3 * at + 3) for at in range(6)}})
    assert (held.status, held.note) == (Status.CONSISTENT, "")


def test_many_errors_are_found_as_a_covering_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the search ends without a result, slips among sums that share their parts are found all the same."""
    pytest.importorskip("highspy")
    monkeypatch.setattr("doichieu.validate.solver.minimal_sets.MOST_EFFORT", 20)
    right = {f"{name}{at}": 100 + 37 * at + 11 * ord(name) for name in "abc" for at in range(6)}
    right |= {f"d{at}": sum(right[f"{name}{at}"] for name in "abc") for at in range(6)}
    right |= {name: sum(right[f"{name}{at}"] for at in range(6)) for name in "abcd"}
    rules = SIX_SUMS + [f"{' + '.join(f'{name}{at}' for at in range(6))} == {name}" for name in "abcd"]
    off = {"a0": 900, "b1": -207, "c2": 31, "d4": 1301}
    result = localize(rules, {name: Decimal(value + off.get(name, 0)) for name, value in right.items()})
    assert result.status is Status.CORRECTED
    assert {edit.name: edit.new for edit in result.edits} == {name: right[name] for name in off}


def _solvable(known: dict[str, Fraction], free: set[str], rules: list[tuple[list[int], int]]) -> bool:
    """Whether balances over x0, x1, … with a constant each can hold with some values free: Gauss, nothing of the solver."""
    lines = []
    for factors, constant in rules:
        left = [Fraction(factor) if f"x{at}" in free else Fraction(0) for at, factor in enumerate(factors)]
        taken = sum(factor * known[f"x{at}"] for at, factor in enumerate(factors) if f"x{at}" not in free)
        lines.append([*left, constant - taken])
    for col in range(len(lines[0]) - 1):
        pivot = next((line for line in lines if line[col]), None)
        if pivot is not None:
            lines = [
                [one - line[col] / pivot[col] * two for one, two in zip(line, pivot, strict=True)]
                for line in lines
                if line is not pivot
            ]
    return not any(line[-1] for line in lines)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.lists(st.integers(-2, 2), min_size=4, max_size=4), st.integers(-9, 9)), min_size=1, max_size=4),
    st.lists(st.integers(0, 30), min_size=4, max_size=4),
)  # fmt: skip
def test_minimal_sets_are_those_that_trying_all_finds(
    balances: list[tuple[list[int], int]], values: list[int]
) -> None:
    """The sets of least changes are all there are, and the status is theirs."""
    balances = [(factors, constant) for factors, constant in balances if any(factors)] or [([1, 1, 0, 0], 3)]
    names = [f"x{at}" for at in range(4)]
    known = {name: Fraction(value) for name, value in zip(names, values, strict=True)}
    sizes = [
        {frozenset(chosen) for chosen in combinations(names, size) if _solvable(known, set(chosen), balances)}
        for size in range(5)
    ]
    least = next((sets for sets in sizes if sets), set())
    rules = [
        f"{' + '.join(f'{factor}*x{at}' for at, factor in enumerate(factors) if factor)} == {constant}"
        for factors, constant in balances
    ]
    result = localize(rules, {name: Decimal(value) for name, value in zip(names, values, strict=True)})
    if not least:
        assert result.status is Status.INFEASIBLE
    elif frozenset() in least:
        assert result.status is Status.CONSISTENT
    else:
        told = {
            frozenset(one)
            for one in result.minimal_sets
            if not any(edit.reason is Reason.SWAP for edit in result.edits)
        }
        assert told <= least
        assert result.status not in {Status.INFEASIBLE, Status.CONSISTENT}
        system = system_of([parsed for rule in rules for parsed in parse_rules(rule)])
        assert set(minimal_sets(system, known, dict.fromkeys(names, Fraction(1)), frozenset())) == least
        if find_spec("highspy"):
            weight = dict.fromkeys(known, Fraction(1))
            assert covering_sets(system, known, weight, frozenset()) == (sorted(least, key=sorted), True)


def test_covering_problems_keep_what_is_fixed_and_mind_weights() -> None:
    """Both ways to the sets of least weight agree where names are fixed, cost nothing, or halves."""
    pytest.importorskip("highspy")
    system = system_of(
        [one for rule in ("a + b == c", "c + d == e", "e >= 2*a") for one in parse_rules(rule)]
    )
    known = {name: Fraction(value) for name, value in zip("abcde", (40, 25, 60, 11, 68), strict=True)}
    for weights in ((1, 1, 1, 1, 1), (0, 2, 1, 0, 1), (1, 1, Fraction(3, 2), Fraction(1, 2), 1)):
        weight = {name: Fraction(cost) for name, cost in zip("abcde", weights, strict=True)}
        for fixed in (frozenset[str](), frozenset("c"), frozenset("ae"), frozenset("abcde")):
            told = minimal_sets(system, known, weight, fixed)
            assert covering_sets(system, known, weight, fixed) == (told, True)


@pytest.mark.parametrize(
    ("x", "y", "z", "new"),
    [(3, 13, 10, {"z": -10}), (14, -4, 10, {"y": 4}), (15, 5, -10, {"z": 10}), (17, 7, 10, {})],
)
def test_a_sign_alone_is_likelier_than_a_digit(x: int, y: int, z: int, new: dict[str, int]) -> None:
    """The example of correctSigns in the R package deducorrect: 14 would also be 6 or 18 with a digit mistyped."""
    found = localize(["z == x - y"], {"x": x, "y": y, "z": z})
    assert {edit.name: edit.new for edit in found.edits} == new
    assert {edit.reason for edit in found.edits} <= {Reason.SIGN}


@pytest.mark.parametrize(
    "given",
    [
        {"weights": {"q": 2}},
        {"weights": {"x": None}},
        {"weights": {"x": "heavy"}},
        {"rules": ["x == 1", 3]},
    ],
)
def test_weights_and_rules_that_say_nothing_are_refused(given: dict[str, Any]) -> None:
    """Whether or not anything is wrong with the values."""
    with pytest.raises(UsageError):
        localize(**{"rules": ["x == 1"], "values": {"x": 1}, **given})


def test_rules_may_come_one_by_one() -> None:
    """From a file or a generator."""
    assert localize((rule for rule in ["x == 1"]), {"x": 1}).status is Status.CONSISTENT
