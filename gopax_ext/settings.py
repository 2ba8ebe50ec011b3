"""Where a client gets its key, its secret and its address from."""

import os
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from gopax_generated import SERVER_URL

from .address import usual_address
from .discreet import discreet
from .errors import SettingsError
from .signing import Signer

__all__ = ["DEADLINE_SECONDS", "Credentials", "Settings"]

DEADLINE_SECONDS: Final = 10.0
"""How long a call may take in all, waiting in queues included, unless told otherwise."""

_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_KEY_VARIABLE: Final = "GOPAX_API_KEY"
_SECRET_VARIABLE: Final = "GOPAX_SECRET_KEY"  # noqa: S105 - the name of a variable, not a secret
_URL_VARIABLE: Final = "GOPAX_BASE_URL"


class Credentials(Struct, frozen=True, eq=False):
    """An API key and what signs with its secret. Neither is shown in the repr."""

    key: str
    signer: Signer

    def __repr__(self) -> str:
        return "Credentials()"


class Settings(Struct, frozen=True):
    """Which exchange, as whom. Made by `Settings.resolve`."""

    base_url: str
    keys: tuple[Credentials, ...]
    """Of one account; a call is signed with any of them."""

    @property
    def credentials(self) -> Credentials | None:
        """The first key, None where there is none."""
        return self.keys[0] if self.keys else None

    def describe(self) -> str:
        """Say where to and as whom, without key or secret: for a repr."""
        return f"base_url={self.base_url!r}, signed={bool(self.keys)}"

    @classmethod
    @discreet
    def resolve(
        cls,
        *,
        key: str | None = None,
        secret: str | None = None,
        keys: Iterable[tuple[str, str]] | None = None,
        base_url: str | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> "Settings":
        """Take each setting from the argument, else from the environment, else the default.

        The variables are GOPAX_API_KEY, GOPAX_SECRET_KEY and GOPAX_BASE_URL; an empty one counts
        as unset. A key without a secret, or a bad value, raises `SettingsError`. `keys` are several
        pairs of a key and its secret, all of one account, in place of `key` and `secret`.
        """
        environ = os.environ if environ is None else environ
        url = base_url or environ.get(_URL_VARIABLE) or SERVER_URL
        if keys is not None:
            return cls(_checked_url(url), _several(keys, alone=key is None and secret is None))
        if key is None and secret is None:
            key = environ.get(_KEY_VARIABLE) or None
            secret = environ.get(_SECRET_VARIABLE) or None
        found = _credentials(key, secret)
        return cls(_checked_url(url), () if found is None else (found,))


def _several(keys: Iterable[tuple[str, str]], *, alone: bool) -> tuple[Credentials, ...]:
    pairs = list(keys)
    if not alone:
        message = "both keys= and key= or secret= were given"
        raise SettingsError(message, fix="Put every key into keys=.")
    if len({key for key, _ in pairs}) < max(1, len(pairs)):
        message = f"keys= holds {len(pairs)} pairs, and they must be different keys, at least one"
        raise SettingsError(message, fix="Give pairs like (key, secret), each key once.")
    found = (_credentials(key or "", secret or "") for key, secret in pairs)
    return tuple(each for each in found if each is not None)


def _credentials(key: str | None, secret: str | None) -> Credentials | None:
    if key is None and secret is None:
        return None
    if not key or not secret:
        missing, variable = ("secret", _SECRET_VARIABLE) if key else ("key", _KEY_VARIABLE)
        message = f"the API {missing} is missing: key and secret only work together"
        raise SettingsError(message, fix=f"Pass {missing}= as well, or set {variable}.")
    if not (key.isascii() and key.isprintable()) or " " in key:
        message = f"the API key holds characters that no HTTP header can carry ({len(key)} in all)"
        raise SettingsError(message, fix="Copy the API key again, without spaces or line ends.")
    return Credentials(key, Signer(secret))


def _checked_url(url: str) -> str:
    # Anywhere: a password with a slash in it is no part of the host, and would be shown.
    if "@" in url:
        message = "the base URL carries a user name or password"
        raise SettingsError(message, fix="Leave it out; calls are signed with the API key.")
    scheme, host, port = usual_address(url) or _taken_apart(url)
    if scheme == "http" and host not in _LOOPBACK:
        message = f"the base URL {url!r} would send signed calls in the clear"
        raise SettingsError(
            message, fix="Use https; http is for the built-in exchange on loopback."
        )
    name = f"[{host}]" if ":" in host else host
    return f"{scheme}://{name}" + (f":{port}" if port is not None else "")


def _taken_apart(url: str) -> tuple[str, str, int | None]:
    """Return scheme, host and port of an address of another form, or say what is wrong with it."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - see `usual_address`

    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    if parts.scheme not in {"https", "http"} or not host:
        message = f"the base URL {url!r} is not an http(s) address"
        raise SettingsError(message, fix=f"Write it like {SERVER_URL}.")
    if parts.path not in {"", "/"} or parts.query or parts.fragment:
        message = f"the base URL {url!r} has a path, query or fragment"
        raise SettingsError(message, fix=f"Give scheme, host and port only, like {SERVER_URL}.")
    return parts.scheme, host, port
