"""The fault proxy: an HTTP proxy on this machine that breaks what passes, as it is told."""

import asyncio
import contextlib
from functools import partial
from threading import Event, Thread
from typing import Final, Self

from ..seam import SYSTEM, Seam
from ..transport.aio import AsyncSocketTransport
from ..transport.base import TransportFailure, WireRequest, WireResponse
from ..transport.encode import Origin
from ..transport.resolve import is_loopback
from .case import Case, Play
from .delivery import DELIVERY
from .faults import ProxyFault, Script
from .instead import INSTEAD
from .spoiling import SPOILING
from .wire import Client, Unreadable, head_of, read_request

__all__ = ["PLAYS", "FaultProxy"]

PLAYS: Final[dict[str, Play]] = {**DELIVERY, **SPOILING, **INSTEAD}
"""How each kind of fault that a request can meet is carried out."""

_UPSTREAM_SECONDS: Final = 60.0
_START_SECONDS: Final = 10.0
_ROUNDS_TO_ACCEPT: Final = 3
"""So many rounds of the event loop lie between a connection of the kernel's and our task for it."""


class FaultProxy:
    """Passes requests on to an exchange on this machine, and breaks those it is told to.

    `with FaultProxy(sandbox.base_url) as proxy:` serves on loopback, in a thread of its own, at
    `proxy.base_url`. `proxy.add("drop_after", times=1, path="/orders", method="POST")` arms a
    fault: see `KINDS` for the kinds and `ProxyFault` for the details. `chance=0.2, times=None` hits
    one in five, drawn from `seed`. `proxy.met` says which request met which fault.

    ValueError where `upstream` is not on this machine: orders that go to a real exchange are not
    for breaking.
    """

    def __init__(self, upstream: str, *, seed: int = 0, seam: Seam = SYSTEM) -> None:
        if not is_loopback(Origin.parse(upstream).host):
            msg = f"{upstream} is not on this machine: a fault proxy is for the built-in exchange"
            raise ValueError(msg)
        self._seam = seam
        self._script = Script(seed)
        self._upstream = AsyncSocketTransport(upstream, seam=seam)
        self.met: list[tuple[str, str, str]] = []
        """Kind, method and target of every request that met a fault, in order."""
        self.passed: list[tuple[str, str, int]] = []
        """Method, target and status of every request that the exchange has answered, in order."""
        self._last: WireResponse | None = None
        self._held: set[asyncio.Event] = set()
        self._connections: set[asyncio.Task[None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopped = asyncio.Event()
        self._ready = Event()
        self._port = 0
        self._thread = Thread(target=self._run, name="gopax-fault-proxy", daemon=True)

    @property
    def base_url(self) -> str:
        """Where it answers, once it is started."""
        if not self._port:
            msg = "the proxy is not started: use `with FaultProxy(url) as proxy:`"
            raise RuntimeError(msg)
        return f"http://127.0.0.1:{self._port}"

    def add(self, kind: str, **details: object) -> ProxyFault:
        """Arm a fault; the details are the fields of `ProxyFault`; ValueError for others."""
        return self._script.add(kind, **details)

    def clear(self) -> None:
        """Disarm all faults."""
        self._script.clear()

    def start(self) -> Self:
        """Serve; returns once it answers."""
        self._thread.start()
        if not self._ready.wait(_START_SECONDS) or not self._port:
            msg = f"the proxy did not start within {_START_SECONDS:.0f} s"
            raise RuntimeError(msg)
        return self

    def stop(self) -> None:
        """Close every connection; returns when the thread has ended."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *error: object) -> None:
        self.stop()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=Client.LIMIT)
        self._port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stopped.wait()
        server.close()
        for _ in range(_ROUNDS_TO_ACCEPT):
            await self._seam.async_sleep(0)
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await self._upstream.aclose()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._attend(Client(reader, writer)))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def _attend(self, client: Client) -> None:
        """Serve one connection until it ends."""
        fault = self._script.meet_connection()
        if fault is not None:
            self.met.append((fault.kind, "", ""))
            client.reset()
            return
        try:
            while True:
                request = await read_request(client.reader)
                if request is None or not await self._handle(request, client):
                    break
        except (ConnectionError, TransportFailure, Unreadable, ValueError):
            # A caller that has gone or speaks no HTTP, or an exchange that is down: as a proxy
            # does that has nothing to say.
            pass
        except asyncio.CancelledError:
            # Whoever does not read any more must not keep the proxy from stopping.
            client.reset()
            raise
        finally:
            await client.close()

    async def _handle(self, request: WireRequest, client: Client) -> bool:
        path = request.target.partition("?")[0]
        fault = self._script.meet(request.method, path)
        if fault is None:
            answer = await self._pass_on(request)
            await client.send(head_of(answer) + answer.body)
            return True
        self.met.append((fault.kind, request.method, request.target))
        seconds = self._script.pause_of(fault)
        case = Case(
            fault=fault,
            request=request,
            client=client,
            pass_on=partial(self._pass_on, request),
            pause=partial(self._seam.async_sleep, seconds),
            overtaken=partial(self._overtaken, seconds),
            other=self._last,
        )
        return await PLAYS[fault.kind](case)

    async def _pass_on(self, request: WireRequest) -> WireResponse:
        deadline = self._seam.monotonic() + _UPSTREAM_SECONDS
        answer = await self._upstream.exchange(request, deadline=deadline)
        self._last = answer
        self.passed.append((request.method, request.target, answer.status))
        for held in self._held:
            held.set()
        return answer

    async def _overtaken(self, seconds: float) -> None:
        held = asyncio.Event()
        self._held.add(held)
        with contextlib.ExitStack() as stack:
            stack.callback(self._held.discard, held)
            await self._seam.async_wait(held, seconds)
