"""The exchange on a real socket: uvicorn in a thread of its own, on loopback."""

import asyncio
import socket
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, cast

import uvicorn
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from .misbehave import WIRE
from .replies import Reply, respond

if TYPE_CHECKING:
    from .replies import Application, Receive, Scope, Send

__all__ = ["Server"]

_Wires = dict[tuple[str, int], asyncio.Transport]
_START_S = 10.0
_STOP_S = 10.0
_MISDIRECTED = b"This exchange answers requests for its own address only.\n"


class _Guard:
    """Lets requests through that name this server, so that no web page can be rebound to it.

    It lends the application the socket a request came in on, for faults below HTTP.
    """

    def __init__(self, app: "Application", allowed: frozenset[bytes] | None, wires: _Wires) -> None:
        self._app = app
        self._allowed = allowed
        self._wires = wires

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        hosts = [value.lower() for name, value in scope["headers"] if name == b"host"]
        if self._allowed is None or (len(hosts) == 1 and hosts[0] in self._allowed):
            wire = self._wires.get(scope["client"])
            if wire is not None:
                scope["extensions"] = {**(scope.get("extensions") or {}), WIRE: wire}
            await self._app(scope, receive, send)
            return
        headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
        await respond(Reply(421, _MISDIRECTED, headers), send)


def _recording(base: type[asyncio.Protocol], wires: _Wires) -> type[asyncio.Protocol]:
    """A protocol that also writes down the transport of each caller."""

    class Recording(base):  # type: ignore[misc, valid-type]  # which parser, is found at run time
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            super().connection_made(transport)
            peer = transport.get_extra_info("peername")
            if peer:
                self._peer = peer[:2]
                wires[self._peer] = cast(asyncio.Transport, transport)  # uvloop's is none by name

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            wires.pop(getattr(self, "_peer", ("", 0)), None)

    return Recording


class _Uvicorn(uvicorn.Server):
    """uvicorn that says when it answers and leaves the process's signals alone."""

    def __init__(self, config: uvicorn.Config, ready: Event) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready.set()


class Server:
    """One running server; `base_url` names it once it is started."""

    def __init__(self, app: "Application", *, host: str, port: int, any_name: bool = False) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # asyncio switches Nagle's delay off only where the protocol is named
        self._socket = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._socket.bind((host, port))
        except OSError:
            self._socket.close()
            raise
        self.port: int = self._socket.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        self.base_url = f"http://{shown}:{self.port}"
        names = {shown, "127.0.0.1", "localhost", "[::1]"}
        allowed = frozenset(f"{name}:{self.port}".encode() for name in names)
        self._ready = Event()
        wires: _Wires = {}
        config: Any = uvicorn.Config(
            _Guard(app, None if any_name else allowed, wires),
            http=_recording(AutoHTTPProtocol, wires),
            lifespan="off",
            log_config=None,  # the logging of this process belongs to its user
            log_level="error",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
            ws="none",
        )
        self._server = _Uvicorn(config, self._ready)
        self._thread = Thread(target=self._run, name=f"gopax-sandbox-{self.port}", daemon=True)

    def start(self) -> None:
        """Return once requests are answered."""
        self._thread.start()
        if not self._ready.wait(_START_S):
            msg = f"the server on {self.base_url} did not start within {_START_S:.0f} s"
            raise RuntimeError(msg)

    def stop(self) -> None:
        """Close all connections and return when the thread has ended."""
        self._server.should_exit = True
        self._thread.join(_STOP_S)
        self._socket.close()

    def _run(self) -> None:
        factory = self._server.config.get_loop_factory()
        with asyncio.Runner(loop_factory=factory) as runner:
            runner.run(self._server.serve(sockets=[self._socket]))
