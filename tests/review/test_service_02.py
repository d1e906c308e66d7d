"""Version 0.2 of the reconciliation API, over a live service."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.review import http
from tests.review.conftest import Validate

BINH_DINH = [{"pid": "province", "v": "Bình Định"}, {"pid": "date", "v": "2017-02-07"}]


def reconcile(service: str, **queries: Any) -> Any:
    """Results by key."""
    return http.post_form(f"{service}/reconcile", queries=json.dumps(queries)).json


def first(service: str, **query: Any) -> Any:
    """The first candidate of one query."""
    return reconcile(service, q=query)["q"]["result"][0]


def test_manifest(service: str, validate: Validate) -> None:
    """Without parameters the endpoint gives its manifest, with and without a slash at the end."""
    manifest = http.get(f"{service}/reconcile").json
    validate("0.2", "manifest", manifest)
    assert http.get(f"{service}/reconcile/").json == manifest
    assert "0.2" in manifest["versions"]


@pytest.mark.parametrize("send", [http.get, http.post_form])
def test_batch(service: str, validate: Validate, send: Any) -> None:
    """A batch is answered by GET and by POST, each query under its own key."""
    queries = {
        "a": {"query": "Sở LĐ-TB&XH", "properties": BINH_DINH},
        "b": {"query": "UBND TX An Nhơn", "properties": BINH_DINH, "limit": 3},
        "c": {"query": "Tổng điểm"},
    }
    validate("0.2", "reconciliation-query-batch", queries)
    answer = send(f"{service}/reconcile", queries=json.dumps(queries))
    validate("0.2", "reconciliation-result-batch", answer.json)
    found = {key: [one["id"] for one in result["result"]] for key, result in answer.json.items()}
    assert found == {"a": ["VN-31:so-ldtbxh"], "b": ["VN-31:h-549"], "c": []}


def test_features_explain_the_score(service: str) -> None:
    """A known spelling in force is a match, and its features say why."""
    found = first(service, query="Sở Tài chính", properties=[*BINH_DINH, {"pid": "level", "v": "department"}])
    assert (found["match"], found["score"]) == (True, 100)
    features = {one["id"]: one["value"] for one in found["features"]}
    assert (
        features["exact"]
        is features["in_force"]
        is features["same_province"]
        is features["same_level"]
        is True
    )
    assert features["misprint"] is False


def test_misprint_is_left_to_a_person(service: str) -> None:
    """A misspelt name is a candidate, no match."""
    found = first(
        service, query="UBND thị xã Bim Sơn", properties=[{"pid": "province", "v": {"id": "VN-21"}}]
    )
    assert (found["id"], found["match"]) == ("VN-21:h-381", False)


def test_namesakes_are_candidates(service: str) -> None:
    """Without a province "huyện An Lão" is two districts, neither a match."""
    found = reconcile(service, q={"query": "UBND huyện An Lão"})["q"]["result"]
    assert {one["id"] for one in found} == {"VN-31:h-542", "VN-HP:h-313"}
    assert not any(one["match"] for one in found)


def test_type_narrows(service: str) -> None:
    """A type is the level of the name: "Thanh Hóa" among districts is the city."""
    narrow = [{"pid": "province", "v": "VN-21"}]
    assert first(service, query="Thanh Hóa", type="district", properties=narrow)["id"] == "VN-21:h-380"
    assert first(service, query="Thanh Hóa", type=["province"], type_strict="any")["id"] == "VN-21"


def test_id_finds_itself(service: str) -> None:
    """An ID as query gives its entity."""
    found = first(service, query="VN-31:h-543")
    assert (found["id"], found["match"]) == ("VN-31:h-543", True)


def test_several_names_are_candidates(service: str) -> None:
    """A cell of several names gives each, none of them a match."""
    found = reconcile(service, q={"query": "Nghệ An, Hà Tĩnh", "limit": 10})["q"]["result"]
    assert {one["id"] for one in found} == {"VN-22", "VN-23"}
    assert not any(one["match"] for one in found)


def test_condition_not_understood_is_no_match(service: str) -> None:
    """A province that does not exist makes nothing certain."""
    found = first(service, query="Bộ Tài chính", properties=[{"pid": "province", "v": "Atlantis"}])
    assert (found["id"], found["match"]) == ("VN:bo-tc", False)


def test_date_decides(service: str) -> None:
    """The short "Sở Nông nghiệp" is the department of that date; a year alone will do."""
    found = [
        first(
            service,
            query="Sở Nông nghiệp",
            properties=[{"pid": "province", "v": "VN-21"}, {"pid": "date", "v": day}],
        )
        for day in ("2020-01-01", 2025)
    ]
    assert [one["id"] for one in found] == ["VN-21:so-nnptnt", "VN-21:so-nnmt"]


def test_confirmed_name(service: str) -> None:
    """A name of the user's own file matches in its province, and says who confirmed it."""
    found = first(service, query="Sở Bưu chính", properties=BINH_DINH)
    assert (found["id"], found["match"]) == ("VN-31:so-tttt", True)
    assert "An" in found["description"]
    assert reconcile(service, q={"query": "Sở Bưu chính"})["q"]["result"] == []


