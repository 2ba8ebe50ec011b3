"""One run of the command: its settings, its client, and where its answer goes."""

import os
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from gopax_generated.errors import ArgumentError

from ..errors import MissingCredentials, NotSent, SettingsError
from .messages import say
from .output.answers import Answer
from .output.formats import FORMS, Form, write
from .pairs import canonical
from .settings.credentials import ElsewhereError, KeyPair
from .settings.resolve import RunSettings

if TYPE_CHECKING:
    from ..client import Gopax
    from .define import Command
    from .output.theme import Theme

__all__ = ["Run", "no_exchange"]


class Run:
    """What a command's body gets: `given` are the options that every command takes."""

    def __init__(self, command: "Command", given: Mapping[str, Any]) -> None:
        self.command = command
        self._given = given
        self.drawing: str | None = None
        """The form of file that the command is to draw, None where rows are wanted."""
        self.pair_asked: str | None = None
        self.connected = False
        """Whether an exchange may have been asked for anything."""
        self._told = False

    @cached_property
    def settings(self) -> RunSettings:
        """The settings of this run, read when the first command asks."""
        flags = {name: self._given.get(name) for name in ("profile", "base_url", "tz", "colors")}
        return RunSettings.resolve(flags)

    @property
    def form(self) -> Form:
        """The form of the answer: as asked, else a table on a terminal and TSV in a pipe."""
        return self._asked or ("table" if _is_terminal(sys.stdout) else "tsv")

    @property
    def _asked(self) -> Form | None:
        asked: list[Form] = [form for form in FORMS if self._given.get(form)]
        if len(asked) > 1:
            raise ArgumentError(
                say("mistake.forms", one=f"--{asked[0]}", other=f"--{asked[1]}"),
                fix=say("fix.one_form"),
            )
        return asked[0] if asked else None

    @property
    def output(self) -> Path | None:
        """The file that the answer goes to; None for standard output."""
        return self._given.get("output")

    def check(self) -> None:
        """Refuse forms and files that cannot be, before anything is asked of an exchange."""
        asked = self._asked
        path = self.output
        if path is None:
            return
        from .output.files import FILES, checked_file

        form = checked_file(path, (*FILES, *self.command.draws))
        if asked and asked != form:
            raise ArgumentError(
                say("mistake.forms", one=f"--{asked}", other=path.name), fix=say("fix.one_form")
            )
        self.drawing = form if form in self.command.draws else None

    @property
    def zone(self) -> tzinfo:
        """The zone that times are shown in."""
        return cast("tzinfo", self.settings["tz"])

    @property
    def interactive(self) -> bool:
        """Whether somebody is there to be asked."""
        return _is_terminal(sys.stdin) and _is_terminal(sys.stderr)

    @property
    def draws_live(self) -> bool:
        """Whether standard output is a terminal that can be drawn on again and again."""
        return _is_terminal(sys.stdout) and os.environ.get("TERM") not in {"dumb", "unknown", None}

    @property
    def draws_progress(self) -> bool:
        """Whether standard error is a terminal that can be drawn on, and nobody asked for quiet."""
        drawable = _is_terminal(sys.stderr) and os.environ.get("TERM") not in {"dumb", None}
        return drawable and not self._given.get("quiet")

    @property
    def exchange(self) -> str:
        """The address that requests go to; `NotSent` where the built-in exchange is not running."""
        if not self.settings.base_url:
            raise no_exchange()
        return self.settings.base_url

    def pair(self, text: str) -> str:
        """Return a trading pair as the exchange writes it, kept for `did you mean`."""
        self.pair_asked = canonical(text)
        return self.pair_asked

    def known_pair(self, gopax: "Gopax", text: str | None) -> str | None:
        """Return the pair that rows are limited to; a name that is none is refused, not empty."""
        if text is None:
            return None
        gopax.get_ticker(name := self.pair(text))
        return name

    def profile_to_change(self) -> str:
        """Return the profile that this run names, which need not exist yet."""
        return self._given.get("profile") or self.settings.name

    @contextmanager
    def client(self, *, signed: bool = False) -> "Generator[Gopax]":
        """Open a client for this run, and say where its requests go."""
        settings = self.settings
        keys = settings.key_pair() if signed else None
        base_url = self.exchange
        if signed and keys is None:
            raise self._no_key()
        self.tell_where()
        self.connected = True
        from ..client import Gopax

        with Gopax(
            key=keys.api_key if keys else None,
            secret=keys.secret_key if keys else None,
            base_url=base_url,
            **({} if not (timeout := self._given.get("timeout")) else {"deadline": timeout}),
        ) as gopax:
            yield gopax

    @property
    def may_sign(self) -> bool:
        """Whether there is a key for what only adds to an answer; says so where one is withheld."""
        try:
            return self.settings.key_pair() is not None
        except ElsewhereError as error:
            self.note(str(error.args[0]))
            return False

    def key_pair(self) -> KeyPair:
        """Return the key of this run; none is a `MissingCredentials`."""
        found = self.settings.key_pair()
        if found is None:
            raise self._no_key()
        return found

    def must_write(self) -> None:
        """Raise `SettingsError` where the profile only reads."""
        if self.settings.read_only:
            name = self.settings.name
            raise SettingsError(
                say("error.read_only", profile=name),
                fix=say("fix.read_only", profile=name),
            )

    def tell_where(self) -> None:
        """Say once on standard error where requests go."""
        if self._told or self._given.get("quiet"):
            return
        self._told = True
        line = self.where()
        if _is_terminal(sys.stderr) and _colored():
            line = f"\x1b[{'1;31' if self.settings.is_live else '2'}m{line}\x1b[0m"
        self.note(line)

    def where(self) -> str:
        """Return where requests go, in one line."""
        settings = self.settings
        dot = "·" if _unicode(sys.stderr) else "-"
        name = "LIVE" if settings.is_live else settings.name
        parts = [name, settings.host]
        if settings.is_live and settings.name != "live":
            parts.insert(1, settings.name)
        if settings.read_only:
            parts.append("read-only")
        return f" {dot} ".join(parts)

    def remark(self, line: str) -> None:
        """Say something that -q silences, on standard error."""
        if not self._given.get("quiet"):
            self.note(line)

    def note(self, line: str) -> None:
        """Say something beside the answer, on standard error."""
        if line:
            print(line, file=sys.stderr, flush=True)

    def theme(self, width: int = 80) -> "Theme":
        """Return how values look."""
        from .output.theme import Theme

        western = self.settings["colors"] == "western"
        return Theme(self.zone, western=western, unicode=_unicode(sys.stdout), width=width)

    def show(self, answer: Answer) -> None:
        """Write the answer to its file, or to standard output."""
        if self.drawing is not None:
            pass  # the command has drawn it into its file
        elif self.output is not None:
            self._keep(answer, self.output)
        elif self.form == "table":
            from .output.terminal import console_on, show

            console = console_on(sys.stdout)
            show(answer, console, self.theme(console.width))
        else:
            header = not self._given.get("no_header")
            write(answer, self.form, sys.stdout, self.zone, header=header)
        if not self._given.get("quiet"):
            self.note(answer.note)

    def _keep(self, answer: Answer, path: Path) -> None:
        from .output.files import checked_file, write_file

        header = not self._given.get("no_header")
        try:
            write_file(answer, path, checked_file(path), self.zone, header=header)
        except OSError:
            write(answer, "json", sys.stdout, self.zone)  # an answer may be all that tells of it
            raise
        if not self._given.get("quiet"):
            self.note(say("file.written", path=str(path), rows=len(answer.rows)))

    def _no_key(self) -> MissingCredentials:
        error = MissingCredentials("")
        error.operation = None
        error.fix = say("fix.no_key", profile=self.settings.name)
        return error


def _is_terminal(stream: object) -> bool:
    try:
        return bool(getattr(stream, "isatty", bool)())
    except ValueError:  # it is closed
        return False


def _unicode(stream: object) -> bool:
    return "utf" in (getattr(stream, "encoding", None) or "").lower()


def _colored() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") not in {"dumb", None}


def no_exchange() -> NotSent:
    """Return the error for a sandbox that is not running."""
    error = NotSent(say("error.no_sandbox"), kind="connect")
    error.fix = say("fix.no_sandbox")
    return error
