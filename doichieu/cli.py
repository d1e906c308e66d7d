"""The command line: a thin layer over the stages.

Everything heavier than typer is imported inside the command that needs it, so that `doichieu --help`
answers at once.
"""

# ruff: noqa: D301, PLC0415 - typer wants a real backspace before examples; imports wait for their command

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from doichieu import __version__
from doichieu.commands import (
    console,
    dataset_commands,
    decision_commands,  # noqa: F401 - it adds to the commands of `review`
    forms,
    name_commands,
    options,
    review_commands,
    serve_command,
)
from doichieu.commands.progress import Log, track
from doichieu.commands.reporting import Reports, leave
from doichieu.engine.lean import make_lean
from doichieu.errors import DoichieuError, UsageError
from doichieu.extract.tablereader import TableReader, require

# What shells give for a program that Ctrl-C ended.
_INTERRUPTED = 130
_GO_ON = "What was read is in the dataset. Do: run the same command again, it goes on with the rest."


class _Commands(TyperGroup):
    """Commands whose own errors become a line on standard error and their exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except DoichieuError as error:
            console.print_error(error)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            kept = ctx.invoked_subcommand in {"run", "ingest"}
            typer.echo(f"doichieu: Interrupted. {_GO_ON if kept else ''}".rstrip(), err=True)
            raise typer.Exit(_INTERRUPTED) from error


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode=None,  # with rich the help takes twice as long
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done; 1 findings at or above --fail-on; 2 wrong usage; "
    "3 some inputs could not be read (the rest is done); 130 interrupted. When 1 and 3 both apply the code is 1.",
)

_FORMATS = "html,xlsx,md,json"
_OUT = Path("outputs")
_DATASET = str(_OUT / "dataset")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"doichieu {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Read published Vietnamese decisions into data, and report what does not hold in them."""


@app.command()
def run(
    *,
    paths: options.OptionalPaths = None,
    out: options.Out = _OUT,
    formats: options.Formats = _FORMATS,
    lang: options.Language = options.Lang.VI,
    baseline: options.Baseline = None,
    rules_file: options.RulesFile = None,
    fail_on: options.FailOnLevel = options.FailOn.NEVER,
    dataset: options.DatasetOrOut = None,
    recursive: options.Recursive = False,
    reader: options.Reader = TableReader.AUTO,
    aliases: name_commands.AliasesFile = None,
    jobs: options.Jobs = None,
    engine: options.EngineName = options.EngineKind.LOCAL,
    scheduler: options.Scheduler = None,
    time_limit: options.TimeLimit = 300,
    memory_limit: options.MemoryLimit = 2048,
    log: options.LogForm = Log.BAR,
    as_json: options.Json = False,
) -> None:
    """Read papers, audit them, and write the dataset and the reports.

    PATH is `corpus` when none is given.

    \b
    Examples:
      doichieu run
      doichieu run decisions/ --out results --lang en
      doichieu run draft.docx --fail-on error
    """
    from doichieu import pipeline
    from doichieu.dataset.store import Store
    from doichieu.pipeline.inputs import find
    from doichieu.review.decided import Decided

    require(reader)
    job = Reports(out=out, formats=formats, lang=lang, baseline=baseline, rules=rules_file)
    place = options.engine(
        jobs, kind=engine, scheduler=scheduler, time_limit=time_limit, memory_limit=memory_limit
    )
    inputs = find(paths or [Path("corpus")], recursive=recursive)
    where = dataset or str(out / "dataset")
    confirmed = name_commands.aliases_of(aliases, where)
    decided = Decided.of(where).knowing(confirmed)
    papers = pipeline.process(inputs, aliases=confirmed, decided=decided, engine=place, reader=reader)
    with Store(where, people=decided) as store:
        done = pipeline.in_order(
            inputs, track(pipeline.ingest(papers, store), total=inputs.total, label="run", log=log)
        )
    found = {"dataset": where, **forms.ingested(done, inputs)}
    # Pages are drawn here: a cluster need not have the files.
    here = options.engine(jobs, time_limit=time_limit, memory_limit=memory_limit)
    levels = job.write(
        [paper for paper, _ in done],
        found,
        dataset=where,
        engine=here,
        as_json=as_json,
        decided=decided,
    )
    leave(levels, fail_on, papers=[paper for paper, _ in done])


