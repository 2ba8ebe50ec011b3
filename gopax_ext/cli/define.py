"""How a command is written: a function of a `Run` and its own arguments that returns an `Answer`.

`command` turns it into one of typer's, gives it the options that all commands take, and its help
and example from the catalogue of messages.
"""

import inspect
from collections.abc import Callable
from typing import Any, Final, Literal, TypeVar

import attrs
import typer

from .messages import say
from .options import COMMON
from .output.answers import Answer
from .run import Run

__all__ = ["COMMANDS", "CURRENT", "Command", "Safety", "add_command", "command", "given_before"]

Safety = Literal["local", "reads", "reads_account", "trades"]
"""What a command touches: this machine, public data, the account, or its orders."""

Body = TypeVar("Body", bound=Callable[..., Answer | None])


@attrs.frozen
class Command:
    """A command as it is written."""

    name: str
    """With its group: `order place`."""
    safety: Safety
    body: Callable[..., Answer | None]
    draws: tuple[str, ...] = ()
    """Forms of file, beside those of every answer, that the command writes by itself."""


COMMANDS: Final[dict[str, Command]] = {}
"""By name, in the order in which they are written."""
CURRENT: Final[list[Run]] = []
"""The run under way, for whoever reports its failure."""


def command(name: str, *, safety: Safety, draws: tuple[str, ...] = ()) -> Callable[[Body], Body]:
    """Make a function the command `name`.

    An option of its own takes the place of one that all commands take by the same name.
    """

    def register(body: Body) -> Body:
        COMMANDS[name] = Command(name, safety, body, draws)
        return body

    return register


def add_command(app: typer.Typer, each: Command) -> None:
    """Give typer a command, with the options that all take."""
    key = each.name.replace(" ", ".")
    own = inspect.signature(each.body).parameters.keys() & COMMON.keys()

    def carried_out(ctx: typer.Context, **values: Any) -> None:
        above = _given_above(ctx)
        given = {name: values.pop(name) or above.get(name) for name in COMMON if name not in own}
        for name in own & above.keys():
            values[name] = values[name] or above[name]
        run = Run(each, given)
        CURRENT.append(run)
        run.check()
        answer = each.body(run, **values)
        if answer is not None:
            run.show(answer)
            if answer.exit_code:
                raise typer.Exit(answer.exit_code)

    _take_arguments(carried_out, each.body)
    app.command(
        each.name.rpartition(" ")[2],
        help=say(f"help.{key}"),
        epilog=f"{say('help.example')}: {say(f'example.{key}')}",
    )(carried_out)


def given_before(app: typer.Typer) -> None:
    """Let the options of every command stand before its name too."""

    def remember(ctx: typer.Context, **values: Any) -> None:
        above = _given_above(ctx)
        ctx.obj = {each: value or above.get(each) for each, value in values.items()}

    parameters = [_context(), *_common()]
    _annotate(remember, parameters)
    app.callback()(remember)


def _given_above(ctx: typer.Context) -> dict[str, Any]:
    above: dict[str, Any] = ctx.obj or {}
    return above


def _take_arguments(shell: Callable[..., None], body: Callable[..., Any]) -> None:
    own = list(inspect.signature(body).parameters.values())[1:]
    names = {each.name for each in own}
    _annotate(shell, [_context(), *own, *(p for p in _common() if p.name not in names)])
    shell.__name__ = body.__name__
    shell.__doc__ = body.__doc__


def _annotate(function: Any, parameters: list[inspect.Parameter]) -> None:
    keyword = inspect.Parameter.KEYWORD_ONLY
    first = parameters[0]
    function.__signature__ = inspect.Signature(
        [first, *(each.replace(kind=keyword) for each in parameters[1:])]
    )
    function.__annotations__ = {each.name: each.annotation for each in parameters}


def _context() -> inspect.Parameter:
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    return inspect.Parameter("ctx", kind, annotation=typer.Context)


def _common() -> list[inspect.Parameter]:
    kind = inspect.Parameter.KEYWORD_ONLY
    return [
        inspect.Parameter(name, kind, default=default, annotation=annotation)
        for name, (annotation, default) in COMMON.items()
    ]
