"""What a client is made of, apart from how it waits: settings, pipeline, options."""

from collections.abc import Mapping
from typing import Final

import attrs

from gopax_generated.operations import OPERATIONS

from ._version import __version__
from .errors import SettingsError
from .limits import RateSlots
from .pipeline import Options, Pipeline
from .registry import Registry
from .seam import Seam
from .settings import Credentials, Settings
from .sharing.choice import Sharing
from .sharing.pool import KeyPool, PooledKey

__all__ = ["ATTEMPTS", "RATE_LIMIT", "Session"]

ATTEMPTS: Final = 3
"""How often a call that may safely be repeated is tried, unless told otherwise."""
RATE_LIMIT: Final = 20
"""Calls in a window of `RATE_WINDOW_SECONDS` (reference: API Call Rate Limit)."""
RATE_WINDOW_SECONDS: Final = 1.0

_HEADERS: Final = (
    ("Accept", "application/json"),
    ("Content-Type", "application/json"),
    ("User-Agent", f"gopax-client/{__version__}"),
)


@attrs.frozen(eq=False)
class Session:
    """One identity on one exchange, with the options its calls are made with."""

    settings: Settings
    pipeline: Pipeline
    options: Options

    @classmethod
    def open(
        cls,
        settings: Settings,
        seam: Seam,
        *,
        options: Options,
        sharing: Sharing,
        rate_limit: int,
        route_limits: Mapping[str, int] | None = None,
    ) -> "Session":
        """Join the lanes and the slots that exist for the keys and the address."""
        registry = Registry(seam, settings.base_url, sharing)
        routes = _checked_limits(rate_limit, route_limits or {})

        def slots(key: str | None) -> RateSlots:
            return registry.rate_slots(key, limit=rate_limit, window=RATE_WINDOW_SECONDS)

        def pooled(place: int, credentials: Credentials) -> PooledKey:
            key = credentials.key
            return PooledKey(credentials, registry.nonce_lane(key), slots(key), place)

        keys = [pooled(place, each) for place, each in enumerate(settings.keys, start=1)]
        pipeline = Pipeline(
            seam=seam,
            registry=registry,
            public_slots=slots(None),
            keys=KeyPool(seam, keys) if keys else None,
            clock=registry.clock(),
            headers=_HEADERS,
            route_limits=routes,
        )
        return cls(settings, pipeline, options)

    def with_options(self, deadline: float | None, attempts: int | None) -> "Session":
        """Return the same session with other options; None keeps what there is."""
        options = Options(
            deadline=self.options.deadline if deadline is None else deadline,
            attempts=self.options.attempts if attempts is None else attempts,
        )
        return attrs.evolve(self, options=options)


def _checked_limits(rate_limit: int, route_limits: Mapping[str, int]) -> Mapping[str, int]:
    names = {operation.name for operation in OPERATIONS.values()}
    for name, limit in {"rate_limit": rate_limit, **route_limits}.items():
        if name != "rate_limit" and name not in names:
            message = f"route_limits names {name!r}, which is no operation"
            raise SettingsError(message, fix="Use names of methods, such as get_order_book.")
        if limit < 1:
            message = f"{name}={limit!r} is below 1"
            raise SettingsError(message, fix="Give the calls that a window of one second allows.")
    return dict(route_limits)
