"""What a client is made of, apart from how it waits: settings, pipeline, options."""

from typing import Final

import attrs

from ._version import __version__
from .pipeline import Options, Pipeline
from .registry import nonce_lane, rate_slots
from .seam import Seam
from .settings import Settings

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
        cls, settings: Settings, seam: Seam, *, deadline: float, attempts: int, rate_limit: int
    ) -> "Session":
        """Join the lane and the slots that this process keeps for the key and the address."""
        url, credentials = settings.base_url, settings.credentials
        key = None if credentials is None else credentials.key
        window = RATE_WINDOW_SECONDS
        public_slots = rate_slots(seam, url, None, limit=rate_limit, window=window)
        private_slots = lane = None
        if key is not None:
            private_slots = rate_slots(seam, url, key, limit=rate_limit, window=window)
            lane = nonce_lane(seam, url, key)
        pipeline = Pipeline(seam, public_slots, private_slots, lane, credentials, _HEADERS)
        return cls(settings, pipeline, Options(deadline=deadline, attempts=attempts))

    def with_options(self, deadline: float | None, attempts: int | None) -> "Session":
        """Return the same session with other options; None keeps what there is."""
        options = Options(
            deadline=self.options.deadline if deadline is None else deadline,
            attempts=self.options.attempts if attempts is None else attempts,
        )
        return attrs.evolve(self, options=options)
