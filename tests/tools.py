"""Programs that some tests need beside Python."""

import os
import shutil

import pytest

__all__ = ["tool"]


def tool(name: str, package: str | None = None) -> str:
    """Return the path of a program, or skip the test and say what to install.

    Where CI is set nothing is skipped: there a missing tool fails the run.
    """
    path = shutil.which(name)
    if path is not None:
        return path
    message = f"{name} is not on PATH: apt-get install {package or name}"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
