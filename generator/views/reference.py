"""Operations as a page for people shows them: tables, and examples that run as they stand."""

import json
import shlex
from collections.abc import Iterable, Iterator
from decimal import Decimal
from urllib.parse import quote

from attrs import frozen

from .. import ir
from ..config import Config
from ..spelling import (
    annotation,
    argument,
    bounds_in_words,
    enumerated,
    evidence_in_words,
    literal,
    sentence,
)
from .calls import Argument, Calls, Value

__all__ = ["Reference"]

_AFTER_UNKNOWN = {
    "safe": "may be repeated",
    "verify": "look at the state before you repeat it",
    "never": "never repeat it blindly",
}


@frozen
class Sample:
    """One call with values, in words, in Python and in the shell."""

    about: str
    python: str
    shell: str


@frozen
class Reference:
    """The API as a page."""

    _api: ir.Api
    _config: Config

    @property
    def chapters(self) -> list[tuple[str, list[ir.Operation]]]:
        """The operations under their tags, both in the order of the document."""
        tags = dict.fromkeys(operation.tag for operation in self._api.operations)
        return [
            (tag, [operation for operation in self._api.operations if operation.tag == tag])
            for tag in tags
        ]

    def facts(self, operation: ir.Operation) -> list[str]:
        """What a caller has to know besides the arguments."""
        limit = operation.rate_limit
        pages = operation.pagination
        found = [
            "needs authentication" if operation.private else "public",
            f'section "{operation.section}" of the reference' if operation.section else "",
            f"at most {limit.limit} calls in {limit.window_ms} ms, counted per {limit.scope}"
            if limit
            else "",
            f"pages of at most {pages.max} rows: `{pages.older}` answers older, `{pages.newer}` "
            "newer ones"
            if pages
            else "",
            f"after an unknown outcome: {_AFTER_UNKNOWN[operation.retry]}",
            "deprecated" if operation.deprecated else "",
        ]
        return [fact for fact in found if fact]

    def argument_rows(self, operation: ir.Operation) -> Iterator[list[str]]:
        """All that there is to say about each argument, as cells."""
        calls = Calls(self._api, self._config)
        examples = calls.examples(operation)
        for entry in calls.arguments(operation):
            example = examples.get(entry.wire_name)
            where = entry.location if isinstance(entry, ir.Parameter) else "body"
            yield [
                f"`{entry.name}`"
                + ("" if entry.name == entry.wire_name else f" (`{entry.wire_name}`)"),
                where,
                _code(argument(entry.type, self._api)),
                "yes" if entry.required else "no",
                self._unit(entry),
                _allowed(entry.type),
                "" if example is None else _code(_plain(example)),
                self._meaning(entry),
            ]

    def field_rows(self, entry: ir.Model | ir.Row) -> Iterator[list[str]]:
        """All that there is to say about each member, as cells."""
        for field in entry.fields:
            yield [
                f"`{field.name}`",
                self.linked(field.type, "tuple"),
                "yes" if field.required else "no",
                self._unit(field),
                self._meaning(field),
            ]

    def on_one_line(self, text: str) -> str:
        """A text as a cell of a table or as one paragraph."""
        return _cell(text)

    def refusals(self, operation: ir.Operation) -> list[str]:
        """The errors of an operation that not every one of its kind has, with their numbers."""
        return [_numbered(error) for error in self._api.own_errors(operation)]

    def common_refusals(self, *, private: bool) -> str:
        """What every private operation, or every public one, may be refused with."""
        return enumerated(map(_numbered, self._api.common_errors(private=private)))

    def linked(self, kind: ir.Type, sequence: str = "list") -> str:
        """The type, with a link to where the page explains it."""
        inner = kind
        while isinstance(inner, ir.ListOf):
            inner = inner.item
        words = _code(annotation(kind, sequence))
        if isinstance(inner, ir.Scalar | ir.Nothing):
            return words
        return f"[{words}](#{inner.name.lower()})"

    def samples(self, operation: ir.Operation) -> list[Sample]:
        """Calls that run: one for each example of a body, else one with the examples."""
        shown = self._shown(operation)
        bodies: Iterable[ir.Example | None] = (
            operation.body.examples if operation.body is not None else (None,)
        )
        return [self._sample(operation, shown, body) for body in bodies]

    def _unit(self, entry: ir.Field | ir.Parameter) -> str:
        if entry.unit is None or (isinstance(entry, ir.Field) and _is_stamp(entry.type)):
            return ""  # in an answer a moment is a datetime, however it was sent
        return _cell(self._config.units.get(entry.unit, entry.unit))

    def _meaning(self, entry: ir.Field | ir.Parameter) -> str:
        evidence = evidence_in_words(entry.evidence, self._config)
        return _cell(f"{sentence(entry.description)} {evidence}")

    def _shown(self, operation: ir.Operation) -> list[ir.Parameter]:
        """What has to be given, and the first of the rest that does not page."""
        pages = operation.pagination
        paging = {pages.older, pages.newer} if pages else set[str]()
        extra = [p for p in operation.parameters if not p.required and p.name not in paging][:1]
        return [p for p in operation.parameters if p.required or p in extra]

    def _sample(
        self, operation: ir.Operation, shown: list[ir.Parameter], body: ir.Example | None
    ) -> Sample:
        members = dict(body.members) if body is not None else {}
        given: dict[str, Value] = {p.wire_name: p.example for p in shown} | members
        arguments = [
            _spelled(entry, given[entry.wire_name], operation)
            for entry in Calls(self._api, self._config).arguments(operation)
            if entry.wire_name in given
        ]
        call = f"client.{operation.name}({', '.join(arguments)})"
        answered = not isinstance(operation.result, ir.Nothing)
        form = (
            self._config.reference.private if operation.private else self._config.reference.public
        )
        shell = form.format(
            method=operation.method,
            target=shlex.quote(_target(operation, shown)),
            body="" if body is None else shlex.quote(_json(members)),
        )
        summary = "" if body is None else sentence(body.summary)
        return Sample(summary, f"print({call})" if answered else call, shell.strip())


