"""One run's settings: each value with the place that it comes from."""

import os
from collections.abc import Mapping
from typing import cast
from urllib.parse import urlsplit

import attrs

from ...errors import SettingsError
from ..messages import say
from ..sandbox_state import SandboxState
from .credentials import KeyPair, saved_key
from .keys import KEYS, checked
from .profiles import BUILT_IN, DEFAULT, Profiles, unknown_profile

__all__ = ["RunSettings", "Setting"]

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_NOT_RUNNING = ""


@attrs.frozen
class Setting:
    """A value and where it comes from."""

    value: object
    origin: str


@attrs.frozen
class RunSettings:
    """Everything that one run works with."""

    profile: Setting
    values: Mapping[str, Setting]
    environ: Mapping[str, str] = attrs.field(repr=False)

    @classmethod
    def resolve(
        cls, flags: Mapping[str, str | None], environ: Mapping[str, str] | None = None
    ) -> "RunSettings":
        """Take each from its flag, else the environment, else the profile, else the default."""
        environ = os.environ if environ is None else environ
        profiles = Profiles()
        profile = _profile(flags.get("profile"), environ, profiles)
        name = str(profile.value)
        if name not in profiles.names:
            raise unknown_profile(name, profiles.names)
        values = {key: _value(key, flags.get(key), environ, profiles, name) for key in KEYS}
        found = cls(profile, values, environ)
        live = found.is_live
        follow = {
            "read_only": Setting(live, "default for live" if live else "default"),
            "rules": Setting("2021" if live else "2018", "default for live" if live else "default"),
        }
        unset = {key: each for key, each in follow.items() if values[key].value is None}
        return attrs.evolve(found, values={**values, **unset})

    def __getitem__(self, key: str) -> object:
        return self.values[key].value

    @property
    def name(self) -> str:
        """The profile's name."""
        return str(self.profile.value)

    @property
    def base_url(self) -> str:
        """Where requests go; empty where the built-in exchange is not running."""
        return cast("str", self["base_url"] or _NOT_RUNNING)

    @property
    def host(self) -> str:
        """The address without its scheme."""
        return urlsplit(self.base_url).netloc

    @property
    def is_live(self) -> bool:
        """Whether requests leave this machine."""
        host = urlsplit(self.base_url).hostname
        return bool(self.base_url) and host not in _LOOPBACK

    @property
    def read_only(self) -> bool:
        """Whether orders are held back."""
        return bool(self["read_only"])

    def key_pair(self) -> KeyPair | None:
        """Return the key of this run: the environment's, else the profile's, else None.

        A profile's key that was saved for another address is an `ElsewhereError`.
        """
        key = self.environ.get("GOPAX_API_KEY")
        secret = self.environ.get("GOPAX_SECRET_KEY")
        if key or secret:
            if not (key and secret):
                raise SettingsError(say("mistake.half_environment"), fix=say("fix.both"))
            return KeyPair(key, secret, origin="environment")
        if found := saved_key(self.name, self.base_url):
            return found
        state = SandboxState.load() if self.name == "sandbox" else None
        if state is not None and state.base_url == self.base_url:
            return KeyPair(state.api_key, state.secret_key, origin="gopax sandbox start")
        return None


def _profile(flag: str | None, environ: Mapping[str, str], profiles: Profiles) -> Setting:
    if flag:
        return Setting(flag, "flag --profile")
    if named := environ.get("GOPAX_PROFILE"):
        return Setting(named, "environment GOPAX_PROFILE")
    if profiles.chosen:
        return Setting(profiles.chosen, str(profiles.path))
    return Setting(DEFAULT, "default")


def _value(
    key: str, flag: str | None, environ: Mapping[str, str], profiles: Profiles, profile: str
) -> Setting:
    variable = KEYS[key].variable
    for text, origin in (
        (flag, f"flag --{key.replace('_', '-')}"),
        (environ.get(variable), f"environment {variable}"),
        (profiles.value(profile, key), f"profile {profile} in {profiles.path}"),
        (BUILT_IN.get(profile, {}).get(key), f"built-in profile {profile}"),
        (_of_sandbox(key, profile), "gopax sandbox start"),
        (KEYS[key].default, "default"),
    ):
        if text:
            return Setting(checked(key, text, origin), origin)
    return Setting(None, "default")


def _of_sandbox(key: str, profile: str) -> str | None:
    if key != "base_url" or profile != "sandbox":
        return None
    state = SandboxState.load()
    return state.base_url if state else None
