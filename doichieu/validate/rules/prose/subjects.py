"""Agencies that a sentence names, found by the names that the paper's own tables print."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from doichieu.model import Claim, Quantity, QuantityKind, Row
from doichieu.normalize.abbreviations import other_forms
from doichieu.normalize.phrases import Phrases
from doichieu.normalize.text import fold, fold_in_place
from doichieu.validate.kept import kept
from doichieu.validate.listings import listings_of
from doichieu.validate.paper import Paper, Place

# "UBND huyện Hoài Ân" is called "huyện Hoài Ân" in a sentence, and the other way round.
_PREFIX = re.compile(r"^(?:ubnd|uy ban nhan dan)\s+")
_LEADS = re.compile(r"\s*(?:(?:la|thuoc ve)\s*:?|:)\s*")
_ASIDE = re.compile(r"\((?=[^()]*\b(?:năm|kỳ|quý) )[^()]*\)")
_WITH = re.compile(r"\W*(?:voi|dat|duoc)(?: so diem| ket qua| tong diem| ty le)?(?: la| dat)?\s+")
_HAS = re.compile(r"\s*(?:\(|(?:voi|dat|duoc|co)(?: so diem| ket qua| tong diem| ty le)?)\s*")
# "92,55 điểm (Sở Y tế)": alone in the bracket behind its figure.
_OPENS = re.compile(r"\s*(?:diem|%)?\s*\(\s*(?:thuoc ve |cua |la )?")
_CLOSES = re.compile(r"[^\d()]*\)")
_RESPECTIVELY = re.compile(r"\b(?:lan luot|tuong ung)\b")
_JOINED = re.compile(
    r"\s*(?:,|;|va|, va|; va|cung|diem|%|diem,|diem va|diem;|%,|% va|%;|la|dat|diem, va)?\s*"
)
_BESIDE = re.compile(r"\([^()]*\)")
# The kind of a place before its own name, which sentences leave out: "TP. Tuy Hòa", "Tuy Hòa (295,5 điểm)".
_KIND = re.compile(
    r"^(?:ubnd |uy ban nhan dan )?(?:thanh pho|tp\.?|thi xa|tx\.?|huyen|h\.|quan|q\.|phuong|p\.|xa|thi tran|tt\.|dac khu|tinh)\s+(?=[a-z]+ )"
)
# A name stands by itself behind a mark or one of these words, and before a mark or a word that is no name.
_BY_ITSELF = re.compile(
    r"(?:^|[,;:(“\"]|\b(?:gom|la|va|voi|den|nhu|cua|ve|tai|sau|theo|don vi|dia phuong))\s*$"
)
_NAME_GOES_ON = re.compile(r"\s*[^\W\d_]")
_ENDS = re.compile(r"[.;\d]")
_PLACES = frozenset({"bậc", "hạng", "vị trí"})
_LIST = 2
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Named:
    """An agency named in a sentence: its key and where it stands there."""

    subject: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Subjects:
    """The agencies of a paper's tables.

    Attributes:
        by_name: Subject by folded name, for names that one agency alone has.
        names: Finds those names.
        bare: Subject by the name of its place without the kind, for names that one alone has.
        places: Finds those names.
        kept: What sentences name, for the rules that ask again.
    """

    by_name: Mapping[str, str]
    names: Phrases
    bare: Mapping[str, str]
    places: Phrases
    kept: dict[str, list[Named]] = field(default_factory=dict, repr=False, compare=False)

    def named_in(self, sentence: str) -> list[Named]:
        """The agencies that a sentence names, in order."""
        if not self.names:
            return []
        known = self.kept.get(sentence)
        if known is not None:
            return known
        folded = fold_in_place(sentence)
        found = [Named(self.by_name[folded[slice(*span)]], span) for span in self.names.spans(folded)]
        alone = [
            Named(self.bare[folded[slice(*span)]], span)
            for span in self.places.spans(folded)
            if _stands_alone(sentence, folded, span)
            and not any(one.span[0] < span[1] and span[0] < one.span[1] for one in found)
        ]
        found = sorted([*found, *alone], key=lambda one: one.span) if alone else found
        self.kept[sentence] = found
        return found


NOBODY = Subjects({}, Phrases(()), {}, Phrases(()))


def _stands_alone(sentence: str, folded: str, span: tuple[int, int]) -> bool:
    """Whether the name of a place stands in a sentence by itself, capitalised, and is no part of another name."""
    start, end = span
    after = _NAME_GOES_ON.match(sentence, end)
    goes_on = after is not None and after.group()[-1].isupper()
    own = all(word[:1].isupper() for word in sentence[start:end].split())
    return own and not goes_on and bool(_BY_ITSELF.search(folded[:start]))


@kept
def subjects_of(paper: Paper) -> Subjects:
    """The agencies that the tables of a paper list, by every form of their names.

    Args:
        paper: The paper.

    Returns:
        The agencies; a form that two of them share is left out.
    """
    forms: defaultdict[str, set[str]] = defaultdict(set)
    # The tables of a paper list the same agencies again and again.
    named = {
        (subject, name)
        for sheet in listings_of(paper)
        for subject, row in sheet.unique.items()
        for name in _names(sheet.reading.rows[row])
    }
    for subject, name in named:
        for form in _forms(name):
            forms[form].add(subject)
    bare: defaultdict[str, set[str]] = defaultdict(set)
    for form, subjects in forms.items():
        if (kind := _KIND.match(form)) and len(form) - kind.end() >= _SHORTEST:
            bare[form[kind.end() :]] |= subjects
    by_name = {form: subjects.pop() for form, subjects in forms.items() if len(subjects) == 1}
    places = {
        name: subjects.pop() for name, subjects in bare.items() if len(subjects) == 1 and name not in forms
    }
    return Subjects(by_name, Phrases(by_name), places, Phrases(places))


def _names(row: Row) -> Iterator[str]:
    yield row.label
    for mention in row.entities:
        yield mention.printed
        if mention.name:
            yield mention.name


def _forms(name: str) -> Iterator[str]:
    form = fold(name).rstrip(" *")
    if len(form) >= _SHORTEST:
        yield form
        yield from (other for other in other_forms(form) if len(other) >= _SHORTEST)
    if form.startswith("u") and len(short := _PREFIX.sub("", form)) >= _SHORTEST:
        yield short


def beside_names(paper: Paper, sentence: str) -> str:
    """A sentence, folded, without the names of agencies: the department of planning says nothing of a plan."""
    folded = fold_in_place(sentence)
    for one in subjects_of(paper).named_in(sentence):
        start, end = one.span
        folded = folded[:start] + " " * (end - start) + folded[end:]
    return folded


def _gives(claim: Claim, start: int, leads: str) -> bool:
    """Whether a figure opens its sentence and the agency follows: "Với 71,59 điểm, Sở Tài chính đứng thứ 9"."""
    opening = fold_in_place(claim.sentence[:start])
    return leads.strip() == "," and bool(_WITH.fullmatch(opening))


def rows_of(paper: Paper, subject: str) -> Iterator[Place]:
    """The rows that an agency has for itself, as places in column 0."""
    for sheet in paper.sheets:
        if subject in sheet.unique:
            yield sheet.place(sheet.unique[subject], 0)


def subject_of(claim: Claim, quantity: Quantity, named: list[Named]) -> Named | None:
    """The agency that a quantity of a sentence is about.

    It is the last one named before the quantity with no other quantity between, or the one that "là" leads to
    right after ("Xếp thứ nhất là Sở Tài chính").

    Args:
        claim: The sentence.
        quantity: One of its quantities.
        named: The agencies it names, in order.

    Returns:
        The agency, None where that is open.
    """
    start, end = quantity.span
    listed = _of_list(claim, quantity, named)
    if listed is not None:
        return listed[1]
    after = next((one for one in named if one.span[0] >= end), None)
    leads = fold_in_place(claim.sentence[end : after.span[0]]) if after else ""
    if leads.strip() == ":" and sum(one.span[0] >= end for one in named) > 1:
        after = None  # "tỷ lệ 48,4%: mầm non 86/185 trường, tiểu học …" is what those of the list come to
    before = [one for one in named if one.span[1] <= start]
    # "Sau A với 95,20 điểm là B": the figure is the one's that has it already
    had = bool(before) and _HAS.fullmatch(fold_in_place(claim.sentence[before[-1].span[1] : start]))
    if after and not had and (_LEADS.fullmatch(leads) or _gives(claim, start, leads)):
        return after
    if after and _OPENS.fullmatch(leads) and _CLOSES.match(fold_in_place(claim.sentence), after.span[1]):
        return after
    if not before:
        return None
    between = claim.sentence[before[-1].span[1] : start]
    # What stands in brackets behind a name is said beside, and what follows them of the same name.
    asides = [(match.start(), match.end()) for match in _ASIDE.finditer(claim.sentence)]
    inside = any(low <= start < high for low, high in asides)
    crossed = any(
        before[-1].span[1] <= q.span[0] < start
        and _is_alike(q, quantity)
        and (inside or not any(low <= q.span[0] < high for low, high in asides))
        for q in claim.quantities
    )
    joined = len(before) > 1 and fold(claim.sentence[before[-2].span[1] : before[-1].span[0]]) in {
        "va",
        ",",
        "cung",
    }
    # Who is named in brackets has no figures behind them: "cao nhất 94,8 điểm (Sở A), trung bình 83,1 điểm".
    led = claim.sentence[: before[-1].span[0]]
    closed = led.rfind("(") > led.rfind(")") and ")" in between
    return None if crossed or joined or closed or ";" in between or ". " in between else before[-1]


def _is_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities say the same of a unit: places won and points won are two things."""
    of_places = (one.unit in _PLACES) is (other.unit in _PLACES)
    return one.kind is other.kind and (one.kind is not QuantityKind.MOVE or of_places)


