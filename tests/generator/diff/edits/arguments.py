"""Edits of parameters and bodies: what a call takes."""

from tests.generator.diff.shop import Case

OLDER = "        - name: olderThan\n          in: query\n"
SHELF_PARAMETER = """\
        - name: shelf
          in: query
          description: Where it lies.
          schema: {type: string, minLength: 1, maxLength: 20}
          example: top
"""
ITEM_ID = 'schema: {type: string, pattern: "^[1-9][0-9]{0,9}$"}'
AMOUNT = "amount: {type: integer, minimum: 1, description: How many to buy.}"
NEEDED = """
      if: {properties: {kind: {const: map}}}
      then: {required: [price]}"""

ARGUMENTS: list[Case] = [
    (
        "an argument less",
        [(SHELF_PARAMETER, "")],
        ["breaking argument-removed Shop.list_items(shelf=...)"],
    ),
    (
        "an argument more that may be left out",
        [
            (
                SHELF_PARAMETER,
                SHELF_PARAMETER
                + "        - {name: colour, in: query, description: Its colour.,"
                + " schema: {type: string}, example: red}\n",
            )
        ],
        ["additive argument-added Shop.list_items(colour=...)"],
    ),
    (
        "an argument more that has to be given",
        [
            (
                SHELF_PARAMETER,
                SHELF_PARAMETER
                + "        - {name: colour, in: query, required: true,"
                + " schema: {type: string}, example: red}\n",
            )
        ],
        ["breaking argument-added-required Shop.list_items(colour=...)"],
    ),
    (
        "an argument under another name",
        [("- name: shelf", "- name: board")],
        ["breaking argument-renamed Shop.list_items(shelf=...)"],
    ),
    (
        "an argument under another name on the wire alone",
        [
            (OLDER, OLDER.replace("olderThan", "older_than")),
            ("older: olderThan", "older: older_than"),
        ],
        ["documentation argument-wire Shop.list_items(older_than=...)"],
    ),
    (
        "an argument that has to be given",
        [
            (
                "- name: shelf\n          in: query",
                "- name: shelf\n          in: query\n          required: true",
            )
        ],
        ["breaking argument-required Shop.list_items(shelf=...)"],
    ),
    (
        "a member of the body that may be left out",
        [("required: [kind, amount]", "required: [kind]")],
        [
            "additive argument-optional Shop.place_order(amount)",
            "additive argument-optional OrderRequest.amount",
        ],
    ),
    (
        "a lower maximum",
        [("maximum: 100,", "maximum: 50,")],
        ["breaking argument-bounds Shop.list_items(limit=...)"],
    ),
    (
        "a higher maximum",
        [("maximum: 100,", "maximum: 500,")],
        ["additive argument-bounds Shop.list_items(limit=...)"],
    ),
    (
        "a range that moved",
        [("minimum: 1, maximum: 100,", "minimum: 10, maximum: 1000,")],
        ["breaking argument-bounds Shop.list_items(limit=...)"],
    ),
    (
        "longer texts",
        [("minLength: 1, maxLength: 20", "maxLength: 30")],
        ["additive argument-bounds Shop.list_items(shelf=...)"],
    ),
    (
        "another pattern, of which nobody can say whether it takes less",
        [(ITEM_ID, ITEM_ID.replace("{0,9}", "{0,19}"))],
        ["breaking argument-bounds Shop.get_item(item_id)"],
    ),
    (
        "no pattern any more, and so no int in place of a text",
        [(ITEM_ID, "schema: {type: string}")],
        ["breaking argument-type Shop.get_item(item_id)"],
    ),
    (
        "an argument of a wider type",
        [(AMOUNT, AMOUNT.replace("type: integer", "type: number, format: decimal"))],
        [
            "additive argument-type Shop.place_order(amount)",
            "additive argument-type OrderRequest.amount",
        ],
    ),
    (
        "an argument of another type",
        [(AMOUNT, "amount: {type: string, description: How many to buy.}")],
        [
            "breaking argument-type Shop.place_order(amount)",
            "breaking argument-type OrderRequest.amount",
        ],
    ),
    (
        "a time in another unit",
        [("schema: {type: integer, x-unit: ms}", "schema: {type: integer, x-unit: us}")],
        ["breaking argument-type Shop.list_items(since=...)"],
    ),
    (
        "a number that turns out to be a time",
        [
            (
                "description: Rows below this id.\n          schema: {type: integer}",
                "description: Rows below this id.\n          schema: {type: integer, x-unit: ms}",
            )
        ],
        ["additive argument-type Shop.list_items(older_than=...)"],
    ),
    (
        "a number that counts something else",
        [("maximum: 100, x-unit: rows", "maximum: 100, x-unit: pages")],
        ["breaking argument-unit Shop.list_items(limit=...)"],
    ),
    (
        "a unit that was not named before",
        [
            (
                "minimum: 1, description: How many to buy.",
                "minimum: 1, description: How many to buy., x-unit: rows",
            )
        ],
        [
            "documentation argument-unit Shop.place_order(amount)",
            "documentation argument-unit OrderRequest.amount",
        ],
    ),
    (
        "an argument more that is needed at times",
        [
            (
                "description: Highest price., x-unit: euro}",
                "description: Highest price., x-unit: euro}" + NEEDED,
            )
        ],
        ["breaking condition-added Shop.place_order"],
    ),
]
