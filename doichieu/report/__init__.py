"""Reports of audits: HTML, PDF, XLSX, Markdown, JSON and SARIF, in Vietnamese or English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from doichieu.baseline import Acceptance
    from doichieu.model import Audit, Issue
    from doichieu.report.contents import Contents
    from doichieu.report.photographs import Photographs

FORMATS = ("html", "pdf", "xlsx", "md", "json", "sarif")
WITH_PICTURES = frozenset({"html", "pdf"})
"""Formats that show parts of the papers' pages."""
LANGUAGES = ("vi", "en")


def write(
    audits: Sequence[Audit],
    out: Path,
    *,
    formats: Sequence[str],
    lang: str = "vi",
    accepted: Mapping[str, Acceptance] | None = None,
    unread: Sequence[Issue] = (),
    rules: Sequence[tuple[str, str]] = (),
    photographs: Photographs | None = None,
) -> list[Path]:
    """Write the reports of some audits into a folder, each file whole or not at all.

    Args:
        audits: One a paper, in the order the report shows them.
        out: Folder for report.html, report.pdf, report.xlsx, report.md, report.sarif and findings.json; made when
            absent.
        formats: Any of "html", "pdf", "xlsx", "md", "json", "sarif"; findings.json is written whatever is asked.
        lang: "vi" or "en": language of headings and sentences; what papers print stays as printed.
        accepted: Acceptances by finding ID; these findings are shown apart and not counted as open.
        unread: Issues of files that no audit came of, shown in the summary.
        rules: Rules that were set, each with "off" or its level, named in the reports.
        photographs: Pictures of the papers' pages, for the formats that show them.

    Returns:
        The files written, findings.json last.

    Raises:
        UsageError: A format or a language that is not offered.
        MissingToolError: PDF was asked for, and no browser is there to print it.
        OSError: The folder cannot be written.
    """
    _check_offered(formats, lang)
    # A command that writes nothing pays nothing.
    from doichieu.report.contents import Contents  # noqa: PLC0415
    from doichieu.report.files import replace_file  # noqa: PLC0415

    contents = Contents.of(audits, accepted, unread, rules, photographs)
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for name in (*(f for f in FORMATS if f in formats and f != "json"), "json"):
        file_name, render = _renderer(name)
        written.append(replace_file(out / file_name, render(contents, lang)))
    return written


def _check_offered(formats: Sequence[str], lang: str) -> None:
    from doichieu.errors import UsageError  # noqa: PLC0415

    for name in formats:
        if name not in FORMATS:
            raise UsageError(f"There is no report format {name!r}.", do=f"choose among {', '.join(FORMATS)}.")
    if lang not in LANGUAGES:
        raise UsageError(
            f"There is no report in the language {lang!r}.", do=f"choose {' or '.join(LANGUAGES)}."
        )


def _renderer(name: str) -> tuple[str, Callable[[Contents, str], bytes]]:
    # Each renderer is imported when it is asked for: Jinja2, xlsxwriter and the chart library
    # together cost more than most commands take.
    if name == "html":
        from doichieu.report.html import render_html  # noqa: PLC0415

        return "report.html", render_html
    if name == "pdf":
        from doichieu.report.html import render_html  # noqa: PLC0415
        from doichieu.report.printing import print_pdf  # noqa: PLC0415

        return "report.pdf", lambda contents, lang: print_pdf(render_html(contents, lang))
    if name == "xlsx":
        from doichieu.report.xlsx import render_xlsx  # noqa: PLC0415

        return "report.xlsx", render_xlsx
    if name == "sarif":
        from doichieu.report.sarif import render_sarif  # noqa: PLC0415

        return "report.sarif", render_sarif
    if name == "md":
        from doichieu.report.markdown import render_markdown  # noqa: PLC0415

        return "report.md", render_markdown
    from doichieu.report.findings_json import render_json  # noqa: PLC0415

    return "findings.json", render_json
