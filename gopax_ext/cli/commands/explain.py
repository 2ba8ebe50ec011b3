"""What a number or the name of an error means, and what to do."""

from typing import Annotated

import typer

from gopax_generated.errors import ArgumentError

from ..define import command
from ..messages import say
from ..output.answers import Answer, columns, record
from ..run import Run

__all__ = ["explain"]

Code = Annotated[str | None, typer.Argument(help=say("option.code"))]


@command("explain", safety="local")
def explain(_run: Run, code: Code = None) -> Answer:
    """Explain one error, or list all."""
    from gopax_generated.errors import ERROR_CODES

    if code is None:
        heads = columns(code="number", name="text", status="number", meaning="text")
        rows = [(e.code, e.name, e.status, e.description) for e in ERROR_CODES.values()]
        return Answer(heads, rows)
    wanted = code.lower()
    for entry in ERROR_CODES.values():
        if wanted in {str(entry.code), entry.name.lower()}:
            values = {
                "code": entry.code,
                "name": entry.name,
                "meaning": entry.description,
                "status": entry.status,
                "outcome": entry.outcome,
                "fix": entry.cls.fix,
                "in_reference": entry.documented,
            }
            return record(values)
    raise ArgumentError(say("error.no_code", code=code), fix=say("fix.no_code"))
