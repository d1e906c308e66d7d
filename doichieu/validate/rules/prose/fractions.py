"""COUNT-PCT and COUNT-PARTS: fractions in prose, their percentages and their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise, zip_longest

from doichieu.model import (
    Check,
    Claim,
    Finding,
    Level,
    Quantity,
    QuantityKind,
)
from doichieu.normalize.numbers import VIETNAMESE, read_number
from doichieu.normalize.text import fold, fold_in_place
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.paper import Paper
from doichieu.validate.rounding import Rounding, quantum, to_places
from doichieu.validate.rules.percentages import cause_of, remark_on_rounding, right_values
from doichieu.validate.rules.prose.suspects import suspect_of
from doichieu.validate.rules.stated import claim_operand, statement
from doichieu.validate.wording import Style, finding_id, say

_FIGURE = re.compile(r"(?<![\d.,])\d+(?:\.\d{3})*(?:,\d+)?(?![\d.,]*\d)")
_SHARE = re.compile(r"\b(chiem|tuong ung|tuong duong|dat)( voi)?( ty le| ti le)?\s*:?\s*\(?$|^\s*\($")

# A percentage that is wanted or would have to be reached is not the fraction's.
_WANTED = re.compile(r"\b(truong hop|neu|khi|chi tieu|muc tieu|ke hoach|yeu cau|phan dau|toi thieu|toi da)\b")
# Directly behind the fraction the same words are what is counted: "17/20 trường hợp, đạt 85%".
_COUNTED = re.compile(
    r"^\s*(?:truong hop|chi tieu|muc tieu|ke hoach|yeu cau)\b(?=\s*[,(]|\s+(?:dat|chiem|hoan thanh|duoc|da|co)\b)"
)
# A figure between them is what the percentage goes with: "1/4 diện tích, với 1,2 tỷ dân (chiếm 35%)".
_OTHER_FIGURE = re.compile(r"\d[\d.,]*\s?(?:nghìn|ngàn|triệu|t[ỷỉ])\b", re.IGNORECASE)
_A_YEAR = re.compile(r"\bnăm (?:học )?\d{4}")
_BEYOND = re.compile(r"\s*tro (?:len|xuong)\b")
_ABOVE = re.compile(r"(?:\b(?:tren|duoi|tu|hon|khong qua|khong duoi|it nhat|toi thieu|toi da)|[<>≤≥])\s*$")
# What units meet is no count of them: "11/17 xã đạt 19/19 tiêu chí, chiếm 64,7%".
_MEETS = re.compile(r"[^.;:,\d]*\b(?:dat|dat chuan|dat du|hoan thanh|dap ung)(?: du| duoc| tu)?\s*")
_NOUN = re.compile(r"\s[^\d.;:()]{1,40}\(")


def check_fractions(paper: Paper, conventions: Conventions, style: Style) -> Iterator[Check | Finding]:
    """Check every fraction of the prose against the percentage and the parts stated with it.

    Args:
        paper: The paper.
        conventions: What was inferred; how the paper rounds.
        style: How the paper prints figures.

    Yields:
        A check a statement, and a finding for each that does not follow.
    """
    for claim in paper.decision.claims:
        yield from _own_percentages(paper, claim, conventions.rounding, style)
        yield from _parts(paper, claim, style)


def _own_percentages(
    paper: Paper, claim: Claim, rounding: Rounding, style: Style
) -> Iterator[Check | Finding]:
    """A fraction with its percentage beside it: the percentage is the fraction's."""
    # A bound between them ("đạt trên 84 điểm") parts no fraction from its percentage.
    stated = [q for q in claim.quantities if q.kind not in {QuantityKind.SCORE, QuantityKind.MOVE}]
    stated = [
        quantity
        for quantity, after in zip_longest(stated, stated[1:])
        if not _is_bound(claim, quantity, after)
    ]
    for at, (given, two) in enumerate(pairwise(stated)):
        if given.kind is not QuantityKind.OUT_OF or two.kind is not QuantityKind.PERCENT:
            continue
        if not states_share(claim.sentence, given, two):
            continue
        one = given if not at else _counted(claim, stated[at - 1], given)
        if one is None or one.whole is None:
            continue
        if _of_another(claim, one, two):
            yield statement("COUNT-PCT", held=True)
            continue
        finding = percentage_finding(paper, claim, one, two, rounding, style)
        yield statement("COUNT-PCT", held=finding is None)
        if finding is not None:
            yield finding


