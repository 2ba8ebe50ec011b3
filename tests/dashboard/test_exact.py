"""Arithmetic and signatures of the pages, held against Python's."""

import json
import subprocess
from decimal import ROUND_DOWN, Context, Decimal
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.project.house import ROOT
from tests.tools import tool

MODULES = ROOT / "gopax_ext" / "dashboard" / "static" / "js"
EXACT = Context(prec=200)
numbers = st.decimals(
    min_value=-(10**24), max_value=10**24, allow_nan=False, allow_infinity=False, places=8
)


def node(module: str, code: str, given: object) -> Any:
    """What `code` returns for `given`, with everything of one module in reach as `m`."""
    script = f"""
      import * as m from {json.dumps((MODULES / module).as_uri())};
      const given = JSON.parse(process.argv[1]);
      process.stdout.write(JSON.stringify(await (async () => {{ {code} }})()));
    """
    command = [tool("node", "nodejs"), "--input-type=module", "-e", script, json.dumps(given)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def plain(number: Decimal) -> str:
    """As the exchange writes it."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


@settings(max_examples=5)
@given(pairs=st.lists(st.tuples(numbers, numbers), min_size=100, max_size=200))
def test_no_digit_is_lost(pairs: list[tuple[Decimal, Decimal]]) -> None:
    """Sums, differences, products and cut quotients of the pages are those of `Decimal`."""
    code = """return given.map(([a, b]) => [m.add(a, b), m.subtract(a, b), m.multiply(a, b),
      m.divide(a, b, 8), String(m.compare(a, b))]);"""
    found = node("exact.js", code, [[plain(a), plain(b)] for a, b in pairs])
    unit = Decimal("1e-8")
    wanted = [
        [
            plain(EXACT.add(a, b)),
            plain(EXACT.subtract(a, b)),
            plain(EXACT.multiply(a, b)),
            plain((EXACT.divide(a, b)).quantize(unit, ROUND_DOWN, EXACT)) if b else "0",
            str((a > b) - (a < b)),
        ]
        for a, b in pairs
    ]
    assert found == wanted


def test_numbers_are_shown_as_traders_write_them() -> None:
    """Thousands apart, decimals filled or cut, a sign where something rose or fell."""
    code = """return [m.group("10190000.5"), m.group("-1234.5678", 2), m.group("0.1", 4),
      m.group("999"), m.percent("100", "101.239"), m.percent("100", "99.5"),
      m.percent("3", "3")];"""
    assert node("exact.js", code, None) == [
        *("10,190,000.5", "-1,234.56", "0.1000", "999", "+1.23%", "-0.50%", "0.00%")
    ]


def test_signatures_are_those_of_the_table() -> None:
    """The same cases as for the client: every method, path and body."""
    path = Path(ROOT / "tests" / "unit" / "data" / "signatures.json")
    cases = json.loads(path.read_text("utf-8"))
    code = """const found = [];
      for (const { secret, nonce, method, path, body } of given)
        found.push(await m.sign(secret, nonce, method, path, body));
      return found;"""
    rows = [
        {name: case[name] for name in ("secret", "nonce", "method", "path", "body")}
        for case in cases
    ]
    assert node("signing.js", code, rows) == [case["signature"] for case in cases]


def test_both_languages_say_everything() -> None:
    """The same texts, with the same blanks to fill in; titles of operations in Korean alone."""
    code = """const { ko } = await import(given); return [m.en, ko];"""
    english, korean = node("en.js", code, (MODULES / "ko.js").as_uri())
    own = {name for name in korean if name.startswith("operation.")}
    assert set(korean) - own == set(english)

    def blanks(text: str) -> list[str]:
        return sorted(part.partition("}")[0] for part in text.split("{")[1:])

    assert {n for n in english if blanks(english[n]) != blanks(korean[n])} == set()


def test_every_text_is_used_and_every_used_text_is_there() -> None:
    """A key that no page and no module names says nothing to anybody."""
    english = node("en.js", "return m.en;", None)
    static = MODULES.parent
    files = [
        *static.glob("*.html"),
        *(p for p in MODULES.glob("*.js") if p.stem not in {"en", "ko"}),
    ]
    source = "\n".join(path.read_text("utf-8") for path in files)
    built = (
        "fault.",
        "clock.",
        "scope.",
        "times.",
        "interval.",
        "candle.",
        "part.",
        "tag.",
        "place.",
    )
    built += ("docs.retry.", "docs.rate.", "docs.outcome.", "link.", "key.")
    unused = {name for name in english if f'"{name}"' not in source and not name.startswith(built)}
    assert unused == set()
