"""`make bench`: what the client costs, as ratios against peers in the same run."""

from importlib import import_module

from .cases import CASES, Case

__all__ = ["every_case"]


def every_case() -> dict[str, Case]:
    """Every case, by `group/name`, in the order of definition."""
    for module in ("calls", "parts"):
        import_module(f".{module}", __name__)
    return CASES
