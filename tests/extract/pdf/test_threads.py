"""Papers read in several threads: pdfium is made for one, so that they take turns, page by page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

from doichieu.extract.pdf.pdfium import open_page, open_pdf

PAPER = Path(__file__).parents[3] / "corpus" / "bc-464-2018-thanh-hoa.pdf"

READ_AT_ONCE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from doichieu.extract import read

with ThreadPoolExecutor(4) as pool:
    found = list(pool.map(read, [Path(sys.argv[1])] * 40))
print(len({repr(document) for document in found}))
"""


def test_a_page_is_open_in_one_thread_at_a_time() -> None:
    """The second one gets its page when the first is done with its own."""
    has_it = Event()

    def other() -> None:
        with open_pdf(PAPER.read_bytes(), "") as document, open_page(document, 0) as page:
            assert page
            has_it.set()

    with open_pdf(PAPER.read_bytes(), "") as document:
        thread = Thread(target=other)
        with open_page(document, 0):
            thread.start()
            assert not has_it.wait(0.3)
        assert has_it.wait(60)
        thread.join()


def test_papers_in_four_threads_are_read_as_in_one() -> None:
    """A process of its own, because what would go wrong takes the whole process with it."""
    run = subprocess.run(  # noqa: S603 (this interpreter, text of this file)
        [sys.executable, "-c", READ_AT_ONCE, str(PAPER)], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout.strip()) == (0, "1"), run.stderr[-500:]
