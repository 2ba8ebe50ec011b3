"""What the proxy is told to do wrong: which kinds there are, and which request meets which."""

from threading import Lock
from typing import Literal

from attrs import Attribute, field, frozen
from attrs.validators import ge, in_, instance_of, le

from ..sandbox.chance import Chance
from ..sandbox.faults import Fault, FaultsOf

__all__ = ["KINDS", "ProxyFault", "Script"]

KINDS: dict[str, str] = {
    "reset_on_accept": "resets a new connection before anything is read",
    "latency": "waits `delay` seconds and up to `jitter` more, before or after forwarding",
    "drop_before": "closes the connection; the exchange never sees the request",
    "drop_after": "forwards the request, then closes the connection: the answer is lost",
    "late": "closes the connection at once and forwards the request `delay` seconds later",
    "duplicate": "delivers the request twice and passes on the first answer",
    "reorder": "holds the request until another one has passed, at most `delay` seconds",
    "silence": "never answers",
    "reset_after_request": "resets the connection once the request was read",
    "reset_mid_body": "resets the connection in the middle of the body",
    "truncate": "closes the connection in the middle of the body",
    "length_short": "states a length that is `size` (5) bytes too short",
    "length_long": "states a length that is `size` (5) bytes too long",
    "no_length": "ends the body by closing the connection",
    "extra": "sends `size` (5) bytes more after the answer",
    "idle_close": "answers, then closes the connection after `delay` seconds",
    "chunk_error": "sends the body in chunks, and a broken one among them",
    "conflicting_lengths": "states two lengths that differ",
    "drip_head": "sends the head byte by byte, `delay` seconds apart",
    "drip_body": "sends the body byte by byte, `delay` seconds apart",
    "continue_flood": "sends 100 Continue without end",
    "big_header": "sends a header of `size` (2 MiB) bytes",
    "garbage": "sends `size` (1,000) bytes that are not HTTP",
    "swap": "answers with what another request was answered last",
    "html": "answers `status` (502) with a page, as a CDN does",
    "gzip_bomb": "sends a small body that unpacks to `size` (64 MiB) bytes",
    "redirect": "answers `status` (307) and sends the caller to `location`",
}
"""Every kind of fault and what it does."""

_MOST_BYTES = 1 << 28


def _known(_fault: object, _field: "Attribute[str]", kind: str) -> None:
    if kind not in KINDS:
        msg = f"unknown kind of fault {kind!r}: choose one of {', '.join(KINDS)}"
        raise ValueError(msg)


@frozen(kw_only=True)
class ProxyFault(Fault):
    """One fault: of the requests that fit `method` and `path` it passes `skip`, then hits `times`.

    `when` says if the exchange sees the request of a fault that answers something else, or nothing.
    `chance` (0 to 1) is drawn from the proxy's seed for each request that fits.
    """

    kind: str = field(validator=_known)
    when: Literal["before", "after"] = field(default="after", validator=in_(("before", "after")))
    delay: float = field(default=0.05, validator=[ge(0), le(3600)])
    """Seconds."""
    jitter: float = field(default=0.0, validator=[ge(0), le(3600)])
    """Seconds at most that are added to `delay` by chance."""
    size: int = field(default=0, validator=[instance_of(int), ge(0), le(_MOST_BYTES)])
    """Bytes; 0 is what the kind says."""
    location: str = "http://127.0.0.1:9/"
    """Where a redirect points to."""


class Script:
    """The faults armed, oldest first; each request, and each connection, meets at most one."""

    def __init__(self, seed: int) -> None:
        self._of_connections = FaultsOf(ProxyFault, seed)
        self._of_requests = FaultsOf(ProxyFault, seed)
        self._chance = Chance(seed, "jitter")
        self._lock = Lock()

    def add(self, kind: str, **details: object) -> ProxyFault:
        """Arm a fault; the details are the fields of `ProxyFault`."""
        with self._lock:
            return self._faults(kind).add(kind, **details)

    def clear(self) -> None:
        """Disarm all."""
        with self._lock:
            self._of_connections.clear()
            self._of_requests.clear()

    def meet(self, method: str, path: str) -> ProxyFault | None:
        """The fault that this request meets, which uses it up once."""
        with self._lock:
            return self._of_requests.meet(method, path)

    def meet_connection(self) -> ProxyFault | None:
        """The fault that a new connection meets."""
        with self._lock:
            return self._of_connections.meet("", "")

    def pause_of(self, fault: ProxyFault) -> float:
        """The seconds that `fault` waits, with its jitter drawn."""
        with self._lock:
            return fault.delay + fault.jitter * self._chance.below(1_000_000) / 1_000_000

    def _faults(self, kind: str) -> FaultsOf[ProxyFault]:
        return self._of_connections if kind == "reset_on_accept" else self._of_requests
