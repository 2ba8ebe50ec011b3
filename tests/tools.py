"""Programs and libraries that some tests need beside the group `test`."""

import importlib.util
import os
import shutil

import pytest

__all__ = ["library", "tool"]


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


def library(name: str, group: str = "docs") -> None:
    """Skip the test where a library of another group of requirements is missing.

    Where CI is set nothing is skipped: there a missing library fails the run.
    """
    if importlib.util.find_spec(name) is not None:
        return
    message = f"{name} is not installed: make ready-{group}"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
