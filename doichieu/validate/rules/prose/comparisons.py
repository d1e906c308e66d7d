"""CLAIM-MOVE and COUNT-PCT of sentences that state all figures of a comparison.

Read are "66.738 ha, giảm 1,3% (-892 ha)", "giảm từ 5,24% xuống còn 4,11% (giảm 1,13 điểm phần trăm)", "8.370 tỷ đồng, tăng
17,2% so với năm 2018 (7.142 tỷ đồng)" and "bằng 112,5% dự toán (7.440 tỷ đồng)".
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from doichieu.model import Check, Claim, Finding, Level
from doichieu.normalize.numbers import ENGLISH, VIETNAMESE, Separators
from doichieu.normalize.sentences.comparisons import StatedRate, read_comparisons
from doichieu.normalize.sentences.growths import StatedGrowth
from doichieu.normalize.sentences.stated_numbers import Kind, StatedNumber, read_stated_numbers, separators_in
from doichieu.validate.infer.compared import Comparison, Off, find_off, find_shared, holds
from doichieu.validate.paper import Paper
from doichieu.validate.rules.stated import sentence_operand, sentences_with, statement, text_finding, unquoted
from doichieu.validate.said_words import Said
from doichieu.validate.wording import Style, say

# So many sentences back a comparison may go on about a figure.
_BACK = 3
_LONGEST_QUOTE = 90
_THOUSANDTHS = 3
_MAY_STATE = Said(
    re.compile(r"%|\bphan tram\b|\bso voi\b|\btu \d[^;]*\b(?:len|xuong|con)\b"),
    ("%", "tram", "voi", "len", "xuong", "con"),
)
_MAY_COMPARE = re.compile(
    r"from|so với|tăng|giảm|hơn|gấp|vượt|hụt|dự toán|kế hoạch|chỉ tiêu|mục tiêu|\([-–+]", re.IGNORECASE
)


def check_comparisons(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check comparisons whose figures a sentence all states.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a comparison that can be computed, and a finding for each that does not follow.
    """
    earlier: deque[Claim] = deque(maxlen=_BACK)
    for claim in sentences_with(paper, _MAY_STATE):
        if _MAY_COMPARE.search(claim.sentence):
            marks = separators_in(claim.sentence, style.separators)
            known = [
                _plain(one, _marks_before(one, marks)) for one in earlier if one.locator == claim.locator
            ]
            yield from _check(paper, claim, known, marks, style)
        earlier.append(claim)


def _check(
    paper: Paper,
    claim: Claim,
    known: Sequence[Sequence[StatedNumber]],
    marks: Separators,
    style: Style,
) -> Iterator[Check | Finding]:
    wrong: list[Comparison] = []
    for compared in read_comparisons(claim.sentence, known, marks):
        if (
            holds(compared)
            or _holds_otherwise(claim, compared, marks)
            or _holds_of_another(claim, compared, marks)
        ):
            yield statement(_rule(compared))
        else:
            wrong.append(compared)
    of_amounts: defaultdict[tuple[int, int], list[Comparison]] = defaultdict(list)
    for compared in wrong:
        of_amounts[compared.now.span].append(compared)
    for own in of_amounts.values():
        # an amount that is off in all that is said of it is wrong itself
        shared = find_shared(own) if len(own) > 1 else None
        for at, compared in enumerate(own):
            off = shared or find_off(compared, sure=_vouched(paper, compared))
            if off is not None:
                yield statement(_rule(compared), held=False)
            if off is not None and not (shared and at):
                yield comparison_finding(paper, claim, _rule(compared), compared, off, style)


def _rule(compared: Comparison) -> str:
    return "COUNT-PCT" if isinstance(compared, StatedRate) else "CLAIM-MOVE"


def _vouched(paper: Paper, compared: Comparison) -> list[str]:
    """Which of the amounts compared a table prints as well."""
    names = ("now", "base") if isinstance(compared, StatedRate) else ("now", "then")
    amounts = {name: getattr(compared, name) for name in names}
    if not all(amounts.values()):
        return []
    printed = {number.value for sheet in paper.sheets for number in sheet.reading.numbers.values()}
    vouched = [name for name, one in amounts.items() if one.number.value in printed]
    # where both are, one of them may be of something else
    return vouched if len(vouched) == 1 else []


def _plain(claim: Claim, separators: Separators) -> list[StatedNumber]:
    """The amounts of a sentence that another one may go on about."""
    return [one for one in read_stated_numbers(claim.sentence, separators) if _is_plain(one)]


def _marks_before(claim: Claim, marks: Separators) -> Separators:
    """What marks mean in a sentence before one of these marks: counts have no thousandths, "8.889 vụ. … giảm 568 vụ (-6.01%)"."""
    other = VIETNAMESE if marks == ENGLISH else ENGLISH
    readings = (read_stated_numbers(claim.sentence, one) for one in (marks, other))
    finest = [max((number.number.places for number in numbers), default=0) for numbers in readings]
    return other if finest[0] == _THOUSANDTHS > finest[1] else marks


def _is_plain(number: StatedNumber) -> bool:
    return number.kind is Kind.AMOUNT and number.rise is None and number.opened is None and bool(number.unit)