def test_suggest(service: str, validate: Validate) -> None:
    """Entities, properties and types complete what is typed."""
    entities = http.get(f"{service}/reconcile/suggest/entity", prefix="so tai chinh binh dinh").json
    validate("0.2", "suggest-entities-response", entities)
    assert entities["result"][0]["id"] == "VN-31:so-tc"
    properties = http.get(f"{service}/reconcile/suggest/property", prefix="iso").json
    validate("0.2", "suggest-properties-response", properties)
    assert [one["id"] for one in properties["result"]] == ["iso"]
    types = http.get(f"{service}/reconcile/suggest/type", prefix="").json
    validate("0.2", "suggest-types-response", types)
    assert len(types["result"]) == 8


def test_suggest_communes(service: str) -> None:
    """What a person types into a cell may be a ward: the former one and the one of 2025."""
    found = http.get(f"{service}/reconcile/suggest/entity", prefix="phuong mui ne").json["result"]
    assert [one["id"] for one in found] == ["VN-40:x-22915", "VN-35:px-22918"]


@pytest.mark.parametrize(
    ("typed", "entity_id"),
    [
        ("Sở LĐ-TB&XH Bình Định", "VN-31:so-ldtbxh"),
        ("UBND H. Hoài Nhon", "VN-31:h-543"),
        ("Sờ Tài chính tỉnh Lai Châu", "VN-01:so-tc"),
        ("KBNN khu vực 7", "VN:cq-kbnn-kv7"),
    ],
)
def test_suggest_reads_the_text_of_a_cell(service: str, typed: str, entity_id: str) -> None:
    """A client asks first with the cell as it stands, abbreviated or misspelt, which no search by words finds."""
    found = http.get(f"{service}/reconcile/suggest/entity", prefix=typed).json["result"]
    assert found[0]["id"] == entity_id


def test_suggest_pages(service: str) -> None:
    """A cursor skips what was shown."""
    url = f"{service}/reconcile/suggest/entity"
    one, two = http.get(url, prefix="chau thanh").json, http.get(url, prefix="chau thanh", cursor="3").json
    assert one["result"][3:] == two["result"][: len(one["result"]) - 3]


def test_openrefine_sends_more(service: str, validate: Validate) -> None:
    """A batch as OpenRefine sends it: a type that it only prefers, reconciled cells and dates as values, settings of properties."""
    queries = {
        "q0": {
            "query": "Sở LĐ-TB&XH",
            "type": "department",
            "type_strict": "should",
            "limit": 5,
            "properties": [
                {"pid": "province", "v": {"id": "VN-31", "name": "Bình Định"}},
                {"pid": "date", "v": "2017-02-07T00:00:00Z"},
            ],
        }
    }
    validate("0.2", "reconciliation-query-batch", queries)
    (found,) = http.post_form(f"{service}/reconcile", queries=json.dumps(queries)).json["q0"]["result"]
    assert (found["id"], found["match"]) == ("VN-31:so-ldtbxh", True)
    asked = {"ids": [found["id"]], "properties": [{"id": "valid_to", "settings": {"limit": "1"}}]}
    rows = http.post_form(f"{service}/reconcile", extend=json.dumps(asked)).json["rows"]
    assert rows == {found["id"]: {"valid_to": [{"date": "2025-02-28T00:00:00+00:00"}]}}


def test_extension(service: str, validate: Validate) -> None:
    """Codes, validity and parents of entities, by property."""
    asked = {
        "ids": ["VN-31", "VN-31:h-543", "VN-0"],
        "properties": [{"id": key} for key in ("iso", "gso", "valid_to", "parent", "successors")],
    }
    validate("0.2", "data-extension-query", asked)
    answer = http.post_form(f"{service}/reconcile", extend=json.dumps(asked)).json
    validate("0.2", "data-extension-response", answer)
    rows = answer["rows"]
    assert rows["VN-31"]["iso"] == [{"str": "VN-31"}]
    assert rows["VN-31"]["valid_to"] == [{"date": "2025-06-30T00:00:00+00:00"}]
    assert rows["VN-31"]["successors"] == [{"id": "VN-30", "name": "Gia Lai"}]
    assert rows["VN-31:h-543"]["parent"] == [{"id": "VN-31", "name": "Bình Định"}]
    assert not any(rows["VN-0"].values())


def test_proposed_properties(service: str, validate: Validate) -> None:
    """Properties worth fetching depend on the type and the limit."""
    answer = http.get(f"{service}/reconcile/properties", type="district", limit="3").json
    validate("0.2", "data-extension-property-proposal", answer)
    assert len(answer["properties"]) == 3


def test_preview_and_flyout(service: str) -> None:
    """A small page without scripts, and the same as a flyout."""
    page = http.get(f"{service}/reconcile/preview", id="VN-31:h-543")
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "Thị xã Hoài Nhơn" in page.text
    assert "<script" not in page.text
    assert "Hoài Nhơn" in http.get(f"{service}/reconcile/flyout", id="VN-31:h-543").json["html"]


@pytest.mark.parametrize("path", ["preview", "flyout", "suggest/nothing"])
def test_unknown_is_404_and_escaped(service: str, path: str) -> None:
    """What does not exist is said as JSON, never as a page."""
    answer = http.get(f"{service}/reconcile/{path}", id="<script>alert(1)</script>")
    assert answer.status == 404
    assert answer.headers["content-type"] == "application/json"
    assert answer.json["status"] == "error"
