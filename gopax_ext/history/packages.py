"""The libraries behind history, loaded when they are first needed and not before.

They are `Any` here on purpose: pyarrow has no types of its own.
"""

from importlib import import_module
from typing import Any

from ..errors import SettingsError

__all__ = ["load", "load_all"]

_PARTS = ("pyarrow.parquet", "pyarrow.csv", "pyarrow.compute")
_EXTRA = 'Run: pip install "gopax-client[history]"'


def load(module: str = "pyarrow") -> Any:
    """Return a module; one that is not installed is a `SettingsError` that says how to get it."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        if error.name is None or error.name.partition(".")[0] != package:
            raise
        fix = _EXTRA if package == "pyarrow" else f"Run: pip install {package}"
        raise SettingsError(f"this needs {package}, which is not installed", fix=fix) from error


def load_all(*, lists: bool) -> None:
    """Load what a download needs before it makes its first call: no call waits for it then.

    `lists` says that it makes columns of lists, for which pyarrow loads pandas where there is one.
    """
    for part in _PARTS:
        load(part)
    if lists:
        load().array([])
