"""CLAIM-MOVE: the agencies that sentences say rose, fell or stayed, without by how much: "Các đơn vị tăng hạng gồm A, B và C"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from doichieu.model import Check, Claim, Finding, Level
from doichieu.normalize.text import fold_in_place
from doichieu.validate.listings import listings_of
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rules.prose.meant import clause_is_open, is_about, ranks_otherwise
from doichieu.validate.rules.prose.stated_figures import own_year
from doichieu.validate.rules.prose.subjects import NOBODY, Named, subjects_of
from doichieu.validate.rules.prose.tallies import Way, way_of
from doichieu.validate.rules.prose.tally_values import changes_of, meets
from doichieu.validate.rules.stated import (
    sentence_operand,
    sentences_with,
    statement,
    text_finding,
    unquoted,
    years_named,
)
from doichieu.validate.wording import say, table_name

_WAY = r"(?:tang|giam|tut|lui|thang|roi|rot|len|xuong|cai thien|giu nguyen|giu vung|khong (?:thay )?doi|sut giam)"
_NOUN = r"(?:(?:thu )?hang|bac|vi tri|thu bac|diem so|diem)"
_MAY = re.compile(rf"\b{_WAY}\b[^.;:\d]{{0,12}}\b{_NOUN}\b")
_CHANGE = re.compile(rf"\b{_WAY}\b[^.;:,\d()]{{0,12}}?\b(?P<noun>{_NOUN})\b(?! (?:cao|thap|nhieu|lon) nhat)")
# From the change to those that made it: no other figure than how many they are, and the year compared with.
_LISTS = re.compile(
    r"^(?:[^.;:\d()]|nam \d{4})*(?:\(?\b\d{1,3} [a-z, ]{2,40}\)?)?(?:[^.;:\d()]|nam \d{4})*?(?:\b(?:la|gom|gom co|bao gom|do la|thuoc ve)\s*:?|:|\()\s*(?:cac\s+)?$"
)
_LEADS = re.compile(
    r"^(?:,? ?(?:deu|cung|cung deu|da|bi|duoc|la (?:cac|nhung|hai|ba|\d+) [a-z ,]{2,30}|lai|tiep tuc|cung bi))*\s*$"
)
_ASIDE = re.compile(r"\([^()]*\)")
_JOINED = re.compile(r"\s*(?:,|;|va|, va|; va|cung|va cung|-)?\s*")
_SINCE = re.compile(r"\bso voi(?:,? (?!nam\b)[a-z]+){0,6}? nam (?:\d{4}|truoc|ngoai)\b")
_NOT_SO = re.compile(
    r"\b(?:khong (?!(?:thay )?doi)|chua|phan dau|de nghi|muc tieu|neu|phai|can|nham|se|nhat|tro len|it nhat|lien tuc|lien tiep)\b"
)
_SAID = re.compile(
    rf"\b(?:{_WAY}|{_NOUN}|deu|cung|bi|nguyen|on dinh|do la|gom|la|so luong|vung|thu|bac|manh|nhe|dang ke)\b"
)
_FEWEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Changed:
    """Agencies that a sentence says changed one way."""

    named: Sequence[Named]
    way: Way
    ranked: bool
    words: str
    said: str


def check_changed_units(paper: Paper) -> Iterator[Check | Finding]:
    """Check the agencies that sentences say won or lost places or points against the columns of two years.

    Args:
        paper: The paper.

    Yields:
        A check a list that some columns tell, and a finding for each agency of a list most of which they bear out.
    """
    sheets = [
        sheet
        for sheet in listings_of(paper)
        if len(sheet.unique) >= _FEWEST
        and any(_pairs(paper, sheet, ranked=ranked) for ranked in (True, False))
    ]
    subjects = subjects_of(paper) if sheets else NOBODY
    for claim in sentences_with(paper, _MAY.search) if sheets else ():
        named = subjects.named_in(claim.sentence)
        if not named or not _is_since_last(paper, claim) or ranks_otherwise(paper, claim):
            continue
        for changed in _changed(claim, named):
            yield from _compare(paper, claim, changed, sheets)


def _is_since_last(paper: Paper, claim: Claim) -> bool:
    """Whether a sentence compares the paper's own year with the one before, and with no other."""
    own = own_year(paper)
    since = years_named(claim.sentence, compared=True) - {str(own)}
    folded = fold_in_place(claim.sentence)
    plain = replace(claim, sentence=_SINCE.sub(lambda match: " " * len(match.group()), folded))
    return own is not None and since <= {str(own - 1)} and clause_is_open(paper, plain)


