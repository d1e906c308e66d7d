"""Checks across papers: what a later paper repeats of an earlier one."""

from __future__ import annotations

from doichieu.validate.chain.link import link, years_asked
from doichieu.validate.chain.series import Series, Source, series_of

__all__ = ["Series", "Source", "link", "series_of", "years_asked"]
