"""What a handler is given."""

from attrs import Factory, frozen

from .answers import Answers
from .engine import Owner
from .exchange import Exchange
from .syntax import Query

__all__ = ["Request"]


@frozen
class Request:
    """A request that was routed, let in and read; `owner` is the account of a private one."""

    exchange: Exchange
    answers: Answers
    owner: Owner
    name: str
    """The variable part of the path, empty where there is none."""
    query: Query
    body: bytes
    now_ms: int
    headers: list[tuple[bytes, bytes]] = Factory(list[tuple[bytes, bytes]])
    """Headers that the handler adds to its answer."""