def _changed(claim: Claim, named: Sequence[Named]) -> Iterator[_Changed]:
    folded = fold_in_place(claim.sentence)
    bare = folded
    for one in named:
        bare = bare[: one.span[0]] + " " * (one.span[1] - one.span[0]) + bare[one.span[1] :]
    for match in _CHANGE.finditer(bare):
        way = way_of(match.group())
        begin = max(bare.rfind(mark, 0, match.start()) for mark in (";", ". ")) + 1
        behind = [one for one in named if one.span[0] >= match.end()]
        before = [one for one in named if begin <= one.span[0] and one.span[1] <= match.start()]
        led = bare[match.end() : behind[0].span[0]] if behind else ""
        if behind and _LISTS.match(led):
            group, said = _joined(folded, behind), f"{bare[begin : match.end()]} {led}"
            said = bare[begin : behind[0].span[0]]
        elif before and _LEADS.match(bare[before[-1].span[1] : match.start()]):
            group = _joined(folded, before[::-1])[::-1]
            after = re.split(r"[;.,:(]", bare[match.end() :])[0]
            if re.search(r"\d", _SINCE.sub(" ", after)):
                continue
            said = bare[group[0].span[0] : match.end()] + after
        else:
            continue
        if way is not None and not _NOT_SO.search(said):
            yield _Changed(
                named=group,
                way=way,
                ranked=not match["noun"].startswith("diem"),
                words=claim.sentence[slice(*match.span())],
                said=_SAID.sub(" ", _SINCE.sub(" ", said)),
            )


def _joined(folded: str, named: Sequence[Named]) -> list[Named]:
    """The first agencies of some that follow each other as a list."""
    group = [named[0]]
    for one, two in pairwise(named):
        start, end = sorted((one.span, two.span))
        if not _JOINED.fullmatch(_ASIDE.sub(" ", folded[start[1] : end[0]])):
            break
        group.append(two)
    return group


def _pairs(
    paper: Paper, sheet: Sheet, *, ranked: bool
) -> list[tuple[Sequence[int], Callable[[int], Decimal | None]]]:
    return list(changes_of(paper, sheet, ranked=ranked))


def _compare(
    paper: Paper, claim: Claim, changed: _Changed, sheets: Sequence[Sheet]
) -> Iterator[Check | Finding]:
    subjects = {one.subject for one in changed.named}
    found = []
    for sheet in sheets:
        for columns, change in _pairs(paper, sheet, ranked=changed.ranked):
            by_unit = {one: change(sheet.unique[one]) for one in subjects if one in sheet.unique}
            values = {one: value for one, value in by_unit.items() if value is not None}
            if len(values) == len(subjects):
                off = [one for one in changed.named if not meets(changed.way, values[one.subject])]
                found.append((sheet, columns, off))
    if not found:
        return
    if any(not off for _, _, off in found):
        yield statement("CLAIM-MOVE")
        return
    sheet, columns, off = found[0]
    alone = len({(one.index, tuple(cols)) for one, cols, _ in found}) == 1
    # A list of which more than half did otherwise is of something else.
    if not (alone or len(off) == 1) or len(off) * 2 > max(2, len(changed.named)):
        return
    if is_about(paper, sheet, columns[0], changed.said):
        yield statement("CLAIM-MOVE", sheet.reading.table.table_id, held=False)
        for one in off:
            yield _finding(paper, claim, changed, one, sheet, columns)


def _finding(
    paper: Paper, claim: Claim, changed: _Changed, one: Named, sheet: Sheet, columns: Sequence[int]
) -> Finding:
    name = claim.sentence[slice(*one.span)]
    places = [sheet.place(sheet.unique[one.subject], column) for column in columns]
    table, right = table_name(sheet.reading.table), " ← ".join(map(paper.text, places))
    return text_finding(
        paper,
        "CLAIM-MOVE",
        Level.WARNING,
        [name, changed.words],
        say(
            f"Lời văn nêu {name} “{changed.words}”; {table.vi} ghi {right}.",
            f"The text says “{changed.words}” of {name}; {table.en} prints {right}.",
        ),
        observed=name,
        expected=right,
        steps=unquoted(claim),
        operands=[
            sentence_operand(claim, name, "doubtful"),
            *(paper.operand(place, "operand") for place in places),
        ],
        cause=say("Tên nêu trong lời văn không theo bảng.", "A name in the text does not follow the table."),
        suggestion=say(f"Kiểm tra lại “{name}” với {right}.", f"Check “{name}” against {right}."),
        table=sheet,
    )
