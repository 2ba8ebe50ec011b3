"""What a refused nonce looks like, and what there is to say about one.

The exchange has not accepted such a call, so sending it once more with a fresh nonce cannot double
anything. More than once would only get the key banned: the second refusal is explained instead.
"""

from typing import Final

from gopax_generated.errors import (
    ApiError,
    InvalidApiKey,
    NonceTooHigh,
    NonceTooLow,
    Unauthorized,
)

from .nonce import NonceLane
from .seam import Seam

__all__ = ["explain", "may_be_about_the_nonce"]

_UNTELLING: Final = frozenset({Unauthorized, InvalidApiKey})
"""A 401 that may be about the key, the signature or the nonce: the reference has one code."""
_CLOCK_SECONDS: Final = 2
"""The Date header has whole seconds, and the answer took time: less difference says nothing."""

_CLOCK_ADVICE: Final = "The exchange allows none as high: set this machine's clock."
_ORDER_ADVICE: Final = (
    "Nonces are kept in order among {reach}: give any other program that uses this API key a key "
    "of its own. A key that was once used with longer nonces (16 digits are microseconds) refuses "
    "shorter ones for good: issue a new key."
)


def may_be_about_the_nonce(error: Exception, lane: NonceLane) -> bool:
    """Tell if `error` says that the nonce was too low, or may say so on a key known to be good."""
    return isinstance(error, NonceTooLow) or (lane.proven and type(error) in _UNTELLING)


def explain(error: ApiError, nonce: int | None, lane: NonceLane, seam: Seam) -> None:
    """Put into `error.fix` what can be found out about the nonce that was refused, if one was."""
    high = isinstance(error, NonceTooHigh)
    if nonce is None or not (high or may_be_about_the_nonce(error, lane)):
        return
    advice = _CLOCK_ADVICE if high else _ORDER_ADVICE.format(reach=lane.reach)
    hints = (f"Its nonce was {nonce}, {len(str(nonce))} digits.", _clock(lane, seam), advice)
    error.fix = " ".join(hint for hint in hints if hint)


def _clock(lane: NonceLane, seam: Seam) -> str:
    witness = lane.clock.now_ms(seam.monotonic())
    if witness is None:
        return ""
    ahead = seam.time_ns() / 1e9 - witness / 1e3
    if abs(ahead) <= _CLOCK_SECONDS:
        return "This machine's clock agrees with the exchange's."
    where = "ahead of" if ahead > 0 else "behind"
    return f"This machine's clock is {abs(ahead):.0f} s {where} the exchange's."
