"""What to do about an error at the keyboard, where the library's own words are for programs."""

from typing import Final

__all__ = ["FIXES"]

_ASSET: Final = "Use an asset that gopax assets lists, such as BTC."
_PAIR: Final = "Use a pair that gopax pairs lists, such as BTC-KRW."
_ORDER: Final = "Check the number with gopax order open; a finished order may no longer be shown."
_LOOK: Final = "Look before you repeat it: gopax order open, gopax fills"

FIXES: Final = {
    "AmbiguousOutcome": "Look at the candidates and say which is yours: gopax order settle",
    "ApiKeyMissing": "Save a key: gopax auth login. A proxy may also have dropped the API-KEY header.",
    "InvalidAssetName": _ASSET,
    "InvalidChartInterval": "Use -i 1m, 5m, 30m or 1d.",
    "InvalidOrderType": "Give a --price; this server or this pair may not take --market.",
    "InvalidTradingPair": _PAIR,
    "JournalError": "Free the disk, or name another folder with GOPAX_STATE_DIR.",
    "LaneError": "Make the folder writable and private (chmod 700), name another with GOPAX_STATE_DIR, or set GOPAX_SHARING=process if no other program uses the key.",
    "MissingCredentials": "Save a key with gopax auth login, or set GOPAX_API_KEY and GOPAX_SECRET_KEY.",
    "NoSuchAsset": _ASSET,
    "NoSuchOrder": _ORDER,
    "NoSuchTradingPair": _PAIR,
    "NotPlaced": "If you still want it: gopax order resubmit",
    "OrderNotFound": _ORDER,
    "OrderServerSendFailed": _LOOK,
    "OrderServerUnavailable": _LOOK,
    "OutcomeUnknown": "Do not repeat it. Find out what came of it: gopax order resolve",
    "PrecisionError": "Round it to 8 decimals and 15 digits or fewer.",
    "TooManyActiveOrders": "Cancel some first: gopax order open, gopax order cancel NUMBER",
    "TwinInFlight": "Wait, or find out what came of the other: gopax order resolve. --allow-twin sends a second one.",
}
"""By the name of the class; what is missing here is said by the class itself."""
