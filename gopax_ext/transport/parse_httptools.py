"""Answers by httptools, which is llhttp, the parser of Node."""

import httptools

from .base import WireLimits, WireResponse
from .head import MalformedResponse
from .parse import Assembly

__all__ = ["HttptoolsParser"]


class HttptoolsParser(Assembly):
    """One llhttp parser for the life of a connection; header lines stay in the raw head."""

    __slots__ = ("_parser",)

    def __init__(self, limits: WireLimits) -> None:
        super().__init__(limits)
        self._parser = httptools.HttpResponseParser(self)

    def feed(self, data: bytes) -> WireResponse | None:
        """See `ResponseParser.feed`."""
        self._take(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserCallbackError as error:
            raise error.__context__ or error from None
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            # Past a complete answer it is the bytes after it that are wrong: the answer stands.
            if self._response is None:
                raise MalformedResponse("protocol", f"not an HTTP/1.1 answer: {error}") from error
            self.reusable = False
        return self._hand_over()

    def on_message_begin(self) -> None:
        """Called by httptools; after a complete answer it means bytes that nobody asked for."""
        if self._response is not None:
            self.reusable = False
