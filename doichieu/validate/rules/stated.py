"""What the rules about stated counts share: their checks, their operands, the nouns for units."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from doichieu.model import (
    PARTS_LOST,
    Bilingual,
    Check,
    Claim,
    Correction,
    Finding,
    Heading,
    Level,
    Operand,
    Outcome,
    Paragraph,
    Quantity,
)
from doichieu.normalize.sentences.claims import sentences
from doichieu.normalize.text import clean, fold
from doichieu.normalize.unit_nouns import nouns_of
from doichieu.validate.kept import kept
from doichieu.validate.listings import MIXED
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.said_words import Said, places_with
from doichieu.validate.wording import finding_id, row_name, say

UNITS: Mapping[str, tuple[str, ...]] = {
    "department": (
        "so, ban, nganh",
        "so ban nganh",
        "co quan chuyen mon",
        "co quan cap tinh",
        "cap so",
        "cac so",
    ),
    "district": ("huyen", "cap huyen", "quan, huyen", "thi xa"),
    "commune": ("xa, phuong", "phuong, xa", "cap xa", "cac xa", "cac phuong"),
    "province": ("tinh, thanh pho", "tinh", "dia phuong"),
    "ministry": ("bo, co quan ngang bo", "cac bo", "bo, nganh"),
    "agency": ("co quan thuoc chinh phu",),
}


# What units of a kind are called one by one, with accents: "sở" is an office, "số" a number; UNITS name all of them.
_CALLED: Mapping[str, str] = {
    "department": r"sở|(?<!ủy )(?<!uỷ )ban|ngành|cơ quan chuyên môn|cơ quan cấp tỉnh",
    "district": r"huyện|quận|thị xã|thành phố|địa phương",
    "commune": r"(?<!thị )xã|phường|đặc khu|thị trấn|địa phương",
    "province": r"tỉnh|thành phố|địa phương",
    "ministry": r"(?<!cán )(?<!toàn )(?<!nội )bộ(?! chỉ số| tiêu chí| phận| máy)|ngành",
    "agency": r"(?<!cán )(?<!toàn )(?<!nội )bộ(?! chỉ số| tiêu chí| phận| máy)|ngành",
}
_ANY_UNIT = re.compile(r"\s*(?:đơn vị|cơ quan|địa phương|cơ sở|tập thể)\b")
# "Tỉnh" is also where all units are: "bình quân toàn tỉnh".
_OF_KIND = re.compile(
    r"\b(?:(?P<department>các sở|sở, ban|khối sở)|(?P<district>(?:các|khối|cấp) huyện|huyện, thị)"
    r"|(?P<commune>(?:các|khối|cấp) xã|xã, phường|phường, xã)|(?P<ministry>các bộ|bộ, cơ quan|bộ, ngành))\b"
)
_COMPARED = re.compile(
    r"\b(?:so voi|cao hon|thap hon)(?:,? (?!nam\b)[a-z]+){0,6}? nam \d{4}|\(nam \d{4}[^()]*\)"
    r"|\btu (?:[a-z]+ ){0,3}[\d.,]+ ?(?:diem |% ?)?nam \d{4}"
)
_YEAR = re.compile(r"\bnam ((?:19|20)\d{2})\b")
# "So với năm 2022 (0,5804, xếp thứ 9)": the year of an aside may stand before it.
_OF_ASIDE = re.compile(r"\bso voi (?:ket qua )?(?:cua )?nam (\d{4}|truoc|ngoai) ?$")

# "So với năm 2016 (từ thứ 6 lên thứ 1)": what it became is of the paper's own.
_BECAME = re.compile(r"\b(?:len|xuong|con|thanh|den|toi)\b")


def years_named(sentence: str, *, compared: bool = False) -> set[str]:
    """Years that a sentence names, with or without those that it only compares with ("so với năm 2016")."""
    folded = fold(sentence)
    return set(_YEAR.findall(folded if compared else _COMPARED.sub(" ", folded)))


def year_beside(claim: Claim, quantity: Quantity, own: int | None) -> int | None:
    """The year that a sentence states a figure of: that of the aside it stands in, "(năm 2022 xếp thứ 4)"; else its own.

    Args:
        claim: The sentence.
        quantity: One of its quantities.
        own: The year that the paper's figures are for.
    """
    start = claim.sentence.rfind("(", 0, quantity.span[0])
    if start < 0 or ")" in claim.sentence[start : quantity.span[0]]:
        return own
    years = _YEAR.findall(fold(claim.sentence[start:].partition(")")[0]))
    before = None if years else _OF_ASIDE.search(fold(claim.sentence[:start]))
    if before is not None and not _BECAME.search(fold(claim.sentence[start : quantity.span[1]])):
        return int(before[1]) if before[1].isdigit() else own and own - 1
    return int(years[0]) if len(set(years)) == 1 else own


def statement(rule: str, table_id: str | None = None, *, held: bool = True) -> Check:
    """The check of one statement."""
    return Check(rule=rule, table_id=table_id, outcome=Outcome.HELD if held else Outcome.VIOLATED)


def claim_operand(claim: Claim, quantity: Quantity, role: str) -> Operand:
    """A quantity of a sentence as an operand."""
    return sentence_operand(claim, quantity.printed, role)


def sentence_operand(claim: Claim, text: str, role: str) -> Operand:
    """What a sentence prints as an operand; one that states no quantity is no claim of the paper's and has no ID."""
    return Operand(text=text, role=role, locator=claim.locator, claim_id=claim.claim_id or None)


