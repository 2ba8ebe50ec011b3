"""S6: request bodies, answers and the links between operations."""

import re
from collections.abc import Iterator
from http import HTTPStatus

from .document import Node
from .finding import Problem
from .rule import Group
from .views import body_schema, parameters_of, properties_of, types_of

__all__ = ["GROUP"]

GROUP = Group("Bodies, answers and links")

_STATUSES = frozenset(str(status.value) for status in HTTPStatus)
_EXPRESSION = re.compile(
    r"\$(url|method|statusCode"
    r"|(request|response)\.(header\.[!-~]+|body(#(/.*)?)?)"
    r"|request\.(query|path)\..+)"
)
_BODY = "$response.body#/"


@GROUP.rule(
    "S601",
    "responses",
    title="operation without an answer of success",
    fix="Describe the 2xx answer: it is what the method returns.",
)
def no_success(responses: Node) -> Iterator[Problem]:
    if not any(status.startswith("2") for status in responses.value):
        yield responses.problem("No answer with a status of 2xx is described.")


@GROUP.rule(
    "S602",
    "responses",
    title="more than one answer of success",
    fix="Describe one: a method returns one type.",
)
def several_successes(responses: Node) -> Iterator[Problem]:
    successes = [status for status in responses.value if status.startswith("2")]
    for status in successes[1:]:
        yield responses.problem(f"{successes[0]} and {status} are both described.", status)


@GROUP.rule(
    "S603",
    "responses",
    title="operation without an answer of failure",
    fix="Describe what the server answers when it refuses, such as 400 and 500.",
)
def no_failure(responses: Node) -> Iterator[Problem]:
    if responses.value and all(status[:1] in {"1", "2", "3"} for status in responses.value):
        yield responses.problem("No answer with a status of 4xx or 5xx is described.")


@GROUP.rule(
    "S604",
    "responses",
    title="answer whose key is no status of HTTP",
    fix='Write one status in quotes, such as "200": ranges and `default` have no error class.',
)
def status_form(responses: Node) -> Iterator[Problem]:
    for status, value in responses.value.items():
        if value is not None and not status.startswith("x-") and status not in _STATUSES:
            yield responses.problem(f"{status!r} is no status.", status)


@GROUP.rule(
    "S605",
    "response",
    title="answer without description",
    fix="Say in one sentence what it means.",
)
def no_description(response: Node) -> Iterator[Problem]:
    if response.lacks("description"):
        yield response.problem(f"The answer {response.name} has no description.")


@GROUP.rule(
    "S606",
    "response",
    "request body",
    title="body that is not JSON",
    fix="Describe it as application/json, the one type the client reads and writes.",
)
def not_json(holder: Node) -> Iterator[Problem]:
    for media_type in holder.children("content"):
        if media_type.name != "application/json":
            yield media_type.problem(f"The body is {media_type.name!r}.")


@GROUP.rule(
    "S607",
    "media type",
    title="body without schema",
    fix="Add `schema`, at best a reference to a component.",
)
def no_schema(media_type: Node) -> Iterator[Problem]:
    if media_type.lacks("schema"):
        yield media_type.problem("The body has no schema.")


@GROUP.rule(
    "S608",
    "media type",
    title="body without example",
    fix="Add `example` with a real body, as a server sent it or would take it.",
)
def no_example(media_type: Node) -> Iterator[Problem]:
    lacking = media_type.lacks("example") and media_type.lacks("examples")
    if lacking or media_type.value.get("examples") == {}:
        yield media_type.problem("The body has no example.")


@GROUP.rule(
    "S609",
    "operation",
    title="body of a method that sends none",
    fix="Use query parameters, or post or put: servers and proxies drop the body of this method.",
)
def body_of_get(operation: Node) -> Iterator[Problem]:
    if operation.name in {"get", "head", "delete"} and "requestBody" in operation.value:
        yield operation.problem(f"A {operation.name} has a body.", "requestBody")


