"""Paths to operations."""

from decimal import Decimal
from typing import get_args

from .. import engine, ir
from ..document import Table
from .source import Source, spoken
from .types import lower_type, members

__all__ = ["lower_operations"]

_JSON = "application/json"
_ARGUMENTS = frozenset({"text", "int", "bool", "decimal", "datetime", "date", "stamp_int"})
_IN_PATHS = frozenset({"text", "int", "date", "stamp_int"})


def lower_operations(source: Source) -> tuple[ir.Operation, ...]:
    """Every operation, in document order."""
    return tuple(
        _operation(source, path, method, item, node)
        for path, method, item, node in source.document.operations()
    )


def _operation(source: Source, path: str, method: str, item: Table, node: Table) -> ir.Operation:
    if "operationId" not in node:
        raise source.refuse(node, f"{method.upper()} {path} needs an operationId")
    name = source.operation_names[node["operationId"]]
    if "security" not in node:
        raise source.refuse(node, f"{name} needs `security`, [] for a public operation")
    retry: ir.Retry = source.extension(node, "retry") or ("safe" if method == "get" else "never")
    if retry not in get_args(ir.Retry):
        raise source.refuse(node, f"{name}: retry {retry!r} is none of {get_args(ir.Retry)}")
    parameters = _parameters(source, source.parsed.endpoints[_engine_name(node)], item, node)
    success, result = _result(source, node)
    return ir.Operation(
        id=node["operationId"],
        name=name,
        method=method.upper(),
        path=path,
        tag=next(iter(node.get("tags", ())), ""),
        summary=source.text(node, "summary"),
        description=source.text(node),
        section=source.extension(node, "section"),
        evidence=source.evidence(node),
        private=bool(node["security"]),
        deprecated=bool(node.get("deprecated", False)),
        retry=retry,
        rate_limit=_rate_limit(source, node),
        pagination=_pagination(source, node, parameters),
        parameters=parameters,
        body=_body(source, node),
        result=result,
        result_description=source.text(success),
        statuses=tuple(sorted(int(code) for code in node["responses"] if code[0] in "45")),
        error_codes=tuple(source.extension(node, "error-codes") or ()),
    )


def _engine_name(node: Table) -> str:
    return engine.identifier(node["operationId"])


def _parameters(
    source: Source, parsed: engine.ParsedEndpoint, item: Table, node: Table
) -> tuple[ir.Parameter, ...]:
    raw = [*node.get("parameters", ()), *item.get("parameters", ())]
    by_place: dict[tuple[str, str], Table] = {}
    for parameter in map(source.document.resolve, raw):
        by_place.setdefault((parameter["in"], parameter["name"]), parameter)
    return tuple(
        _parameter(source, name, by_place[location, name.wire])
        for location, names in (("path", parsed.path), ("query", parsed.query))
        for name in names
    )


def _parameter(source: Source, name: engine.ParsedName, node: Table) -> ir.Parameter:
    schema = source.document.resolve(node["schema"])
    kind = lower_type(source, node["schema"])
    if not isinstance(kind, ir.Scalar | ir.EnumRef) or not _is_argument(kind):
        raise source.refuse(node, f"parameter {name.wire} has to be a single value")
    location = node["in"]
    if location == "path" and isinstance(kind, ir.Scalar) and kind.kind not in _IN_PATHS:
        raise source.refuse(node, f"parameter {name.wire}: a path takes texts, integers and days")
    example: str | int | Decimal | None = node.get("example", schema.get("example"))
    return ir.Parameter(
        name=spoken(name.python),
        wire_name=name.wire,
        location=location,
        type=kind,
        required=name.required,
        description=source.text(node) or source.text(schema),
        unit=source.unit(node, schema),
        evidence=source.evidence(node),
        example=example,
    )


def _body(source: Source, node: Table) -> ir.Body | None:
    if "requestBody" not in node:
        return None
    body = source.document.resolve(node["requestBody"])
    kind = lower_type(source, _content(source, body))
    if not isinstance(kind, ir.ModelRef) or not body.get("required", False):
        raise source.refuse(body, "a request body has to be a required object with a name")
    for wire, member in members(source, source.document.resolve(_content(source, body))).items():
        if not _is_argument(lower_type(source, member)):
            raise source.refuse(member, f"member {wire} of {kind.name} cannot be an argument")
    positional = source.config.positional.get(node["operationId"], ())
    return ir.Body(
        model=kind.name,
        positional=positional,
        description=source.text(body),
        examples=_examples(source, body["content"][_JSON]),
    )


def _examples(source: Source, media: Table) -> tuple[ir.Example, ...]:
    alone = Table(value=media["example"]) if "example" in media else None
    named = map(source.document.resolve, media.get("examples", {}).values())
    return tuple(
        ir.Example(summary=source.text(each, "summary"), members=tuple(each["value"].items()))
        for each in ([alone] if alone is not None else named)
    )


def _is_argument(kind: ir.Type) -> bool:
    return isinstance(kind, ir.EnumRef) or (isinstance(kind, ir.Scalar) and kind.kind in _ARGUMENTS)


def _result(source: Source, node: Table) -> tuple[Table, ir.Type]:
    good = [code for code in node["responses"] if code[0] == "2"]
    if len(good) != 1:
        raise source.refuse(node, "exactly one 2xx answer has to be documented")
    answer = source.document.resolve(node["responses"][good[0]])
    if not answer.get("content"):
        return answer, ir.Nothing(body=False)
    return answer, lower_type(source, _content(source, answer))


def _content(source: Source, node: Table) -> Table:
    content = node.get("content", {})
    if set(content) != {_JSON}:
        raise source.refuse(node, f"the content has to be {_JSON} alone")
    schema: Table = source.need(content[_JSON], "schema")
    return schema


def _rate_limit(source: Source, node: Table) -> ir.RateLimit | None:
    limit: Table | None = source.extension(node, "rate-limit")
    if limit is None:
        return None
    return ir.RateLimit(
        scope=source.need(limit, "scope"),
        limit=source.need(limit, "limit"),
        window_ms=source.need(limit, "window_ms"),
    )


def _pagination(
    source: Source, node: Table, parameters: tuple[ir.Parameter, ...]
) -> ir.Pagination | None:
    pages: Table | None = source.extension(node, "pagination")
    if pages is None:
        return None
    names = {parameter.wire_name: parameter.name for parameter in parameters}
    older, newer = source.need(pages, "older"), source.need(pages, "newer")
    if not {older, newer} <= set(names):
        raise source.refuse(pages, f"{older} and {newer} have to be parameters of the operation")
    return ir.Pagination(older=names[older], newer=names[newer], max=source.need(pages, "max"))
