"""Every switch of `Config` as a command-line option, read from the class itself.

The texts of the options are the texts below the fields, so that each is written once.
"""

import argparse
import ast
import inspect
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from attrs import NOTHING, Attribute, fields

from .config import Config

__all__ = ["add_switches", "switches_in"]

_NOT_OPTIONS = {"profile", "pairs", "recordings"}  # an option of its own, and those of scenarios


def add_switches(parser: argparse.ArgumentParser) -> None:
    """Give `parser` one option for each switch; those not given stay out of its result."""
    group = parser.add_argument_group("switches", "each overrides what the profile says")
    texts = _texts()
    for switch in _switches():
        option = "--" + switch.name.replace("_", "-")
        text = texts[switch.name].replace("%", "%%")
        if isinstance(switch.default, bool):
            group.add_argument(
                option,
                dest=switch.name,
                action=argparse.BooleanOptionalAction,
                default=argparse.SUPPRESS,
                help=text,
            )
        else:
            group.add_argument(
                option,
                dest=switch.name,
                type=_reader(switch),
                default=argparse.SUPPRESS,
                metavar="VALUE",
                help=f"{text} (default: {switch.default})".replace("None", "none"),
            )


def switches_in(options: argparse.Namespace) -> dict[str, object]:
    """The switches that were given."""
    given: dict[str, object] = vars(options)
    return {switch.name: given[switch.name] for switch in _switches() if switch.name in given}


def _switches() -> list["Attribute[Any]"]:
    return [
        switch
        for switch in fields(Config)
        if switch.name not in _NOT_OPTIONS and switch.default is not NOTHING
    ]


def _reader(switch: "Attribute[Any]") -> Callable[[str], object]:
    """What reads an option's value: `none` where that is allowed, else what the field holds."""
    kind = str(switch.type)

    def read(text: str) -> object:
        if text == "none" and "None" in kind:
            return None
        if "Decimal" in kind:
            return Decimal(text)
        if "float" in kind:
            return float(text)
        return int(text) if "int" in kind else text

    read.__name__ = "value"  # argparse names it when it raises
    return read


def _texts() -> dict[str, str]:
    """The text below each field of `Config`."""
    (body,) = ast.parse(inspect.getsource(Config)).body
    found: dict[str, str] = {}
    name = ""
    for part in getattr(body, "body", []):
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            name = part.target.id
        elif isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant) and name:
            found[name] = inspect.cleandoc(str(part.value.value)).replace("\n", " ")
            name = ""
    return found
