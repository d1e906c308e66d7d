"""CLAIM-TIER: the tier that sentences put an agency in, each by itself or in a list of those in one tier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import NamedTuple

from doichieu.model import Check, Claim, Finding, Level
from doichieu.normalize.grades import grades_beside
from doichieu.normalize.text import fold_in_place, key
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.tiers import Tiering
from doichieu.validate.listings import listings_of
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rules.prose.meant import clause_is_open, is_about, ranks_otherwise
from doichieu.validate.rules.prose.stated_figures import own_year
from doichieu.validate.rules.prose.subjects import Named, subjects_of
from doichieu.validate.rules.prose.tier_mentions import TierMention, tier_mentions, without_other_years
from doichieu.validate.rules.stated import (
    sentence_operand,
    sentences_with,
    statement,
    text_finding,
    unquoted,
)
from doichieu.validate.wording import say, table_name

# What is asked for, done by the unit itself, or not so.
_NOT_SO = re.compile(
    r"\b(?:de nghi|kien nghi|phan dau|du kien|muc tieu|tu (?:xep|danh gia|cham)|khong|chua|neu|truong hop|phai|can|nham|se|hoac|tro len|tro xuong)\b"
)
# "Từ loại Khá năm 2021 vươn lên loại Tốt": what it was, and what is compared with.
_WAS = re.compile(
    r"\btu (?:(?:xep |muc )?(?:loai|muc(?: do)?|nhom|hang) )[^.;:,()]{2,30}?(?=(?:,? (?:da|vuon|tang|nang|cai thien|giam|tut|roi|rot|chuyen))* (?:len|xuong|thanh|sang|con)\b)"
)
_SINCE = re.compile(r"\b(?:so voi|nhu|bang)(?: ket qua)?(?: cua)? nam (?:\d{4}|truoc|ngoai)\b")
# A unit's own results between its name and its tier.
_RESULTS = re.compile(
    r"\b(?:(?:dat|voi|duoc|la|tong|co|so) )*(?:diem )?\d+(?:[.,]\d+)*(?:/\d+)? ?(?:%|diem)|\b(?:xep |dung )?(?:thu|hang|vi tri)(?: thu)? \d+(?:/\d+)?"
)
_ENDS = re.compile(r"[;:()\d]|\. ")
_OF_YEAR = re.compile(r"\b(?:trong |cua )?nam \d{4}\b")
# "Cách mức Tốt 4,70 điểm": a tier that is not reached.
_BESIDE = re.compile(r"\b(?:cach|gan|can|den|toi|hon|duoi|tren|tu|kem|vuot|so voi)\s*$")
# "Sở Nội vụ đánh giá, xếp loại Khá cho Sở Xây dựng": who grades is not graded.
_GIVEN = re.compile(r"\s*(?:cho|doi voi)(?: cac)?(?: don vi| co quan| dia phuong)?:?\s*")
# From a tier to those in it: "xếp loại Tốt gồm 03 đơn vị: A, B và C", "loại Tốt (A, B)".
_LISTS = re.compile(
    r"^[\"”’]?[^.;:\d()]{0,30}(?:(?:\b(?:gom|la|co)\s*:?\s*)?\(?\b\d{1,3} [a-z, ]{2,40}\)?)?[^.;:\d()]{0,30}?(?:\b(?:la|gom|gom co|bao gom|do la|thuoc ve)\s*:?|:|\()\s*(?:cac\s+)?$"
)
_ASIDE = re.compile(r"\([^()]*\)|\b(?:voi|dat)?\s*\d+(?:[.,]\d+)*\s?(?:%|diem)?")
_JOINED = re.compile(r"\s*(?:,|;|va|, va|; va|cung|va cung|-)?\s*")
# Words that lead from a unit to its tier and say nothing else.
_SAID_OF_TIERS = re.compile(
    r"\b(?:tiep tuc|duy tri|giu vung|giu nguyen|giu|duy nhat|van|cung|deu|cong nhan|danh gia|danh hieu|xep|loai|muc do|muc|hang|nhom|phan loai|ket qua|vuon|tang|nang|giam|tut"
    r"|roi|rot|chuyen|len|xuong|thanh|sang|con|trong do|rieng|co|nhu|bang|so voi|cho|doi voi|o|vao|lot|lan dau|voi|do la|gom|cu the|dia phuong|don vi)\b"
)


class _Stated(NamedTuple):
    """An agency that a sentence puts in a tier, with what it says so by."""

    one: Named
    tier: TierMention
    said: str


def check_stated_tiers(
    paper: Paper, conventions: Conventions, corrected: Mapping[int, Tiering]
) -> Iterator[Check | Finding]:
    """Check the tiers that sentences put agencies in against those that the tables print.

    Args:
        paper: The paper.
        conventions: What was inferred; tiers above all.
        corrected: Tiers with misplaced units moved, by table index.

    Yields:
        A check a statement on an agency that a table grades, and a finding for each that none bears out, where but one
        table grades it.
    """
    tiers = {tier for tiering in conventions.tierings.values() for tier in tiering.order}
    if not tiers:
        return
    # A sentence may name a tier of the scale that no unit of the table stands in.
    tiers |= {one for tiering in conventions.tierings.values() for one in grades_beside(tiering.order)}
    names = re.compile("|".join(rf"\b{re.escape(tier)}\b" for tier in tiers))
    sheets = [sheet for sheet in listings_of(paper) if sheet.index in conventions.tierings]
    subjects = subjects_of(paper)
    for claim in sentences_with(paper, names.search):
        named = subjects.named_in(claim.sentence)
        if not named:
            continue
        masked = _masked(claim.sentence, own_year(paper))
        # "Trong số các đơn vị xếp loại Tốt năm 2016, Sở A tụt xuống loại Khá": of another year than it names.
        if "trong so " in masked:
            continue
        plain = replace(claim, sentence=_blanked(claim.sentence, masked))
        if not clause_is_open(paper, plain) or ranks_otherwise(paper, claim):
            continue
        for stated in _stated(claim, masked, named, sorted(tiers)):
            yield from _compare(paper, claim, stated, sheets, conventions, corrected)


def _masked(sentence: str, own: int | None) -> str:
    """The folded sentence, same length, without what it says of other years."""
    masked = fold_in_place(sentence)
    for pattern in (_WAS, _SINCE):
        masked = pattern.sub(lambda match: " " * len(match.group()), masked)
    return without_other_years(masked, own)


def _blanked(sentence: str, masked: str) -> str:
    """A sentence as printed, blank where its masked form is."""
    return "".join(" " if blank == " " else letter for letter, blank in zip(sentence, masked, strict=True))


def _stated(claim: Claim, masked: str, named: Sequence[Named], tiers: Sequence[str]) -> Iterator[_Stated]:
    mentions = [
        mention
        for mention in tier_mentions(masked, claim.sentence, tiers)
        # "Huyện A thuộc nhóm B" names those that are ranked together.
        if len(mention.tier) > 1 or not masked.startswith("nhom", mention.at)
    ]
    bare = masked
    for one in named:
        bare = bare[: one.span[0]] + " " * (one.span[1] - one.span[0]) + bare[one.span[1] :]
    start = 0
    for mention, after in zip_longest(mentions, mentions[1:]):
        behind = [one for one in named if mention.end <= one.span[0] < (after.at if after else len(masked))]
        led = masked[mention.end : behind[0].span[0]] if behind else ""
        clause = bare[start : mention.end - len(mention.tier)]
        if _BESIDE.search(bare[start : mention.at]):
            start = mention.end
            continue
        if behind and (_LISTS.match(led) or _GIVEN.fullmatch(led)):
            group = _joined(masked, behind)
            start = group[-1].span[1]
            if not _NOT_SO.search(f"{clause} {led}"):
                yield from (_Stated(one, mention, f"{clause} {_ASIDE.sub(' ', led)}") for one in group)
            continue
        start = mention.end
        before = [one for one in named if one.span[1] <= mention.at]
        # A colon may lead to the tier, as in "Kết quả xếp loại của Sở A năm 2022: Tốt".
        led = masked[before[-1].span[1] : mention.at].rstrip().removesuffix(":") if before else ";"
        between = _RESULTS.sub(" ", _OF_YEAR.sub(" ", led))
        if _ENDS.search(between) or _NOT_SO.search(f"{clause} {masked[mention.end : mention.end + 12]}"):
            continue
        for one in _joined(masked, before, last=True):
            yield _Stated(one, mention, clause)


def _joined(masked: str, named: Sequence[Named], *, last: bool = False) -> list[Named]:
    """The first agencies of some that follow each other as a list, or the last ones."""
    group = [named[-1] if last else named[0]]
    for one, two in reversed(list(pairwise(named))) if last else pairwise(named):
        if not _JOINED.fullmatch(_ASIDE.sub(" ", masked[one.span[1] : two.span[0]])):
            break
        group.append(one if last else two)
    return group[::-1] if last else group


def _compare(
    paper: Paper,
    claim: Claim,
    stated: _Stated,
    sheets: Sequence[Sheet],
    conventions: Conventions,
    corrected: Mapping[int, Tiering],
) -> Iterator[Check | Finding]:
    graded = [
        (sheet, row)
        for sheet in sheets
        if (row := sheet.unique.get(stated.one.subject)) in conventions.tierings[sheet.index].tier_of
        and row is not None
    ]
    readings = [
        tierings[sheet.index].tier_of.get(row)
        for sheet, row in graded
        for tierings in (conventions.tierings, corrected)
        if sheet.index in tierings
    ]
    if stated.tier.tier in readings:
        yield statement("CLAIM-TIER")
        return
    if len(graded) != 1:
        return
    sheet, row = graded[0]
    tiering = conventions.tierings[sheet.index]
    column = tiering.column if tiering.column is not None else tiering.measure
    said = _SAID_OF_TIERS.sub(" ", _RESULTS.sub(" ", stated.said))
    if is_about(paper, sheet, column, said):
        yield statement("CLAIM-TIER", sheet.reading.table.table_id, held=False)
        yield _finding(paper, claim, stated, sheet.place(row, column), tiering)


def _finding(paper: Paper, claim: Claim, stated: _Stated, place: Place, tiering: Tiering) -> Finding:
    sheet = paper.sheets[place.sheet]
    table, right = table_name(sheet.reading.table), tiering.tier_of[place.row]
    cell = paper.text(place) if tiering.column is not None else right
    name = claim.sentence[slice(*stated.one.span)]
    return text_finding(
        paper,
        "CLAIM-TIER",
        Level.WARNING,
        [name, key(stated.tier.printed)],
        say(
            f"Lời văn xếp {name} vào “{stated.tier.printed}”, {table.vi} ghi “{cell}”.",
            f"The text puts {name} in “{stated.tier.printed}”; {table.en} has “{cell}”.",
        ),
        observed=stated.tier.printed,
        expected=cell,
        steps=unquoted(claim),
        operands=[
            sentence_operand(claim, stated.tier.printed, "doubtful"),
            sentence_operand(claim, name, "operand"),
            paper.operand(place, "operand"),
        ],
        cause=say(
            "Tên hay mức xếp loại nêu trong lời văn không theo bảng.",
            "Name or tier in the text does not follow the table.",
        ),
        suggestion=say(f"Kiểm tra lại “{name}” với “{cell}”.", f"Check “{name}” against “{cell}”."),
        table=sheet,
    )
