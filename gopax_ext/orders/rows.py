"""Rows of the journal's table, and the attempts they stand for."""

import os
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from gopax_generated.codecs import decode_place_order_request

from .attempts import Attempt, Confidence, State

__all__ = ["SELECT_ATTEMPT", "attempt_of", "in_flight"]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MS: Final = timedelta(milliseconds=1)
_GRACE_MS: Final = 2_000
"""A call ends within its deadline; what is older by this has been left behind."""

SELECT_ATTEMPT: Final = (
    "SELECT id, body, state, started_ms, sent_ms, nonce, order_id, confidence, origin, "
    "highest_order_id, highest_trade_id, key, owner, deadline_ms FROM attempts WHERE "
)
"""To be followed by a condition; gives the rows that the functions below take."""


def attempt_of(row: Any) -> Attempt:
    """Return the attempt that a row stands for."""
    (attempt_id, body, state, started_ms, sent_ms, nonce, order_id) = row[:7]
    (confidence, origin, highest_order_id, highest_trade_id, key) = row[7:12]
    return Attempt(
        id=attempt_id,
        request=decode_place_order_request(body.encode()),
        state=State(state),
        started_at=_EPOCH + started_ms * _MS,
        sent_at=None if sent_ms is None else _EPOCH + sent_ms * _MS,
        nonce=None if nonce is None else int(nonce),
        key=key,
        order_id=order_id,
        confidence=None if confidence is None else Confidence(confidence),
        origin=origin,
        highest_order_id=None if highest_order_id is None else int(highest_order_id),
        highest_trade_id=None if highest_trade_id is None else int(highest_trade_id),
    )


def in_flight(row: Any, now_ms: int) -> bool:
    """Whether the process that began the attempt may still be at it."""
    *_, owner, deadline_ms = row
    if row[2] == State.UNKNOWN or now_ms > deadline_ms + _GRACE_MS:
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
