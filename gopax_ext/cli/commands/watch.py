"""A pair live: book, trades and one's own orders, until somebody presses q."""

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from gopax_generated.errors import ApiError, GopaxError

from ..define import command
from ..messages import say
from ..options import Pair
from ..output.answers import Answer
from ..run import Run

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..watching import Look

__all__ = ["watch"]

Every = Annotated[float, typer.Option("--every", min=0.5, max=3600, help=say("option.every"))]
Once = Annotated[bool, typer.Option("--once", help=say("option.once"))]
Depth = Annotated[int, typer.Option("--depth", "-n", min=1, help=say("option.depth"))]

_DEADLINE_SECONDS = 5.0


@command("watch", safety="reads_account")
def watch(
    run: Run, pair: Pair, *, every: Every = 1.0, once: Once = False, depth: Depth = 10
) -> Answer | None:
    """Show a pair as it moves; one moment of it where nobody looks at a terminal."""
    from ..watching import look

    name = run.pair(pair)
    own = run.may_sign
    with ExitStack() as stack:
        # A key that must not wait ten seconds for an answer that does not come.
        gopax = stack.enter_context(run.client(signed=own)).with_options(deadline=_DEADLINE_SECONDS)

        def again() -> "Look":
            return look(gopax, name, own=own)

        first = again()
        live = not once and run.output is None
        if live and run.form == "jsonl":
            _stream(run, first, again, every=every, depth=depth)
            return None
        if live and run.form == "table" and run.draws_live:
            _live(run, first, again, every=every)
            return None
    return first.answer(depth)


def _stream(
    run: Run, now: "Look", again: "Callable[[], Look]", *, every: float, depth: int
) -> None:
    """Write a line for each moment, until nobody reads them any more."""
    from ...seam import SYSTEM

    while True:
        run.show(now.answer(depth))
        sys.stdout.flush()
        SYSTEM.sleep(every)
        now = again()


def _live(run: Run, now: "Look", again: "Callable[[], Look]", *, every: float) -> None:
    """Draw each moment over the last one; trouble that may pass is shown, not fatal."""
    from rich.live import Live

    from ..keyboard import keyboard
    from ..output.terminal import console_on
    from ..screen import screen

    console = console_on(sys.stdout)
    trouble = ""
    with (
        keyboard() as keys,
        Live(
            console=console,
            screen=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
            vertical_overflow="crop",
        ) as live,
    ):
        while True:
            width, height = console.size
            theme = run.theme(width)
            foot = say("watch.foot", where=run.where(), every=f"{every:g}")
            drawn = screen(now, theme, width=width, height=height, foot=foot, trouble=trouble)
            live.update(drawn, refresh=True)
            if {"q", "Q", "ㅂ", "\x1b"} & set(keys.pressed(every)):
                return
            try:
                now, trouble = again(), ""
            except GopaxError as error:
                if isinstance(error, ApiError) and 400 <= error.status < 429:
                    raise  # it will be refused the next time too
                trouble = str(error)
