"""Faults on command: what the exchange is told to do wrong, and to which requests."""

from typing import Literal

from attrs import define, field, frozen
from attrs.validators import in_

__all__ = ["FAULT_KINDS", "Fault", "Faults"]

FAULT_KINDS = ("error", "html", "rate")


@frozen(kw_only=True)
class Fault:
    """One fault. It hits the next `times` requests that fit `method` and `path`.

    `error` answers `status` with an error body, `html` with a page, `rate` with 429. `when` says
    whether the request is processed first.
    """

    kind: str = field(validator=in_(FAULT_KINDS))
    status: int = 500
    when: Literal["before", "after"] = field(default="before", validator=in_(("before", "after")))
    method: str | None = None
    path: str | None = None
    """The beginning of the paths it hits."""
    times: int | None = 1
    """How many requests it hits; None hits all."""


@define
class _Armed:
    fault: Fault
    left: int | None


class Faults:
    """The faults armed, oldest first; each request meets at most one."""

    def __init__(self) -> None:
        self._armed: list[_Armed] = []

    def add(self, kind: str, **details: object) -> Fault:
        """Arm a fault; the details are the fields of `Fault`."""
        fault = Fault(kind=kind, **details)  # type: ignore[arg-type]  # checked by its validators
        self._armed.append(_Armed(fault, fault.times))
        return fault

    def clear(self) -> None:
        """Disarm all."""
        self._armed.clear()

    def meet(self, method: str, path: str) -> Fault | None:
        """The fault that this request meets, which uses it up once."""
        for armed in self._armed:
            fault = armed.fault
            if fault.method not in (None, method) or not path.startswith(fault.path or ""):
                continue
            if armed.left is not None:
                armed.left -= 1
                if not armed.left:
                    self._armed.remove(armed)
            return fault
        return None
