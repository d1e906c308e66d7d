"""Decoding of a recogniser's output: the likeliest text, what else it may be, and how sure one can be.

A recogniser gives for every step along a line the log-probability of every letter and of "no letter" (the blank
of connectionist temporal classification, Graves et al. 2006). The same line is read several times with other
margins; a text is as likely as all of these readings together make it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Array = Any
BLANK = 0

# Letters surer than this are not doubted; below it the next likeliest are tried.
_SURE = 0.97
# A letter is no alternative below this probability at its step.
_FAINT = 0.004
_MOST_DOUBTS = 6
_MOST_OTHERS = 4
_MOST_CANDIDATES = 24


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as one reading has it.

    Attributes:
        token: Index in the alphabet, 1 or more.
        step: Step of its peak.
        probability: At the peak.
        others: Tokens that are possible there too, the blank for "no letter".
    """

    token: int
    step: int
    probability: float
    others: tuple[int, ...]


def greedy(scores: Array) -> list[Letter]:
    """Read a line by its likeliest path.

    Args:
        scores: Log-probabilities, steps by tokens.

    Returns:
        Its letters from the left.
    """
    best = scores.argmax(axis=1)
    letters: list[Letter] = []
    start = 0
    for end in range(1, len(best) + 1):
        if end < len(best) and best[end] == best[start]:
            continue
        if best[start] != BLANK:
            step = start + int(scores[start:end, best[start]].argmax())
            letters.append(_letter(scores, int(best[start]), step))
        start = end
    return letters


def _letter(scores: Array, token: int, step: int) -> Letter:
    probability = math.exp(float(scores[step, token]))
    others: tuple[int, ...] = ()
    if probability < _SURE:
        row = scores[step]
        likely = np.argsort(row)[-_MOST_OTHERS:]
        others = tuple(
            int(other)
            for other in sorted(likely, key=lambda t: -row[t])
            if other != token and row[other] > math.log(_FAINT)
        )
    return Letter(token, step, probability, others)


def log_likelihoods(scores: Array, texts: Sequence[Sequence[int]]) -> Array:
    """Log-probability that a line reads as each of these texts, over all alignments (the forward algorithm).

    Probabilities are carried step by step for all texts at once and scaled so that they do not vanish.

    Args:
        scores: Log-probabilities, steps by tokens.
        texts: Letters without blanks.

    Returns:
        A logarithm for each text; minus infinity where the line has too few steps for it.
    """
    longest = 2 * max(map(len, texts), default=0) + 1
    paths = np.full((len(texts), longest), BLANK, dtype=np.int64)
    skips = np.zeros((len(texts), longest))
    for row, text in enumerate(texts):
        paths[row, 1 : 2 * len(text) : 2] = text
        skips[row, 3 : 2 * len(text) : 2] = [after != before for before, after in pairwise(text)]
    ends = np.array([2 * len(text) for text in texts])
    emitted = np.exp(scores.astype(np.float64))[:, paths]
    forward = np.zeros(paths.shape)
    forward[:, :2] = emitted[0, :, :2]
    forward[ends == 0, 1:] = 0.0
    logs = np.zeros(len(texts))
    for step in emitted[1:]:
        ahead = forward.copy()
        ahead[:, 1:] += forward[:, :-1]
        ahead[:, 2:] += forward[:, :-2] * skips[:, 2:]
        forward = ahead * step
        scale = forward.max(axis=1)
        scale[scale <= 0] = 1.0
        forward /= scale[:, None]
        logs += np.log(scale)
    rows = np.arange(len(texts))
    whole = forward[rows, ends] + np.where(ends > 0, forward[rows, ends - 1], 0.0)
    with np.errstate(divide="ignore"):
        return logs + np.log(whole)


def alignment(scores: Array, text: Sequence[int]) -> list[int]:
    """The step at which each letter of a text stands on its likeliest path (the algorithm of Viterbi).

    Args:
        scores: Log-probabilities, steps by tokens.
        text: Letters without blanks.

    Returns:
        A step for each letter; empty where the line has too few steps.
    """
    path = np.zeros(2 * len(text) + 1, dtype=np.int64)
    path[1::2] = text
    skips = np.zeros(len(path), dtype=bool)
    skips[3::2] = path[3::2] != path[1:-2:2]
    emitted = scores[:, path]
    best = np.full(len(path), -np.inf)
    best[:2] = emitted[0, :2]
    moves = np.zeros(emitted.shape, dtype=np.int8)
    ways = np.full((3, len(path)), -np.inf)
    for step in range(1, len(emitted)):
        ways[0] = best
        ways[1, 1:] = best[:-1]
        ways[2, 2:] = np.where(skips[2:], best[:-2], -np.inf)
        moves[step] = ways.argmax(axis=0)
        best = ways.max(axis=0) + emitted[step]
    state = len(path) - 1 if len(path) < 2 or best[-1] >= best[-2] else len(path) - 2
    if not np.isfinite(best[state]):
        return []
    steps = [(-1, -np.inf)] * len(text)
    for step in range(len(emitted) - 1, -1, -1):
        if state % 2 and emitted[step, state] > steps[state // 2][1]:
            steps[state // 2] = (step, float(emitted[step, state]))
        state -= int(moves[step, state])
    return [step for step, _ in steps]


def candidates(readings: Iterable[Sequence[Letter]]) -> list[tuple[int, ...]]:
    """Texts that a line may have: what each reading says, and each with one doubtful letter changed.

    Args:
        readings: Letters of each reading.

    Returns:
        Token strings without repetition, those of the readings first.
    """
    found: dict[tuple[int, ...], None] = {}
    changed: dict[tuple[int, ...], None] = {}
    for letters in readings:
        tokens = tuple(letter.token for letter in letters)
        found[tokens] = None
        doubts = sorted(
            (at for at in range(len(letters)) if letters[at].others), key=lambda at: letters[at].probability
        )
        for at in doubts[:_MOST_DOUBTS]:
            for other in letters[at].others:
                middle = () if other == BLANK else (other,)
                changed[tokens[:at] + middle + tokens[at + 1 :]] = None
    return list(dict.fromkeys([*found, *changed]))[:_MOST_CANDIDATES]


def doubts_of(tokens: Sequence[int], readings: Iterable[Sequence[Letter]]) -> list[Letter]:
    """Letters of a text with the doubts of a reading of the same length; empty where there is none."""
    for letters in readings:
        if len(letters) == len(tokens):
            return [
                letter if letter.token == token else replace(letter, token=token, others=())
                for letter, token in zip(letters, tokens, strict=True)
            ]
    return []


def shares_of(logs: Sequence[float]) -> list[float]:
    """Shares that sum to 1 of logarithms of likelihoods."""
    values = np.asarray(logs, dtype=np.float64)
    weights = np.exp(values - values.max()) if np.isfinite(values.max()) else np.ones(len(values))
    return [float(weight) for weight in weights / weights.sum()]
