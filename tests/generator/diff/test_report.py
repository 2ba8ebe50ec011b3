"""The fragment reads as a changelog, and the JSON says the same."""

import json

from generator.diff import Step, as_json, as_markdown, spell_step
from tests.generator.diff.shop import changes_of

EDITS = (
    ("maximum: 100,", "maximum: 50,"),
    ("[book, map]", "[book, map, globe]"),
    ("[BOOK, MAP]", "[BOOK, MAP, GLOBE]"),
    ("description: How heavy it is.", "description: Its weight."),
    ("  /prices:", "  /past-prices:"),
    ("newer: newerThan, max: 100", "newer: newerThan, max: 200"),
)


def test_the_fragment_has_the_sections_of_a_changelog() -> None:
    """Breaking changes come first in a section, and each line names what it touches."""
    assert (
        as_markdown(changes_of(*EDITS))
        == """\
### Added

- `Kind.GLOBE`: is new: `globe`

### Changed

- **Breaking:** `Shop.list_items(limit=...)`: narrowed to at most 50 (before: at most 100)
- `Shop.list_items`: answers pages of up to 200 rows (before: 100)

### Fixed

- `Shop.list_prices`: calls `GET /past-prices` (before: `GET /prices`)

### Documentation

- `Item.weight`: described in other words"""
    )


def test_the_same_change_of_several_things_is_one_line() -> None:
    """A parameter that two calls share is told once."""
    (change,) = changes_of(
        (
            "price: {type: number, format: decimal, description: Highest price.",
            "price: {type: number, format: decimal, description: Top price.",
        )
    )
    assert [thing.words for thing in change.affected] == [
        "Shop.place_order(price=...)",
        "OrderRequest.price",
    ]


def test_no_change_is_no_fragment() -> None:
    """Nothing is printed that somebody would paste."""
    assert as_markdown(()) == ""
    assert "no version step" in spell_step((), Step.NONE)


def test_the_json_holds_every_change_and_the_step() -> None:
    """Programs read the same words, kinds and impacts."""
    changes = changes_of(*EDITS)
    table = json.loads(as_json(changes, Step.MAJOR))
    assert table["step"] == "major"
    assert len(table["changes"]) == len(changes)
    assert {
        "kind": "argument-bounds",
        "impact": "breaking",
        "section": "Changed",
        "affected": ["Shop.list_items(limit=...)"],
        "text": "narrowed to at most 50 (before: at most 100)",
    } in table["changes"]


def test_the_summary_counts_by_impact() -> None:
    """One line says how much there is and what it demands."""
    said = spell_step(changes_of(*EDITS), Step.MINOR)
    assert said == "1 breaking, 2 additive, 2 documentation: demands a minor version step"
