"""`make generate` beside what its engine does alone, on the same document.

Ours lints the document, tells the difference to the last commit, and writes the page of the
reference too. Both end with ruff over what they wrote.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from .cases import Setup, case

_ROOT: Final = Path(__file__).parents[2]
_IDENTITY: Final = ("-c", "user.name=bench", "-c", "user.email=bench@example.org")


def _command(*arguments: str) -> Setup:
    """A generator in a folder of its own, where the document is the last commit."""

    def setup(_: str) -> Callable[[], object]:
        folder = Path(tempfile.mkdtemp(prefix="gopax-bench-"))
        shutil.copy(_ROOT / "openapi.yaml", folder)
        environment = {
            **os.environ,
            "PYTHONPATH": str(_ROOT),
            "PATH": os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]]),
        }

        def run(*command: str) -> None:
            subprocess.run(
                command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL
            )

        run("git", "init", "--quiet")
        run("git", "add", "openapi.yaml")
        run("git", *_IDENTITY, "commit", "--quiet", "--message=The document")
        return lambda: run(sys.executable, "-m", *arguments)

    return setup


_ENGINE: Final = ("openapi_python_client", "generate", "--overwrite", "--path=openapi.yaml")

case("generation", "openapi-python-client", repeats=1, counted=False)(_command(*_ENGINE))
case("generation", "ours", repeats=1, counted=False)(_command("generator"))
