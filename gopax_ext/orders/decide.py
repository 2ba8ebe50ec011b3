"""What became of an attempt: one pure function over what was found, and nothing but that.

===========================================  ==============================================
what was found                               verdict
===========================================  ==============================================
an order that fits, and a twin is under way  `WAIT`: its answer may claim the order
more orders that fit than open attempts      `Ambiguous`: somebody else placed the same
an order that fits, and no doubt             `Found`; open twins take orders by time of
                                             creation, oldest first, once all must show
not looked for long enough                   `WAIT`
an order that an open twin may have, too     `Ambiguous`, as long as the twin is open
an order that fits but for a doubt           `Ambiguous`
nothing, after the fence, strict nonces      `Absent`, fenced
nothing for as long as a request can travel  `Absent`, settled
nothing                                      `UNPROVEN`
===========================================  ==============================================
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

import attrs

from gopax_generated.models import OrderDetail

from .attempts import Attempt, Confidence

__all__ = [
    "Absent",
    "Ambiguous",
    "Candidate",
    "Found",
    "Look",
    "Terms",
    "Undecided",
    "Verdict",
    "decide",
]

_MARGIN: Final = timedelta(seconds=1)
"""Times of creation come in whole seconds from some servers."""
_POLLS: Final = 2


@attrs.frozen(kw_only=True)
class Terms:
    """What is taken for granted of the exchange; seconds."""

    settle: float = 3.0
    """Within this, whatever was accepted shows in the lists of open orders and own trades."""
    strict_nonce: bool = True
    """Whether the exchange refuses a nonce below one that it has accepted."""
    max_inflight: float = 65.0
    """After this, a request that has not arrived never will (60 s is what proxies allow)."""


@attrs.frozen
class Candidate:
    """An unclaimed order that is what was asked for, as far as its details go."""

    order: OrderDetail
    certain: bool = True
    """False where it could not be looked up by its id."""


@attrs.frozen(kw_only=True)
class Look:
    """What looking at the exchange gave, and how it was looked."""

    candidates: Sequence[Candidate]
    fenced_at: datetime
    """When the exchange had accepted a later nonce, by this machine's clock."""
    looked_at: datetime
    """When the last poll was over, by the same clock."""
    skew: timedelta
    """How far the two clocks may be apart."""
    waited: float
    """Seconds from then to the beginning of the last poll."""
    polls: int
    twin_in_flight: bool = False
    """Whether an identical order is being sent at this moment."""


@attrs.frozen
class Found:
    """This order came of the attempt."""

    order: OrderDetail


@attrs.frozen
class Absent:
    """No order came of it, and none will."""

    confidence: Confidence


@attrs.frozen
class Ambiguous:
    """Which of these came of it, if any, nobody can tell from outside."""

    orders: tuple[OrderDetail, ...]


class Undecided(Enum):
    """No verdict."""

    WAIT = "look again"
    UNPROVEN = "looking longer on these terms proves nothing"


Verdict = Found | Absent | Ambiguous | Undecided


def decide(attempt: Attempt, twins: Sequence[Attempt], look: Look, terms: Terms) -> Verdict:
    """Say what became of `attempt`; `twins` are all open attempts like it, itself included."""
    judge = _Judge(look, terms)
    owners = _assign(twins, look, judge)
    fitting = [item.order for item in look.candidates if judge.fits(attempt, item)]
    doubtful = [item.order for item in look.candidates if judge.fits(attempt, item) is None]
    surplus = [order for order in fitting if order.id not in owners]
    own = next((order for order in fitting if owners.get(order.id) == attempt.id), None)
    settled = look.polls >= _POLLS and look.waited >= terms.settle
    verdict: Verdict
    if fitting and look.twin_in_flight:
        verdict = Undecided.WAIT
    elif surplus:
        verdict = Ambiguous(tuple(fitting))
    elif own is not None and not doubtful and (settled or len(twins) == 1):
        verdict = Found(own)
    elif not settled:
        verdict = Undecided.WAIT
    elif fitting or doubtful:
        verdict = Ambiguous(tuple(fitting + doubtful))
    elif terms.strict_nonce:
        verdict = Absent(Confidence.FENCED)
    elif terms.settle >= terms.max_inflight:
        verdict = Absent(Confidence.SETTLED)
    else:
        verdict = Undecided.UNPROVEN
    return verdict


def _assign(twins: Sequence[Attempt], look: Look, judge: "_Judge") -> dict[str, str]:
    """Give each order to the oldest attempt that it fits and that has none: order -> attempt."""
    waiting = sorted(twins, key=lambda twin: twin.sent_at)
    owners: dict[str, str] = {}
    for item in sorted(look.candidates, key=_age):
        for twin in waiting:
            if judge.fits(twin, item):
                owners[item.order.id] = twin.id
                waiting.remove(twin)
                break
    return owners


def _age(item: Candidate) -> tuple[datetime, int]:
    return item.order.created_at, int(item.order.id)


@attrs.frozen
class _Judge:
    """Holds orders against attempts, as far as one look on some terms goes."""

    look: Look
    terms: Terms

    def fits(self, attempt: Attempt, item: Candidate) -> bool | None:
        """Tell if an order may be the attempt's by its time and its id; None is a doubt.

        Ids of a trading pair rise, as far as is known. Where the time and the id disagree, one of
        them is not what it seems.
        """
        look, created = self.look, item.order.created_at
        margin = _MARGIN + look.skew
        # Behind a fence nothing arrives any more; without one, a request may until this moment.
        fenced_at = attempt.fenced_at or look.fenced_at
        latest = fenced_at if self.terms.strict_nonce else look.looked_at
        earliest = attempt.sent_at
        in_time = earliest - margin <= created <= latest + margin
        known = attempt.highest_order_id
        newer = in_time if known is None else int(item.order.id) > known
        if in_time and newer:
            return True if item.certain else None
        return None if in_time or (newer and created <= earliest) else False
