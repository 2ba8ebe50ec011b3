"""What starting the command costs, beside the libraries that commands are made of elsewhere."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from .cases import Setup, case
from .first_call import COMPILED

_GROUP: Final = "start of the command"
_ROOT: Final = Path(__file__).parents[2]
_PEER: Final = ("-c", "import httpx, typer, rich.table")
_GOPAX: Final = ("-m", "gopax_ext.cli")
_EXCHANGE: Final = """
import sys
from gopax_ext.sandbox import Sandbox
with Sandbox(seed=7) as sandbox:
    print(sandbox.base_url, flush=True)
    sys.stdin.read()
"""
_RUNNING: Final[list["subprocess.Popen[str]"]] = []
"""Kept, so that their input stays open."""


def _program(*arguments: str, on_sandbox: bool = False) -> Setup:
    """A process of its own each time, on a built-in exchange that runs already if asked for."""

    def setup(_: str) -> Callable[[], object]:
        command = [sys.executable, *arguments]
        folder = tempfile.mkdtemp(prefix="gopax-bench-")
        environment = {
            **os.environ,
            "PYTHONPATH": str(_ROOT),
            "PYTHONPYCACHEPREFIX": str(COMPILED),
            "GOPAX_STATE_DIR": folder,
            "GOPAX_CONFIG_DIR": folder,
        }
        # As on a user's machine: modules are compiled once.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if on_sandbox:
            environment["GOPAX_BASE_URL"] = _sandbox()
        return lambda: subprocess.run(
            command, env=environment, check=True, stdout=subprocess.DEVNULL, cwd=_ROOT
        )

    return setup


def _sandbox() -> str:
    """Start a built-in exchange that ends with this process."""
    process = subprocess.Popen(
        [sys.executable, "-c", _EXCHANGE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
    )
    assert process.stdout
    _RUNNING.append(process)
    return process.stdout.readline().strip()


case(_GROUP, "import httpx, typer, rich.table", repeats=1, counted=False)(_program(*_PEER))
case(_GROUP, "gopax --version", repeats=1, counted=False)(_program(*_GOPAX, "--version"))
case(_GROUP, "gopax ticker BTC-KRW", repeats=1, counted=False)(
    _program(*_GOPAX, "ticker", "BTC-KRW", "-q", on_sandbox=True)
)
