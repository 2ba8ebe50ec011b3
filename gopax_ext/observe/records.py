"""Events as records of the standard library's logging, for whoever has set it to DEBUG.

A record's text is one line; `record.gopax` is a dictionary of the same, for a formatter that
writes JSON: plain texts, numbers, booleans and None.
"""

import logging
from typing import Any, Final

import attrs

from .events import CallInfo, Event

__all__ = ["log_broken", "log_event"]

_LOG: Final = logging.getLogger("gopax_ext.calls")


def log_event(event: Event) -> None:
    """Write an event where the logger `gopax_ext.calls` lets DEBUG pass."""
    if _LOG.isEnabledFor(logging.DEBUG):
        about = _about(event)
        details = " ".join(f"{name}={_short(value)}" for name, value in about.items())
        _LOG.debug("%s", details, extra={"gopax": about})


def log_broken(event: Event) -> None:
    """Say that an observer raised; only where an exception is being handled."""
    _LOG.exception("an observer failed at %s; the call goes on", event.name)


def _about(event: Event) -> dict[str, Any]:
    fields = attrs.asdict(event, recurse=False, filter=lambda _, value: type(value) is not CallInfo)
    call = event.call
    return {
        "event": event.name,
        "operation": call.operation,
        "method": call.method,
        "target": call.target,
        **fields,
    }


def _short(value: object) -> str:
    return f"{value:.6f}" if isinstance(value, float) else str(value)
