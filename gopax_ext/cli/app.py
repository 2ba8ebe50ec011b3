"""All commands in one place, in the order in which the help lists them."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Final

import typer

from .define import COMMANDS, add_command, given_before
from .messages import say

__all__ = ["PARTS", "build"]

PARTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "ticker": ("market",),
        "book": ("market",),
        "trades": ("market",),
        "candles": ("market",),
        "chart": ("charting",),
        "watch": ("watch",),
        "pairs": ("market",),
        "assets": ("market",),
        "stats": ("market",),
        "balance": ("account",),
        "fills": ("account",),
        "order": ("order", "resolving"),
        "history": ("history",),
        "sandbox": ("sandbox",),
        "config": ("config",),
        "auth": ("auth",),
        "doctor": ("doctor",),
        "explain": ("explain",),
        "demo": ("demo",),
        "docs": ("docs",),
        "commands": ("catalogue",),
    }
)
"""By the first word of a command: the modules of `commands` that it and its group live in."""


def build(arguments: Sequence[str] = ()) -> typer.Typer:
    """Return the whole command, or as much of it as `arguments` can mean: starting must be fast."""
    firsts = _meant(arguments)
    app = typer.Typer(
        name="gopax",
        help=say("help.gopax"),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
    )
    given_before(app)
    for part in dict.fromkeys(part for first in firsts for part in PARTS[first]):
        import_module(f".commands.{part}", __package__)
    groups: dict[str, typer.Typer] = {"": app}
    order = list(PARTS)
    for each in sorted(COMMANDS.values(), key=lambda each: order.index(_first(each.name))):
        group = each.name.rpartition(" ")[0]
        if _first(each.name) not in firsts:
            continue
        if group not in groups:
            groups[group] = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
            app.add_typer(groups[group], name=group, help=say(f"help.{group}"))
        add_command(groups[group], each)
    return app


def _meant(arguments: Sequence[str]) -> list[str]:
    """Return the first words that may be meant: all, where the first word of all is none."""
    words = [each for each in arguments if not each.startswith("-")]
    if not words or words[0] not in PARTS:  # the value of an option, a slip, or a call for help
        return list(PARTS)
    return [each for each in PARTS if each in words]


def _first(name: str) -> str:
    return name.partition(" ")[0]
