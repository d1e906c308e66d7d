"""Requests in every shape that the specification's own examples have, in words of this registry.

Each is checked against the specification's schema first, so that a shape that is no longer one of the specification fails here.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.review import http
from tests.review.conftest import Validate

BINH_DINH = {"pid": "province", "v": "Bình Định"}
VALID_02 = {
    "full": {
        "q0": {
            "query": "Sở Tài chính",
            "type": "department",
            "limit": 5,
            "properties": [BINH_DINH, {"pid": "date", "v": "2017-02-07"}],
            "type_strict": "should",
        },
        "q1": {"query": "UBND TX An Nhơn", "type": "district", "limit": 5, "properties": [BINH_DINH]},
    },
    "min": {"q1": {"query": "Bộ Y tế"}, "q2": {"query": "Bộ Xây dựng"}},
    "multi-values": {
        "q0": {
            "query": "Sở Y tế",
            "properties": [{"pid": "province", "v": ["", {"id": "VN-31", "name": "Bình Định"}]}],
        }
    },
    "no-query-string": {
        "q1": {"properties": [BINH_DINH]},
        "q2": {"properties": [{"pid": "level", "v": "ministry"}]},
    },
    "types": {"q1": {"query": "Thanh Hóa", "type": ["province", "district"], "type_strict": "any"}},
}
INVALID_02: dict[str, Any] = {
    "no query, empty properties": {"q1": {"properties": []}},
    "only a limit": {"q1": {"limit": 1}},
    "property without a value": {"q1": {"query": "Huế", "properties": [{"pid": "province"}]}},
    "list of queries": [{"query": "Huế"}],
}
VALID_10 = {
    "full": {
        "queries": [
            {
                "type": "department",
                "limit": 5,
                "conditions": [
                    {"matchType": "name", "propertyValue": "Sở Tài chính"},
                    {
                        "matchType": "property",
                        "propertyId": "province",
                        "propertyValue": "Bình Định",
                        "required": False,
                        "matchQuantifier": "any",
                    },
                ],
            }
        ]
    },
    "min": {"queries": [{"conditions": [{"matchType": "name", "propertyValue": "Bộ Y tế"}]}]},
    "id": {"queries": [{"conditions": [{"matchType": "id", "propertyValue": "VN-31"}]}]},
}
INVALID_10: dict[str, Any] = {
    "no conditions": {"queries": [{"conditions": []}]},
    "unknown match": {"queries": [{"conditions": [{"matchType": "sound", "propertyValue": "Huế"}]}]},
    "object of queries": {"q0": {"conditions": [{"matchType": "name", "propertyValue": "Huế"}]}},
}
EXTEND = {
    "full": {
        "ids": ["VN-31", "VN-31:so-tc"],
        "properties": [{"id": "aliases", "settings": {"limit": "5"}}, {"id": "iso"}],
    },
    "min": {"ids": ["VN-31"], "properties": [{"id": "kind"}]},
}


@pytest.mark.parametrize("batch", VALID_02.values(), ids=VALID_02)
def test_valid_batch_02(service: str, validate: Validate, batch: Any) -> None:
    """A batch that the schema of 0.2 allows is answered, query by query."""
    validate("0.2", "reconciliation-query-batch", batch)
    answer = http.post_form(f"{service}/reconcile", queries=json.dumps(batch))
    assert answer.status == 200
    assert set(answer.json) == set(batch)
    validate("0.2", "reconciliation-result-batch", answer.json)


@pytest.mark.parametrize("batch", INVALID_02.values(), ids=INVALID_02)
def test_invalid_batch_02(service: str, validate: Validate, batch: Any) -> None:
    """A batch that the schema of 0.2 forbids is refused with a sentence."""
    jsonschema = pytest.importorskip("jsonschema")
    with pytest.raises(jsonschema.ValidationError):
        validate("0.2", "reconciliation-query-batch", batch)
    answer = http.post_form(f"{service}/reconcile", queries=json.dumps(batch))
    assert answer.status == 400
    assert answer.json["status"] == "error"


@pytest.mark.parametrize("batch", VALID_10.values(), ids=VALID_10)
def test_valid_batch_10(service: str, validate: Validate, batch: Any) -> None:
    """A batch that the schema of the draft allows is answered in its order."""
    validate("1.0-draft", "reconciliation-query-batch", batch)
    answer = http.post_json(f"{service}/reconcile/v1/match", batch)
    assert answer.status == 200
    assert len(answer.json["results"]) == len(batch["queries"])
    validate("1.0-draft", "reconciliation-result-batch", answer.json)


@pytest.mark.parametrize("batch", INVALID_10.values(), ids=INVALID_10)
def test_invalid_batch_10(service: str, validate: Validate, batch: Any) -> None:
    """A batch that the schema of the draft forbids is refused with a sentence."""
    jsonschema = pytest.importorskip("jsonschema")
    with pytest.raises(jsonschema.ValidationError):
        validate("1.0-draft", "reconciliation-query-batch", batch)
    answer = http.post_json(f"{service}/reconcile/v1/match", batch)
    assert answer.status == 400


@pytest.mark.parametrize("asked", EXTEND.values(), ids=EXTEND)
@pytest.mark.parametrize("version", ["0.2", "1.0-draft"])
def test_extension(service: str, validate: Validate, version: str, asked: Any) -> None:
    """A data extension that the schema allows is answered with a row an ID and a cell a property."""
    validate(version, "data-extension-query", asked)
    if version == "0.2":
        answer = http.post_form(f"{service}/reconcile", extend=json.dumps(asked))
    else:
        answer = http.post_json(f"{service}/reconcile/v1/extend", asked)
    assert answer.status == 200
    validate(version, "data-extension-response", answer.json)