def block_operand(paper: Paper, block: Paragraph | Heading, printed: str, role: str) -> Operand:
    """A figure of a block as an operand, of the claim that states it where one does."""
    claims = (
        claim
        for claim in paper.decision.claims
        if claim.locator == block.locator and printed in claim.sentence
    )
    claim_id = next((claim.claim_id for claim in claims), None)
    return Operand(text=printed, role=role, locator=block.locator, claim_id=claim_id)


def unquoted(claim: Claim) -> list[Bilingual]:
    """A sentence as a step of a computation, where it is no claim of the paper's: reports quote claims themselves."""
    return [] if claim.claim_id else [say(f"“{claim.sentence}”")]


def sentences_with(paper: Paper, occurs: Callable[[str], object] | Said) -> Iterator[Claim]:
    """Sentences of paragraphs in whose folded text something occurs; one without a quantity is no claim and has no ID."""
    paragraphs = _paragraphs(paper)
    finds = occurs.pattern.search if isinstance(occurs, Said) else occurs
    for at in places_with(paper, occurs) if isinstance(occurs, Said) else paragraphs:
        if at in paragraphs and finds(paragraphs[at]):
            yield from _sentences(paper, at)


@kept
def _paragraphs(paper: Paper) -> Mapping[int, str]:
    """The paragraphs of a paper, folded, by their place among its blocks."""
    blocks = enumerate(paper.decision.document.blocks)
    return {at: fold(block.text) for at, block in blocks if isinstance(block, Paragraph)}


@kept
def _sentences(paper: Paper, at: int) -> Sequence[Claim]:
    """The sentences of a paragraph, as claims of the paper where they are some."""
    block, claims = paper.decision.document.blocks[at], _claims(paper)
    if not isinstance(block, Paragraph):
        return ()
    return [
        claims.get(sentence)
        or Claim(claim_id="", sentence=sentence, subject="", quantities=(), locator=block.locator)
        for _, printed in sentences(clean(block.text))
        for sentence in [printed.strip()]
    ]


@kept
def _claims(paper: Paper) -> Mapping[str, Claim]:
    """The claims of a paper by their sentences."""
    return {claim.sentence: claim for claim in paper.decision.claims}


def names_units(clause: str, sheet: Sheet) -> bool:
    """Whether a folded clause names the kind of units that a table lists."""
    kind = sheet.units.rsplit("/", 1)[-1]
    nouns = nouns_of(sheet.units)
    if nouns is not None:
        return bool(re.search(rf"\b(?:{fold(nouns)})\b", clause))
    return any(noun in clause for noun in UNITS.get(kind, ()))


