"""The requests that OpenRefine makes, in its order and its form, and what it reads from the answers."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from tests.review import http

# Its pages stand on this machine under another port; its server names itself.
PAGE = {"Origin": "http://127.0.0.1:3333", "X-Requested-With": "XMLHttpRequest"}
SERVER = {
    "User-Agent": "OpenRefine/3.9.3 [d4e5f6a]",
    "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
    "Accept-Encoding": "gzip, x-gzip, deflate",
}


def post(service: str, field: str, value: Any) -> Any:
    """A form of one field, as its server sends batches and extensions: JSON without spaces, letters as they are."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    answer = http.post_form(f"{service}/reconcile", headers=SERVER, **{field: text})
    assert answer.status == 200
    return answer.json


def page(url: str, **parameters: str) -> http.Answer:
    """What a page asks for, which it may read only where its origin is let in."""
    answer = http.get(f"{url}?{urlencode(parameters)}" if parameters else url, headers=PAGE)
    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] in {"*", PAGE["Origin"]}
    return answer


def addressed(manifest: Any, kind: str) -> str:
    """Where it asks for suggestions of a kind."""
    place = manifest["suggest"][kind]
    return f"{place['service_url']}{place['service_path']}"


def test_added_as_a_service(service: str) -> None:
    """A page reads the manifest; what it keeps of it are full addresses with places for the ID, and a size for batches."""
    manifest = page(f"{service}/reconcile").json
    assert manifest["identifierSpace"]
    assert manifest["schemaSpace"]
    assert manifest["view"]["url"].count("{{id}}") == manifest["preview"]["url"].count("{{id}}") == 1
    assert isinstance(manifest["batchSize"], int)


def test_types_are_guessed(service: str) -> None:
    """Ten cells with three candidates each tell which types to offer: those of the candidates, with a name."""
    cells = ["Sở Tài chính Bình Định", "Sở Nội vụ tỉnh Lai Châu", "huyện Mỹ Tú", "BHXH tỉnh Cà Mau"]
    queries = {f"q{place}": {"query": cell, "limit": 3} for place, cell in enumerate(cells)}
    types = [
        one["type"][0] for found in post(service, "queries", queries).values() for one in found["result"]
    ]
    assert {one["id"] for one in types} == {"department", "district"}
    assert all(one["name"] for one in types)


def test_column_is_reconciled(service: str) -> None:
    """Every key comes back with its results; a type is only preferred; other columns are texts or reconciled cells."""
    detail = [
        {"pid": "province", "v": {"name": "Sóc Trăng", "id": "VN-52"}},
        {"pid": "date", "v": "2021-11-20T00:00:00Z"},
    ]
    cells = ["UBND H. Mỹ Tú", "TX. Ngã Năm", "UBND thị xã Vỉnh Châu", "Tổng cộng"]
    queries = {
        f"q{place}": {"query": cell, "type": "district", "properties": detail, "type_strict": "should"}
        for place, cell in enumerate(cells)
    }
    answer = post(service, "queries", queries)
    assert list(answer) == ["q0", "q1", "q2", "q3"]
    best = [next(iter(found["result"]), None) for found in answer.values()]
    assert [one and (one["id"], one["match"]) for one in best] == [
        ("VN-52:h-944", True),
        ("VN-52:h-948", True),
        ("VN-52:h-950", False),  # a misprint is left to a person
        None,
    ]


def test_cell_is_searched_and_previewed(service: str) -> None:
    """A search completes the cell, shows what the mouse is over, and a candidate's page opens in a frame."""
    manifest = page(f"{service}/reconcile").json
    found = page(addressed(manifest, "entity"), prefix="Sở LĐ-TB&XH Sóc Trăng").json["result"]
    entity_id = found[0]["id"]
    assert entity_id == "VN-52:so-ldtbxh"
    place = manifest["suggest"]["entity"]
    flyout = f"{place['flyout_service_url']}{place['flyout_service_path']}".replace(
        "${id}", quote(entity_id, safe="")
    )
    shown = page(flyout).json
    assert shown["id"] == entity_id
    assert "Sóc Trăng" in shown["html"]
    frame = http.get(manifest["preview"]["url"].replace("{{id}}", entity_id))
    assert frame.status == 200
    assert "x-frame-options" not in frame.headers
    assert "frame-ancestors" not in frame.headers["content-security-policy"]


def test_properties_and_types_are_completed(service: str) -> None:
    """Names typed into the panel of a service give IDs."""
    manifest = page(f"{service}/reconcile").json
    assert page(addressed(manifest, "property"), prefix="ngày").json["result"][0]["id"] == "date"
    assert "district" in {one["id"] for one in page(addressed(manifest, "type"), prefix="d").json["result"]}


def test_columns_are_added(service: str) -> None:
    """Proposed for a column without a type too; every value is one it stores, and a day one that it reads as a day."""
    manifest = page(f"{service}/reconcile").json
    proposed = manifest["extend"]["propose_properties"]
    offered = page(f"{proposed['service_url']}{proposed['service_path']}", type="").json["properties"]
    asked = [one["id"] for one in offered]
    answer = post(
        service, "extend", {"ids": ["VN-52", "VN-52:h-948"], "properties": [{"id": p} for p in asked]}
    )
    assert [one["id"] for one in answer["meta"]] == asked
    assert all(one["name"] for one in answer["meta"])
    values = [value for row in answer["rows"].values() for cell in row.values() for value in cell]
    assert all({"str", "date", "id", "float", "int", "bool"} & set(value) for value in values)
    days = [datetime.fromisoformat(value["date"]) for value in values if "date" in value]
    assert days
    assert all(day.tzinfo is not None for day in days)  # without an offset it would keep the text
