"""Where a command line comes in and an exit code goes out; no error gets past it."""

import codecs
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from gopax_generated.errors import ApiError, ArgumentError, GopaxError

from .failure import ExitCode, Failure, describe, report

if TYPE_CHECKING:
    from .run import Run

__all__ = ["run"]

_PROGRAM = "gopax"
_PLAIN = "gopax-plain"
_LIKES = {"·": "-", "…": "...", "→": "->", "▲": "+", "▼": "-", "█": "#", "✓": "ok", "✗": "x"}


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line; every failure ends as its exit code, told on standard error."""
    _mend_streams()
    try:
        code = _carried_out(list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:  # `| head` has seen enough
        _silence(sys.stdout)
        return ExitCode.DONE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    return code


def _carried_out(arguments: list[str]) -> int:
    try:
        ended = _ended(arguments)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - told, and its traceback is kept
        from .crash import crashed

        ended = crashed(error, _run_under_way())
    if isinstance(ended, Failure):
        as_json = bool({"--json", "--jsonl"} & set(arguments))
        report(ended, as_json=as_json, stream=sys.stderr)
        return ended.exit_code
    return ended


def _ended(arguments: list[str]) -> int | Failure:
    """Carry out a command line; return its exit code, or what is to be told of its failure."""
    from typer._click.exceptions import ClickException, NoArgsIsHelpError, UsageError
    from typer.main import get_command

    from .app import build
    from .define import CURRENT

    CURRENT.clear()
    ended: int | Failure = ExitCode.DONE
    try:
        command = get_command(build(arguments))
        ended = int(command.main(arguments, prog_name=_PROGRAM, standalone_mode=False) or 0)
    except NoArgsIsHelpError as error:  # a group alone asks what it holds
        print(error.format_message())
    except UsageError as error:
        ended = _usage(error.format_message(), _help_of(error))
    except ClickException as error:
        ended = _usage(error.format_message(), "")
    except SystemExit as left:  # how typer leaves, a closed pipe too
        if isinstance(left.__context__, BrokenPipeError):
            raise left.__context__ from None
        ended = left.code if isinstance(left.code, int) else ExitCode.FAILED
    except GopaxError as error:
        ended = describe(_with_suggestion(error))
    except (KeyboardInterrupt, EOFError):
        ended = ExitCode.INTERRUPTED
    except OSError as error:
        from .crash import outcome_of

        outcome = outcome_of(_run_under_way())
        ended = Failure(type(error).__name__, str(error), "", outcome, ExitCode.FAILED)
    return ended


def _run_under_way() -> "Run | None":
    from .define import CURRENT

    return CURRENT[-1] if CURRENT else None


def _usage(message: str, fix: str) -> Failure:
    return Failure("UsageError", message, fix, "not_sent", ExitCode.USAGE)


def _help_of(error: object) -> str:
    from .messages import say

    context = getattr(error, "ctx", None)
    return say("fix.help", command=context.command_path if context else _PROGRAM)


def _with_suggestion(error: GopaxError) -> GopaxError:
    """Name the pairs that may have been meant."""
    from .messages import say
    from .pairs import did_you_mean

    run = _run_under_way()
    if run is None or run.pair_asked is None or not isinstance(error, (ApiError, ArgumentError)):
        return error
    near = did_you_mean(run.pair_asked, run.settings)
    if near:
        error.fix = say("fix.did_you_mean", pairs=", ".join(near))
    return error


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    """Say in ASCII what a stream's encoding cannot: signs by their likes, letters by `?`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    return "".join(_LIKES.get(letter, "?") for letter in letters), error.end


def _mend_streams() -> None:
    """Let nothing crash on a closed stream or on a letter that the terminal cannot show."""
    codecs.register_error(_PLAIN, _in_ascii)
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - it lives as long as the process
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=_PLAIN)


def _silence(stream: TextIO) -> None:
    """Keep the interpreter from writing what is left to a pipe that is closed."""
    try:
        descriptor = stream.fileno()
    except (OSError, ValueError):
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
