"""The built-in exchange as a process in the background: start it, ask it, end it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from gopax_generated.errors import ArgumentError, GopaxError

from ..seam import SYSTEM
from ..sharing.state import state_folder
from .messages import say
from .sandbox_state import SandboxState

__all__ = ["PORT", "ask", "end", "launch", "running"]

PORT: Final = 8787
"""Where it listens unless that is taken."""
_ADMIN: Final = "/__sandbox__/"
_PATIENCE_SECONDS: Final = 20.0
_ANSWER_SECONDS: Final = 3.0


def running() -> tuple[SandboxState, Mapping[str, Any]] | None:
    """Return what is saved and what the exchange tells of itself; None where none answers."""
    state = SandboxState.load()
    if state is None:
        return None
    told = ask(state)
    return None if told is None else (state, told)


def ask(
    state: SandboxState, action: str = "", body: Mapping[str, Any] | None = None
) -> Mapping[str, Any] | None:
    """Ask the exchange's administration; None where nobody answers or it is another one."""
    host = urlsplit(state.base_url)
    connection = HTTPConnection(host.hostname or "", host.port, timeout=_ANSWER_SECONDS)
    try:
        connection.request(
            "GET" if body is None else "POST",
            _ADMIN + action,
            None if body is None else json.dumps(body),
            {"ADMIN-TOKEN": state.admin_token, "Content-Type": "application/json"},
        )
        answer = connection.getresponse()
        told: Mapping[str, Any] = json.loads(answer.read() or b"{}")
    except (OSError, HTTPException, ValueError):
        return None
    finally:
        connection.close()
    return told if answer.status == 200 else None


def launch(port: int | None, options: list[str]) -> SandboxState:
    """Start an exchange that outlives this run, and keep how to reach it.

    Without a `port` the usual one is tried, then any. Raises `GopaxError` where it does not start.
    """
    log = Path(state_folder()) / "sandbox.log"
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    told = _start(PORT if port is None else port, options, log)
    if told is None and port is None and _last_line(log).startswith("port "):
        told = _start(0, options, log)
    if told is None:
        raise ArgumentError(
            say("error.sandbox_start", reason=_last_line(log)), fix=say("fix.sandbox_start")
        )
    told.save()
    return told


def _start(port: int, options: list[str], log: Path) -> SandboxState | None:
    command = [sys.executable, "-m", "gopax_ext.dashboard", "--json", "--port", str(port)]
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(  # noqa: S603 - this Python and a module of this package
            [*command, *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
            encoding="utf-8",
        )
    if process.stdout is None:
        return None
    with process.stdout as pipe:
        line = pipe.readline()
    if not line.strip():
        process.wait(_PATIENCE_SECONDS)
        return None
    process.returncode = 0  # it goes on by itself, and Popen must not complain about that
    return SandboxState(pid=process.pid, **json.loads(line))


def end(state: SandboxState) -> None:
    """End an exchange that has just answered, and wait until it is gone."""
    try:
        os.kill(state.pid, signal.SIGTERM)
    except ProcessLookupError:
        SandboxState.forget()
        return
    patience = SYSTEM.monotonic() + _PATIENCE_SECONDS
    while ask(state) is not None:
        if SYSTEM.monotonic() > patience:
            pid = state.pid
            raise GopaxError(say("error.sandbox_stop", pid=pid), fix=say("fix.kill", pid=pid))
        SYSTEM.sleep(0.05)
    SandboxState.forget()


def _last_line(log: Path) -> str:
    lines = [line for line in log.read_text("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1] if lines else "?"
