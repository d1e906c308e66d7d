"""CHAIN-REF: papers cited by the number and date that they have themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from doichieu.model import (
    Check,
    Document,
    Finding,
    Heading,
    Level,
    Locator,
    Operand,
    Paragraph,
)
from doichieu.normalize.agencies.scope import province_in
from doichieu.normalize.citations import Citation, read_citations
from doichieu.normalize.text import CAPITAL, fold
from doichieu.validate.chain.issued import Issued, Papers, keys, sign_of
from doichieu.validate.chain.series import Source, topic_of
from doichieu.validate.paper import Paper
from doichieu.validate.rules.stated import statement, text_finding
from doichieu.validate.wording import say

_Block = Heading | Paragraph

# So many letters or digits of a number may be wrong before it is taken for that of another paper.
_MISPRINT = 2
# So much of what a paper is about has to stand behind its citation where only the date, or only the number, agrees.
_ALIKE = 0.6
# So much where number and year agree: the name of the province stands behind citations of all its papers.
_SOME = 0.34
_SIGNS_OF_PLACES = re.compile(r"(?:UBND|HĐND|HDND|TU|HU|VP|UB)$", re.IGNORECASE)
_OF_DISTRICT = re.compile(
    r"^[^;]{0,12}\bcua (?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan) (huyen|quan|thi xa|xa|phuong|thi tran)\b"
)
_OF_CITY = re.compile(
    rf"của (?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân) [Tt]hành phố (?={CAPITAL})"
)
_TELLING = re.compile(r"\b(?:sở|ngành|huyện|quận|xã|phường|bộ|\d+)\b")
# What is said of a paper follows its number and date so near, and whose it is at once.
_AS_FAR, _NAMED_WITHIN = 400, 80


_REVISES = re.compile(
    r"\b(?:thay thế|bãi bỏ|h[uủ][yỷ] bỏ|thu hồi|điều chỉnh|sửa đổi|đính chính|phê duyệt lại|công nhận lại)\b",
    re.IGNORECASE,
)


class Cited(NamedTuple):
    """A citation of one of the papers known.

    Attributes:
        citation: The citation.
        other: What has its number and another date, or its date and another number; None where a paper bears it out.
        sure: Whether no other paper can be meant.
        meant: The paper that bears it out, None where one contradicts it.
    """

    citation: Citation
    other: Source | None
    sure: bool
    meant: Issued | None = None


def citations_of_papers(text: str, citing: Issued, papers: Papers) -> Iterator[Cited]:
    """The papers known that a text cites.

    Args:
        text: A paragraph.
        citing: The paper it stands in.
        papers: Other papers.

    Yields:
        Each citation that a paper bears out or contradicts; none of papers that are not known.
    """
    for citation in read_citations(text):
        day = citation.issued_on
        if day is None or citation.number.upper() == (citing.source.number or "").upper():
            continue
        behind = text[citation.span[1] : citation.span[1] + _AS_FAR].partition(";")[0]
        others = [
            one
            for province in _provinces(citation, citing)
            for one in papers.numbered(citation.number, province)
        ]
        named = _of_authority(others, behind, citing)
        meant = next((one for one in named if one.source.issued_on == day), None)
        if meant is not None:
            yield Cited(citation, None, sure=True, meant=meant)
            continue
        wrong, sure = [one for one in named if _is_meant(one, day, behind)], True
        if not named:
            sign = sign_of(citation.number)
            others = [
                one for province in _provinces(citation, citing) for one in papers.dated(day, sign, province)
            ]
            wrong = [one for one in _of_authority(others, behind, citing) if _about(one, behind) >= _ALIKE]
            sure = bool(wrong) and _words(wrong[0].subject) <= _words(behind)
            wrong = [one for one in wrong if sure or _is_misprint(citation, one)]
        if len({one.source.issue_key for one in wrong}) == 1:
            yield Cited(citation, wrong[0].source, sure=sure)


def citations_in(document: Document) -> Iterator[Citation]:
    """The papers that a document cites in its headings and paragraphs."""
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            yield from read_citations(block.text)


def papers_cited_by(document: Document, citing: Issued, papers: Papers) -> list[Issued]:
    """The papers known that a document cites by the number and date that they have, each once.

    Args:
        document: The document.
        citing: The same as others cite it.
        papers: Other papers.
    """
    texts = (block.text for block in document.blocks if isinstance(block, Heading | Paragraph))
    found = (cited.meant for text in texts for cited in citations_of_papers(text, citing, papers))
    return list({one.source.issue_key: one for one in found if one is not None}.values())


def papers_revised_by(document: Document, citing: Issued, papers: Papers) -> set[str]:
    """The papers, by hash, that a document says it replaces, amends or corrects: what it prints otherwise is meant so.

    Args:
        document: The document.
        citing: The same as others cite it.
        papers: Other papers.
    """
    texts = (block.text for block in document.blocks if isinstance(block, Heading | Paragraph))
    return {
        cited.meant.source.sha256
        for text in texts
        if _REVISES.search(text)
        for cited in citations_of_papers(text, citing, papers)
        if cited.meant is not None
        and _REVISES.search(re.split(r"[.;]\s", text[: cited.citation.span[0]])[-1])
    }


def _provinces(citation: Citation, citing: Issued) -> set[str | None]:
    """Whose papers a sign may be of: a ministry's names it, that of a committee does not."""
    own = {citing.province}
    return own if _SIGNS_OF_PLACES.search(sign_of(citation.number)) else {*own, None}


