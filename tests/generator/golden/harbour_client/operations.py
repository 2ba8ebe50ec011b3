# Generated from harbour.yaml by `python -m generator`: edit that and run it, not this file.
"""Every operation of Harbour as data, and a builder of calls for each.

A builder checks its arguments and gives a `Call`: path, query and body as they will be sent. It
touches no network and knows no HTTP library. An optional argument that is None is not sent.
"""

from __future__ import annotations  # naming a model would make its class

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from . import _arguments as check
from . import codecs, errors, models
from ._call import Call, Operation, Pagination, Parameter, RateLimit
from .enums import Grade, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from .models import Booking, Ship, Tide, Vessel

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


_GET_SHIP_KIND = Parameter(
    name="kind",
    wire_name="kind",
    location="path",
    required=True,
    type='Kind | Literal["tug", "ferry", "None", "class", "two words", "3rd"]',
    example="tug",
    choices=("tug", "ferry", "None", "class", "two words", "3rd"),
)
_NUMBER = Parameter(
    name="number",
    wire_name="number",
    location="path",
    required=True,
    type="int",
    example=7,
    minimum=1,
    maximum=99999,
)
_DAY = Parameter(
    name="day",
    wire_name="day",
    location="path",
    required=True,
    type="str",
    example="MO12",
    min_length=3,
    max_length=5,
    pattern=r"^[A-Z]{2}[0-9]{1,3}\Z",
)
_LIST_SHIPS_LENGTH = Parameter(
    name="length",
    wire_name="length",
    location="query",
    required=True,
    type="Decimal | int | str",
    example=Decimal("12.50"),
    unit="m",
    minimum=Decimal("0.5"),
    below=Decimal(400),
)
_PAST_MAX = Parameter(
    name="past_max",
    wire_name="past-max",
    location="query",
    required=False,
    type="int",
    example=100,
    above=0,
)
_NEXT = Parameter(
    name="next", wire_name="next", location="query", required=False, type="int", example=1
)
_DRAFT = Parameter(
    name="draft",
    wire_name="draft",
    location="query",
    required=False,
    type="Decimal | int | str",
    example=Decimal("3.75"),
    unit="m",
    maximum=Decimal("20.25"),
    above=Decimal(0),
)
_LIST_SHIPS_GRADE = Parameter(
    name="grade",
    wire_name="grade",
    location="query",
    required=False,
    type="Grade | Literal[-1, 0, 2]",
    example=-1,
    unit="stars",
    choices=(-1, 0, 2),
)
_FLAGGED = Parameter(
    name="flagged", wire_name="flagged", location="query", required=False, type="bool", example=True
)
_SINCE = Parameter(
    name="since",
    wire_name="since",
    location="query",
    required=False,
    type="date",
    example="2020-02-29",
)
_SEEN_AFTER = Parameter(
    name="seen_after",
    wire_name="seenAfter",
    location="query",
    required=False,
    type="datetime",
    example="2020-02-29T12:00:00Z",
)
_CHANGED = Parameter(
    name="changed",
    wire_name="changed",
    location="query",
    required=False,
    type="datetime | int",
    example=1_700_000_000,
    unit="epoch",
    per_second=1,
    minimum=0,
)
_MICRO = Parameter(
    name="micro",
    wire_name="micro",
    location="query",
    required=False,
    type="datetime | int",
    example=1_700_000_000_000_000,
    unit="us",
    per_second=1000000,
)
_TYPE = Parameter(
    name="type",
    wire_name="type",
    location="query",
    required=False,
    type="str",
    example="a b&c",
    min_length=1,
    max_length=10,
)
_ID = Parameter(
    name="id",
    wire_name="id",
    location="query",
    required=False,
    type="str | int",
    example="1000",
    digits=True,
    pattern=r"^[1-9][0-9]{0,9}\Z",
)
_SELF_ = Parameter(
    name="self_", wire_name="self", location="query", required=False, type="str", example="me"
)
_CHECK_ = Parameter(
    name="check_", wire_name="check", location="query", required=False, type="bool", example=True
)
_STR_ = Parameter(
    name="str_", wire_name="str", location="query", required=False, type="int", example=3
)
_QUERY = Parameter(
    name="query", wire_name="query", location="query", required=False, type="str", example="*"
)
_SHIP = Parameter(
    name="ship",
    wire_name="ship",
    location="body",
    required=True,
    type="str",
    example='Ann\'s "Pearl" \\ 한글',
    min_length=1,
    max_length=80,
)
_BOOK_BERTH_KIND = Parameter(
    name="kind",
    wire_name="kind",
    location="body",
    required=True,
    type='Kind | Literal["tug", "ferry", "None", "class", "two words", "3rd"]',
    example="tug",
    choices=("tug", "ferry", "None", "class", "two words", "3rd"),
)
_BOOK_BERTH_LENGTH = Parameter(
    name="length",
    wire_name="length",
    location="body",
    required=True,
    type="Decimal | int | str",
    example=Decimal("12.5"),
    unit="m",
    maximum=Decimal(400),
    above=Decimal(0),
)
_BOOK_BERTH_GRADE = Parameter(
    name="grade",
    wire_name="grade",
    location="body",
    required=True,
    type="Grade | Literal[-1, 0, 2]",
    example=2,
    unit="stars",
    choices=(-1, 0, 2),
)
_ON = Parameter(
    name="on", wire_name="on", location="body", required=True, type="bool", example=True
)
_DATE_ = Parameter(
    name="date_",
    wire_name="date",
    location="body",
    required=True,
    type="date",
    example="2024-02-29",
)
_AT = Parameter(
    name="at",
    wire_name="at",
    location="body",
    required=True,
    type="datetime",
    example="2024-02-29T12:00:00Z",
)
_UNTIL = Parameter(
    name="until",
    wire_name="until",
    location="body",
    required=True,
    type="datetime | int",
    example=1_700_000_000_000,
    unit="ms",
    per_second=1000,
)
_PILOT = Parameter(
    name="pilot", wire_name="pilot", location="body", required=False, type="str", example="Bob"
)
_REQUEST_ = Parameter(
    name="request_", wire_name="request", location="body", required=False, type="str", example="now"
)
_BERTH_NUMBER = Parameter(
    name="berth_number",
    wire_name="berthNumber",
    location="path",
    required=True,
    type="str | int",
    example="12",
    digits=True,
    pattern=r"^[1-9][0-9]{0,3}\Z",
)

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
    parameters=(_GET_SHIP_KIND, _NUMBER, _DAY),
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
        _LIST_SHIPS_LENGTH,
        _PAST_MAX,
        _NEXT,
        _DRAFT,
        _LIST_SHIPS_GRADE,
        _FLAGGED,
        _SINCE,
        _SEEN_AFTER,
        _CHANGED,
        _MICRO,
        _TYPE,
        _ID,
        _SELF_,
        _CHECK_,
        _STR_,
        _QUERY,
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
        _SHIP,
        _BOOK_BERTH_KIND,
        _BOOK_BERTH_LENGTH,
        _BOOK_BERTH_GRADE,
        _ON,
        _DATE_,
        _AT,
        _UNTIL,
        _PILOT,
        _REQUEST_,
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
    parameters=(_BERTH_NUMBER,),
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
    parameters=(_BERTH_NUMBER,),
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
        f"/ships/{check.segment(check.choice, GET_SHIP, _GET_SHIP_KIND, kind, Kind)}"
        f"/{check.segment(check.integer, GET_SHIP, _NUMBER, number)}"
        f"/{check.segment(check.text, GET_SHIP, _DAY, day)}",
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
                "past-max",
                None if past_max is None else check.integer(LIST_SHIPS, _PAST_MAX, past_max),
            ),
            ("next", None if next is None else check.integer(LIST_SHIPS, _NEXT, next)),
            ("length", check.number(LIST_SHIPS, _LIST_SHIPS_LENGTH, length)),
            ("draft", None if draft is None else check.number(LIST_SHIPS, _DRAFT, draft)),
            (
                "grade",
                None
                if grade is None
                else check.choice(LIST_SHIPS, _LIST_SHIPS_GRADE, grade, Grade),
            ),
            ("flagged", None if flagged is None else check.boolean(LIST_SHIPS, _FLAGGED, flagged)),
            ("since", None if since is None else check.day(LIST_SHIPS, _SINCE, since)),
            (
                "seenAfter",
                None if seen_after is None else check.time(LIST_SHIPS, _SEEN_AFTER, seen_after),
            ),
            ("changed", None if changed is None else check.stamp(LIST_SHIPS, _CHANGED, changed)),
            ("micro", None if micro is None else check.stamp(LIST_SHIPS, _MICRO, micro)),
            ("type", None if type is None else check.text(LIST_SHIPS, _TYPE, type)),
            ("id", None if id is None else check.text(LIST_SHIPS, _ID, id)),
            ("self", None if self_ is None else check.text(LIST_SHIPS, _SELF_, self_)),
            ("check", None if check_ is None else check.boolean(LIST_SHIPS, _CHECK_, check_)),
            ("str", None if str_ is None else check.integer(LIST_SHIPS, _STR_, str_)),
            ("query", None if query is None else check.text(LIST_SHIPS, _QUERY, query)),
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
    request = models.BookBerth(
        ship=check.text(BOOK_BERTH, _SHIP, ship),
        kind=check.choice(BOOK_BERTH, _BOOK_BERTH_KIND, kind, Kind),
        length=check.number(BOOK_BERTH, _BOOK_BERTH_LENGTH, length),
        grade=check.choice(BOOK_BERTH, _BOOK_BERTH_GRADE, grade, Grade),
        on=check.boolean(BOOK_BERTH, _ON, on),
        date_=check.day(BOOK_BERTH, _DATE_, date_),
        at=check.time(BOOK_BERTH, _AT, at),
        until=check.moment(BOOK_BERTH, _UNTIL, until),
        pilot=None if pilot is None else check.text(BOOK_BERTH, _PILOT, pilot),
        request_=None if request_ is None else check.text(BOOK_BERTH, _REQUEST_, request_),
    )
    if request.pilot is None and request.kind == "ferry":
        raise check.missing(BOOK_BERTH, "pilot", "kind is ferry")
    return Call(BOOK_BERTH, "/berths", body=codecs.encode_book_berth_body(request), request=request)


def touch_berth(berth_number: str | int) -> Call[None]:
    """A call of `PUT /berths/{berthNumber}`; see `Api.touch_berth`."""
    return Call(
        TOUCH_BERTH,
        f"/berths/{check.segment(check.text, TOUCH_BERTH, _BERTH_NUMBER, berth_number)}",
    )


def close_(berth_number: str | int) -> Call[None]:
    """A call of `DELETE /berths/{berthNumber}`; see `Api.close_`."""
    return Call(CLOSE_, f"/berths/{check.segment(check.text, CLOSE_, _BERTH_NUMBER, berth_number)}")
