"""The command that shows what is read from one file."""

# ruff: noqa: D301, PLC0415 - typer wants a real backspace before examples; imports wait for their command

from __future__ import annotations

import typer

from doichieu.commands import console, engine_options, forms, options
from doichieu.extract.tablereader import TableReader, require


def tables(
    file: options.File,
    *,
    reader: options.Reader = TableReader.AUTO,
    time_limit: engine_options.TimeLimit = 300,
    memory_limit: engine_options.MemoryLimit = 2048,
    as_json: options.Json = False,
) -> None:
    """Show what is read from one file.

    This is its letterhead, its tables, and what was not read.

    \b
    Examples:
      doichieu tables qd-305.docx
      doichieu tables bc-464.pdf --reader pdfplumber
      doichieu tables qd-305.docx --json | jq '.tables[0].rows'
    """
    from doichieu import pipeline

    require(reader)
    engine = engine_options.engine(1, time_limit=time_limit, memory_limit=memory_limit)
    document = pipeline.read_apart(file, engine, reader)
    if as_json:
        console.print_json(forms.tables(document))
        return
    head = document.letterhead
    title = (head.kind, head.number, head.issued_on and head.issued_on.isoformat(), head.issuer)
    typer.echo(" · ".join(str(part) for part in title if part) or document.name)
    rows = [(t.number, t.part, f"{t.n_rows} × {t.n_cols}", t.header_rows, t.caption) for t in document.tables]
    if rows:
        console.print_table(("number", "part", "rows × columns", "header rows", "caption"), rows)
    for issue in document.issues:
        typer.echo(f"{issue.code}: {issue.message}", err=True)
