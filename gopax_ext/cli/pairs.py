"""The names of trading pairs: as people type them, as last seen, and the nearest to a mistake."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gopax_generated.errors import GopaxError

from ..seam import SYSTEM
from ..sharing.state import file_name, state_folder

if TYPE_CHECKING:
    from .settings.resolve import RunSettings

__all__ = ["canonical", "did_you_mean", "known_pairs", "remember_pairs"]

_FRESH_SECONDS: Final = 86_400
_PATIENCE_SECONDS: Final = 1.5


def canonical(text: str) -> str:
    """Return a pair as the exchange writes it: `btc/krw` and `btc_krw` are BTC-KRW."""
    return text.strip().upper().replace("/", "-").replace("_", "-")


def did_you_mean(text: str, settings: "RunSettings") -> list[str]:
    """Return the pairs nearest to `text`, none where it is one itself or nothing is near."""
    from difflib import get_close_matches

    pairs = known_pairs(settings)
    if text in pairs:
        return []
    joined = {pair.replace("-", ""): pair for pair in pairs}
    if exact := joined.get(text.replace("-", "")):
        return [exact]
    starting = [pair for pair in pairs if pair.startswith(f"{text}-")]
    return starting or get_close_matches(text, pairs, n=3, cutoff=0.5)


def known_pairs(settings: "RunSettings") -> list[str]:
    """Return the exchange's pairs: as seen within a day, else asked for, else none."""
    path = _file(settings.base_url)
    try:
        seen = json.loads(path.read_text("utf-8"))
        if 0 <= SYSTEM.time_ns() / 1e9 - float(seen["at"]) < _FRESH_SECONDS:
            return [str(name) for name in seen["pairs"]]
    except (OSError, KeyError, TypeError, ValueError):
        pass  # a note that is missing or torn is written anew
    if not settings.base_url:
        return []
    from ..client import Gopax

    try:
        with Gopax(
            base_url=settings.base_url, deadline=_PATIENCE_SECONDS, attempts=1, journal=False
        ) as gopax:
            names = [pair.name for pair in gopax.list_trading_pairs()]
    except GopaxError:
        return []
    remember_pairs(settings.base_url, names)
    return names


def remember_pairs(base_url: str, names: list[str]) -> None:
    """Note the pairs for completion; a disk that takes no note is no reason to fail."""
    from contextlib import suppress

    path = _file(base_url)
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps({"at": SYSTEM.time_ns() // 10**9, "pairs": names}), "utf-8")
        fresh.replace(path)


def _file(base_url: str) -> Path:
    return Path(state_folder()) / f"{file_name('pairs', base_url, None)}.json"
