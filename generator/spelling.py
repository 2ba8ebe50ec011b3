"""How the IR is spelled in Python: annotations, expressions and the words of docstrings.

Every function here is a filter of the templates, so that a template holds layout alone.
"""

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from . import ir
from .config import Config

__all__ = ["FILTERS", "decoded", "docstring"]

WIDTH = 100
_HARD_SPACE = "\x00"
"""Stands for a space inside of code while lines are broken."""

_ANSWER: dict[str, str] = {
    "text": "str",
    "int": "int",
    "bool": "bool",
    "decimal": "Decimal",
    "datetime": "datetime",
    "date": "date",
    "stamp_int": "datetime",
    "stamp_text": "datetime",
    "json": "object",
}
_ARGUMENT: dict[str, str] = _ANSWER | {
    "decimal": "Decimal | int | str",
    "stamp_int": "datetime | int",
    "stamp_text": "datetime | int",
}
_WIRE: dict[str, str] = _ANSWER | {
    "datetime": "Instant",
    "stamp_int": "int",
    "stamp_text": "str",
    "json": "Any",
}
_DECODING: Mapping[str, str] = {
    "decimal": "exact",
    "datetime": "utc",
}
_ENCODING: Mapping[str, str] = {
    "text": "text",
    "int": "integer",
    "bool": "boolean",
    "decimal": "number",
    "datetime": "time",
    "date": "day",
    "stamp_int": "integer",
    "stamp_text": "text",
    "json": "anything",
}
_MICROSECONDS = 1_000_000
_LONG_NUMBER = 100_000
"""From here on a literal has its digits in groups."""
_ENDLESS = 10**18
"""From here on a bound is no rule of an API, but what a number of 64 bits or 19 digits holds."""


