"""Printing: the page as PDF, by a browser that is installed anyway."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from doichieu.errors import DoichieuError, MissingToolError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
# A report of hundreds of papers takes a browser some minutes.
_SECONDS = 600
# The page asks nothing of the network, and neither shall the browser.
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-pdf-header-footer",
)


class PrintError(DoichieuError):
    """The browser made no PDF."""

    code = "printing"


def browser() -> str:
    """The browser that prints.

    Raises:
        MissingToolError: None is installed.
    """
    for name in BROWSERS:
        path = shutil.which(name)
        if path is not None:
            return path
    raise MissingToolError(
        "A report as PDF is printed by Chromium, which is not installed.",
        do="apt-get install chromium, or leave pdf out of --format: the HTML page prints the same.",
    )


def print_pdf(page: bytes) -> bytes:
    """Print a page on A4.

    Args:
        page: Self-contained HTML.

    Returns:
        The PDF.

    Raises:
        MissingToolError: No browser is installed.
        PrintError: The browser failed or took longer than ten minutes.
    """
    program = browser()
    with tempfile.TemporaryDirectory(prefix="doichieu-print-") as name:
        folder = Path(name)
        (folder / "report.html").write_bytes(page)
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        command = [
            program,
            *_OPTIONS,
            *root,
            f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={folder / 'report.pdf'}",
            (folder / "report.html").as_uri(),
        ]
        try:
            done = subprocess.run(  # noqa: S603 - a program found by its name, on a file of our own
                command, capture_output=True, check=False, timeout=_SECONDS
            )
            content = (folder / "report.pdf").read_bytes()
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PrintError(
                f"{Path(program).name} made no PDF ({type(error).__name__}).",
                do="open report.html in a browser and print it there.",
            ) from error
        if done.returncode or not content.startswith(b"%PDF-"):
            raise PrintError(
                f"{Path(program).name} made no PDF (exit status {done.returncode}).",
                do="open report.html in a browser and print it there.",
            )
    return content
