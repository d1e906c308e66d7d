"""What the service refuses, and who may call it."""

from __future__ import annotations

import json
import socket

import pytest

from doichieu.review.limits import BATCH_SIZE, BODY_BYTES, EXTENDED_IDS, QUERY_LENGTH
from tests.review import http


def test_pages_of_any_origin_may_read(service: str) -> None:
    """Every answer, errors too, may be read across origins, and a preflight is allowed."""
    origin = {"Origin": "https://example.org"}
    for path in (
        "/reconcile",
        "/reconcile/v1",
        "/reconcile/suggest/type",
        "/reconcile/preview?id=VN-31",
        "/nothing",
    ):
        assert http.get(service + path, headers=origin).headers["access-control-allow-origin"] == "*"
    asked = {
        **origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    answer = http.options(f"{service}/reconcile/v1/reconcile", asked)
    assert answer.status == 200
    assert "content-type" in answer.headers["access-control-allow-headers"]


def test_other_host_names_are_refused(service: str) -> None:
    """A page that reached loopback under a name of its own gets nothing."""
    assert http.get(f"{service}/reconcile", headers={"Host": "rebound.example.org"}).status == 400


@pytest.mark.parametrize("queries", ["", "{", "[]", "1", '{"a": 1}', '{"a": {}}', '{"a": {"query": ["x"]}}'])
def test_what_is_no_batch_is_refused(service: str, queries: str) -> None:
    """Queries that are no batch are refused with what is wrong."""
    answer = http.post_form(f"{service}/reconcile", queries=queries)
    assert answer.status == 400
    assert answer.json["status"] == "error"


def test_deep_json_is_refused(service: str) -> None:
    """JSON nested without end is refused."""
    assert http.post_form(f"{service}/reconcile", queries="[" * 100_000).status == 400


def test_unknown_property_names_the_known(service: str) -> None:
    """A property that names cannot be narrowed by is said, with those that can."""
    queries = json.dumps({"q0": {"query": "x", "properties": [{"pid": "P17", "v": "y"}]}})
    answer = http.post_form(f"{service}/reconcile", queries=queries)
    assert answer.status == 400
    assert "q0" in answer.json["message"]
    assert "province" in answer.json["message"]


def test_large_batch_is_refused(service: str) -> None:
    """One query more than the manifest says is too much; as many are answered."""
    for count, status in ((BATCH_SIZE, 200), (BATCH_SIZE + 1, 413)):
        queries = json.dumps({str(n): {"query": "Sở Y tế"} for n in range(count)})
        assert http.post_form(f"{service}/reconcile", queries=queries).status == status


@pytest.mark.parametrize("value", ["Sở Y tế " * QUERY_LENGTH, True, 1e300])
def test_a_text_that_is_no_name_leaves_its_batch_its_answers(service: str, value: object) -> None:
    """A cell longer than any list of names, or of another kind, has no candidates; the names beside it have theirs."""
    province = [{"pid": "province", "v": "VN-31"}]
    queries = {
        "a": {"query": value, "properties": province},
        "b": {"query": "Sở Y tế", "properties": province},
    }
    answer = http.post_form(f"{service}/reconcile", queries=json.dumps(queries))
    assert answer.json["a"] == {"result": []}
    assert answer.json["b"]["result"][0]["match"] is True


@pytest.mark.parametrize("value", [True, "x" * (QUERY_LENGTH + 1)])
def test_a_condition_of_another_kind_is_no_match(service: str, value: object) -> None:
    """What cannot be a province leaves candidates for a person, and the batch its answers."""
    queries = {"a": {"query": "Bộ Y tế", "properties": [{"pid": "province", "v": value}]}}
    (found,) = http.post_form(f"{service}/reconcile", queries=json.dumps(queries)).json["a"]["result"]
    assert found["id"] == "VN:bo-yt"
    assert found["match"] is False


def test_long_body_is_refused(service: str) -> None:
    """A body longer than any batch is not read to its end."""
    kind = "application/x-www-form-urlencoded"
    assert http.post_bytes(f"{service}/reconcile", b"x" * (BODY_BYTES + 1), kind).status == 413


def test_many_entities_are_refused(service: str) -> None:
    """A data extension query has a limit too."""
    asked = json.dumps({"ids": [str(n) for n in range(EXTENDED_IDS + 1)], "properties": []})
    assert http.post_form(f"{service}/reconcile", extend=asked).status == 413


def test_other_forms_are_refused(service: str) -> None:
    """A multipart form is not read, and the answer says which is."""
    answer = http.post_bytes(f"{service}/reconcile", b"x", "multipart/form-data; boundary=x")
    assert answer.status == 415
    assert http.post_bytes(f"{service}/reconcile", b"\xff", "application/x-www-form-urlencoded").status == 400


@pytest.mark.parametrize("value", ["-1", "x", "²", "9999999"])
def test_numbers_are_numbers(service: str, value: str) -> None:
    """A cursor that is no number is refused."""
    assert http.get(f"{service}/reconcile/suggest/entity", prefix="a", cursor=value).status == 400


def test_half_a_letter_is_answered(service: str) -> None:
    """Half a surrogate pair, which JSON can spell and UTF-8 cannot, comes back as it was sent."""
    answer = http.post_form(f"{service}/reconcile", queries='{"\\ud800": {"query": "\\ud800"}}')
    assert answer.status == 200
    assert answer.json == {"\ud800": {"result": []}}


def test_answers_do_not_wait_for_acknowledgements() -> None:
    """A connection sends the body of an answer at once, not when the client has acknowledged the head (40 ms)."""
    from doichieu.review.server import listen_at  # noqa: PLC0415 - an extra

    with (
        listen_at("127.0.0.1", 0) as listening,
        socket.create_connection(listening.getsockname(), timeout=30),
    ):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