@GROUP.rule(
    "S610",
    "request body",
    title="request body that is not required",
    fix="Add `required: true`: the method takes its fields as arguments.",
)
def optional_body(body: Node) -> Iterator[Problem]:
    if body.value.get("required", False) is False and not body.misspells("required"):
        yield body.problem("The body may be left out.")


@GROUP.rule(
    "S611",
    "request body",
    title="request body that is no object with fields",
    fix="Refer to an object under components/schemas: its fields become arguments.",
)
def body_of_fields(body: Node) -> Iterator[Problem]:
    schema = body_schema(body)
    if schema is not None and not properties_of(schema) and not schema.misspells("properties"):
        yield body.problem("The body has no named fields.")


@GROUP.rule(
    "S612",
    "link",
    title="link to an operation that is not there",
    fix="Write the operationId of an operation of this document.",
)
def lost_link(link: Node) -> Iterator[Problem]:
    known = {each.text("operationId") for each in link.document.of("operation")}
    if link.lacks("operationId"):
        yield link.problem(f"The link {link.name!r} names no operation.")
    elif link.value.get("operationId") is not None and link.text("operationId") not in known:
        message = f"There is no operation {link.value['operationId']!r}."
        yield link.problem(message, "operationId")


@GROUP.rule(
    "S613",
    "link",
    title="link parameter that the operation does not have",
    fix="Write the name of one of its parameters.",
)
def link_parameter(link: Node) -> Iterator[Problem]:
    name = link.text("operationId")
    for operation in link.document.of("operation"):
        if not name or operation.text("operationId") != name:
            continue
        known = parameters_of(operation)
        names = {each for place, own in known for each in (own, f"{place}.{own}")}
        for each in link.members("parameters"):
            if each not in names:
                yield link.problem(f"{name} has no parameter {each!r}.", "parameters", each)


@GROUP.rule(
    "S614",
    "link",
    title="link expression that cannot be read",
    fix='Write it as in "$response.body#/id" or "$request.path.bookId".',
)
def link_expression(link: Node) -> Iterator[Problem]:
    for name, value in link.members("parameters").items():
        if isinstance(value, str) and value[:1] == "$" and not _EXPRESSION.fullmatch(value):
            yield link.problem(f"{value!r} is no expression.", "parameters", name)


@GROUP.rule(
    "S615",
    "link",
    title="link to a field that the answer does not have",
    fix="Write the path of a field of the answer that the link stands in.",
)
def link_field(link: Node) -> Iterator[Problem]:
    if link.parent is None or link.parent.kind != "response":
        return
    for name, value in link.members("parameters").items():
        schema = body_schema(link.parent)
        steps = value.removeprefix(_BODY).split("/") if isinstance(value, str) else []
        if schema is None or not isinstance(value, str) or not value.startswith(_BODY):
            continue
        while schema is not None and steps:
            step = steps.pop(0)
            below = _below(schema, step)
            if below is None:
                yield link.problem(f"The answer has no {step!r} here.", "parameters", name)
            schema = below.follow() if below else None


def _below(schema: Node, step: str) -> Node | None:
    """The schema of what is one step into a value, None when there is none."""
    if step.isdecimal():
        index = int(step)
        positions = schema.children("prefixItems")[index : index + 1]
        return next(iter(positions or schema.children("items")), None)
    return properties_of(schema).get(step)


@GROUP.rule(
    "S616",
    "request body",
    title="field of a request body that is not one plain value",
    fix="Use string, integer, number, boolean or an enum: each field becomes an argument.",
)
def plain_fields(body: Node) -> Iterator[Problem]:
    schema = body_schema(body)
    for field in properties_of(schema).values() if schema is not None else ():
        target = field.follow()
        if target is not None and not target.misspells("type"):
            kinds = types_of(target) or ["value of any type"]
            if kinds[0] in {"array", "object", "value of any type"} and "enum" not in target.value:
                message = f"{field.label!r} is no plain value: {kinds[0]}."
                yield Problem(field.pointer, message)
