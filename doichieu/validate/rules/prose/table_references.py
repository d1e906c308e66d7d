"""REF-TABLE: tables that sentences refer to exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doichieu.model import Check, Finding, Heading, Level, Operand, Outcome, Paragraph
from doichieu.normalize.text import fold
from doichieu.validate.paper import Paper
from doichieu.validate.rules.prose.table_lists import TABLE_LINE, TABLE_NUMBER
from doichieu.validate.rules.stated import statement, text_finding, unread_part
from doichieu.validate.said_words import Said, blocks_with
from doichieu.validate.wording import say

_DOTTED = r"\d{1,2}(?:\.\d{1,2})+"
_REFERENCE = Said(
    re.compile(
        rf"\b(?:bảng|biểu)\s+(?:số\s+)?(?P<numbers>{TABLE_NUMBER}(?!\d|\s*(?:%|cột|dòng))"
        rf"(?:\s*(?:,|và|đến|;)\s*(?:bảng\s+)?(?:{_DOTTED}|\d{{1,2}}(?=\s*(?:[,;.)]|$))))*)",
        re.IGNORECASE,
    ),
    ("bang", "bieu"),
)
_EACH = re.compile(TABLE_NUMBER)
_SENTENCE = re.compile(r"[.;](?=\s)")
# A table of another paper or of an appendix that may be a file of its own.
_ELSEWHERE = re.compile(
    r"\b(phu luc|quyet dinh|thong tu|nghi dinh|nghi quyet|bao cao|cong van|ke hoach|luat|to trinh|nam truoc)\b"
)


def check_table_references(paper: Paper) -> Iterator[Check | Finding]:
    """Check that the tables which sentences refer to are in the paper.

    Args:
        paper: The paper.

    Yields:
        A check a table referred to, and a finding for each that is not there; unknown where a part of the
        paper was not read, or where most of the tables are in another file.
    """
    known = {str(sheet.reading.table.number) for sheet in paper.sheets if sheet.reading.table.number}
    if not known:
        return
    blocks = list(blocks_with(paper, _REFERENCE))
    known |= {match["number"] for block in blocks if (match := TABLE_LINE.match(block.text))}
    met: dict[str, Paragraph | Heading] = {}
    for block in blocks:
        for number in _cited(block.text):
            met.setdefault(number, block)
    # "Bảng 1" is there where only 1.1 and 1.2 are.
    missing = [n for n in met if n not in known and not any(k.startswith(f"{n}.") for k in known)]
    if len(missing) * 2 > len(met) and len(met) > 1:
        why = say("Phần lớn các bảng được dẫn ở tệp khác.", "Most tables referred to are in another file.")
        yield Check(rule="REF-TABLE", table_id=None, outcome=Outcome.UNKNOWN, why=why)
        return
    for number, block in met.items():
        if number in missing and unread_part(paper) is not None:
            why = say("Một phần văn bản chưa đọc được.", "A part of the paper was not read.")
            yield Check(rule="REF-TABLE", table_id=None, outcome=Outcome.UNKNOWN, why=why)
            continue
        yield statement("REF-TABLE", held=number not in missing)
        if number in missing:
            yield _missing(paper, number, block)


def _cited(text: str) -> Iterator[str]:
    """Numbers of tables that a paragraph refers to, those of other papers and of appendices left out."""
    for match in _REFERENCE.pattern.finditer(text):
        start = max((end.end() for end in _SENTENCE.finditer(text, 0, match.start())), default=0)
        stop = next((end.start() for end in _SENTENCE.finditer(text, match.end())), len(text))
        if match.start() and not _ELSEWHERE.search(fold(text[start:stop])):
            yield from _EACH.findall(match["numbers"])


def _missing(paper: Paper, number: str, block: Paragraph | Heading) -> Finding:
    return text_finding(
        paper,
        "REF-TABLE",
        Level.WARNING,
        [number],
        say(
            f"Văn bản dẫn Bảng {number}, nhưng không có bảng mang số này.",
            f"The paper refers to Table {number}, and has no table of that number.",
        ),
        observed=number,
        operands=[Operand(text=block.text, role="doubtful", locator=block.locator)],
        cause=say("Số bảng dẫn nhầm, hoặc thiếu bảng.", "A misprinted reference, or a table is missing."),
        suggestion=say("Kiểm tra lại số bảng được dẫn.", "Check the number referred to."),
    )
