"""What placing and resolving need of a client: its way to the exchange and its journal."""

import hashlib
import math
from functools import lru_cache

import attrs

from ..errors import NotSent
from ..pipeline import Options, Pipeline
from ..seam import Seam
from ..sharing.pool import PooledKey
from .decide import Terms
from .journal import Journal

__all__ = ["Desk", "name_of"]


@attrs.frozen
class Desk:
    """One key's orders on one exchange."""

    pipeline: Pipeline
    options: Options
    journal: Journal
    terms: Terms
    until: float = math.inf
    """When everything has to be over, in monotonic seconds; each call has its deadline besides."""

    def call_options(self) -> Options:
        """Return the options of the next call; `NotSent` when there is no time left for one."""
        if self.until == math.inf:
            return self.options
        left = self.until - self.seam.monotonic()
        if left <= 0:
            raise NotSent("no time is left for another call", kind="deadline")
        return Options(min(left, self.options.deadline), self.options.attempts)

    @property
    def seam(self) -> Seam:
        """The clock of the pipeline."""
        return self.pipeline.seam

    def key_named(self, name: str | None) -> PooledKey | None:
        """Return the API key of this client that `name_of` gives that name, None if it has none."""
        return next((key for key in self.pipeline.keys or () if name_of(key) == name), None)


def name_of(key: PooledKey | None) -> str:
    """Return a name of an API key that a journal may hold: the key cannot be read from it."""
    return _name_of("" if key is None else key.credentials.key)


@lru_cache(maxsize=64)  # a client has few keys, and every order asks
def _name_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
