"""What pyproject.toml says of the distribution at one moment: its packages and its version."""

import re
import tomllib
from typing import Any

from packaging.version import Version

from ..problems import GeneratorError
from .history import Tree
from .versions import read_version

__all__ = ["doors_of", "packages_of", "version_of"]


def packages_of(tree: Tree) -> tuple[str, ...]:
    """The directories that the wheel is made of."""
    packages = _tool(tree, "hatch", "build", "targets", "wheel").get("packages", ())
    if not packages:
        raise GeneratorError(
            f"{tree.label}: pyproject.toml names no packages in [tool.hatch.build.targets.wheel]"
        )
    return tuple(packages)


def doors_of(tree: Tree) -> tuple[str, ...]:
    """The `__init__` modules whose exports are promised; the rest of their packages is internal.

    They stand in pyproject.toml: `[tool.apidiff]`, `doors`. A package without one promises all that
    is not private.
    """
    return tuple(_tool(tree, "apidiff").get("doors", ()))


def version_of(tree: Tree) -> Version | None:
    """From the file that the build reads it from; None where there is none."""
    path = _tool(tree, "hatch", "version").get("path")
    text = None if path is None else tree.read(path)
    found = re.search(rb"""^__version__ *= *["']([^"']+)["']""", text or b"", re.MULTILINE)
    return None if found is None else read_version(found[1].decode())


def _tool(tree: Tree, *names: str) -> dict[str, Any]:
    text = tree.read("pyproject.toml")
    table: dict[str, Any] = {} if text is None else tomllib.loads(text.decode())
    for name in ("tool", *names):
        table = table.get(name, {})
    return table
