"""Edits that no user notices."""

from tests.generator.diff.shop import Edit

OLDER = "        - name: olderThan\n          in: query\n"
SHELF_PARAMETER = """\
        - name: shelf
          in: query
          description: Where it lies.
          schema: {type: string, minLength: 1, maxLength: 20}
          example: top
"""
WEIGHT = "weight: {type: number, format: decimal, minimum: 0, description: How heavy it is.}"
INLINE = """description: The order.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Order"}
"""
PLACED = """
      description: The order.,
      content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
    """

NOTHING: list[tuple[str, list[Edit]]] = [
    ("another example", [("example: top", "example: bottom")]),
    ("other evidence", [("summary: Get item", "summary: Get item\n      x-evidence: seen")]),
    ("another tag", [("tags: [Items]", "tags: [Goods]"), ("- name: Items", "- name: Goods")]),
    (
        "other line breaks",
        [("description: One item.", "description: |-\n        One\n        item.")],
    ),
    ("a comment", [("paths:\n", "# All of them.\npaths:\n")]),
    (
        "another placeholder in a path",
        [("/items/{itemId}", "/items/{item_id}"), ("- name: itemId", "- name: item_id")],
    ),
    (
        "optional arguments in another order",
        [(SHELF_PARAMETER, ""), (f"{OLDER}", f"{SHELF_PARAMETER}{OLDER}")],
    ),
    (
        "the same bound in other words",
        [("minimum: 1, maximum: 100", "exclusiveMinimum: 0, maximum: 100")],
    ),
    ("the same bound in other digits", [(WEIGHT, WEIGHT.replace("minimum: 0", "minimum: 0.0"))]),
    (
        "an inline answer moved into a component",
        [
            (INLINE, '$ref: "#/components/responses/Placed"\n'),
            (
                "  responses:\n    NotFound:",
                f"  responses:\n    Placed: {{{PLACED}}}\n    NotFound:",
            ),
        ],
    ),
]
