"""Phrases that readers and the matcher say in one language, as (Vietnamese, English).

`{}` stands for what a phrase is about: a number, a name, another phrase; both sides have as many, in the same order.
"""

from __future__ import annotations

from doichieu.report.phrases.files import FILES
from doichieu.report.phrases.names import NAMES
from doichieu.report.phrases.notes import NOTES
from doichieu.report.phrases.runs import RUNS

PHRASES: tuple[tuple[str, str], ...] = (*FILES, *NOTES, *NAMES, *RUNS)
