"""Two names are one thing renamed only where there is a reason to think so."""

import pytest

from generator.diff import compare
from tests.generator.diff.shop import SPEC, api_of, changes_of

DELETE = """\
  /{path}:
    delete:
      operationId: {name}
      description: {words}
      security: []
      responses: {{"200": {{description: Done.}}}}
components:
"""
CANCEL = DELETE.format(path="order", name="cancelOrder", words="Takes an order back.")
WEIGHT = "weight: {type: number, format: decimal, minimum: 0, description: How heavy it is.}"
APART = {"removed", "added"}


@pytest.mark.parametrize(
    ("replacement", "kinds"),
    [
        (WEIGHT.replace("weight:", "mass:"), {"renamed"}),
        (WEIGHT.replace("weight:", "mass:").replace("it is.", "it is in kg."), {"renamed"}),
        (WEIGHT.replace("weight:", "weigth:").replace("How heavy it is", "Kilos"), {"renamed"}),
        (WEIGHT.replace("weight:", "mass:").replace("How heavy it is", "Kilos"), APART),
        (f"{WEIGHT[:-1]}, x-unit: kg}}".replace("weight:", "mass:"), {"renamed", "unit"}),
        ("mass: {type: string, description: How heavy it is.}", APART),
    ],
)
def test_a_rename_needs_the_same_type_and_like_words(replacement: str, kinds: set[str]) -> None:
    """Standing in the same place is not enough: a wrong hint would cost more than none."""
    found = {change.kind.removeprefix("field-") for change in changes_of((WEIGHT, replacement))}
    assert found - {"documentation"} == kinds


def test_a_field_that_moved_is_found_by_its_words() -> None:
    """Where its description went along, its place does not matter."""
    first = "      properties:\n        id: {type: string"
    moved = WEIGHT.replace("weight:", "mass:")
    edits = (
        (f"        {WEIGHT}\n", ""),
        (first, first.replace("        id:", f"        {moved}\n        id:")),
    )
    assert [change.kind for change in changes_of(*edits)] == ["field-renamed"]


def test_calls_that_answer_nothing_are_not_alike_for_that() -> None:
    """Clearing a basket is not cancelling an order under another name."""
    clear = DELETE.format(path="basket", name="clearBasket", words="Empties the basket.")
    old = api_of(SPEC.replace("components:\n", CANCEL))
    new = api_of(SPEC.replace("components:\n", clear))
    kinds = {change.kind for change in compare(old, new, client="Shop")}
    assert kinds == {"operation-removed", "operation-added"}