def keys_cited(text: str, citing: Issued) -> set[str]:
    """What the papers that a text cites are found by.

    Args:
        text: A paragraph.
        citing: The paper it stands in.
    """
    return {
        key
        for citation in read_citations(text)
        if citation.issued_on is not None
        for province in _provinces(citation, citing)
        for key in keys(citation.number, citation.issued_on, province)
    }


def _of_authority(others: Iterable[Issued], behind: str, citing: Issued) -> list[Issued]:
    """The other papers of the authority that a citation names, or else of the one that cites."""
    below = _is_below(behind[:_NAMED_WITHIN])
    own = (citing.district, citing.commune)
    return [
        one
        for one in others
        if one.source.sha256 != citing.source.sha256
        and ((one.district, one.commune) == own or not (below or one.district or one.commune))
        and not (below and own == (None, ""))
    ]


def _is_below(behind: str) -> bool:
    """Whether a citation names a committee below a province; a city by its name is one unless it is a province."""
    city = _OF_CITY.search(behind) is not None and province_in(behind, marked=True) is None
    return city or _OF_DISTRICT.search(fold(behind)) is not None


def _words(text: str) -> set[str]:
    """The words of a text that tell papers of one day apart: what they are on, of which units and years."""
    return {*_TELLING.findall(text.lower()), *topic_of(text)}


def _about(one: Issued, behind: str) -> float:
    topic = topic_of(one.subject)
    return len(topic & topic_of(behind)) / len(topic) if topic else 0.0


def _is_meant(one: Issued, day: date, behind: str) -> bool:
    """Whether a paper of the number cited is the one cited, though its date is another."""
    own = one.source.issued_on
    if own is None:
        return False
    # Numbers start again with each year, so that one number of a year is one paper.
    if own.year == day.year:
        return not (topic_of(one.subject) and topic_of(behind)) or _about(one, behind) >= _SOME
    return (own.month, own.day) == (day.month, day.day) and _about(one, behind) >= _ALIKE


def _is_misprint(citation: Citation, one: Issued) -> bool:
    serial, own = citation.number.partition("/")[0], (one.source.number or "").partition("/")[0]
    return DamerauLevenshtein.distance(serial, own) <= _MISPRINT


def check_cited(paper: Paper, citing: Issued, papers: Papers) -> Iterator[Check | Finding]:
    """Check the numbers and dates that a paper cites others by.

    Args:
        paper: The paper.
        citing: The same as others cite it.
        papers: Other papers.

    Yields:
        A check a citation of one of these, and a warning for each whose number or date is another.
    """
    said: set[str] = set()
    for block in paper.decision.document.blocks:
        if not isinstance(block, Heading | Paragraph):
            continue
        for cited in citations_of_papers(block.text, citing, papers):
            yield statement("CHAIN-REF", held=cited.other is None)
            if cited.other is not None and cited.citation.printed not in said:
                said.add(cited.citation.printed)
                level = Level.WARNING if cited.sure else Level.INFO
                yield _finding(paper, block, cited.citation, cited.other, level)


def _finding(paper: Paper, block: _Block, citation: Citation, other: Source, level: Level) -> Finding:
    day = f"{other.issued_on:%d/%m/%Y}"
    return text_finding(
        paper,
        "CHAIN-REF",
        level,
        [citation.printed],
        say(
            f"Văn bản dẫn “{citation.printed}”, trong khi văn bản được dẫn có số {other.number}, ngày {day}.",
            f"The paper cites “{citation.printed}”; the paper cited is {other.number} of {day}.",
        ),
        observed=citation.printed,
        expected=f"{other.number}, {day}",
        steps=[
            say(
                f"“{citation.printed}” ≠ {other.number} ngày {day}",
                f"“{citation.printed}” ≠ {other.number} of {day}",
            )
        ],
        operands=[
            Operand(text=citation.printed, role="doubtful", locator=block.locator),
            Operand(
                text=f"{other.number}, {day}",
                role="other",
                locator=Locator(document=other.sha256),
            ),
        ],
        cause=say(
            "Số hoặc ngày của văn bản được dẫn ghi nhầm.", "A misprinted number or date of the paper cited."
        ),
        suggestion=say(f"Sửa thành số {other.number} ngày {day}.", f"Correct it to {other.number} of {day}."),
    )
