"""What cannot be generated exactly is refused, with its place; nothing is left out on the quiet."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import engine
from generator.__main__ import main
from generator.config import Config
from generator.config import load as load_config
from generator.document import load
from generator.lower import lower
from generator.problems import ConfigError, EngineError, GeneratorError, LoweringError

Write = Callable[[str], Path]

OPERATION = """
paths:
  /things:
    get:
      operationId: listThings
      tags: [Things]
      security: []
      {operation}
      responses:
        "200":
          description: Things.
          content:
            application/json:
              schema: {schema}
components:
  schemas:
    Thing: {{type: object, properties: {{name: {{type: string}}}}}}
    {component}
"""


def lowered(path: Path, **options: object) -> object:
    """The intermediate form of a document."""
    config = Config(spec=path, package=Path("client"), **options)  # type: ignore[arg-type]
    source = load(path)
    return lower(source, engine.parse(source), config)


@pytest.mark.parametrize(
    ("schema", "problem"),
    [
        ("{type: number}", "no exact Python type for type 'number' format ''"),
        ("{type: number, format: double}", "format 'double'"),
        ("{type: string, format: uuid}", "format 'uuid'"),
        ("{type: integer, format: int128}", "format 'int128'"),
        ("{type: [string, 'null']}", "no exact Python type"),
        ("{oneOf: [{type: string}, {type: integer}]}", "no exact Python type"),
        ("{type: object, properties: {a: {type: string}}}", "an object needs a name"),
        ("{type: string, enum: [a, b]}", "an enum needs a name"),
        ("{type: array, prefixItems: [{type: string, title: a}]}", "with prefixItems needs a name"),
    ],
)
def test_a_type_without_an_exact_form_is_refused(
    document: Write, schema: str, problem: str
) -> None:
    """The table of types is closed: no float, no Any, no guess."""
    path = document(OPERATION.format(schema=schema, operation="", component=""))

    with pytest.raises(LoweringError) as caught:
        lowered(path)

    assert problem in str(caught.value)
    assert str(caught.value).startswith("small.yaml:16: ")


@pytest.mark.parametrize(
    ("component", "problem"),
    [
        ("Row: {type: array, prefixItems: [{type: string}]}", "Row: position 0 needs a `title`"),
        ("Row: {type: array, prefixItems: [{type: string, title: count}]}", "called count"),
        (
            "Row: {type: array, prefixItems: [{type: string, title: a}, {type: string, title: A}]}",
            "called a",
        ),
        (
            (
                "Row: {type: object, properties: {a: {type: string}}, if: {required: [a]}, "
                "then: {required: [a]}}"
            ),
            "only `if` one const",
        ),
        (
            (
                "Row: {type: object, properties: {a: {type: string}}, "
                "if: {properties: {b: {const: x}}}, then: {required: [a]}}"
            ),
            "compare one member with a const",
        ),
    ],
)
def test_a_component_that_cannot_be_a_class_is_refused(
    document: Write, component: str, problem: str
) -> None:
    """Positions have names, names are free, conditions are understood."""
    schema = '{$ref: "#/components/schemas/Row"}'
    path = document(OPERATION.format(schema=schema, operation="", component=component))

    with pytest.raises(GeneratorError) as caught:
        lowered(path)

    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("operation", "problem"),
    [
        ("x-retry: often", "retry 'often' is none of"),
        ("x-error-codes: [5]", "error codes [5] have no class"),
        ("x-rate-limit: {limit: 5}", "`scope` is missing"),
        ("x-pagination: {older: a, newer: b, max: 5}", "a and b have to be parameters"),
        (
            "parameters: [{name: a, in: query, schema: {type: array, items: {type: string}}}]",
            "parameter a has to be a single value",
        ),
        (
            "parameters: [{name: a, in: header, schema: {type: string}}]",
            "header and cookie parameters are not generated",
        ),
        (
            (
                "requestBody: {required: true, content: {application/json: "
                "{schema: {$ref: '#/components/schemas/Deep'}}}}"
            ),
            "member inner of Deep cannot be an argument",
        ),
        (
            "requestBody: {required: true, content: {application/json: {schema: {type: string}}}}",
            "a request body has to be a required object with a name",
        ),
        (
            "parameters: [{name: a, in: query, schema: {description: Any}}]",
            "parameter a has to be a single value",
        ),
    ],
)
def test_an_operation_that_cannot_be_called_exactly_is_refused(
    document: Write, operation: str, problem: str
) -> None:
    """Extensions are read in full or not at all."""
    schema = '{$ref: "#/components/schemas/Thing"}'
    deep = "Deep: {type: object, properties: {inner: {$ref: '#/components/schemas/Thing'}}}"
    path = document(OPERATION.format(schema=schema, operation=operation, component=deep))

    with pytest.raises(GeneratorError) as caught:
        lowered(path)

    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            OPERATION.format(
                schema='{$ref: "#/components/schemas/Nothing"}', operation="", component=""
            ),
            "Could not find reference",
        ),
        (
            OPERATION.format(schema="{type: array}", operation="", component=""),
            "type array must have items",
        ),
        (
            OPERATION.format(schema="{type: string}", operation="", component="A: {$ref: nope}"),
            "Referent schema not found",
        ),
        ("paths: {/a: {get: {responses: {abc: {description: x}}}}}", "abc"),
        ("paths: 5", "paths"),
    ],
)
def test_what_the_engine_warns_about_is_an_error(document: Write, text: str, problem: str) -> None:
    """The engine would leave the part out and go on."""
    with pytest.raises(EngineError) as caught:
        engine.parse(load(document(text)))

    assert problem in str(caught.value)


def test_two_operations_of_one_name_are_refused(document: Write) -> None:
    """The engine would let one overwrite the other."""
    answer = "{security: [], operationId: a, responses: {'200': {description: x}}}"
    path = document(f"paths:\n  /a:\n    get: {answer}\n  /b:\n    get: {answer}\n")

    with pytest.raises(EngineError, match="two operations are called a"):
        engine.parse(load(path))


def test_a_refusal_writes_nothing(
    document: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 1, the place of the problem, no traceback and no directory."""
    path = document(OPERATION.format(schema="{type: number}", operation="", component=""))

    assert main(["--spec", str(path), "--out", str(tmp_path / "client")]) == 1

    said = capsys.readouterr().err
    assert re.search(rf"^{re.escape(str(path))}:16:\d+: S206 ", said, re.MULTILINE)
    assert "    fix Add `format: decimal`" in said
    assert said.endswith("Nothing was written.\n")
    assert "Traceback" not in said
    assert not (tmp_path / "client").exists()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('package = "x"', "`spec` is missing"),
        ('spec = "x"', "`package` is missing"),
        ('spec = "x"\npackage = "y"\nprefix = "z"', "`prefix` is not known"),
        ('spec = "x"\npackage = "y"\n[error_body]\nnumber = "z"', "`error_body.number`"),
        ('spec = "x"\npackage = "y"\n[timestamps]\nms = 7', "timestamps.ms: 7 does not divide"),
        ("spec =", "not TOML"),
    ],
)
def test_a_configuration_that_is_not_understood_is_refused(
    tmp_path: Path, text: str, problem: str
) -> None:
    """A typo never means a default."""
    path = tmp_path / "some.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load_config(path)

    assert problem in str(caught.value)
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path / "missing.toml")
