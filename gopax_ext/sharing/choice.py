"""With whom an API key and an address are shared, as the caller or the environment says."""

import os
from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct

from ..errors import SettingsError
from .state import state_folder

__all__ = ["Sharing"]

_VARIABLE: Final = "GOPAX_SHARING"
_REDIS_SCHEMES: Final = ("redis://", "rediss://", "unix://")


class Sharing(Struct, frozen=True):
    """Who takes part: this process, the processes of this host, or whoever uses a Redis."""

    form: Literal["process", "host", "redis"]
    folder: str = ""
    """Where the processes of a host keep what they share."""
    url: str = ""
    """Where the Redis is. It may hold a password, so it is never shown."""

    def __repr__(self) -> str:
        return f"Sharing(form={self.form!r})"

    @classmethod
    def resolve(
        cls,
        sharing: str | None,
        *,
        state_dir: str | os.PathLike[str] | None = None,
        own_time: bool = False,
        environ: Mapping[str, str] | None = None,
    ) -> "Sharing":
        """Take the argument, else GOPAX_SHARING, else share with the processes of this host.

        `own_time` says that the client has a clock of its own, which it shares with nobody.
        """
        environ = os.environ if environ is None else environ
        chosen = sharing or environ.get(_VARIABLE) or _default(own_time=own_time)
        if chosen == "process":
            return cls("process")
        if chosen == "host":
            folder = state_folder(environ) if state_dir is None else os.fspath(state_dir)
            return cls("host", folder=folder)
        if chosen.startswith(_REDIS_SCHEMES):
            if not _is_installed("redis"):
                message = "sharing over Redis needs a package that is not installed"
                raise SettingsError(message, fix='Run: pip install "gopax-client[redis]"')
            return cls("redis", url=chosen)
        message = f"sharing={chosen.partition('@')[0][:20]!r} is not a way to share"
        raise SettingsError(
            message, fix='Use "host", "process" or an address such as redis://127.0.0.1:6379/0.'
        )


def _default(*, own_time: bool) -> str:
    # Without flock (Windows) there is no file to share.
    return "process" if own_time or os.name != "posix" else "host"


def _is_installed(package: str) -> bool:
    from importlib.util import find_spec  # noqa: PLC0415 - brings more than the rest of this module

    return find_spec(package) is not None
