"""A small document that has one of everything a diff can tell, and the way to change it."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from generator import document, engine, ir
from generator.config import Config
from generator.diff import Change, compare
from generator.lower import lower

SPEC = """\
openapi: 3.1.0
info:
  title: Shop
  version: "1"
  summary: A shop.
  description: Sells things.
servers:
  - url: https://shop.example
tags:
  - name: Items
paths:
  /items:
    get:
      operationId: listItems
      tags: [Items]
      summary: List items
      description: The items for sale, newest first.
      x-section: Items
      x-retry: safe
      x-rate-limit: {scope: key, limit: 20, window_ms: 1000}
      x-pagination: {older: olderThan, newer: newerThan, max: 100}
      x-error-codes: [10, 20]
      security: []
      parameters:
        - name: limit
          in: query
          description: How many.
          schema: {type: integer, minimum: 1, maximum: 100, x-unit: rows}
          example: 10
        - name: olderThan
          in: query
          description: Rows below this id.
          schema: {type: integer}
          example: 1
        - name: newerThan
          in: query
          description: Rows above this id.
          schema: {type: integer}
          example: 1
        - name: since
          in: query
          description: From this time on.
          schema: {type: integer, x-unit: ms}
          example: 1
        - name: shelf
          in: query
          description: Where it lies.
          schema: {type: string, minLength: 1, maxLength: 20}
          example: top
      responses:
        "200":
          description: The items.
          content:
            application/json:
              schema:
                type: array
                items: {$ref: "#/components/schemas/Item"}
        "404":
          $ref: "#/components/responses/NotFound"
  /items/{itemId}:
    get:
      operationId: getItem
      summary: Get item
      description: One item.
      x-retry: safe
      security: []
      parameters:
        - name: itemId
          in: path
          required: true
          description: Number of the item.
          schema: {type: string, pattern: "^[1-9][0-9]{0,9}$"}
          example: "1"
      responses:
        "200":
          description: The item.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Item"}
        "404":
          $ref: "#/components/responses/NotFound"
  /orders:
    post:
      operationId: placeOrder
      summary: Place order
      description: Buys an item.
      x-retry: never
      x-rate-limit: {scope: key, limit: 5, window_ms: 1000}
      security:
        - Key: []
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/OrderRequest"}
      responses:
        "200":
          description: The order.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Order"}
        "404":
          $ref: "#/components/responses/NotFound"
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
components:
  securitySchemes:
    Key: {type: apiKey, in: header, name: X-KEY}
  responses:
    NotFound:
      description: Not there.
      content:
        application/json:
          schema: {$ref: "#/components/schemas/Problem"}
  schemas:
    Kind:
      type: string
      description: What an item is.
      enum: [book, map]
      x-enum-varnames: [BOOK, MAP]
    Item:
      type: object
      description: Something for sale.
      required: [id, kind, price, madeAt]
      properties:
        id: {type: string, description: Number of the item.}
        kind: {$ref: "#/components/schemas/Kind"}
        price: {type: number, format: decimal, description: What it costs., x-unit: euro}
        madeAt: {type: string, format: date-time, description: When it was made.}
        weight: {type: number, format: decimal, minimum: 0, description: How heavy it is.}
    OrderRequest:
      type: object
      description: What to buy.
      required: [kind, amount]
      properties:
        kind: {$ref: "#/components/schemas/Kind"}
        amount: {type: integer, minimum: 1, description: How many to buy.}
        price: {type: number, format: decimal, description: Highest price., x-unit: euro}
    Order:
      type: object
      description: An order.
      required: [id]
      properties:
        id: {type: integer, description: Number of the order.}
        kind: {$ref: "#/components/schemas/Kind"}
    Price:
      type: array
      description: A price at a time.
      minItems: 2
      prefixItems:
        - {title: time, type: integer, description: When., x-unit: ms}
        - {title: price, type: number, format: decimal, description: How much.}
        - {title: note, type: string, description: Why.}
    Problem:
      type: object
      description: What went wrong.
      properties:
        code: {type: integer, description: Number of the error.}
x-error-codes:
  - name: NoSuchItem
    codes: [10, 11]
    status: 404
    outcome: rejected
    documented: true
    description: There is no such item.
    fix: Look it up.
  - name: Closed
    codes: [20]
    status: 404
    outcome: rejected
    documented: true
    description: The shop is closed.
    fix: Come back.
"""

Edit = tuple[str, str]
Case = tuple[str, list[Edit], list[str]]
"""A name, edits of the document, and the lines `impact kind thing` that they lead to."""


def edited(*edits: Edit) -> str:
    """The document after each text, which occurs exactly once, was replaced by another."""
    text = SPEC
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times"
        text = text.replace(old, new)
    return text


def config_of(spec: Path) -> Config:
    """The configuration under which a document of the shop is read."""
    return Config(
        spec=spec,
        package=Path("shop"),
        timestamps={"ms": 1000, "us": 1_000_000},
        positional={"placeOrder": ("kind", "amount")},
    )


@cache
def api_of(text: str) -> ir.Api:
    """A document in the intermediate form."""
    with TemporaryDirectory() as room:
        path = Path(room, "shop.yaml")
        path.write_text(text, "utf-8")
        source = document.load(path)
        return lower(source, engine.parse(source), config_of(path))


def changes_of(*edits: Edit) -> tuple[Change, ...]:
    """What the edits mean for the users of `Shop`."""
    return compare(api_of(SPEC), api_of(edited(*edits)), client="Shop")
