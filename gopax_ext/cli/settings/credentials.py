"""API keys of profiles, in a file of their own that only its owner may touch."""

import attrs

from ...errors import SettingsError
from ...signing import Signer
from .places import credentials_file, private_text, write_private
from .profiles import checked_name
from .toml_text import parse, with_value, without_table

__all__ = ["KeyPair", "forget_key", "save_key", "saved_key", "shortened"]


@attrs.frozen
class KeyPair:
    """An API key and its secret. The secret is not shown in the repr."""

    api_key: str
    secret_key: str = attrs.field(repr=False)
    origin: str = ""


def saved_key(profile: str) -> KeyPair | None:
    """Return the key that was saved for a profile, None where there is none."""
    path = credentials_file()
    text = private_text(path)
    table = parse(text, path).get(profile) if text else None
    if table is None:
        return None
    try:
        return KeyPair(str(table["api_key"]), str(table["secret_key"]), origin=str(path))
    except (KeyError, TypeError):
        raise SettingsError(
            f"{path}: profile {profile!r} has not both api_key and secret_key",
            fix=f"Run: gopax auth login --profile {profile}",
        ) from None


def save_key(profile: str, api_key: str, secret_key: str) -> None:
    """Save the key of a profile; a secret that cannot sign is a `SettingsError`."""
    Signer(secret_key)
    path = credentials_file()
    text = private_text(path) or ""
    table = checked_name(profile)
    for key, value in (("api_key", api_key), ("secret_key", secret_key)):
        text = with_value(text, table, key, value)
    write_private(path, text)


def forget_key(profile: str) -> bool:
    """Delete the key of a profile; False where there is none."""
    path = credentials_file()
    text = private_text(path)
    if not text or profile not in parse(text, path):
        return False
    write_private(path, without_table(text, profile))
    return True


def shortened(api_key: str) -> str:
    """Return enough of an API key to tell it from others."""
    return f"{api_key[:8]}…" if len(api_key) > 12 else api_key[:4] + "…"
