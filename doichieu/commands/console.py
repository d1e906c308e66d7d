"""What the commands print: aligned tables, a summary in two languages, a progress bar."""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from contextvars import ContextVar
from itertools import chain, islice
from string import Formatter
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from doichieu.errors import DoichieuError
    from doichieu.model import Audit, Document

_GAP = "  "
# A column narrower than this says nothing; below it lines wrap.
_NARROWEST = 8
# Rows that say how wide the columns of a table are.
_MEASURED = 1000

# Commands without `--lang` speak English.
_SPOKEN: ContextVar[str] = ContextVar("spoken", default="en")
_NOTE = {"vi": "ghi chú", "en": "note"}
_DO = {"vi": "Cần làm", "en": "Do"}
_SUMMARY = {
    "vi": (
        "Văn bản: {papers}, bảng: {tables}, số liệu: {figures}",
        "Phép kiểm tra: {held} đạt, {violated} không đạt, {unknown} chưa kiểm tra được",
        "Phát hiện: {error} lỗi, {warning} cảnh báo, {info} lưu ý",
        "Đã có quyết định, để riêng: {accepted}",
        "Không đọc được bảng nào, chưa đối chiếu gì: {no_table} văn bản",
        "Không đọc được bảng nào, chỉ đối chiếu lời văn: {prose_only} văn bản",
        "Không có phép kiểm tra nào thực hiện được: {no_check} văn bản",
    ),
    "en": (
        "Papers: {papers}, tables: {tables}, figures: {figures}",
        "Checks: {held} held, {violated} violated, {unknown} could not be checked",
        "Findings: {error} errors, {warning} warnings, {info} infos",
        "Decided on, shown apart: {accepted}",
        "No table read, nothing checked: {no_table} papers",
        "No table read, only the text checked: {prose_only} papers",
        "No check could be made: {no_check} papers",
    ),
}


_RULE = {
    "vi": "{code}: {title}\n{holds}\n\nVí dụ: {example}\nNguồn: {source}",
    "en": "{code}: {title}\n{holds}\n\nExample: {example}\nSource: {source}",
}


def print_json(value: object) -> None:
    """Print a value as indented JSON, letters as they are."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_list(values: Iterable[object]) -> None:
    """Print values as `print_json` prints a list of them, each as soon as it is there."""
    before = "["
    for value in values:
        text = json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        typer.echo(f"{before}\n  {text}", nl=False)
        before = ","
    typer.echo("[]" if before == "[" else "\n]")


def speak(lang: str) -> str:
    """Say on standard error what is said in a language from now on; as a callback of `--lang`."""
    _SPOKEN.set(str(lang))
    return lang


def print_error(error: DoichieuError) -> None:
    """Print one line on standard error: where, what is wrong, what to do."""
    where = ", ".join(part for part in (error.source, error.place) if part)
    print_note(error.what, where=where, do=error.do)


def print_note(what: str, *, where: str = "", do: str = "") -> None:
    """Print a line on standard error, in the language of the command as far as the phrasebook goes.

    Args:
        what: What is to be said, in English.
        where: What it is about, as it is called.
        do: What to do about it.
    """
    from doichieu.report.phrasebook import in_language  # noqa: PLC0415 - most runs have nothing to say

    lang = _SPOKEN.get()
    said = f"{where + ': ' if where else ''}{in_language(what, lang)}"
    said += f" {_DO[lang]}: {in_language(do, lang)}" if do else ""
    typer.echo(f"doichieu: {printable(said)}", err=True)


def printable(text: str) -> str:
    """Text on one line and without control characters, which a file's name or content could send to a terminal."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)


# More notes on one paper than this are counted; the report has them all.
_MOST_NOTES = 4


def print_issues(document: Document) -> None:
    """Print on standard error what was not read of a paper, or read with doubt, a line a kind."""
    where = f"{document.source}: {_NOTE[_SPOKEN.get()]}"
    messages = list(dict.fromkeys(issue.message for issue in document.issues))
    for message in messages[:_MOST_NOTES]:
        what, _, do = message.rpartition(" Do: ")
        print_note(what or message, where=where, do=do if what else "")
    if len(messages) > _MOST_NOTES:
        print_note(f"{len(messages) - _MOST_NOTES} more, see the report", where=where)


def print_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows in aligned columns; on a terminal the widest column is cut to the terminal's width.

    The first thousand rows say how wide the columns are; the others are printed as they come.

    Args:
        header: Names of the columns.
        rows: As many values each; None prints as nothing.
    """
    texts = ([_text(value) for value in row] for row in rows)
    lines = [list(header), *islice(texts, _MEASURED)]
    widths = [max(len(line[index]) for line in lines) for index in range(len(header))]
    if sys.stdout.isatty():
        room = shutil.get_terminal_size().columns - len(_GAP) * (len(widths) - 1)
        widest = widths.index(max(widths))
        widths[widest] = max(_NARROWEST, min(widths[widest], room - sum(widths) + widths[widest]))
    for line in chain(lines, texts):
        cells = (_cut(text, width).ljust(width) for text, width in zip(line, widths, strict=True))
        typer.echo(_GAP.join(cells).rstrip())


def _text(value: object) -> str:
    return "" if value is None else printable(" ".join(str(value).split()))


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def counts(audits: Sequence[Audit]) -> dict[str, Any]:
    """How much was read, checked and found.

    Args:
        audits: The papers.

    Returns:
        papers, tables, figures, checks by outcome and findings by level.
    """
    outcomes = Counter(str(check.outcome) for audit in audits for check in audit.checks)
    levels = Counter(str(finding.level) for audit in audits for finding in audit.findings)
    return {
        "papers": len(audits),
        "tables": sum(len(audit.decision.tables) for audit in audits),
        "figures": sum(len(audit.decision.observations) for audit in audits),
        "checks": {name: outcomes[name] for name in ("held", "violated", "unknown")},
        "findings": {name: levels[name] for name in ("error", "warning", "info")},
    }


def print_summary(found: dict[str, Any], *, lang: str) -> None:
    """Print what `counts` found, a line a subject.

    Args:
        found: Counts, with `accepted` where findings were decided on, and `unchecked` papers by why.
        lang: "vi" or "en".
    """
    flat = {**found, **found["checks"], **found["findings"], **found.get("unchecked", {})}
    for line in _SUMMARY[lang]:
        if all(name is None or name in flat for _, name, _, _ in Formatter().parse(line)):
            typer.echo(line.format_map(flat))


def print_rule(rule: dict[str, str | None], *, lang: str) -> None:
    """Print a rule with its example.

    Args:
        rule: Its texts, as `rules --json` has them.
        lang: "vi" or "en".
    """
    typer.echo(_RULE[lang].format_map(rule))
