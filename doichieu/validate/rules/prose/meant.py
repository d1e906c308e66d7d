"""What clauses about all units of a paper speak of: which of its columns they can mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from doichieu.model import Claim, Column, Heading, Locator, Paragraph
from doichieu.normalize.text import clean, fold, key, words
from doichieu.normalize.unit_nouns import nouns_of
from doichieu.validate.kept import kept
from doichieu.validate.listings import MIXED
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rules.prose.measures import Measure
from doichieu.validate.rules.prose.stated_figures import own_year
from doichieu.validate.rules.prose.subjects import beside_names
from doichieu.validate.rules.prose.years_led import years_of
from doichieu.validate.rules.stated import names_others, speaks_of_units

# What a change is counted from is no other ranking.
COMPARED = re.compile(r"\b(?:so voi|hon|kem|nhu|bang) (?:ket qua |nam |cung ky )*nam truoc\b")
# Other years, other rankings, plans.
_ELSEWHERE = re.compile(
    r"\b(ca nuoc|toan quoc|khu vuc|vung|quoc gia|nam truoc|cung ky|giai doan|muc tieu|phan dau|ke hoach|toi thieu|quy dinh)\b"
)
_NATION = re.compile(r"\b(?:ca nuoc|toan quoc)\b")
_NATIONAL = frozenset({"VN/province", "VN/ministry", "VN/agency"})
# "Xếp thứ nhất", "đứng vị trí thứ hai": folded, "thứ" is "thu".
_PLACE = re.compile(r"\b(?:vi tri|thu hang)?\s*\bthu (?:nhat|hai|ba|tu|\d+)\b|\bvi tri\b")
# An index by its abbreviation, "về chỉ số DDCI", "xếp hạng DTI", or by two words and more: "chỉ số hài lòng".
_INDEX = re.compile(
    r"\b(?:[Cc]hỉ số|[Xx]ếp hạng|[Bb]ộ chỉ số|[Vv]ề|[Kk]ết quả)\s(?:về\s)?(?:(?P<index>[A-ZĐ]{3,})\b"
    r"|(?<=ỉ số )(?P<called>[a-zà-ỹđ]+(?: [a-zà-ỹđ]+){1,3}))"
)
# A field by its name: "về mức độ hài lòng với dịch vụ hộ tịch", "tiêu chí Dịch vụ công trực tuyến: …".
_FIELD = re.compile(
    r"\b(?:(?<!bảo )(?<!phục )về(?! (?:đích|nhất|nhì|ba|cuối|đầu)\b)|(?<!các )(?:tiêu chí|lĩnh vực|nội dung|trụ cột|hạng mục)) (?P<field>[^\d,;:.()]+)"
)
_DIGIT = re.compile(r"\d")
_FIELD_ENDS = re.compile(r"\s(?:của|đạt|xếp|đứng|tăng|giảm|so với|là|có|thì|dẫn đầu)\s|\s(?:năm|theo)\b")
# A part of a year, of which only tables that say so are: "đánh giá 6 tháng đầu năm".
_PART_OF_YEAR = re.compile(
    r"(?<!ngày )(?<!\d )\b(?:(?!12 )\d{1,2} (?P<months>tháng)|(?P<quarter>quý) (?:[ivx]+|\d)|(?<!\d )(?P<month>tháng) \d{1,2}|(?P<half>giữa|học) kỳ)\b"
)
# So many of its words, and such a part of them, no table has.
_ELSEWHERE_WORDS, _ELSEWHERE_SHARE = 2, 0.5
# Parts of the score, or of the units, in words that else say nothing.
_PARTLY = re.compile(r"\b(?:thanh phan|tu danh gia|tu cham|top \d+)\b")
_OF_PARTS = re.compile(r"\b(?:tieu chi|linh vuc|noi dung|tru cot|thanh phan|yeu to|chi so con)\b")
# Words that say nothing of what is measured.
GENERIC = frozenset(
    words(
        "có các những đơn vị cơ quan sở ban ngành huyện thị xã thành phố tỉnh địa phương bộ năm đạt được là toàn của cao"
        " thấp nhất mức giá trị đánh xếp hạng đứng đầu cuối dẫn với và trong khoảng cách chênh lệch giữa từ đến dao động trải"
        " nằm trên dưới hơn trở lên xuống tỷ lệ tỉ bằng ở tại theo đó này thì không quá ít phần trăm về đối điểm số trung"
        " bình quân chung tổng cộng trung vị kết quả chỉ như sau một hai ba bốn sáu bảy tám chín mười tốp nhì gồm thuộc"
        " index cấp khối cùng quán quân bảng được chấm nay số bộ toàn ghi nhận các mỗi mặt bằng cộng toàn đã giữ nhóm còn chưa vượt mốc ngưỡng lên tới nào"
    )
)
# Abbreviations have so many letters.
_SHORTEST, _LONGEST = 3, 6
# Names of criteria have so many words; "Tổng điểm" and "Kết quả" are said of everything.
NAME = 3
# "Phiếu khảo sát thu về" is what the column "Phiếu thu về" counts.
_ELSE = 2


def clause_is_open(paper: Paper, claim: Claim, *, compares: bool = False) -> bool:
    """Whether a sentence can speak of the paper's own tables: no other year, country or plan.

    Args:
        paper: The paper.
        claim: The sentence.
        compares: Whether it says what changed since last year, which is the earlier year that the tables print.
    """
    text = without_nation(paper, beside_names(paper, claim.sentence))
    text = COMPARED.sub(" ", text) if compares else text
    return not _ELSEWHERE.search(text) and not (years_of(paper, claim) - {str(own_year(paper))})


def without_nation(paper: Paper, folded: str) -> str:
    """A folded text without "cả nước" where that is all units of a table."""
    return _NATION.sub(" ", folded) if _lists_nation(paper) else folded


def ranks_otherwise(paper: Paper, claim: Claim) -> bool:
    """Whether a sentence, or what leads its paragraph, names an index or a field that no table of the paper is about.

    "Về chỉ số DDCI" beside tables on reforms, "về mức độ hài lòng với dịch vụ hộ tịch" beside tables of all services.

    Args:
        paper: The paper.
        claim: A sentence.
    """
    lead = _leads(paper).get(claim.locator, "")
    return any(_is_of_other(paper, text) for text in (claim.sentence, lead) if text)


@kept
def _leads(paper: Paper) -> Mapping[Locator, str]:
    """What stands before the colon of paragraphs that begin with one, by place: "Tiêu chí Dịch vụ công: Sở A đạt …"."""
    blocks = (block for block in paper.decision.document.blocks if isinstance(block, Paragraph))
    parts = ((block.locator, block.text.partition(":")) for block in blocks)
    return {at: lead for at, (lead, colon, _) in parts if colon and not _DIGIT.search(lead)}


def _is_of_other(paper: Paper, sentence: str) -> bool:
    about, letters = _about_paper(paper)
    for match in _INDEX.finditer(sentence):
        named = [word for word in words(match["index"] or match["called"]) if word not in GENERIC]
        if named and not any(word in about or _abbreviates(word, letters) for word in named):
            return True
    lowered = sentence.lower()
    part = _PART_OF_YEAR.search(lowered)
    if part is not None and not about.intersection(words(part[part.lastgroup or 0])):
        return True
    return any(_is_elsewhere(match["field"], about, letters) for match in _FIELD.finditer(lowered))


def _is_elsewhere(field: str, about: Collection[str], letters: str) -> bool:
    """Whether half the words by which a field is called, and two at least, stand in no table."""
    named = [word for word in words(_FIELD_ENDS.split(field)[0]) if word not in GENERIC]
    others = [word for word in named if word not in about and not _abbreviates(word, letters)]
    return len(others) >= max(_ELSEWHERE_WORDS, _ELSEWHERE_SHARE * len(named))


@kept
def _about_paper(paper: Paper) -> tuple[frozenset[str], str]:
    """The words of all captions, headers and headings and of what the paper is on, and the letters they begin with."""
    document = paper.decision.document
    texts = [document.letterhead.subject or ""]
    texts += [block.text for block in document.blocks if isinstance(block, Heading)]
    for sheet in paper.sheets:
        table = sheet.reading.table
        texts += [table.caption or "", *table.notes, *(column.header for column in sheet.reading.columns)]
    # most headers head several tables
    printed = [words(text) for text in dict.fromkeys(texts)]
    return frozenset(word for one in printed for word in one), _first_letters(printed)


def _lists_nation(paper: Paper) -> bool:
    """Whether a table lists the provinces or the ministries, so that "cả nước" is all of them."""
    return any(sheet.population in _NATIONAL for sheet in paper.sheets)


def speaks_of_parts(paper: Paper, measures: Sequence[Measure], claim: Claim) -> bool:
    """Whether a sentence, what stands before it in its paragraph, or its heading names a column or speaks of parts.

    Args:
        paper: The paper.
        measures: What can be meant.
        claim: The sentence.
    """
    text = " ".join((claim.subject, text_before(paper, claim), claim.sentence))
    return bool(_OF_PARTS.search(key(text)) or columns_named([one for one in measures if not one.main], text))


def text_before(paper: Paper, claim: Claim) -> str:
    """What stands before a sentence in its paragraph."""
    block = next((b for b in paper.decision.document.blocks if b.locator == claim.locator), None)
    return clean(block.text).partition(claim.sentence)[0] if isinstance(block, Paragraph) else ""


def is_about(paper: Paper, sheet: Sheet, column: int, text: str) -> bool:
    """Whether a text says nothing that a table's column is not about: no part of the units, of the score, nothing else."""
    printed = words(_PLACE.sub(" ", fold(text)))
    about = _vocabulary(paper, sheet, column)
    if _PARTLY.search(key(text)):
        return False
    letters = _first_letters(about)
    known = GENERIC | {word for one in about for word in one}
    # "Cải cách hành chính" of a table on CCHC, and the other way round.
    spelt = {word for initials, run in _initials(printed).items() if initials in known for word in run}
    return all(
        word.isdigit() or word in known or _abbreviates(word, letters) or word in spelt for word in printed
    )


