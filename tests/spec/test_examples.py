"""Every parameter and body of openapi.yaml is shown by an example that is true."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from .document import document, errors, examples, flat, operations, resolve, schemas, walk

PARAMETERS = document()["components"]["parameters"]
MEDIA = {
    "/".join(path[:-2]): node
    for path, node in walk(document())
    if len(path) > 1 and path[-2] == "content"
}
each_body = pytest.mark.parametrize("place", MEDIA)


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_has_an_example_that_fits_its_schema(name: str) -> None:
    """One example, for readers, mock servers and the contract test."""
    parameter = PARAMETERS[name]

    assert errors(parameter["schema"], parameter["example"]) == []


def test_every_parameter_is_a_named_component() -> None:
    """So the example of a parameter is written once."""
    for operation in operations().values():
        assert all("$ref" in parameter for parameter in operation.node.get("parameters", ()))


@each_body
def test_a_body_has_an_example(place: str) -> None:
    """No request and no answer, refusals included, is left without one."""
    assert examples(MEDIA[place])


@each_body
def test_an_example_of_a_body_fits_its_schema(place: str) -> None:
    """Each example is valid, and its numbers are compared exactly."""
    for name, value in examples(MEDIA[place]).items():
        assert errors(MEDIA[place]["schema"], value) == [], name


@each_body
def test_an_example_shows_only_what_is_described(place: str) -> None:
    """Lenient schemas would let a mistyped field pass."""
    for name, value in examples(MEDIA[place]).items():
        assert _undescribed(MEDIA[place]["schema"], value) == [], name


def test_examples_show_every_field() -> None:
    """Each described field and row position, the optional ones too, is seen in some example."""
    seen: set[tuple[str, str]] = set()
    for media in MEDIA.values():
        for value in examples(media).values():
            _see(media["schema"], value, seen)
    described = {
        (name, field) for name, schema in schemas().items() for field in flat(schema)["properties"]
    } | {
        (name, position["title"])
        for name, schema in schemas().items()
        for position in schema.get("prefixItems", ())
    }

    assert described == seen


def test_an_example_with_too_little_or_wrong_is_noticed() -> None:
    """The check itself can fail: a missing field, a wrong type and an inexact bound."""
    order = examples(operations()["placeOrder"].body or {})["limitBuy"]
    schema = {"$ref": "#/components/schemas/PlaceOrderRequest"}
    almost = Decimal("0.00000000999999999999999999999999")

    assert errors(schema, order) == []
    for wrong in (
        {key: value for key, value in order.items() if key != "price"},
        {**order, "amount": "10"},
        {**order, "amount": almost},
        {**order, "side": "sale"},
    ):
        assert errors(schema, wrong)


def _undescribed(schema: Mapping[str, Any], value: object) -> list[str]:
    """The fields of `value` that `schema` does not describe, and positions beyond its row."""
    schema = resolve(schema)
    if isinstance(value, Mapping):
        properties = flat(schema)["properties"]
        return [key for key in value if key not in properties] + [
            wrong
            for key in value
            if key in properties
            for wrong in _undescribed(properties[key], value[key])
        ]
    if isinstance(value, list) and "prefixItems" in schema:
        return [str(position) for position in value[len(schema["prefixItems"]) :]]
    if isinstance(value, list):
        return [wrong for element in value for wrong in _undescribed(schema["items"], element)]
    return []


def _see(schema: Mapping[str, Any], value: object, seen: set[tuple[str, str]]) -> None:
    """Note each field and row position of the named schemas that `value` shows."""
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    schema = resolve(schema)
    if isinstance(value, Mapping):
        seen.update((name, key) for key in value)
        for key, part in flat(schema)["properties"].items():
            if key in value:
                _see(part, value[key], seen)
    elif isinstance(value, list) and "prefixItems" in schema:
        seen.update((name, p["title"]) for p, _ in zip(schema["prefixItems"], value, strict=False))
    elif isinstance(value, list):
        for element in value:
            _see(schema["items"], element, seen)
