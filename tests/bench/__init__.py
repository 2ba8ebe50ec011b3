"""`make bench`: what the client costs, as ratios against peers in the same run."""

from importlib import import_module
from typing import Final

from .cases import CASES, Case

__all__ = ["MODULES", "every_case"]

MODULES: Final = (
    *("calls", "safety", "concurrent", "decoding", "parts", "first_call", "startup", "exchange"),
    *("history", "generating"),
)
"""The modules that define cases, in the order of the report."""


def every_case() -> dict[str, Case]:
    """Every case, by `group/name`, in the order of definition."""
    for module in MODULES:
        import_module(f".{module}", __name__)
    return CASES
