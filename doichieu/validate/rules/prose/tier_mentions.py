"""The tiers that sentences name: "xếp loại Tốt", "mức độ Khá", "danh hiệu Xuất sắc"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from doichieu.normalize.text import fold, fold_in_place
from doichieu.normalize.unit_nouns import UNIT_NOUNS

_OTHER_YEAR = re.compile(r"\((?:nam|so voi)[^()]*\)")
_YEAR = re.compile(r"\bnam ((?:19|20)\d{2})\b")
# "Năm 2016 có 3 đơn vị, năm 2017 có 5 đơn vị xếp loại Tốt": from a year to the next; not what is compared with.
_OF_YEAR = re.compile(
    r"(?<!so voi )(?<!hon )(?<!nhu )(?<!cua )\bnam (?:19|20)\d{2}\b(?:[^.;(]|\.(?=\d))*?(?=$|[.;(]|,? (?:va |con |den |sang |trong khi )*nam (?:19|20)\d{2})"
)
# Words that make the next one a tier, and those that do where it is printed as a name.
_NAMED = r"\b(?P<named>(?:xep )?loai|muc(?: do)?|nhom|(?:xep )?hang)\s+"
_SAID = r"\b(?P<said>dat|xep|danh gia|ket qua|danh hieu|cong nhan)(?: la)?\s*:?\s+"
_PHRASE = 3
# "7 đơn vị hoàn thành, 2 đơn vị khá": a tier right behind the units that it counts, where it ends its clause.
_COUNTED = rf"(?P<counted>\d\s+(?:{fold(UNIT_NOUNS)})\s+)"
_ENDS_CLAUSE = re.compile(r"[\"”’]?\s*(?:$|[.,;:()]|(?:va|chiem|dat ty le|dat ti le|ty le|ti le)\b)")
# "Cao hơn mức trung bình", "mức trung bình chung" speak of the mean, which is no tier.
_MEAN = "trung binh"
_BESIDE_MEAN = re.compile(
    r"\b(?:so voi|hon|tren|duoi|vuot|bang|gan|xap xi|qua)\s+(?:cac\s+)?(?:muc(?: do)?|gia tri|diem)?\s*$"
)
_OF_MEAN = re.compile(r"\s+(?:chung|cua|cac|toan|la|tren|dat|nam|ca)\b")
_DENIED = re.compile(r"\b(khong|chua)\s+$")


class TierMention(NamedTuple):
    """A tier that a sentence names: where, folded as tables know it, as printed, and where it ends."""

    at: int
    tier: str
    printed: str
    end: int


def without_other_years(sentence: str, own: int | None) -> str:
    """The folded sentence, same length, with what it says of other years blanked.

    Args:
        sentence: A sentence.
        own: The year that the paper's figures are for.
    """
    masked = _blank(_OTHER_YEAR, fold_in_place(sentence))
    years = {int(year) for year in _YEAR.findall(masked)}
    return _blank(_OF_YEAR, masked, own) if years - {own} else masked


def _blank(pattern: re.Pattern[str], text: str, own: int | None = None) -> str:
    """A text with blanks in place of what a pattern finds, but where that is of one year."""
    return pattern.sub(
        lambda match: (
            match.group() if own is not None and str(own) in match.group() else " " * len(match.group())
        ),
        text,
    )


def tier_mentions(masked: str, sentence: str, tiers: Collection[str]) -> Iterator[TierMention]:
    """The tiers that a sentence names as such.

    Args:
        masked: The sentence, folded in place, with what is not to be read blanked.
        sentence: The sentence.
        tiers: The tiers of the tables, folded.
    """
    names = "|".join(map(re.escape, sorted(tiers, key=len, reverse=True)))
    for match in re.finditer(rf"(?:{_NAMED}|{_SAID}|{_COUNTED})?[\"“']?\b(?P<tier>{names})\b", masked):
        tier, printed = match["tier"], sentence[match.start("tier") : match.end("tier")]
        if tier == _MEAN and (
            _BESIDE_MEAN.search(masked[: match.start("tier")]) or _OF_MEAN.match(masked[match.end("tier") :])
        ):
            continue
        phrase = len(tier.split()) >= _PHRASE and not _DENIED.search(masked[: match.start("tier")])
        # "Đạt Tốt" names a tier, "đạt tốt hơn" none; a whole phrase needs no word before it.
        counted = match["counted"] and _ENDS_CLAUSE.match(masked, match.end())
        if match["named"] or phrase or counted or (match["said"] and len(tier) > 1 and printed[0].isupper()):
            yield TierMention(
                match.start() if not counted else match.start("tier"), tier, printed, match.end("tier")
            )
