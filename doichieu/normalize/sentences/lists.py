"""Counts with the list of what they count: "05 tỉnh chưa có dịch vụ là: Bạc Liêu, Bắc Kạn, …"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from doichieu.model import Document, Heading, Mention, Paragraph, StatedList
from doichieu.normalize.grades import GRADES
from doichieu.normalize.numbers import FIRST_DIGIT
from doichieu.normalize.text import CAPITAL, clean, fold, key
from doichieu.normalize.unit_nouns import UNIT_NOUNS

Match = Callable[[str], Sequence[Mention]]

_UNITS = rf"{UNIT_NOUNS}|nhóm|chủ đầu tư|môn|mặt hàng|công trình|dự án|gói thầu|lĩnh vực|hạng mục|nội dung|tiêu chí|chỉ số|chỉ tiêu|trụ cột|nhiệm vụ|giải pháp|mức|loại|hạng|bảng|mẫu|phụ lục|biểu"
_COUNT = re.compile(
    rf"(?P<value>{FIRST_DIGIT}\d{{0,2}})(?:\s?/\s?(?P<whole>\d{{1,3}}))?(?![\d/.,]*\d|\s?[/%])"
    rf"(?:\s+(?P<noun>(?:{_UNITS})\b)|(?(whole)(?=\s*\()|(?!)))",
    re.IGNORECASE,
)
# What leads from a count to its list; a few words stand before it, and no other figure.
_LEAD = re.compile(
    r"(?P<between>[^.;:()]{0,200}?)\s*(?:(?P<open>\()(?P<aside>(?:[^():;\d]|mức độ \d){0,120}?(?:\bgồm|\blà|\btrừ)\s*:?)?"
    r"|(?:,\s*)?\b(?:bao gồm|gồm có|gồm|cụ thể là|đó là|là)\b(?:\s+các\b)?\s*:?|:)\s*(?=\S)",
    re.IGNORECASE,
)
_INCOMPLETE = re.compile(
    r"\.\.\.|…|\bv\.v\b|\b(trong do|dien hinh|tieu bieu|nhu|nhat la|dung dau|dan dau|mot so|chu yeu|v v)\b"
)
# Figures that count nothing: years, thresholds, and the levels of online services.
_NO_COUNT = re.compile(
    r"\b(?:19|20)\d{2}(?:\s?-\s?(?:19|20)\d{2})?\b|\b(?:mức độ|cấp độ|cấp|quý|mức)\s+\d(?:\s?(?:,|và)\s?(?:mức độ\s)?\d)*"
    r"|\b(?:từ|trên|dưới|hơn)\s+\d[\d.,]*\s?(?:điểm|%)",
    re.IGNORECASE,
)
_MARKER = re.compile(r"\((\d{1,2}|[ivx]+)\)\s*")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_STOP = re.compile(rf"\.(?=\s+{CAPITAL})|\.$")
_VERB = re.compile(r"\s(?:đã|chưa|không|được|đạt|là|có|do|với|trong|thực hiện|triển khai)\s", re.IGNORECASE)
# Items between semicolons that all begin so are one unit each, known or not.
_HEAD = re.compile(
    r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|sở|bộ|ban|cục|chi cục|ubnd|ủy ban|uỷ ban)\s",
    re.IGNORECASE,
)
# "A (95,4%), B (83,9%)": items that all have a figure in brackets end with it, whatever they are called.
_FIGURED = re.compile(r"\([^()]*\d[^()]*\)$")
_BEHIND_FIGURE = re.compile(r"(?<=\))\s*(?:[,;]|,?\s(?:và|cùng)(?=\s))\s*")
# Where another count begins: "2 thành phố là A, B và 9 tỉnh: C, D, …".
_NEXT = re.compile(rf"(?:[,;]|[,;]?\s+(?:và|cùng|với))\s+\d{{1,3}}\s+(?:{_UNITS})\b", re.IGNORECASE)
_AND = re.compile(r"\s*[,;]\s*|\s+(?:và|hoặc)\s+")
_GRADE_LEAD = re.compile(r"^(?:muc|loai|hang) ")
_GRADED, _NUMBERED = {"mức", "loại", "hạng", "nhóm"}, {"mẫu", "bảng", "biểu", "phụ lục", "nhóm"}
_LONGEST = 1500


def read_lists(document: Document, match: Match) -> tuple[StatedList, ...]:
    """Every count of a document that is followed by the list of what it counts.

    Args:
        document: A document as printed.
        match: Finds the agencies that a text names.

    Returns:
        Lists in reading order: of agencies where every name is known, else of numbered items and of such as all have
        a figure in brackets; what is neither is left out, since its items cannot be told apart.
    """
    return tuple(
        found
        for block in document.blocks
        if isinstance(block, Paragraph | Heading) and any(char.isdigit() for char in block.text)
        for found in _in_text(clean(block.text), block, match)
    )


def _in_text(text: str, block: Paragraph | Heading, match: Match) -> Iterator[StatedList]:
    taken = 0
    before: defaultdict[int, set[int]] = defaultdict(set)
    for count in _COUNT.finditer(text):
        if count.start() < taken:
            continue
        lead = _LEAD.match(text, count.end())
        if lead is None or _INCOMPLETE.search(fold(lead.group())):
            continue
        if _has_figure(lead["between"]):
            before[lead.end()].add(int(count["value"]))
            continue
        listed = _listed(text, lead)
        if not listed or _INCOMPLETE.search(fold(listed)):
            continue
        items, names = _items(listed, match)
        items = items or _of_noun(listed, (count["noun"] or "").lower())
        # "2/12 trường có điểm trung bình 3 môn dưới 5 điểm, gồm: A, B" lists the schools
        # "giảm 61 vụ (-7,1%)": figures are no items
        named = any(any(map(str.isalpha, item)) for item in items)
        if named and len(items) not in before[lead.end()]:
            taken = lead.end() + len(listed)
            yield StatedList(
                printed=f"{count['value']}/{count['whole']}" if count["whole"] else count["value"],
                value=int(count["value"]),
                whole=int(count["whole"]) if count["whole"] else None,
                between=clean(f"{count['noun'] or ''}{lead['between']} {lead['aside'] or ''}"),
                items=items,
                names=names,
                locator=block.locator,
            )


def _has_figure(text: str) -> bool:
    return any(char.isdigit() for char in _NO_COUNT.sub("", text))


def _listed(text: str, lead: re.Match[str]) -> str:
    """What is listed: to the closing bracket, else to the end of the sentence."""
    rest = text[lead.end() : lead.end() + _LONGEST]
    depth = 0
    for at, char in enumerate(rest):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return rest[:at]
    ends = [found.start() for found in (_STOP.search(rest), _NEXT.search(rest)) if found]
    return "" if lead["open"] else rest[: min(ends, default=len(rest))]


def _items(listed: str, match: Match) -> tuple[tuple[str, ...], tuple[Mention, ...]]:
    """The items of a list and, where they are agencies, who they are."""
    markers = [_marked(found.group(1)) for found in _MARKER.finditer(listed)]
    if len(markers) > 1 and markers[0] == 1:
        # Numbers that begin again number parts of the list, and which parts are counted is not said.
        return ((), ()) if 1 in markers[1:] else (_numbered(listed, markers), ())
    bare = _ASIDE.sub("", listed).strip(" .;,")
    pieces = [piece.strip(" .,") for piece in bare.split(";")]
    # After the last name of a list the sentence goes on behind a comma: "A; B; C, hằng năm …".
    ended = [*pieces[:-1], pieces[-1].split(",")[0]] if len(pieces) > 2 else pieces
    heads = len(pieces) > 2 and all(_HEAD.match(piece) for piece in ended)
    first = "" if heads else pieces[0]
    for text in dict.fromkeys((bare, "; ".join(ended), first, _VERB.split(bare)[0].strip(" .,"))):
        names = tuple(match(text)) if text else ()
        if names and all(mention.entity_id for mention in names):
            return tuple(mention.printed for mention in names), names
    return (tuple(ended) if heads else _figured(listed), ())


def _of_noun(listed: str, noun: str) -> tuple[str, ...]:
    """Items that what is counted tells: grades (“3 mức: Tốt, Khá, Trung bình”), and what is numbered (“02 mẫu: Mẫu 01 …, Mẫu 02 …”)."""
    if noun in _GRADED and not any(map(str.isdigit, listed)):
        items = tuple(item.strip() for item in _AND.split(_ASIDE.sub("", listed).strip(" .;,")))
        names = [_GRADE_LEAD.sub("", key(item)) for item in items]
        return items if len(items) > 1 and all(name in GRADES for name in names) else ()
    if noun not in _NUMBERED:
        return ()
    found = list(re.finditer(rf"(?<![\w/]){noun}\s+(\d{{1,2}})(?![\d/.%])", listed, re.IGNORECASE))
    leads = bool(found) and not listed[: found[0].start()].strip(" -–:")
    runs = [int(one[1]) for one in found] == list(range(1, len(found) + 1))
    return tuple(one[0] for one in found) if leads and runs and len(found) > 1 else ()


def _figured(listed: str) -> tuple[str, ...]:
    """Items each of which has a figure in brackets behind it; nothing where one has none, or is several."""
    items = [item.strip() for item in _BEHIND_FIGURE.split(listed.strip(" .;,"))]
    names = [_FIGURED.sub("", item) for item in items]
    told = all(
        name != item and not re.search(r"[,;()\d]", name) for name, item in zip(names, items, strict=True)
    )
    return tuple(name.strip() for name in names) if told and len(items) > 1 else ()


def _numbered(listed: str, markers: Sequence[int]) -> tuple[str, ...]:
    """Items marked (1), (2), …; a marker that comes again only refers to its item."""
    run = 0
    starts = []
    for found, number in zip(_MARKER.finditer(listed), markers, strict=True):
        if number == run + 1:
            run = number
            starts.append(found)
    ends = [*(found.start() for found in starts[1:]), len(listed)]
    return tuple(listed[a.end() : b].strip(" ;,.") for a, b in zip(starts, ends, strict=True))


def _marked(text: str) -> int:
    return int(text) if text.isdigit() else _ROMAN.get(text.lower(), 0)
