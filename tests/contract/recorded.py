"""Recorded traffic under the oracles: a HAR file, as browsers and proxies write it."""

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .memory import Memory
from .results import Finding, LayerResult
from .seen import Router, Seen
from .target import UsageError

__all__ = ["replay"]

_LONG = 200


def replay(path: Path, document: Mapping[str, Any]) -> LayerResult:
    """Look at every call of the file that calls an operation of the document, in its order.

    Raises `UsageError` when the file cannot be read or is no HAR.
    """
    try:
        entries = json.loads(path.read_text("utf-8"))["log"]["entries"]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise UsageError(f"{path} is no HAR file: {error}") from error
    router, memory, result = Router(document), Memory(), LayerResult("recorded")
    for entry in entries:
        seen = _seen(router, entry)
        if seen is None:
            result.parts["other"] += 1
            continue
        result.saw(seen.operation, seen.status)
        for wrong in memory.look(seen):
            sample = f"{entry['request']['method']} {entry['request']['url']}"
            answer = f"-> {seen.status} {seen.body[:_LONG].decode('utf-8', 'replace')}"
            found = Finding(wrong.rule, wrong.operation, wrong.text, f"{sample}\n{answer}")
            result.findings.append(found)
    return result


def _seen(router: Router, entry: Mapping[str, Any]) -> Seen | None:
    request, response = entry["request"], entry["response"]
    content = response.get("content", {})
    text = content.get("text", "")
    is_base64 = content.get("encoding") == "base64"
    return router.seen(
        request["method"],
        request["url"],
        request.get("postData", {}).get("text", "").encode(),
        response["status"],
        {header["name"]: header["value"] for header in response.get("headers", ())},
        base64.b64decode(text) if is_base64 else text.encode(),
    )
