"""Asking a person before anything is changed on a live exchange."""

import sys
from typing import TYPE_CHECKING

from gopax_generated.errors import ArgumentError

from .messages import say

if TYPE_CHECKING:
    from .run import Run

__all__ = ["confirm", "must_be_asked"]


def must_be_asked(run: "Run", *, yes: bool) -> None:
    """Refuse a live order at once where nobody is there to confirm it."""
    if run.settings.is_live and not yes and not run.interactive:
        raise ArgumentError(say("error.not_confirmed"), fix=say("fix.not_confirmed"))


def confirm(run: "Run", what: str, *, yes: bool) -> None:
    """Ask before anything is changed on a live exchange."""
    if yes or not run.settings.is_live:
        return
    print(f"LIVE {run.settings.host}: {what}", file=sys.stderr)
    sys.stderr.write(say("order.sure"))
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in {"y", "yes", "예", "네"}:
        raise ArgumentError(say("error.not_confirmed"))
