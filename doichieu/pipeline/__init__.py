"""From files to audited papers: the stages, applied to each file by an engine.

A file that cannot be read gives an error beside the others' audits; it never stops them.
"""

from __future__ import annotations

from doichieu.pipeline.documents import again, audit_again
from doichieu.pipeline.files import process, read_apart, read_paper
from doichieu.pipeline.paper import Keep, Paper, in_order, missed, sorted_as, unread
from doichieu.pipeline.reports import report
from doichieu.pipeline.stages import as_read_error, audit, read
from doichieu.pipeline.storing import ingest
from doichieu.pipeline.tasks import Task

__all__ = [
    "Keep",
    "Paper",
    "Task",
    "again",
    "as_read_error",
    "audit",
    "audit_again",
    "in_order",
    "ingest",
    "missed",
    "process",
    "read",
    "read_apart",
    "read_paper",
    "report",
    "sorted_as",
    "unread",
]
