"""openapi.yaml holds both error tables of the reference, and the codes of later servers."""

from collections.abc import Mapping
from typing import Any

import pytest

from . import reference
from .document import document, examples, operations, resolve

CLASSES: list[Mapping[str, Any]] = document()["x-gopax-error-codes"]
each_class = pytest.mark.parametrize("entry", CLASSES, ids=lambda entry: entry["name"])
each_operation = pytest.mark.parametrize("name", operations())


def test_every_row_of_the_error_table_is_a_class() -> None:
    """The rows of the reference, each with all its codes and its own name."""
    documented = {tuple(e["codes"]): e["name"] for e in CLASSES if e["documented"]}

    assert documented == reference.ERRORS


def test_every_code_of_later_servers_is_there_and_marked() -> None:
    """A code that the reference does not list is known, and says where it comes from."""
    later = [entry for entry in CLASSES if not entry["documented"]]

    assert {code for entry in later for code in entry["codes"]} == reference.LATER_CODES
    assert all(entry["x-evidence"].startswith("doc: ") for entry in later)


def test_no_code_and_no_name_stands_twice() -> None:
    """A code leads to one class."""
    codes = [code for entry in CLASSES for code in entry["codes"]]
    names = [entry["name"] for entry in CLASSES]

    assert len(codes) == len(set(codes))
    assert len(names) == len(set(names))


@each_class
def test_a_class_tells_all_that_the_error_tree_needs(entry: Mapping[str, Any]) -> None:
    """Codes, name, status, outcome, words for the user and a way out."""
    assert set(entry) - {"x-evidence", "parent"} == {
        *("name", "codes", "status", "outcome", "documented", "description", "fix")
    }
    assert entry["status"] in reference.STATUSES
    for sentence in (entry["description"], entry["fix"]):
        assert sentence[0].isupper()
        assert sentence.endswith(".")


def test_a_later_name_of_a_documented_error_is_below_it() -> None:
    """Who catches the documented class catches what a later server answers instead."""
    parents = {entry["name"]: entry["parent"] for entry in CLASSES if "parent" in entry}

    assert parents == {
        "NoSuchAsset": "InvalidAssetName",
        "NoSuchTradingPair": "InvalidTradingPair",
        "NoSuchOrder": "OrderNotFound",
    }


@each_class
def test_only_a_failing_order_server_leaves_the_outcome_unknown(entry: Mapping[str, Any]) -> None:
    """Every other code means that the server refused and did nothing."""
    unknown = bool(reference.UNKNOWN_OUTCOME & {*entry["codes"]})

    assert entry["outcome"] == ("unknown" if unknown else "rejected")


@each_class
def test_a_class_can_be_met(entry: Mapping[str, Any]) -> None:
    """Each code is answered by an operation, which also answers the status of its class."""
    for code in entry["codes"]:
        meeting = [o for o in operations().values() if code in o.node["x-gopax-error-codes"]]
        assert meeting, code
        for operation in meeting:
            assert str(entry["status"]) in operation.responses, (code, operation.id)


@each_operation
def test_a_code_that_any_such_call_can_meet_is_on_all_of_them(name: str) -> None:
    """Authentication on private operations, the order server on orders, the limit on all."""
    operation = operations()[name]
    expected = {*reference.ANY_CALL}
    if operation.node["security"]:
        expected |= {*reference.ANY_PRIVATE_CALL}
    if operation.path.startswith("/orders"):
        expected |= {*reference.ANY_ORDER_CALL}

    assert expected <= set(operation.node["x-gopax-error-codes"])


@each_operation
def test_an_operation_names_only_known_codes(name: str) -> None:
    """A code in an operation is explained at the root."""
    known = {code for entry in CLASSES for code in entry["codes"]}

    assert set(operations()[name].node["x-gopax-error-codes"]) <= known


@each_operation
def test_an_error_response_says_what_its_status_means(name: str) -> None:
    """The words of the status table begin the description."""
    for status, response in operations()[name].responses.items():
        if status != "200":
            assert response["description"].startswith(reference.STATUSES[int(status)])


@each_operation
def test_an_error_example_is_one_that_the_operation_can_answer(name: str) -> None:
    """No example shows a code that the operation never answers, or another status's code."""
    operation = operations()[name]
    statuses = {code: entry["status"] for entry in CLASSES for code in entry["codes"]}
    of_pairs = {101, 104}  # 404 in a path, 400 in the body of an order

    for status, response in operation.responses.items():
        for example in _bodies(response) if status != "200" else ():
            code = example.get("errorCode")
            if code not in {None, int(status)}:
                assert code in operation.node["x-gopax-error-codes"]
                assert statuses[code] == int(status) or code in of_pairs


def test_every_documented_code_has_an_example() -> None:
    """Whoever looks for a code of the reference finds the body that carries it."""
    shown = {
        example.get("errorCode")
        for response in document()["components"]["responses"].values()
        for example in _bodies(response)
    }

    assert shown >= {code for codes in reference.ERRORS for code in codes}


def test_the_documented_form_is_in_every_error_response() -> None:
    """`errorMessage`, and `errorCode` where a code is known, come before older forms."""
    for response in document()["components"]["responses"].values():
        first, *_ = _bodies(response)
        assert "errorMessage" in first


def test_an_example_is_named_after_its_class() -> None:
    """The name of an example leads to the exception that the body becomes."""
    names = {code: entry["name"] for entry in CLASSES for code in entry["codes"]}

    for response in document()["components"]["responses"].values():
        for media in resolve(response)["content"].values():
            for name, body in examples(media).items():
                if body.get("errorCode") in names:
                    expected = names[body["errorCode"]]
                    assert name.removesuffix("Twin").lower() == expected.lower()


def _bodies(response: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """All example bodies of an error response."""
    return [body for media in response["content"].values() for body in examples(media).values()]
