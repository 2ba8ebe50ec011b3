"""`gopax`: the command, also as `python -m gopax_ext.cli`."""

import sys
from collections.abc import Sequence

from .._version import __version__

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line and return its exit code (see `failure.ExitCode`)."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given in (["--version"], ["-V"]):
        print(f"gopax {__version__}")  # before anything is loaded: scripts ask this often
        return 0
    from .boundary import run

    return run(given)


if __name__ == "__main__":
    sys.exit(main())
