"""Faults on command: what the exchange is told to do wrong, to which requests, and how often."""

from typing import Generic, Literal, TypeVar

from attrs import Attribute, define, field, fields_dict, frozen
from attrs.validators import ge, in_, instance_of, le

from .chance import Chance

__all__ = ["KINDS", "Fault", "Faults", "FaultsOf"]

KINDS: dict[str, str] = {
    "error": "answers `status` (500) with an error body",
    "html": "answers `status` (503) with a page, as a maintenance notice or a CDN does",
    "ban": "answers 403, as to an address that is shut out for a time",
    "rate": "answers 429, with `retry_after` if given",
    "body": "answers `status` (200) with `body`, whatever was asked",
    "swap": "answers with what another request was answered last",
    "latency": "waits `delay` seconds, before or after processing",
    "drop": "closes the connection without an answer, before or after processing",
    "late": "processes the request after `delay` seconds, then closes without an answer",
    "truncate": "closes the connection in the middle of the body",
    "stall": "stops in the middle of the body and says nothing more",
    "drip": "sends the body byte by byte, `delay` seconds apart",
    "short": "states a length that is `size` bytes too short",
    "extra": "sends `size` bytes more after the answer",
}
"""Every kind of fault and what it does."""


def _known(_fault: object, _field: "Attribute[str]", kind: str) -> None:
    if kind not in KINDS:
        msg = f"unknown kind of fault {kind!r}: choose one of {', '.join(KINDS)}"
        raise ValueError(msg)


@frozen(kw_only=True)
class Fault:
    """One fault: of the requests that fit `method` and `path` it passes `skip`, then hits `times`.

    With `when="before"` the exchange knows nothing of the request: neither the rate limit nor the
    nonce notices it. `chance` (0 to 1) is drawn from the exchange's seed for each that fits.
    """

    kind: str = field(validator=_known)
    when: Literal["before", "after"] = field(default="before", validator=in_(("before", "after")))
    method: str | None = None
    path: str = ""
    """The beginning of the paths it hits."""
    skip: int = field(default=0, validator=[instance_of(int), ge(0)])
    times: int | None = 1
    """How many requests it hits; None hits all."""
    chance: float = field(default=1.0, validator=[ge(0), le(1)])
    status: int | None = None
    delay: float = field(default=0.0, validator=[ge(0), le(3600)])
    """Seconds of real time."""
    size: int = field(default=5, validator=[instance_of(int), ge(1), le(1_000_000)])
    """Bytes."""
    body: str = '{"id":'
    retry_after: str | None = None


F = TypeVar("F", bound=Fault)


@define
class _Armed(Generic[F]):
    fault: F
    skip: int
    left: int | None


class FaultsOf(Generic[F]):
    """The faults armed, oldest first; each request meets at most one. `form` is their class."""

    def __init__(self, form: type[F], seed: int) -> None:
        self._form = form
        self._armed: list[_Armed[F]] = []
        self._chance = Chance(seed, "faults")

    def add(self, kind: str, **details: object) -> F:
        """Arm a fault; the details are the fields of its class; an unknown one is a ValueError."""
        known = fields_dict(self._form)
        unknown = sorted(set(details) - set(known))
        if unknown:
            msg = f"unknown detail {unknown[0]!r}: a fault has {', '.join(known)}"
            raise ValueError(msg)
        fault = self._form(kind=kind, **details)  # type: ignore[arg-type]  # validators check them
        self._armed.append(_Armed(fault, fault.skip, fault.times))
        return fault

    def clear(self) -> None:
        """Disarm all."""
        self._armed.clear()

    def armed(self) -> list[F]:
        """The faults that can still hit."""
        return [armed.fault for armed in self._armed]

    def left(self) -> list[tuple[F, int | None]]:
        """The faults that can still hit, and how many requests; None is without end."""
        return [(armed.fault, armed.left) for armed in self._armed]

    def meet(self, method: str, path: str) -> F | None:
        """The fault that this request meets, which uses it up once."""
        for armed in self._armed:
            fault = armed.fault
            if fault.method not in {None, method} or not path.startswith(fault.path):
                continue
            if armed.skip:
                armed.skip -= 1
                continue
            if fault.chance < 1 and self._chance.below(1_000_000) >= fault.chance * 1_000_000:
                continue
            if armed.left is not None:
                armed.left -= 1
                if armed.left <= 0:
                    self._armed.remove(armed)
            return fault
        return None


class Faults(FaultsOf[Fault]):
    """The faults of one exchange."""

    def __init__(self, seed: int) -> None:
        super().__init__(Fault, seed)
