# Generated from harbour.yaml by `python -m generator`: edit that and run it, not this file.
"""JSON to models and back, exactly.

`decode_<operation>` reads an answer and raises DecodeError and nothing else, whatever the bytes;
unknown members, longer rows and unknown enum values are no errors. `encode_<operation>` writes the
same answer, compact and in the order of the document, numbers in plain digits. Bodies that are sent
have a pair of their own, by the name of their model.
"""

from __future__ import annotations  # naming a model would make its class

from datetime import UTC
from decimal import Decimal
from typing import Any

from msgspec import convert

from . import _wire, models
from ._reader import UNREADABLE, Reader, Values, rows_of
from ._values import (
    USUAL,
    anything,
    array,
    boolean,
    day,
    digits,
    exact,
    integer,
    member,
    microseconds,
    moment,
    number,
    refuse,
    sane,
    text,
    time,
    utc,
)

__all__ = [
    "decode_book_berth",
    "decode_book_berth_body",
    "decode_check_",
    "decode_close_",
    "decode_fault",
    "decode_get_ship",
    "decode_list_",
    "decode_list_ships",
    "decode_list_tides",
    "decode_print_",
    "decode_touch_berth",
    "encode_book_berth",
    "encode_book_berth_body",
    "encode_check_",
    "encode_close_",
    "encode_fault",
    "encode_get_ship",
    "encode_list_",
    "encode_list_ships",
    "encode_list_tides",
    "encode_print_",
    "encode_touch_berth",
]


def _tide_values(rows: list[_wire.Tide]) -> Values:
    for row in rows:
        if not (row.height.adjusted() in USUAL or sane(row.height)):
            refuse(row.height)
        yield (
            moment(row.time, 1000),
            moment(digits(row.low), 1_000_000),
            row.height,
            row.grade,
            row.place,
        )


