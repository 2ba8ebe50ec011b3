"""Recorded traffic: written as a HAR file, and read from one, as browsers and proxies write it."""

import base64
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from .coverage.meter import Meter
from .memory import Memory
from .results import Finding, Heard, LayerResult
from .seen import Router, Seen
from .target import UsageError

__all__ = ["replay", "write_har"]

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
    meter = Meter(document)
    for entry in entries:
        seen = _seen(router, entry)
        if seen is None:
            result.parts["other"] += 1
            continue
        result.saw(seen.operation, seen.status)
        request = entry["request"]
        meter.look(request["method"], request["url"], _sent(request), seen.status, seen.body)
        for wrong in memory.look(seen):
            sample = f"{entry['request']['method']} {entry['request']['url']}"
            answer = f"-> {seen.status} {seen.body[:_LONG].decode('utf-8', 'replace')}"
            found = Finding(wrong.rule, wrong.operation, wrong.text, f"{sample}\n{answer}")
            result.findings.append(found)
    result.marks |= meter.marks
    return result


def write_har(path: Path, traffic: Iterable[Heard]) -> None:
    """Write calls and answers as HAR 1.2; of a call neither headers nor credentials are kept."""
    log = {
        "version": "1.2",
        "creator": {"name": "tests.contract", "version": "1"},
        "entries": [_entry(heard) for heard in traffic],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"log": log}, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _entry(heard: Heard) -> dict[str, Any]:
    sent: dict[str, Any] = {}
    if heard.sent:
        text = heard.sent.decode("utf-8", "replace")
        sent["postData"] = {"mimeType": "application/json", "text": text}
    sizes = {"headersSize": -1, "bodySize": -1}
    return {
        # When a call was made is in its answer, and how long it took is nobody's business.
        "startedDateTime": "1970-01-01T00:00:00.000Z",
        "time": 0,
        "cache": {},
        "timings": {"send": 0, "wait": 0, "receive": 0},
        "request": {
            "method": heard.method,
            "url": heard.url,
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": [],
            "queryString": [
                {"name": name, "value": value}
                for name, value in parse_qsl(urlsplit(heard.url).query, keep_blank_values=True)
            ],
            **sent,
            **sizes,
        },
        "response": {
            "status": heard.status,
            "statusText": "",
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": [
                {"name": name, "value": value}
                for name, value in heard.headers.items()
                if name.lower() != "set-cookie"
            ],
            "content": {
                "size": len(heard.body),
                "mimeType": heard.headers.get("content-type", ""),
                "encoding": "base64",
                "text": base64.b64encode(heard.body).decode(),
            },
            "redirectURL": "",
            **sizes,
        },
    }


def _seen(router: Router, entry: Mapping[str, Any]) -> Seen | None:
    request, response = entry["request"], entry["response"]
    content = response.get("content", {})
    text = content.get("text", "")
    is_base64 = content.get("encoding") == "base64"
    return router.seen(
        request["method"],
        request["url"],
        _sent(request),
        response["status"],
        {header["name"]: header["value"] for header in response.get("headers", ())},
        base64.b64decode(text) if is_base64 else text.encode(),
    )


def _sent(request: Mapping[str, Any]) -> bytes:
    text: str = request.get("postData", {}).get("text", "")
    return text.encode()
