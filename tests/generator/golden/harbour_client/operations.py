# Generated from harbour.yaml by `python -m generator`: edit that and run it, not this file.
"""Every operation of Harbour as data, and a builder of calls for each.

A builder checks its arguments and gives a `Call`: path, query and body as they will be sent. It
touches no network and knows no HTTP library. An optional argument that is None is not sent.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

from . import _arguments as check
from . import codecs, errors
from ._call import Call, Operation, Pagination, Parameter, RateLimit
from .enums import Grade, Kind
from .models import BookBerth, Booking, Ship, Tide, Vessel

__all__ = [
    "BOOK_BERTH",
    "CHECK_",
    "CLOSE_",
    "GET_SHIP",
    "LIST_",
    "LIST_SHIPS",
    "LIST_TIDES",
    "OPERATIONS",
    "PRINT_",
    "TOUCH_BERTH",
    "Call",
    "Operation",
    "Pagination",
    "Parameter",
    "RateLimit",
    "book_berth",
    "check_",
    "close_",
    "get_ship",
    "list_",
    "list_ships",
    "list_tides",
    "print_",
    "touch_berth",
]


GET_SHIP: Operation[Ship] = Operation(
    id="getShip",
    name="get_ship",
    method="GET",
    path="/ships/{kind}/{number}/{day}",
    private=False,
    retry="safe",
    section="Ships",
    rate_limit=RateLimit(scope="address", limit=5, window_ms=2500),
    pagination=None,
    parameters=(
        Parameter(
            name="kind",
            wire_name="kind",
            location="path",
            required=True,
            type='Kind | Literal["tug", "ferry", "None", "class", "two words", "3rd"]',
            choices=("tug", "ferry", "None", "class", "two words", "3rd"),
        ),
        Parameter(
            name="number",
            wire_name="number",
            location="path",
            required=True,
            type="int",
            minimum=1,
            maximum=99999,
        ),
        Parameter(
            name="day",
            wire_name="day",
            location="path",
            required=True,
            type="str",
            pattern=r"^[A-Z]{2}[0-9]{1,3}\Z",
        ),
    ),
    errors=(errors.NotFound, errors.IMATeapot, errors.NoSuchShip, errors.Teapot),
    decode=codecs.decode_get_ship,
    encode=codecs.encode_get_ship,
)

LIST_SHIPS: Operation[list[Vessel]] = Operation(
    id="listShips",
    name="list_ships",
    method="GET",
    path="/ships",
    private=False,
    retry="safe",
    section=None,
    rate_limit=None,
    pagination=Pagination(older="past_max", newer="next", max=100),
    parameters=(
        Parameter(
            name="length",
            wire_name="length",
            location="query",
            required=True,
            type="Decimal | int | str",
            unit="m",
            minimum=Decimal("0.5"),
        ),
        Parameter(
            name="past_max", wire_name="past-max", location="query", required=False, type="int"
        ),
        Parameter(name="next", wire_name="next", location="query", required=False, type="int"),
        Parameter(
            name="draft",
            wire_name="draft",
            location="query",
            required=False,
            type="Decimal | int | str",
            unit="m",
            maximum=Decimal("20.25"),
        ),
        Parameter(
            name="grade",
            wire_name="grade",
            location="query",
            required=False,
            type="Grade | Literal[-1, 0, 2]",
            unit="stars",
            choices=(-1, 0, 2),
        ),
        Parameter(
            name="flagged", wire_name="flagged", location="query", required=False, type="bool"
        ),
        Parameter(name="since", wire_name="since", location="query", required=False, type="date"),
        Parameter(
            name="seen_after",
            wire_name="seenAfter",
            location="query",
            required=False,
            type="datetime",
        ),
        Parameter(
            name="changed",
            wire_name="changed",
            location="query",
            required=False,
            type="datetime | int",
            unit="epoch",
            minimum=0,
        ),
        Parameter(
            name="micro",
            wire_name="micro",
            location="query",
            required=False,
            type="datetime | int",
            unit="us",
        ),
        Parameter(name="type", wire_name="type", location="query", required=False, type="str"),
        Parameter(
            name="id",
            wire_name="id",
            location="query",
            required=False,
            type="str | int",
            pattern=r"^[1-9][0-9]{0,9}\Z",
        ),
        Parameter(name="self_", wire_name="self", location="query", required=False, type="str"),
        Parameter(name="check_", wire_name="check", location="query", required=False, type="bool"),
        Parameter(name="str_", wire_name="str", location="query", required=False, type="int"),
        Parameter(name="query", wire_name="query", location="query", required=False, type="str"),
    ),
    errors=(errors.TooManyRequests, errors.Hurried),
    decode=codecs.decode_list_ships,
    encode=codecs.encode_list_ships,
)

CHECK_: Operation[int] = Operation(
    id="check",
    name="check_",
    method="GET",
    path="/ships/count",
    private=False,
    retry="safe",
    section=None,
    rate_limit=None,
    pagination=None,
    parameters=(),
    errors=(errors.NotFound,),
    decode=codecs.decode_check_,
    encode=codecs.encode_check_,
)

LIST_TIDES: Operation[list[Tide]] = Operation(
    id="listTides",
    name="list_tides",
    method="GET",
    path="/tides",
    private=False,
    retry="safe",
    section=None,
    rate_limit=None,
    pagination=None,
    parameters=(),
    errors=(errors.NotFound,),
    decode=codecs.decode_list_tides,
    encode=codecs.encode_list_tides,
)

PRINT_: Operation[list[tuple[str, ...]]] = Operation(
    id="print",
    name="print_",
    method="GET",
    path="/names",
    private=False,
    retry="safe",
    section=None,
    rate_limit=None,
    pagination=None,
    parameters=(),
    errors=(errors.NotFound,),
    decode=codecs.decode_print_,
    encode=codecs.encode_print_,
)

LIST_: Operation[Decimal] = Operation(
    id="list",
    name="list_",
    method="GET",
    path="/price",
    private=False,
    retry="safe",
    section=None,
    rate_limit=None,
    pagination=None,
    parameters=(),
    errors=(errors.NotFound,),
    decode=codecs.decode_list_,
    encode=codecs.encode_list_,
)

BOOK_BERTH: Operation[Booking] = Operation(
    id="bookBerth",
    name="book_berth",
    method="POST",
    path="/berths",
    private=True,
    retry="verify",
    section=None,
    rate_limit=RateLimit(scope="key", limit=1, window_ms=1000),
    pagination=None,
    parameters=(
        Parameter(name="ship", wire_name="ship", location="body", required=True, type="str"),
        Parameter(
            name="kind",
            wire_name="kind",
            location="body",
            required=True,
            type='Kind | Literal["tug", "ferry", "None", "class", "two words", "3rd"]',
            choices=("tug", "ferry", "None", "class", "two words", "3rd"),
        ),
        Parameter(
            name="length",
            wire_name="length",
            location="body",
            required=True,
            type="Decimal | int | str",
            unit="m",
            maximum=400,
        ),
        Parameter(
            name="grade",
            wire_name="grade",
            location="body",
            required=True,
            type="Grade | Literal[-1, 0, 2]",
            unit="stars",
            choices=(-1, 0, 2),
        ),
        Parameter(name="on", wire_name="on", location="body", required=True, type="bool"),
        Parameter(name="date_", wire_name="date", location="body", required=True, type="date"),
        Parameter(name="at", wire_name="at", location="body", required=True, type="datetime"),
        Parameter(
            name="until",
            wire_name="until",
            location="body",
            required=True,
            type="datetime | int",
            unit="ms",
        ),
        Parameter(name="pilot", wire_name="pilot", location="body", required=False, type="str"),
        Parameter(
            name="request_", wire_name="request", location="body", required=False, type="str"
        ),
    ),
    errors=(
        errors.Unauthorized,
        errors.NotFound,
        errors.Conflict,
        errors.ServiceUnavailable,
        errors.NoSuchShip,
        errors.BerthTaken,
        errors.BerthKept,
        errors.BerthLost,
        errors.Fog,
    ),
    decode=codecs.decode_book_berth,
    encode=codecs.encode_book_berth,
)

TOUCH_BERTH: Operation[None] = Operation(
    id="touchBerth",
    name="touch_berth",
    method="PUT",
    path="/berths/{berthNumber}",
    private=True,
    retry="safe",
    section=None,
    rate_limit=None,
    pagination=None,
    parameters=(
        Parameter(
            name="berth_number",
            wire_name="berthNumber",
            location="path",
            required=True,
            type="str | int",
            pattern=r"^[1-9][0-9]{0,3}\Z",
        ),
    ),
    errors=(errors.Unauthorized,),
    decode=codecs.decode_touch_berth,
    encode=codecs.encode_touch_berth,
)

CLOSE_: Operation[None] = Operation(
    id="close",
    name="close_",
    method="DELETE",
    path="/berths/{berthNumber}",
    private=True,
    retry="never",
    section=None,
    rate_limit=None,
    pagination=None,
    parameters=(
        Parameter(
            name="berth_number",
            wire_name="berthNumber",
            location="path",
            required=True,
            type="str | int",
            pattern=r"^[1-9][0-9]{0,3}\Z",
        ),
    ),
    errors=(errors.Unauthorized,),
    decode=codecs.decode_close_,
    encode=codecs.encode_close_,
)

OPERATIONS: Mapping[str, Operation[Any]] = MappingProxyType(
    {
        "getShip": GET_SHIP,
        "listShips": LIST_SHIPS,
        "check": CHECK_,
        "listTides": LIST_TIDES,
        "print": PRINT_,
        "list": LIST_,
        "bookBerth": BOOK_BERTH,
        "touchBerth": TOUCH_BERTH,
        "close": CLOSE_,
    }
)
"""Every operation by its operationId."""


def get_ship(
    kind: Kind | Literal["tug", "ferry", "None", "class", "two words", "3rd"], number: int, day: str
) -> Call[Ship]:
    """A call of `GET /ships/{kind}/{number}/{day}`; see `Api.get_ship`."""
    return Call(
        GET_SHIP,
        "/ships/"
        + check.segment("get_ship", "kind", str(check.choice("get_ship", "kind", kind, Kind)))
        + "/"
        + check.segment(
            "get_ship",
            "number",
            str(check.integer("get_ship", "number", number, minimum=1, maximum=99999)),
        )
        + "/"
        + check.segment(
            "get_ship", "day", day, min_length=3, max_length=5, pattern=r"^[A-Z]{2}[0-9]{1,3}\Z"
        ),
    )


def list_ships(
    *,
    length: Decimal | int | str,
    past_max: int | None = None,
    next: int | None = None,
    draft: Decimal | int | str | None = None,
    grade: Grade | Literal[-1, 0, 2] | None = None,
    flagged: bool | None = None,
    since: date | None = None,
    seen_after: datetime | None = None,
    changed: datetime | int | None = None,
    micro: datetime | int | None = None,
    type: str | None = None,
    id: str | int | None = None,
    self_: str | None = None,
    check_: bool | None = None,
    str_: int | None = None,
    query: str | None = None,
) -> Call[list[Vessel]]:
    """A call of `GET /ships`; see `Api.list_ships`."""
    return Call(
        LIST_SHIPS,
        "/ships",
        check.query(
            (
                (
                    "past-max",
                    None
                    if past_max is None
                    else check.integer("list_ships", "past_max", past_max, above=0),
                ),
                ("next", None if next is None else check.integer("list_ships", "next", next)),
                (
                    "length",
                    check.number("list_ships", "length", length, minimum=Decimal("0.5"), below=400),
                ),
                (
                    "draft",
                    None
                    if draft is None
                    else check.number(
                        "list_ships", "draft", draft, maximum=Decimal("20.25"), above=0
                    ),
                ),
                (
                    "grade",
                    None if grade is None else check.choice("list_ships", "grade", grade, Grade),
                ),
                (
                    "flagged",
                    None if flagged is None else check.boolean("list_ships", "flagged", flagged),
                ),
                ("since", None if since is None else check.day("list_ships", "since", since)),
                (
                    "seenAfter",
                    None
                    if seen_after is None
                    else check.time("list_ships", "seen_after", seen_after),
                ),
                (
                    "changed",
                    None
                    if changed is None
                    else check.stamp("list_ships", "changed", changed, 1, minimum=0),
                ),
                (
                    "micro",
                    None if micro is None else check.stamp("list_ships", "micro", micro, 1000000),
                ),
                (
                    "type",
                    None
                    if type is None
                    else check.text("list_ships", "type", type, min_length=1, max_length=10),
                ),
                (
                    "id",
                    None
                    if id is None
                    else check.text(
                        "list_ships", "id", id, pattern=r"^[1-9][0-9]{0,9}\Z", digits=True
                    ),
                ),
                ("self", None if self_ is None else check.text("list_ships", "self_", self_)),
                (
                    "check",
                    None if check_ is None else check.boolean("list_ships", "check_", check_),
                ),
                ("str", None if str_ is None else check.integer("list_ships", "str_", str_)),
                ("query", None if query is None else check.text("list_ships", "query", query)),
            )
        ),
    )


def check_() -> Call[int]:
    """A call of `GET /ships/count`; see `Api.check_`."""
    return Call(CHECK_, "/ships/count")


def list_tides() -> Call[list[Tide]]:
    """A call of `GET /tides`; see `Api.list_tides`."""
    return Call(LIST_TIDES, "/tides")


def print_() -> Call[list[tuple[str, ...]]]:
    """A call of `GET /names`; see `Api.print_`."""
    return Call(PRINT_, "/names")


def list_() -> Call[Decimal]:
    """A call of `GET /price`; see `Api.list_`."""
    return Call(LIST_, "/price")


def book_berth(
    ship: str,
    kind: Kind | Literal["tug", "ferry", "None", "class", "two words", "3rd"],
    *,
    length: Decimal | int | str,
    grade: Grade | Literal[-1, 0, 2],
    on: bool,
    date_: date,
    at: datetime,
    until: datetime | int,
    pilot: str | None = None,
    request_: str | None = None,
) -> Call[Booking]:
    """A call of `POST /berths`; see `Api.book_berth`."""
    request = BookBerth(
        ship=check.text("book_berth", "ship", ship, min_length=1, max_length=80),
        kind=check.choice("book_berth", "kind", kind, Kind),
        length=check.number("book_berth", "length", length, maximum=400, above=0),
        grade=check.choice("book_berth", "grade", grade, Grade),
        on=check.boolean("book_berth", "on", on),
        date_=check.day("book_berth", "date_", date_),
        at=check.time("book_berth", "at", at),
        until=check.moment("book_berth", "until", until, 1000),
        pilot=None if pilot is None else check.text("book_berth", "pilot", pilot),
        request_=None if request_ is None else check.text("book_berth", "request_", request_),
    )
    if request.kind == "ferry":
        check.needed("book_berth", "kind is ferry", pilot=request.pilot)
    return Call(BOOK_BERTH, "/berths", body=codecs.encode_book_berth_body(request), request=request)


def touch_berth(berth_number: str | int) -> Call[None]:
    """A call of `PUT /berths/{berthNumber}`; see `Api.touch_berth`."""
    return Call(
        TOUCH_BERTH,
        "/berths/"
        + check.segment(
            "touch_berth", "berth_number", berth_number, pattern=r"^[1-9][0-9]{0,3}\Z", digits=True
        ),
    )


def close_(berth_number: str | int) -> Call[None]:
    """A call of `DELETE /berths/{berthNumber}`; see `Api.close_`."""
    return Call(
        CLOSE_,
        "/berths/"
        + check.segment(
            "close_", "berth_number", berth_number, pattern=r"^[1-9][0-9]{0,3}\Z", digits=True
        ),
    )