def _counted(claim: Claim, before: Quantity, fraction: Quantity) -> Quantity | None:
    """The fraction whose share a percentage behind one is: of "11/17 xã đạt 19/19 tiêu chí" the first, of a count none."""
    counts = before.kind in {QuantityKind.COUNT, QuantityKind.OUT_OF}
    between = fold(claim.sentence[before.span[0] + len(before.printed) : fraction.span[0]])
    if not counts or not _MEETS.fullmatch(between):
        return fraction
    return before if before.kind is QuantityKind.OUT_OF else None


def _is_bound(claim: Claim, quantity: Quantity, after: Quantity | None) -> bool:
    """Whether a percentage with another behind it is what units are counted above or below: "đạt từ 85 % trở lên"."""
    percent = QuantityKind.PERCENT
    if quantity.kind is not percent or after is None or after.kind is not percent:
        return False
    folded = fold_in_place(claim.sentence)
    return bool(_ABOVE.search(folded[: quantity.span[0]]) or _BEYOND.match(folded[quantity.span[1] :]))


def _of_another(claim: Claim, fraction: Quantity, percent: Quantity) -> bool:
    """Whether a figure before the fraction is what the percentage is of: "2.202 tài khoản mức 1, 2 trên 2.775 …"."""
    before = _FIGURE.findall(claim.sentence[: fraction.span[0]])
    wholes = (read_number(figure, VIETNAMESE) for figure in before)
    return any(
        number is not None and number.value > fraction.value and _rounds_to(number.value, fraction, percent)
        for number in wholes
    )


def _rounds_to(part: Decimal, fraction: Quantity, percent: Quantity) -> bool:
    return to_places(part * 100 / (fraction.whole or Decimal(1)), percent.places) == percent.value


def states_share(text: str, fraction: Quantity, percent: Quantity) -> bool:
    """Whether a percentage behind a fraction is that fraction's, by the words between them."""
    between = text[fraction.span[1] : percent.span[0]]
    return _says_share(between) or _in_brackets(between, text[percent.span[1] :])


def _says_share(between: str) -> bool:
    """Whether the words between a fraction and a percentage make one the share of the other."""
    if ";" in between or len(between) > 90:
        return False
    if _OTHER_FIGURE.search(_A_YEAR.sub(" ", between)):
        return False
    folded = _COUNTED.sub(" ", fold(between))
    return between.strip() in {"", "("} or bool(_SHARE.search(folded) and not _WANTED.search(folded))


def _in_brackets(between: str, after: str) -> bool:
    """Whether a percentage stands alone in brackets behind the noun that is counted: "18/21 đơn vị (85,71%)"."""
    return bool(_NOUN.fullmatch(between)) and after.lstrip().startswith(")")


