"""What templates ask for beyond the IR: lists, signatures, expressions and docstrings."""

from collections.abc import Mapping
from typing import Any

from .. import ir
from ..config import Config
from .calls import Calls
from .data import Data
from .errors import Errors
from .reference import Reference

__all__ = ["context"]


def context(api: ir.Api, config: Config) -> Mapping[str, Any]:
    """All names that templates use: the IR, the configuration and the public names of the views."""
    names: dict[str, Any] = {"api": api, "config": config}
    for view in (kind(api, config) for kind in (Calls, Data, Errors, Reference)):
        names |= {name: getattr(view, name) for name in dir(view) if not name.startswith("_")}
    return names
