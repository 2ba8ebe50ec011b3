"""Every text that the command shows, in English and in Korean; `say` finds it."""

import locale
import os
import sys
from functools import cache
from importlib import import_module
from typing import Final, Literal

__all__ = ["LANGUAGES", "Language", "catalogue", "language", "say"]

Language = Literal["en", "ko"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "ko")
_VARIABLE: Final = "GOPAX_LANG"
_SAMPLE: Final = "한글"


@cache
def catalogue(name: Language) -> dict[str, str]:
    """Return the texts of a language by key."""
    texts: dict[str, str] = import_module(f".{name}", __name__).TEXTS
    return texts


@cache
def language() -> Language:
    """Return GOPAX_LANG, else the language of the locale; English where no Korean can be shown."""
    asked = os.environ.get(_VARIABLE) or _of_locale()
    return "ko" if asked.lower().startswith("ko") and _can_show_korean() else "en"


def say(key: str, /, **values: object) -> str:
    """Return the text of `key` in the language of this run, with `values` in their places."""
    text = catalogue(language())[key]
    return text.format(**values) if values else text


def _of_locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value
    return locale.getlocale()[0] or "en"


def _can_show_korean() -> bool:
    for stream in (sys.stdout, sys.stderr):
        try:
            _SAMPLE.encode(getattr(stream, "encoding", None) or "utf-8")
        except UnicodeEncodeError:
            return False
    return True
