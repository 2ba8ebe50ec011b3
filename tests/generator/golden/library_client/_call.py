# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""What a call is, apart from any way to send it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from msgspec import Struct

from .errors import ApiError

T = TypeVar("T")

Retry = Literal["safe", "verify", "never"]
"""After an unknown outcome: repeat the call, look at the state first, or do not repeat it."""


class Parameter(Struct, frozen=True, kw_only=True):
    """One argument of an operation."""

    name: str
    """Name of the argument in Python."""

    wire_name: str
    """Name in the path, the query or the body."""

    location: Literal["path", "query", "body"]
    """Where it goes."""

    required: bool
    """Must it be given?"""

    type: str
    """What it takes, as an annotation."""

    example: str | int | Decimal | None = None
    """A value that is right."""

    unit: str | None = None
    """What a number of it counts."""

    per_second: int | None = None
    """Of a moment counted since 1970: how many of its unit make a second."""

    minimum: int | Decimal | None = None
    """Smallest value."""

    maximum: int | Decimal | None = None
    """Largest value."""

    above: int | Decimal | None = None
    """What a value has to be larger than."""

    below: int | Decimal | None = None
    """What a value has to be smaller than."""

    min_length: int = 0
    """Characters in the shortest text."""

    max_length: int | None = None
    """Characters in the longest text."""

    pattern: str | None = None
    """Regular expression that a text has to match."""

    digits: bool = False
    """Is a text always a number, so that an int means the same?"""

    choices: tuple[str | int, ...] = ()
    """All values, where there is a list of them."""


class RateLimit(Struct, frozen=True, kw_only=True):
    """`limit` calls in a moving window of `window_ms` milliseconds, counted per `scope`."""

    scope: str
    """What the server counts by, such as an API key or an address."""

    limit: int
    """Calls in one window."""

    window_ms: int
    """Length of the window in milliseconds."""


class Pagination(Struct, frozen=True, kw_only=True):
    """How to ask for more rows than one answer holds."""

    older: str
    """Argument that takes a row id and answers older rows."""

    newer: str
    """Argument that takes a row id and answers newer rows."""

    max: int
    """Rows in the largest page."""


class Operation(Struct, Generic[T], frozen=True, kw_only=True):
    """One operation of the API, whose answer is a T."""

    id: str
    """operationId in the document."""

    name: str
    """Name of the method in Python."""

    method: str
    """HTTP method in capitals."""

    path: str
    """Path with {placeholders}."""

    private: bool
    """Does it need authentication?"""

    retry: Retry
    """What to do after a call whose outcome is unknown."""

    section: str | None
    """Title of its section in the API's reference."""

    rate_limit: RateLimit | None
    """How often the server lets it be called."""

    pagination: Pagination | None
    """How to ask for more rows, None where one answer holds all."""

    parameters: tuple[Parameter, ...]
    """Its arguments."""

    errors: tuple[type[ApiError], ...]
    """Classes of the error answers it documents: by status first, then by number."""

    decode: Callable[[bytes], T]
    """Reads the body of a good answer; raises DecodeError and nothing else."""

    encode: Callable[[T], bytes]
    """Writes the body that `decode` reads."""


class Call(Struct, Generic[T], frozen=True):
    """One call that is ready to be signed and sent, byte for byte."""

    operation: Operation[T]
    """What is called."""

    path: str
    """Final path without a query; what is sent and what is signed."""

    query: str = ""
    """Encoded query without `?`, empty if there is none."""

    body: bytes = b""
    """JSON body, empty if there is none."""

    request: Any = None
    """The model the body was written from, None if there is none."""

    @property
    def target(self) -> str:
        """Path and query as they stand in the request line."""
        return f"{self.path}?{self.query}" if self.query else self.path
