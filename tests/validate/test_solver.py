"""Error localisation: worked cases of the literature, and what must hold always."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doichieu.errors import UsageError
from doichieu.validate import localize
from doichieu.validate.solver import Reason, Status

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


@pytest.mark.parametrize("rule", ["a * b == c", "a + == c", "a + b", "a == b == c", "a + b == 2 c", "a ~ b"])
def test_what_is_not_linear_is_refused(rule: str) -> None:
    """A rule that is not linear is refused with what to do."""
    with pytest.raises(UsageError, match="linear"):
        localize([rule], _values(a=1, b=2, c=3))


def test_name_without_a_value_is_refused() -> None:
    """A rule about a name that is not given is a mistake of the caller."""
    with pytest.raises(UsageError, match="zz"):
        localize(["a == zz"], _values(a=1))


@settings(max_examples=60, deadline=None)
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
