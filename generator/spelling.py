"""How the IR is spelled in Python: annotations, expressions and the words of docstrings.

Every function here is a filter of the templates, so that a template holds layout alone.
"""

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from . import ir
from .config import Config

__all__ = ["FILTERS", "docstring"]

WIDTH = 100

_ANSWER: Mapping[ir.Kind, str] = {
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
_ARGUMENT: Mapping[ir.Kind, str] = _ANSWER | {
    "decimal": "Decimal | int | str",
    "stamp_int": "datetime | int",
    "stamp_text": "datetime | int",
}
_WIRE: Mapping[ir.Kind, str] = _ANSWER | {
    "datetime": "Instant",
    "stamp_int": "int",
    "stamp_text": "str",
    "json": "Any",
}
_MICROSECONDS = 1_000_000


def snake(name: str) -> str:
    """`OrderBook` -> `order_book`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def annotation(kind: ir.Type, sequence: str = "list") -> str:
    """The type users see in answers; `sequence` is what arrays become."""
    match kind:
        case ir.Scalar():
            return _ANSWER[kind.kind]
        case ir.ListOf() if sequence == "tuple":
            return f"tuple[{annotation(kind.item, sequence)}, ...]"
        case ir.ListOf():
            return f"{sequence}[{annotation(kind.item, 'tuple')}]"
        case ir.Nothing():
            return "None"
        case ir.EnumRef() | ir.ModelRef() | ir.RowRef():
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


def wire(kind: ir.Type) -> str:
    """The annotation of the struct that msgspec fills."""
    match kind:
        case ir.Scalar(kind="stamp_int" | "stamp_text"):
            return f"{'Stamp' if kind.kind == 'stamp_int' else 'StampText'}{kind.per_second}"
        case ir.Scalar():
            return _WIRE[kind.kind]
        case ir.ListOf():
            return f"list[{wire(kind.item)}]"
        case ir.Nothing():
            return "dict[str, Any]"
        case ir.EnumRef():
            return f"enums.{kind.name}"
        case ir.ModelRef() | ir.RowRef():
            return kind.name


def wire_from_outside(kind: ir.Type) -> str:
    """The same annotation as another module writes it."""
    match kind:
        case ir.ListOf():
            return f"list[{wire_from_outside(kind.item)}]"
        case ir.ModelRef() | ir.RowRef():
            return f"_wire.{kind.name}"
        case _:
            return wire(kind)


def decoded(kind: ir.Type, value: str, sequence: str = "list") -> str:
    """The expression that turns what msgspec gave into what users get."""
    match kind:
        case ir.Scalar(kind="decimal"):
            return f"exact({value})"
        case ir.Scalar(kind="datetime"):
            return f"utc({value})"
        case ir.Scalar(kind="stamp_int"):
            return f"moment({_scaled(value, '*', kind)})"
        case ir.Scalar(kind="stamp_text"):
            return f"moment({_scaled(f'digits({value})', '*', kind)})"
        case ir.Scalar() | ir.EnumRef():
            return value
        case ir.ModelRef() | ir.RowRef():
            return f"_{snake(kind.name)}({value})"
        case ir.ListOf():
            inner = decoded(kind.item, "item", "tuple")
            listed = f"[{inner} for item in {value}]" if inner != "item" else value
            return f"tuple({listed})" if sequence == "tuple" else listed
        case ir.Nothing():
            return "None"


def encoded(kind: ir.Type, value: str) -> str:
    """The expression that turns what users have into the bytes of its JSON."""
    match kind:
        case ir.Scalar(kind="text") | ir.EnumRef() if _is_text(kind):
            return f"text({value})"
        case ir.Scalar(kind="decimal"):
            return f"number({value})"
        case ir.Scalar(kind="datetime"):
            return f"time({value})"
        case ir.Scalar(kind="date"):
            return f"day({value})"
        case ir.Scalar(kind="bool"):
            return f"boolean({value})"
        case ir.Scalar(kind="json"):
            return f"anything({value})"
        case ir.Scalar(kind="stamp_int"):
            return f"integer({_scaled(f'microseconds({value})', '//', kind)})"
        case ir.Scalar(kind="stamp_text"):
            return f"text(str({_scaled(f'microseconds({value})', '//', kind)}))"
        case ir.Scalar():
            return f"integer({value})"
        case ir.EnumRef():
            return f"member({value})"
        case ir.ModelRef() | ir.RowRef():
            return f"_{snake(kind.name)}_json({value})"
        case ir.ListOf():
            return f'b"[%b]" % b",".join([{encoded(kind.item, "item")} for item in {value}])'
        case ir.Nothing():
            return 'b"{}"'


def _is_text(kind: ir.Type) -> bool:
    return isinstance(kind, ir.Scalar)


def _scaled(value: str, sign: str, kind: ir.Scalar) -> str:
    factor = _MICROSECONDS // (kind.per_second or 1)
    return value if factor == 1 else f"{value} {sign} {factor}"


def literal(value: object) -> str:
    """A Python literal, with the quotes ruff would choose."""
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"' if value.isprintable() else repr(value)
    if value is None or isinstance(value, bool | int | tuple):
        return repr(value)
    return f'Decimal("{value:f}")'


def pattern(expression: str) -> str:
    """A JSON Schema pattern for `re`: there `$` also matches before a final line feed."""
    return re.sub(r"(?<!\\)\$", r"\\Z", expression)


def limits(bounds: ir.Bounds) -> str:
    """The bounds as keyword arguments of a check."""
    names = ("minimum", "maximum", "above", "below", "min_length", "max_length")
    given = [(name, getattr(bounds, name)) for name in names]
    shown = [f"{name}={literal(value)}" for name, value in given if value is not None]
    if bounds.pattern is not None:
        shown.append(f"pattern=r{literal(pattern(bounds.pattern)).replace(chr(92) * 2, chr(92))}")
    return ", ".join(shown)


def bounds_in_words(bounds: ir.Bounds) -> str:
    """`1 to 100`, `at least 0`: empty where there is no bound."""
    words: list[str] = []
    if bounds.minimum is not None and bounds.maximum is not None:
        words.append(f"{_plain(bounds.minimum)} to {_plain(bounds.maximum)}")
    elif bounds.minimum is not None:
        words.append(f"at least {_plain(bounds.minimum)}")
    elif bounds.maximum is not None:
        words.append(f"at most {_plain(bounds.maximum)}")
    if bounds.above is not None:
        words.append(f"above {_plain(bounds.above)}")
    if bounds.below is not None:
        words.append(f"below {_plain(bounds.below)}")
    if bounds.min_length is not None:
        words.append(f"at least {bounds.min_length} characters")
    if bounds.max_length is not None:
        words.append(f"at most {bounds.max_length} characters")
    return ", ".join(words)


def _plain(value: object) -> str:
    return f"{value:f}" if not isinstance(value, int) else str(value)


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
    """`rec: later servers send it` -> `Known from recorded traffic: later servers send it.`"""
    if not evidence:
        return ""
    marks = "|".join(map(re.escape, config.evidence)) or "(?!)"
    found = re.split(rf"\b((?:(?:{marks}), )*(?:{marks})): ", " ".join(evidence.split()))
    words = [sentence(f"Not in the reference: {found[0].strip()}")] if found[0].strip() else []
    for mark, text in zip(found[1::2], found[2::2], strict=True):
        sources = " and ".join(config.evidence[name] for name in mark.split(", "))
        words.append(sentence(f"Known from {sources}: {text.strip()}"))
    return " ".join(words)


def sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if not text or text[-1] in ".!?" else f"{text}."


def docstring(text: str, indent: int = 0) -> str:
    """A docstring from sentences and paragraphs: wrapped, escaped, with its quotes."""
    escaped = text.strip().replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    lines: list[str] = []
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
        lines.extend(wrapped or [quotes])
    if len(lines) == 1 and len(lines[0]) + indent + 3 <= WIDTH and not lines[0].endswith('"'):
        return f'{lines[0]}"""'
    margin = " " * indent
    return "\n".join([lines[0], *(f"{margin}{line}".rstrip() for line in lines[1:]), f'{margin}"""'])


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
    "decoded": decoded,
    "docstring": docstring,
    "encoded": encoded,
    "indented": indented,
    "limits": limits,
    "literal": literal,
    "sentence": sentence,
    "snake": snake,
    "unique": unique,
    "wire": wire,
    "wire_from_outside": wire_from_outside,
}
