"""The main job from start to finish, on an exchange of its own."""

import typer

from ..define import command
from ..output.answers import Answer
from ..run import Run

__all__ = ["demo"]


@command("demo", safety="local")
def demo(run: Run) -> Answer | None:
    """Run the demonstration."""
    from ...demo import main

    del run
    code = main()
    if code:
        raise typer.Exit(code)
    return None
