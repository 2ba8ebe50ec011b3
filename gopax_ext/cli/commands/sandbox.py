"""The built-in exchange in the background: no account, no key of yours, no money."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from ..define import command
from ..messages import say
from ..output.answers import Answer, record
from ..run import Run

__all__ = ["reset", "start", "status", "stop"]

Port = Annotated[int | None, typer.Option("--port", min=0, max=65535, help=say("option.port"))]
Seed = Annotated[int | None, typer.Option("--seed", help=say("option.seed"))]
Era = Annotated[str | None, typer.Option("--era", help=say("option.era"))]
Scenario = Annotated[str | None, typer.Option("--scenario", help=say("option.scenario"))]
_FIELDS = ("running", "base_url", "dashboard", "pid", "seed", "era")


@command("sandbox start", safety="local")
def start(
    _run: Run,
    *,
    port: Port = None,
    seed: Seed = None,
    era: Era = None,
    scenario: Scenario = None,
) -> Answer:
    """Start the exchange, unless it runs."""
    from ..background import ask, launch, running

    found = running()
    if found is not None:
        state, told = found
        return _answer(state.base_url, state.pid, told, say("sandbox.already"))
    given = {"--seed": seed, "--profile": era, "--scenario": scenario}
    options = [
        part for name, value in given.items() if value is not None for part in (name, str(value))
    ]
    state = launch(port, options)
    told = ask(state) or {}
    return _answer(state.base_url, state.pid, told, say("sandbox.started"))


@command("sandbox status", safety="local")
def status(_run: Run) -> Answer:
    """Tell whether the exchange runs."""
    from ..background import running

    found = running()
    if found is None:
        values = dict.fromkeys(_FIELDS) | {"running": False}
        return record(values, note=say("fix.no_sandbox"), exit_code=1)
    state, told = found
    return _answer(state.base_url, state.pid, told)


@command("sandbox stop", safety="local")
def stop(_run: Run) -> Answer:
    """End the exchange."""
    from ..background import end, running
    from ..sandbox_state import SandboxState

    found = running()
    if found is None:
        SandboxState.forget()
        return record({"stopped": False}, note=say("sandbox.none"))
    end(found[0])
    return record({"stopped": True}, note=say("sandbox.stopped"))


@command("sandbox reset", safety="local")
def reset(_run: Run, *, seed: Seed = None) -> Answer:
    """Let the exchange begin anew."""
    from ..background import ask, running
    from ..run import no_exchange

    found = running()
    if found is None:
        raise no_exchange()
    state = found[0]
    if ask(state, "reset", {} if seed is None else {"seed": seed}) is None:
        raise no_exchange()
    return _answer(state.base_url, state.pid, ask(state) or {}, say("sandbox.reset"))


def _answer(base_url: str, pid: int, told: Mapping[str, Any], note: str = "") -> Answer:
    seed, era = told.get("seed"), told.get("profile")
    values = (True, base_url, f"{base_url}/", pid, seed, era)
    return record(dict(zip(_FIELDS, values, strict=True)), note=note)
