"""Enums, models, rows and their codecs as the templates see them."""

import json
from collections.abc import Iterator
from itertools import groupby

from attrs import frozen

from .. import ir
from ..config import Config
from ..spelling import (
    annotation,
    decoded,
    encoded,
    evidence_in_words,
    literal,
    paragraphs,
    sentence,
    snake,
    wire,
)

__all__ = ["Codec", "Data"]


@frozen
class Codec:
    """A pair of functions: bytes to value and back."""

    name: str
    type: ir.Type
    of: str

    @property
    def nothing(self) -> bool:
        """Is there no value in the body?"""
        return isinstance(self.type, ir.Nothing)

    @property
    def annotation(self) -> str:
        """The type of the value, as the module of the codecs writes it."""
        match self.type:
            case ir.ModelRef() | ir.RowRef():
                return f"models.{self.type.name}"
            case ir.ListOf(item=ir.ModelRef() | ir.RowRef() as item):
                return f"list[models.{item.name}]"
            case _:
                return annotation(self.type)

    @property
    def decode_doc(self) -> str:
        """Docstring of the function that reads."""
        return f"Read {self.of}; DecodeError if the bytes are anything else."

    @property
    def encode_doc(self) -> str:
        """Docstring of the function that writes."""
        return f"Write {self.of}."


