"""A transport that answers from a script, so that a test sees each attempt."""

from collections.abc import Callable, Iterable
from typing import Any

from gopax_ext import AsyncGopax, Gopax
from gopax_ext.transport.base import (
    Headers,
    Phase,
    Progress,
    TransportFailure,
    WireRequest,
    WireResponse,
)
from tests.seams import StillSeam

KEY = "128f0123-2a5d-48f5-8f19-e937f38f0a99"
SECRET = "c2VjcmV0LW9mLXRlc3Rz"

Event = WireResponse | TransportFailure


def answer(body: bytes | str, status: int = 200, **headers: str) -> WireResponse:
    """An answer; header names are written with underscores."""
    raw = body.encode() if isinstance(body, str) else body
    return WireResponse(status, Headers((k.replace("_", "-"), v) for k, v in headers.items()), raw)


def an_order(
    *, amount: str, price: str | None = None, pair: str = "ETH-KRW", side: str = "buy"
) -> str:
    """The body of an order, a market order where it has no price."""
    kind, shown = ("market", "") if price is None else ("limit", f'"price":{price},')
    return (
        f'{{"id":"98723",{shown}"amount":{amount},"tradingPairName":"{pair}","side":"{side}",'
        f'"type":"{kind}","createdAt":"2018-01-09T10:43:10.000Z"}}'
    )


def refused() -> TransportFailure:
    """Nobody listens: not a byte was written."""
    return TransportFailure(Phase.NOT_SENT, "connect", "127.0.0.1:1 refused the connection")


def cut_off() -> TransportFailure:
    """The request left, and the connection broke before an answer."""
    return TransportFailure(Phase.SENT, "closed", "127.0.0.1:1 closed the connection")


class Scripted:
    """Plays `events` in order and keeps the requests; `took` seconds pass for each."""

    def __init__(self, seam: StillSeam, events: Iterable[Event], took: float = 0.01) -> None:
        self.seam = seam
        self.events = list(events)
        self.requests: list[WireRequest] = []
        self.took = took
        self.closed = False

    def play(self, request: WireRequest, progress: Progress | None) -> WireResponse:
        self.requests.append(request)
        self.seam.now += self.took
        event = self.events.pop(0)
        if isinstance(event, TransportFailure):
            if progress is not None:
                progress.sent = event.phase is Phase.SENT
            raise event
        if progress is not None:
            progress.sent = True
        return event

    def header(self, name: str, request: int = -1) -> str:
        return dict(self.requests[request].headers)[name]


class ScriptedTransport(Scripted):
    """The blocking form."""

    def exchange(
        self, request: WireRequest, *, deadline: float, progress: Progress | None = None
    ) -> WireResponse:
        del deadline
        return self.play(request, progress)

    def close(self) -> None:
        self.closed = True


class ScriptedAsyncTransport(Scripted):
    """The awaiting form."""

    async def exchange(
        self, request: WireRequest, *, deadline: float, progress: Progress | None = None
    ) -> WireResponse:
        del deadline
        return self.play(request, progress)

    async def aclose(self) -> None:
        self.closed = True


Call = Callable[[Any], Any]


class Bench:
    """One client over a script, blocking or awaiting: `await bench.call(lambda g: ...)`."""

    def __init__(self, flavour: str, *events: Event, signed: bool = True, **options: Any) -> None:
        self.seam = options.pop("seam", None) or StillSeam()
        identity = {"key": KEY, "secret": SECRET} if signed else {}
        url = "http://127.0.0.1:1"
        self.client: Any
        self.wire: Scripted
        if flavour == "sync":
            self.wire = wire = ScriptedTransport(self.seam, events)
            self.client = Gopax(base_url=url, transport=wire, seam=self.seam, **identity, **options)
        else:
            self.wire = async_wire = ScriptedAsyncTransport(self.seam, events)
            self.client = AsyncGopax(
                base_url=url, transport=async_wire, seam=self.seam, **identity, **options
            )

    async def call(self, make: Call) -> Any:
        result = make(self.client)
        return await result if hasattr(result, "__await__") else result

    async def rows(self, make: Call) -> list[Any]:
        rows = make(self.client)
        if hasattr(rows, "__aiter__"):
            return [row async for row in rows]
        return list(rows)
