"""What amounts of sentences count, as far as their words tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from doichieu.normalize.sentences.stated_numbers import StatedNumber

# Nouns of two words, of which the first alone counts something else: "đơn vị" and "đơn", "chỉ tiêu" and "chỉ số".
_TWO_WORDS = re.compile(
    r"(?:ho so|don vi|dich vu|co (?:quan|so)|tieu chi|chi (?:tieu|so|nhanh)|can bo|cong (?:chuc|ty|trinh|dan|doan)|vien chuc|du an|truong hop"
    r"|noi dung|san pham|thanh (?:vien|pho)|thi (?:xa|tran|truong)|hoc (?:sinh|vien)|hop tac|bao cao|ke hoach|quyet dinh|thu tuc"
    r"|khu (?:pho|vuc|cong)|to (?:chuc|hop)|giay (?:phep|to|chung)|tap (?:the|doan)|doanh nghiep|y kien)\b"
)
_COUNT = re.compile(r"\b(?:so|luong) $")
_MARK = re.compile(r"[,;:()]")
# What may be made up of things of other names: offices of departments and districts.
_GENERAL = re.compile(r"(?:don vi|co quan|dia phuong|nguoi|ho so|van ban)\b")


def counts_alike(one: StatedNumber, other: StatedNumber) -> bool:
    """Whether two amounts count or measure the same: "86 cuộc thanh tra" and "34 cuộc"; not "30 đơn vị" and "30 đơn"."""
    if not one.unit or not other.unit:
        return False
    pair = [_TWO_WORDS.match(number.unit) for number in (one, other)]
    if pair[0] or pair[1]:
        return bool(pair[0] and pair[1] and pair[0][0] == pair[1][0])
    return one.unit.split()[0] == other.unit.split()[0]


def named_before(number: StatedNumber, others: Iterable[StatedNumber]) -> StatedNumber:
    """An amount without a unit as one of what the words before it name: "200 thuê bao, trong đó thuê bao di động 150".

    Args:
        number: A figure.
        others: Figures before it that count something, the nearest last.
    """
    if number.unit:
        return number
    clause = f" {_MARK.split(number.before)[-1].strip()} "
    named = [
        one
        for one in others
        if one.unit
        and one.exact
        and f" {(noun := _noun(one))} " in clause
        # "Mẫu 02" is one of them and not two
        and (not clause.endswith(f" {noun} ") or _COUNT.search(clause.removesuffix(f"{noun} ")))
    ]
    return replace(number, unit=named[-1].unit, end=number.span[1]) if named else number


def _noun(number: StatedNumber) -> str:
    """What an amount counts, in a word or two."""
    two = _TWO_WORDS.match(number.unit)
    return two[0] if two else " ".join(number.unit.split()[:2])


def counts_anything(number: StatedNumber) -> bool:
    """Whether an amount may be made up of things of other names: agencies of departments and districts."""
    return bool(_GENERAL.match(number.unit))
