"""The intermediate form: what templates may see, and all that a diff needs.

Frozen, comparable, and free of OpenAPI and of the engine: names are Python names beside wire names,
types are a closed set, and every bound, unit, text and error code of the document is kept.
"""

from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import frozen

__all__ = [
    "Api",
    "Body",
    "Bounds",
    "Condition",
    "Enum",
    "EnumRef",
    "ErrorClass",
    "Example",
    "Field",
    "ListOf",
    "Member",
    "Model",
    "ModelRef",
    "Nothing",
    "Operation",
    "Pagination",
    "Parameter",
    "RateLimit",
    "Row",
    "RowRef",
    "Scalar",
    "Status",
    "Type",
]

Kind = Literal[
    "text", "int", "bool", "decimal", "datetime", "date", "stamp_int", "stamp_text", "json"
]
"""`stamp_int` and `stamp_text` are moments counted since 1970; `json` is any JSON value."""

Retry = Literal["safe", "verify", "never"]
Outcome = Literal["rejected", "unknown"]


@frozen(kw_only=True)
class Bounds:
    """What a value must fulfil beyond its type."""

    minimum: int | Decimal | None = None
    maximum: int | Decimal | None = None
    above: int | Decimal | None = None
    below: int | Decimal | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None

    @property
    def any(self) -> bool:
        return self != Bounds()


@frozen(kw_only=True)
class Scalar:
    """One value that is not made of others."""

    kind: Kind
    unit: str | None = None
    per_second: int | None = None
    """Of a moment counted since 1970: how many of its unit make a second."""
    digits_only: bool = False
    """Of a text: is it always a number, so that an int means the same."""
    bounds: Bounds = Bounds()


@frozen
class EnumRef:
    """A value of an enum."""

    name: str
    unit: str | None = None


@frozen
class ModelRef:
    """An object with named members."""

    name: str


@frozen
class RowRef:
    """An array whose positions have meanings of their own."""

    name: str


@frozen(kw_only=True)
class ListOf:
    """An array of values of one type."""

    item: "Type"
    min_items: int | None = None
    max_items: int | None = None


@frozen
class Nothing:
    """An object without documented members, or no body at all."""

    body: bool = True
    """Is there an object?"""


Type: TypeAlias = Scalar | EnumRef | ModelRef | RowRef | ListOf | Nothing


@frozen(kw_only=True)
class Member:
    """One value of an enum."""

    name: str
    value: str | int


@frozen(kw_only=True)
class Enum:
    """A set of values that may grow: an unknown one is kept, not refused."""

    name: str
    base: Literal["text", "int"]
    members: tuple[Member, ...]
    description: str
    unit: str | None
    evidence: str | None


@frozen(kw_only=True)
class Field:
    """One member of a model, one position of a row."""

    name: str
    wire_name: str
    type: Type
    required: bool
    description: str
    unit: str | None
    evidence: str | None


@frozen(kw_only=True)
class Condition:
    """Members that are needed only when another has a certain value."""

    name: str
    value: str | int
    needs: tuple[str, ...]


@frozen(kw_only=True)
class Model:
    """An object."""

    name: str
    base: str | None
    """The model whose members it begins with, if it is one with more members."""
    fields: tuple[Field, ...]
    description: str
    evidence: str | None
    conditions: tuple[Condition, ...]


@frozen(kw_only=True)
class Row:
    """An array with named positions; later servers may send more of them."""

    name: str
    fields: tuple[Field, ...]
    description: str
    evidence: str | None


@frozen(kw_only=True)
class Parameter:
    """An argument that goes into the path or the query."""

    name: str
    wire_name: str
    location: Literal["path", "query"]
    type: Scalar | EnumRef
    required: bool
    description: str
    unit: str | None
    evidence: str | None
    example: str | int | Decimal | None


@frozen(kw_only=True)
class Example:
    """A body as the document shows it."""

    summary: str
    members: tuple[tuple[str, str | int | Decimal | None], ...]
    """Values by wire name."""


@frozen(kw_only=True)
class Body:
    """A JSON request body; its members are arguments of the call."""

    model: str
    positional: tuple[str, ...]
    description: str
    examples: tuple[Example, ...]


@frozen(kw_only=True)
class RateLimit:
    """`limit` calls in a moving window of `window_ms` milliseconds, counted per `scope`."""

    scope: str
    limit: int
    window_ms: int


@frozen(kw_only=True)
class Pagination:
    """Python names of the arguments that take a row id and answer older or newer rows."""

    older: str
    newer: str
    max: int


@frozen(kw_only=True)
class Operation:
    """One call that the API documents."""

    id: str
    name: str
    method: str
    path: str
    tag: str
    summary: str
    description: str
    section: str | None
    evidence: str | None
    private: bool
    deprecated: bool
    retry: Retry
    rate_limit: RateLimit | None
    pagination: Pagination | None
    parameters: tuple[Parameter, ...]
    body: Body | None
    result: Type
    result_description: str
    statuses: tuple[int, ...]
    error_codes: tuple[int, ...]


@frozen(kw_only=True)
class Status:
    """An HTTP status that means an error."""

    code: int
    name: str
    description: str


@frozen(kw_only=True)
class ErrorClass:
    """A class of errors that the API numbers."""

    name: str
    parent: str | None
    """The class of another entry that this one is a kind of."""
    codes: tuple[int, ...]
    status: int
    outcome: Outcome
    description: str
    documented: bool
    fix: str
    evidence: str | None


@frozen(kw_only=True)
class Api:
    """Everything the document says, in the order in which it says it."""

    title: str
    version: str
    summary: str
    description: str
    server_url: str
    auth_headers: tuple[str, ...]
    enums: tuple[Enum, ...]
    models: tuple[Model, ...]
    rows: tuple[Row, ...]
    operations: tuple[Operation, ...]
    statuses: tuple[Status, ...]
    errors: tuple[ErrorClass, ...]
    error_model: str | None
    """The model of error bodies."""

    def enum(self, name: str) -> Enum:
        return next(enum for enum in self.enums if enum.name == name)

    def model(self, name: str) -> Model:
        return next(model for model in self.models if model.name == name)

    def row(self, name: str) -> Row:
        return next(row for row in self.rows if row.name == name)

    def error(self, name: str) -> ErrorClass:
        return next(error for error in self.errors if error.name == name)

    def errors_of(self, operation: Operation) -> tuple[ErrorClass, ...]:
        """The classes of the numbers that an operation documents."""
        return tuple(e for e in self.errors if set(e.codes) & set(operation.error_codes))

    def common_errors(self, *, private: bool) -> tuple[ErrorClass, ...]:
        """Those that every private operation documents, or every public one; none of a single."""
        alike = [operation for operation in self.operations if operation.private == private]
        if len(alike) < 2:
            return ()
        return tuple(e for e in self.errors if all(e in self.errors_of(each) for each in alike))

    def own_errors(self, operation: Operation) -> tuple[ErrorClass, ...]:
        """Those that not every operation of its kind documents."""
        common = self.common_errors(private=operation.private)
        return tuple(error for error in self.errors_of(operation) if error not in common)

    def parents(self, error: ErrorClass) -> tuple[str, ...]:
        """The classes of other entries that an error is a kind of, nearest first."""
        if error.parent is None:
            return ()
        return (error.parent, *self.parents(self.error(error.parent)))
