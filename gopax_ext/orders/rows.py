"""Rows of the journal's table, and the attempts they stand for."""

import os
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from gopax_generated.codecs import decode_place_order_request
from gopax_generated.models import PlaceOrderRequest

from . import process
from .attempts import Attempt, Confidence, State

__all__ = [
    "BY_ID",
    "NOBODY",
    "SELECT_ATTEMPT",
    "Numbers",
    "attempt_of",
    "id_of",
    "in_flight",
    "numbers_of",
]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_US: Final = timedelta(microseconds=1)
_STATES: Final = {state.value: state for state in State}
_GRACE_US: Final = 2_000_000
"""A call ends within its deadline; what is older by this has been left behind."""

_LOOKED_BACK: Final = 100
"""Among so many attempts the last order of a trading pair is looked for: a watermark is a help."""

_PAIR: Final = "substr({0}.body, instr({0}.body, '\"tradingPairName\"'))"
SELECT_ATTEMPT: Final = f"""
SELECT started_us || '-' || seq, body, state, started_us, sent_us, nonce,
    CASE state WHEN 'placed' THEN subject END, confidence, origin,
    (SELECT subject FROM attempts AS before WHERE seq < it.seq AND seq >= it.seq - {_LOOKED_BACK}
     AND state = 'placed' AND placed_us < it.sent_us
     AND {_PAIR.format("before")} = {_PAIR.format("it")} ORDER BY seq DESC LIMIT 1),
    (SELECT max(trade_id) FROM trades WHERE after_seq < it.seq),
    key, fenced_us, owner, started_us + seconds * 1000000, seq
FROM attempts AS it WHERE """  # noqa: S608 - of constants
"""To be followed by a condition; gives the rows that the functions below take."""

Numbers = tuple[int, int]
"""When an attempt was asked for, in microseconds since 1970, and its number: what an id says."""

NOBODY: Final[Numbers] = (0, 0)
"""What no id is made of."""

BY_ID: Final = "started_us = ? AND seq = ?"
"""The condition that `numbers_of` gives the values of."""


def id_of(started_us: int, seq: int) -> str:
    """Return the id of the attempt with that time and number: no other journal has it too."""
    return f"{started_us}-{seq}"


def numbers_of(attempt: str | Numbers) -> tuple[int, int] | tuple[str, str]:
    """Return the time and the number in an id, as far as it is one: SQLite compares them."""
    if isinstance(attempt, tuple):
        return attempt
    started_us, _, seq = attempt.partition("-")
    return started_us, seq


def attempt_of(row: Any, now_us: int) -> Attempt:
    """Return the attempt that a row stands for."""
    return _attempt(row[:13], in_flight(row, now_us))


@lru_cache(maxsize=128)  # while an attempt is looked for, its row is read again and again
def _attempt(row: Any, under_way: bool) -> Attempt:  # noqa: FBT001 - see above
    (attempt_id, body, state, started_us, sent_us, nonce, order_id) = row[:7]
    (confidence, origin, highest_order_id, highest_trade_id, key, fenced_us) = row[7:]
    return Attempt(
        id=attempt_id,
        request=_request(body),
        state=_STATES[state],
        started_at=_EPOCH + started_us * _US,
        sent_at=_EPOCH + sent_us * _US,
        nonce=nonce,
        key=key,
        fenced_at=None if fenced_us is None else _EPOCH + fenced_us * _US,
        order_id=order_id,
        confidence=None if confidence is None else Confidence(confidence),
        origin=origin,
        in_flight=under_way,
        highest_order_id=None if highest_order_id is None else int(highest_order_id),
        highest_trade_id=None if highest_trade_id is None else int(highest_trade_id),
    )


@lru_cache(maxsize=128)
def _request(body: str) -> PlaceOrderRequest:
    return decode_place_order_request(body.encode())


def in_flight(row: Any, now_us: int) -> bool:
    """Whether the process that began the attempt may still be at it."""
    owner, deadline_us = row[13:15]
    if row[2] != State.SENT or now_us > deadline_us + _GRACE_US:
        return False
    return owner == process.own or _alive(owner)


def _alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
