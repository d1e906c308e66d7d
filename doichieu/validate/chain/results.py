"""Results that sentences state of units, each with the one table that it can be of: "Chỉ số Hạ tầng số: 0,748, xếp hạng 2/11"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from doichieu.model import ColumnRole, Decision, Heading, Paragraph, QuantityKind
from doichieu.normalize.agencies import infer_scope, match
from doichieu.normalize.citations import read_citations
from doichieu.normalize.numbers import Separators
from doichieu.normalize.registry import Registry
from doichieu.normalize.sentences.claims import read_quantities, sentences
from doichieu.normalize.sentences.other_years import told_of_own, told_of_years
from doichieu.normalize.text import clean, fold, key, words
from doichieu.validate.chain.series import topic_of
from doichieu.validate.kept import kept
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rules.prose.meant import is_about, leaf_of, without_nation
from doichieu.validate.rules.prose.subjects import Subjects, beside_names, subjects_of
from doichieu.validate.rules.prose.years_led import years_led

# Words that captions have of the whole of what they rank, and of results anywhere.
_WHOLE = frozenset(words("tổng thể toàn diện chung cuộc ngang địa phương"))
# What is said of any result: how it was made known, what it moved by, what it is called.
_OF_RESULTS = frozenset(
    words(
        "theo công bố tăng giảm bậc hạng xếp loại tốt khá xuất sắc yếu so trước liền kề tiếp tục duy trì giữ vị"
    )
    + words(
        "giành lớn mạnh nhiều bứt phá nhảy bật rơi rớt thăng đích cải thiện khi bị ấn tượng đáng kể ngôi á chót đã đều liền đồng thay đổi không bước tiến hơn"
    )
    + words("trí thêm tụt lùi vươn cụ thể ngày tháng tại cuối bảng thứ hai ba nguyên lần vào nhóm cũng vẫn")
)
_FIELDS = frozenset(words("tiêu chí chỉ tiêu lĩnh vực nội dung trụ cột ở"))
_NAME = 2
_CITING = re.compile(r"\b(?:theo|tại|căn cứ|kèm theo)\s*$", re.IGNORECASE)
_EMPTY = re.compile(r"\s?\(\s*\)")
_GOES_ON = re.compile(r"[,;:]\s+(?=[^\W\d])|$")
# "Chỉ số Hạ tầng số: 0,748" and "Chỉ số Hạ tầng số 0,748" say what it came to; "tăng 0,748" does not.
_COLON = re.compile(r"(?P<word>[^\W\d_]+)(?P<colon>\s?:)?\s(?=\d{1,3}[.,]\d{1,4}(?:%|\s|[,;.)]))")
_RANKED = re.compile(
    r"\b(?:xếp hạng|thứ hạng|hạng|xếp thứ|vị trí)\s?:\s(?:thứ\s)?(?=\d+(?:/\d+|\W*$))", re.IGNORECASE
)
_VERBS = frozenset(
    words("đạt là với tăng giảm còn lên xuống đến từ hơn kém trên dưới chiếm bằng có thêm mức khoảng gần")
)
# The name of a unit, whether the tables have it or not.
_UNIT = re.compile(
    r"\b(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|sở|ban|bộ|ủy ban nhân dân|ubnd|cục|chi cục|trung"
    r" tâm|trường|phòng|công ty|bệnh viện|văn phòng|thanh tra) ",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"\([A-ZĐ][A-ZĐ \-]{2,}\)")
_BULLET = re.compile(r"^\s*(?:[-+•*–]|\(?[a-zđ\d]{1,2}[.)])\s+", re.IGNORECASE)
_OF_ONE = frozenset({QuantityKind.RANK, QuantityKind.SCORE, QuantityKind.PERCENT, QuantityKind.MOVE})
_OF_ALL = re.compile(
    r"\b(?:trung bình|bình quân|cao nhất|thấp nhất|khoảng cách|chênh lệch|các|mỗi|toàn|đơn vị (?:dẫn|đứng|xếp) (?:đầu|cuối))\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\b(?:cao|thấp) nhất\b", re.IGNORECASE)
_UNITS = re.compile(r"\b(?:đơn vị|cơ quan|địa phương|huyện|sở|tỉnh|bộ|khối|xã|phường)\b", re.IGNORECASE)
# A tier, and places won or lost, without a figure.
_IN_WORDS = re.compile(
    r"\b(?:loại|mức|nhóm|danh hiệu|(?:dẫn|đứng|xếp) (?:đầu|cuối)|(?:đầu|cuối) bảng|t[oố]p \d|(?:tăng|giảm|tụt|lùi|thăng|giữ|đổi|cải thiện)[^.;:]{0,20} (?:hạng|bậc|vị trí))\b",
    re.IGNORECASE,
)
_TOP = re.compile(r"\btop \d{1,2}\b")
_YEARS = re.compile(r"\bnam ((?:19|20)\d{2})\b")


class Result(NamedTuple):
    """What a sentence states of one table.

    Attributes:
        sheet: The table, by its place in the paper that has it.
        paragraph: The statement as a sentence of its own, with the unit that it is of.
        printed: The sentence as printed.
    """

    sheet: int
    paragraph: Paragraph
    printed: str


class _Led(NamedTuple):
    """What the lines that lead a list say: the unit, the words, and whether they are of another year."""

    unit: str
    words: str
    elsewhere: bool


def results_of(decision: Decision, tables: Paper, own: int, separators: Separators) -> Iterator[Result]:
    """The results that the sentences of a paper state of tables that another paper prints.

    Args:
        decision: The paper.
        tables: The other paper.
        own: The year that the paper is on where it names none.
        separators: How it prints figures.

    Yields:
        Each statement of the year of the tables; none that could be of two tables, or of what none of them is about.
    """
    subjects, year = subjects_of(tables), tables.year or own
    about = decision.document.letterhead.subject or ""
    unit = _unit_of(decision, tables, subjects)
    led = first = _Led(unit, about, _elsewhere(about, year, own))
    years = years_led(decision.document)
    for block in decision.document.blocks:
        if not isinstance(block, Heading | Paragraph):
            continue
        text = _BULLET.sub("", without_citations(clean(block.text)))
        if isinstance(block, Heading) or text.endswith(":"):
            named = _named(subjects, text)
            outer = first if isinstance(block, Heading) else led
            led = _Led(
                named or outer.unit,
                f"{about} {text}",
                _elsewhere(text, year, own) or first.elsewhere,
            )
            continue
        one = _named(subjects, text)
        for _, printed in sentences(clean(block.text)):
            if year == own and str(year) not in years.get((block.locator, printed.strip()), {str(year)}):
                continue
            for said in _told(without_citations(printed.strip()), year, own, separators):
                stated = _stated(said, one or led.unit, subjects, separators)
                sheet = (
                    None
                    if stated is None or (led.elsewhere and year == own and not _names(printed, year))
                    else _table_of(tables, stated, led, subjects)
                )
                if stated is not None and sheet is not None:
                    yield Result(sheet, replace(block, text=stated), printed.strip())


def _told(sentence: str, year: int, own: int, separators: Separators) -> Iterator[str]:
    """What a sentence says of a year."""
    if year != own:
        yield from (told.text for told in told_of_years(sentence, own, separators) if told.year == year)
    elif (main := told_of_own(sentence, own)) is not None:
        yield main


def without_citations(text: str) -> str:
    """A text without the papers that it says so by: "Theo Quyết định số … của UBND tỉnh, Sở A đạt …"."""
    for citation in reversed(list(read_citations(text))):
        start = _CITING.search(text[: citation.span[0]])
        begin = start.start() if start else citation.span[0]
        goes_on = _GOES_ON.search(text, citation.span[1])
        end = goes_on.end() if goes_on and not begin else citation.span[1]
        text = _EMPTY.sub("", f"{text[:begin]} {text[end:]}").strip()
    return text


def _unit_of(decision: Decision, tables: Paper, subjects: Subjects) -> str:
    """The name, in the tables, of the one unit that a paper is of: that of its subject, else its issuer."""
    head = decision.document.letterhead
    if named := _named(subjects, head.subject or ""):
        return named
    issuer = match(head.issuer, scope=infer_scope(decision.document)) if head.issuer else ()
    entity = issuer[0].entity_id if len(issuer) == 1 else None
    return _name(tables, entity) if entity else ""


def _name(tables: Paper, subject: str) -> str:
    rows = (sheet.reading.rows[sheet.unique[subject]] for sheet in tables.sheets if subject in sheet.unique)
    return next((row.label for row in rows), "")


def _named(subjects: Subjects, text: str) -> str:
    """The unit that a text names, as printed; empty where it names none or several."""
    named = subjects.named_in(text)
    return text[slice(*named[0].span)] if len({one.subject for one in named}) == 1 else ""


def _names(text: str, year: int) -> bool:
    """Whether a sentence says itself that it is on a year: it names that, or compares with the one before."""
    return not {str(year), str(year - 1)}.isdisjoint(_YEARS.findall(fold(text)))


def _elsewhere(text: str, year: int, own: int) -> bool:
    """Whether what leads a list is on other years than that of the tables."""
    named = {int(one) for one in _YEARS.findall(fold(text))}
    return bool(named) and year not in named if named else year != own


def _stated(said: str, unit: str, subjects: Subjects, separators: Separators) -> str | None:
    """A statement with its unit; None where it states no figure, and no tier or move of a unit that it names."""
    text = _COLON.sub(_came_to, _RANKED.sub("xếp hạng ", _BULLET.sub("", said)))
    stated = read_quantities(text, separators)
    named = subjects.named_in(text)
    if not stated:
        return text if named and _IN_WORDS.search(text) else None
    # the best of a unit's own criteria, where no units are spoken of
    if unit and not named and _ENDS.search(text) and not _UNITS.search(text):
        return None
    of_all = _OF_ALL.search(text) or any(one.kind not in _OF_ONE for one in stated)
    if not unit or of_all or named:
        return text
    others = any(text[one.end() : one.end() + 1].isupper() for one in _UNIT.finditer(text))
    return None if others else f"{unit}: {text}"


def _came_to(figure: re.Match[str]) -> str:
    said = not figure["colon"] and fold(figure["word"]) in _VERBS
    return figure.group() if said else f"{figure['word']} đạt "


def _table_of(tables: Paper, stated: str, led: _Led, subjects: Subjects) -> int | None:
    """The one table that a statement can be of: it and what leads it say all that the table is about, and nothing else."""
    named = {one.subject for one in subjects.named_in(stated)}
    said = frozenset(words(f"{led.words} {stated}"))
    found: dict[int, int] = {}
    for sheet in tables.sheets:
        telling = next((one for one in _telling(tables, sheet) if one <= said), None)
        if telling and named <= sheet.unique.keys() and _is_about(tables, sheet, stated):
            found[sheet.index] = len(telling)
    most = max(found.values(), default=0)
    best = [sheet for sheet, count in found.items() if count == most]
    return best[0] if len(best) == 1 else None


def _telling(tables: Paper, sheet: Sheet) -> list[frozenset[str]]:
    """The words that tell what a table is about, by its caption or else by what its paper is on; not where that is."""
    place = _place_words(tables)
    for text in (sheet.reading.table.caption, tables.decision.document.letterhead.subject):
        told = [one - place for one in told_by(text or "")]
        if all(told):
            return told
    return []


@kept
def _place_words(tables: Paper) -> frozenset[str]:
    province = infer_scope(tables.decision.document).province
    entity = Registry.load().get(province) if province else None
    return frozenset(words(entity.form_on(None).name)) if entity else frozenset()


@kept
def _tier_words(tables: Paper) -> frozenset[str]:
    """The words of the tiers that tables print."""
    return frozenset(
        word
        for sheet in tables.sheets
        for column in sheet.columns(ColumnRole.TIER)
        for (_, col), cell in sheet.cells.items()
        if col == column.index
        for word in words(cell.text)
    )


def told_by(caption: str) -> Iterator[frozenset[str]]:
    """The words of a caption that tell what is ranked, in full and by the abbreviation in brackets behind: "(SIPAS)".

    None of them says only that it is the whole of something.
    """
    full = _ABBREVIATION.search(caption)
    if full is None:
        yield topic_of(caption) - _WHOLE
        return
    before, behind = caption[: full.start()], caption[full.end() :]
    yield topic_of(f"{before} {behind}") - _WHOLE
    yield topic_of(f"{full.group()} {behind}") - _WHOLE


def _is_about(tables: Paper, sheet: Sheet, stated: str) -> bool:
    """Whether a statement says nothing that some column is not about; one that it names may be called a criterion."""
    bare = _TOP.sub(" ", without_nation(tables, beside_names(tables, stated)))
    said_of_results = _OF_RESULTS | _tier_words(tables)
    text = " ".join(word for word in words(bare) if word not in said_of_results)
    for column in sheet.reading.columns[1:]:
        leaf = leaf_of(column)
        named = len(leaf.split()) >= _NAME and f" {leaf} " in f" {key(stated)} "
        said = " ".join(word for word in text.split() if word not in _FIELDS) if named else text
        if is_about(tables, sheet, column.index, said):
            return True
    return False
