"""S7: which operations are private, and how a call proves who makes it."""

from collections.abc import Iterator

from .document import Node
from .finding import Problem
from .rule import Group
from .views import security_of

__all__ = ["GROUP"]

GROUP = Group("Security")


@GROUP.rule(
    "S701",
    "operation",
    title="operation that does not say whether it is private",
    fix="Add `security`: [] for a public operation, one requirement for a private one.",
)
def no_security(operation: Node) -> Iterator[Problem]:
    if operation.lacks("security") and "security" not in operation.document.root.value:
        yield operation.problem(f"{operation.label} has no security.")


@GROUP.rule(
    "S702",
    "document",
    title="security for the whole document",
    fix="Write `security` on each operation: the engine ignores it here.",
)
def global_security(document: Node) -> Iterator[Problem]:
    if "security" in document.value:
        yield document.problem("Security is set for all operations at once.", "security")


@GROUP.rule(
    "S703",
    "document",
    "operation",
    title="security scheme that is not declared",
    fix="Mend the spelling, or declare it under components/securitySchemes.",
)
def unknown_scheme(owner: Node) -> Iterator[Problem]:
    known = {node.name for node in owner.document.of("security scheme")}
    for index, requirement in enumerate(owner.items("security")):
        for name in requirement if isinstance(requirement, dict) else ():
            if name not in known:
                message = f"There is no security scheme {name!r}."
                yield owner.problem(message, "security", index, name)


@GROUP.rule(
    "S704",
    "operation",
    title="security that is a choice",
    fix="Put all schemes into one requirement, without a dash before each: items of the list are "
    "alternatives.",
)
def alternatives(operation: Node) -> Iterator[Problem]:
    requirements = security_of(operation)
    if len(requirements) > 1:
        choice = " or ".join(" and ".join(each) or "nothing" for each in requirements)
        message = f"{operation.label} is open to anyone with {choice}."
        yield operation.problem(message, "security")


@GROUP.rule(
    "S705",
    "operation",
    title="requirement without schemes",
    fix="Write `security: []` for a public operation.",
)
def empty_requirement(operation: Node) -> Iterator[Problem]:
    if security_of(operation) == [{}]:
        yield operation.problem(
            f"{operation.label} requires nothing, in a roundabout way.", "security"
        )


@GROUP.rule(
    "S706",
    "security scheme",
    title="security scheme other than a header",
    fix="Use `type: apiKey` with `in: header` and a `name`.",
)
def not_a_header(scheme: Node) -> Iterator[Problem]:
    for key, expected in (("type", "apiKey"), ("in", "header")):
        value = scheme.value.get(key)
        if value is not None and value != expected:
            yield scheme.problem(f"The {key} of {scheme.name!r} is {value!r}.", key)
            return


@GROUP.rule(
    "S707",
    "components",
    title="two security schemes with one header",
    fix="Give each scheme a header of its own; capitals make no difference.",
)
def same_header(components: Node) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for scheme in components.children("securitySchemes"):
        header = scheme.text("name").lower()
        if header and header in seen:
            message = f"{scheme.name!r} and {seen[header]!r} use one header."
            yield scheme.problem(message, "name")
        seen.setdefault(header, scheme.name)


@GROUP.rule(
    "S708",
    "operation",
    title="private operation that never answers 401",
    fix="Describe the 401 answer: keys can always be wrong.",
)
def no_refusal(operation: Node) -> Iterator[Problem]:
    statuses = operation.members("responses").keys()
    private = any(security_of(operation))
    if private and statuses and "401" not in statuses:
        message = f"{operation.label} has no answer for a refused key."
        yield operation.problem(message, "responses")
