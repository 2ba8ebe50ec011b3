"""One call and its answer as the oracles look at it, wherever it was recorded."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from attrs import frozen

__all__ = ["UNREADABLE", "Router", "Seen", "read_json"]


class _Unreadable:
    """Stands for a body that is not JSON."""

    def __repr__(self) -> str:
        return "UNREADABLE"


UNREADABLE = _Unreadable()


def read_json(body: bytes) -> Any:
    """The JSON in `body`, its numbers exact; `UNREADABLE` when there is none."""
    try:
        return json.loads(body.decode("utf-8"), parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError):
        return UNREADABLE


@frozen(kw_only=True)
class Seen:
    """One call and its answer; numbers are `Decimal`, header names are in small letters."""

    operation: str
    """The operationId."""
    values: Mapping[str, str]
    """The variable parts of the path, by parameter name."""
    query: Mapping[str, str]
    sent: Any
    """The JSON that was sent, or None."""
    status: int
    headers: Mapping[str, str]
    body: bytes
    answer: Any
    """The JSON that came back, or `UNREADABLE`."""

    @property
    def succeeded(self) -> bool:
        """Whether the answer is a success with a JSON body."""
        return 200 <= self.status < 300 and self.answer is not UNREADABLE

    @property
    def code(self) -> int | None:
        """The GOPAX error code of the answer."""
        if isinstance(self.answer, dict) and isinstance(self.answer.get("errorCode"), Decimal):
            return int(self.answer["errorCode"])
        return None

    def whole(self, name: str) -> int | None:
        """A query parameter as a whole number; None when it is not there or is something else."""
        text = self.query.get(name, "")
        return int(text) if re.fullmatch(r"-?[0-9]{1,30}", text) else None


class Router:
    """Finds the operation that a method and path call, from the paths of openapi.yaml."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._routes: list[tuple[str, re.Pattern[str], str]] = []
        paths = sorted(document["paths"].items(), key=lambda pair: "{" in pair[0])
        for path, item in paths:
            pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))
            for method, node in item.items():
                self._routes.append((method.upper(), pattern, node["operationId"]))

    def find(self, method: str, path: str) -> tuple[str, dict[str, str]] | None:
        """The operationId and the variable parts of the path."""
        for known, pattern, operation in self._routes:
            match = pattern.fullmatch(path) if known == method else None
            if match is not None:
                return operation, {name: unquote(text) for name, text in match.groupdict().items()}
        return None

    def seen(  # noqa: PLR0917  a call and its answer
        self,
        method: str,
        url: str,
        sent: bytes,
        status: int,
        headers: Mapping[str, str],
        body: bytes,
    ) -> Seen | None:
        """A call and its answer; None when it calls no operation of the document."""
        parts = urlsplit(url)
        found = self.find(method, parts.path)
        if found is None:
            return None
        return Seen(
            operation=found[0],
            values=found[1],
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            sent=read_json(sent) if sent else None,
            status=status,
            headers={name.lower(): value for name, value in headers.items()},
            body=body,
            answer=read_json(body),
        )
