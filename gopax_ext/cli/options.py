"""The options that every command takes, before or after its name, and arguments of several."""

from pathlib import Path
from typing import Annotated, Any, Final

import typer

from .completion import complete_order_side, complete_pair
from .messages import say

__all__ = ["COMMON", "Interval", "Limit", "OrderId", "Pair", "SideArgument"]


def _everywhere(kind: Any, *names: str, text: str) -> Any:
    return Annotated[
        kind, typer.Option(*names, help=say(text), rich_help_panel=say("help.everywhere"))
    ]


COMMON: Final[dict[str, tuple[Any, Any]]] = {
    "profile": (_everywhere(str, "--profile", text="option.profile"), None),
    "base_url": (_everywhere(str, "--base-url", text="option.base_url"), None),
    "json": (_everywhere(bool, "--json", text="option.json"), False),
    "jsonl": (_everywhere(bool, "--jsonl", text="option.jsonl"), False),
    "csv": (_everywhere(bool, "--csv", text="option.csv"), False),
    "tsv": (_everywhere(bool, "--tsv", text="option.tsv"), False),
    "table": (_everywhere(bool, "--table", text="option.table"), False),
    "output": (_everywhere(Path, "--output", "-o", text="option.output"), None),
    "no_header": (_everywhere(bool, "--no-header", text="option.no_header"), False),
    "tz": (_everywhere(str, "--tz", text="option.tz"), None),
    "colors": (_everywhere(str, "--colors", text="option.colors"), None),
    "timeout": (_everywhere(float, "--timeout", text="option.timeout"), None),
    "quiet": (_everywhere(bool, "--quiet", "-q", text="option.quiet"), False),
}
"""By name: the annotation and the value of one that is not given."""

Pair = Annotated[str, typer.Argument(help=say("option.pair"), autocompletion=complete_pair)]
SideArgument = Annotated[
    str, typer.Argument(help=say("option.side"), autocompletion=complete_order_side)
]
OrderId = Annotated[str, typer.Argument(help=say("option.order_id"))]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help=say("option.limit"))]
Interval = Annotated[str, typer.Option("--interval", "-i", help=say("option.interval"))]