def _tide_json(row: models.Tide) -> bytes:
    parts = [
        integer(microseconds(row.time) // 1000),
        text(str(microseconds(row.low))),
        number(row.height),
    ]
    if row.grade is None:
        return array(parts)
    parts.append(member(row.grade))
    if row.place is None:
        return array(parts)
    parts.append(text(row.place))
    return array(parts)


def _mate_json(model: models.Mate) -> bytes:
    parts: list[bytes] = []
    if model.name is not None:
        parts.append(b'"name":%b' % text(model.name))
    if model.grade is not None:
        parts.append(b'"grade":%b' % member(model.grade))
    return b"{%b}" % b",".join(parts)


def _person(wire: _wire.Person) -> models.Person:
    return models.Person(name=wire.name, mate=wire.mate)


def _person_json(model: models.Person) -> bytes:
    return b'{"name":%b%b}' % (
        text(model.name),
        b"" if model.mate is None else b',"mate":%b' % _mate_json(model.mate),
    )


def _settle_vessel(*items: _wire.Vessel) -> None:
    for item in items:
        if not (item.unit_price.adjusted() in USUAL or sane(item.unit_price)):
            refuse(item.unit_price)
        if item.seen is not None and item.seen.tzinfo is not UTC:
            item.seen = utc(item.seen)


def _vessel_json(model: models.Vessel) -> bytes:
    return b'{"id":%b,"class":%b,"unitPrice":%b%b%b}' % (
        text(model.id),
        member(model.class_),
        number(model.unit_price),
        b"" if model.launched is None else b',"launched":%b' % day(model.launched),
        b"" if model.seen is None else b',"seen":%b' % time(model.seen),
    )


def _ship(wire: _wire.Ship) -> models.Ship:
    if not (wire.unit_price.adjusted() in USUAL or sane(wire.unit_price)):
        refuse(wire.unit_price)
    if wire.seen is not None and wire.seen.tzinfo is not UTC:
        wire.seen = utc(wire.seen)
    return models.Ship(
        id=wire.id,
        class_=wire.class_,
        unit_price=wire.unit_price,
        launched=wire.launched,
        seen=wire.seen,
        arrives=moment(wire.arrives, 1),
        tide=rows_of(list[models.Tide], _tide_values([wire.tide]), strict=True)[0],
        logs=tuple(
            [
                tuple(rows_of(list[models.Tide], _tide_values(item), strict=True))
                for item in wire.logs
            ]
        ),
        flags=tuple(wire.flags),
        on_duty=wire.on_duty,
        captain=_person(wire.captain),
        colours=None if wire.colours is None else tuple(wire.colours),
        crew=None if wire.crew is None else tuple(wire.crew),
        extra=wire.extra,
    )


def _ship_json(model: models.Ship) -> bytes:
    return (
        b'{"id":%b,"class":%b,"unitPrice":%b%b%b,"arrives":%b,"tide":%b,"logs":%b,"flags":%b,"on-duty":%b,"captain":%b%b%b%b}'
        % (
            text(model.id),
            member(model.class_),
            number(model.unit_price),
            b"" if model.launched is None else b',"launched":%b' % day(model.launched),
            b"" if model.seen is None else b',"seen":%b' % time(model.seen),
            integer(microseconds(model.arrives) // 1000000),
            _tide_json(model.tide),
            array([array([_tide_json(item) for item in item]) for item in model.logs]),
            array([boolean(item) for item in model.flags]),
            boolean(model.on_duty),
            _person_json(model.captain),
            b""
            if model.colours is None
            else b',"colours":%b' % array([member(item) for item in model.colours]),
            b""
            if model.crew is None
            else b',"crew":%b' % array([_mate_json(item) for item in model.crew]),
            b"" if model.extra is None else b',"extra":%b' % anything(model.extra),
        )
    )


def _book_berth(wire: _wire.BookBerth) -> models.BookBerth:
    if not (wire.length.adjusted() in USUAL or sane(wire.length)):
        refuse(wire.length)
    if wire.at.tzinfo is not UTC:
        wire.at = utc(wire.at)
    return models.BookBerth(
        ship=wire.ship,
        kind=wire.kind,
        length=wire.length,
        grade=wire.grade,
        on=wire.on,
        date_=wire.date_,
        at=wire.at,
        until=moment(wire.until, 1000),
        pilot=wire.pilot,
        request_=wire.request_,
    )


def _book_berth_json(model: models.BookBerth) -> bytes:
    return (
        b'{"ship":%b,"kind":%b,"length":%b,"grade":%b,"on":%b,"date":%b,"at":%b,"until":%b%b%b}'
        % (
            text(model.ship),
            member(model.kind),
            number(model.length),
            member(model.grade),
            boolean(model.on),
            day(model.date_),
            time(model.at),
            integer(microseconds(model.until) // 1000),
            b"" if model.pilot is None else b',"pilot":%b' % text(model.pilot),
            b"" if model.request_ is None else b',"request":%b' % text(model.request_),
        )
    )


def _booking(wire: _wire.Booking) -> models.Booking:
    if not (wire.length.adjusted() in USUAL or sane(wire.length)):
        refuse(wire.length)
    if wire.at.tzinfo is not UTC:
        wire.at = utc(wire.at)
    return models.Booking(
        ship=wire.ship,
        kind=wire.kind,
        length=wire.length,
        grade=wire.grade,
        on=wire.on,
        date_=wire.date_,
        at=wire.at,
        until=moment(wire.until, 1000),
        pilot=wire.pilot,
        request_=wire.request_,
        number=wire.number,
    )


def _booking_json(model: models.Booking) -> bytes:
    return (
        b'{"ship":%b,"kind":%b,"length":%b,"grade":%b,"on":%b,"date":%b,"at":%b,"until":%b%b%b,"number":%b}'
        % (
            text(model.ship),
            member(model.kind),
            number(model.length),
            member(model.grade),
            boolean(model.on),
            day(model.date_),
            time(model.at),
            integer(microseconds(model.until) // 1000),
            b"" if model.pilot is None else b',"pilot":%b' % text(model.pilot),
            b"" if model.request_ is None else b',"request":%b' % text(model.request_),
            integer(model.number),
        )
    )


def _fault_json(model: models.Fault) -> bytes:
    parts: list[bytes] = []
    if model.code is not None:
        parts.append(b'"code":%b' % integer(model.code))
    if model.message is not None:
        parts.append(b'"message":%b' % text(model.message))
    if model.data is not None:
        parts.append(b'"data":%b' % anything(model.data))
    if model.fault is not None:
        parts.append(b'"fault":%b' % text(model.fault))
    return b"{%b}" % b",".join(parts)


_GET_SHIP = Reader("get_ship", lambda: _wire.Ship)


def decode_get_ship(body: bytes) -> models.Ship:
    """Read the answer of `get_ship`; DecodeError if the bytes are anything else."""
    try:
        return _ship(_GET_SHIP.decode(body))
    except UNREADABLE as failure:
        raise _GET_SHIP.explain(body, failure) from failure


def encode_get_ship(value: models.Ship) -> bytes:
    """Write the answer of `get_ship`."""
    return _ship_json(value)


_LIST_SHIPS = Reader("list_ships", lambda: list[_wire.Vessel])


def decode_list_ships(body: bytes) -> list[models.Vessel]:
    """Read the answer of `list_ships`; DecodeError if the bytes are anything else."""
    try:
        answer = _LIST_SHIPS.decode(body)
        _settle_vessel(*answer)
        return convert(answer, list[models.Vessel], from_attributes=True)
    except UNREADABLE as failure:
        raise _LIST_SHIPS.explain(body, failure) from failure


def encode_list_ships(value: list[models.Vessel]) -> bytes:
    """Write the answer of `list_ships`."""
    return array([_vessel_json(item) for item in value])


_CHECK_ = Reader("check_", lambda: int)


def decode_check_(body: bytes) -> int:
    """Read the answer of `check_`; DecodeError if the bytes are anything else."""
    try:
        return _CHECK_.decode(body)
    except UNREADABLE as failure:
        raise _CHECK_.explain(body, failure) from failure


def encode_check_(value: int) -> bytes:
    """Write the answer of `check_`."""
    return integer(value)


_LIST_TIDES = Reader("list_tides", lambda: list[_wire.Tide])


def decode_list_tides(body: bytes) -> list[models.Tide]:
    """Read the answer of `list_tides`; DecodeError if the bytes are anything else."""
    try:
        return rows_of(list[models.Tide], _tide_values(_LIST_TIDES.decode(body)), strict=True)
    except UNREADABLE as failure:
        raise _LIST_TIDES.explain(body, failure) from failure


def encode_list_tides(value: list[models.Tide]) -> bytes:
    """Write the answer of `list_tides`."""
    return array([_tide_json(item) for item in value])


_PRINT_ = Reader("print_", lambda: list[list[str]])


def decode_print_(body: bytes) -> list[tuple[str, ...]]:
    """Read the answer of `print_`; DecodeError if the bytes are anything else."""
    try:
        return [tuple(item) for item in _PRINT_.decode(body)]
    except UNREADABLE as failure:
        raise _PRINT_.explain(body, failure) from failure


def encode_print_(value: list[tuple[str, ...]]) -> bytes:
    """Write the answer of `print_`."""
    return array([array([text(item) for item in item]) for item in value])


_LIST_ = Reader("list_", lambda: Decimal)


def decode_list_(body: bytes) -> Decimal:
    """Read the answer of `list_`; DecodeError if the bytes are anything else."""
    try:
        return exact(_LIST_.decode(body))
    except UNREADABLE as failure:
        raise _LIST_.explain(body, failure) from failure


def encode_list_(value: Decimal) -> bytes:
    """Write the answer of `list_`."""
    return number(value)


_BOOK_BERTH = Reader("book_berth", lambda: _wire.Booking)


def decode_book_berth(body: bytes) -> models.Booking:
    """Read the answer of `book_berth`; DecodeError if the bytes are anything else."""
    try:
        return _booking(_BOOK_BERTH.decode(body))
    except UNREADABLE as failure:
        raise _BOOK_BERTH.explain(body, failure) from failure


def encode_book_berth(value: models.Booking) -> bytes:
    """Write the answer of `book_berth`."""
    return _booking_json(value)


_TOUCH_BERTH = Reader("touch_berth", lambda: dict[str, Any])


def decode_touch_berth(body: bytes) -> None:
    """Read the answer of `touch_berth`; DecodeError if the bytes are anything else."""
    try:
        _TOUCH_BERTH.decode(body)
    except UNREADABLE as failure:
        raise _TOUCH_BERTH.explain(body, failure) from failure


def encode_touch_berth(_value: None = None) -> bytes:
    """Write the answer of `touch_berth`."""
    return b"{}"


_CLOSE_ = Reader("close_", lambda: dict[str, Any])


def decode_close_(body: bytes) -> None:
    """Read the answer of `close_`; DecodeError if the bytes are anything else."""
    try:
        if body.strip():  # no content is what is documented
            _CLOSE_.decode(body)
    except UNREADABLE as failure:
        raise _CLOSE_.explain(body, failure) from failure


def encode_close_(_value: None = None) -> bytes:
    """Write the answer of `close_`."""
    return b""


_BOOK_BERTH_BODY = Reader("book_berth_body", lambda: _wire.BookBerth)


def decode_book_berth_body(body: bytes) -> models.BookBerth:
    """Read a body that is a `BookBerth`; DecodeError if the bytes are anything else."""
    try:
        return _book_berth(_BOOK_BERTH_BODY.decode(body))
    except UNREADABLE as failure:
        raise _BOOK_BERTH_BODY.explain(body, failure) from failure


def encode_book_berth_body(value: models.BookBerth) -> bytes:
    """Write a body that is a `BookBerth`."""
    return _book_berth_json(value)


_FAULT = Reader("fault", lambda: _wire.Fault)


def decode_fault(body: bytes) -> models.Fault:
    """Read a body that is a `Fault`; DecodeError if the bytes are anything else."""
    try:
        return convert(_FAULT.decode(body), models.Fault, from_attributes=True)
    except UNREADABLE as failure:
        raise _FAULT.explain(body, failure) from failure


def encode_fault(value: models.Fault) -> bytes:
    """Write a body that is a `Fault`."""
    return _fault_json(value)
