"""Dated registry of Vietnamese bodies: provinces, districts, departments, ministries, agencies.

The data are tab-separated files in `data/`, one small file a territory, that a person can review; each
states its sources. See `data/README.md` for the columns and for what is and is not covered.
"""

from doichieu.normalize.registry.entities import Entity, Form
from doichieu.normalize.registry.store import Registry

__all__ = ["Entity", "Form", "Registry"]
