"""Edits of operations: what can be called, and what the client does around a call."""

from tests.generator.diff.shop import Case

LIST_PRICES = """\
  /prices:
    get:
      operationId: listPrices
      summary: List prices
      description: Past prices.
      security: []
      responses:
        "200":
          description: The prices.
          content:
            application/json:
              schema:
                type: array
                items: {$ref: "#/components/schemas/Price"}
"""
RATE = "      x-rate-limit: {scope: key, limit: 5, window_ms: 1000}\n"
JSON = """
          content:
            application/json:
              schema: {$ref: "#/components/schemas/"""

OPERATIONS: list[Case] = [
    (
        "an operation more",
        [
            (
                LIST_PRICES,
                LIST_PRICES
                + LIST_PRICES.replace("/prices", "/costs").replace("listPrices", "listCosts"),
            )
        ],
        ["additive operation-added Shop.list_costs"],
    ),
    (
        "an operation less",
        [(LIST_PRICES, "")],
        ["breaking operation-removed Shop.list_prices"],
    ),
    (
        "an operation under another name",
        [("operationId: listPrices", "operationId: priceHistory")],
        ["breaking operation-renamed Shop.list_prices"],
    ),
    (
        "an operation under another name and path",
        [("operationId: listPrices", "operationId: priceHistory"), ("  /prices:", "  /history:")],
        [
            "breaking operation-renamed Shop.list_prices",
            "documentation operation-path Shop.price_history",
        ],
    ),
    (
        "another path",
        [("  /prices:", "  /past-prices:")],
        ["documentation operation-path Shop.list_prices"],
    ),
    (
        "a public operation that needs a key",
        [("description: Past prices.\n      security: []", "security:\n        - Key: []")],
        [
            "breaking operation-private Shop.list_prices",
            "documentation documentation Shop.list_prices",
        ],
    ),
    (
        "a private operation that needs none",
        [("security:\n        - Key: []", "security: []")],
        ["additive operation-public Shop.place_order"],
    ),
    (
        "a call that is not repeated any more",
        [("x-retry: safe\n      x-rate-limit", "x-retry: verify\n      x-rate-limit")],
        ["breaking operation-retry Shop.list_items"],
    ),
    (
        "a call that is looked after instead of given up",
        [("x-retry: never", "x-retry: verify")],
        ["additive operation-retry Shop.place_order"],
    ),
    (
        "fewer calls a second",
        [("limit: 5, window_ms: 1000", "limit: 5, window_ms: 2000")],
        ["breaking operation-rate Shop.place_order"],
    ),
    (
        "more calls a second",
        [("limit: 5, window_ms: 1000", "limit: 6, window_ms: 1000")],
        ["additive operation-rate Shop.place_order"],
    ),
    (
        "calls counted by another measure",
        [("scope: key, limit: 5", "scope: address, limit: 500")],
        ["breaking operation-rate Shop.place_order"],
    ),
    (
        "no limit of calls any more",
        [(RATE, "")],
        ["additive operation-rate Shop.place_order"],
    ),
    (
        "a limit of calls where there was none",
        [
            (
                "      description: Past prices.\n",
                "      description: Past prices.\n" + RATE,
            )
        ],
        ["breaking operation-rate Shop.list_prices"],
    ),
    (
        "no pages any more",
        [("      x-pagination: {older: olderThan, newer: newerThan, max: 100}\n", "")],
        ["breaking pagination-removed Shop.list_items"],
    ),
    (
        "larger pages",
        [("newer: newerThan, max: 100", "newer: newerThan, max: 200")],
        ["additive pagination-max Shop.list_items"],
    ),
    (
        "smaller pages",
        [("newer: newerThan, max: 100", "newer: newerThan, max: 50")],
        ["breaking pagination-max Shop.list_items"],
    ),
    (
        "pages by other arguments",
        [("older: olderThan, newer: newerThan", "older: newerThan, newer: olderThan")],
        ["documentation pagination-arguments Shop.list_items"],
    ),
    (
        "a deprecation",
        [("summary: List prices", "summary: List prices\n      deprecated: true")],
        ["additive operation-deprecated Shop.list_prices"],
    ),
    (
        "another class as the answer",
        [
            (f'The item.{JSON}Item"}}', f'The item.{JSON}Order"}}'),
        ],
        ["breaking result-type Shop.get_item"],
    ),
    (
        "a list as the answer",
        [
            (
                'schema: {$ref: "#/components/schemas/Order"}',
                'schema: {type: array, items: {$ref: "#/components/schemas/Order"}}',
            )
        ],
        ["breaking result-type Shop.place_order"],
    ),
]
