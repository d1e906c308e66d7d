"""CLAIM-PARTS, COUNT-PCT, CLAIM-MOVE and CLAIM-STAT of what the figures of a paragraph tell together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice

from doichieu.model import Check, Finding, Heading, Level, Locator, Paragraph
from doichieu.normalize.sentences.related.breakdowns import propose_breakdowns
from doichieu.normalize.sentences.related.going_on import GoingOn, passages_going_on
from doichieu.normalize.sentences.related.means import propose_means
from doichieu.normalize.sentences.related.passage import Passage, read_passage
from doichieu.normalize.sentences.related.relation import Form, Proposal, Relation
from doichieu.normalize.sentences.related.shares import propose_shares
from doichieu.normalize.sentences.related.sums import propose_sums
from doichieu.normalize.sentences.related.turns import propose_turns
from doichieu.normalize.sentences.stated_numbers import StatedNumber, separators_in
from doichieu.validate.paper import Paper
from doichieu.validate.rules.prose.printed_figures import places_by_value
from doichieu.validate.rules.prose.related.likelihood import Slip, likely_slips, stated_and_held
from doichieu.validate.rules.prose.related.quoting import quoted
from doichieu.validate.rules.stated import block_operand, statement, text_finding
from doichieu.validate.wording import Style, say

_FEWEST = 3
# Findings that figures do not agree, whichever of them is wrong, and how much likelier another one must be to be named instead.
_AGREEMENTS = frozenset({"CLAIM-PARTS", "CLAIM-SUM", "COUNT-PCT", "CLAIM-MOVE", "CLAIM-STAT"})
_FAR_LIKELIER = 20.0
# Three figures that are no years, dates or numbers of papers.
_AMOUNT = re.compile(r"\d(?<![\w/.,-]\d)(?!(?<=1)9\d\d(?![\d.,])|(?<=2)0\d\d(?![\d.,]))[\d.,]*(?![\w-]|/\D)")
_FIGURE = re.compile(r"\d[\d.,/]*")


def check_related(
    paper: Paper, style: Style, findings: Sequence[Finding]
) -> tuple[list[Check | Finding], frozenset[str]]:
    """Look for the one figure of each paragraph that does not go with the others stated in it.

    Args:
        paper: The paper.
        style: How the paper prints figures.
        findings: What the other rules found: a figure that they speak of is not told again.

    Returns:
        A check for what words state plainly, a violated one and a finding for each figure that is misprinted, and the IDs of findings that name another figure where this one is far likelier to be wrong.
    """
    told: defaultdict[Locator, list[Finding]] = defaultdict(list)
    for finding in findings:
        for locator in {one.locator for one in finding.operands if one.table_id is None}:
            told[locator].append(finding)
    results: list[Check | Finding] = []
    replaced: set[str] = set()
    printed = places_by_value(paper)
    for block in paper.decision.document.blocks:
        if not isinstance(block, Paragraph | Heading) or not _may_relate(block.text):
            continue
        passage = read_passage(block.text, separators_in(block.text, style.separators))
        proposals = propose_all(passage) if len(passage.figures) >= _FEWEST else []
        slips = likely_slips(passage, proposals, printed) if proposals else []
        results += [statement(one.rule) for one in stated_and_held(passage, proposals)]
        for slip in _apart(slips):
            known = [one for one in told[block.locator] if _is_of(passage, slip, one)]
            better = [one for one in known if _names_worse(passage, slip, slips, one)]
            named = any(_digits(one.operands[0].text) == _named(passage, slip) for one in known)
            if not known or (better and not named):
                found = _finding(paper, [block] * len(passage.figures), passage, slip, style)
                results += [statement(slip.proposal.rule, held=False), found]
                told[block.locator].append(found)
                replaced.update(one.finding_id for one in better)
    for going_on in passages_going_on(paper.decision.document.blocks, style.separators):
        results += _going_on(paper, going_on, printed, told, style)
    return results, frozenset(replaced)


def _going_on(
    paper: Paper,
    going_on: GoingOn,
    printed: Container[Decimal],
    told: Mapping[Locator, list[Finding]],
    style: Style,
) -> Iterator[Check | Finding]:
    """What a paragraph that divides an amount of another one does not make of it."""
    passage = going_on.passage
    proposals = [
        one for one in propose_all(passage) if any(going_on.crosses(way.figures) for way in one.ways)
    ]
    slips = likely_slips(passage, proposals, printed) if proposals else []
    for slip in _apart([one for one in slips if going_on.crosses(one.relation.figures)]):
        locators = {going_on.blocks[at].locator for at in (slip.figure, *slip.relation.figures)}
        if not any(_is_of(passage, slip, one) for locator in locators for one in told[locator]):
            found = _finding(paper, going_on.blocks, passage, slip, style)
            told[going_on.blocks[slip.figure].locator].append(found)
            yield statement(slip.proposal.rule, held=False)
            yield found


def _apart(slips: Sequence[Slip]) -> Iterator[Slip]:
    """The likeliest slips that have no figure in common with what is wrong by another one."""
    taken: set[int] = set()
    for slip in slips:
        figures = {slip.figure, *slip.relation.figures}
        if not figures & taken:
            yield slip
        taken |= figures


def _may_relate(text: str) -> bool:
    """Whether a text has figures enough for one to follow from others."""
    return sum(1 for _ in islice(_AMOUNT.finditer(text), _FEWEST)) == _FEWEST


def propose_all(passage: Passage) -> list[Proposal]:
    """Everything that the words of a paragraph propose."""
    stated = list(propose_breakdowns(passage))
    return [
        *propose_shares(passage),
        *stated,
        *propose_sums(passage, [frozenset(one.ways[0].figures) for one in stated]),
        *propose_turns(passage),
        *propose_means(passage),
    ]


def _is_of(passage: Passage, slip: Slip, finding: Finding) -> bool:
    """Whether a finding speaks of a slip already: of its figure, or doubts another of its relation."""
    figures = {_digits(passage.figures[at].number.printed) for at in (slip.figure, *slip.relation.figures)}
    named = {_digits(operand.text) for operand in finding.operands if operand.table_id is None}
    return _named(passage, slip) in named or _digits(finding.operands[0].text) in figures


def _names_worse(passage: Passage, best: Slip, slips: Sequence[Slip], finding: Finding) -> bool:
    """Whether a finding of figures that do not agree doubts one of them where another one is far likelier to be wrong."""
    if finding.rule not in _AGREEMENTS or any(one.table_id is not None for one in finding.operands):
        return False
    doubted = _digits(finding.operands[0].text)
    named = {_digits(operand.text) for operand in finding.operands}
    likeliest = _named(passage, best)
    others = [slip.odds for slip in slips if _named(passage, slip) == doubted]
    return (
        doubted != likeliest and likeliest in named and best.odds >= _FAR_LIKELIER * max(others, default=1.0)
    )


def _named(passage: Passage, slip: Slip) -> str:
    return _digits(passage.figures[slip.figure].number.printed)


def _digits(printed: str) -> str:
    found = _FIGURE.search(printed)
    return found.group() if found else printed


def _finding(
    paper: Paper, blocks: Sequence[Paragraph | Heading], passage: Passage, slip: Slip, style: Style
) -> Finding:
    number = passage.figures[slip.figure].number
    own = style.beside(number.printed)
    right = own.show(slip.right, places=number.number.places or None)
    right += number.printed[number.span[1] - number.span[0] :]
    members = [passage.figures[at].number for at in slip.relation.figures]
    step = _step(slip.relation, [one.printed for one in members])
    added = _added(slip.relation, members)
    if added is None:
        message = say(
            f"Lời văn nêu {number.printed}, không khớp với các số nêu cùng ({step}); nếu các số này đúng thì là {right}.",
            f"The text states {number.printed}, which does not agree with the figures beside it ({step}); if they are right it is {right}.",
        )
    else:
        whole, *parts = quoted(members)
        listed, total = " + ".join(parts), style.beside(*(one.printed for one in members)).show(added)
        step = f"{listed} = {total} ≠ {whole}"
        message = say(
            f"Văn bản nêu {whole}, các phần nêu kèm ({listed}) cộng được {total}.",
            f"The text states {whole}; the parts stated with it ({listed}) add up to {total}.",
        )
    return text_finding(
        paper,
        slip.proposal.rule,
        Level.ERROR if slip.is_plain else Level.WARNING,
        [number.printed, *(one.printed for one in members)],
        message,
        observed=number.printed,
        expected=right,
        steps=[say(step)],
        operands=[
            block_operand(paper, blocks[slip.figure], number.printed, "doubtful"),
            *(
                block_operand(
                    paper, blocks[at], one.printed, "operand" if added is None or place else "total"
                )
                for place, (at, one) in enumerate(zip(slip.relation.figures, members, strict=True))
                if one is not number
            ),
        ],
        cause=say("Các số nêu trong đoạn không khớp nhau.", "The figures of the paragraph do not agree."),
        suggestion=say(
            f"Kiểm tra lại “{number.printed}”; nếu các số khác đúng thì là {right}.",
            f"Check “{number.printed}”; if the others are right it is {right}.",
        ),
    )


def _added(relation: Relation, members: Sequence[StatedNumber]) -> Decimal | None:
    """What the parts of a total add up to, in its unit; None for other relations."""
    if relation.form is not Form.SUM or min(relation.signs) < 0:
        return None
    return sum((one.value for one in members[1:]), Decimal(0)).scaleb(-members[0].power)


def _step(relation: Relation, printed: Sequence[str]) -> str:
    first, *others = printed
    if relation.form is Form.SUM:
        signed = "".join(
            (" - " if sign < 0 else " + ") + one for sign, one in zip(relation.signs, others, strict=True)
        )
        return f"{signed.removeprefix(' + ')} ≠ {first}"
    if relation.form is Form.RATIO:
        return f"{others[0]} / {others[1]} ≠ {first}"
    if relation.form is Form.MULTIPLE:
        return f"{others[0]} x {relation.factor:.3g} ≠ {first}"
    if relation.form is Form.BESIDE:
        return f"{others[0]} / ({' + '.join(others)}) ≠ {first}"
    if relation.form is Form.GROWTH:
        return f"{others[0]} / {others[1]} - 1 ≠ {first}"
    sign = "-" if relation.signs[0] > 0 else "+"
    return f"{others[1]} / ({others[0]} {sign} {others[1]}) ≠ {first}"
