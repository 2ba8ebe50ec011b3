"""Where this user's files lie: as a variable says, else as XDG does."""

import os
from collections.abc import Mapping

__all__ = ["own_folder"]


def own_folder(environ: Mapping[str, str] | None, *, named: str, xdg: str, usual: str) -> str:
    """Return the folder that `named` names, else `gopax` below that of `xdg`, else below `usual`.

    `named` and `xdg` are variables; XDG says that a relative path in its own counts for nothing.
    """
    environ = os.environ if environ is None else environ
    if chosen := environ.get(named):
        return chosen
    home = environ.get(xdg, "")
    return os.path.join(home if os.path.isabs(home) else os.path.expanduser(usual), "gopax")