@app.command()
def ingest(
    *,
    paths: options.Paths,
    dataset: options.DatasetAddress = _DATASET,
    recursive: options.Recursive = False,
    reader: options.Reader = TableReader.AUTO,
    aliases: name_commands.AliasesFile = None,
    prune: dataset_commands.Prune = False,
    jobs: options.Jobs = None,
    engine: options.EngineName = options.EngineKind.LOCAL,
    scheduler: options.Scheduler = None,
    time_limit: options.TimeLimit = 300,
    memory_limit: options.MemoryLimit = 2048,
    log: options.LogForm = Log.BAR,
    as_json: options.Json = False,
) -> None:
    """Read files and folders into the dataset.

    Files that it knows already are not read again; after names were confirmed they are audited again.

    \b
    Examples:
      doichieu ingest decisions/ --dataset data
      doichieu ingest qd-305.docx cv-1557.html --json
    """
    from doichieu import pipeline
    from doichieu.dataset.store import Store
    from doichieu.pipeline.inputs import find
    from doichieu.review.decided import Decided

    require(reader)
    place = options.engine(
        jobs, kind=engine, scheduler=scheduler, time_limit=time_limit, memory_limit=memory_limit
    )
    inputs = find(paths, recursive=recursive)
    confirmed = name_commands.aliases_of(aliases, dataset)
    decided = Decided.of(dataset).knowing(confirmed)
    with Store(dataset, people=decided) as store:
        # Workers hand back records alone: a folder of thousands must not stay in memory.
        papers = pipeline.process(
            inputs,
            store=store,
            aliases=confirmed,
            decided=decided,
            engine=place,
            reader=reader,
            keep=pipeline.Keep.RECORD,
        )
        done = pipeline.in_order(
            inputs, track(pipeline.ingest(papers, store), total=inputs.total, label="ingest", log=log)
        )
        gone = dataset_commands.prune(store, paths) if prune else []
    found = {"dataset": dataset, **forms.ingested(done, inputs), "removed": gone}
    if as_json:
        console.print_json(found)
    else:
        counts = {**found["files"], **({"removed": len(gone)} if prune else {})}
        typer.echo(f"{dataset}: " + ", ".join(f"{count} {what}" for what, count in counts.items()))
    leave((), options.FailOn.NEVER, papers=[paper for paper, _ in done])


@app.command()
def audit(
    *,
    dataset: options.DatasetAddress = _DATASET,
    out: options.Out = _OUT,
    formats: options.Formats = _FORMATS,
    lang: options.Language = options.Lang.VI,
    baseline: options.Baseline = None,
    rules_file: options.RulesFile = None,
    fail_on: options.FailOnLevel = options.FailOn.NEVER,
    aliases: name_commands.AliasesFile = None,
    jobs: options.Jobs = None,
    time_limit: options.TimeLimit = 300,
    memory_limit: options.MemoryLimit = 2048,
    log: options.LogForm = Log.BAR,
    as_json: options.Json = False,
) -> None:
    """Audit the papers of a dataset again and write the reports.

    The files that the papers came from are not needed any more.

    \b
    Examples:
      doichieu audit --dataset data --out reports
      doichieu audit --format md,json --baseline accepted.json --fail-on warning
    """
    from doichieu import pipeline
    from doichieu.dataset import store
    from doichieu.review.decided import Decided

    job = Reports(out=out, formats=formats, lang=lang, baseline=baseline, rules=rules_file)
    engine = options.engine(jobs, time_limit=time_limit, memory_limit=memory_limit)
    documents = list(store.load(dataset))
    confirmed = name_commands.aliases_of(aliases, dataset)
    decided = Decided.of(dataset).knowing(confirmed)
    read = pipeline.again(documents, aliases=confirmed, decided=decided, engine=engine)
    tracked = track(((paper, "audited") for paper in read), total=len(documents), label="audit", log=log)
    papers = pipeline.sorted_as(documents, (paper for paper, _ in tracked))
    missed = pipeline.missed(dataset)
    review_commands.renew(dataset, papers, decided)
    levels = job.write(
        papers,
        {"dataset": dataset},
        dataset=dataset,
        engine=engine,
        as_json=as_json,
        missed=missed,
        decided=decided,
    )
    leave(levels, fail_on, papers=papers)


