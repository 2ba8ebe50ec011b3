"""S0: the text as YAML, and what concerns the document as a whole."""

from collections.abc import Iterator

from .document import Node
from .finding import Problem
from .grammar import GRAMMAR, SCHEMA_KINDS, UNREAD
from .rule import Check, Group
from .source import TroubleKind

__all__ = ["GROUP"]

GROUP = Group("The document")

_WITH_TEXT = ("title", "summary", "description")


def _trouble(kind: TroubleKind, sentence: str) -> Check:
    """A rule that repeats the troubles of one kind that reading met."""

    def check(document: Node) -> Iterator[Problem]:
        for trouble in document.document.source.troubles:
            if trouble.kind is kind:
                yield Problem(trouble.pointer, sentence.format(trouble.detail), trouble.place)

    return check


for _code, _kind, _title, _sentence, _fix in (
    (
        "S001",
        TroubleKind.UNREADABLE,
        "text that is not one YAML document",
        "This cannot be read: {}.",
        "Mend the YAML here or just above; one mapping of keys to values is expected.",
    ),
    (
        "S002",
        TroubleKind.DUPLICATE_KEY,
        "key that its object already has",
        "The key {} stands twice in this object; parsers silently keep one of the two.",
        "Keep one of the two.",
    ),
    (
        "S003",
        TroubleKind.ANCHOR,
        "anchor, alias or merge key",
        "YAML's own reference {} is used.",
        "Name a component and refer to it by $ref, which every tool reports by name.",
    ),
    (
        "S004",
        TroubleKind.KEY,
        "key that is not a text",
        "The key {} is no text in YAML, but JSON has only such keys.",
        "Put the key in quotes.",
    ),
    (
        "S005",
        TroubleKind.NOT_JSON,
        "value that JSON does not have",
        "{} is read as something that JSON does not have, such as a date.",
        "Put the value in quotes, or write a finite number.",
    ),
    (
        "S006",
        TroubleKind.AMBIGUOUS,
        "scalar that YAML 1.1 and 1.2 read differently",
        "{} means one thing to this generator and another to tools that read YAML 1.1.",
        "Put a text in quotes; write a number in plain decimals, without leading zeros.",
    ),
):
    GROUP.rule(_code, "document", title=_title, fix=_fix)(_trouble(_kind, _sentence))


@GROUP.rule(
    "S007",
    "document",
    title="null outside an example",
    fix="Give the key a value. In flow style a comma inside a text makes a key of what follows it: "
    "use block style or quotes.",
)
def null(document: Node) -> Iterator[Problem]:
    whole = document.document
    for pointer in whole.source.nulls:
        if not any(pointer[:end] in whole.opaque for end in range(len(pointer) + 1)):
            yield Problem(pointer, f"{pointer[-1]!r} has no value.")


@GROUP.rule(
    "S008",
    "document",
    title="version of OpenAPI other than 3.1",
    fix='Write `openapi: "3.1.0"`; 3.0 has no tuples, and the engine reads nothing later than 3.1.',
)
def version(document: Node) -> Iterator[Problem]:
    if document.lacks("openapi"):
        yield document.problem("The document does not say which version of OpenAPI it follows.")
    written = document.value.get("openapi")
    if written is not None and not str(written).startswith("3.1."):
        yield document.problem(f"The version of OpenAPI is {written!r}.", "openapi")


@GROUP.rule(
    "S009",
    *(GRAMMAR.keys() - {*SCHEMA_KINDS, "operation", "parameter", "path item"}),
    title="unknown keyword in an object other than those of S201, S401, S402 and S501",
    fix="Mend the spelling; a keyword of your own begins with x-.",
)
def unknown_keyword(node: Node) -> Iterator[Problem]:
    for key, meant in node.unknown():
        hint = f"; {meant!r} is near" if meant else ""
        yield node.problem(f"A {node.kind} has no keyword {key!r}{hint}.", key)


@GROUP.rule(
    "S010",
    *UNREAD,
    title="keyword of OpenAPI that the generator does not read",
    fix="Take it out, or teach the generator to read it; as it stands it promises what no client "
    "does.",
)
def unread_keyword(node: Node) -> Iterator[Problem]:
    for key in node.value.keys() & UNREAD[node.kind]:
        yield node.problem(f"{key!r} has no effect on the client.", key)


@GROUP.rule(
    "S011",
    "document",
    title="no server",
    fix="Add `servers` with the URL of the API: it becomes the default base URL of the client.",
)
def no_server(document: Node) -> Iterator[Problem]:
    if document.lacks("servers") or document.value.get("servers") == []:
        yield document.problem("The document names no server.")


@GROUP.rule(
    "S012",
    "server",
    title="server URL that no path can be appended to",
    fix="Write an absolute URL with http or https, without variables, query or final slash.",
)
def server_url(server: Node) -> Iterator[Problem]:
    url = server.text("url")
    bad = not url.startswith(("https://", "http://")) or url.endswith("/") or set(url) & set("{?#")
    if "url" in server.value and bad:
        yield server.problem(f"The server URL is {server.value['url']!r}.", "url")


@GROUP.rule(
    "S013",
    "info",
    "tag",
    "operation",
    "parameter",
    "response",
    "request body",
    "schema",
    "example",
    "link",
    title="empty text",
    fix="Write what users should read here, or leave the keyword out.",
)
def empty_text(node: Node) -> Iterator[Problem]:
    for key in _WITH_TEXT:
        value = node.value.get(key)
        if isinstance(value, str) and not value.strip():
            yield node.problem(f"The {key} is empty.", key)
