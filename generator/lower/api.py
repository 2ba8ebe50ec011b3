"""The whole document to IR."""

from collections.abc import Iterable

from .. import engine, ir
from ..config import Config
from ..document import Document
from .components import lower_enums, lower_models, lower_rows
from .errors import lower_errors, lower_statuses
from .operations import lower_operations
from .source import Source
from .types import lower_type

__all__ = ["lower"]


def lower(document: Document, parsed: engine.Parsed, config: Config) -> ir.Api:
    """Everything the document says, or an error that names the line of what cannot be kept."""
    source = Source.of(document, parsed, config)
    info = document.root["info"]
    servers = document.root.get("servers", ())
    api = ir.Api(
        title=info["title"],
        version=info["version"],
        summary=source.text(info, "summary"),
        description=source.text(info),
        server_url=servers[0]["url"].rstrip("/") if servers else "",
        auth_headers=_auth_headers(source),
        enums=lower_enums(source),
        models=lower_models(source),
        rows=lower_rows(source),
        operations=lower_operations(source),
        statuses=lower_statuses(source),
        errors=lower_errors(source),
        error_model=_error_model(source),
    )
    _refuse_collisions(source, api)
    return api


def _auth_headers(source: Source) -> tuple[str, ...]:
    schemes = source.document.components("securitySchemes").values()
    return tuple(
        scheme["name"]
        for scheme in schemes
        if scheme.get("type") == "apiKey" and scheme.get("in") == "header"
    )


def _error_model(source: Source) -> str | None:
    """The one model that all JSON error answers have."""
    found: set[str] = set()
    for *_, operation in source.document.operations():
        for code, answer in operation["responses"].items():
            content = source.document.resolve(answer).get("content", {})
            if code[0] in "45" and "application/json" in content:
                kind = lower_type(source, content["application/json"]["schema"])
                if not isinstance(kind, ir.ModelRef):
                    raise source.refuse(operation, f"error answer {code} has to be an object")
                found.add(kind.name)
    if len(found) > 1:
        raise source.refuse(source.document.root, f"several kinds of error body: {sorted(found)}")
    return next(iter(found), None)


_CLASSES_TAKEN = frozenset(
    {
        *("ABC", "Annotated", "Any", "Callable", "Decimal", "Enum", "Final", "Generic"),
        *("HTTPStatus", "Instant", "IntEnum", "Iterator", "Literal", "Mapping"),
        *("MappingProxyType", "NamedTuple", "Reader", "Self", "StrEnum", "TracebackType"),
        *("TypeVar", "T", "Api", "AsyncApi", "Client", "AsyncClient", "Wire"),
        *("Call", "Operation", "Pagination", "Parameter", "RateLimit"),
        *("ApiError", "ArgumentError", "ArgumentTypeError", "DecodeError"),
        *("ErrorAnswer", "ErrorCode", "Known", "Outcome"),
    }
)
"""Names that the modules of every generated package use, or define themselves."""


def _refuse_collisions(source: Source, api: ir.Api) -> None:
    named: Iterable[ir.Enum | ir.Model | ir.Row | ir.ErrorClass | ir.Status] = (
        *api.enums,
        *api.models,
        *api.rows,
        *api.errors,
        *api.statuses,
    )
    seen = {*_CLASSES_TAKEN, source.config.root_error}
    for name in (entry.name for entry in named):
        if name in seen:
            raise source.refuse(source.document.root, f"two classes would be called {name}")
        seen.add(name)