@frozen
class Data:
    """The part of an API that is data."""

    _api: ir.Api
    _config: Config

    @property
    def models(self) -> list[ir.Model]:
        """Every model after those it is made of."""
        done: dict[str, ir.Model] = {}
        rows = {row.name for row in self._api.rows}

        def visit(model: ir.Model) -> None:
            for name in self.made_of(model):
                if name not in done and name not in rows:
                    visit(self._api.model(name))
            done.setdefault(model.name, model)

        for model in self._api.models:
            visit(model)
        return list(done.values())

    @staticmethod
    def made_of(entry: ir.Model | ir.Row) -> list[str]:
        """The other models and rows that its class is made of."""
        names = [] if isinstance(entry, ir.Row) or entry.base is None else [entry.base]
        for field in entry.fields:
            kind = field.type
            while isinstance(kind, ir.ListOf):
                kind = kind.item
            if isinstance(kind, ir.ModelRef | ir.RowRef):
                names.append(kind.name)
        return [name for name in dict.fromkeys(names) if name != entry.name]

    @property
    def model_names(self) -> list[str]:
        """The classes of the module of the models."""
        return [*(row.name for row in self._api.rows), *(model.name for model in self._api.models)]

    @property
    def codecs(self) -> list[Codec]:
        """One for every answer and one for every other body."""
        api = self._api
        answers = [Codec(op.name, op.result, f"the answer of `{op.name}`") for op in api.operations]
        bodies = dict.fromkeys(op.body.model for op in api.operations if op.body is not None)
        if api.error_model is not None:
            bodies[api.error_model] = None
        return answers + [
            Codec(self.body_codec(name), ir.ModelRef(name), f"a body that is a `{name}`")
            for name in bodies
        ]

    def body_codec(self, model: str) -> str:
        """What the codec of a body is called: like its model, unless an operation is."""
        name = snake(model)
        taken = {operation.name for operation in self._api.operations}
        return f"{name}_body" if name in taken else name

    @property
    def codec_names(self) -> list[str]:
        """The functions of the module of the codecs."""
        return [f"{way}_{codec.name}" for codec in self.codecs for way in ("decode", "encode")]

    @property
    def stamps(self) -> list[int]:
        """The precisions in which moments are counted."""
        entries: list[ir.Model | ir.Row] = [*self._api.models, *self._api.rows]
        types = (field.type for entry in entries for field in entry.fields)
        found = {kind.per_second for kind in types if isinstance(kind, ir.Scalar)}
        return sorted(per_second for per_second in found if per_second is not None)

    def own_fields(self, entry: ir.Model | ir.Row) -> list[ir.Field]:
        """The fields that it does not have from a base."""
        if isinstance(entry, ir.Row) or entry.base is None:
            return list(entry.fields)
        inherited = {field.name for field in self._api.model(entry.base).fields}
        return [field for field in entry.fields if field.name not in inherited]

    def renamed_fields(self, model: ir.Model) -> list[ir.Field]:
        """The fields that are called otherwise on the wire."""
        return [field for field in model.fields if field.name != field.wire_name]

    def enum_doc(self, enum: ir.Enum) -> str:
        """Docstring of an enum."""
        unit = None if enum.unit is None else self._config.units.get(enum.unit, enum.unit)
        return paragraphs(
            sentence(enum.description or f"A value of {enum.name}"),
            unit and sentence(f"Unit: {unit}"),
            evidence_in_words(enum.evidence, self._config),
        )

    def entry_doc(self, entry: ir.Model | ir.Row) -> str:
        """Docstring of a model or a row."""
        return paragraphs(
            sentence(entry.description or entry.name),
            evidence_in_words(entry.evidence, self._config),
        )

    def flat(self, model: ir.Model) -> bool:
        """Can msgspec make the model from its struct: are all members single values as they are."""
        return all(
            isinstance(field.type, ir.EnumRef)
            or (isinstance(field.type, ir.Scalar) and field.type.per_second is None)
            for field in model.fields
        )

    def direct(self, model: ir.Model) -> bool:
        """Does msgspec read the model itself: are its names, too, those of the wire."""
        return (
            self.flat(model)
            and not self.renamed_fields(model)
            and not any(field.type == ir.Scalar(kind="json") for field in model.fields)
        )

    def wire(self, kind: ir.Type, home: str = "") -> str:
        """The annotation of what msgspec fills; `home` leads to the module of the structs."""
        match kind:
            case ir.ModelRef() if self._is_direct(kind):
                return f"models.{kind.name}"
            case ir.ListOf():
                return f"list[{self.wire(kind.item, home)}]"
            case _:
                return wire(kind, home)

    def reading(self, kind: ir.Type, value: str, sequence: str = "list") -> str:
        """The expression that turns what msgspec read into what users get."""
        match kind:
            case ir.ModelRef() if self._is_direct(kind):
                return value
            case ir.ModelRef() if self._is_flat(kind):
                return f"convert({value}, models.{kind.name}, from_attributes=True)"
            case ir.ModelRef():
                return f"_{snake(kind.name)}({value})"
            case ir.RowRef():
                return f"{self._listed(kind, f'[{value}]')}[0]"
            case ir.ListOf():
                listed = self._listed(kind.item, value)
                return f"tuple({listed})" if sequence == "tuple" else listed
            case _:
                return decoded(kind, value)

    def _listed(self, item: ir.Type, value: str) -> str:
        if isinstance(item, ir.ModelRef) and self._is_flat(item) and not self._is_direct(item):
            return f"convert({value}, list[models.{item.name}], from_attributes=True)"
        if isinstance(item, ir.RowRef):
            values = f"_{snake(item.name)}_values({value})"
            strict = not self._told_in_seconds(self._api.row(item.name))
            return f"rows_of(list[models.{item.name}], {values}, strict={strict})"
        inner = self.reading(item, "item", "tuple")
        return value if inner == "item" else f"[{inner} for item in {value}]"

    def _is_flat(self, kind: ir.Type) -> bool:
        return isinstance(kind, ir.ModelRef) and self.flat(self._api.model(kind.name))

    def _is_direct(self, kind: ir.Type) -> bool:
        return isinstance(kind, ir.ModelRef) and self.direct(self._api.model(kind.name))

    def settling(self, kind: ir.Type, value: str) -> str:
        """The statement that puts what was read, or a list of it, through its guards."""
        item = kind.item if isinstance(kind, ir.ListOf) else kind
        if not isinstance(item, ir.ModelRef) or not self._is_flat(item):
            return ""
        if not self.guards(self._api.model(item.name), "item"):
            return ""
        return f"_settle_{snake(item.name)}({'*' if item is not kind else ''}{value})"

    def conversion(self, field: ir.Field, holder: str, *, in_seconds: bool = False) -> str:
        """The expression for one field, from a struct that `guards` let pass."""
        value = f"{holder}.{field.name}"
        match field.type:
            case ir.Scalar(kind="decimal" | "datetime"):
                return value
            case ir.Scalar():
                expression = decoded(field.type, value, in_seconds=in_seconds)
            case _:
                expression = self.reading(field.type, value, "tuple")
        if field.required or expression == value:
            return expression
        return f"None if {value} is None else {expression}"

    def row_values(self, row: ir.Row) -> str:
        """The values that a row is made of, from a struct that `guards` let pass."""
        told = self._told_in_seconds(row)
        values = (self.conversion(field, "row", in_seconds=told) for field in row.fields)
        return "".join(f"{value}, " for value in values)

    @staticmethod
    def _told_in_seconds(row: ir.Row) -> bool:
        """Does msgspec make its moments: then an enum's text `null` would become None."""
        counted = any(
            isinstance(field.type, ir.Scalar) and field.type.per_second for field in row.fields
        )
        return counted and not any(
            isinstance(field.type, ir.EnumRef) and not field.required for field in row.fields
        )

    def guards(self, entry: ir.Model | ir.Row, holder: str) -> str:
        """Statements that refuse absurd numbers in what was read and turn its moments to UTC."""
        frozen = isinstance(entry, ir.Model) and self.direct(entry)
        tests: list[str] = []
        numbers: list[str] = []
        lines: list[str] = []
        for field in entry.fields:
            value = f"{holder}.{field.name}"
            match field.type:
                case ir.Scalar(kind="decimal"):
                    there = "" if field.required else f"{value} is None or "
                    tests.append(f"({there}{value}.adjusted() in USUAL or sane({value}))")
                    numbers.append(value)
                case ir.Scalar(kind="datetime"):
                    there = "" if field.required else f"{value} is not None and "
                    lines.append(f"if {there}{value}.tzinfo is not UTC:")
                    lines.append(
                        f"    object.__setattr__({holder}, {literal(field.name)}, utc({value}))"
                        if frozen
                        else f"    {value} = utc({value})"
                    )
                case _:
                    if inner := self.settling(field.type, value):
                        lines += [f"if {value} is not None:"] if not field.required else []
                        lines += [inner if field.required else f"    {inner}"]
        if tests:
            both = " and ".join(tests) if len(tests) > 1 else tests[0][1:-1]
            lines[:0] = [f"if not ({both}):", f"    refuse({', '.join(numbers)})"]
        return "\n".join(lines)

    def row_json(self, row: ir.Row) -> str:
        """The body of the function that writes a row."""
        values = [encoded(field.type, f"row.{field.name}") for field in row.fields]
        needed = sum(field.required for field in row.fields)
        if needed == len(values):
            return f'return b"[{",".join(["%b"] * needed)}]" % ({", ".join(values)},)'
        lines = [f"parts = [{', '.join(values[:needed])}]"]
        for field, value in zip(row.fields[needed:], values[needed:], strict=True):
            lines += [f"if row.{field.name} is None:", "    return array(parts)"]
            lines += [f"parts.append({value})"]
        return "\n".join([*lines, "return array(parts)"])

    def model_json(self, model: ir.Model) -> str:
        """The body of the function that writes an object, in the order of the document."""
        if all(field.required for field in model.fields[:1]):
            keys, values = [f"{_key(field)}:%b" for field in model.fields[:1]], list[str]()
            for field in model.fields:
                value = encoded(field.type, f"model.{field.name}")
                more = f"b',{_key(field)}:%b' % {value}"
                absent = f'b"" if model.{field.name} is None else '
                values.append(value if field.required else absent + more)
            keys += [f",{_key(field)}:%b" if field.required else "%b" for field in model.fields[1:]]
            return f"return b'{{{''.join(keys)}}}' % ({', '.join(values)},)"
        lines = list(self._parts(model))
        return "\n".join([*lines, 'return b"{%b}" % b",".join(parts)'])

    @staticmethod
    def _parts(model: ir.Model) -> Iterator[str]:
        first = True
        for required, group in groupby(model.fields, lambda field: field.required):
            parts = [
                (field, f"b'{_key(field)}:%b' % {encoded(field.type, f'model.{field.name}')}")
                for field in group
            ]
            if first:
                yield "parts = [" if required else "parts: list[bytes] = []"
            elif required:
                yield "parts += ["
            first = False
            for field, part in parts:
                if required:
                    yield f"    {part},"
                else:
                    yield f"if model.{field.name} is not None:"
                    yield f"    parts.append({part})"
            if required:
                yield "]"


def _key(field: ir.Field) -> str:
    return json.dumps(field.wire_name).replace("%", "%%").replace("'", "\\'")
