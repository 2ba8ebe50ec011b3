# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""A plain client on httpx: it sends each call once and raises what the server answers.

Enough for public operations, and for private ones with any `httpx.Auth` that signs. It has no rate
limit, no nonces and no second tries. Failures of the connection are httpx's own exceptions.
"""

import math
from types import TracebackType
from typing import Final, Self, TypeVar

import httpx

from . import SERVER_URL
from .api import Api, AsyncApi
from .errors import ArgumentError, api_error
from .operations import Call

__all__ = ["AsyncClient", "Client"]


T = TypeVar("T")

TIMEOUT: Final = 10.0
"""Seconds that connecting, sending and each wait for a part of the answer may take."""

_LONGEST_WAIT: Final = 3600.0


class Client(Api):
    """Calls the API and waits for the answer.

    Args:
        base_url: Where the API answers; may have a path.
        auth: Signs private calls. Without it only public operations can be called.
        timeout: Seconds for connecting, sending and each part of the answer.
        transport: Sends the requests instead of httpx's own connections.
    """

    __slots__ = ("_auth", "_base_url", "_http")

    def __init__(
        self,
        base_url: str = SERVER_URL,
        *,
        auth: httpx.Auth | None = None,
        timeout: float = TIMEOUT,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._auth = auth
        self._http = httpx.Client(timeout=timeout, transport=transport, follow_redirects=False)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._base_url!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections; the client cannot be used afterwards."""
        self._http.close()

    def _call(self, call: Call[T]) -> T:
        request = _request(self._base_url, call, self._auth)
        return _result(call, self._http.send(request, auth=_signer(call, self._auth)))


class AsyncClient(AsyncApi):
    """Calls the API without blocking the event loop; arguments as for `Client`."""

    __slots__ = ("_auth", "_base_url", "_http")

    def __init__(
        self,
        base_url: str = SERVER_URL,
        *,
        auth: httpx.Auth | None = None,
        timeout: float = TIMEOUT,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._auth = auth
        self._http = httpx.AsyncClient(timeout=timeout, transport=transport, follow_redirects=False)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._base_url!r})"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections; the client cannot be used afterwards."""
        await self._http.aclose()

    async def _call(self, call: Call[T]) -> T:
        request = _request(self._base_url, call, self._auth)
        return _result(call, await self._http.send(request, auth=_signer(call, self._auth)))


def _request(base_url: str, call: Call[T], auth: httpx.Auth | None) -> httpx.Request:
    if call.operation.private and auth is None:
        raise ArgumentError(
            "this operation needs authentication",
            operation=call.operation.name,
            fix=f"Give {Client.__name__} an auth that signs requests.",
        )
    headers = {"Accept": "application/json"}
    if call.body:
        headers["Content-Type"] = "application/json"
    return httpx.Request(
        call.operation.method, base_url + call.target, headers=headers, content=call.body
    )


def _signer(call: Call[T], auth: httpx.Auth | None) -> httpx.Auth | None:
    return auth if call.operation.private else None


def _result(call: Call[T], response: httpx.Response) -> T:
    operation = call.operation
    error = api_error(
        response.status_code,
        response.content,
        operation=operation.name,
        retry_after=_retry_after(response.headers.get("Retry-After")),
    )
    if error is not None:
        raise error
    return operation.decode(response.content)


def _retry_after(value: str | None) -> float | None:
    """Seconds, if the header says a sensible number of them; dates are not understood."""
    try:
        seconds = float(value or "nan")
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and 0 <= seconds <= _LONGEST_WAIT else None
