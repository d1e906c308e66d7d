"""Verdicts on units, “Đạt” and “Chưa đạt”, and the figure that they go by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from doichieu.model import ColumnRole
from doichieu.normalize.text import fold, key
from doichieu.validate.infer.ranks.thresholds import (
    Threshold,
    read_threshold,
    stated_thresholds,
)
from doichieu.validate.infer.ranks.tiers import Tiering
from doichieu.validate.paper import AMOUNTS, Paper, Sheet

_YES = re.compile(r"(?:dat|hoan thanh|dat yeu cau|dat chuan|dat chi tieu|hoan thanh chi tieu)")
_NO = re.compile(r"(?:khong|chua) (?:dat|hoan thanh)\b.*")
# Both verdicts are given, and that often.
_LEAST = 5
# What follows the bracket of “(yêu cầu ≥ 70%)” or “(mức đạt: từ 80 điểm)”.
_ASKED = re.compile(r"[(\[:;,](?P<bound>.*)$")
_NO_SAID = re.compile(r"\b(?:khong|chua) (?:dat|hoan thanh)\b")
# Thresholds that are the table's put all rows right but for a slip or two.
_MOST_OFF, _SHARE_OFF = 1, 0.12


def find_verdicts(paper: Paper, sheet: Sheet) -> Tiering | None:
    """Find a column of verdicts, and the threshold that a header, a note or the prose states for them.

    Args:
        paper: The paper, whose prose may state the threshold.
        sheet: The table.

    Returns:
        The verdicts as tiers; None where no threshold is stated that puts nearly all of them right, as what is
        judged by more than one figure follows none.
    """
    for column in sheet.columns(ColumnRole.TEXT, ColumnRole.TIER):
        verdicts = _verdicts(sheet, column.index)
        if verdicts is None:
            continue
        yes = next(text for text in verdicts.values() if _YES.fullmatch(text))
        no = next(text for text in verdicts.values() if _NO.fullmatch(text))
        fits = [
            (off, measure, bounds)
            for measure, bounds in _asked(paper, sheet, column.header, yes, no)
            if (off := _off(sheet, measure, verdicts, bounds)) is not None
        ]
        if fits:
            _, measure, bounds = min(fits, key=lambda fit: fit[:2])
            return Tiering(
                tier_of=verdicts, order=(yes, no), measure=measure, stated=bounds, column=column.index
            )
    return None


def _verdicts(sheet: Sheet, col: int) -> dict[int, str] | None:
    """The folded verdict by row; None where a column holds anything else, or one verdict alone."""
    texts = {
        row.index: key(cell.text)
        for row in sheet.data
        if (cell := sheet.cells.get((row.index, col))) is not None and cell.text
    }
    kinds = set(texts.values())
    answers = (
        sum(bool(_YES.fullmatch(text)) for text in kinds),
        sum(bool(_NO.fullmatch(text)) for text in kinds),
    )
    return texts if len(texts) >= _LEAST and answers == (1, 1) and len(kinds) == 2 else None


def _asked(
    paper: Paper, sheet: Sheet, verdict: str, yes: str, no: str
) -> Iterator[tuple[int, dict[str, Threshold]]]:
    """Columns of figures with the bounds of both verdicts, as a header, the notes or the prose state them.

    Args:
        paper: The paper.
        sheet: The table.
        verdict: Header of the column of verdicts: “Đánh giá (từ 80% trở lên là đạt)”.
        yes: The folded verdict on those that meet the bound.
        no: That on the others.
    """
    prose = stated_thresholds(paper, frozenset((yes, no)))
    over = _ASKED.search(fold(verdict))
    own = read_threshold(over.group("bound"), verdict) if over else None
    if over and own and _NO_SAID.search(over.group("bound")):
        own = _beyond(own)  # “(dưới 50 điểm: không đạt)”
    for column in sheet.columns(*AMOUNTS, ColumnRole.RATIO):
        header = _ASKED.search(fold(column.header))
        bound = read_threshold(header.group("bound"), column.header) if header else None
        if bound is not None:
            yield column.index, {yes: bound, no: _beyond(bound)}
        elif own is not None:
            yield column.index, {yes: own, no: _beyond(own)}
        if yes in prose:
            yield column.index, {yes: prose[yes], no: prose.get(no, _beyond(prose[yes]))}


def _beyond(bound: Threshold) -> Threshold:
    """What lies on the other side of a bound."""
    if bound.low is not None:
        return Threshold(
            high=bound.low,
            high_closed=not bound.low_closed,
            percent=bound.percent,
            sentence=bound.sentence,
        )
    return Threshold(
        low=bound.high, low_closed=not bound.high_closed, percent=bound.percent, sentence=bound.sentence
    )


def _off(
    sheet: Sheet, measure: int, verdicts: Mapping[int, str], bounds: Mapping[str, Threshold]
) -> int | None:
    """How many verdicts a threshold puts wrong; None for so many that it is not what they go by."""
    values = {row: value for row in verdicts if (value := sheet.value(row, measure)) is not None}
    if len(values) < len(verdicts):
        return None
    off = sum(not bounds[verdicts[row]].contains(value) for row, value in values.items())
    return off if off <= max(_MOST_OFF, _SHARE_OFF * len(values)) else None
