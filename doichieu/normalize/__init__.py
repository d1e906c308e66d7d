"""Stage two: what a document means. `understand(document)` gives a `Decision`."""

from __future__ import annotations

from doichieu.normalize.understand import understand

__all__ = ["understand"]
