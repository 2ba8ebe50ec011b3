"""Where settings and credentials lie, and writing them so that nobody else can read along."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ...errors import SettingsError
from ...folders import own_folder
from ..messages import say

__all__ = ["config_file", "credentials_file", "private_text", "write_private"]

_ALL_BUT_OWNER: Final = 0o077


def config_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Return GOPAX_CONFIG_DIR, else `gopax` below XDG_CONFIG_HOME, else below ~/.config."""
    return Path(
        own_folder(environ, named="GOPAX_CONFIG_DIR", xdg="XDG_CONFIG_HOME", usual="~/.config")
    )


def config_file() -> Path:
    """Return where the profiles lie."""
    return config_folder() / "config.toml"


def credentials_file() -> Path:
    """Return where the keys lie, apart from the profiles."""
    return config_folder() / "credentials.toml"


def private_text(path: Path) -> str | None:
    """Return what a file with secrets holds, None where there is none.

    Raises `SettingsError` where others may read or write it.
    """
    try:
        with path.open(encoding="utf-8") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & _ALL_BUT_OWNER and os.name == "posix":
                raise SettingsError(
                    say("mistake.open", path=path, mode=f"{mode:04o}"),
                    fix=say("fix.chmod", path=path),
                )
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingsError(say("mistake.unreadable", path=path, reason=error.strerror)) from error


def write_private(path: Path, text: str) -> None:
    """Replace a file as one step, readable by its owner alone from the first byte on."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(fresh, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise SettingsError(
            say("mistake.unwritable", path=path, reason=error.strerror),
            fix=say("fix.config_dir"),
        ) from error
