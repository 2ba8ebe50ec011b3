"""What drifts read and write: JSON with exact numbers, ready-made answers, and who is called."""

from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from tests.contract.document import load_document
from tests.contract.meddling import Answer, Asked
from tests.contract.seen import Router

__all__ = ["answered", "dump", "load", "operation_of", "refusal"]

_JSON = ((b"content-type", b"application/json; charset=utf-8"),)
_decoder = msgspec.json.Decoder(float_hook=Decimal)
_encoder = msgspec.json.Encoder(decimal_format="number")


def load(body: bytes) -> Any:
    """JSON with its numbers exact: whole ones are `int`, others `Decimal`."""
    return _decoder.decode(body)


def dump(value: object) -> bytes:
    """The JSON text of what `load` gave."""
    return _encoder.encode(value)


def answered(value: object, status: int = 200) -> Answer:
    """An answer with a JSON body."""
    return Answer(status=status, headers=_JSON, body=dump(value))


def refusal(status: int, code: int, message: str = "Refused") -> Answer:
    """An error answer in the form of the reference's days."""
    return answered({"errorCode": code, "errorMessage": message}, status)


@cache
def _router() -> Router:
    return Router(load_document())


def operation_of(asked: Asked) -> str:
    """The operationId that a request calls; empty when it is none."""
    found = _router().find(asked.method, asked.path)
    return found[0] if found else ""
