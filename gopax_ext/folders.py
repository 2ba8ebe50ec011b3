"""Where this user's files lie: as a variable says, else as XDG does."""

import os
from collections.abc import Mapping
from pathlib import Path

__all__ = ["own_folder"]


def own_folder(environ: Mapping[str, str] | None, *, named: str, xdg: str, usual: str) -> Path:
    """Return the folder that `named` names, else `gopax` below that of `xdg`, else below `usual`.

    `named` and `xdg` are variables; XDG says that a relative path in its own counts for nothing.
    """
    environ = os.environ if environ is None else environ
    if chosen := environ.get(named):
        return Path(chosen)
    home = Path(environ.get(xdg, ""))
    return (home if home.is_absolute() else Path(usual).expanduser()) / "gopax"
