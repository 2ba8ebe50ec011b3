"""Addresses as nearly everybody writes them, told without the library that reads all others."""

import re
from typing import Final

__all__ = ["DEFAULT_PORTS", "usual_address"]

DEFAULT_PORTS: Final = {"https": 443, "http": 80}
_USUAL: Final = re.compile(r"(https?)://([a-z0-9.-]+)(?::([1-9][0-9]{0,4}))?/?")
_HIGHEST_PORT: Final = 65_535


def usual_address(url: str) -> tuple[str, str, int | None] | None:
    """Return scheme, host and port (None: the scheme's own) of a plain `https://host[:port]`.

    None for any other, right or wrong: `urllib.parse` says more about it, and costs a program that
    starts as much as all of the client's settings.
    """
    usual = _USUAL.fullmatch(url)
    if usual is None:
        return None
    port = None if usual[3] is None else int(usual[3])
    return None if port is not None and port > _HIGHEST_PORT else (usual[1], usual[2], port)
