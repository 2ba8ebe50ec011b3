"""The generator serves another API of the same kind as well."""

import datetime as dt
import importlib
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from generator import output

ROOT = Path(__file__).parents[2]
BOOK = {
    "isbn": "0306406152",
    "class": "novel",
    "price": 12.5,
    "on-loan": False,
    "printed": "1999-12-31",
    "authors": ["Ann", "Bob"],
    "shelf": "fiction",
    "extra": {"tags": ["a", None]},
}
LOAN = {
    "isbn": "0306406152",
    "until": "2024-02-29",
    "at": "2024-02-01T10:00:00.000Z",
    "visits": [[1700000000, "1700000001", "north"], [1700000002, "1700000003"]],
    "book": BOOK,
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, library_files: Mapping[str, bytes]) -> Path:
    """A directory that has the generated package in it."""
    directory = tmp_path_factory.mktemp("library")
    output.write(library_files, directory / "library_client")
    return directory


@pytest.fixture
def module(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Imports a module of the package; afterwards it is forgotten."""
    monkeypatch.syspath_prepend(home)

    def load(name: str) -> ModuleType:
        return importlib.import_module(f"library_client.{name}")

    yield load
    for name in [name for name in sys.modules if name.partition(".")[0] == "library_client"]:
        del sys.modules[name]


def test_every_kind_of_argument_reaches_the_request(module: Any) -> None:
    """Texts are encoded, numbers plain, dates ISO, moments counted, enums their values."""
    operations = module("operations")

    call = operations.find_books(
        words="war & peace",
        max_price="9.990",
        on_loan=True,
        since=dt.date(2020, 2, 29),
        changed=dt.datetime(2023, 1, 1, tzinfo=dt.UTC),
        grade=2,
    )

    assert call.target == (
        "/books?words=war%20%26%20peace&maxPrice=9.99&on-loan=true&since=2020-02-29"
        "&changed=1672531200&grade=2"
    )
    assert operations.get_book("non-fiction", 7).path == "/books/non-fiction/7"
    assert operations.find_books().target == "/books"


@pytest.mark.parametrize(
    "arguments",
    [
        *({"words": "w"}, {"words": "w" * 41}, {"max_price": 0}, {"max_price": 0.5}),
        *({"on_loan": 1}, {"since": "2020-02-29"}, {"changed": "1"}, {"grade": 4}),
        {"since": dt.datetime(2020, 2, 29, tzinfo=dt.UTC)},
    ],
)
def test_every_kind_of_argument_is_checked(module: Any, arguments: dict[str, Any]) -> None:
    """Length, bound, type and value; nothing is converted on the quiet."""
    with pytest.raises(module("errors").ArgumentError):
        module("operations").find_books(**arguments)


def test_every_kind_of_value_is_read_and_written(module: Any) -> None:
    """Nested objects, rows with a tail, free JSON, words that Python keeps for itself."""
    codecs = module("codecs")

    loan = codecs.decode_borrow(json.dumps(LOAN).encode())

    assert loan.book.class_ == "novel"
    assert loan.book.price == Decimal("12.5")
    assert loan.book.printed == dt.date(1999, 12, 31)
    assert loan.book.extra == {"tags": ["a", None]}
    assert loan.visits[1].went == dt.datetime(2023, 11, 14, 22, 13, 23, tzinfo=dt.UTC)
    assert [visit.type for visit in loan.visits] == ["north", None]
    assert json.loads(codecs.encode_borrow(loan)) == LOAN


@pytest.mark.parametrize(
    ("steps", "value", "path"),
    [
        (["book", "on-loan"], 1, '$.book["on-loan"]'),
        (["book", "authors"], ["Ann", 5], "$.book.authors[1]"),
        (["book", "printed"], "1999-13-31", "$.book.printed"),
        (["visits"], [[1700000000]], "$.visits[0][1]"),
        (["visits"], [[10**15, "1"]], "$.visits[0][0]"),
        (["at"], "2024-02-01", "$.at"),
    ],
)
def test_a_mistake_is_named_by_its_place(
    module: Any, steps: list[str], value: Any, path: str
) -> None:
    """However deep it lies and whatever the name is made of."""
    broken: Any = json.loads(json.dumps(LOAN))
    holder = broken
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = value

    with pytest.raises(module("errors").DecodeError) as caught:
        module("codecs").decode_borrow(json.dumps(broken).encode())

    assert caught.value.path == path


def test_its_client_calls_and_raises(module: Any) -> None:
    """Its own root of errors, its own numbers, answers without content."""
    errors = module("errors")

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            assert json.loads(request.content) == {"isbn": "0306406152", "until": "2024-02-29"}
            return httpx.Response(409, json={"number": 7, "text": "away"})
        return httpx.Response(204 if request.method == "DELETE" else 200, json=None)

    library = module("client").Client(
        auth=httpx.BasicAuth("a", "b"), transport=httpx.MockTransport(answer)
    )

    assert library.give_back("0306406152") is None
    with pytest.raises(errors.BookIsAway) as caught:
        library.borrow("0306406152", until=dt.date(2024, 2, 29))
    assert isinstance(caught.value, errors.Conflict)
    assert isinstance(caught.value, errors.LibraryError)
    assert str(caught.value) == "borrow: HTTP 409, code 7: away. Wait until it is back."
    assert module("operations").OPERATIONS["borrow"].retry == "verify"


def test_its_code_has_no_lint(home: Path) -> None:
    """By the rules of this project, with what it lets pass in generated code."""
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--config"]
    options = [ROOT / "pyproject.toml", "--extend-ignore=C901,PLR0911,PLR0912,PLR0915"]

    done = subprocess.run(
        [*command, *options, home / "library_client"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout
