"""The client that history is fetched with, opened for one run."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import attrs

from ..client import AsyncGopax
from ..seam import SYSTEM, Seam
from ..session import RATE_LIMIT
from ..settings import Settings
from .patience import PATIENCE_SECONDS, Caller

__all__ = ["Access"]


@attrs.frozen
class Access:
    """How an exchange is reached; what is not given is as for `Gopax`."""

    options: Mapping[str, Any] = attrs.field(factory=dict[str, Any], repr=False)
    """Arguments of `AsyncGopax`."""
    patience: float = PATIENCE_SECONDS
    """Seconds in which something has to succeed."""

    @property
    def exchange(self) -> str:
        """The base URL."""
        return Settings.resolve(base_url=self.options.get("base_url")).base_url

    @property
    def seam(self) -> Seam:
        """Clock and chance."""
        seam: Seam = self.options.get("seam", SYSTEM)
        return seam

    @property
    def rate(self) -> int:
        """Calls a second."""
        return int(self.options.get("rate_limit", RATE_LIMIT))

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[Caller]:
        """Open a client and close it in the end."""
        options: dict[str, Any] = {"journal": False}
        options |= self.options
        async with AsyncGopax(**options) as client:
            yield Caller(client, self.seam, self.patience)
