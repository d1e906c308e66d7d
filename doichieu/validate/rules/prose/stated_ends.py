"""CLAIM-RANK: the agencies that sentences say lead a ranking or close it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from doichieu.model import Check, Claim, ColumnRole, Finding, Level
from doichieu.normalize.text import fold_in_place, key
from doichieu.normalize.unit_nouns import without_unit_commas
from doichieu.validate.listings import listings_of
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rules.prose.meant import clause_is_open, is_about, text_before
from doichieu.validate.rules.prose.stated_figures import own_year
from doichieu.validate.rules.prose.subjects import NOBODY, Named, beside_names, subjects_of
from doichieu.validate.rules.stated import (
    sentence_operand,
    sentences_with,
    speaks_of_units,
    statement,
    text_finding,
    unquoted,
)
from doichieu.validate.said_words import Said
from doichieu.validate.wording import say, table_name

# "Top 3 gồm A, B và C", "nhóm 5 đơn vị gồm …"
_TOP = r"top \d{1,2}(?: (?:don vi|dia phuong|co quan|huyen|tinh|so))?(?=(?: (?:trong |cua )?nam \d{4})?\s*(?:\b(?:la|gom|bao gom|thuoc ve)\b|:))"
_FIRST = rf"dan dau|dau bang|dung dau|cao nhat|xep dau|top dau|tot nhat|{_TOP}|(?:xep|dung|vi tri|hang) (?:thu|so) (?:nhat|1|mot)|quan quan|hang nhat"
_LAST = r"thap nhat|cuoi cung|cuoi bang|xep cuoi|dung cuoi|kem nhat"
# "Ba đơn vị dẫn đầu là A, B và C"
_LISTED = re.compile(
    rf"\b(?:(?P<first>{_FIRST})|(?P<last>{_LAST}))\b[^.;:,\d]{{0,40}}?(?:\b(?:la|gom|gom co|thuoc ve)\s*:?|:)\s*(?:cac\s+)?$"
)
# "Sở A xếp cuối cùng": said of what stands right before.
_SAID = re.compile(
    r"^\s*(?:la (?:don vi|co quan|dia phuong|tinh|huyen|so|truong|benh vien) |tiep tuc |van )?(?:xep |dung |o |giu )?(?:vi tri |hang |thu )?"
    r"(?:(?P<first>dan dau|dung dau|thu nhat|vi tri thu nhat|quan quan|so 1|(?:co|dat)(?: tong)?(?: so)? diem (?:so )?cao nhat)"
    r"|(?P<last>cuoi cung|cuoi bang|cuoi|(?:co|dat)(?: tong)?(?: so)? diem (?:so )?thap nhat))"
    r"(?=\s*(?:[,.;(]|$|voi\b|dat\b|bang xep hang\b|(?:cua |trong )?(?:toan tinh|ca tinh|khoi)\b|trong so\b))"
)
_NUMBERED = re.compile(r"\btop \d{1,2}\b")
_ENDS = Said(
    re.compile(rf"\b(?:{_FIRST}|{_LAST}|thu nhat|cuoi)\b"),
    ("dau", "nhat", "top", "1", "mot", "quan", "cuoi"),
)
_ASIDE = re.compile(r"\([^()]*\)|\b(?:voi|dat)?\s*\d+(?:[.,]\d+)*\s?(?:%|diem)")
_YEAR = re.compile(r"\b(?:trong |cua )?nam \d{4}\b")
_JOINED = re.compile(r"\s*(?:,|;|va|, va|cung|-)?\s*")
_FEWEST = 3


def check_stated_ends(paper: Paper) -> Iterator[Check | Finding]:
    """Check the agencies that sentences say stand first or last.

    The n agencies listed are the first (last) n of some ranking of the paper; a finding only where the paper ranks
    such units once.

    Args:
        paper: The paper.

    Yields:
        A check a list, and a finding for each that no ranking bears out.
    """
    rankings = [ranking for sheet in listings_of(paper) for ranking in _rankings(paper, sheet)]
    subjects = subjects_of(paper) if rankings else NOBODY
    for claim in sentences_with(paper, _ENDS) if rankings else ():
        named = subjects.named_in(claim.sentence)
        if not named or not clause_is_open(paper, claim):
            continue
        for ends in _ends(claim, named):
            yield from _compare(paper, claim, rankings, ends)


def _rankings(paper: Paper, sheet: Sheet) -> Iterator[tuple[Sheet, int]]:
    """Tables of units with a column of ranks of the paper's own year."""
    if len(sheet.unique) >= _FEWEST:
        for column in sheet.columns(ColumnRole.RANK):
            if column.period in {None, own_year(paper)}:
                yield sheet, column.index


