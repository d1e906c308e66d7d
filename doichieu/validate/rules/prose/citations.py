"""REF-SELF and REF-BLANK: a paper cites itself by its own number and date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rapidfuzz.distance import DamerauLevenshtein

from doichieu.extract.letterhead.papernumber import own_number
from doichieu.model import Bilingual, Check, Finding, Heading, Letterhead, Level, Operand, Outcome, Paragraph
from doichieu.normalize.citations import (
    Citation,
    is_attachment_line,
    leaves_blank,
    read_citations,
)
from doichieu.validate.paper import Paper
from doichieu.validate.rules.stated import statement, text_finding
from doichieu.validate.wording import say

# So many letters or digits of a number may be wrong before it is taken for that of another paper.
_MISPRINT = 2

_Block = Heading | Paragraph


def check_citations(paper: Paper) -> Iterator[Check | Finding]:
    """Check what a paper says of its own number and date, in its text and in the titles of its appendices.

    Args:
        paper: The paper.

    Yields:
        A check a citation of itself, an error for another number or date, and an info finding where an
        appendix leaves them open.
    """
    head = paper.decision.document.letterhead
    if head.number is None:
        return
    blocks = [block for block in paper.decision.document.blocks if isinstance(block, Heading | Paragraph)]
    own = {head.number} | {number for block in blocks if (number := own_number(block.text))}
    said: set[str] = set()
    for block in blocks:
        attached = is_attachment_line(block.text)
        for citation in read_citations(block.text):
            level = _verdict(citation, head.number, head.issued_on, own, attached=attached)
            if level is None:
                continue
            held = level is Outcome.HELD
            yield statement("REF-SELF", held=held)
            if isinstance(level, Level) and citation.printed not in said:
                said.add(citation.printed)
                yield _finding(paper, citation, block, level)
        if attached and leaves_blank(block.text):
            yield statement("REF-BLANK", held=False)
            yield _blank(paper, block)


def _verdict(
    citation: Citation, number: str, issued_on: date | None, own: set[str], *, attached: bool
) -> Level | Outcome | None:
    """What a citation of the paper itself is worth; None for one of another paper."""
    if citation.number == number:
        if citation.issued_on is None or issued_on is None or citation.issued_on == issued_on:
            return Outcome.HELD
        # Numbers start again with each year: the same number of another year is another paper.
        return Level.ERROR if attached or citation.issued_on.year == issued_on.year else None
    if citation.number in own:
        return None
    (serial, sign), (own_serial, own_sign) = _split(citation.number), _split(number)
    kind_of, own_kind = sign.split("-")[0], own_sign.split("-")[0]
    near = DamerauLevenshtein.distance(citation.number.upper(), number.upper()) <= _MISPRINT
    if attached and kind_of.upper() == own_kind.upper():
        return Level.ERROR if near or serial == own_serial else Level.WARNING
    same_day = citation.issued_on is not None and citation.issued_on == issued_on
    return Level.ERROR if near and same_day and serial == own_serial and kind_of == own_kind else None


def _split(number: str) -> tuple[str, str]:
    serial, _, sign = number.partition("/")
    return serial, sign


def _finding(paper: Paper, citation: Citation, block: _Block, level: Level) -> Finding:
    head = paper.decision.document.letterhead
    right = _dated(str(head.number), head.issued_on)
    expected = right if citation.number == head.number else say(str(head.number))
    return text_finding(
        paper,
        "REF-SELF",
        level,
        [citation.printed],
        say(
            f"Văn bản tự dẫn là “{citation.printed}”, trong khi số và ngày ở đầu văn bản là {right.vi}.",
            f"The paper cites itself as “{citation.printed}”; its letterhead has {right.en}.",
        ),
        observed=citation.printed,
        expected=_neutral(head, whole=citation.number == head.number),
        steps=[say(f"“{citation.printed}” ≠ {expected.vi}", f"“{citation.printed}” ≠ {expected.en}")],
        operands=[Operand(text=citation.printed, role="doubtful", locator=block.locator)],
        cause=_cause(citation, str(head.number)),
        suggestion=say(f"Sửa thành {expected.vi}.", f"Correct it to {expected.en}."),
    )


def _dated(number: str, issued_on: date | None) -> Bilingual:
    if issued_on is None:
        return say(number)
    return say(f"{number} ngày {issued_on:%d/%m/%Y}", f"{number} of {issued_on:%d/%m/%Y}")


def _neutral(head: Letterhead, *, whole: bool) -> str:
    """Number and date without words, for either language."""
    day = f", {head.issued_on:%d/%m/%Y}" if head.issued_on and whole else ""
    return f"{head.number}{day}"


def _cause(citation: Citation, number: str) -> Bilingual:
    if citation.number == number:
        return say("Ngày ghi nhầm.", "The date is misprinted.")
    if _split(citation.number)[0] == _split(number)[0]:
        return say("Ký hiệu ghi nhầm.", "The sign of the number is misprinted.")
    return say(
        "Số ghi nhầm, hoặc phụ lục của văn bản khác.", "A misprinted number, or another paper's appendix."
    )


def _blank(paper: Paper, block: _Block) -> Finding:
    head = paper.decision.document.letterhead
    right = _dated(str(head.number), head.issued_on)
    return text_finding(
        paper,
        "REF-BLANK",
        Level.INFO,
        [block.text[:80]],
        say(
            f"Phụ lục để trống số hoặc ngày của văn bản: “{block.text}”.",
            f"An appendix leaves the number or the date of its paper blank: “{block.text}”.",
        ),
        observed=block.text,
        expected=_neutral(head, whole=True),
        steps=[say(f"Đầu văn bản: {right.vi}", f"Letterhead: {right.en}")],
        operands=[Operand(text=block.text, role="doubtful", locator=block.locator)],
        cause=say("Chưa điền khi ban hành.", "Not filled in on issue."),
        suggestion=say(f"Điền {right.vi}.", f"Fill in {right.en}."),
    )