def _numbered(error: ir.ErrorClass) -> str:
    return f"`{error.name}` ({', '.join(map(str, error.codes))})"


def _is_stamp(kind: ir.Type) -> bool:
    return isinstance(kind, ir.Scalar) and kind.per_second is not None


def _spelled(entry: Argument, value: Value, operation: ir.Operation) -> str:
    positional = operation.body.positional if operation.body is not None else ()
    by_place = (
        entry.location == "path"
        if isinstance(entry, ir.Parameter)
        else entry.wire_name in positional
    )
    return _python(entry.type, value) if by_place else f"{entry.name}={_python(entry.type, value)}"


def _python(kind: ir.Type, value: Value) -> str:
    """What a program would write: amounts with a fraction as texts, never as floats."""
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        return str(int(value)) if whole else f'"{_plain(value)}"'
    if isinstance(kind, ir.Scalar) and kind.kind in ("date", "datetime"):
        return f"{kind.kind}.fromisoformat({literal(value)})"
    return literal(value)


def _target(operation: ir.Operation, shown: list[ir.Parameter]) -> str:
    path = operation.path
    query: list[str] = []
    for parameter in shown:
        value = quote(_plain(parameter.example), safe="")
        if parameter.location == "path":
            path = path.replace(f"{{{parameter.wire_name}}}", value)
        else:
            query.append(f"{parameter.wire_name}={value}")
    return f"{path}?{'&'.join(query)}" if query else path


def _json(members: dict[str, Value]) -> str:
    """Compact, with every digit of every number."""
    parts = (
        f"{json.dumps(name)}:"
        + (_plain(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False))
        for name, value in members.items()
    )
    return f"{{{','.join(parts)}}}"


def _plain(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _allowed(kind: ir.Type) -> str:
    if not isinstance(kind, ir.Scalar):
        return ""
    words = bounds_in_words(kind.bounds)
    form = "" if kind.bounds.pattern is None else _code(kind.bounds.pattern)
    return _cell(", ".join(part for part in (words, form) if part))


def _code(text: str) -> str:
    return f"`{_cell(text)}`"


def _cell(text: str) -> str:
    """The text on one line, with nothing that would end a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")
