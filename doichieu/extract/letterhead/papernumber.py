"""Numbers of papers ("1968/QĐ-UBND") and the kind of paper that their sign tells."""

from __future__ import annotations

import re

from doichieu.extract.words import LOOKALIKES, is_upper

_LETTERS = r"[A-ZĐÂĂÊÔƠƯa-zđ0-9&.]+"
_SIGN = rf"{_LETTERS}(?:\s?[-–]\s?{_LETTERS})*"
# Joint papers of the nineties have a stroke more: "15/TTLT/BTC-BKHĐT".
_JOINT = r"(?:(?:TTLT|TTLB|NQLT)\s?/\s?)?"
PAPER_NUMBER = rf"(?P<serial>\d{{1,6}}(?:\.\d{{1,2}})?[a-zA-Z]?)\s*/\s*(?P<year>(?:19|20)\d\d\s*/\s*)?(?P<sign>{_JOINT}{_SIGN})"
# Papers of the Party: "36-HD/VPTW". Hướng dẫn 36-HD/VPTW of 2018, part II.
PARTY_NUMBER = (
    rf"(?P<party>\d{{1,6}})\s*[-–]\s*(?P<party_kind>[A-ZĐa-z]{{1,6}})\s*/\s*(?P<party_body>{_SIGN})"
)
# A draft, or a paper whose number is written in by hand: "Số:      /QĐ-UBND", "Số …-NQ/TU".
_BLANK = rf"[\s.…_]*(?:/\s*(?:(?:19|20)\d\d\s*/\s*)?(?P<blank>[A-ZĐ]{_SIGN})|[-–]\s*(?P<party_blank>[A-ZĐ]{_SIGN}\s*/\s*{_SIGN}))"
# Kinds of papers: Nghị định 30/2020/NĐ-CP, article 7; laws and what the National Assembly passes beside them.
KINDS = (
    "quyết định", "báo cáo", "thông báo", "kế hoạch", "tờ trình", "công văn", "nghị quyết", "chỉ thị",
    "thông tư", "nghị định", "công điện", "hướng dẫn", "kết luận", "biên bản", "quy chế", "quy định", "đề án",
    "chương trình", "phương án", "dự án", "thông cáo", "hợp đồng", "giấy mời", "giấy ủy quyền", "giấy giới thiệu",
    "phiếu gửi", "phiếu chuyển", "phiếu báo", "bản ghi nhớ", "bản thỏa thuận", "thư công", "luật", "bộ luật", "pháp lệnh",
    "lệnh", "thông tư liên tịch", "nghị quyết liên tịch", "văn bản hợp nhất", "phiếu trình", "điều lệ",
)  # fmt: skip
# Signs of kinds in the number of a paper; Nghị định 30/2020/NĐ-CP, phụ lục III.
_SIGNS = {
    "QĐ": "quyết định", "BC": "báo cáo", "TB": "thông báo", "KH": "kế hoạch", "TTr": "tờ trình",
    "NQ": "nghị quyết", "CT": "chỉ thị", "TT": "thông tư", "NĐ": "nghị định", "CĐ": "công điện",
    "HD": "hướng dẫn", "KL": "kết luận", "BB": "biên bản", "CV": "công văn", "QC": "quy chế", "QyĐ": "quy định",
    "CTr": "chương trình", "PA": "phương án", "ĐA": "đề án", "DA": "dự án", "GM": "giấy mời", "VBHN": "văn bản hợp nhất",
    "PT": "phiếu trình", "TTLT": "thông tư liên tịch", "NQLT": "nghị quyết liên tịch",
    "CB": "công bố", "CBLS": "công bố",
}  # fmt: skip
# Kinds that stand in titles alone, and as translations call them.
_CALLED = {
    "công bố": "công bố", "thông cáo báo chí": "thông cáo báo chí", "công điện khẩn": "công điện",
    "decision": "quyết định", "circular": "thông tư", "joint circular": "thông tư liên tịch", "decree": "nghị định",
    "resolution": "nghị quyết", "directive": "chỉ thị", "report": "báo cáo", "plan": "kế hoạch", "law": "luật",
    "ordinance": "pháp lệnh", "notice": "thông báo", "notification": "thông báo", "announcement": "thông báo",
    "guidance": "hướng dẫn", "official letter": "công văn", "official dispatch": "công văn",
}  # fmt: skip
# Older papers and those of several bodies say more: "NGHỊ ĐỊNH CỦA CHÍNH PHỦ", "HƯỚNG DẪN LIÊN NGÀNH".
_WHOSE = re.compile(r"\s+(?:của\s+(?:(?!\s(?:về|v/v)\s).)+|liên\s+(?:tịch|ngành|sở|bộ|cơ quan))")
_NAMED = "|".join(sorted(map(re.escape, KINDS), key=len, reverse=True))
# Recognisers lose the tone: "Sô: 537/QĐ-UBND".
_LABEL = r"(?:s[ốôồóo](?:\s*hiệu)?\s*[:.]?|no(?:\.\s*:?|:))\s*"
# After the kind of paper nothing may follow the number: a title goes on.
_OWN = re.compile(
    rf"(?:(?P<whole>(?:{_NAMED})\s+)|){_LABEL}(?:{PARTY_NUMBER}|{PAPER_NUMBER})(?(whole)\W*$|)",
    re.IGNORECASE,
)
_OWN_BLANK = re.compile(rf"(?i:{_LABEL}){_BLANK}")
_TITLE = re.compile(
    rf"(?P<name>{_NAMED})\s+(?:số\s*[:.]?\s*)?(?:{PARTY_NUMBER}|{PAPER_NUMBER})\s+(?P<text>\D.*)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_LINE = 120


def is_kind(text: str) -> bool:
    """Whether a line is nothing but the kind of a paper in capitals ("QUYẾT ĐỊNH")."""
    return is_upper(text) and text.rstrip(" :.").lower() in KINDS


def kind_named(text: str) -> str | None:
    """Kind of a paper that a line in capitals names, as its title begins: "QUYẾT ĐỊNH", "NGHỊ ĐỊNH CỦA CHÍNH PHỦ", "DECISION"."""
    if not is_upper(text) or len(text) >= _LONGEST_LINE:
        return None
    name = text.rstrip(" :.").lower()
    if name in KINDS:
        return name
    return _CALLED.get(name) or next(
        (kind for kind in KINDS if name.startswith(kind) and _WHOSE.fullmatch(name, len(kind))), None
    )


def own_number(text: str) -> str | None:
    """Number of a paper that a line of its letterhead states ("Số: 15 /QĐ-UBND", "Luật số: 12/2025/QH15")."""
    if "/" not in text or len(text) >= _LONGEST_LINE + len("amp;"):
        return None
    # signing programs stamp "&amp;" for the sign in "SNV-CCHC&VTLT"
    text = text.replace("&amp;", "&").translate(LOOKALIKES)
    match = _OWN.match(text) if len(text) < _LONGEST_LINE else None
    return written_number(match) if match else None


def blank_sign(text: str) -> str | None:
    """Sign of a number whose serial is left blank ("QĐ-UBND" of "Số:     /QĐ-UBND"), None of other lines."""
    match = _OWN_BLANK.match(text.translate(LOOKALIKES)) if len(text) < _LONGEST_LINE else None
    return re.sub(r"\s", "", match["blank"] or match["party_blank"]) if match else None


def titled(text: str) -> tuple[str, str, str] | None:
    """Kind, number and subject of a title that says them all: "Thông tư số 06/2020/TT-BNV Ban hành Quy chế"."""
    match = _TITLE.fullmatch(text.translate(LOOKALIKES))
    if match is None:
        return None
    return match["name"].lower(), written_number(match), text[match.start("text") :].strip()


def written_number(match: re.Match[str]) -> str:
    """Number of a paper without spaces: "1968/QĐ-UBND", "06/2013/TT-BTTTT", "36-HD/VPTW"."""
    if match.groupdict().get("party"):
        body = re.sub(r"\s", "", match["party_body"]).replace("–", "-").rstrip(".")
        return f"{match['party']}-{match['party_kind']}/{body}"
    year = re.sub(r"\s", "", match["year"] or "")
    sign = re.sub(r"\s", "", match["sign"]).replace("–", "-").rstrip(".")
    return f"{match['serial']}/{year}{sign}"


def kind_of_sign(number: str) -> str | None:
    """Kind of paper by the sign in its number; a number without one is that of a letter (công văn)."""
    party = re.fullmatch(r"\d*-?([A-ZĐa-z]+)/[^/]+", number)
    if party and party[1] in _SIGNS:
        return _SIGNS[party[1]]
    sign = number.rsplit("/", 1)[-1]
    for part in number.split("/")[1:]:
        if (first := part.split("-")[0]) in _SIGNS:
            return _SIGNS[first]
    return "công văn" if "-" in sign and is_upper(sign) else None
