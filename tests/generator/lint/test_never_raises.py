"""Whatever the text is, the lint answers with findings."""

import copy
import io
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.lint import Finding

from .edits import GOOD, findings

LINES = GOOD.splitlines(keepends=True)
DOCUMENT: Any = YAML(typ="safe", pure=True).load(GOOD)
JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats(allow_nan=True)
    | st.sampled_from(
        ["", "object", "array", "$ref", "#/", "#/components/schemas/Book", "x-", "get"]
    )
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["$ref", "type", "enum", "items", "properties", "schema", "200", ""]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every container of a document with each of its keys."""
    if isinstance(value, dict):
        own = [(value, key) for key in value]
    elif isinstance(value, list):
        own = [(value, index) for index in range(len(value))]
    else:
        return []
    return [*own, *(place for holder, key in own for place in _places(holder[key]))]


def _dump(value: Any) -> str:
    stream = io.StringIO()
    YAML(typ="safe", pure=True).dump(value, stream)
    return stream.getvalue()


def _is_answered(text: str) -> None:
    found = findings(text)
    lines = text.count("\n") + text.count("\r") + 1
    assert all(isinstance(each, Finding) for each in found)
    assert all(1 <= each.line <= lines + 1 and each.column >= 1 for each in found)


@settings(max_examples=60)
@given(st.data())
def test_values_may_be_dropped_and_replaced(data: st.DataObject) -> None:
    """Any values of a good document, changed into anything."""
    document = copy.deepcopy(DOCUMENT)
    for _ in range(data.draw(st.integers(1, 3))):
        places = _places(document)
        holder, key = places[data.draw(st.integers(0, len(places) - 1))]
        if data.draw(st.booleans()):
            del holder[key]
        else:
            holder[key] = data.draw(JUNK)
    _is_answered(_dump(document))


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(st.integers(0, len(LINES) - 1), st.text(max_size=12)), min_size=1, max_size=4
    )
)
def test_lines_may_be_replaced(edits: list[tuple[int, str]]) -> None:
    """Any lines of a good document, changed into anything."""
    lines = list(LINES)
    for at, text in edits:
        lines[at] = text
    _is_answered("".join(lines))


@settings(max_examples=100)
@given(st.text() | st.text(alphabet="-:[]{}&*!|>'\"%@`#,? \t\nab0.<"))
def test_a_text_may_be_anything(text: str) -> None:
    """Not even YAML is taken for granted."""
    _is_answered(text)