def _holds_otherwise(claim: Claim, compared: Comparison, marks: Separators) -> bool:
    """Whether the comparison holds with figures read as papers print them that use the marks the other way round."""
    other_way = VIETNAMESE if marks == ENGLISH else ENGLISH
    others = read_comparisons(claim.sentence, separators=other_way)
    return any(
        holds(other)
        for other in others
        if type(other) is type(compared) and other.now.span == compared.now.span
    )


def _holds_of_another(claim: Claim, compared: Comparison, marks: Separators) -> bool:
    """Whether a rise and its percentage are of another amount of the sentence: "năm 2015 là 2.580, năm 2021 là 2.252, giảm 328 (12,71%)"."""
    if not isinstance(compared, StatedGrowth) or compared.then is not None:
        return False
    others = [one for one in _plain(claim, marks) if one.alike(compared.now) and one != compared.now]
    return any(holds(replace(compared, now=one)) for one in others)


def comparison_finding(
    paper: Paper, claim: Claim, rule: str, compared: Comparison, off: Off, style: Style
) -> Finding:
    """What is off in a comparison, as a finding.

    Args:
        paper: The paper.
        claim: The sentence.
        rule: Code in the catalogue.
        compared: The comparison.
        off: What is off in it.
        style: How the paper prints figures.
    """
    printed = _said(claim.sentence, off.number)
    own = style.beside(off.number.printed)
    right = own.show(off.right, places=off.number.number.places or None)
    # in the unit that is printed behind it
    right += off.number.printed[off.number.span[1] - off.number.span[0] :]
    near = say("khoảng ", "about ") if off.about else say("", "")
    what = say(f"theo các số nêu kèm là {near.vi}{right}", f"by the figures beside it it is {near.en}{right}")
    if off.turned:
        rose = isinstance(compared, StatedGrowth) and not compared.rise
        right = "tăng" if rose else "giảm"
        what = say(f"theo các số thì {right}", f"by the figures it {'rose' if rose else 'fell'}")
    members = [number for number in _numbers(compared) if number is not off.number]
    said = clause_to(claim.sentence, off.number)
    return text_finding(
        paper,
        rule,
        Level.ERROR if off.slip else Level.WARNING,
        [printed, claim.sentence[:80]],
        say(f"Lời văn nêu “{said}”, {what.vi}.", f"The text states “{said}”; {what.en}."),
        observed=printed,
        expected=right,
        steps=[say(_step(compared, own)), *unquoted(claim)],
        operands=[
            sentence_operand(claim, printed, "doubtful"),
            *(sentence_operand(claim, number.printed, "operand") for number in members),
        ],
        cause=say("Các số nêu trong câu không khớp nhau.", "The figures of the sentence do not agree."),
        suggestion=say(
            f"Kiểm tra lại “{printed}”; nếu các số khác đúng thì là {right}.",
            f"Check “{printed}”; if the others are right it is {right}.",
        ),
    )


def _said(sentence: str, number: StatedNumber) -> str:
    """A figure as the sentence says it: "tăng 57 vụ"; the figure alone where it stands in another sentence."""
    end = number.span[0] + len(number.printed)
    here = sentence[number.span[0] : end] == number.printed
    return sentence[number.said : end] if here and number.rise is not None else number.printed


def clause_to(sentence: str, number: StatedNumber) -> str:
    """The clause of a figure up to it, as a report quotes it; the figure alone where it stands in another sentence."""
    end = number.span[0] + len(number.printed)
    if sentence[number.span[0] : end] != number.printed:
        return number.printed
    before = sentence[: number.span[0]]
    end += sentence[end : end + 1] == ")"
    start = max((before.rfind(mark) + len(mark) for mark in ("; ", ": ", ". ") if mark in before), default=0)
    if end - start <= _LONGEST_QUOTE:
        return sentence[start:end]
    cut = sentence.find(" ", end - _LONGEST_QUOTE, number.span[0])
    return "… " + sentence[max(cut, start) : end].strip()


def _numbers(compared: Comparison) -> list[StatedNumber]:
    if isinstance(compared, StatedRate):
        return [compared.rate, compared.now, compared.base]
    return [one for one in (compared.now, compared.then, compared.gap, compared.share) if one is not None]


def _step(compared: Comparison, style: Style) -> str:
    """The computation in one line."""
    if isinstance(compared, StatedRate):
        exact = compared.now.value / compared.base.value if compared.base.value else Decimal(0)
        ratio = style.show(round(exact, 2)) if compared.times else f"{style.show(round(exact * 100, 2))}%"
        return f"{compared.now.printed} / {compared.base.printed} = {ratio} ≠ {compared.rate.printed}"
    now, then, gap, share = compared.now, compared.then, compared.gap, compared.share
    sign = 1 if compared.rise else -1
    was = then.value if then is not None else now.value - sign * gap.value if gap is not None else Decimal(0)
    shown = then.printed if then is not None else style.show(was.scaleb(-now.power).normalize())
    steps = []
    if then is not None and gap is not None:
        difference = (now.value - was).scaleb(-gap.power)
        steps.append(f"{now.printed} - {shown} = {style.show(difference)}; {gap.printed}")
    if share is not None and was > 0:
        growth = (now.value - was) * 100 / was
        steps.append(f"{now.printed} / {shown} - 1 = {style.show(round(growth, 2))}%; {share.printed}")
    return ". ".join(steps)