def calls_units(text: str, sheet: Sheet) -> bool:
    """Whether a text, as printed, begins with a noun that counts units of the kind that a table lists."""
    called = _called(sheet)
    folded = text.casefold()
    return bool(_ANY_UNIT.match(folded) or (called and re.match(rf"\s*(?:{called})\b", folded)))


def speaks_of_units(text: str, sheet: Sheet) -> bool:
    """Whether a text, as printed, names the kind of units that a table lists, anywhere."""
    called = _called(sheet)
    return bool(called and _anywhere(called).search(text.casefold()))


@lru_cache(maxsize=64)
def _anywhere(nouns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{nouns})\b")


def names_others(text: str, sheet: Sheet) -> bool:
    """Whether a text, as printed, names units of other kinds and none of those that a table lists."""
    kinds = {match.lastgroup for match in _OF_KIND.finditer(text.casefold())}
    return bool(kinds) and sheet.units != MIXED and not speaks_of_units(text, sheet)


def noun_words(sheet: Sheet) -> re.Pattern[str] | None:
    """What finds the nouns, in lower case, that the units of a table may be called by; None where none is known."""
    called = _called(sheet)
    return _anywhere(called) if called else None


def _called(sheet: Sheet) -> str | None:
    return nouns_of(sheet.units) or _CALLED.get(sheet.units.rsplit("/", 1)[-1])


def unread_part(paper: Paper) -> str | None:
    """The code of an issue that says that a part of the paper was not read."""
    return next((issue.code for issue in paper.decision.document.issues if issue.code in PARTS_LOST), None)


def check_again(printed: str, right: str) -> Bilingual:
    """What to do about a figure of a sentence for which the tables give another; "" where they give none."""
    given = (f": bảng cho {right}", f": the table gives {right}") if right else ("", "")
    return say(f"Kiểm tra lại “{printed}”{given[0]}.", f"Check “{printed}”{given[1]}.")


def text_finding(
    paper: Paper,
    rule: str,
    level: Level,
    where: Sequence[str],
    message: Bilingual,
    *,
    observed: str,
    operands: Sequence[Operand],
    cause: Bilingual,
    suggestion: Bilingual,
    expected: str = "",
    steps: Sequence[Bilingual] = (),
    place: Place | None = None,
    table: Sheet | None = None,
    corrections: Sequence[Correction] = (),
) -> Finding:
    """A finding about what the text says, which changes no score and no rank.

    Args:
        paper: The paper.
        rule: Code in the catalogue.
        level: How much it matters.
        where: What tells it from other findings of the rule, the same in every format of the paper.
        message: One sentence.
        observed: What is printed.
        operands: What was read; what is in doubt first.
        cause: The cause.
        suggestion: What to do.
        expected: What follows from the rest of the paper.
        steps: The computation; the sentence itself where there is none.
        place: The cell in doubt, None where the text is.
        table: The table it is about, where no cell is in doubt.
        corrections: What to print instead, cell by cell.

    Returns:
        The finding.
    """
    sheet = table if place is None else paper.sheets[place.sheet]
    identity = finding_id(paper, rule, sheet if place else None, where)
    entities = paper.row(place).entities if place else ()
    return Finding(
        finding_id=identity,
        rule=rule,
        level=level,
        table_id=sheet.reading.table.table_id if sheet else None,
        row=place.row if place else None,
        col=place.col if place else None,
        entity_id=entities[0].entity_id if len(entities) == 1 else None,
        entity=row_name(paper, place) if place else None,
        message=message,
        observed=observed,
        expected=expected,
        steps=tuple(steps) or (message,),
        operands=tuple(operands),
        cause_id=identity,
        cause=cause,
        consequence=say("Không làm thay đổi điểm và xếp hạng.", "No score or rank changes."),
        suggestion=suggestion,
        corrections=tuple(corrections),
    )
