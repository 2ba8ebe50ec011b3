"""What can be set, with its variable, its default and what it may hold."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Final

import attrs

from ...errors import SettingsError
from ..messages import say
from ..output.zones import zone_named

__all__ = ["COLORS", "KEYS", "RULES", "Key", "checked"]

COLORS: Final = ("korean", "western")
RULES: Final = ("2018", "2021", "none")
_YES: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@attrs.frozen
class Key:
    """One setting of a profile."""

    name: str
    variable: str
    """The environment variable that overrides the profile."""
    default: str
    """What holds where nobody says anything; empty where it follows from the address."""
    read: Callable[[str], object]
    """Raises ValueError for what it may not hold."""


def _yes_or_no(text: str) -> bool:
    try:
        return _YES[text.lower()]
    except KeyError:
        raise ValueError(text) from None


def _positive(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if not number.is_finite() or number <= 0:
        raise ValueError(text)
    return number


def _colors(text: str) -> str:
    if text not in COLORS:
        raise ValueError(text)
    return text


def _address(text: str) -> str:
    if "://" not in text:
        raise ValueError(text)
    return text


def _rules(text: str) -> str:
    if text not in RULES:
        raise ValueError(text)
    return text


KEYS: Final = {
    key.name: key
    for key in (
        Key("base_url", "GOPAX_BASE_URL", "", _address),
        Key("read_only", "GOPAX_READ_ONLY", "", _yes_or_no),
        Key("tz", "GOPAX_TZ", "KST", zone_named),
        Key("colors", "GOPAX_COLORS", "korean", _colors),
        Key("rules", "GOPAX_RULES", "", _rules),
        Key("max_order_krw", "GOPAX_MAX_ORDER_KRW", "10000000", _positive),
        Key("max_distance", "GOPAX_MAX_DISTANCE", "10", _positive),
    )
}
"""By name. `max_order_krw` and `max_distance` are the limits that catch a slip of the hand,
and `rules` the era whose smallest amounts (2018) and ticks (2021) an order is held against."""


def checked(name: str, text: str, origin: str) -> object:
    """Return the value that `text` says; a bad one is a `SettingsError` that names its origin."""
    try:
        return KEYS[name].read(text)
    except ValueError:
        raise SettingsError(
            say("mistake.value", name=name, text=text, origin=origin), fix=say(f"holds.{name}")
        ) from None
