"""Operations as the templates see them: signatures, checks and docstrings."""

import re
from decimal import Decimal

from attrs import frozen

from .. import ir
from ..config import Config
from ..spelling import (
    about,
    argument,
    enumerated,
    evidence_in_words,
    limits,
    literal,
    paragraphs,
    sentence,
)

__all__ = ["Argument", "Calls", "Value"]

Argument = ir.Parameter | ir.Field
Value = str | int | bool | Decimal | None

_CHECKS = {
    "text": "text",
    "int": "integer",
    "bool": "boolean",
    "decimal": "number",
    "stamp_int": "stamp",
    "date": "day",
    "datetime": "time",
}


@frozen
class Calls:
    """The part of an API that is called."""

    _api: ir.Api
    _config: Config

    @property
    def init_doc(self) -> str:
        """Docstring of the package."""
        return paragraphs(
            sentence(f"Typed client of {self._api.title}, version {self._api.version}"),
            "Models, enums and errors are here; `operations` builds calls, `codecs` reads answers, "
            "`client` sends. Only `client` needs an HTTP library.",
            self._api.description,
        )

    @property
    def api_doc(self) -> str:
        """Docstring of the module of the methods."""
        common = [
            f"Every {kind} operation may raise {enumerated(error.name for error in errors)}."
            for kind in ("public", "private")
            if (errors := self._api.common_errors(private=kind == "private"))
        ]
        return paragraphs(
            f"The methods of a client of {self._api.title}, for whatever sends the calls.",
            "A subclass says once how a call is carried out, in `_call`; all methods follow from "
            "it. Each may raise ArgumentError before anything is sent, ApiError when the server "
            "says no, and DecodeError when its answer cannot be read.",
            " ".join(common),
        )

    def arguments(self, operation: ir.Operation) -> list[Argument]:
        """Identity first: path, positional body members, then what must and what may be given."""
        path = [p for p in operation.parameters if p.location == "path"]
        query = [p for p in operation.parameters if p.location == "query"]
        positional, named = self._members(operation)
        rest: list[Argument] = [*query, *named]
        return [*path, *positional, *sorted(rest, key=lambda entry: not entry.required)]

    def signature(self, operation: ir.Operation) -> str:
        """The arguments of a method after `self`."""
        positional, _ = self._members(operation)
        parts: list[str] = []
        for entry in self.arguments(operation):
            by_place = entry in positional or _is_path(entry)
            if not by_place and "*" not in parts:
                parts.append("*")
            optional = "" if entry.required else " | None = None"
            parts.append(f"{entry.name}: {argument(entry.type, self._api)}{optional}")
        return ", ".join(parts)

    def forwarded(self, operation: ir.Operation) -> str:
        """The same arguments handed on."""
        positional, _ = self._members(operation)
        return ", ".join(
            entry.name if entry in positional or _is_path(entry) else f"{entry.name}={entry.name}"
            for entry in self.arguments(operation)
        )

    def path_expression(self, operation: ir.Operation) -> str:
        """The final path, its arguments checked."""
        by_name = {p.wire_name: p for p in operation.parameters if p.location == "path"}
        *pieces, rest = re.split(r"(?<=\})", operation.path)
        parts = [f"f{literal(piece)}" for piece in pieces] + ([literal(rest)] if rest else [])
        return re.sub(
            r"\{([^}]*)\}",
            lambda name: f"{{{self._segment(operation, by_name[name[1]])}}}",
            " ".join(parts),
        )

    def query_checks(self, operation: ir.Operation) -> list[str]:
        """Pairs of wire name and checked value."""
        return [
            f"({literal(entry.wire_name)}, {self._checked(operation, entry)})"
            for entry in operation.parameters
            if entry.location == "query"
        ]

    def body_checks(self, operation: ir.Operation) -> list[str]:
        """Members of the request model, checked."""
        return [
            f"{field.name}={self._checked(operation, field)}"
            for group in self._members(operation)
            for field in group
        ]

    @property
    def bodies_hold_stamps(self) -> bool:
        """Does any member of a body count a moment since 1970."""
        types = (
            field.type
            for operation in self._api.operations
            for group in self._members(operation)
            for field in group
        )
        return any(isinstance(kind, ir.Scalar) and kind.per_second is not None for kind in types)

    def conditions(self, operation: ir.Operation) -> tuple[ir.Condition, ...]:
        """What the members of the body demand of each other."""
        return () if operation.body is None else self._api.model(operation.body.model).conditions

    @property
    def parameters(self) -> dict[str, str]:
        """Every parameter by the name of its constant: those of several operations once."""
        return {
            self.constant(operation, entry): self._fields(operation, entry)
            for operation in self._api.operations
            for entry in self.arguments(operation)
        }

    def constant(self, operation: ir.Operation, entry: Argument) -> str:
        """The constant that describes an argument; it names the operation where others differ."""
        namesakes = {
            self._fields(each, one)
            for each in self._api.operations
            for one in self.arguments(each)
            if one.name == entry.name
        }
        owner = f"_{operation.name}" if len(namesakes) > 1 else ""
        return f"{owner}_{entry.name}".upper()

    def examples(self, operation: ir.Operation) -> dict[str, Value]:
        """A right value of each argument, by its name on the wire."""
        found: dict[str, Value] = {p.wire_name: p.example for p in operation.parameters}
        if operation.body is not None:
            for example in reversed(operation.body.examples):
                found |= dict(example.members)
        return found

    def _fields(self, operation: ir.Operation, entry: Argument) -> str:
        """What a constant is made of."""
        where = entry.location if isinstance(entry, ir.Parameter) else "body"
        parts = [
            f"name={literal(entry.name)}",
            f"wire_name={literal(entry.wire_name)}",
            f"location={literal(where)}",
            f"required={entry.required}",
            f"type={literal(argument(entry.type, self._api))}",
        ]
        example = self.examples(operation).get(entry.wire_name)
        if example is not None:
            parts.append(f"example={literal(example)}")
        if entry.unit is not None:
            parts.append(f"unit={literal(entry.unit)}")
        if isinstance(entry.type, ir.EnumRef):
            values = tuple(member.value for member in self._api.enum(entry.type.name).members)
            parts.append(f"choices={values!r}")
        elif isinstance(entry.type, ir.Scalar):
            kind = entry.type
            parts += [f"per_second={kind.per_second}"] if kind.per_second is not None else []
            parts += ["digits=True"] if kind.digits_only else []
            bounds = limits(kind.bounds, kind.kind)
            parts += [bounds] if bounds else []
        return ", ".join(parts)

    def builder_doc(self, operation: ir.Operation) -> str:
        """Docstring of the function that builds a call."""
        return f"A call of `{operation.method} {operation.path}`; see `Api.{operation.name}`."

    def method_doc(self, operation: ir.Operation) -> str:
        """Docstring of a method: what it does, arguments, answer, errors, section."""
        entries = self.arguments(operation)
        access = "needs authentication" if operation.private else "public"
        section = operation.section and f', section "{operation.section}" of the reference'
        return paragraphs(
            sentence(operation.summary),
            sentence(operation.description),
            f"`{operation.method} {operation.path}`, {access}{section or ''}.",
            evidence_in_words(operation.evidence, self._config),
            "\n".join(["Args:", *(f"    {e.name}: {about(e, self._config)}" for e in entries)])
            if entries
            else None,
            None
            if isinstance(operation.result, ir.Nothing)
            else f"Returns:\n    {sentence(operation.result_description)}",
            f"Raises:\n    {self._raises(operation)}",
        )

    def _raises(self, operation: ir.Operation) -> str:
        own = ", ".join(error.name for error in self._api.own_errors(operation))
        kind = "private" if operation.private else "public"
        more = self._api.common_errors(private=operation.private)
        told = [own] if own else []
        told += [f"what every {kind} operation may raise"] if more else []
        listed = f" Among them: {'; '.join(told)}." if told else ""
        return f"ApiError: The server answered with an error.{listed}"

    def _members(self, operation: ir.Operation) -> tuple[list[ir.Field], list[ir.Field]]:
        if operation.body is None:
            return [], []
        fields = self._api.model(operation.body.model).fields
        first = [f for name in operation.body.positional for f in fields if f.wire_name == name]
        return first, [field for field in fields if field not in first]

    def _checked(self, operation: ir.Operation, entry: Argument) -> str:
        check, *rest = self._parts(operation, entry)
        checked = f"{check}({', '.join(rest)})"
        return checked if entry.required else f"None if {entry.name} is None else {checked}"

    def _segment(self, operation: ir.Operation, entry: Argument) -> str:
        """The expression for a segment of the path."""
        return f"check.segment({', '.join(self._parts(operation, entry))})"

    def _parts(self, operation: ir.Operation, entry: Argument) -> list[str]:
        """The function that checks an argument, and what it is called with."""
        told = [operation.name.upper(), self.constant(operation, entry), entry.name]
        match entry.type:
            case ir.EnumRef(name=name):
                return ["check.choice", *told, name]
            case ir.Scalar(per_second=int()) if isinstance(entry, ir.Field):
                return ["check.moment", *told]
            case ir.Scalar(kind=kind):
                return [f"check.{_CHECKS[kind]}", *told]
            case _:
                raise AssertionError(entry.type)  # the lowering lets no other type through


def _is_path(entry: Argument) -> bool:
    return isinstance(entry, ir.Parameter) and entry.location == "path"
