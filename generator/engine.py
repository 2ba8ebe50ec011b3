"""The one door to openapi-python-client, whose internals may change with any release.

The engine parses and validates the document, resolves references, merges `allOf`, decides what is
required, and turns wire names into Python names without collisions. Where it cannot read a part it
warns and leaves the part out; here that is an error. Its Jinja environment renders our templates.
"""

from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from attrs import frozen
from jinja2 import Environment, StrictUndefined
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser.errors import GeneratorError as EngineFinding
from openapi_python_client.parser.openapi import Endpoint, GeneratorData
from openapi_python_client.parser.properties import EnumProperty, ModelProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from .document import Document, plain
from .problems import EngineError

__all__ = [
    "VERSION",
    "Parsed",
    "ParsedEndpoint",
    "ParsedEnum",
    "ParsedModel",
    "ParsedName",
    "class_name",
    "identifier",
    "parse",
]

VERSION = version("openapi-python-client")
_PREFIX = "field_"
_HOME_OF_NAMES = "strings" if find_spec("openapi_python_client.strings") else "utils"
"""Where the engine makes names: until 0.29.0 in `utils`. `make engines` runs the older releases."""

_NAMES: Any = import_module(f"openapi_python_client.{_HOME_OF_NAMES}")


@frozen
class ParsedName:
    """A member or argument: its wire name, its Python name, and whether it must be there."""

    wire: str
    python: str
    required: bool


@frozen
class ParsedModel:
    """The members of an object after `allOf` was merged, required ones first."""

    members: tuple[ParsedName, ...]


@frozen
class ParsedEnum:
    """The names of an enum's values, in document order."""

    members: tuple[str, ...]


@frozen
class ParsedEndpoint:
    """The arguments of an operation: those of the path in path order, then those of the query."""

    path: tuple[ParsedName, ...]
    query: tuple[ParsedName, ...]


@frozen
class Parsed:
    """What the engine made of a document."""

    endpoints: Mapping[str, ParsedEndpoint]
    """By Python name of the operation."""
    models: Mapping[str, ParsedModel]
    """By class name."""
    enums: Mapping[str, ParsedEnum]
    """By class name."""
    environment: Environment


def identifier(name: str) -> str:
    """The engine's Python name for a wire name: snake case, never a reserved word."""
    return str(_NAMES.PythonIdentifier(name, _PREFIX))


def class_name(name: str) -> str:
    """The engine's class name for the name of a component."""
    return str(_NAMES.ClassName(name, _PREFIX))


def parse(document: Document) -> Parsed:
    """Let the engine read the whole document; whatever it warns about is an error."""
    config = Config.from_sources(
        ConfigFile(project_name_override="client", package_name_override="client", post_hooks=[]),
        MetaType.NONE,
        document.path,
        "utf-8",
        overwrite=True,
        output_path=None,
    )
    data = GeneratorData.from_dict(plain(document.root), config=config)
    if isinstance(data, EngineFinding):
        raise EngineError(f"{document.path.name}: {data.header}: {data.detail}")
    collections = data.endpoint_collections_by_tag.values()
    findings = [*data.errors, *(finding for group in collections for finding in group.parse_errors)]
    if findings:
        raise EngineError(
            "\n".join(
                f"{document.path.name}: {finding.header.strip()} {(finding.detail or '').strip()}"
                for finding in findings
            )
        )
    environment = Project(openapi=data, config=config).env
    environment.undefined = StrictUndefined
    endpoints: dict[str, ParsedEndpoint] = {}
    for endpoint in (endpoint for group in collections for endpoint in group.endpoints):
        name = identifier(_as_written(endpoint.name))
        if name in endpoints:
            raise EngineError(f"{document.path.name}: two operations are called {name}")
        endpoints[name] = _endpoint(endpoint)
    return Parsed(
        endpoints=endpoints,
        models={str(model.class_info.name): _model(model) for model in data.models},
        enums={
            str(enum.class_info.name): _enum(enum)
            for enum in data.enums
            if isinstance(enum, EnumProperty)
        },
        environment=environment,
    )


def _endpoint(endpoint: Endpoint) -> ParsedEndpoint:
    if endpoint.header_parameters or endpoint.cookie_parameters:
        raise EngineError(
            f"operation {endpoint.name}: header and cookie parameters are not generated; "
            "headers that authenticate belong to securitySchemes"
        )
    return ParsedEndpoint(
        tuple(map(_name, endpoint.path_parameters)), tuple(map(_name, endpoint.query_parameters))
    )


def _model(model: ModelProperty) -> ParsedModel:
    members = [*(model.required_properties or ()), *(model.optional_properties or ())]
    return ParsedModel(tuple(map(_name, members)))


def _enum(enum: EnumProperty) -> ParsedEnum:
    return ParsedEnum(tuple(map(str, enum.values)))


def _name(member: PropertyProtocol) -> ParsedName:
    return ParsedName(
        wire=_as_written(member.name),
        python=str(member.python_name),
        required=member.required,
    )


def _as_written(name: Any) -> str:
    """The text of the document, which releases before 0.29.1 do not wrap."""
    unwrap = getattr(name, "get_untrusted_value", None)
    return str(name if unwrap is None else unwrap())
