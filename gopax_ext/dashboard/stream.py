"""The live view of one open page, as server-sent events.

An event is sent when its text has changed, so a quiet exchange costs a quiet connection. A page
sees its own order at once: every request that reaches the exchange wakes the streams.
"""

import asyncio
import json
from typing import TYPE_CHECKING, Final

from attrs import frozen

from .look import Look

if TYPE_CHECKING:
    from ..sandbox import Sandbox
    from ..sandbox.exchange import Exchange
    from ..sandbox.replies import Headers, Receive, Send
    from ..seam import Seam
    from .log import RequestLog
    from .sessions import Sessions

__all__ = ["Stream", "View"]

_PAUSE_S: Final = 0.1
"""Least time between two looks."""
_IDLE_S: Final = 0.15
"""How long nothing may happen until the next look, since the market moves by itself."""
_BEAT_S: Final = 5.0
"""How often the time is told when nothing else is."""
_JUMP_MS: Final = 500
"""How far the exchange's clock may lie from what the page believes."""
_TRADES: Final = 60
_CANDLES: Final = 400
_MINUTE_MS: Final = 60_000


@frozen
class View:
    """What the page shows."""

    pair: str
    minutes: int
    """Interval of its candles."""


class Stream:
    """One connection; it ends when the page goes, or with the dashboard."""

    def __init__(
        self, sandbox: "Sandbox", sessions: "Sessions", log: "RequestLog", view: View, seam: "Seam"
    ) -> None:
        self._sandbox = sandbox
        self._account = sessions.account
        self._log = log
        self._view = view
        self._seam = seam
        self._woken = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._ended = False
        self._begin()

    def end(self) -> None:
        """Let the page go; may be called from any thread."""
        self._ended = True
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    async def run(self, headers: "Headers", receive: "Receive", send: "Send") -> None:
        """Send events until the end."""
        stream: Headers = [
            (b"content-type", b"text/event-stream; charset=utf-8"),
            (b"cache-control", b"no-store"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": [*headers, *stream]})
        gone = asyncio.ensure_future(self._watch(receive))
        self._log.listeners.append(self._woken.set)
        try:
            while not self._ended:
                self._woken.clear()
                text = self._look()
                if text:
                    body = text.encode()
                    await send({"type": "http.response.body", "body": body, "more_body": True})
                await self._seam.async_sleep(_PAUSE_S)
                await self._seam.async_wait(self._woken, _IDLE_S)
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._log.listeners.remove(self._woken.set)
            gone.cancel()

    async def _watch(self, receive: "Receive") -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self.end()

    def _begin(self) -> None:
        """Forget what was sent: the page gets everything again."""
        self._exchange: Exchange | None = None
        self._sent: dict[str, str] = {}
        self._sequence = -1
        self._last_trade = 0
        self._last_candle_ms = 0
        self._log_version = 0
        self._told_at = 0.0
        self._told_ms = 0

    def _look(self) -> str:
        """The events of this moment."""
        events: list[str] = []
        with self._sandbox.app.lock:
            look = Look(self._sandbox, self._account)
            if look.exchange is not self._exchange:
                version = self._log_version
                self._begin()
                self._exchange, self._log_version = look.exchange, version
                events.append(_event("reset", "{}"))
            self._tell(events, look)
        entries = self._log.since(self._log_version)
        if entries:
            self._log_version = max(entry.version for entry in entries)
            events.append(_event("log", json.dumps([entry.summary() for entry in entries])))
        return "".join(events)

    def _tell(self, events: list[str], look: Look) -> None:
        pair = f"/trading-pairs/{self._view.pair}"
        self._tell_controls(events, look)
        self._tell_changed(events, "stats", look.answer("/trading-pairs/stats"))
        sequence = look.sequence(self._view.pair)
        if sequence != self._sequence:
            self._sequence = sequence
            self._tell_changed(events, "book", look.answer(f"{pair}/book", "level=2"))
        newer = f"limit={_TRADES}&latestmin={self._last_trade}"
        trades = look.answer(f"{pair}/trades", newer)
        if trades != "[]":
            self._last_trade = json.loads(trades)[0]["id"]
            events.append(_event("trades", trades))
        self._tell_candles(events, look, f"{pair}/candles")
        self._tell_changed(events, "orders", look.orders())
        self._tell_changed(events, "fills", look.answer("/trades", "limit=50"))
        self._tell_changed(events, "balances", look.answer("/balances"))

    def _tell_controls(self, events: list[str], look: Look) -> None:
        controls = look.controls()
        text = json.dumps(controls)
        moment, now_ms = self._seam.monotonic(), look.clock_ms()
        passed = moment - self._told_at
        jumped_ms = abs(now_ms - self._told_ms - passed * 1000 * controls["speed"])
        if self._sent.get("controls") != text or passed >= _BEAT_S or jumped_ms >= _JUMP_MS:
            self._sent["controls"], self._told_at, self._told_ms = text, moment, now_ms
            events.append(_event("controls", json.dumps({**controls, "now_ms": now_ms})))

    def _tell_candles(self, events: list[str], look: Look, path: str) -> None:
        span_ms = self._view.minutes * _MINUTE_MS
        start = self._last_candle_ms or max(0, look.now_ms - _CANDLES * span_ms)
        until = f"end={look.now_ms}&interval={self._view.minutes}"
        candles = look.answer(path, f"start={start}&{until}")
        if candles == "[]" or candles == self._sent.get("candles"):
            return
        events.append(_event("candles", candles))
        self._last_candle_ms = json.loads(candles)[-1][0]
        last = look.answer(path, f"start={self._last_candle_ms}&{until}")
        self._sent["candles"] = last  # asked for from now on

    def _tell_changed(self, events: list[str], name: str, text: str) -> None:
        if self._sent.get(name) != text:
            self._sent[name] = text
            events.append(_event(name, text))


def _event(name: str, data: str) -> str:
    return f"event: {name}\ndata: {data}\n\n"
