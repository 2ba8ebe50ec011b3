"""Edits of models and rows: what a program reads."""

from tests.generator.diff.shop import Case

ITEM_PRICE = "price: {type: number, format: decimal, description: What it costs., x-unit: euro}"
MADE_AT = "madeAt: {type: string, format: date-time, description: When it was made.}"
WEIGHT = "weight: {type: number, format: decimal, minimum: 0, description: How heavy it is.}"
TIME = "{title: time, type: integer, description: When., x-unit: ms}"
PRICE = "{title: price, type: number, format: decimal, description: How much.}"
NOTE = "{title: note, type: string, description: Why.}"
ORDER = "required: [id]\n      properties:\n        id: {type: integer, description: Number of"

FIELDS: list[Case] = [
    (
        "a field less",
        [(f"        {WEIGHT}\n", "")],
        ["breaking field-removed Item.weight"],
    ),
    (
        "a field more",
        [(WEIGHT, WEIGHT + "\n        colour: {type: string, description: Its colour.}")],
        ["additive field-added Item.colour"],
    ),
    (
        "a field under another name",
        [("madeAt]", "builtAt]"), ("        madeAt:", "        builtAt:")],
        ["breaking field-renamed Item.made_at"],
    ),
    (
        "a field under another name on the wire alone",
        [("madeAt]", "made_at]"), ("        madeAt:", "        made_at:")],
        ["documentation field-wire Item.made_at"],
    ),
    (
        "a field that may be absent",
        [("required: [id, kind, price, madeAt]", "required: [id, kind, price]")],
        ["breaking field-optional Item.made_at"],
    ),
    (
        "a field that is always there",
        [("price, madeAt]", "price, madeAt, weight]")],
        ["additive field-required Item.weight"],
    ),
    (
        "a field of another type",
        [(ORDER, ORDER.replace("type: integer", "type: string"))],
        ["breaking field-type Order.id"],
    ),
    (
        "the same moment in another form",
        [(MADE_AT, "madeAt: {type: integer, x-unit: ms, description: When it was made.}")],
        ["documentation field-unit Item.made_at", "documentation field-wire Item.made_at"],
    ),
    (
        "a field that counts in another unit",
        [(ITEM_PRICE, ITEM_PRICE.replace("euro", "cent"))],
        ["breaking field-unit Item.price"],
    ),
    (
        "other bounds of what is received",
        [(WEIGHT, WEIGHT.replace("minimum: 0", "minimum: 1"))],
        ["documentation field-bounds Item.weight"],
    ),
    (
        "a class under another name",
        [
            ("    Order:\n", "    Purchase:\n"),
            (
                'schema: {$ref: "#/components/schemas/Order"}',
                'schema: {$ref: "#/components/schemas/Purchase"}',
            ),
        ],
        ["breaking model-renamed Order"],
    ),
    (
        "a class more",
        [
            (
                "    Order:\n",
                "    Spare: {type: object, properties: {size: {type: integer}}}\n    Order:\n",
            )
        ],
        ["additive model-added Spare"],
    ),
    (
        "a position more at the end of a row",
        [(NOTE, NOTE + "\n        - {title: shop, type: string, description: Where.}")],
        ["additive field-added Price.shop", "breaking row-length Price"],
    ),
    (
        "a position less",
        [(f"        - {NOTE}\n", "")],
        ["breaking field-removed Price.note", "breaking row-length Price"],
    ),
    (
        "positions in another order",
        [
            (f"        - {TIME}\n        - {PRICE}\n", f"        - {PRICE}\n        - {TIME}\n"),
        ],
        ["breaking row-order Price"],
    ),
    (
        "a position under another name",
        [("title: note", "title: reason")],
        ["breaking field-renamed Price.note"],
    ),
    (
        "a position that may be absent",
        [("minItems: 2", "minItems: 1")],
        ["breaking field-optional Price.price"],
    ),
]
