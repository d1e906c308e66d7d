"""One reader over one folder of files, in a process of its own so that its memory is its own.

python run.py READER FOLDER REPEATS prints one JSON object: seconds, peak MB, and grids by file.
"""

from __future__ import annotations

import json
import os
import re
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Grids = list[list[list[str | None]]]
TIMEOUT = 1800


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run came to.

    Attributes:
        seconds: Median time over the folder.
        busy: Processor time over the folder, its own and that of programs it starts; load beside it counts less.
        memory: Peak resident size of the process in MB.
        grids: Tables found, by file name.
        failed: Message by file that the reader could not read.
    """

    seconds: float
    busy: float
    memory: float
    grids: dict[str, Grids]
    failed: dict[str, str]


def run_apart(reader: str, folder: Path, repeats: int, python: str = sys.executable) -> Run:
    """Run a reader over the PDFs of a folder in a fresh process of an interpreter.

    Raises:
        subprocess.SubprocessError: The process ended badly or took longer than half an hour.
    """
    done = subprocess.run(
        [python, "-W", "ignore", str(Path(__file__)), reader, str(folder), str(repeats)],
        capture_output=True,
        text=True,
        check=True,
        timeout=TIMEOUT,
    )
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def run_here(reader: str, folder: Path, repeats: int) -> Run:
    """Run a reader over the PDFs of a folder; the smallest is read once before, so that imports do not count."""
    from compare.readers import READERS  # noqa: PLC0415 (a script finds it once the path is set)
    from compare.scan_readers import SCAN_READERS  # noqa: PLC0415

    read = (READERS | SCAN_READERS)[reader].read
    files = sorted(folder.glob("*.pdf"))
    grids: dict[str, Grids] = {}
    failed: dict[str, str] = {}
    _read(read, min(files, key=lambda file: file.stat().st_size), grids, failed)
    times, busy = [], []
    for _ in range(repeats):
        start, begun = time.perf_counter(), _processor_time()
        for file in files:
            _read(read, file, grids, failed)
        times.append(time.perf_counter() - start)
        busy.append(_processor_time() - begun)
    return Run(
        seconds=statistics.median(times),
        busy=statistics.median(busy),
        memory=_peak_memory(),
        grids=grids,
        failed=failed,
    )


def _processor_time() -> float:
    """Processor time of this process and of those it waited for, in seconds."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _peak_memory() -> float:
    """Peak resident size of this process in MB."""
    status = Path("/proc/self/status")
    if status.is_file():
        # what getrusage says begins with the peak of the process that started this one
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
        if found:
            return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform != "darwin" else 1 << 20
    )


def _read(read: Callable[[str], Grids], file: Path, grids: dict[str, Grids], failed: dict[str, str]) -> None:
    try:
        grids[file.stem] = read(str(file))
    except Exception as error:  # noqa: BLE001 (a peer's failure is a result)
        grids[file.stem], failed[file.stem] = [], f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
    result = run_here(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    print(json.dumps({name: getattr(result, name) for name in Run.__slots__}))
