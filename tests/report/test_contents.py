"""Contents: open findings, accepted ones apart, and what files are called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from doichieu.report.contents import Contents, shown_sources

from .factories import accept, clean_audit, make_audit


def test_accepted_findings_stand_apart() -> None:
    """Each finding is open or accepted, and checks stay as they were."""
    audit = make_audit()
    contents = Contents.of([audit, clean_audit()], accept("f-sum-1", "f-info-1"))
    assert [f.finding_id for f in contents.accepted_of(audit)] == ["f-sum-1", "f-info-1"]
    assert contents.n_accepted + len(contents.audits[0].findings) == len(audit.findings)
    assert contents.audits[0].checks == audit.checks
    assert contents.accepted_of(clean_audit()) == ()


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        (["corpus/a.txt"], ["corpus/a.txt"]),
        (["../b.txt"], ["../b.txt"]),
        (["/home/me/in/a.txt", "/home/me/in/b.txt"], ["a.txt", "b.txt"]),
        (["/srv/2016/bc.txt", "/srv/2017/bc.txt", "/srv/x.txt"], ["2016/bc.txt", "2017/bc.txt", "x.txt"]),
        (["/a/c/x.txt", "/b/c/x.txt"], ["a/c/x.txt", "b/c/x.txt"]),
        (["/x.txt", "/a/x.txt"], ["x.txt", "a/x.txt"]),
        (["C:\\Users\\me\\a.docx"], ["a.docx"]),
        (["/a/x.txt", "/a/x.txt"], ["x.txt", "x.txt"]),
    ],
)
def test_files_are_called_without_the_folders_of_who_made_the_report(
    sources: list[str], names: list[str]
) -> None:
    """A relative path stays; an absolute one is its name, with the folders that tell it from the others."""
    assert [shown_sources(sources)[source] for source in sources] == names


def test_no_absolute_path_is_left() -> None:
    """Papers, their issues and files not read are all called the same way."""
    audit = make_audit()
    path = "/home/me/qd-12.txt"
    issues = tuple(replace(issue, source=path) for issue in audit.decision.issues)
    document = replace(audit.decision.document, source=path, issues=issues)
    audit = replace(audit, decision=replace(audit.decision, document=document, issues=issues))
    assert "/home" not in repr(Contents.of([audit], unread=issues))
    assert len(Contents.of([audit]).audits[0].decision.issues) == 1
