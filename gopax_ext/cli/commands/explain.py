"""What a number, the name of an error or a topic means, and what to do."""

from typing import TYPE_CHECKING, Annotated, Final

import typer

from gopax_generated.errors import ArgumentError, GopaxError

from ..define import command
from ..messages import say
from ..messages.errors import fix_of, meaning_of, meaning_of_code
from ..output.answers import Answer, columns, record
from ..run import Run

if TYPE_CHECKING:
    from gopax_generated.errors import ErrorCode

__all__ = ["TOPICS", "explain", "own_errors"]

Code = Annotated[str | None, typer.Argument(help=say("option.code"))]

TOPICS: Final = (
    *("tick-size", "minimum-order", "nonce", "rate-limit", "outcome", "exit-codes"),
    *("market-order", "signature"),
)
"""What is explained beside errors."""


@command("explain", safety="local")
def explain(_run: Run, code: Code = None) -> Answer:
    """Explain one error or topic, or list all errors."""
    from gopax_generated.errors import ERROR_CODES

    if code is None:
        heads = columns(code="number", name="text", status="number", meaning="text")
        rows = [(e.code, e.name, e.status, meaning_of_code(e)) for e in ERROR_CODES.values()]
        return Answer(heads, rows, note=say("explain.topics", topics=", ".join(TOPICS)))
    wanted = code.lower()
    if wanted in TOPICS:
        return record({"topic": wanted, "meaning": say(f"topic.{wanted}")})
    for entry in ERROR_CODES.values():
        if wanted in {str(entry.code), entry.name.lower()}:
            return _of_code(entry)
    for name, kind in own_errors().items():
        if wanted == name.lower():
            return _of_class(name, kind)
    raise ArgumentError(say("error.no_code", code=code), fix=say("fix.no_code"))


def own_errors() -> dict[str, type[GopaxError]]:
    """Return the errors that have no number of the exchange, by name."""
    from ... import errors
    from ...errors import __all__ as ours

    kinds: dict[str, type[GopaxError]] = {name: getattr(errors, name) for name in ours}
    from gopax_generated.errors import ArgumentTypeError, DecodeError

    return kinds | {each.__name__: each for each in (ArgumentError, ArgumentTypeError, DecodeError)}


def _of_code(entry: "ErrorCode") -> Answer:
    values = {
        "code": entry.code,
        "name": entry.name,
        "meaning": meaning_of_code(entry),
        "status": entry.status,
        "outcome": entry.outcome,
        "fix": fix_of(entry.cls),
        "in_reference": entry.documented,
    }
    return record(values)


def _of_class(name: str, kind: type[GopaxError]) -> Answer:
    values = {
        "code": None,
        "name": name,
        "meaning": meaning_of(kind),
        "status": None,
        "outcome": kind.outcome,
        "fix": fix_of(kind),
        "in_reference": False,
    }
    return record(values)
