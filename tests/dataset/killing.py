"""A process that forks writers and kills them: `python -m tests.dataset.killing DATASET` obeys lines of JSON.

It loads the code once and forks, so that a kill costs some milliseconds. A line holds `round` (what the papers
say), `writers` and `after` (seconds until they are killed, null for never); the answer is a line, once they are dead.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from unittest import mock

from doichieu.dataset import layout, store
from doichieu.engine.lean import make_lean
from tests.dataset.factories import make_audit

PAPERS = 12


def write(folder: Path, number: int) -> None:
    """Ingest every paper anew, in its version of this round, publishing in between."""
    few = mock.patch.object(store, "_PUBLISH_AFTER", 5)
    unsynced = mock.patch.object(layout, "_sync_one")  # a kill is no loss of power: what was written is there
    with few, unsynced, store.Store(folder) as one:
        for paper in range(PAPERS):
            one.put(make_audit(f"{paper} in round {number}", source=f"papers/{paper}.txt"))


def _fork(folder: Path, number: int) -> int:
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            write(folder, number)
            status = 0
        finally:
            os._exit(status)
    return pid


def main(folder: Path) -> None:
    """Obey lines of standard input."""
    for line in sys.stdin:
        order = json.loads(line)
        writers = [_fork(folder, order["round"] + index) for index in range(order["writers"])]
        if order["after"] is not None:
            time.sleep(order["after"])
            for pid in writers:
                os.kill(pid, signal.SIGKILL)
        statuses = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in writers]
        sys.stdout.write(json.dumps(statuses) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    make_lean()
    main(Path(sys.argv[1]))
