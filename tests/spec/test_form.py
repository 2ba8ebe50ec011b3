"""The form of openapi.yaml: what generator, contract test and readers rely on."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

import pytest
from openapi_spec_validator import validate

from .document import SOURCE, document, flat, operations, resolve, schema_nodes, schemas, walk

STANDARD_KEYWORDS = {
    *("$ref", "type", "format", "title", "description", "enum", "const", "pattern"),
    *("minimum", "maximum", "minItems", "prefixItems", "items", "allOf", "if", "then"),
    *("properties", "required"),
}

SCHEMAS = [*schema_nodes()]

each_operation = pytest.mark.parametrize("name", operations())


def test_the_document_is_openapi_3_1() -> None:
    """The validator of the standard finds nothing to say."""
    validate(_plain(document()))
    assert document()["openapi"] == "3.1.0"


@each_operation
def test_an_operation_is_described(name: str) -> None:
    """A summary, a description that is more than the summary, and one tag of the list."""
    node = operations()[name].node
    (tag,) = node["tags"]

    assert node["summary"]
    assert node["description"] != node["summary"]
    assert tag in {entry["name"] for entry in document()["tags"]}


@each_operation
def test_an_operation_says_explicitly_who_may_call_it(name: str) -> None:
    """`security` stands on every operation, since not every tool reads one at the root."""
    assert "security" in operations()[name].node
    assert "security" not in document()


@each_operation
def test_only_reading_is_safe_to_repeat(name: str) -> None:
    """A lost answer to an order is never followed by the same order again."""
    operation = operations()[name]

    assert (
        operation.node["x-gopax-retry"]
        == {"GET": "safe", "DELETE": "verify", "POST": "never"}[operation.method]
    )


@each_operation
def test_objects_in_bodies_are_named(name: str) -> None:
    """A body is a named component, or a list of one."""
    operation = operations()[name]
    bodies = [operation.answer["schema"], *([operation.body["schema"]] if operation.body else [])]

    for schema in bodies:
        assert "$ref" in schema or "$ref" in schema["items"]


def test_a_schema_inside_another_is_a_scalar_a_list_or_a_name() -> None:
    """No object, enum or row hides inside another schema without a name of its own."""
    for place, schema in SCHEMAS:
        inner = [*schema.get("properties", {}).values(), *schema.get("prefixItems", ())]
        inner += [schema["items"]] if "items" in schema else []

        for part in inner:
            assert part.get("type") != "object", place
            assert not {"enum", "prefixItems", "properties", "allOf"} & set(part), place


def test_a_number_is_decimal() -> None:
    """No value is left to binary floating point."""
    for place, schema in SCHEMAS:
        if schema.get("type") == "number":
            assert schema["format"] == "decimal", place


def test_a_schema_uses_only_known_keywords() -> None:
    """A mistyped keyword is silently ignored by every tool, so it is refused here."""
    for place, schema in SCHEMAS:
        extensions = {keyword for keyword in schema if keyword.startswith("x-")}

        assert set(schema) - extensions <= STANDARD_KEYWORDS, place


def test_a_schema_lets_unknown_fields_and_longer_rows_pass() -> None:
    """Later servers send more than the reference describes."""
    for place, schema in SCHEMAS:
        assert not {"additionalProperties", "unevaluatedProperties", "maxItems"} & set(schema), (
            place
        )
        assert schema.get("items") is not False, place


def test_a_reference_stands_alone() -> None:
    """Tools drop what stands beside a `$ref`."""
    for place, schema in SCHEMAS:
        assert "$ref" not in schema or set(schema) == {"$ref"}, place


def test_a_unit_is_one_that_the_top_explains() -> None:
    """Each unit is in the comment at the top, and each one there is used."""
    explained = set(re.findall(r"`([a-z]+)`:", _explanation("x-gopax-unit")))

    assert {
        schema["x-gopax-unit"] for _, schema in SCHEMAS if "x-gopax-unit" in schema
    } == explained


def test_every_amount_has_a_unit() -> None:
    """An amount without a unit is a mistake waiting to happen."""
    for place, schema in SCHEMAS:
        assert schema.get("type") != "number" or "x-gopax-unit" in schema, place


def test_a_trading_pair_is_spelled_alike_in_path_and_body() -> None:
    """One allow-list for both."""
    parameter = document()["components"]["parameters"]["TradingPair"]
    field = schemas()["PlaceOrderRequest"]["properties"]["tradingPairName"]

    assert parameter["schema"]["pattern"] == field["pattern"]


def test_every_example_with_a_name_says_what_it_shows() -> None:
    """A summary beside each value."""
    for path, node in walk(document()):
        if path and path[-1] == "examples":
            assert all(example["summary"] for example in node.values()), path


def test_a_mark_of_evidence_is_one_that_the_top_explains() -> None:
    """Each fact from outside the reference says how well it is known."""
    explained = set(re.findall(r"\b([a-z]{3}):", _explanation("x-evidence")))

    for path, node in walk(document()):
        if path and path[-1] == "x-evidence":
            assert set(node.split(":", 1)[0].split(", ")) <= explained, path


def test_every_field_and_position_is_described() -> None:
    """In words, or by the description of the named schema behind it."""
    for name, schema in schemas().items():
        assert schema["description"].endswith("."), name
        for field, part in flat(schema)["properties"].items():
            assert resolve(part)["description"].endswith("."), f"{name}.{field}"
        for position in schema.get("prefixItems", ()):
            assert position["description"].endswith("."), f"{name}.{position['title']}"


def test_a_row_names_its_positions() -> None:
    """A title in the style of Python on each position, and a least length."""
    rows = {name: schema for name, schema in schemas().items() if "prefixItems" in schema}

    assert set(rows) == {"Candle", "BookEntry"}
    for schema in rows.values():
        titles = [position["title"] for position in schema["prefixItems"]]
        assert all(re.fullmatch("[a-z][a-z_]*", title) for title in titles)
        assert len(titles) == len(set(titles))
        assert 0 < schema["minItems"] <= len(titles)


def test_every_path_parameter_has_an_allow_list() -> None:
    """What a path may hold needs no escaping, so the path that is signed is the path sent."""
    for parameter in document()["components"]["parameters"].values():
        if parameter["in"] == "path":
            pattern = parameter["schema"]["pattern"]
            assert pattern.startswith("^")
            assert pattern.endswith("$")
            for forbidden in ("", "/", "a b", "..%2F", "BTC/KRW", "BTC-KRW\u00e9", "btc-krw?"):
                assert not re.search(pattern, forbidden)


def test_what_is_sent_is_bounded() -> None:
    """Each number in a request has a least and a greatest value, or is one of a few."""
    sent = {
        name: resolve(parameter["schema"])
        for name, parameter in document()["components"]["parameters"].items()
    } | schemas()["PlaceOrderRequest"]["properties"]
    unbounded = {
        name
        for name, schema in sent.items()
        if schema.get("type") in {"number", "integer"}
        and not ({"minimum", "maximum"} <= set(schema) or "enum" in schema)
    }

    assert unbounded == set()


def test_every_enum_names_its_values() -> None:
    """One name per value, in capitals."""
    for schema in schemas().values():
        if "enum" in schema:
            names = schema["x-enum-varnames"]
            assert len(names) == len(schema["enum"]) == len(set(names))
            assert all(re.fullmatch("[A-Z][A-Z_]*", name) for name in names)


def test_every_extension_is_explained_at_the_top() -> None:
    """The comment at the top lists the extensions, and the file uses exactly these."""
    explained = set(re.findall(r"^#   (x-[a-z-]+) ", _top(), re.MULTILINE))
    used = {
        key
        for path, node in walk(document())
        if isinstance(node, Mapping)
        for key in node
        if key.startswith("x-") and "example" not in path[-1:]
    }

    assert used == explained


def test_no_value_is_empty() -> None:
    """A comma in the wrong style turns half a sentence into a key without a value."""
    assert [path for path, node in walk(document()) if node is None] == []


def test_the_file_is_in_block_style() -> None:
    """Braces and brackets hold nothing but themselves."""
    for number, line in enumerate(SOURCE.read_text(encoding="utf-8").splitlines(), start=1):
        value = line.split(": ", 1)[-1].strip()
        if not line.startswith("#") and value[:1] in {"{", "["}:
            assert value in {"{}", "[]"}, f"line {number}: {line.strip()}"


def test_links_lead_somewhere() -> None:
    """Each link names an operation, its parameters, and a field that the answer has."""
    followed = set()
    for operation in operations().values():
        for link in operation.responses["200"].get("links", {}).values():
            assert link["description"].endswith(".")
            target = operations()[link["operationId"]]
            followed.add((operation.id, target.id))
            names = {parameter["name"] for parameter in target.parameters}
            for name, expression in link["parameters"].items():
                assert name in names
                pointer = expression.removeprefix("$response.body#/").split("/")
                assert _leads(operation.answer["schema"], pointer), expression

    market = ("getTicker", "getOrderBook", "listTrades", "getStats", "listCandles")
    assert followed == {
        ("placeOrder", "getOrder"),
        ("placeOrder", "cancelOrder"),
        ("getOrder", "cancelOrder"),
        ("listOrders", "getOrder"),
        ("listOrders", "cancelOrder"),
        ("listBalances", "getBalance"),
        ("listAssets", "getBalance"),
        *(("listTradingPairs", target) for target in market),
    }


def test_every_component_is_used() -> None:
    """Nothing is described that no operation reaches."""
    used = {
        node["$ref"] for _, node in walk(document()) if isinstance(node, Mapping) and "$ref" in node
    }
    named = {
        f"#/components/{kind}/{name}"
        for kind, components in document()["components"].items()
        if kind != "securitySchemes"
        for name in components
    }

    assert used == named


def _top() -> str:
    """The comment at the top of the file."""
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    return "\n".join(takewhile(lambda line: line.startswith("#"), lines))


def _explanation(extension: str) -> str:
    """What the comment at the top says about one extension."""
    (found,) = re.findall(rf"#   {extension} (.*?)(?=\n#   x-|\Z)", _top(), re.DOTALL)
    return str(found)


def _leads(schema: Mapping[str, Any], pointer: Sequence[str]) -> bool:
    """Whether a JSON pointer finds a field by the schema; a number stands for a list's item."""
    if not pointer:
        return True
    schema = resolve(schema)
    key, *rest = pointer
    if key.isdigit():
        return "items" in schema and _leads(schema["items"], rest)
    properties = flat(schema)["properties"]
    return key in properties and _leads(properties[key], rest)


def _plain(node: Any) -> Any:
    """A copy whose Decimals are floats, which is all that the validator knows."""
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    return node if isinstance(node, str | int) or node is None else float(node)
