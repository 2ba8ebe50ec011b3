"""Names of a package that are loaded when they are first asked for."""

import sys
from importlib import import_module

TYPE_CHECKING = False  # type checkers take it for typing's, which costs more than all of this
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["lazy"]


def lazy(
    package: str, homes: "Mapping[str, str]", otherwise: str | None = None
) -> "Callable[[str], object]":
    """Return the `__getattr__` of a package: `homes` says in which module of it each name lives.

    A name that is not there is looked for in the module `otherwise`, if there is one.
    """

    def load(name: str) -> object:
        home = homes.get(name, otherwise)
        module = import_module(home, package) if home else None
        if module is None or not hasattr(module, name):
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        value: object = getattr(module, name)
        setattr(sys.modules[package], name, value)
        return value

    return load
