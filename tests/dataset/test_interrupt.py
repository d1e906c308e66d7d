"""Ctrl-C in the middle of a run: the dataset is whole, what was read is in it, and the message says how to go on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from doichieu.dataset import open_dataset
from tests.cli.papers import call, write_papers

ROOT = Path(__file__).parents[2]
# Each paper waits until it is asked for, so that the signal comes between two of them.
_PROGRAM = """
import sys, doichieu.cli
from doichieu import pipeline
ingest = pipeline.ingest
def slow(papers, store):
    for number, one in enumerate(ingest(papers, store)):
        if number == 2:
            print("two are in", flush=True)
            sys.stdin.readline()
        yield one
pipeline.ingest = slow
doichieu.cli.main()
"""


def test_an_interrupted_run_keeps_what_it_read(tmp_path: Path) -> None:
    """What was read before Ctrl-C is published, the exit code is 130, and the same command goes on with the rest."""
    papers, dataset = tmp_path / "papers", tmp_path / "data"
    write_papers(papers, 5)
    command = [sys.executable, "-c", _PROGRAM, "ingest", str(papers), "--dataset", str(dataset)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DOICHIEU_JOBS": "1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - this interpreter
        command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        assert run.stdout.readline() == "two are in\n"
        run.send_signal(signal.SIGINT)
        said = run.stderr.read()
        assert run.wait(timeout=60) == 130
    assert "run the same command again" in said
    assert "Traceback" not in said
    there = len(open_dataset(dataset).arrow("documents"))
    assert there >= 2
    assert f"{5 - there} added" in call("ingest", papers, "--dataset", dataset).stdout
    assert len(open_dataset(dataset).arrow("documents")) == 5
