"""Carrying a fault out: what the caller sees instead of, or around, the right answer."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from .faults import Fault
from .refusals import Reason
from .replies import JSON, MOST_BODY, Headers, Receive, Reply, Scope, Send, begin, page, respond

__all__ = ["WIRE", "Line", "Wire", "misbehave"]

WIRE = "gopax.wire"
"""The ASGI extension under which the server lends its socket; in-process there is none."""


class Wire(Protocol):
    """The connection below HTTP."""

    def write(self, data: bytes, /) -> None:
        """Send bytes that belong to no answer."""
        ...

    def close(self) -> None:
        """Close it after what was written."""
        ...

    def abort(self) -> None:
        """Close it at once."""
        ...


class Line:
    """One request's ways in and out."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        extensions: dict[str, Wire] = scope.get("extensions") or {}
        self._wire = extensions.get(WIRE)
        self._receive = receive
        self.send = send
        self._messages: list[dict[str, object]] = []

    async def read(self) -> Receive:
        """Read the request to its end now, to be processed later even if the caller has gone."""
        kept = [await self._receive()]
        size = len(kept[0].get("body", b""))
        while kept[-1].get("more_body") and size <= MOST_BODY:  # beyond, it is refused anyway
            kept.append(await self._receive())
            size += len(kept[-1].get("body", b""))
        kept.reverse()

        async def receive() -> dict[str, object]:
            return dict(kept.pop()) if kept else {"type": "http.disconnect"}

        return receive

    def write(self, data: bytes) -> None:
        """Send bytes after the answer; in-process there is nowhere to send them."""
        if self._wire is not None:
            self._wire.write(data)

    async def hang_up(self, *, at_once: bool) -> None:
        """Close the connection and return when the server has noticed."""
        if self._wire is None:
            raise ConnectionResetError("the exchange was told to drop this connection")
        (self._wire.abort if at_once else self._wire.close)()
        await self.gone()

    async def gone(self) -> None:
        """Return when the caller has gone."""
        while (await self._receive())["type"] != "http.disconnect":
            pass


async def misbehave(
    fault: Fault,
    line: Line,
    *,
    process: Callable[[Receive], Awaitable[Reply]],
    refuse: Callable[[Reason, Headers], Reply],
    other: Reply | None,
    sleep: Callable[[float], Awaitable[None]],
) -> None:
    """Answer one request wrongly; `process` answers it rightly, `other` is another's answer."""
    receive = await line.read()
    if fault.kind in {"latency", "late"}:
        if fault.when == "before" or fault.kind == "late":
            await sleep(fault.delay)
        reply = await process(receive)
        if fault.kind == "late":
            await line.hang_up(at_once=True)
            return
        if fault.when == "after":
            await sleep(fault.delay)
        await respond(reply, line.send)
    elif fault.kind in {"truncate", "stall", "drip", "short", "extra"}:
        await _deliver(fault, await process(receive), line, sleep)
    else:
        if fault.when == "after" or fault.kind == "swap":
            await process(receive)
        if fault.kind == "drop":
            await line.hang_up(at_once=True)
        else:
            await respond(_instead(fault, refuse, other), line.send)


def _instead(
    fault: Fault, refuse: Callable[[Reason, Headers], Reply], other: Reply | None
) -> Reply:
    """What is answered instead of the right answer."""
    if fault.kind == "html":
        return page(fault.status or 503, "The service is being maintained.", [])
    if fault.kind == "ban":
        return refuse(Reason.BANNED, [])
    if fault.kind == "rate":
        wait = fault.retry_after
        return refuse(Reason.TOO_MANY_REQUESTS, [(b"retry-after", wait.encode())] if wait else [])
    if fault.kind == "swap" and other is not None:
        return other
    if fault.kind in {"body", "swap"}:
        return Reply(fault.status or 200, fault.body.encode(), [JSON])
    wrong = refuse(Reason.SERVER_ERROR, [])
    return Reply(fault.status or wrong.status, wrong.body, wrong.headers)


async def _deliver(
    fault: Fault, reply: Reply, line: Line, sleep: Callable[[float], Awaitable[None]]
) -> None:
    """Send the right answer in a wrong way."""
    body, send = reply.body, line.send
    if fault.kind == "short":
        stated = max(0, len(body) - fault.size)
        await respond(Reply(reply.status, body[:stated], reply.headers), send)
        line.write(body[stated:])
    elif fault.kind == "extra":
        await respond(reply, send)
        line.write(b"x" * fault.size)
    else:
        await begin(reply, send, len(body))
        whole = len(body) if fault.kind == "drip" else len(body) // 2
        step = 1 if fault.kind == "drip" else max(1, whole)
        for start in range(0, whole, step):
            part = body[start : min(start + step, whole)]
            more = start + step < len(body)
            await send({"type": "http.response.body", "body": part, "more_body": more})
            if fault.kind == "drip":
                await sleep(fault.delay)
        if fault.kind == "truncate":
            await line.hang_up(at_once=False)
        elif fault.kind == "stall":
            await line.gone()
