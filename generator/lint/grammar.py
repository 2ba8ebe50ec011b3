"""The objects of OpenAPI 3.1: which keywords each knows, and which objects stand under them.

A keyword's value is written as the kind of object below it: `x` one, `x[]` a list of them, `x{}` a
map of names to them. PLAIN is a value that no object stands in; OPAQUE one that belongs to the API
and not to its description, such as an example. The keyword `*` means: any name.
"""

from typing import Final

__all__ = ["GRAMMAR", "METHODS", "OPAQUE", "PLAIN", "SCHEMA_KINDS", "UNREAD"]

PLAIN: Final = ""
OPAQUE: Final = "?"
METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
SCHEMA_KINDS: Final = ("schema", "condition")


def _plain(words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), PLAIN)


def _schema(child: str) -> dict[str, str]:
    """Keywords of a schema whose inner schemas are of kind `child`."""
    return {
        **_plain(
            "$ref type format title description enum required minItems maxItems uniqueItems "
            "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength "
            "pattern readOnly writeOnly deprecated nullable"
        ),
        **dict.fromkeys(("const", "default", "enum", "example", "examples"), OPAQUE),
        **dict.fromkeys(("items", "additionalProperties", "unevaluatedProperties"), child),
        **dict.fromkeys(("prefixItems", "allOf", "anyOf", "oneOf"), f"{child}[]"),
        **dict.fromkeys(("if", "then", "else", "not"), "condition"),
        "properties": f"{child}{{}}",
    }


GRAMMAR: Final[dict[str, dict[str, str]]] = {
    "document": {
        **_plain("openapi jsonSchemaDialect security"),
        "info": "info",
        "servers": "server[]",
        "paths": "paths",
        "components": "components",
        "tags": "tag[]",
        "externalDocs": "link to documentation",
    },
    "info": {
        **_plain("title summary description termsOfService version"),
        "contact": "contact",
        "license": "licence",
    },
    "contact": _plain("name url email"),
    "licence": _plain("name identifier url"),
    "link to documentation": _plain("description url"),
    "server": _plain("url description variables"),
    "tag": {**_plain("name description"), "externalDocs": "link to documentation"},
    "paths": {"*": "path item"},
    "path item": {
        **_plain("summary description"),
        "parameters": "parameter[]",
        **dict.fromkeys(METHODS, "operation"),
    },
    "operation": {
        **_plain("tags summary description operationId deprecated security"),
        "externalDocs": "link to documentation",
        "parameters": "parameter[]",
        "requestBody": "request body",
        "responses": "responses",
    },
    "parameter": {
        **_plain(
            "name in description required deprecated style explode allowReserved allowEmptyValue"
        ),
        "schema": "schema",
        "content": "media type{}",
        "example": OPAQUE,
        "examples": "example{}",
    },
    "request body": {**_plain("description required"), "content": "media type{}"},
    "media type": {"schema": "schema", "example": OPAQUE, "examples": "example{}"},
    "example": {**_plain("summary description externalValue"), "value": OPAQUE},
    "responses": {"*": "response"},
    "response": {
        **_plain("description"),
        "content": "media type{}",
        "links": "link{}",
    },
    "link": {
        **_plain("operationId description"),
        "parameters": PLAIN,
        "requestBody": OPAQUE,
    },
    "schema": _schema("schema"),
    "condition": _schema("condition"),
    "security scheme": _plain(
        "type description name in scheme bearerFormat flows openIdConnectUrl"
    ),
    "components": {
        "schemas": "schema{}",
        "parameters": "parameter{}",
        "responses": "response{}",
        "requestBodies": "request body{}",
        "examples": "example{}",
        "links": "link{}",
        "securitySchemes": "security scheme{}",
    },
}

UNREAD: Final[dict[str, frozenset[str]]] = {
    "document": frozenset({"webhooks", "jsonSchemaDialect"}),
    "path item": frozenset({"$ref", "servers"}),
    "operation": frozenset({"callbacks", "servers"}),
    "media type": frozenset({"encoding"}),
    "response": frozenset({"headers"}),
    "link": frozenset({"operationRef", "server"}),
    "components": frozenset({"headers", "callbacks", "pathItems"}),
    **dict.fromkeys(
        SCHEMA_KINDS,
        frozenset(
            _plain(
                "$anchor $comment $defs $dynamicAnchor $dynamicRef $id $schema $vocabulary "
                "contains contentEncoding contentMediaType contentSchema dependentRequired "
                "dependentSchemas discriminator externalDocs maxContains maxProperties minContains "
                "minProperties patternProperties propertyNames unevaluatedItems xml"
            )
        ),
    ),
}
"""Keywords that OpenAPI knows and the generator does not read: writing them changes nothing."""