def _first_letters(texts: Iterable[Sequence[str]]) -> str:
    """What the words of texts begin with, a line a text."""
    return "\n".join(["".join([word[0] for word in text]) for text in texts])


def _abbreviates(word: str, letters: str) -> bool:
    """Whether a word is what a run of words begins with, of texts given by these letters."""
    return _SHORTEST <= len(word) <= _LONGEST and word in letters


def _initials(text: Sequence[str]) -> dict[str, Sequence[str]]:
    """The runs of words of a text by the letters they begin with, as abbreviations are made."""
    spans = (
        (at, at + count) for count in range(_SHORTEST, _LONGEST + 1) for at in range(len(text) - count + 1)
    )
    return {"".join(word[0] for word in text[at:end]): text[at:end] for at, end in spans}


def columns_named(measures: Sequence[Measure], text: str) -> list[Measure]:
    """The measures whose column a text names in full, under the longest of such names: "tiêu chí Chi phí thời gian".

    Args:
        measures: What can be meant.
        text: A clause, as printed.
    """
    said = f" {key(text)} "
    named = {
        measure: leaf
        for measure in measures
        if len((leaf := leaf_of(measure.sheet.reading.columns[measure.column])).split()) >= NAME
        and f" {leaf} " in said
    }
    return [
        one
        for one, leaf in named.items()
        if not any(leaf != other and leaf in other for other in named.values())
    ]


