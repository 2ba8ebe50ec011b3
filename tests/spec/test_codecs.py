"""The generated codecs and openapi.yaml agree about every example in it."""

import json
from decimal import Decimal
from typing import Any

import pytest

from gopax_generated import codecs
from gopax_generated.operations import OPERATIONS

from .document import document, examples, operations

ANSWERS = [
    pytest.param(operation.id, value, id=f"{operation.id}-{name}")
    for operation in operations().values()
    for name, value in examples(operation.answer).items()
]
ERRORS = [
    pytest.param(value, id=f"{response}-{name}")
    for response, node in document()["components"]["responses"].items()
    for media in node["content"].values()
    for name, value in examples(media).items()
]


@pytest.mark.parametrize(("operation", "value"), ANSWERS)
def test_an_answer_comes_back_from_its_codec_unchanged(operation: str, value: object) -> None:
    """Decoded and encoded again, each example has the same fields and the same digits."""
    codec = OPERATIONS[operation]

    assert _read(codec.encode(codec.decode(_written(value)))) == value


@pytest.mark.parametrize("name", examples(operations()["placeOrder"].body or {}))
def test_an_order_comes_back_from_its_codec_unchanged(name: str) -> None:
    """Decoded and encoded again, each example of a request is the same order."""
    value = examples(operations()["placeOrder"].body or {})[name]
    order = codecs.decode_place_order_request(_written(value))

    assert _read(codecs.encode_place_order_request(order)) == value


@pytest.mark.parametrize("value", ERRORS)
def test_an_error_body_comes_back_from_its_codec_unchanged(value: object) -> None:
    """Decoded and encoded again, each form of an error body is the same."""
    body = codecs.decode_error_body(_written(value))

    assert _read(codecs.encode_error_body(body)) == value


def _written(value: object) -> bytes:
    """JSON with every digit of every number."""
    return _text(value).encode()


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(k)}:{_text(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_text, value)) + "]"
    return json.dumps(value)


def _read(body: bytes) -> Any:
    """JSON whose numbers with a point are Decimal."""
    return json.loads(body, parse_float=Decimal)
