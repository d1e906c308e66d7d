"""Checks across papers: what a later paper repeats of an earlier one."""

from __future__ import annotations

from doichieu.validate.chain.cited import citations_in
from doichieu.validate.chain.issued import Issued
from doichieu.validate.chain.link import check_against, link, years_asked
from doichieu.validate.chain.series import Series, Source, series_of
from doichieu.validate.chain.stated import year_compared

__all__ = [
    "Issued",
    "Series",
    "Source",
    "check_against",
    "citations_in",
    "link",
    "series_of",
    "year_compared",
    "years_asked",
]
