"""CLAIM-SAME: the text and a table give one criterion the same percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doichieu.model import Check, Claim, ColumnRole, Finding, Level, Number, Quantity, QuantityKind
from doichieu.normalize.text import clean, fold, words
from doichieu.validate.paper import Paper, Place
from doichieu.validate.rounding import agree
from doichieu.validate.rules.stated import claim_operand, statement, text_finding, years_named
from doichieu.validate.wording import row_name, say, table_name

# Words that say nothing of what is measured, folded.
_STOP = frozenset(
    [
        "ty",
        "ti",
        "le",
        "so",
        "luong",
        "cac",
        "da",
        "duoc",
        "co",
        "cua",
        "va",
        "ve",
        "tai",
        "cho",
        "trong",
        "nam",
        "dat",
        "la",
        "chiem",
        "thi",
        "nhu",
        "voi",
        "theo",
        "vao",
        "den",
        "o",
        "hien",
        "nay",
        "tren",
        "duoi",
        "hon",
        "gan",
        "khoang",
        "moi",
        "muc",
        "trung",
        "binh",
        "chung",
        "toan",
        "rieng",
    ]
)
# One thing under several names, folded, with what a text that has one of them has.
_SAME_THING = tuple(
    (needed, re.compile(pattern), name)
    for needed, pattern, name in (
        (
            ("xa, phuong", "cap xa"),
            r"(?:ubnd )?(?:cac )?(?:xa, phuong, thi tran|xa, phuong|cap xa)",
            "cap xa",
        ),
        (
            ("huyen, th", "cap huyen"),
            r"(?:ubnd )?(?:cac )?(?:quan, )?(?:huyen, thi xa, thanh pho|huyen, thanh pho|cap huyen)",
            "cap huyen",
        ),
        (("so, ",), r"(?:cac )?so, (?:ban, )?nganh", "cap so"),
        (
            ("thong tin dien tu", "ttdt", "website"),
            r"trang/cong thong tin dien tu|trang thong tin dien tu|trang ttdt|cong ttdt|website",
            "website",
        ),
        (("cong nghe thong tin",), r"cong nghe thong tin", "cntt"),
        (("can bo, cong chuc",), r"can bo, cong chuc, vien chuc", "cbccvc"),
        (("can bo, cong chuc",), r"can bo, cong chuc", "cbcc"),
    )
)
_LINK = re.compile(r"(?:\b(?:dat|la|chiem|bang|o muc|len|toi|den|con)|[:=(])\s*$")
_HEDGE = re.compile(r"\s*\b(?:khoang|gan|xap xi|hon|tren|duoi|toi thieu|toi da|it nhat|khong qua)\s*$")
_NEXT = re.compile(r"^\s+(?!tong\b|va\b|trong\b|con\b|tuong\b|so\b|cua\b|tren\b)[a-z]")
_APPROXIMATE = re.compile(r"\b(khoang|gan|xap xi|hon|tren|duoi|toi thieu|toi da|it nhat|khong qua)\s*$")
_ABOVE = re.compile(r"\b(hon|tren|toi thieu|it nhat)\s*$")
_BOUND = re.compile(r"(?:tro len|tro xuong)\b")
_OTHER = re.compile(
    r"\b(so voi|nam truoc|cung ky|muc tieu|ke hoach nam|phan dau|chi tieu|phai dat|yeu cau|tang|giam)\b"
)
_SHARE = re.compile(r"\b(?:chiem(?: ty le| ti le| ty trong)?|ty trong|co cau)\s*$")
_GROWN = re.compile(r"\bso voi\b|\bso sanh\b|\bcung ky\b|\btoc do\b|\btang|\bgiam\b|\bchi so phat trien\b")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_CLAUSE = re.compile(r"[;:.()]\s*")

# A label is the criterion of a clause where they share nearly all words; from the lower share on it might be.
_LABEL, _CLAUSE_SHARE, _MAYBE = 0.9, 0.8, 0.5
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Criterion:
    """A row of a table of criteria with the one percentage it has."""

    place: Place
    number: Number
    content: frozenset[str]
    years: frozenset[str]


def check_criteria(paper: Paper) -> Iterator[Check | Finding]:
    """Check percentages that sentences state for a criterion of a table.

    Args:
        paper: The paper.

    Yields:
        A check a percentage whose criterion is found, and a warning where the table prints another; a figure
        that the sentence calls approximate and the table exact is an info finding.
    """
    criteria = list(_criteria(paper))
    if not criteria:
        return
    for claim in paper.decision.claims:
        for at, quantity in enumerate(claim.quantities):
            if quantity.kind is QuantityKind.PERCENT:
                yield from _compare(paper, criteria, claim, quantity, _clauses(claim, at))


def _criteria(paper: Paper) -> Iterator[_Criterion]:
    for sheet in paper.sheets:
        ratios = [column.index for column in sheet.columns(ColumnRole.RATIO)]
        if sheet.population or sheet.reading.stub is None:
            continue
        for row in sheet.data:
            found = [(col, number) for col in ratios if (number := sheet.number(row.index, col)) is not None]
            if len(found) == 1:
                place = sheet.place(row.index, found[0][0])
                label = _label(paper, place)
                yield _Criterion(place, found[0][1], _content(label), frozenset(_YEAR.findall(label)))


def _label(paper: Paper, place: Place) -> str:
    """What a row measures: its texts left of the figure."""
    texts = [
        paper.text(Place(place.sheet, place.row, column.index))
        for column in paper.sheets[place.sheet].columns(ColumnRole.TEXT)
        if column.index < place.col
    ]
    return " ".join(texts)


def _content(text: str) -> frozenset[str]:
    folded = fold(text)
    for needed, pattern, name in _SAME_THING:
        if any(one in folded for one in needed):
            folded = pattern.sub(name, folded)
    return frozenset(word for word in words(folded) if word not in _STOP and not word.isdigit())


def _clauses(claim: Claim, at: int) -> list[str]:
    """The words that a percentage may be said of: those before "đạt 90%", those after "90% cơ quan …"."""
    quantity, sentence = claim.quantities[at], claim.sentence
    start = claim.quantities[at - 1].span[1] if at else 0
    end = claim.quantities[at + 1].span[0] if at + 1 < len(claim.quantities) else len(sentence)
    left, right = sentence[start : quantity.span[0]], sentence[quantity.span[1] : end]
    found = []
    if _LINK.search(_HEDGE.sub("", fold(left))):
        found.append(_CLAUSE.split(left.rstrip(" :=("))[-1])
    if _NEXT.match(fold(right[:12]) if not right[:1].isspace() else " " + fold(right[:12])):
        found.append(_CLAUSE.split(right)[0])
    return found


def _compare(
    paper: Paper, criteria: Sequence[_Criterion], claim: Claim, quantity: Quantity, clauses: Sequence[str]
) -> Iterator[Check | Finding]:
    hedge = _hedge(claim, quantity)
    open_ = [clause for clause in clauses if not _OTHER.search(fold(clause))]
    if not open_ or _BOUND.match(fold(claim.sentence[quantity.span[1] :])):
        return
    contents = [content for clause in open_ if len(content := _content(clause)) >= _FEWEST]
    # a share of a whole is told by no column of growth
    if _SHARE.search(fold(claim.sentence[: quantity.span[0]])):
        criteria = [one for one in criteria if not _GROWN.search(fold(paper.column(one.place).header))]
    likely = [
        one for one in criteria if any(_overlap(one.content, content) >= _MAYBE for content in contents)
    ]
    best = [one for one in likely if any(_is_criterion(one, content) for content in contents)]
    if not best:
        return
    held = any(_agrees(one.number, quantity, hedge) for one in likely)
    years = years_named(claim.sentence)
    if not held and (len(best) > 1 or years - best[0].years - _years_of(paper, best[0])):
        return
    yield statement("CLAIM-SAME", paper.sheets[best[0].place.sheet].reading.table.table_id, held=held)
    if not held:
        yield _finding(paper, best[0], claim, quantity)


def _overlap(one: frozenset[str], two: frozenset[str]) -> float:
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def _is_criterion(one: _Criterion, content: frozenset[str]) -> bool:
    if len(one.content) < _FEWEST:
        return False
    common = len(one.content & content)
    return common >= _LABEL * len(one.content) and common >= _CLAUSE_SHARE * len(content)


def _hedge(claim: Claim, quantity: Quantity) -> str:
    """The word that makes a percentage approximate, empty where none does."""
    match = _APPROXIMATE.search(fold(claim.sentence[: quantity.span[0]]))
    return match.group(1) if match else ""


def _agrees(number: Number, quantity: Quantity, hedge: str) -> bool:
    """Whether the figures are one, at the coarser precision of the two and as the sentence hedges it."""
    places = min(number.places, quantity.places)
    if agree(number.value, quantity.value, places):
        return not hedge or not _ABOVE.match(hedge) or number.value > quantity.value
    if not hedge:
        return False
    if _ABOVE.match(hedge):
        return number.value > quantity.value
    near = abs(number.value - quantity.value) <= 5
    return near if hedge in {"khoang", "gan", "xap xi"} else number.value < quantity.value


def _years_of(paper: Paper, criterion: _Criterion) -> set[str]:
    """Years that a criterion's table is about: its columns', the paper's."""
    place = criterion.place
    table = paper.sheets[place.sheet].reading.table
    document = paper.decision.document
    said = f"{paper.column(place).header} {table.caption or ''} {document.letterhead.subject or ''}"
    return set(_YEAR.findall(clean(said))) | {
        str(o.period) for o in paper.decision.observations[:1] if o.period
    }


