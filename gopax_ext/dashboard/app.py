"""The dashboard as an ASGI application around that of the exchange."""

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from ..sandbox.exchange import INTERVALS
from ..sandbox.replies import JSON, Headers, Receive, Reply, Scope, Send, respond
from ..seam import SYSTEM, Seam
from .files import CHARTS, load_files, logo_style
from .guard import comes_from_here, is_same_origin, page_headers
from .log import RequestLog
from .sessions import Sessions
from .stream import Stream, View

if TYPE_CHECKING:
    from ..sandbox import Account, Sandbox

__all__ = ["Dashboard"]

_BELOW: Final = "/dashboard/"
_TEXT: Final = (b"content-type", b"text/plain; charset=utf-8")
_FUNDS: Final = {"KRW": "100000000", "BTC": "10", "ETH": "100"}


class Dashboard:
    """Pages around one exchange: `Dashboard(sandbox)`, then `sandbox.start()`.

    They show and use `account`, else the first one of the exchange, which gets play money where it
    has none. The exchange needs its administration API, `Sandbox(admin=True)`, since that is what
    the buttons use; it must not be served yet. Both missing raise a `ValueError`. Callers of other
    machines see the exchange without the pages.
    """

    def __init__(
        self, sandbox: "Sandbox", account: "Account | None" = None, *, seam: Seam = SYSTEM
    ) -> None:
        if sandbox.admin_token is None:
            raise ValueError(
                "the buttons of the dashboard are the administration API: Sandbox(admin=True)"
            )
        if sandbox.is_served:
            raise ValueError("the exchange is served already: put the dashboard there before start")
        self._sandbox = sandbox
        self._seam = seam
        self._files = load_files()
        self._headers = page_headers(logo_style(self._files[CHARTS]))
        self._log = RequestLog(sandbox.served, sandbox.clock, seam)
        self._sessions = Sessions(sandbox, account or _first_account(sandbox), seam)
        self._streams: set[Stream] = set()
        sandbox.served = self
        sandbox.when_stopping.append(self._let_go)

    @property
    def url(self) -> str:
        """What to open in a browser, while the exchange is served."""
        return f"{self._sandbox.base_url}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI 3)."""
        path: str = scope.get("path", "")
        ours = path in {"/", "/docs"} or path.startswith(_BELOW)
        if not (ours and comes_from_here(scope)):
            await self._log(scope, receive, send)
        elif path == f"{_BELOW}stream":
            await self._follow(scope, receive, send)
        else:
            reply = self._reply(scope, path)
            if scope["method"] == "HEAD":
                reply = Reply(reply.status, b"", reply.headers)
            await respond(Reply(reply.status, reply.body, [*reply.headers, *self._headers]), send)

    def _reply(self, scope: Scope, path: str) -> Reply:
        if path == f"{_BELOW}session":
            return self._session(scope)
        if scope["method"] not in {"GET", "HEAD"}:
            return _plain(405, "GET alone", (b"allow", b"GET, HEAD"))
        if path.startswith(f"{_BELOW}log/"):
            return self._entry(scope, path.rpartition("/")[2])
        file = self._files.get(path)
        if file is None:
            return _plain(404, f"The dashboard has no {path}")
        headers: Headers = [(b"etag", file.tag), (b"cache-control", b"no-cache")]
        if (b"if-none-match", file.tag) in scope["headers"]:
            return Reply(304, b"", headers)
        return Reply(200, file.body, [(b"content-type", file.type), *headers])

    def _session(self, scope: Scope) -> Reply:
        """Give a page its keys; only a page of this server is told them."""
        if scope["method"] != "POST":
            return _plain(405, "POST alone", (b"allow", b"POST"))
        if not is_same_origin(scope):
            return _plain(403, "Only a page of this server may open a session")
        old = self._sessions.find(_asked(scope, "session"))
        told = self._sessions.told(old or self._sessions.open())
        return Reply(200, told.encode(), [JSON, (b"cache-control", b"no-store")])

    def _entry(self, scope: Scope, number: str) -> Reply:
        if self._sessions.find(_asked(scope, "session")) is None:
            return _plain(403, "Open a session first")
        entry = self._log.find(int(number)) if number.isdecimal() else None
        if entry is None:
            return _plain(404, "The log has no such entry, or no longer")
        return Reply(200, entry.details().encode(), [JSON, (b"cache-control", b"no-store")])

    async def _follow(self, scope: Scope, receive: Receive, send: Send) -> None:
        pair, interval = _asked(scope, "pair"), _asked(scope, "interval")
        known = pair in self._sandbox.exchange.engine.venues
        if self._sessions.find(_asked(scope, "session")) is None:
            refusal = _plain(403, "Open a session first")
        elif not known or interval not in map(str, INTERVALS):
            refusal = _plain(400, "pair and interval must be ones that the exchange has")
        else:
            view = View(pair, int(interval))
            stream = Stream(self._sandbox, self._sessions, self._log, view, self._seam)
            self._streams.add(stream)
            try:
                await stream.run(self._headers, receive, send)
            finally:
                self._streams.discard(stream)
            return
        await respond(Reply(refusal.status, refusal.body, [*refusal.headers, *self._headers]), send)

    def _let_go(self) -> None:
        for stream in list(self._streams):
            stream.end()


def _first_account(sandbox: "Sandbox") -> "Account":
    keys = sandbox.exchange.accounts.keys.values()
    first = next(iter(keys), None)
    return sandbox.account(first.api_key) if first else sandbox.create_account(_FUNDS)


def _asked(scope: Scope, name: str) -> str:
    """One query parameter, empty where it is missing."""
    found: dict[str, list[str]] = parse_qs(scope["query_string"].decode("latin-1"))
    return found.get(name, [""])[0]


def _plain(status: int, text: str, *headers: tuple[bytes, bytes]) -> Reply:
    return Reply(status, (text + "\n").encode(), [_TEXT, *headers])
