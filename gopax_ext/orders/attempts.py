"""One attempt to place an order, as the journal keeps it."""

from datetime import datetime
from enum import StrEnum
from typing import Final

import attrs

from gopax_generated.models import PlaceOrderRequest

__all__ = ["OPEN_STATES", "Attempt", "Confidence", "State"]


class State(StrEnum):
    """How far an attempt came."""

    SENT = "sent"
    """It is leaving, or has left. Found at a start, it is what a crash left behind."""
    UNKNOWN = "unknown"
    """It left, and nothing trustworthy says what became of it."""
    PLACED = "placed"
    """The order exists or existed; `order_id` names it."""
    REJECTED = "rejected"
    """The exchange refused it."""
    NOT_SENT = "not_sent"
    """No byte of it was written."""
    ABSENT = "absent"
    """It left, and no order came of it; `confidence` says how that is known."""
    RESUBMITTED = "resubmitted"
    """As ABSENT, and a later attempt has taken its place."""


OPEN_STATES: Final = (State.SENT, State.UNKNOWN)
"""Those in which an order may still come of it: identical ones are held back meanwhile."""


class Confidence(StrEnum):
    """How it is known that no order came of an attempt."""

    FENCED = "fenced"
    """The exchange has accepted a later nonce of the key, so it refuses this one for ever."""
    SETTLED = "settled"
    """Nothing showed for longer than a request can be on its way."""
    TOLD = "told"
    """Whoever looked at the exchange said so."""


@attrs.frozen(kw_only=True)
class Attempt:
    """What was asked, when, and how far it came."""

    id: str
    """Identifies it in its journal; `OutcomeUnknown.attempt` is the same."""
    request: PlaceOrderRequest
    state: State
    started_at: datetime
    """When it was asked for, in UTC by this machine's clock."""
    sent_at: datetime
    """When it left: on record since then, and no byte before."""
    nonce: int
    """The nonce it left with."""
    key: str
    """A name of the API key it left with, from which the key cannot be read."""
    fenced_at: datetime | None = None
    """When the exchange had first been seen to accept a later nonce of the key."""
    order_id: str | None = None
    """The order that came of it."""
    confidence: Confidence | None = None
    """How it is known that none did."""
    origin: str | None = None
    """The attempt that this one resubmits."""
    in_flight: bool = False
    """Whether it was being sent at the moment when it was read."""
    highest_order_id: int | None = None
    """The highest id among the pair's orders in the journal when it left."""
    highest_trade_id: int | None = None
    """The highest id among the account's trades that was known when it left."""

    @property
    def is_open(self) -> bool:
        """Whether an order may still come of it."""
        return self.state in OPEN_STATES

    def __str__(self) -> str:
        asked = self.request
        price = "" if asked.price is None else f" at {asked.price:f}"
        return (
            f"{asked.type} {asked.side} of {asked.amount:f}{price} in {asked.trading_pair_name} "
            f"(attempt {self.id}, {self.state})"
        )
