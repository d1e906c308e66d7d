"""Decoding: likelihoods equal those of counting every alignment, and doubts become other texts."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doichieu.extract.scan.ctc import alignment, candidates, greedy, log_likelihoods, shares_of

STEPS, TOKENS = 4, 3


def scores_of(seed: int) -> np.ndarray:
    """Random log-probabilities of four steps over the blank and two letters."""
    weights = np.random.default_rng(seed).random((STEPS, TOKENS)) + 0.01
    scores: np.ndarray = np.log(weights / weights.sum(axis=1, keepdims=True))
    return scores


def collapsed(path: tuple[int, ...]) -> tuple[int, ...]:
    """What a path of steps spells: repetitions once, blanks not at all."""
    return tuple(token for token, _ in itertools.groupby(path) if token)


@given(seed=st.integers(0, 10_000))
def test_likelihoods_count_every_alignment(seed: int) -> None:
    """The forward algorithm gives the sum over all paths, for texts of every length at once."""
    scores = scores_of(seed)
    summed: dict[tuple[int, ...], float] = {}
    for path in itertools.product(range(TOKENS), repeat=STEPS):
        text = collapsed(path)
        summed[text] = summed.get(text, 0.0) + math.exp(
            sum(scores[step, token] for step, token in enumerate(path))
        )
    texts = list(summed)
    assert np.exp(log_likelihoods(scores, texts)) == pytest.approx([summed[text] for text in texts])
    assert sum(np.exp(log_likelihoods(scores, texts))) == pytest.approx(1.0)


def test_a_text_longer_than_the_line_is_impossible() -> None:
    """A letter twice in a row needs a blank between."""
    scores = scores_of(1)
    assert log_likelihoods(scores, [(1, 1, 1)])[0] == -math.inf
    assert alignment(scores, (1, 1, 1)) == []


@given(seed=st.integers(0, 10_000))
def test_the_likeliest_path_of_its_own_text_is_its_alignment(seed: int) -> None:
    """Letters stand in order, each at a step of its own."""
    scores = scores_of(seed)
    text = tuple(letter.token for letter in greedy(scores))
    steps = alignment(scores, text)
    assert steps == sorted(set(steps))
    assert len(steps) == len(text)


def test_doubtful_letters_give_other_texts() -> None:
    """A letter of 60 % is tried otherwise, a sure one is not."""
    scores = np.log(np.array([[0.005, 0.99, 0.005], [0.99, 0.005, 0.005], [0.01, 0.6, 0.39]]))
    texts = candidates([greedy(scores)])
    assert texts[0] == (1, 1)
    assert set(texts) == {(1, 1), (1, 2), (1,)}


def test_shares_sum_to_one() -> None:
    """Whatever the size of the logarithms."""
    assert shares_of([-1000.0, -1000.0]) == pytest.approx([0.5, 0.5])
    assert shares_of([-math.inf, -math.inf]) == pytest.approx([0.5, 0.5])
    assert shares_of([0.0, math.log(3)]) == pytest.approx([0.25, 0.75])
