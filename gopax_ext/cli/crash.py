"""Errors that nobody foresaw: a few words for whoever typed, the traceback in a private file."""

import os
import platform
import re
import sys
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .._version import __version__
from ..seam import SYSTEM
from .failure import ExitCode, Failure
from .messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gopax_generated.errors import Outcome

    from .run import Run

__all__ = ["crashed", "outcome_of"]

_KEPT: Final = 10
"""So many files stay: a program that starts this one again and again must not fill the disk."""
_SECRET_VARIABLES: Final = ("GOPAX_API_KEY", "GOPAX_SECRET_KEY", "GOPAX_SHARING")
_LIKE_A_SECRET: Final = re.compile(r"(?<![\w/.+-])[A-Za-z0-9+/]{20,}={0,2}")
_LONGEST: Final = 200
_HIDDEN: Final = "(hidden)"


def crashed(error: Exception, run: "Run | None") -> Failure:
    """Return what is shown of an error of this program, once its traceback is kept."""
    outcome = outcome_of(run)
    words = _without_secrets(traceback.format_exception_only(error)[-1:], run).strip()
    text = _without_secrets(traceback.format_exception(error), run)
    path = _kept(text, run)
    if path is None:
        sys.stderr.write(text)
    where = str(path) if path else "stderr"
    if outcome == "unknown":
        fix = say("fix.internal_order", path=where)
    else:
        fix = say("fix.internal", path=where)
    return Failure(
        type=type(error).__name__,
        message=say("mistake.internal", words=words[:_LONGEST]),
        fix=fix,
        outcome=outcome,
        exit_code=ExitCode.FAILED,
    )


def outcome_of(run: "Run | None") -> "Outcome":
    """Return what became of a command that broke off: nobody knows once an order may have left."""
    trades = run is not None and run.connected and run.command.safety == "trades"
    return "unknown" if trades else "not_sent"


def _kept(text: str, run: "Run | None") -> Path | None:
    """Write a traceback to a file of its own; None where the disk takes none."""
    from ..sharing.state import state_folder
    from .settings.places import write_private

    now = datetime.fromtimestamp(SYSTEM.time_ns() / 1e9, UTC)
    path = Path(state_folder()) / f"crash-{now:%Y%m%dT%H%M%S%f}Z.txt"
    command = f"gopax {run.command.name if run else ''}".strip()
    head = f"{command} · gopax {__version__} · Python {platform.python_version()} · {sys.platform}"
    try:
        write_private(path, f"{head}\n{text}")
        for old in sorted(path.parent.glob("crash-*.txt"))[:-_KEPT]:
            old.unlink()
    except Exception:  # noqa: BLE001 - whatever it is, the traceback is shown instead
        return None
    return path


def _without_secrets(lines: list[str], run: "Run | None") -> str:
    """Return a traceback without what a message may have quoted; lines of code hold no secret."""
    shown = [line if line.startswith("  ") else _LIKE_A_SECRET.sub(_HIDDEN, line) for line in lines]
    text = "".join(shown)
    for secret in filter(None, _secrets(run)):
        text = text.replace(secret, _HIDDEN)
    return text


def _secrets(run: "Run | None") -> "Iterator[str]":
    from .sandbox_state import SandboxState

    for name in _SECRET_VARIABLES:
        value = os.environ.get(name, "")
        yield value if len(value) > len("process") else ""  # `host` and `process` are no secrets
    with suppress(Exception):
        keys = run.settings.key_pair() if run else None
        yield from (keys.api_key, keys.secret_key) if keys else ()
    with suppress(Exception):
        state = SandboxState.load()
        yield state.admin_token if state else ""
