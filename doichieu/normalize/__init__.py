"""Stage two: what a document means. `understand(document)` gives a `Decision`."""

from __future__ import annotations

from doichieu.normalize.agencies import Scope, infer_scope, match, match_column, match_one
from doichieu.normalize.registry import Registry
from doichieu.normalize.understand import understand

__all__ = ["Registry", "Scope", "infer_scope", "match", "match_column", "match_one", "understand"]
