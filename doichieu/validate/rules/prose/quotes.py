"""Figures of sentences that may quote cells of a table: of the row that a sentence names last, or of all where it names none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from doichieu.model import Claim
from doichieu.normalize.sentences.stated_numbers import Kind, StatedNumber, read_stated_numbers, separators_in
from doichieu.normalize.text import CAPITAL, fold_in_place, words
from doichieu.validate.infer.rows.row_labels import is_total_label
from doichieu.validate.kept import kept
from doichieu.validate.paper import Paper, Place
from doichieu.validate.rules.prose.row_mentions import Named, is_compared, rows_named
from doichieu.validate.wording import Style

_MARK = re.compile(r"[,;:()]|\.(?= |$)")
# What makes a figure one of another time, place or plan than the row's own, where the header does not say so too.
_OTHERS = re.compile(
    r"\b(?:so với|kế hoạch|dự toán|cùng kỳ|cùng kì|(?:năm|tháng|quý|kỳ) (?:trước|ngoái)|chỉ tiêu|mục tiêu|tăng|giảm|hơn|kém|vượt|hụt"
    r"|còn lại|phấn đấu|bình quân|trung bình|mới(?! (?:đạt|chỉ|giải|thực|hoàn|có|được)\b)|dự kiến|từ|đến|dưới|trên|lần lượt"
    r"|tương ứng|trong đó|riêng|như|tối đa|tối thiểu|lũy kế|luỹ kế|của)\b"
)
_YEAR = re.compile(r"\bnăm (\d{4})\b")
# Of a month or a quarter wherever a sentence says so.
_MONTHS = re.compile(
    r"\b(?:(?<!\d )tháng \d{1,2}(?!/)|quý (?:[ivx]+|\d)|(?<=trong )(?:tháng|quý|tuần|ngày))\b"
)
# And of one kind of units alone where no row is named.
_SOME = re.compile(r"\b(?:huyện|xã|(?<!địa )phường|thị xã|sở|ngành|khu vực|cấp|đơn vị)\b")
_ALL = re.compile(
    r"\btoan (?:tinh|huyen|thanh pho|vung|khu vuc|nganh|dia ban|xa|quan|thi xa|he thong|truong|cum)\b|\btong\b"
)
# Behind a bracket, and where another name may follow, nothing more is said of a row.
_GOES_ON = re.compile(rf"[;)]|(?:,| và| cùng) (?={CAPITAL})")
_LISTED = re.compile(r"\s*(?:,|;|,? va|,? cung)\s*")
# A name in brackets right behind its figure.
_BEHIND = re.compile(r"[\s\w]{0,12}\(\s?")
_FAR, _NEAR = 110, 60


class Quote(NamedTuple):
    """A figure of a sentence that may quote cells.

    Attributes:
        number: The figure.
        rows: The rows that it may be of, as places in column 0.
        name: Where their name stands; None for rows of totals.
        near: The words about it up to the marks beside it.
        before: Those of them that stand before it, in order.
        wide: Those back to the figure before, too.
        others: Words that make it one of another time, plan or kind of units, unless the table says so too.
        plain: Whether the sentence names the row.
    """

    number: StatedNumber
    rows: Sequence[Place]
    name: tuple[int, int] | None
    near: frozenset[str]
    before: tuple[str, ...]
    wide: frozenset[str]
    others: frozenset[str]
    plain: bool


def quotes(paper: Paper, claim: Claim, style: Style) -> Iterator[Quote]:
    """The figures of a sentence that may quote cells.

    Args:
        paper: The paper.
        claim: The sentence.
        style: How the paper prints figures.
    """
    folded = fold_in_place(claim.sentence)
    named = rows_named(paper, claim.sentence)
    own = [one for one in named if not any(is_total_label(paper.row(place)) for place in one.rows)]
    bare = folded
    for one in own:
        bare = bare[: one.span[0]] + "|" * (one.span[1] - one.span[0]) + bare[one.span[1] :]
    last = 0
    for number in read_stated_numbers(claim.sentence, separators_in(claim.sentence, style.separators)):
        start, since = number.span[0], last
        last = number.end
        if number.rise is not None or number.about or number.kind is Kind.POINTS or number.value <= 0:
            continue
        before = [one for one in own if one.span[1] <= start]
        if (own and not before) or any(_BEHIND.fullmatch(folded[number.end : one.span[0]]) for one in own):
            continue
        name = before[-1] if before else None
        if name is not None and (
            start - name.span[1] > _FAR or _is_one_of_several(folded, before) or is_compared(folded, name)
        ):
            continue
        said = bare[name.span[1] if name else 0 : start]
        if name is not None and _GOES_ON.search(claim.sentence, name.span[1], start):
            continue
        rows = name.rows if name else _rows_of_totals(paper)
        behind = re.split(r"[,;:()\d]|\.(?= |$)", folded[number.span[1] : number.end + _NEAR])[0]
        near = [part for part in _MARK.split(bare[since:start])[-1:] if len(part) <= _NEAR]
        wide = bare[max(since, start - _FAR) : start]
        spelt = claim.sentence[start - len(said) : start].lower()
        others = frozenset(
            match.group()
            for way in ((_OTHERS,) if name else (_OTHERS, _SOME))
            for match in way.finditer(spelt)
        )
        others |= {match.group() for match in _MONTHS.finditer(claim.sentence[:start].lower())}
        if any(int(year) != paper.year for year in _YEAR.findall(spelt)):
            continue
        if rows:
            about = frozenset(words(" ".join([*near, behind])))
            yield Quote(
                number,
                rows,
                name.span if name else None,
                about,
                words(" ".join(near)),
                about | frozenset(words(wide)),
                others,
                name is not None or len(named) > len(own) or bool(_ALL.search(said)),
            )


def _is_one_of_several(folded: str, named: Sequence[Named]) -> bool:
    """Whether a name stands in a list with the one before it, of whose figures nothing is known."""
    return len(named) > 1 and bool(_LISTED.fullmatch(folded[named[-2].span[1] : named[-1].span[0]]))


@kept
def _rows_of_totals(paper: Paper) -> Sequence[Place]:
    """The rows of totals of tables that have one."""
    found = []
    for sheet in paper.sheets:
        rows = [row for row in sheet.reading.rows if is_total_label(row)]
        if len(rows) == 1:
            found.append(sheet.place(rows[0].index, 0))
    return found
