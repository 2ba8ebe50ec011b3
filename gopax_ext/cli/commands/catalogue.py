"""Every command, for programs: arguments, options, what it touches and what it answers."""

from typing import Any

from ..define import COMMANDS, command
from ..options import COMMON
from ..output.answers import Answer, columns
from ..run import Run

__all__ = ["commands"]


@command("commands", safety="local")
def commands(run: Run) -> Answer:
    """List the commands."""
    from typer.main import get_command

    from ..app import build
    from ..schemas import definitions

    del run
    found = list(_walk(get_command(build()), ()))
    rows = [(each["command"], each["safety"], each["summary"]) for each in found]
    heads = columns(command="text", safety="text", summary="text")
    everywhere = [f"--{name.replace('_', '-')}" for name in COMMON]
    document = {"everywhere": everywhere, "$defs": definitions(), "commands": found}
    return Answer(heads, rows, document=document)


def _walk(command: Any, path: tuple[str, ...]) -> Any:
    from ..schemas import output_of

    inner = getattr(command, "commands", None)
    if inner:
        for name, each in inner.items():
            yield from _walk(each, (*path, name))
        return
    name = " ".join(path)
    yield {
        "command": name,
        "safety": COMMANDS[name].safety,
        "summary": command.help or "",
        "example": (command.epilog or "").partition(": ")[2],
        "parameters": [
            {
                "name": each.name,
                "kind": each.param_type_name,
                "flags": list(each.opts) if each.param_type_name == "option" else [],
                "type": each.type.name,
                "required": bool(each.required),
                "help": getattr(each, "help", None) or "",
            }
            for each in command.params
            if each.name not in COMMON and each.name != "help"
        ],
        "output": output_of(name),
    }