class _Ends(NamedTuple):
    """Agencies that a sentence puts first or last, and the words that do."""

    named: Sequence[Named]
    first: bool
    words: str


def _ends(claim: Claim, named: Sequence[Named]) -> Iterator[_Ends]:
    """The agencies that a sentence puts first or last."""
    folded = without_unit_commas(fold_in_place(claim.sentence))
    # "Ba bộ dẫn đầu năm 2022 là …": the year says nothing of who does
    folded = _YEAR.sub(lambda year: " " * len(year.group()), folded)
    for at, one in enumerate(named):
        listed = _LISTED.search(folded[: one.span[0]])
        said = _SAID.match(folded[one.span[1] :])
        if listed:
            group = [one]
            for before, after in pairwise(named[at:]):
                between = _ASIDE.sub(" ", folded[before.span[1] : after.span[0]])
                if not _JOINED.fullmatch(between):
                    break
                group.append(after)
            yield _Ends(
                group, bool(listed["first"]), claim.sentence[slice(*listed.span(listed.lastgroup or 0))]
            )
        elif said and (at == 0 or not _JOINED.fullmatch(folded[named[at - 1].span[1] : one.span[0]])):
            start, stop = said.span(said.lastgroup or 0)
            words = claim.sentence[one.span[1] + start : one.span[1] + stop]
            yield _Ends([one], bool(said["first"]), words)


def _compare(
    paper: Paper,
    claim: Claim,
    rankings: Sequence[tuple[Sheet, int]],
    ends: _Ends,
) -> Iterator[Check | Finding]:
    subjects = {one.subject for one in ends.named}
    fitting = [
        (sheet, column)
        for sheet, column in rankings
        if all((place := _place(sheet, column, one)) and paper.number(place) for one in subjects)
    ]
    before = _before(claim, ends.named[0])
    fitting = [pair for pair in fitting if speaks_of_units(before, pair[0])] or fitting
    if not fitting:
        return
    if len(subjects) != len(ends.named):
        yield statement("CLAIM-RANK", held=False)
        yield _named_twice(paper, claim, ends, fitting[0])
        return
    if any(not _outside(sheet, column, subjects, first=ends.first) for sheet, column in fitting):
        yield statement("CLAIM-RANK")
        return
    sheet, column = fitting[0]
    # Units named before these, and their figures, say nothing of what is ranked.
    about = _NUMBERED.sub(" ", beside_names(paper, before))
    if _ranks_groups(sheet, column) and not _names_group(paper, claim, sheet):
        return
    # Of several rankings none bears the list out: the first is meant where it does all but for one name.
    off = _outside(sheet, column, subjects, first=ends.first)
    one_off = len(subjects) >= _FEWEST and len(off) == 1
    alone = len({(one.index, col) for one, col in fitting}) == 1
    if (alone or one_off) and is_about(paper, sheet, column, about):
        yield statement("CLAIM-RANK", sheet.reading.table.table_id, held=False)
        yield _finding(paper, claim, ends, sheet, column)


def _ranks_groups(sheet: Sheet, column: int) -> bool:
    """Whether groups of a table are ranked apart: each has a first."""
    first = {row.group for row in sheet.data if sheet.value(row.index, column) == 1}
    return len(first) > 1


def _names_group(paper: Paper, claim: Claim, sheet: Sheet) -> bool:
    """Whether a sentence, or what stands before it in its paragraph, names a group of a table."""
    said = f" {key(text_before(paper, claim) + ' ' + claim.sentence)} "
    heads = {row.group for row in sheet.data if row.group is not None}
    return any(f" {key(sheet.reading.rows[head].label)} " in said for head in heads)


