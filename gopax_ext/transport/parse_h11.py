"""Answers by h11, for platforms that httptools has no wheel for."""

import h11

from .base import WireLimits, WireResponse
from .parse import Assembly, MalformedResponse

__all__ = ["H11Parser"]


class H11Parser(Assembly):
    """One h11 connection for each answer: the request side of it is a stand-in."""

    __slots__ = ("_h11",)

    _h11: h11.Connection

    def __init__(self, limits: WireLimits) -> None:
        super().__init__(limits)

    def start(self) -> None:
        super().start()
        # Twice the cap: the smaller, own cap on the open head speaks first.
        self._h11 = h11.Connection(h11.CLIENT, 2 * self._limits.max_head_bytes)
        self._h11.send(h11.Request(method="GET", target="/", headers=[("Host", "stand-in")]))
        self._h11.send(h11.EndOfMessage())

    def feed(self, data: bytes) -> WireResponse | None:
        """See `ResponseParser.feed`."""
        if self._response is not None:
            self.reusable = False
            return self._response
        self._take(data)
        self._check_open_head()
        self._h11.receive_data(data)
        while self._response is None:
            try:
                event = self._h11.next_event()
            except h11.RemoteProtocolError as error:
                raise MalformedResponse("protocol", f"not an HTTP/1.1 answer: {error}") from error
            if event is h11.NEED_DATA:
                return None
            self._on_event(event)
        return self._response

    def _on_event(self, event: object) -> None:
        if isinstance(event, h11.Response | h11.InformationalResponse):
            self._end_head()
        elif isinstance(event, h11.Data):
            self._add_body(bytes(event.data))
        elif isinstance(event, h11.EndOfMessage) and self._head is not None:
            self._complete(self._head)
            if self._h11.trailing_data[0]:
                self.reusable = False