def _finding(paper: Paper, criterion: _Criterion, claim: Claim, quantity: Quantity) -> Finding:
    table = table_name(paper.sheets[criterion.place.sheet].reading.table)
    printed = paper.text(criterion.place)
    bound = quantity.value == criterion.number.value
    row = row_name(paper, criterion.place)
    hedged = quantity.printed
    if bound:
        word = claim.sentence[: quantity.span[0]].split()[-1]
        hedged = f"{word} {quantity.printed}"
    return text_finding(
        paper,
        "CLAIM-SAME",
        Level.INFO if bound else Level.WARNING,
        [quantity.printed, row],
        say(
            f"Lời văn nêu {hedged}, {table.vi} ghi {printed} cho cùng tiêu chí “{row}”.",
            f"The text states {hedged}; {table.en} prints {printed} for the same criterion “{row}”.",
        ),
        observed=hedged,
        expected=printed,
        steps=[say(f"{table.vi}: {printed} ≠ {hedged}", f"{table.en}: {printed} ≠ {hedged}")],
        operands=[claim_operand(claim, quantity, "doubtful"), paper.operand(criterion.place, "operand")],
        cause=say("Lời văn và bảng lấy số khác nhau.", "Text and table took different figures."),
        suggestion=say(
            f"Đối chiếu {quantity.printed} với {printed}.", f"Check {quantity.printed} against {printed}."
        ),
    )
