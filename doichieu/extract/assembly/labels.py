"""The printed labels that order a paper: captions, parts, headings, notes, unit lines, page furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from doichieu.extract.words import fold, is_upper, plain

_CAPTION = re.compile(
    r"(?P<word>bảng(?:\s+biểu)?|biểu(?:\s+(?:mẫu|đồ))?|phụ\s+(?:lục|biểu)|mẫu(?:\s+biểu)?)\s*(?:số\s*)?[:.]?\s*"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,3}[a-zđ]?(?![\w/%,])|[IVXLC]{1,7}(?!\w))?"
    r"\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
# A form that a circular numbers: "Biểu số 62/CK-NSNN", "Biểu mẫu 48-NĐ31", "Phụ lục 01/CKTC-NSNN".
_FORM = re.compile(
    r"(?:(?:mẫu\s+)?biểu(?:\s+mẫu)?|phụ\s+lục)\s*(?:số\s*)?[:.]?\s*(?P<number>\d{1,3}[a-z]?\s?[/-]\s?[A-ZĐ](?:-\s|[\w./-]){1,20})",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"\(\s*(?:ban\s+hành\s+)?(?:kèm\s+theo|đính\s+kèm)\b", re.IGNORECASE)
_PART = re.compile(r"(?P<part>[a-zđ])\s?[.)]\s*(?P<text>\S.*)", re.DOTALL)
_DOTTED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\.?[):]?\s+(?P<text>\D.*)", re.DOTALL)
_HEADING = re.compile(
    r"(?P<roman>[IVXLC]{1,6})\s?[.)\-–:]\s*\S|(?P<dotted>\d{1,2}(?:\.\d{1,2}){0,3})[.)]\s*[^\W\d]"
    r"|(?P<word>(?:phần|chương|mục)\s+(?:[IVXLC]{1,6}|\d{1,2}|thứ\s\w+)\b)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\(\*+\)|\*+\)|(?:ghi chú|chú thích|chú giải|nguồn|lưu ý)\s*(?:\(\*+\))?\s*[:.]", re.IGNORECASE
)
_STARRED = re.compile(r"(\*{1,4})\s*[^\s*]")
_NUMBERED = re.compile(r"(\(\d\)|[¹²³⁴-⁹])\s*[^\W\d]")
_UNIT = re.compile(
    r"\(?\s*(?:đơn\s+vị(?:\s+tính)?|đvt|dvt|đ/?v\s*tính)\s*(?:[-–/]\s*unit\s*)?(?:\([^)]*\)\s*)?[:.]"
    r"\s*(?P<unit>[^()]{1,40}?)(?:\s*[-–/]\s*unit\s*:.{1,30})?(?P<remark>\s*\((?:chưa|đã|không|bao|gồm|có|giá)\b[^()]{1,50}\))?"
    r"\s*\)?\s*\.?",
    re.IGNORECASE,
)
# "Đơn vị: Sở Tài chính" says whose paper it is.
_AGENCY = re.compile(
    r"\W*don vi\s*:\s*(?:so|ubnd|uy ban|ban|phong|(?:chi )?cuc|cong ty|truong|huyen|tinh|thi xa|bo|vu)\s+\w"
)
_UNIT_INSIDE = re.compile(
    r"\(\s*(?:đơn\s+vị\s+tính|đvt|đơn\s+vị)\s*[:.]?\s*(?P<unit>[^()]{1,40}?)\s*\)\s*[:.]?\s*$", re.IGNORECASE
)
# "Triệu đồng", "Tỷ đồng - Billions of dong": a unit alone, which is one right above a table only.
_BARE_UNIT = re.compile(
    r"\(?\s*(?P<unit>(?:(?:tỷ|tỉ|triệu|nghìn|ngàn|1\.?000)\s+)?"
    r"(?:đồng|vnđ|vnd|usd|người|lượt\s+người|hộ|ha|hecta|tấn|con|m2|m²|m3|m³|km2|km²|%)"
    r"(?:\s?/\s?[\w²³]{1,12}(?:\s\w{1,8})?)?)"
    r"(?:\s*[-–/]\s*[a-z][a-z.\s]{2,30})?\s*\)?",
    re.IGNORECASE,
)
_CONTINUED = re.compile(
    r"\(?\s*(?:bảng\s+)?(?:tiếp\s+theo|tiếp|tiep)(?:\s+(?:bảng\s+)?[\d.]+)?\s*\)?\.?", re.IGNORECASE
)
_PAGE = re.compile(r"(?:trang\s*)?[-–—]?\s?\d{1,4}\s?[-–—]?(?:\s?/\s?\d{1,4})?", re.IGNORECASE)
# What converters put between pages: "--- Page 3 ---", "# TRANG 3/10", a line of dashes.
_BANNER = re.compile(
    r"[-–—=#*_\s\[(]{0,40}(?:page|trang)\s*(?:số\s*)?[:.]?\s*\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—=#*_\s\])]{0,40}"
    r"|[-–—=_*#]{3,}",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\[(?:image|hình|ảnh|picture)\s*:[^\]]*\]", re.IGNORECASE)
_BULLET = re.compile(r"[-+*•–—]\s?\S|\(\d{1,2}\)\s")
# The order of part letters in Vietnamese papers; f, j, w and z occur in papers that count in English.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_SPEAKS = re.compile(r"(?:trên đây|dưới đây|sau đây|như vậy)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label and the text behind it."""

    number: str | None
    text: str