def _of_list(claim: Claim, quantity: Quantity, named: list[Named]) -> tuple[Quantity, Named | None] | None:
    """The agency of a figure of a list that goes with a list of agencies: "A, B và C lần lượt đạt 88,1; 86,2 và 84,0 điểm".

    None where the figure stands in no such list; with no agency where the lists are of different lengths.
    """
    folded = fold_in_place(claim.sentence)
    told = [match for match in _RESPECTIVELY.finditer(folded) if match.end() <= quantity.span[0]]
    if not told:
        return None
    alike = [q for q in claim.quantities if q.kind is quantity.kind and q.span[0] >= told[-1].end()]
    end = alike[0].span[0] if alike else quantity.span[0]
    run: list[Quantity] = []
    for one in alike:
        if run and not _JOINED.fullmatch(folded[run[-1].span[1] : one.span[0]]):
            break
        run.append(one)
    if len(run) < _LIST or all(one.span != quantity.span for one in run):
        return None
    group: list[Named] = []
    for subject in reversed([one for one in named if one.span[1] <= end]):
        if group and not _JOINED.fullmatch(_BESIDE.sub(" ", folded[subject.span[1] : group[0].span[0]])):
            break
        group.insert(0, subject)
    between = folded[group[-1].span[1] : end] if group else ";"
    at = next(at for at, one in enumerate(run) if one.span == quantity.span)
    paired = len(group) == len(run) and not _ENDS.search(between)
    return quantity, group[at] if paired else None
