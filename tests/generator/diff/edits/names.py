"""Edits of enums, of errors and of the document as a whole."""

from tests.generator.diff.shop import Case

CLOSED = """\
  - name: Closed
    codes: [20]
    status: 404
    outcome: rejected
    documented: true
    description: The shop is closed.
    fix: Come back.
"""

ENUMS: list[Case] = [
    (
        "a value more",
        [("[book, map]", "[book, map, globe]"), ("[BOOK, MAP]", "[BOOK, MAP, GLOBE]")],
        ["additive enum-value-added Kind.GLOBE"],
    ),
    (
        "a value less",
        [("[book, map]", "[book]"), ("[BOOK, MAP]", "[BOOK]")],
        ["breaking enum-value-removed Kind.MAP"],
    ),
    (
        "a value under another name",
        [("[BOOK, MAP]", "[BOOK, CHART]")],
        ["breaking enum-value-renamed Kind.MAP"],
    ),
    (
        "another value under a name",
        [("[book, map]", "[book, maps]")],
        ["breaking enum-value Kind.MAP"],
    ),
]

ERRORS: list[Case] = [
    (
        "an error class less",
        [(CLOSED, ""), ("[10, 20]", "[10]")],
        [
            "breaking error-removed Closed",
            "documentation operation-error-removed Shop.list_items",
        ],
    ),
    (
        "an error class more",
        [(CLOSED, CLOSED + CLOSED.replace("Closed", "Full").replace("20", "30"))],
        ["additive error-added Full"],
    ),
    (
        "an error class under another name",
        [("name: Closed", "name: ShopClosed")],
        ["breaking error-renamed Closed"],
    ),
    ("a code more", [("codes: [20]", "codes: [20, 21]")], ["additive error-code-added Closed"]),
    (
        "a code less",
        [("codes: [10, 11]", "codes: [10]")],
        ["breaking error-code-removed NoSuchItem"],
    ),
    (
        "a code in another class",
        [("codes: [10, 11]", "codes: [10]"), ("codes: [20]", "codes: [20, 11]")],
        ["breaking error-code-moved NoSuchItem"],
    ),
    (
        "an error below another status",
        [(CLOSED, CLOSED.replace("404", "409"))],
        ["breaking error-status Closed"],
    ),
    (
        "an error that is a kind of another one",
        [("name: Closed", "name: Closed\n    parent: NoSuchItem")],
        ["additive error-parent Closed"],
    ),
    (
        "an error that leaves the outcome open",
        [(CLOSED, CLOSED.replace("rejected", "unknown"))],
        ["breaking error-outcome Closed"],
    ),
    (
        "an error that an operation is documented to answer",
        [("[10, 20]", "[10, 11, 20]")],
        ["documentation operation-error-added Shop.list_items"],
    ),
    (
        "a status more",
        [
            (
                "components:\n",
                '        "409": {$ref: "#/components/responses/NotFound"}\ncomponents:\n',
            )
        ],
        ["additive status-added Conflict", "documentation operation-status-added Shop.list_prices"],
    ),
]

WHOLE: list[Case] = [
    (
        "another server",
        [("https://shop.example", "https://shop2.example")],
        ["documentation server Shop", "documentation server SERVER_URL"],
    ),
    (
        "another version of the API",
        [('version: "1"', 'version: "2"')],
        ["documentation api-version API_VERSION"],
    ),
    ("other headers", [("name: X-KEY", "name: X-TOKEN")], ["breaking auth Shop"]),
    (
        "other words about an operation",
        [("description: One item.", "description: Exactly one item.")],
        ["documentation documentation Shop.get_item"],
    ),
    (
        "other words about a field",
        [("description: How heavy it is.", "description: Its weight.")],
        ["documentation documentation Item.weight"],
    ),
    (
        "other advice about an error",
        [("fix: Come back.", "fix: Come back tomorrow.")],
        ["documentation documentation Closed"],
    ),
]
