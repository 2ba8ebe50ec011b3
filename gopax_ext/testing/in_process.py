"""A transport without sockets: calls go to an ASGI application of this process.

With `Sandbox(...).app` and a `VirtualSeam` it makes a whole exchange run in virtual time.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from hashlib import sha256
from typing import Any, Final

from ..seam import SYSTEM, Seam
from ..transport.base import (
    Headers,
    Phase,
    Progress,
    TransportFailure,
    WireRequest,
    WireResponse,
)

__all__ = ["AppTransport"]

_Message = MutableMapping[str, Any]
_App = Callable[
    [_Message, Callable[[], Awaitable[_Message]], Callable[[_Message], Awaitable[None]]],
    Awaitable[None],
]

_NO_LATENCY: Final = (0.0, 0.0)


class AppTransport:
    """An `AsyncTransport` to `app`, through a network of `latency` (least, most) seconds each way.

    A request whose caller has given up is still delivered, as on a real network. `calls` counts the
    answers and `digest` is a hash over time, request and answer of each, so that two runs can be
    told to be the same.
    """

    def __init__(
        self, app: _App, *, seam: Seam = SYSTEM, latency: tuple[float, float] = _NO_LATENCY
    ) -> None:
        self._app = app
        self._seam = seam
        self._latency = latency
        self._history = sha256()
        self._under_way: set[asyncio.Task[WireResponse]] = set()
        self.calls = 0

    @property
    def digest(self) -> str:
        """A hash of all that has passed."""
        return self._history.hexdigest()

    async def exchange(
        self, request: WireRequest, *, deadline: float, progress: Progress | None = None
    ) -> WireResponse:
        """See `AsyncTransport.exchange`."""
        left = deadline - self._seam.monotonic()
        if left <= 0:
            raise TransportFailure(Phase.NOT_SENT, "timeout", "no time left to begin")
        if progress is not None:
            progress.sent = True
        task = asyncio.get_running_loop().create_task(self._deliver(request))
        self._under_way.add(task)
        task.add_done_callback(self._ended)
        await asyncio.wait({task}, timeout=left)
        if not task.done():
            raise TransportFailure(Phase.SENT, "timeout", f"no whole answer within {left:.3f} s")
        error = task.exception()
        if isinstance(error, ConnectionError):
            raise TransportFailure(Phase.SENT, "closed", f"connection lost: {error}") from error
        answer = task.result()
        if progress is not None:
            progress.trusts(answer)
        return answer

    async def aclose(self) -> None:
        """See `AsyncTransport.aclose`. What is still under way never arrives."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _deliver(self, request: WireRequest) -> WireResponse:
        await self._travel()
        answer = await self._ask(request)
        self.calls += 1
        for part in (
            f"{self._seam.monotonic():.9f} {request.method} {request.target} {request.all_headers}",
            f"{answer.status} {answer.headers.pairs}",
        ):
            self._history.update(part.encode())
        self._history.update(request.body + b"\n" + answer.body + b"\n")
        await self._travel()
        return answer

    async def _travel(self) -> None:
        least, most = self._latency
        if most > 0:
            await self._seam.async_sleep(least + (most - least) * self._seam.random())

    async def _ask(self, request: WireRequest) -> WireResponse:
        path, _, query = request.target.partition("?")
        scope: _Message = {
            "type": "http",
            "method": request.method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(k.lower().encode(), v.encode("latin-1")) for k, v in request.all_headers],
            "client": ("127.0.0.1", 1),
        }
        messages = [{"type": "http.request", "body": request.body}]
        sent: list[_Message] = []

        async def receive() -> _Message:
            return messages.pop() if messages else {"type": "http.disconnect"}

        async def send(message: _Message) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        start, *parts = sent
        if not parts or parts[-1].get("more_body"):
            raise ConnectionResetError("ended in the middle of the body")
        pairs = [(k.decode("latin-1"), v.decode("latin-1")) for k, v in start["headers"]]
        return WireResponse(
            start["status"], Headers(pairs), b"".join(part.get("body", b"") for part in parts)
        )

    def _ended(self, task: asyncio.Task[WireResponse]) -> None:
        self._under_way.discard(task)
        if not task.cancelled():
            task.exception()  # whoever gave up does not look at it any more