def _before(claim: Claim, one: Named) -> str:
    """What a sentence says, as far as the clause goes, before it names an agency."""
    text = claim.sentence[: one.span[0]]
    return text[max(text.rfind(mark) for mark in (";", ". ")) + 1 :]


def _place(sheet: Sheet, column: int, subject: str) -> Place | None:
    return sheet.place(sheet.unique[subject], column) if subject in sheet.unique else None


def _outside(sheet: Sheet, column: int, subjects: set[str], *, first: bool) -> list[tuple[str, Decimal]]:
    """The agencies named that do not stand among as many at that end; who shares the last place there does."""
    ranks = sorted(
        (value for row in sheet.data if (value := sheet.value(row.index, column)) is not None),
        reverse=not first,
    )
    bound = ranks[min(len(subjects), len(ranks)) - 1]
    own = {one: sheet.value(sheet.unique[one], column) for one in subjects}
    return [
        (one, rank)
        for one, rank in own.items()
        if rank is not None and (rank > bound if first else rank < bound)
    ]


def _named_twice(paper: Paper, claim: Claim, ends: _Ends, ranking: tuple[Sheet, int]) -> Finding:
    """The finding of a list of the first that names one unit twice, and so another not at all."""
    sheet, column = ranking
    at = next(i for i, one in enumerate(ends.named) if one.subject in {n.subject for n in ends.named[:i]})
    twice = ends.named[at]
    name = claim.sentence[slice(*twice.span)]
    return text_finding(
        paper,
        "CLAIM-RANK",
        Level.WARNING,
        [name, ends.words, "twice"],
        say(
            f"Lời văn nêu {name} hai lần trong các đơn vị “{ends.words}”.",
            f"The text names {name} twice among those that are “{ends.words}”.",
        ),
        observed=name,
        expected="",
        steps=unquoted(claim),
        operands=[
            sentence_operand(claim, name, "doubtful"),
            paper.operand(sheet.place(sheet.unique[twice.subject], column), "operand"),
        ],
        cause=say("Một tên được ghi thay cho tên khác.", "One name is printed for another."),
        suggestion=say(
            f"Kiểm tra lại danh sách theo {table_name(sheet.reading.table).vi}.",
            f"Check the list against {table_name(sheet.reading.table).en}.",
        ),
        table=sheet,
    )


def _finding(paper: Paper, claim: Claim, ends: _Ends, sheet: Sheet, column: int) -> Finding:
    outside = dict(_outside(sheet, column, {one.subject for one in ends.named}, first=ends.first))
    wrong = next(one for one in ends.named if one.subject in outside)
    place, table = sheet.place(sheet.unique[wrong.subject], column), table_name(sheet.reading.table)
    name, rank, units = claim.sentence[slice(*wrong.span)], paper.text(place), len(sheet.unique)
    several = len(ends.named)
    said = say(
        f"trong {several} đơn vị “{ends.words}”" if several > 1 else f"“{ends.words}”",
        f"among the {several} that are “{ends.words}”" if several > 1 else f"as “{ends.words}”",
    )
    return text_finding(
        paper,
        "CLAIM-RANK",
        Level.WARNING,
        [name, ends.words],
        say(
            f"Lời văn nêu {name} {said.vi}; {table.vi} ghi hạng {rank} trong {units} đơn vị.",
            f"The text puts {name} {said.en}; {table.en} prints rank {rank} of {units} units.",
        ),
        observed=ends.words,
        expected=rank,
        steps=unquoted(claim),
        operands=[
            sentence_operand(claim, name, "doubtful"),
            paper.operand(place, "operand"),
        ],
        cause=say(
            "Tên hay thứ hạng nêu trong lời văn không theo bảng.",
            "Name or place in the text does not follow the table.",
        ),
        suggestion=say(f"Kiểm tra lại “{name}” với hạng {rank}.", f"Check “{name}” against rank {rank}."),
        table=sheet,
    )