def caption_of(text: str) -> Label | None:
    """Read "Bảng 1.3 …", "Biểu số 02: …", "Phụ lục II"; None when the line is no caption.

    A sentence that begins with "Bảng 1 cho thấy" is none: a caption has a mark or a capital after its number.
    """
    if len(text) > 600:
        return None
    if form := _FORM.fullmatch(text):
        return Label(number=form["number"], text="")
    match = _CAPTION.match(text)
    if match is None or not text[:1].isupper():
        return None
    number, rest = match["number"], match["rest"]
    if number is None:
        return _unnumbered(match["word"], text)
    stripped = rest.lstrip(" .:-–—)")
    if stripped and stripped == rest and not (rest[0].isupper() or rest[0] in "(“\"'"):
        return None
    return Label(number=number.rstrip("."), text=caption_text(stripped))


def opens_aside(text: str) -> bool:
    """Whether a line begins to say what a table is attached to: "(Ban hành kèm theo Quyết định số …"."""
    return _ATTACHED.match(text) is not None


def is_form(text: str) -> bool:
    """Whether a line is the number of a form that a circular or a publication numbers, and nothing else."""
    return _FORM.fullmatch(text) is not None


def _unnumbered(word: str, text: str) -> Label | None:
    rest = text[len(word) :].strip()
    appendix = plain(word).startswith("phu luc")
    if appendix and (not rest or rest[0] in ":.-–" or is_upper(text)):
        return Label(number=None, text=caption_text(rest.lstrip(" .:-–—")))
    return None


def caption_text(text: str) -> str:
    """Text of a caption without the mark it ends in."""
    return fold(text).rstrip(" .:;,")


def part_of(text: str) -> Label | None:
    """Read "a) …" or "b. …" as part letter and text; None when the line is no part."""
    match = _PART.match(text) if len(text) <= 300 else None
    return Label(number=match["part"], text=caption_text(match["text"])) if match else None


def follows_part(later: str, earlier: str) -> bool:
    """Whether one part letter comes after another ("đ" after "d")."""
    return _LETTERS.find(later) > _LETTERS.find(earlier) >= 0


def dotted_of(text: str) -> Label | None:
    """Read a short heading "1.2. …", which stands for a caption when a table follows it directly."""
    match = _DOTTED.match(text) if len(text) <= 160 else None
    return Label(number=match["number"], text=caption_text(match["text"])) if match else None


def heading_level(text: str) -> int | None:
    """Level of a heading by its numbering: I. is 1, 1. is 2, 1.1. is 3; None when it is no heading."""
    if len(text) > 200 or text[-1:] in {".", ";", ","}:
        return None
    match = _HEADING.match(text)
    if match is None or (match["roman"] and not match["roman"].isupper()):
        return None
    if match["dotted"]:
        return 2 + match["dotted"].count(".")
    return 1


def is_note(text: str, marks: frozenset[str] = frozenset()) -> bool:
    """Whether a line under a table belongs to it: "(*) …", "Ghi chú: …", or a mark that its cells carry."""
    if _NOTE.match(text):
        return True
    marked = _STARRED.match(text) or _NUMBERED.match(text)
    return marked is not None and marked[1] in marks


def unit_of(text: str) -> str | None:
    """Unit in "Đơn vị tính: triệu đồng" or "(ĐVT: %)"; None when the line says none."""
    match = _UNIT.fullmatch(text) if len(text) <= 110 else None
    if match is None or _AGENCY.match(plain(text)):
        return None
    unit = fold(match["unit"] + (match["remark"] or ""))
    # Yearbooks give the unit in English behind the Vietnamese: "Đơn vị tính - Unit: Triệu đồng - Mill. dongs".
    return (re.split(r"\s[-–]\s", unit)[0] if "unit" in text.lower() else unit).rstrip(".")


def bare_unit_of(text: str) -> str | None:
    """Unit that a line right above a table states without saying that it is one: "Triệu đồng - Mill. dongs"."""
    match = _BARE_UNIT.fullmatch(text) if len(text) <= 60 else None
    return fold(match["unit"]) if match else None


def unit_inside(text: str) -> str | None:
    """Unit in brackets at the end of a caption."""
    match = _UNIT_INSIDE.search(text[-80:])
    return fold(match["unit"]) if match else None


def is_continued(text: str) -> bool:
    """Whether a line only says that the table goes on."""
    return len(text) < 40 and _CONTINUED.fullmatch(text) is not None


def is_page_furniture(text: str) -> bool:
    """Whether a line is a page number, stands between pages, or says that the table goes on."""
    return (len(text) < 20 and _PAGE.fullmatch(text) is not None) or is_banner(text) or is_continued(text)


def is_banner(text: str) -> bool:
    """Whether a converter put a line between pages."""
    return _BANNER.fullmatch(text) is not None


def is_picture(text: str) -> bool:
    """Whether a line holds the place of a picture that a converter could not carry over."""
    return _PICTURE.match(text) is not None


def is_bullet(text: str) -> bool:
    """Whether a line is an item of a list in running text."""
    return _BULLET.match(text) is not None


def ends_region(text: str) -> bool:
    """Whether a line without cells cannot belong to the table before it."""
    return caption_of(text) is not None or is_note(text) or unit_of(text) is not None


def speaks_of(text: str) -> bool:
    """Whether a line begins a sentence about a table, though no full stop ends it: "Trên đây là …"."""
    return _SPEAKS.match(text) is not None