@app.command()
def tables(
    file: options.File,
    *,
    reader: options.Reader = TableReader.AUTO,
    time_limit: options.TimeLimit = 300,
    memory_limit: options.MemoryLimit = 2048,
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
    engine = options.engine(1, time_limit=time_limit, memory_limit=memory_limit)
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


@app.command()
def match(
    *,
    names: options.Names = None,
    province: options.Province = None,
    level: options.EntityLevel = None,
    on: options.Day = None,
    aliases: name_commands.AliasesFile = None,
    as_json: options.Json = False,
) -> None:
    """Find the canonical IDs of agencies by their printed names.

    A name that could be several gets no ID but the candidates and the reason.

    \b
    Examples:
      doichieu match "Sở LĐ-TB&XH" "UBND TX An Nhơn" --province "Bình Định"
      cut -f2 names.tsv | doichieu match --province VN-21 --date 2018-04-27 --json
    """
    given = (options.province(province), options.entity_level(level), options.day(on))
    printed = names or options.piped_names()
    from doichieu.normalize import agencies

    scope = agencies.Scope(province=given[0], level=given[1], date=given[2])
    confirmed = name_commands.aliases_of(aliases, None)
    found = (mention for name in printed for mention in agencies.match(name, scope=scope, aliases=confirmed))
    if as_json:
        console.print_json_list(map(forms.mention, found))
        return
    rows = ((m.printed, m.entity_id or "?", m.name, m.kind, f"{m.score:.2f}", m.reason) for m in found)
    console.print_table(("printed", "entity_id", "name", "kind", "score", "reason"), rows)


@app.command()
def export(
    dest: options.Dest,
    *,
    to: options.To,
    dataset: options.DatasetAddress = _DATASET,
    as_json: options.Json = False,
) -> None:
    """Write the dataset for other tools.

    \b
    Examples:
      doichieu export --to xlsx dataset.xlsx
      doichieu export --to csv tables/ --dataset data
    """
    from doichieu.dataset.export import write

    files = [str(path) for path in write(dataset, str(to), dest)]
    if as_json:
        console.print_json({"files": files})
    else:
        typer.echo("\n".join(files))


@app.command()
def rules(
    code: options.Code = None,
    *,
    rules_file: options.RulesFile = None,
    lang: options.Language = options.Lang.VI,
    as_json: options.Json = False,
) -> None:
    """Print the rule catalogue, or one rule with an example.

    With --rules each rule is shown with what the file sets it to.

    \b
    Examples:
      doichieu rules
      doichieu rules RANK-TIE --lang en
      doichieu rules --rules rules.toml
    """
    from doichieu.rule_settings import described, given
    from doichieu.validate.catalogue import RULES

    settings = dict(described(given(rules_file)))
    wanted = [rule for rule in RULES.values() if code is None or code.upper() in {rule.code, rule.family}]
    if not wanted:
        raise UsageError(f"There is no rule {code!r}.", do="see `doichieu rules` for all codes.")
    said = [forms.rule(rule, str(lang), settings.get(rule.code)) for rule in wanted]
    if as_json:
        console.print_json(said)
    elif code is None or len(said) > 1:
        columns = ("code", "family", "title", *(["setting"] if rules_file else []))
        console.print_table(columns, [[r[name] or "" for name in columns] for r in said])
    else:
        console.print_rule(said[0], lang=str(lang))


app.add_typer(name_commands.registry, name="registry")
app.add_typer(review_commands.review, name="review")
app.command()(serve_command.serve)
app.command()(dataset_commands.diff)


def main() -> None:
    """Run the command line; the entry point of the `doichieu` script."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # Vietnamese on a console that is not UTF-8, and file names that are not, must not end a run.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    make_lean()
    app(prog_name="doichieu")
