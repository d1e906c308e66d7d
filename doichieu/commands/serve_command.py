"""The command that serves the workbench and the reconciliation endpoint."""

# ruff: noqa: D301, PLC0415 - typer wants a real backspace before examples; imports wait for their command

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from doichieu.commands import engine_options, name_commands, options

_DATASET = Path("outputs/dataset")


def serve(
    *,
    dataset: options.Dataset = _DATASET,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 8517,
    lang: options.Language = options.Lang.VI,
    open_: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the workbench in the browser.")
    ] = True,
    aliases: name_commands.AliasesFile = None,
    time_limit: engine_options.TimeLimit = 300,
    memory_limit: engine_options.MemoryLimit = 2048,
) -> None:
    """Serve the review workbench, and the reconciliation endpoint for OpenRefine and other clients.

    The address printed carries a token: whoever has it can decide on this dataset. Version 0.2 of the reconciliation
    API is at /reconcile, version 1.0-draft at /reconcile/v1, both without the token. It answers until Ctrl-C.

    \b
    Examples:
      doichieu serve --dataset outputs/dataset
      doichieu serve --port 9000 --no-open --lang en
    """
    from doichieu.engine.work import Limits
    from doichieu.review import server

    settings = server.Settings(
        dataset=dataset,
        aliases_file=aliases,
        lang=str(lang),
        limits=Limits(seconds=time_limit, megabytes=memory_limit),
    )
    server.serve(host, port, settings, open_browser=open_)
