"""Every switch of the exchange, with what is known about the real one.

The real server's behaviour differs over the years, and some of it nobody outside knows. A profile
sets all switches for one era; each switch can then be set alone. "Unknown" below means that the
default is a guess and clients should be tested over both settings.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, Self

from attrs import evolve, field, fields_dict, frozen
from attrs.converters import optional as optional_value
from attrs.validators import ge, in_, instance_of, optional

from .pairs import PAIRS, PairSpec
from .recording import RecordedTrade

__all__ = ["PROFILES", "Config"]


def _unless_none(check: Any) -> Any:
    """`check`, for a switch that None turns off; untyped, or mypy takes the default's type."""
    return optional(check)


@frozen(kw_only=True)
class Config:
    """How the exchange behaves; see the text below each field."""

    profile: str = "reference"
    """Which era the other switches were set for."""
    pairs: tuple[PairSpec, ...] = field(default=PAIRS, converter=tuple)
    """The trading pairs listed."""
    market: bool = True
    """Whether the exchange's own traders quote and trade; without them only users' orders do."""
    recordings: Mapping[str, tuple[RecordedTrade, ...]] = field(
        factory=dict[str, tuple[RecordedTrade, ...]]
    )
    """Recorded trades by pair, which the market plays again from its opening on."""
    history_days: int = field(default=30, validator=[instance_of(int), ge(0)])
    """How many days of trades lie before the opening."""
    history_minutes: int = field(default=26 * 60, validator=[instance_of(int), ge(0)])
    """How many minutes before the opening, in whole half hours, have a trade each."""
    maker_fee: Decimal = field(
        default=Decimal("0.0004"), converter=Decimal, validator=ge(Decimal(0))
    )
    """Fee of the order that rested, as a fraction (0.04 % observed in 2018)."""
    taker_fee: Decimal = field(
        default=Decimal("0.0004"), converter=Decimal, validator=ge(Decimal(0))
    )
    """Fee of the order that came in and took, as a fraction."""

    limit: int | None = field(default=20, validator=_unless_none(ge(1)))
    """Calls within the window, per address (public) and per key (private); None switches it off."""
    window: float = field(default=1.0, validator=ge(0))
    """Length of the moving window in seconds."""
    count_refused: bool = False
    """Whether calls that were refused for the rate limit count themselves. Unknown."""
    book_limit: int | None = field(default=None, validator=_unless_none(ge(1)))
    """Calls of the order book within the window; the real one allows 1 since 2021."""
    retry_after: bool = False
    """Whether a 429 carries Retry-After. Unknown; documented nowhere."""
    rate_headers: str = field(default="x-ratelimit", validator=in_(("x-ratelimit", "weight")))
    """`x-ratelimit` was seen in 2018; `weight` (x-gopax-ip-addr-used-weight) later."""

    strict_nonce: bool = True
    """Whether a nonce must exceed the last one accepted; else it must only never have been used."""
    nonce_ceiling: Decimal | None = field(default=None, converter=optional_value(Decimal))
    """The highest nonce accepted ("Nonce Too High" proves that there is one; unknown where)."""
    body_check: Literal["raw", "reserialised"] = field(
        default="raw", validator=in_(("raw", "reserialised"))
    )
    """Whether the signature covers the bytes sent, or JSON.stringify of what they parse to."""

    later_codes: bool = False
    """Whether the error codes of later years are used (10108 Nonce Too Low and the like)."""
    error_form: str = field(default="code", validator=in_(("code", "data", "message")))
    """`code`: errorCode and errorMessage; `data`: errorData too; `message`: errormsg alone."""
    logical_errors: str = field(default="status", validator=in_(("status", "ok")))
    """`ok` answers GOPAX errors (1xx and 2xx codes) with HTTP 200, as until about 2019."""

    book_details: bool = False
    """Whether a book carries its sequence, and its rows the time of their last change."""
    extra_fields: bool = False
    """Whether answers carry fields that the reference does not have."""
    market_orders: bool = True
    """Whether market orders are taken; the reference lists `limit` alone but explains the other."""
    open_orders: int = field(default=5_000, validator=ge(1))
    """Most open orders of one account (error 200 of later years). Unknown where."""
    tick_rules: bool = False
    """Whether prices must be multiples of the pair's tick (enforced since 2021)."""
    zero_balances: bool = True
    """Whether assets that one never had are listed among the balances. Unknown."""
    list_amount: str = field(default="original", validator=in_(("original", "remaining")))
    """What `amount` means in the list of orders. Unknown."""
    list_lag: float = field(default=0.0, validator=ge(0))
    """Seconds until a change shows in the lists of orders and own trades. Unknown."""
    keep_finished: float | None = field(default=None, validator=_unless_none(ge(0)))
    """Seconds for which a finished order can still be read; None keeps it. Soon gone in 2018."""
    page_time: str = field(default="ms", validator=in_(("ms", "s")))
    """Unit of `after` and `before`: ms in the reference, seconds in later documents. Unresolved."""
    over_limit: str = field(default="refuse", validator=in_(("refuse", "clip")))
    """What happens to `limit` above 100. Unknown."""
    candle_rows: int | None = field(default=None, validator=_unless_none(ge(1)))
    """Most rows of one candles answer; 1024 today, no limit in the reference."""

    @classmethod
    def of(cls, profile: str = "reference", switches: Mapping[str, object] | None = None) -> Self:
        """The switches of `profile`, changed by `switches`; an unknown name is a ValueError."""
        if profile not in PROFILES:
            msg = f"unknown profile {profile!r}: choose one of {', '.join(PROFILES)}"
            raise ValueError(msg)
        return cls(profile=profile).having({**PROFILES[profile], **(switches or {})})

    def having(self, switches: Mapping[str, object]) -> Self:
        """These switches, changed by `switches`; an unknown name is a ValueError."""
        unknown = sorted(set(switches) - set(fields_dict(type(self))))
        if unknown:
            known = ", ".join(fields_dict(type(self)))
            msg = f"unknown switch {unknown[0]!r}: the exchange has {known}"
            raise ValueError(msg)
        changes: Any = switches  # their types are checked by the validators above
        return evolve(self, **changes)


PROFILES: dict[str, dict[str, object]] = {
    "reference": {},
    "current": {
        "rate_headers": "weight",
        "later_codes": True,
        "error_form": "data",
        "book_details": True,
        "extra_fields": True,
        "candle_rows": 1024,
    },
}
"""`reference`: the server of 2018. `current`: what is recorded and documented of today's."""
