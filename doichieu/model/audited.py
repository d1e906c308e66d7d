"""What validate says of a paper: checks, findings and the audit."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from doichieu.model.decision import Decision
from doichieu.model.places import Locator


class Level(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Outcome(StrEnum):
    """What a check came to."""

    HELD = "held"
    VIOLATED = "violated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilingual:
    """A text in Vietnamese and in English."""

    vi: str
    en: str

    def in_language(self, lang: str) -> str:
        """The text in "vi" or "en"."""
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """A printed figure or name that a check read.

    Attributes:
        table_id: Table it stands in, None for a sentence.
        row: Grid row.
        col: Grid column.
        text: As printed.
        role: What it is in the computation ("total", "part", "rank", "name", …).
        locator: Where it was printed.
        claim_id: Claim it stands in, None for a table cell.
        stored: The figure with the digits that a workbook stores beyond those printed; None where there are none.
    """

    table_id: str | None = None
    row: int | None = None
    col: int | None = None
    text: str
    role: str = ""
    locator: Locator
    claim_id: str | None = None
    stored: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A suggested reading of one cell; what was printed stays in the dataset.

    Attributes:
        table_id: Table the cell stands in.
        row: Grid row.
        col: Grid column.
        printed: What is printed.
        value: What it should be.
        ambiguous: Whether the correction of another cell would do as well; this is the likeliest then.
    """

    table_id: str
    row: int
    col: int
    printed: str
    value: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A rule applied to a place."""

    rule: str
    table_id: str | None
    outcome: Outcome
    row: int | None = None
    col: int | None = None
    why: Bilingual | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A violated check worth a person's time.

    Attributes:
        finding_id: Stable over runs and over the formats of the same paper.
        rule: Code in the catalogue ("RANK-TIE").
        level: How much it matters.
        table_id: Table it is about, None for the prose.
        row: Grid row of the cell in doubt, None where the finding is about the table.
        col: Grid column of that cell.
        entity_id: Agency concerned.
        entity: Its name as printed.
        message: One sentence that can be pasted into a letter.
        observed: What is printed.
        expected: What was expected; like what is printed it stands in no language but the paper's: figures,
            dates, names and the paper's own words.
        steps: The computation, step by step.
        operands: Every figure the computation read; the cell in doubt first.
        cause_id: Cause it belongs to; findings with the same cause share it.
        cause: The cause in words.
        consequence: What changes with it (a rank, a tier, later rows), or that nothing does.
        suggestion: What to correct, in words.
        corrections: The same, as cells.
    """

    finding_id: str
    rule: str
    level: Level
    table_id: str | None = None
    row: int | None = None
    col: int | None = None
    entity_id: str | None = None
    entity: str | None = None
    message: Bilingual
    observed: str
    expected: str
    steps: tuple[Bilingual, ...] = ()
    operands: tuple[Operand, ...] = ()
    cause_id: str = ""
    cause: Bilingual | None = None
    consequence: Bilingual | None = None
    suggestion: Bilingual | None = None
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What validate says of one paper.

    Attributes:
        decision: The paper.
        findings: Most serious first, then in reading order.
        checks: Every rule at every place, held, violated or unknown.
        conventions: By table_id, what was inferred ("ranks: dense, by Tổng điểm, largest first").
    """

    decision: Decision
    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    conventions: dict[str, tuple[Bilingual, ...]] = field(default_factory=dict)
