"""API keys of profiles, in a file of their own that only its owner may touch.

Each is bound to the address it was saved for. The secrets can lie in the desktop's own store
instead (extra `keyring`); the file then says so, and holds the rest.
"""

from collections.abc import Mapping
from typing import Any, Final

import attrs

from ...errors import SettingsError
from ...signing import Signer
from ..messages import say
from .places import credentials_file, private_text, write_private
from .profiles import checked_name
from .toml_text import parse, with_value, without_table

__all__ = ["ElsewhereError", "KeyPair", "forget_key", "save_key", "saved_key", "shortened"]

_IN_KEYRING: Final = "keyring"
_SERVICE: Final = "gopax-client"


@attrs.frozen
class KeyPair:
    """An API key and its secret. The secret is not shown in the repr."""

    api_key: str
    secret_key: str = attrs.field(repr=False)
    origin: str = ""


class ElsewhereError(SettingsError):
    """The profile's key was saved for another address, and signs nothing for this one."""


def saved_key(profile: str, base_url: str) -> KeyPair | None:
    """Return the key that was saved for a profile, None where there is none.

    One that was saved for another address than `base_url` is an `ElsewhereError`: whoever leads a
    call elsewhere must not get what the key signs.
    """
    path = credentials_file()
    text = private_text(path)
    table = parse(text, path).get(profile) if text else None
    if table is None:
        return None
    try:
        api_key, bound_to = str(table["api_key"]), str(table["base_url"])
        stored = str(table["secret_key"]) if table.get("store") != _IN_KEYRING else None
    except (KeyError, TypeError):
        raise SettingsError(
            say("mistake.half_key", path=path, profile=profile),
            fix=say("fix.login", profile=profile),
        ) from None
    if base_url and bound_to != base_url:
        raise ElsewhereError(
            say("error.elsewhere", profile=profile, saved=bound_to, asked=base_url),
            fix=say("fix.elsewhere", asked=base_url),
        )
    if stored is not None:
        return KeyPair(api_key, stored, origin=str(path))
    secret = _keyring().get_password(_SERVICE, _entry(profile, table))
    if secret is None:
        raise SettingsError(
            say("error.not_in_keyring", profile=profile),
            fix=say("fix.login_keyring", profile=profile),
        )
    return KeyPair(api_key, secret, origin=_IN_KEYRING)


def save_key(
    profile: str, api_key: str, secret_key: str, base_url: str, *, in_keyring: bool = False
) -> None:
    """Save the key of a profile for an address; a secret that cannot sign is a `SettingsError`."""
    Signer(secret_key)
    path = credentials_file()
    name = checked_name(profile)
    text = without_table(private_text(path) or "", name)
    table = {"api_key": api_key, "base_url": base_url}
    table |= {"store": _IN_KEYRING} if in_keyring else {"secret_key": secret_key}
    for key, value in table.items():
        text = with_value(text, name, key, value)
    if in_keyring:
        _keyring().set_password(_SERVICE, _entry(profile, table), secret_key)
    write_private(path, text)


def forget_key(profile: str) -> bool:
    """Delete the key of a profile; False where there is none."""
    path = credentials_file()
    text = private_text(path)
    table = parse(text, path).get(profile) if text else None
    if not text or table is None:
        return False
    if table.get("store") == _IN_KEYRING:
        _keyring().forget(_SERVICE, _entry(profile, table))
    write_private(path, without_table(text, profile))
    return True


def shortened(api_key: str) -> str:
    """Return enough of an API key to tell it from others."""
    return f"{api_key[:8]}…" if len(api_key) > 12 else api_key[:4] + "…"


def _entry(profile: str, table: Mapping[str, Any]) -> str:
    """Return the name of a secret in the store: the address belongs to it."""
    return f"{profile} {table['base_url']} {table['api_key']}"


class _Keyring:
    """The desktop's store, whose every failure is a `SettingsError`."""

    def __init__(self, library: Any, failure: type[Exception]) -> None:
        self._library = library
        self._failure = failure

    def get_password(self, service: str, name: str) -> str | None:
        secret: str | None = self._do("get_password", service, name)
        return secret

    def set_password(self, service: str, name: str, secret: str) -> None:
        self._do("set_password", service, name, secret)

    def forget(self, service: str, name: str) -> None:
        if self.get_password(service, name) is not None:
            self._do("delete_password", service, name)

    def _do(self, method: str, *arguments: str) -> Any:
        try:
            return getattr(self._library, method)(*arguments)
        except self._failure as error:
            # Its text may quote what was asked for, and a traceback would show the secret.
            kind = type(error).__name__
        raise SettingsError(say("error.keyring", kind=kind), fix=say("fix.keyring"))


def _keyring() -> _Keyring:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ModuleNotFoundError as error:
        raise SettingsError(
            say("error.no_extra", name="keyring"), fix=say("fix.extra", extra="keyring")
        ) from error
    return _Keyring(keyring, KeyringError)
