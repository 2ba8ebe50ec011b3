"""What the shell offers while somebody types. It never fails and never waits long."""

from contextlib import suppress

from gopax_generated.errors import GopaxError

from .pairs import known_pairs

__all__ = ["complete_order_side", "complete_pair"]


def complete_pair(incomplete: str) -> list[str]:
    """Return the pairs that begin with what is typed, in small letters too."""
    with suppress(GopaxError, OSError):
        from .settings.resolve import RunSettings

        typed = incomplete.upper().replace("/", "-")
        return [pair for pair in known_pairs(RunSettings.resolve({})) if pair.startswith(typed)]
    return []


def complete_order_side(incomplete: str) -> list[str]:
    """Return buy, sell or both."""
    return [side for side in ("buy", "sell") if side.startswith(incomplete)]
