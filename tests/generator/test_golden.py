"""What a document with one of everything leads to is what was read and committed."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, get_args

import attrs
import pytest
from attrs import evolve

from generator import config as configuration
from generator import document, engine, ir
from generator.lower import lower
from tests.generator.golden_output import HOME, committed_files, golden_files


@pytest.fixture(scope="module")
def fixture() -> ir.Api:
    """The golden document as the templates see it."""
    config = configuration.load(HOME / "harbour.toml")
    source = document.load(HOME / config.spec)
    return lower(source, engine.parse(source), evolve(config, spec=HOME / config.spec))


def test_the_golden_output_is_what_is_generated_today() -> None:
    """Byte for byte; a wanted change is written by `make golden` and read as a difference."""
    wanted, found = golden_files(), committed_files()

    assert sorted(found) == sorted(wanted)
    different = [name for name in wanted if found[name] != wanted[name]]
    assert different == [], "run `make golden` and read the difference"


def test_the_fixture_has_everything_that_a_document_can_say(fixture: ir.Api) -> None:
    """Whoever teaches the generator something new shows it here."""
    said = defaultdict[tuple[str, str], set[Any]](set)
    for entry in _entries(fixture):
        for name, value in attrs.asdict(entry, recurse=False).items():
            said[type(entry).__name__, name].add(repr(value))

    silent = {field for field, values in said.items() if values <= {"None", "()", "''", "False"}}
    assert silent == set()
    kinds = {entry.__name__ for entry in vars(ir).values() if attrs.has(entry)}
    assert {kind for kind, _ in said} == kinds


def test_the_fixture_has_every_value_of_every_choice(fixture: ir.Api) -> None:
    """Each kind of scalar, each retry rule, each outcome, each base of an enum, each place."""
    entries = list(_entries(fixture))
    scalars = [entry for entry in entries if isinstance(entry, ir.Scalar)]
    operations = fixture.operations

    assert {scalar.kind for scalar in scalars} == set(get_args(ir.Kind))
    assert {operation.retry for operation in operations} == set(get_args(ir.Retry))
    assert {error.outcome for error in fixture.errors} == set(get_args(ir.Outcome))
    assert {enum.base for enum in fixture.enums} == {"text", "int"}
    assert {type(operation.result) for operation in operations} >= set(get_args(ir.Type)) - {
        ir.EnumRef,
        ir.RowRef,
    }
    assert {operation.private for operation in operations} == {True, False}


def _entries(value: object) -> Iterator[Any]:
    """Every object of the intermediate form within one, itself included."""
    if isinstance(value, tuple):
        for item in value:
            yield from _entries(item)
    elif attrs.has(type(value)):
        yield value
        for field in attrs.fields(type(value)):
            yield from _entries(getattr(value, field.name))
