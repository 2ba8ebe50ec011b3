"""Answers by h11, for platforms that httptools has no wheel for."""

import h11

from .base import WireLimits, WireResponse
from .head import MalformedResponse, check_lines
from .parse import Assembly

__all__ = ["H11Parser"]

_READ_BYTES = 1024 * 1024


class H11Parser(Assembly):
    """One h11 connection for each answer: the request side of it is a stand-in."""

    __slots__ = ("_h11",)

    _h11: h11.Connection

    def __init__(self, limits: WireLimits) -> None:
        super().__init__(limits)

    def start(self) -> None:
        super().start()
        # Its cap lies past one read, so that ours speaks first.
        self._h11 = h11.Connection(h11.CLIENT, self._limits.max_head_bytes + _READ_BYTES)
        self._h11.send(h11.Request(method="GET", target="/", headers=[("Host", "stand-in")]))
        self._h11.send(h11.EndOfMessage())

    def feed(self, data: bytes) -> WireResponse | None:
        """See `ResponseParser.feed`."""
        self._take(data)
        self._h11.receive_data(data)
        while self._response is None:
            try:
                event = self._h11.next_event()
            except h11.RemoteProtocolError as error:
                raise MalformedResponse("protocol", f"not an HTTP/1.1 answer: {error}") from error
            if event is h11.NEED_DATA:
                break
            self._on_event(event)
        return self._hand_over()

    def _on_event(self, event: object) -> None:
        if isinstance(event, h11.Response | h11.InformationalResponse):
            check_lines(bytes(self._raw).partition(b"\r\n\r\n")[0])
            self.on_headers_complete()
        elif isinstance(event, h11.Data):
            self.on_body(bytes(event.data))
        elif isinstance(event, h11.EndOfMessage):
            self.on_message_complete()
            self.reusable = self.reusable and not self._h11.trailing_data[0]
