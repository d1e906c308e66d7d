"""CHAIN-MOVE: places won or lost since another year, as sentences state them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from doichieu.model import Check, Claim, Decision, Finding, Level, Quantity, QuantityKind
from doichieu.normalize.agencies import infer_scope
from doichieu.normalize.text import fold, words
from doichieu.validate.chain.index import Index
from doichieu.validate.chain.series import Series, operand_of, paper_and_table, source_of
from doichieu.validate.paper import Paper
from doichieu.validate.rules.stated import claim_operand, statement, text_finding
from doichieu.validate.wording import say

_SINCE = re.compile(r"\bso voi(?: ket qua)?(?: cua)? nam ((?:19|20)\d{2})\b")
_PLACES = frozenset({"bậc", "hạng", "vị trí"})
# A ranking is the one a sentence speaks of when it names so much of what is ranked.
_NAMED = 0.8


def moves_of(decision: Decision) -> list[tuple[Claim, Quantity, int]]:
    """Sentences that state one move since another year: the sentence, the move, the year."""
    return [
        (claim, move, year)
        for claim in decision.claims
        if (move := _move(claim)) is not None and (year := year_compared(claim.sentence)) is not None
    ]


def year_compared(sentence: str) -> int | None:
    """The year that a sentence compares with ("so với năm 2016"); None where it names none."""
    since = _SINCE.search(fold(sentence))
    return int(since.group(1)) if since else None


def check_stated(
    paper: Paper, moves: Iterable[tuple[Claim, Quantity, int]], index: Index
) -> Iterator[Check | Finding]:
    """Check "xếp hạng 3/63, tăng 4 bậc so với năm 2016" of the paper's own province.

    Args:
        paper: A paper.
        moves: What its sentences state.
        index: Rankings of other papers.

    Yields:
        For each statement whose ranking is found a check and, where it does not follow, a finding.
    """
    province = infer_scope(paper.decision.document).province
    asker = source_of(paper.decision)
    for claim, move, year in moves if province else ():
        now = next((q for q in claim.quantities if q.kind is QuantityKind.RANK), None)
        series = _spoken_of(claim, index.ranking(str(province), year, asker), now, str(province))
        if now is None or series is None:
            continue
        held = series.figures[str(province)].value - move.value == now.value
        yield statement("CHAIN-MOVE", held=held)
        if not held:
            yield _finding(paper, claim, move, now, series, str(province))


def _move(claim: Claim) -> Quantity | None:
    found = [q for q in claim.quantities if q.kind is QuantityKind.MOVE and q.unit in _PLACES]
    return found[0] if len(found) == 1 else None


def _spoken_of(
    claim: Claim, rankings: Sequence[Series], now: Quantity | None, province: str
) -> Series | None:
    """The ranking of another paper that a sentence speaks of; None where none or several that differ may be meant."""
    said = set(words(claim.sentence))
    fitting = [
        (len(series.topic & said) / len(series.topic), series)
        for series in rankings
        if series.topic and (now is None or now.whole in {None, Decimal(len(series.figures))})
    ]
    most = max((share for share, _ in fitting), default=0.0)
    meant = [series for share, series in fitting if share == most]
    if most < _NAMED or len({series.figures[province].value for series in meant}) > 1:
        return None
    return meant[-1]


def _finding(
    paper: Paper, claim: Claim, move: Quantity, now: Quantity, series: Series, province: str
) -> Finding:
    before = series.figures[province]
    change = before.value - now.value
    other = paper_and_table(series)
    return text_finding(
        paper,
        "CHAIN-MOVE",
        Level.WARNING,
        [move.printed, now.printed],
        say(
            f"Văn bản nêu “{now.printed}, {move.printed}”; theo {other.vi}, hạng năm {series.period} là"
            f" {before.printed}, chênh {change:+}.",
            f"The text states “{now.printed}, {move.printed}”; by {other.en} the rank of {series.period} was"
            f" {before.printed}, a move of {change:+}.",
        ),
        observed=move.printed,
        expected=f"{change:+}",
        steps=[say(f"{before.printed} - {now.value} = {change:+} ≠ {move.value:+}")],
        operands=[
            claim_operand(claim, move, "doubtful"),
            operand_of(series, before),
        ],
        cause=say("Số bậc ghi nhầm, hoặc so với năm khác.", "A misprinted move, or one since another year."),
        suggestion=say(f"Đối chiếu với {other.vi}.", f"Check against {other.en}."),
    )
