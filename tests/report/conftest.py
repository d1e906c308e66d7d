"""Reports rendered once for the tests of this folder."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest

from doichieu.model import Audit, Bilingual
from doichieu.report.contents import Contents
from doichieu.report.html import render_html

from .factories import clean_audit, make_audit

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>{{ 7*7 }}'


@pytest.fixture(scope="session")
def audits() -> list[Audit]:
    """A paper with findings and a paper in which all holds."""
    return [make_audit(), clean_audit()]


@pytest.fixture(scope="session")
def page(audits: list[Audit]) -> lxml.html.HtmlElement:
    """The Vietnamese page of both papers."""
    return lxml.html.document_fromstring(render_html(Contents.of(audits), "vi").decode())


@pytest.fixture(scope="session")
def hostile() -> Audit:
    """A paper whose every printed text tries to be markup."""
    audit = make_audit()
    document = audit.decision.document
    readings = tuple(
        replace(
            reading,
            table=replace(
                reading.table,
                caption=HOSTILE,
                unit=HOSTILE,
                cells=tuple(cell._replace(text=HOSTILE) for cell in reading.table.cells),
            ),
            columns=tuple(replace(column, header=HOSTILE) for column in reading.columns),
            rows=tuple(replace(row, label=HOSTILE) for row in reading.rows),
        )
        for reading in audit.decision.tables
    )
    text = Bilingual(vi=HOSTILE, en=HOSTILE)
    findings = tuple(
        replace(
            f, message=text, cause=text, suggestion=text, consequence=text, steps=(text,), observed=HOSTILE
        )
        for f in audit.findings
    )
    head = replace(document.letterhead, number=HOSTILE, issuer=HOSTILE, subject=HOSTILE, kind=HOSTILE)
    issues = tuple(replace(issue, message=HOSTILE, code=HOSTILE) for issue in document.issues)
    decision = replace(
        audit.decision,
        document=replace(document, letterhead=head, source=HOSTILE, issues=issues),
        tables=readings,
        issues=issues,
    )
    checks = tuple(replace(check, why=text) for check in audit.checks)
    return replace(audit, decision=decision, findings=findings, checks=checks, conventions={"t01": (text,)})