def percentage_finding(
    paper: Paper, claim: Claim, part: Quantity, percent: Quantity, rounding: Rounding, style: Style
) -> Finding | None:
    """The finding of a percentage that is not its fraction's.

    Args:
        paper: The paper.
        claim: The sentence.
        part: A fraction; its `printed` is how a person would write it.
        percent: The percentage stated as its share.
        rounding: How the paper rounds.
        style: How the paper prints figures.

    Returns:
        The finding, None where the percentage follows.
    """
    exact = part.value * 100 / (part.whole or Decimal(1))
    # Tables that cut percentages off say nothing against a sentence that rounds one.
    if percent.value in (right_values(exact, percent.places, rounding) | {to_places(exact, percent.places)}):
        return None
    # A mean is rounded as printed, and its share taken of all its digits: "8,13/10 điểm, đạt 81,34%".
    if part.places and abs(percent.value - exact) <= _of_hidden_digits(part, percent):
        return None
    style = style.beside(percent.printed)
    right = style.show(to_places(exact, percent.places, rounding), places=percent.places) + "%"
    remark = remark_on_rounding(exact, percent.value, percent.places)
    identity = finding_id(paper, "COUNT-PCT", None, [part.printed, percent.printed])
    suspect = (
        None
        if remark.vi or part.whole is None
        else suspect_of(paper, part.value, part.whole, percent.value, percent.places, rounding)
    )
    operands = (claim_operand(claim, percent, "doubtful"), claim_operand(claim, part, "operand"))
    cause, suggestion = (
        cause_of(remark),
        say(f"Sửa {percent.printed} thành {right}.", f"Correct {percent.printed} to {right}."),
    )
    if suspect is not None:
        operands = (claim_operand(claim, part, "doubtful"), claim_operand(claim, percent, "operand"))
        cause = suspect.cause(part.printed.split("/")[0].strip(), percent.printed, style)
        suggestion = say(f"Kiểm tra lại “{part.printed}”.", f"Check “{part.printed}”.")
    return Finding(
        finding_id=identity,
        rule="COUNT-PCT",
        level=Level.WARNING if remark.vi else Level.ERROR,
        message=say(
            f"Văn bản nêu {part.printed} là {percent.printed}, tính lại được {right}{remark.vi}.",
            f"The text gives {part.printed} as {percent.printed}; recomputed it is {right}{remark.en}.",
        ),
        observed=percent.printed,
        expected=right,
        steps=(say(f"{part.printed} = {style.show(to_places(exact, 4))}% → {right} ≠ {percent.printed}"),),
        operands=operands,
        cause_id=identity,
        cause=cause,
        consequence=say("Không làm thay đổi xếp hạng.", "No rank changes."),
        suggestion=suggestion,
    )


def _of_hidden_digits(part: Quantity, percent: Quantity) -> Decimal:
    """How far digits that a part does not print, and the rounding of its share, can move the share."""
    return (quantum(part.places) * 100 / (part.whole or Decimal(1)) + quantum(percent.places)) / 2


def _parts(paper: Paper, claim: Claim, style: Style) -> Iterator[Check | Finding]:
    """A fraction followed by the fractions it consists of: both halves add up."""
    for fractions in _listed(claim):
        whole, parts = fractions[0], fractions[1:]
        sums = sum(part.value for part in parts), sum(part.whole or 0 for part in parts)
        held = sums == (whole.value, whole.whole)
        # Overlapping lists ("trong đó") need not exhaust the whole, but cannot exceed it.
        if not held and (sums[0] < whole.value or sums[1] < (whole.whole or 0)) and len(parts) < 2:
            continue
        yield statement("COUNT-PARTS", held=held)
        if held:
            continue
        identity = finding_id(paper, "COUNT-PARTS", None, [whole.printed, *(part.printed for part in parts)])
        listed = " + ".join(part.printed for part in parts)
        right = f"{style.show(Decimal(sums[0]))}/{style.show(Decimal(sums[1]))}"
        yield Finding(
            finding_id=identity,
            rule="COUNT-PARTS",
            level=Level.ERROR,
            message=say(
                f"Văn bản nêu {whole.printed} gồm {listed}, cộng lại được {right}.",
                f"The text gives {whole.printed} as made up of {listed}, which add up to {right}.",
            ),
            observed=whole.printed,
            expected=right,
            steps=(say(f"{listed} = {right} ≠ {whole.printed}"),),
            operands=(
                claim_operand(claim, whole, "doubtful"),
                *(claim_operand(claim, part, "operand") for part in parts),
            ),
            cause_id=identity,
            cause=say("Số đếm ghi nhầm.", "A count is misprinted."),
            suggestion=say(f"Kiểm tra lại {whole.printed}.", f"Check {whole.printed}."),
        )


def _listed(claim: Claim) -> Iterator[list[Quantity]]:
    fractions = [quantity for quantity in claim.quantities if quantity.kind is QuantityKind.OUT_OF]
    start = 0
    while start < len(fractions) - 1:
        gap = fold(claim.sentence[fractions[start].span[1] : fractions[start + 1].span[0]])
        if "gom" not in gap.split():
            start += 1
            continue
        end = start + 2
        while end < len(fractions) and not re.search(
            r"[;:]|\bgom\b|\bdanh gia\b",
            fold(claim.sentence[fractions[end - 1].span[1] : fractions[end].span[0]]),
        ):
            end += 1
        if end - start >= 3:
            yield fractions[start:end]
        start = end
