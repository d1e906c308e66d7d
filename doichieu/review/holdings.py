"""What a dataset holds for people to decide on: papers, findings and issues of one state, found without a search."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from doichieu.dataset import files
from doichieu.dataset.place import state_of
from doichieu.dataset.rebuild import NEEDED
from doichieu.dataset.rebuild import document as rebuilt
from doichieu.model import paper_name
from doichieu.report.unchecked import why_unchecked
from doichieu.review.record import finding_subject
from doichieu.review.runs import read, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from typing import Self

    from doichieu.dataset.place import Address, State
    from doichieu.model import Document
    from doichieu.report.unchecked import Unchecked
    from doichieu.review.record import ReviewDecision
    from doichieu.review.runs import Run

LEVELS = ("error", "warning", "info")
_PAPER = ("doc_id", "sha256", "number", "kind", "issuer", "place", "issued_on", "subject", "source",
          "media_type", "pages", "version")  # fmt: skip
_FINDING = ("finding_id", "doc_id", "table_id", "row", "col", "entity", "rule", "level", "message_vi",
            "message_en", "observed", "expected")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper of the dataset.

    Attributes:
        doc_id: Its key.
        sha256: Hash of its file.
        name: What people call it.
        kind: Kind of paper.
        issuer: Who issued it, as printed.
        place: Where.
        issued_on: When.
        subject: What it is about.
        source: Where the file came from.
        media_type: What the file is.
        pages: How many pages it has, None for media without pages.
        version: The code that read and audited it.
        findings: Places of its findings in `Holdings.findings`, the most serious first.
        issues: How many issues it has.
        unchecked: Why the absence of findings says little about it, None where it was checked.
    """

    doc_id: str
    sha256: str
    name: str
    kind: str
    issuer: str
    place: str
    issued_on: date | None
    subject: str
    source: str
    media_type: str
    pages: int | None
    version: str
    findings: range
    issues: int
    unchecked: Unchecked | None

    @property
    def day(self) -> str:
        """Date of the paper as decisions have it."""
        return self.issued_on.isoformat() if self.issued_on else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding as lists show it; `Holdings.detail` has the rest.

    Attributes:
        index: Its place in `Holdings.findings`.
        at: Its row in the dataset's table.
    """

    index: int
    at: int
    finding_id: str
    doc_id: str
    table_id: str | None
    row: int | None
    col: int | None
    entity: str | None
    rule: str
    level: str
    message_vi: str
    message_en: str
    observed: str
    expected: str

    def message(self, lang: str) -> str:
        """Its sentence in "vi" or "en"."""
        return self.message_en if lang == "en" else self.message_vi


@dataclass(slots=True)
class Holdings:
    """One state of a dataset in memory.

    Attributes:
        state: Its files, which do not change.
        papers: Papers by doc_id, the latest issued first.
        findings: Findings, those of a paper together.
        gravest: The same, the most serious first.
        issues: Rows of `issues` by doc_id; those of files that could not be read under the empty text.
    """

    state: State
    papers: dict[str, Paper] = field(default_factory=dict)
    findings: list[FindingRow] = field(default_factory=list)
    gravest: list[FindingRow] = field(default_factory=list)
    issues: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _details: Any = None
    _runs: dict[str, dict[str, Run]] = field(default_factory=dict)

    @classmethod
    def of(cls, dataset: Address) -> Self:
        """The current state of a dataset.

        Raises:
            DatasetError: There is no dataset, or its store does not answer.
        """
        found = cls(state=state_of(dataset))
        found.issues = _by_document(_rows(found.state, "issues"))
        found._details = files.rows(found.state, "findings")
        found._fill()
        return found

    def _fill(self) -> None:
        findings = _by_document(self._light())
        papers = _rows(self.state, "documents", _PAPER)
        papers.sort(
            key=lambda row: (row["issued_on"] is not None, row["issued_on"], row["doc_id"]), reverse=True
        )
        tables = Counter(row["doc_id"] for row in _rows(self.state, "tables", ("doc_id",)))
        made: Counter[str] = Counter()
        for row in _rows(self.state, "checks", ("doc_id", "held", "violated")):
            made[row["doc_id"]] += row["held"] + row["violated"]
        for row in papers:
            of_paper = sorted(findings.get(row["doc_id"], []), key=_in_order)
            start = len(self.findings)
            self.findings += [FindingRow(index=start + n, **one) for n, one in enumerate(of_paper)]
            doc_id = row["doc_id"]
            why = why_unchecked(tables=tables[doc_id], made=made[doc_id], findings=len(of_paper))
            self.papers[doc_id] = _paper(
                row, range(start, len(self.findings)), len(self.issues.get(doc_id, ())), why
            )

        self.gravest = sorted(self.findings, key=lambda one: (LEVELS.index(one.level), one.index))

    def _light(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._details.select(list(_FINDING)).to_pylist()
        for at, row in enumerate(rows):
            row["at"] = at
        return rows

    def find(self, doc_id: str, finding_id: str) -> FindingRow | None:
        """A finding of a paper, None where there is none."""
        paper = self.papers.get(doc_id)
        if paper is None:
            return None
        return next(
            (self.findings[n] for n in paper.findings if self.findings[n].finding_id == finding_id), None
        )

    def detail(self, finding: FindingRow) -> dict[str, Any]:
        """The whole row of a finding."""
        rows: list[dict[str, Any]] = self._details.slice(finding.at, 1).to_pylist()
        return rows[0]

    def document(self, doc_id: str) -> Document:
        """A paper as it was read.

        Raises:
            KeyError: There is no such paper.
            FileNotFoundError: The state is gone by now.
        """
        rows = {table: self.rows(table, doc_id) for table in NEEDED}
        return rebuilt(rows["documents"][0], rows)

    def rows(self, table: str, doc_id: str) -> list[dict[str, Any]]:
        """The rows of a paper in a table; only the row groups that hold them are read."""
        if table not in self._runs:
            self._runs[table] = runs(self.state, table)
        run = self._runs[table].get(doc_id)
        return [] if run is None else read(self.state, run, table)


def subject_of(paper: Paper, finding: FindingRow) -> str:
    """What decisions on a finding are kept under."""
    return finding_subject(finding.finding_id, paper.day)


def decision_on(
    state: Mapping[str, ReviewDecision], paper: Paper, finding: FindingRow
) -> ReviewDecision | None:
    """The decision on a finding, as long as the finding says what it said then."""
    one = state.get(subject_of(paper, finding))
    return one if one is not None and one.printed == finding.observed else None


def _paper(row: dict[str, Any], findings: range, issues: int, why: Unchecked | None) -> Paper:
    texts = {name: row[name] or "" for name in ("kind", "issuer", "place", "subject", "source", "version")}
    return Paper(
        doc_id=row["doc_id"],
        sha256=row["sha256"],
        name=paper_name(row["number"], row["source"]),
        issued_on=row["issued_on"],
        media_type=row["media_type"],
        pages=row["pages"],
        findings=findings,
        issues=issues,
        unchecked=why,
        **texts,
    )


def _in_order(row: dict[str, Any]) -> tuple[int, int]:
    return LEVELS.index(row["level"]), row["at"]


def _by_document(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["doc_id"] or "", []).append(row)
    return found


def _rows(state: State, table: str, columns: Iterable[str] | None = None) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = files.rows(
        state, table, None if columns is None else list(columns)
    ).to_pylist()
    return rows
