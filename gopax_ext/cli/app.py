"""All commands in one place, in the order in which the help lists them."""

from importlib import import_module

import typer

from .define import COMMANDS, add_command, given_before
from .messages import say

__all__ = ["build"]

_PARTS = (
    *("market", "charting", "watch", "account", "order", "resolving", "sandbox", "config", "auth"),
    *("history", "doctor", "explain", "demo", "docs", "catalogue"),
)
"""Modules of `commands`; each adds its own by being loaded."""
_ORDER = (
    *("ticker", "book", "trades", "candles", "chart", "watch", "pairs", "assets", "stats"),
    *("balance", "fills", "order", "history", "sandbox", "config", "auth"),
    *("doctor", "explain", "demo"),
)


def build() -> typer.Typer:
    """Return the whole command."""
    app = typer.Typer(
        name="gopax",
        help=say("help.gopax"),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
    )
    given_before(app)
    for part in _PARTS:
        import_module(f".commands.{part}", __package__)
    groups: dict[str, typer.Typer] = {"": app}
    for each in sorted(COMMANDS.values(), key=lambda each: _place(each.name)):
        group = each.name.rpartition(" ")[0]
        if group not in groups:
            groups[group] = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
            app.add_typer(groups[group], name=group, help=say(f"help.{group}"))
        add_command(groups[group], each)
    return app


def _place(name: str) -> int:
    first = name.partition(" ")[0]
    return _ORDER.index(first) if first in _ORDER else len(_ORDER)
