"""Commands that take papers: read into the dataset, audited, reported."""

# ruff: noqa: D301, PLC0415 - typer wants a real backspace before examples; imports wait for their command

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from doichieu.commands import console, dataset_commands, engine_options, forms, name_commands, options
from doichieu.commands.progress import Log, track
from doichieu.commands.reporting import Reports, leave
from doichieu.errors import DatasetError
from doichieu.extract.tablereader import TableReader, require

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.dataset.place import Address
    from doichieu.pipeline import Paper
    from doichieu.review.decided import Decided

_FORMATS = "html,xlsx,md,json"
_OUT = Path("outputs")


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
    jobs: engine_options.Jobs = None,
    engine: engine_options.EngineName = engine_options.EngineKind.LOCAL,
    scheduler: engine_options.Scheduler = None,
    time_limit: engine_options.TimeLimit = 300,
    memory_limit: engine_options.MemoryLimit = 2048,
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
    place = engine_options.engine(
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
    here = engine_options.engine(jobs, time_limit=time_limit, memory_limit=memory_limit)
    levels = job.write(
        [paper for paper, _ in done],
        found,
        dataset=where,
        engine=here,
        as_json=as_json,
        decided=decided,
    )
    leave(levels, fail_on, papers=[paper for paper, _ in done], log=log)


def ingest(
    *,
    paths: options.Paths,
    dataset: options.DatasetAddress = options.DATASET,
    recursive: options.Recursive = False,
    reader: options.Reader = TableReader.AUTO,
    aliases: name_commands.AliasesFile = None,
    prune: dataset_commands.Prune = False,
    retry: dataset_commands.Retry = False,
    jobs: engine_options.Jobs = None,
    engine: engine_options.EngineName = engine_options.EngineKind.LOCAL,
    scheduler: engine_options.Scheduler = None,
    time_limit: engine_options.TimeLimit = 300,
    memory_limit: engine_options.MemoryLimit = 2048,
    log: options.LogForm = Log.BAR,
    as_json: options.Json = False,
) -> None:
    """Read files and folders into the dataset.

    Files that it knows already are not read again; after names were confirmed they are audited again. A file that
    three runs could not read is left alone until it, the limits or the version of doichieu are others.

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
    place = engine_options.engine(
        jobs, kind=engine, scheduler=scheduler, time_limit=time_limit, memory_limit=memory_limit
    )
    inputs = find(paths, recursive=recursive)
    if prune:
        dataset_commands.require_papers(paths, inputs)
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
            retry=retry,
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
        if inputs.ignored:
            counts["passed over"] = len(inputs.ignored)
        typer.echo(f"{dataset}: " + ", ".join(f"{count} {what}" for what, count in counts.items()))
    leave((), options.FailOn.NEVER, papers=[paper for paper, _ in done], log=log)


def audit(
    *,
    dataset: options.DatasetAddress = options.DATASET,
    out: options.Out = _OUT,
    formats: options.Formats = _FORMATS,
    lang: options.Language = options.Lang.VI,
    baseline: options.Baseline = None,
    rules_file: options.RulesFile = None,
    fail_on: options.FailOnLevel = options.FailOn.NEVER,
    aliases: name_commands.AliasesFile = None,
    jobs: engine_options.Jobs = None,
    time_limit: engine_options.TimeLimit = 300,
    memory_limit: engine_options.MemoryLimit = 2048,
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
    from doichieu.dataset.documents import load
    from doichieu.review.decided import Decided

    job = Reports(out=out, formats=formats, lang=lang, baseline=baseline, rules=rules_file)
    engine = engine_options.engine(jobs, time_limit=time_limit, memory_limit=memory_limit)
    documents = list(load(dataset))
    confirmed = name_commands.aliases_of(aliases, dataset)
    decided = Decided.of(dataset).knowing(confirmed)
    read = pipeline.again(documents, aliases=confirmed, decided=decided, engine=engine)
    tracked = track(((paper, "audited") for paper in read), total=len(documents), label="audit", log=log)
    papers = pipeline.sorted_as(documents, (paper for paper, _ in tracked))
    missed = pipeline.missed(dataset)
    _renew(dataset, papers, decided)
    levels = job.write(
        papers,
        {"dataset": dataset},
        dataset=dataset,
        engine=engine,
        as_json=as_json,
        missed=missed,
        decided=decided,
    )
    leave(levels, fail_on, papers=papers, log=log)


def _renew(dataset: Address, papers: Sequence[Paper], decided: Decided) -> None:
    """Write what was decided since the last run to the dataset; one that cannot be written is only said."""
    from doichieu.dataset.renewed import renew as write

    try:
        write(dataset, [paper.audit for paper in papers if paper.audit is not None], decided)
    except DatasetError as error:
        console.print_error(error)
