"""Queries as clients send them: whatever arrives is read, or refused with what is wrong."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doichieu.review.extend import extend_02, extend_10
from doichieu.review.limits import CANDIDATES, RequestError
from doichieu.review.queries import Query, read_batch_02, read_batch_10
from doichieu.review.reconcile import as_json, candidates

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                (
                    "query",
                    "queries",
                    "properties",
                    "pid",
                    "v",
                    "limit",
                    "type",
                    "id",
                    "ids",
                    "conditions",
                    "matchType",
                )
            )
            | st.sampled_from(("propertyId", "propertyValue", "matchQuantifier"))
            | st.text(max_size=5),
            inner
            | st.sampled_from(
                ("province", "date", "level", "name", "id", "property", "any", "none", "VN-31", "2024")
            ),
            max_size=4,
        )
    ),
    max_leaves=20,
)


@pytest.mark.parametrize("read", [read_batch_02, read_batch_10, extend_02, extend_10])
@given(value=ANY_JSON)
def test_any_json_is_read_or_refused(read: Any, value: Any) -> None:
    """Whatever JSON a client sends is understood, or refused with a sentence; nothing else is raised."""
    with contextlib.suppress(RequestError):
        read(value)


@given(
    st.builds(
        Query,
        text=st.text(max_size=60)
        | st.sampled_from(("Sở Tài chính", "UBND huyện An Lão", "VN-31", "Nghệ An; Huế")),
        by_id=st.booleans(),
        types=st.sampled_from(((), ("district",), ("agency",), ("nothing",))),
        province=st.sampled_from(("", "VN-31", "Bình Định", "Atlantis")) | st.text(max_size=9),
        level=st.sampled_from(("", "district", "nothing")),
        day=st.sampled_from(("", "2024-06-03", "03/06/2024", "2024", "9" * 5000)) | st.text(max_size=9),
        limit=st.integers(1, CANDIDATES),
    )
)
def test_any_query_is_answered(query: Query) -> None:
    """Any query gives candidates in the order of their scores, none twice a match, all of them JSON."""
    found = candidates(query)
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    assert len(found) <= query.limit
    assert sum(one.match for one in found) <= 1
    json.dumps([as_json(one, named=True) for one in found], allow_nan=False)


def test_first_value_that_says_something() -> None:
    """Of several values of a property the first that is not empty counts; an entity stands for its ID."""
    value = [None, "", {"id": "VN-31", "name": "Bình Định"}, "VN-21"]
    queries = read_batch_02({"a": {"query": "x", "properties": [{"pid": "province", "v": value}]}})
    assert queries["a"].province == "VN-31"


def _found(**asked: Any) -> list[tuple[str, bool]]:
    return [(one.entity.entity_id, one.match) for one in candidates(Query(**asked))]


def test_values_that_differ_are_no_certainty() -> None:
    """Where a condition has two values the first counts, and what it leaves is for a person to confirm."""
    asked = {"query": "Sở Nội vụ", "properties": [{"pid": "province", "v": ["Bắc Ninh", "Hà Nội"]}]}
    (one,) = candidates(read_batch_02({"q": asked})["q"])
    assert (one.entity.entity_id, one.match, one.features["unusable"]) == ("VN-56:so-nv", False, True)
    same = {"query": "Sở Nội vụ", "properties": [{"pid": "province", "v": ["Bắc Ninh", "Bắc Ninh"]}]}
    assert candidates(read_batch_02({"q": same})["q"])[0].match


@pytest.mark.parametrize("given", ["Bắc Ninh", "TP. Bắc Ninh", "Quế Võ", "VN-56", "Bac Ninh"])
def test_what_says_which_province(given: str) -> None:
    """A city or a district says which province is meant."""
    assert _found(text="Sở Nội vụ", province=given) == [("VN-56:so-nv", True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hue", ["VN-26", "VN-26:h-474"]),
        ("Ha Noi", ["VN-HN"]),
        ("Da Lat", ["VN-35:h-672"]),
        ("Quế Vỏ", ["VN-56:h-259"]),
        ("Sở Nội vụ", []),
        ("Công ty ABC", []),
        ("Tổng cộng", []),
        ("Long", []),
    ],
)
def test_what_a_search_finds_is_offered(text: str, expected: list[str]) -> None:
    """What the matcher leaves open has candidates that a search finds, none of them a match, and none that are arbitrary."""
    found = _found(text=text)
    assert [entity_id for entity_id, _ in found] == expected
    assert not any(match for _, match in found)
