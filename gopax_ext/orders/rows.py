"""Rows of the journal's table, and the attempts they stand for."""

import os
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from gopax_generated.codecs import decode_place_order_request
from gopax_generated.models import PlaceOrderRequest

from .attempts import Attempt, Confidence, State

__all__ = ["SELECT_ATTEMPT", "attempt_of", "in_flight"]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MS: Final = timedelta(milliseconds=1)
_UNDER_WAY: Final = (State.READY, State.SENT)
_STATES: Final = {state.value: state for state in State}
_GRACE_MS: Final = 2_000
"""A call ends within its deadline; what is older by this has been left behind."""

SELECT_ATTEMPT: Final = (
    "SELECT id, body, state, started_ms, sent_ms, nonce, order_id, confidence, origin, "
    "highest_order_id, highest_trade_id, key, fenced_ms, owner, deadline_ms, seq FROM attempts "
    "WHERE "
)
"""To be followed by a condition; gives the rows that the functions below take."""


def attempt_of(row: Any, now_ms: int) -> Attempt:
    """Return the attempt that a row stands for."""
    return _attempt(row[:13], in_flight(row, now_ms))


@lru_cache(maxsize=128)  # while an attempt is looked for, its row is read again and again
def _attempt(row: Any, under_way: bool) -> Attempt:  # noqa: FBT001 - see above
    (attempt_id, body, state, started_ms, sent_ms, nonce, order_id) = row[:7]
    (confidence, origin, highest_order_id, highest_trade_id, key, fenced_ms) = row[7:]
    return Attempt(
        id=attempt_id,
        request=_request(body),
        state=_STATES[state],
        started_at=_EPOCH + started_ms * _MS,
        sent_at=_moment(sent_ms),
        fenced_at=_moment(fenced_ms),
        nonce=None if nonce is None else int(nonce),
        key=key,
        order_id=order_id,
        confidence=None if confidence is None else Confidence(confidence),
        origin=origin,
        in_flight=under_way,
        highest_order_id=None if highest_order_id is None else int(highest_order_id),
        highest_trade_id=None if highest_trade_id is None else int(highest_trade_id),
    )


def _moment(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else _EPOCH + milliseconds * _MS


@lru_cache(maxsize=128)
def _request(body: str) -> PlaceOrderRequest:
    return decode_place_order_request(body.encode())


def in_flight(row: Any, now_ms: int) -> bool:
    """Whether the process that began the attempt may still be at it."""
    owner, deadline_ms = row[13:15]
    if row[2] not in _UNDER_WAY or now_ms > deadline_ms + _GRACE_MS:
        return False
    return owner == os.getpid() or _alive(owner)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
