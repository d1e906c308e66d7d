"""What a paper without the tables says of them: notices and reports on the results that a paper they cite prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from doichieu.model import Audit, Check, Decision, Finding, Heading, Paragraph
from doichieu.normalize.agencies import infer_scope
from doichieu.normalize.text import words
from doichieu.validate.chain.beside import Beside, printed_by
from doichieu.validate.chain.counterparts import counterparts
from doichieu.validate.chain.index import Index
from doichieu.validate.chain.issued import Issued
from doichieu.validate.chain.results import Result, results_of, told_by
from doichieu.validate.chain.series import Series, source_of
from doichieu.validate.chain.spoken import held_against, trusted
from doichieu.validate.chain.years import kinds_and_years, years_spoken_of
from doichieu.validate.paper import lay_out
from doichieu.validate.wording import Style, style_of


def check_noticed(
    audit: Audit, own: Sequence[Series], index: Index, cited: Sequence[Issued]
) -> Iterator[Check | Finding]:
    """Check what a paper says of the tables of papers that it cites.

    Args:
        audit: The paper, audited by itself.
        own: Its columns; of units that it lists itself its own tables tell.
        index: The columns of other papers.
        cited: The papers cited.

    Yields:
        For each statement that a table decides a check, and a warning for each that does not follow.
    """
    listed = {series.population for series in own}
    found = [index.of_paper(paper.source) for paper in cited]
    printed = [series for of in found if (series := [one for one in of if one.population not in listed])]
    if not (printed or own):
        printed = _spoken_of(audit.decision, index)
    if not printed:
        return
    style = style_of(audit.decision)
    year = max(one.period for one in own or (one for series in printed for one in series))
    subjects = {paper.source.sha256: paper.subject for paper in cited}
    for series in [*printed, *_before(audit.decision, printed, index)]:
        subject = subjects.get(series[0].source.sha256, "")
        yield from trusted(_of_tables(audit.decision, series, subject, year, index, style))


def _before(decision: Decision, printed: Sequence[Sequence[Series]], index: Index) -> Iterator[list[Series]]:
    """The tables of earlier papers that answer to those spoken of: "xếp hạng 4/8 (năm 2016 xếp hạng 5/8)"."""
    known = {series[0].source.sha256 for series in printed}
    for series in printed:
        for found in counterparts(series, years_spoken_of(decision, series[0].period), index):
            if found.other.source.sha256 not in known:
                yield [
                    one for one in index.of_paper(found.other.source) if one.table_id == found.other.table_id
                ]


def _spoken_of(decision: Decision, index: Index) -> list[list[Series]]:
    """The tables of the papers that a paper without tables is on though it cites none: one for each year and kind of units.

    All that they are about stands in its text and some of it in its subject.
    """
    document = decision.document
    subject = frozenset(words(document.letterhead.subject or ""))
    texts = [block.text for block in document.blocks if isinstance(block, Heading | Paragraph)]
    said = frozenset(word for text in texts for word in words(text)) | subject
    found = []
    for kind, year in kinds_and_years(infer_scope(document).province, document.letterhead.subject or ""):
        papers: defaultdict[str, list[Series]] = defaultdict(list)
        for one in index.of_kind(kind, year, source_of(decision)):
            if any(telling <= said and telling & subject for telling in told_by(one.caption)):
                papers[one.source.issue_key].append(one)
        if len(papers) == 1:
            (series,) = papers.values()
            found.append(index.of_paper(series[0].source))
    return list({one[0].source.sha256: one for one in found}.values())


def _of_tables(
    decision: Decision, series: Sequence[Series], subject: str, own: int, index: Index, style: Style
) -> Iterator[Check | Finding]:
    """What sentences come to beside the tables of one other paper."""
    year = series[0].period
    before = counterparts(series, years_spoken_of(decision, year), index)
    beside = printed_by(series, before, decision, subject)
    told: defaultdict[int, list[Result]] = defaultdict(list)
    for one in results_of(decision, replace(lay_out(beside.decision), year=year), own, style.separators):
        told[one.sheet].append(one)
    for at, results in told.items():
        # beside a second table a sentence may be taken to speak of that
        table = replace(beside.decision, tables=(beside.decision.tables[at],))
        paragraphs = [(one.paragraph, one.printed) for one in results]
        yield from held_against(Beside(table, beside.figures), paragraphs, year, style)
