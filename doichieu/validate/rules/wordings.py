"""What a family says of one violated check."""

from __future__ import annotations

from dataclasses import dataclass

from doichieu.model import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One sentence for a letter, and the computation behind it step by step."""

    message: Bilingual
    steps: tuple[Bilingual, ...]
