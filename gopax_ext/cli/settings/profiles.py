"""Profiles: names for an exchange and the way one works with it.

`sandbox` is built in and the default, `live` is built in; config.toml adds others and changes both:

    profile = "sandbox"          # the one that is used unless told otherwise

    [profiles.live]
    read_only = false
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from gopax_generated import SERVER_URL

from ...errors import SettingsError
from ..messages import say
from .keys import KEYS, checked
from .places import config_file, write_private
from .toml_text import parse, with_value

__all__ = ["BUILT_IN", "DEFAULT", "Profiles", "checked_name"]

DEFAULT: Final = "sandbox"
BUILT_IN: Final[Mapping[str, Mapping[str, str]]] = {
    "sandbox": {},  # its address is that of the running exchange
    "live": {"base_url": SERVER_URL},
}


class Profiles:
    """What config.toml says; read once."""

    def __init__(self) -> None:
        self.path = config_file()
        try:
            self._text = self.path.read_text("utf-8")
        except FileNotFoundError:
            self._text = ""
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(say("mistake.unreadable", path=self.path, reason=error)) from error
        self._document = parse(self._text, self.path)
        self._check()

    @property
    def chosen(self) -> str | None:
        """The profile that the file chooses."""
        name = self._document.get("profile")
        return None if name is None else str(name)

    @property
    def names(self) -> list[str]:
        """Every profile, the built-in ones first."""
        return list(dict.fromkeys([*BUILT_IN, *self._tables()]))

    def value(self, profile: str, key: str) -> str | None:
        """Return what the file says about a key of a profile, as text."""
        value = self._tables().get(profile, {}).get(key)
        return None if value is None else _text_of(value)

    def set(self, profile: str, key: str, value: str) -> None:
        """Write one value of a profile into the file."""
        read = checked(key, value, "config set")
        written = read if isinstance(read, bool) else value
        self._write(f"profiles.{checked_name(profile)}", key, written)

    def choose(self, profile: str) -> None:
        """Make `profile` the one that is used unless told otherwise."""
        if profile not in self.names:
            raise unknown_profile(profile, self.names)
        self._write(None, "profile", profile)

    def _write(self, table: str | None, key: str, value: str | bool) -> None:  # noqa: FBT001 - it is the value
        text = with_value(self._text, table, key, value)
        parse(text, self.path)
        write_private(self.path, text)
        self._text = text
        self._document = parse(text, self.path)

    def _tables(self) -> Mapping[str, Mapping[str, Any]]:
        tables: Mapping[str, Mapping[str, Any]] = self._document.get("profiles", {})
        return tables

    def _check(self) -> None:
        if not isinstance(self._tables(), dict):
            raise SettingsError(say("mistake.profiles", path=self.path))
        for name, table in self._tables().items():
            if not isinstance(table, dict):
                raise SettingsError(say("mistake.table", path=self.path, name=name))
            for key in table:
                if key not in KEYS:
                    raise SettingsError(
                        say("mistake.key", path=self.path, name=name, key=key),
                        fix=say("fix.keys", names=", ".join(KEYS)),
                    )


def checked_name(name: str) -> str:
    """Return a name that can stand in a file as it is."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", name):
        raise SettingsError(say("mistake.profile_name", name=name), fix=say("fix.profile_name"))
    return name


def unknown_profile(name: str, names: list[str]) -> SettingsError:
    """Return the error for a profile that nobody has described."""
    return SettingsError(
        say("mistake.profile", name=name, names=", ".join(names)),
        fix=say("fix.profile", name=name),
    )


def _text_of(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
