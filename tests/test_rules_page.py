"""docs/rules.md says what the catalogue says."""

from __future__ import annotations

from pathlib import Path

from doichieu.validate.catalogue import RULES

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"


def test_every_rule_is_on_the_page() -> None:
    """The page has each rule as the catalogue words it; `make docs` writes it anew."""
    page = PAGE.read_text(encoding="utf-8")
    for rule in RULES.values():
        assert f"## {rule.code}: {rule.title.en}" in page
        assert rule.holds.en in page
        assert rule.example.vi in page
