"""What is looked for only in paragraphs with certain words is found nowhere else."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import doichieu.validate
from doichieu.normalize.text import clean, fold, words
from doichieu.validate.said_words import Said

MODULES = [name for _, name, _ in pkgutil.walk_packages(doichieu.validate.__path__, "doichieu.validate.")]
SAID = {
    f"{name}.{attribute}": value
    for name in MODULES
    for attribute, value in vars(import_module(name)).items()
    if isinstance(value, Said)
}


def test_all_are_found() -> None:
    """The rules state what they look for in this way."""
    assert len(SAID) > 5


@pytest.mark.parametrize("name", SAID)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_match_has_one_of_the_words(name: str, data: st.DataObject) -> None:
    """Whatever text a pattern is found in has one of the words that it is told to have."""
    said = SAID[name]
    as_asked = fold if said.pattern.pattern.isascii() else clean
    text = as_asked(data.draw(st.from_regex(said.pattern)))
    assume(said.pattern.search(text))
    assert {*words(text), *("%" if "%" in fold(text) else "")} & {*said.words}
