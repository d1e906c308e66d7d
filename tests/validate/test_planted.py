"""A few decisions of the benchmark of planted errors: each kind is found, right ones stay silent."""

from __future__ import annotations

import pytest
from planted.judge import Case, judge, kinds_of


@pytest.mark.parametrize("kind", sorted(kinds_of("rankings")))
def test_planted_error_is_found(kind: str) -> None:
    """An error of each kind is found in a decision, and where one cell alone explains it that cell comes first."""
    for seed in range(3):
        verdict = judge(Case(seed=seed, kind=kind, medium="tabs"))
        assert verdict.caught, verdict.messages
        assert verdict.named or not verdict.unique, verdict.messages


@pytest.mark.parametrize("kind", sorted(kinds_of("offices")))
def test_planted_error_in_a_form_is_found(kind: str) -> None:
    """An error of each kind is found in forms of offices that the audit was not made with."""
    verdict = judge(Case(seed=6, kind=kind, medium="tabs", family="offices"))
    assert verdict.caught, verdict.messages
    assert verdict.named or not verdict.unique, verdict.messages


@pytest.mark.parametrize(
    "kind", sorted(kind for kind in kinds_of("reports") if "prose" not in kind or "count" in kind)
)
def test_planted_error_in_a_report_is_found(kind: str) -> None:
    """An error of each kind is found in yearly reports of ministries and provinces."""
    verdict = judge(Case(seed=6, kind=kind, medium="tabs", family="reports"))
    assert verdict.caught, verdict.messages
    assert verdict.named or not verdict.unique, verdict.messages


@pytest.mark.parametrize("kind", sorted(kinds_of("finance")))
def test_planted_error_in_accounts_is_found(kind: str) -> None:
    """An error of each kind is found in accounts and statistics."""
    verdict = judge(Case(seed=6, kind=kind, medium="tabs", family="finance"))
    assert verdict.caught, verdict.messages
    assert verdict.named or not verdict.unique, verdict.messages


@pytest.mark.parametrize("kind", sorted(kinds_of("bulletins")))
def test_planted_error_in_a_bulletin_is_found(kind: str) -> None:
    """A slip in a sentence that states all its figures is found."""
    for seed in range(3):
        verdict = judge(Case(seed=seed, kind=kind, medium="tabs", family="bulletins"))
        assert verdict.caught, verdict.messages
        assert verdict.named or not verdict.unique, verdict.messages


@pytest.mark.parametrize("seed", range(30))
def test_right_bulletin_raises_nothing(seed: int) -> None:
    """Right sentences have nothing above info."""
    verdict = judge(Case(seed=6_000_000 + seed, kind=None, medium="tabs", family="bulletins"))
    assert verdict.others == 0, verdict.messages


@pytest.mark.parametrize("seed", range(30))
def test_right_accounts_raise_nothing(seed: int) -> None:
    """Right accounts and statistics have nothing above info."""
    verdict = judge(Case(seed=9_000_000 + seed, kind=None, medium="tabs", family="finance"))
    assert verdict.others == 0, verdict.messages


@pytest.mark.parametrize("seed", range(15))
def test_right_report_raises_nothing(seed: int) -> None:
    """A right report has nothing above info."""
    verdict = judge(Case(seed=8_000_000 + seed, kind=None, medium="tabs", family="reports"))
    assert verdict.others == 0, verdict.messages


@pytest.mark.parametrize("seed", range(15))
def test_right_form_raises_nothing(seed: int) -> None:
    """A right form has nothing above info."""
    verdict = judge(Case(seed=7_000_000 + seed, kind=None, medium="tabs", family="offices"))
    assert verdict.others == 0, verdict.messages


@pytest.mark.parametrize("seed", range(40))
def test_right_decision_raises_nothing(seed: int) -> None:
    """A right decision has nothing above info."""
    verdict = judge(Case(seed=5_000_000 + seed, kind=None, medium="tabs"))
    assert verdict.others == 0, verdict.messages


def test_seed_names_a_decision() -> None:
    """The same seed gives the same decision and the same verdict."""
    case = Case(seed=7, kind="wrong total", medium="tabs")
    assert judge(case) == judge(case)
