"""Who signed: the name under the office in the signature block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.words import is_upper, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.stream import Line

_OFFICE = re.compile(
    r"^(?:(?:kt|tm|tl|tuq|q)\.?\s?)?(?:pho )?(?:chu tich|giam doc|bo truong|thu truong|tong giam doc"
    r"|(?:chi )?cuc (?:truong|pho)|hat truong|chanh van phong|truong ban|tong cuc truong|thu tuong|chanh thanh tra|uy ban nhan dan"
    r"|truong phong|hieu truong|vien truong|vu truong|vu pho|chu nhiem|tong (?:thu ky|bi thu|kiem toan|thanh tra|cuc pho)|chanh an|bi thu|truong doan"
    r"|chi huy truong|tu lenh|chinh uy|tram truong|doi truong|to truong|to pho|quyen (?:giam doc|chu tich|truong))\b|^(?:kt|tm|tl|tuq|t/m|t/l|k/t)\.\s?\S"
)
_SIGNED = re.compile(r"\(?(?:da ky|ky ten|da ky so|ky so)(?:,? dong dau)?\)?")
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)?")
_TITLE = re.compile(
    r"^(?:(?:ThS|Ths|TS|PGS|GS|BS|KS|CN|LS|TS\.BS|BSCKI|BSCKII)\.?\s+"
    r"|(?:Đại|Thượng|Trung|Thiếu)\s(?:tướng|Tướng|tá|Tá|úy|Úy)\s+)+"
)
# What stands over articles and appendices has the capitals of a name.
_PART = re.compile(r"(?:chuong|muc|phan|dieu|phu luc|bieu|mau|bang|tieu muc) (?:[ivxlc]+|\d+|so)\b")
# Family names by share of the population; a name without an office above it must begin with one.
_FAMILIES = frozenset({
    "nguyen", "tran", "le", "pham", "hoang", "huynh", "vu", "vo", "phan", "truong", "bui", "dang", "do",
    "ngo", "ho", "duong", "dinh", "ly", "lam", "mai", "trinh", "doan", "dao", "cao", "luong", "to", "ta",
    "ha", "luu", "chau", "thai", "tang", "quach", "la", "kieu", "phung", "van", "nong", "trieu", "thach",
    "kim", "son", "vi", "ma", "lo", "cam", "diep", "tong", "ninh", "khuat", "ung",
})  # fmt: skip
_NAME_LINES, _ADDRESSEES = 9, 30


def find_signer(lines: Sequence[Line]) -> str | None:
    """Find who signed the paper; the first signature block counts, an appendix may repeat it.

    Args:
        lines: Every line outside tables in reading order.

    Returns:
        The name as printed, without academic titles; None where the paper names nobody.
    """
    for index, line in enumerate(lines):
        words = plain(line.text)
        if len(line.text) > 80:
            continue
        if _OFFICE.match(words) and (
            is_upper(line.text) or words.startswith(("kt.", "tm.", "tl.", "tuq.", "t/m.", "t/l.", "k/t."))
        ):
            if name := _name_below(lines, index, family=False):
                return name
        elif words.startswith("noi nhan") and (name := _name_below(lines, index, family=True)):
            return name
    return None


def _name_below(lines: Sequence[Line], index: int, *, family: bool) -> str | None:
    """The first name below a line; below "Nơi nhận" the addressees are passed over."""
    reach = _ADDRESSEES if family else _NAME_LINES
    for line in lines[index + 1 : index + 1 + _ADDRESSEES]:
        text = line.text.strip("*_ ")
        words = plain(text)
        if reach == 0 or (not family and len(text) > 80):
            return None
        # a heading, such as the name of the next sheet, ends the block
        if line.level is not None and not is_name(text, family=True):
            return None
        # the addressees can stand between, line by line beside the signature
        if _SIGNED.fullmatch(words) or _OFFICE.match(words) or text.startswith(("-", "+", "(")):
            continue
        if text.endswith(";"):
            continue
        reach -= 1
        if is_name(text, family=family):
            return _TITLE.sub("", text)
        if family and len(text) > 80:
            return None
    return None


def is_office(text: str) -> bool:
    """Whether a line in capitals is an office that signs ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH")."""
    return is_upper(text) and _OFFICE.match(plain(text)) is not None


def is_name(text: str, *, family: bool = False) -> bool:
    """Whether text is a person's name: two to five words, each with a capital and not all in capitals.

    Args:
        text: Text without marks.
        family: Whether the first word must be a family name.
    """
    # "VỤ PHÁP CHẾ" is a department, "VŨ VĂN HẢI" a person
    if _PART.match(plain(text)) or text.lower().startswith(("vụ ", "tổ ")):
        return False
    words = _TITLE.sub("", text).split()
    if not 2 <= len(words) <= 5 or not all(_WORD.fullmatch(word) and word[0].isupper() for word in words):
        return False
    if all(len(word) > 1 and word.isupper() for word in words) and plain(words[0]) not in _FAMILIES:
        return False
    return plain(words[0]) in _FAMILIES if family else not _OFFICE.match(plain(text))
