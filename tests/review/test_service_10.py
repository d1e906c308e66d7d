"""Version 1.0-draft of the reconciliation API, over a live service."""

from __future__ import annotations

from typing import Any

import pytest

from tests.review import http
from tests.review.conftest import Validate

V1 = "1.0-draft"


def named(name: str, **more: Any) -> dict[str, Any]:
    """A query for a name, narrowed by properties."""
    narrowed = [
        {"matchType": "property", "propertyId": key, "propertyValue": value} for key, value in more.items()
    ]
    return {"conditions": [{"matchType": "name", "propertyValue": name}, *narrowed]}


def test_manifest(service: str, validate: Validate) -> None:
    """The endpoint gives its manifest."""
    manifest = http.get(f"{service}/reconcile/v1").json
    validate(V1, "manifest", manifest)
    assert manifest["standardizedScore"] is True


@pytest.mark.parametrize("route", ["reconcile", "match"])
def test_batch(service: str, validate: Validate, route: str) -> None:
    """Queries are answered in their order, with named features."""
    batch = {
        "queries": [
            {**named("Sở Y tế", province="VN-21", date="2018-04-27"), "type": "department", "limit": 2},
            named("Tổng cộng"),
            {"conditions": [{"matchType": "id", "propertyValue": "VN-31"}]},
            {"conditions": [{"matchType": "id", "propertyValue": "Bình Định"}]},
        ]
    }
    validate(V1, "reconciliation-query-batch", batch)
    answer = http.post_json(f"{service}/reconcile/v1/{route}", batch).json
    validate(V1, "reconciliation-result-batch", answer)
    found = [[one["id"] for one in result["candidates"]] for result in answer["results"]]
    assert found == [["VN-21:so-yt"], [], ["VN-31"], []]
    assert all(one["name"] for one in answer["results"][0]["candidates"][0]["features"])


def test_suggest(service: str, validate: Validate) -> None:
    """Entities, properties and types complete what is typed."""
    for kind, plural in (("entity", "entities"), ("property", "properties"), ("type", "types")):
        answer = http.get(f"{service}/reconcile/v1/suggest/{kind}", prefix="").json
        validate(V1, f"suggest-{plural}-response", answer)
        assert answer["result"]


def test_extension(service: str, validate: Validate) -> None:
    """Rows and properties come as lists, in the order asked."""
    asked = {"ids": ["VN-31:h-543", "VN-31"], "properties": [{"id": "parent"}, {"id": "iso"}]}
    validate(V1, "data-extension-query", asked)
    answer = http.post_json(f"{service}/reconcile/v1/extend", asked).json
    validate(V1, "data-extension-response", answer)
    assert [row["id"] for row in answer["rows"]] == asked["ids"]
    assert answer["rows"][1]["properties"][1] == {"id": "iso", "values": [{"str": "VN-31"}]}
    proposal = http.get(f"{service}/reconcile/v1/extend/propose", type="province").json
    validate(V1, "data-extension-property-proposal", proposal)


def test_preview(service: str) -> None:
    """The page of an entity."""
    assert "Bình Định" in http.get(f"{service}/reconcile/v1/preview", id="VN-31").text


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"queries": {}},
        {"queries": [1]},
        {"queries": [{"conditions": []}]},
        {"queries": [{"conditions": [{"matchType": "name"}]}]},
        {"queries": [{"conditions": [{"matchType": "colour", "propertyValue": "x"}]}]},
        {"queries": [named("x", colour="red")]},
        {"queries": [{**named("x"), "limit": -1}]},
    ],
)
def test_what_is_no_batch_is_refused(service: str, body: Any) -> None:
    """A body that is no batch is refused with what is wrong."""
    answer = http.post_json(f"{service}/reconcile/v1/reconcile", body)
    assert answer.status == 400
    assert answer.json["message"]
