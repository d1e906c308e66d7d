"""What the reconciliation service says of itself, in the words of each version of the API."""

from __future__ import annotations

from typing import Any

from doichieu import __version__
from doichieu.review.limits import BATCH_SIZE
from doichieu.review.vocabulary import LEVELS, TYPES

NAME = "Đối chiếu: cơ quan nhà nước Việt Nam (Vietnamese public bodies)"
IDENTIFIER_SPACE = "urn:doichieu:entity"
SCHEMA_SPACE = "urn:doichieu:property"
PREVIEW_SIZE = {"width": 420, "height": 220}


def manifest_02(base: str) -> dict[str, Any]:
    """The manifest of version 0.2.

    Args:
        base: Address of the endpoint, without a slash at the end.

    Returns:
        The manifest; identifier and schema space are names, not addresses that answer.
    """
    suggest = {
        kind: {"service_url": base, "service_path": f"/suggest/{kind}"}
        for kind in ("entity", "property", "type")
    }
    suggest["entity"]["flyout_service_url"] = base
    suggest["entity"]["flyout_service_path"] = "/flyout?id=${id}"
    return {
        "versions": ["0.2"],
        "name": NAME,
        "identifierSpace": IDENTIFIER_SPACE,
        "schemaSpace": SCHEMA_SPACE,
        "serviceVersion": __version__,
        "defaultTypes": _types(),
        "view": {"url": f"{base}/preview?id={{{{id}}}}"},
        "preview": {"url": f"{base}/preview?id={{{{id}}}}", **PREVIEW_SIZE},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/properties"},
            "property_settings": [],
        },
        "batchSize": BATCH_SIZE,
    }


def manifest_10(base: str) -> dict[str, Any]:
    """The manifest of version 1.0-draft.

    Args:
        base: Address of the endpoint, without a slash at the end.

    Returns:
        The manifest.
    """
    return {
        "versions": ["1.0-draft"],
        "name": NAME,
        "lang": "vi",
        "serviceVersion": __version__,
        "defaultTypes": _types(),
        "view": {"url": f"{base}/preview?id={{id}}"},
        "preview": PREVIEW_SIZE,
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {"proposeProperties": True, "propertySettings": []},
        "batchSize": BATCH_SIZE,
        "standardizedScore": True,
    }


def _types() -> list[dict[str, Any]]:
    by_id = {one["id"]: one for one in TYPES}
    return [{key: by_id[level][key] for key in ("id", "name")} for level in LEVELS]