def snake(name: str) -> str:
    """`OrderBook` -> `order_book`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def annotation(kind: ir.Type, sequence: str = "list") -> str:
    """The type users see in answers; `sequence` is what an array becomes, inner ones are tuples."""
    match kind:
        case ir.Scalar():
            return _ANSWER[kind.kind]
        case ir.ListOf():
            inner = annotation(kind.item, "tuple")
            return f"tuple[{inner}, ...]" if sequence == "tuple" else f"list[{inner}]"
        case ir.Nothing():
            return "None"
        case _:
            return kind.name


def argument(kind: ir.Type, api: ir.Api) -> str:
    """What a user may hand in for a value of this type."""
    match kind:
        case ir.Scalar(kind="text", digits_only=True):
            return "str | int"
        case ir.Scalar():
            return _ARGUMENT[kind.kind]
        case ir.EnumRef():
            values = ", ".join(literal(member.value) for member in api.enum(kind.name).members)
            return f"{kind.name} | Literal[{values}]"
        case _:
            raise AssertionError(kind)


def wire(kind: ir.Type, home: str = "") -> str:
    """The annotation of what msgspec fills; `home` leads to its module from another one."""
    match kind:
        case ir.Scalar(kind="stamp_int" | "stamp_text"):
            return f"{'Stamp' if kind.kind == 'stamp_int' else 'StampText'}{kind.per_second}"
        case ir.Scalar():
            return _WIRE[kind.kind]
        case ir.ListOf():
            return f"list[{wire(kind.item, home)}]"
        case ir.Nothing():
            return "dict[str, Any]"
        case ir.EnumRef():
            return f"enums.{kind.name}"
        case _:
            return f"{home}{kind.name}"


def decoded(
    kind: ir.Scalar | ir.EnumRef | ir.Nothing, value: str, *, in_seconds: bool = False
) -> str:
    """The expression that turns a single value that msgspec read into what users get.

    A counted moment may also be given as seconds, for msgspec to turn it into that.
    """
    match kind:
        case ir.Scalar(kind="stamp_int"):
            return f"{'seconds' if in_seconds else 'moment'}({value}, {literal(kind.per_second)})"
        case ir.Scalar(kind="stamp_text") if in_seconds:
            return f"seconds_told({value}, {literal(kind.per_second)})"
        case ir.Scalar(kind="stamp_text"):
            return f"moment(digits({value}), {literal(kind.per_second)})"
        case ir.Scalar():
            call = _DECODING.get(kind.kind)
            return value if call is None else f"{call}({value})"
        case ir.Nothing():
            return "None"
        case ir.EnumRef():
            return value


def encoded(kind: ir.Type, value: str) -> str:
    """The expression that turns what users have into the bytes of its JSON."""
    match kind:
        case ir.Scalar():
            stamp = kind.per_second is not None
            value = _counted(f"microseconds({value})", kind) if stamp else value
            value = f"str({value})" if kind.kind == "stamp_text" else value
            return f"{_ENCODING[kind.kind]}({value})"
        case ir.ListOf():
            return f"array([{encoded(kind.item, 'item')} for item in {value}])"
        case ir.ModelRef() | ir.RowRef():
            return f"_{snake(kind.name)}_json({value})"
        case ir.Nothing():
            return 'b"{}"' if kind.body else 'b""'
        case ir.EnumRef():
            return f"member({value})"


def _counted(microseconds: str, kind: ir.Scalar) -> str:
    factor = _MICROSECONDS // (kind.per_second or _MICROSECONDS)
    return microseconds if factor == 1 else f"{microseconds} // {factor}"


def literal(value: object) -> str:
    """A Python literal, with the quotes ruff would choose."""
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"' if value.isprintable() else repr(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:_}" if abs(value) >= _LONG_NUMBER else repr(value)
    if isinstance(value, Decimal):
        written = f"{value:f}"
        return f"Decimal({literal(int(value)) if written.isdigit() else literal(written)})"
    return repr(value)


def wrapped_literal(value: str, indent: int) -> str:
    """A literal that is broken into lines between words where it is long."""
    if len(literal(value)) + indent + len("fix = ") <= WIDTH:
        return literal(value)
    lines = textwrap.wrap(value, WIDTH - indent - 10, break_long_words=False)
    return "\n".join(["(", *(literal(line + " ") for line in lines[:-1]), literal(lines[-1]), ")"])


def pattern(expression: str) -> str:
    """A JSON Schema pattern for `re`: there `$` also matches before a final line feed."""
    return re.sub(r"(?<!\\)\$", r"\\Z", expression)


def limits(bounds: ir.Bounds, kind: str) -> str:
    """The bounds as keyword arguments of a check, those of a number as numbers of its kind."""
    names = ("minimum", "maximum", "above", "below", "min_length", "max_length")
    given = [(name, getattr(bounds, name)) for name in names]
    if kind == "decimal":
        given = [(name, None if value is None else Decimal(value)) for name, value in given]
    shown = [f"{name}={literal(value)}" for name, value in given if value is not None]
    if bounds.pattern is not None:
        shown.append(f"pattern=r{literal(pattern(bounds.pattern)).replace(chr(92) * 2, chr(92))}")
    return ", ".join(shown)


def bounds_in_words(bounds: ir.Bounds) -> str:
    """`1 to 100`, `at least 0`: empty where there is no bound that says something to a reader."""
    words: list[str] = []
    minimum, maximum = _spoken(bounds.minimum), _spoken(bounds.maximum)
    above, below = _spoken(bounds.above), _spoken(bounds.below)
    if minimum and maximum:
        words.append(f"{minimum} to {maximum}")
    elif minimum or maximum:
        words.append(f"at least {minimum}" if minimum else f"at most {maximum}")
    words += [f"above {above}"] if above else []
    words += [f"below {below}"] if below else []
    if bounds.min_length is not None:
        words.append(f"at least {bounds.min_length} characters")
    if bounds.max_length is not None:
        words.append(f"at most {bounds.max_length} characters")
    return ", ".join(words)


def _spoken(bound: int | Decimal | None) -> str:
    """A bound with its digits in groups of three; empty if it is only the end of all numbers."""
    if bound is None or not -_ENDLESS < bound < _ENDLESS:
        return ""
    return f"{bound:,}" if isinstance(bound, int) else f"{bound:,f}"


def about(entry: ir.Field | ir.Parameter, config: Config) -> str:
    """Meaning, unit, bounds and evidence of a field or an argument, in sentences."""
    parts = [sentence(entry.description)]
    unit = None if entry.unit is None else config.units.get(entry.unit, entry.unit)
    bounds = ""
    if isinstance(entry.type, ir.Scalar):
        bounds = bounds_in_words(entry.type.bounds)
        if entry.type.per_second is not None:
            given = isinstance(entry, ir.Parameter)
            unit = None if unit is None else f"a datetime, or {unit}" if given else None
            parts += [] if given else ["Here a datetime in UTC."]
    parts += [
        sentence(f"Unit: {unit}") if unit else "",
        sentence(f"Allowed: {bounds}") if bounds else "",
        evidence_in_words(entry.evidence, config),
    ]
    return " ".join(part for part in parts if part)


def evidence_in_words(evidence: str | None, config: Config) -> str:
    """Turn `rec: later servers send it` to `Later servers send it (source: recorded traffic).`."""
    if not evidence:
        return ""
    marks = "|".join(map(re.escape, config.evidence)) or "(?!)"
    found = re.split(rf"\b((?:(?:{marks}), )*(?:{marks})): ", " ".join(evidence.split()))
    words = [sentence(f"Not in the reference: {found[0].strip()}")] if found[0].strip() else []
    for mark, text in zip(found[1::2], found[2::2], strict=True):
        sources = " and ".join(config.evidence[name] for name in mark.split(", "))
        fact = text.strip().rstrip(".")
        words.append(f"{fact[:1].upper()}{fact[1:]} (source: {sources}).")
    return " ".join(words)


def enumerated(items: Iterable[object]) -> str:
    """`1`, `1 and 2`, `1, 2 and 3`."""
    *others, last = [*map(str, items)] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if not text or text[-1] in ".!?" else f"{text}."


def docstring(text: str, indent: int = 0) -> str:
    """A docstring from sentences and paragraphs: wrapped, escaped, with its quotes."""
    escaped = (
        _with_summary(text.strip(), WIDTH - indent - 3)
        .replace("\\", "\\\\")
        .replace('"""', '\\"\\"\\"')
    )
    lines: list[str] = []
    escaped = re.sub(r"`[^`\n]+`", lambda code: code[0].replace(" ", _HARD_SPACE), escaped)
    for line in escaped.split("\n"):
        lead = line[: len(line) - len(line.lstrip())]
        hang = lead + ("    " if re.match(r"\s+\w+: ", line) else "")
        quotes = "" if lines else '"""'
        wrapped = textwrap.wrap(
            line.strip(),
            WIDTH - indent,
            initial_indent=quotes or lead,
            subsequent_indent=hang,
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines.extend(part.replace(_HARD_SPACE, " ") for part in wrapped or [quotes])
    if len(lines) == 1 and len(lines[0]) + indent + 3 <= WIDTH and not lines[0].endswith('"'):
        return f'{lines[0]}"""'
    margin = " " * indent
    rest = [f"{margin}{line}".rstrip() for line in lines[1:]]
    return "\n".join([lines[0], *rest, f'{margin}"""'])


def _with_summary(text: str, width: int) -> str:
    """Let the first sentence stand alone where the first paragraph is longer than a line."""
    head, gap, tail = text.partition("\n\n")
    if len(head) <= width or "\n" in head:
        return text
    first, stop, rest = head.partition(". ")
    return f"{first}.\n\n{rest}{gap}{tail}" if stop else text


def paragraphs(*texts: str | None) -> str:
    """The texts that are there, an empty line between them."""
    return "\n\n".join(text.strip() for text in texts if text and text.strip())


def indented(text: str, indent: int) -> str:
    """Every line moved to the right."""
    return textwrap.indent(text, " " * indent)


def unique(items: Iterable[Any]) -> list[Any]:
    """Each item once, in order."""
    return list(dict.fromkeys(items))


FILTERS: Mapping[str, Callable[..., Any]] = {
    "about": about,
    "annotation": annotation,
    "argument": argument,
    "bounds_in_words": bounds_in_words,
    "docstring": docstring,
    "encoded": encoded,
    "evidence": evidence_in_words,
    "indented": indented,
    "limits": limits,
    "literal": literal,
    "sentence": sentence,
    "snake": snake,
    "unique": unique,
    "wrapped_literal": wrapped_literal,
}
