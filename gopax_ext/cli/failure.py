"""What an error becomes at the keyboard: an exit code, a short table or one JSON object."""

from enum import IntEnum
from typing import TextIO

import attrs

from gopax_generated.errors import ApiError, ArgumentError, GopaxError

from ..errors import (
    AmbiguousOutcome,
    NotPlaced,
    OutcomeUnknown,
    SettingsError,
    TwinInFlight,
)
from .messages import say
from .messages.errors import fix_of

__all__ = ["ExitCode", "Failure", "describe", "report"]


class ExitCode(IntEnum):
    """What a run's exit code says."""

    DONE = 0
    FAILED = 1
    """The network, the disk or this program."""
    USAGE = 2
    """The command line, or an order stopped here; nothing was sent."""
    REFUSED = 3
    """The exchange said no."""
    SETTINGS = 4
    """Settings or credentials."""
    UNKNOWN = 5
    """Sent, and nobody knows what became of it."""
    INTERRUPTED = 130


@attrs.frozen
class Failure:
    """An error as it is shown. `code` is the exchange's own number, `status` that of HTTP."""

    type: str
    message: str
    fix: str
    outcome: str
    exit_code: ExitCode
    code: int | None = None
    status: int | None = None
    attempt: str | None = None
    """The order in question, for `gopax order resolve`."""

    def document(self) -> dict[str, object]:
        """Return what programs get."""
        found = attrs.asdict(self)
        found["exit_code"] = int(self.exit_code)
        order = ("type", "code", "status", "outcome", "message", "fix", "attempt", "exit_code")
        return {"error": {name: found[name] for name in order}}


def describe(error: GopaxError) -> Failure:
    """Return what is shown of an error."""
    attempt = getattr(error, "attempt", None)
    fix = fix_of(error)
    if isinstance(error, AmbiguousOutcome) and attempt:
        numbers = ", ".join(each.id for each in error.candidates)
        fix = say("fix.settle_one", attempt=attempt, candidates=numbers)
    elif isinstance(error, NotPlaced):
        fix = say("fix.resubmit", attempt=attempt)
    elif isinstance(error, (OutcomeUnknown, TwinInFlight)) and attempt:
        fix = say("fix.resolve", attempt=attempt)
    elif isinstance(error, OutcomeUnknown):
        fix = say("fix.look", id=error.path.rpartition("/")[2])
    return Failure(
        type=type(error).__name__,
        message=(error.message if isinstance(error, ApiError) else "") or str(error.args[0]),
        fix=fix,
        outcome=error.outcome,
        exit_code=_exit_code(error),
        code=getattr(error, "code", None),
        status=getattr(error, "status", None),
        attempt=attempt,
    )


def _exit_code(error: GopaxError) -> ExitCode:
    if isinstance(error, OutcomeUnknown):
        return ExitCode.UNKNOWN
    if isinstance(error, SettingsError):
        return ExitCode.SETTINGS
    if isinstance(error, (ArgumentError, TwinInFlight)):
        return ExitCode.USAGE
    if isinstance(error, NotPlaced):
        return ExitCode.REFUSED
    if isinstance(error, ApiError):
        changes = error.operation in {"place_order", "cancel_order"}
        return ExitCode.UNKNOWN if changes and error.outcome == "unknown" else ExitCode.REFUSED
    return ExitCode.FAILED


def report(failure: Failure, *, as_json: bool, stream: TextIO) -> None:
    """Write a failure: one line of JSON, or a few lines for people."""
    if as_json:
        import json

        stream.write(json.dumps(failure.document()) + "\n")
        return
    from rich.table import Table
    from rich.text import Text

    from .output.terminal import console_on

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(say("error.error"), Text(failure.type, style="bold red"))
    number = " · ".join(
        text
        for text in (
            f"HTTP {failure.status}" if failure.status else "",
            f"{say('error.code')} {failure.code}" if failure.code is not None else "",
        )
        if text
    )
    if number:
        table.add_row(say("error.number"), number)
    table.add_row(say("error.message"), failure.message)
    table.add_row(say("error.outcome"), say(f"outcome.{failure.outcome}"))
    if failure.fix:
        table.add_row(say("error.fix"), Text(failure.fix, style="green"))
    console_on(stream).print(table)