def leaf_of(column: Column) -> str:
    """The last level of a column's header, folded, without maxima and years."""
    return key(column.indicator.split(" / ")[-1])


def is_named(sheet: Sheet, column: int, text: str) -> bool:
    """Whether a text has every telling word of a column's header, and no more than the caption has besides."""
    printed = frozenset(words(sheet.reading.columns[column].header))
    header = (printed - GENERIC) or printed
    said = frozenset(word for word in words(text) if not word.isdigit()) - GENERIC
    around = frozenset(words(sheet.reading.table.caption or ""))
    return bool(header) and header <= said and len(said - header - around) <= _ELSE


def overall(paper: Paper, measures: Sequence[Measure], clause: str) -> Measure | None:
    """The one measure that a clause must mean, as it says nothing that the table is not about; None else.

    Args:
        paper: The paper.
        measures: What can be meant by its kind.
        clause: What the figure is said of.
    """
    main = [measure for measure in measures if measure.main]
    chosen = in_scope(main, clause)
    if len(chosen) == len(main):
        mixed = {measure.sheet.index for measure in measures if measure.sheet.units == MIXED}
        chosen = [one for one in main if one.sheet.index not in mixed or one.sheet.units == MIXED]
    kinds = {measure.sheet.units for measure in chosen}
    # A second table of the same units may be what is meant, whatever it ranks by; a list of the first of them is none.
    listed = {subject for measure in chosen for subject in measure.sheet.unique}
    tables = {
        measure.sheet.index
        for measure in measures
        if measure.sheet.units in kinds and not measure.partial and not measure.sheet.unique.keys() < listed
    }
    if len(chosen) != 1 or len(tables) != 1 or names_others(clause, chosen[0].sheet):
        return None
    if not is_about(paper, chosen[0].sheet, chosen[0].column, clause):
        return None
    return chosen[0]


def in_scope(measures: Sequence[Measure], text: str) -> list[Measure]:
    """The measures of the units that a text names, of the whole table where it names several kinds; all where it names none.

    Args:
        measures: What can be meant.
        text: A clause with what leads the sentence, as printed.
    """
    named = [measure for measure in measures if speaks_of_units(text, measure.sheet)]
    kinds = Counter(index for index, _ in {(one.sheet.index, one.sheet.units) for one in named})
    pooled = {index for index, count in kinds.items() if count > 1}
    whole = [one for one in measures if one.sheet.index in pooled and one.sheet.units == MIXED]
    return [one for one in named if one.sheet.index not in pooled] + whole or list(measures)


def _vocabulary(paper: Paper, sheet: Sheet, column: int) -> list[tuple[str, ...]]:
    """The words of a table's caption and column, and of what the paper is on, text by text."""
    table = sheet.reading.table
    stub = sheet.reading.stub
    texts = (
        table.caption or "",
        sheet.reading.columns[stub].header if stub is not None else "",
        (nouns_of(sheet.units) or "").replace("|", " "),
        sheet.reading.columns[column].header,
        paper.decision.document.letterhead.subject or "",
    )
    return [words(text) for text in texts]
