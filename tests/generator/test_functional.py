"""A short document, what is generated from it, and what that does when it is called."""

import datetime as dt
import importlib
import itertools
import sys
import textwrap
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from generator import output
from generator.config import Config, ErrorBodyConfig
from generator.generation import build

HEAD = 'openapi: 3.1.0\ninfo: {title: Small, version: "1"}\n'
NUMBERS = itertools.count()

Package = Callable[[str], ModuleType]
Make = Callable[..., Package]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Generates a package of a name of its own from a document; gives what imports its modules."""
    monkeypatch.setattr(
        output, "formatted", lambda drafts: {name: text.encode() for name, text in drafts.items()}
    )
    monkeypatch.syspath_prepend(tmp_path)

    def generated(text: str, **options: Any) -> Package:
        name = f"small_client_{next(NUMBERS)}"
        path = tmp_path / "small.yaml"
        path.write_text(HEAD + textwrap.dedent(text), encoding="utf-8")
        config = Config(spec=path, package=tmp_path / name, **options)
        output.write(build(config).files, config.package)
        return lambda module: importlib.import_module(f"{name}.{module}")

    yield generated
    for name in [name for name in sys.modules if name.startswith("small_client_")]:
        del sys.modules[name]


def test_an_api_without_enums_models_or_errors_has_a_client(make: Make) -> None:
    """Nothing is taken for granted but one operation."""
    package = make("""
        paths:
          /ping:
            get:
              operationId: ping
              security: []
              responses: {"200": {description: Pong.}}
        """)
    transport = httpx.MockTransport(lambda _: httpx.Response(200))

    with package("client").Client("http://127.0.0.1", transport=transport) as client:
        assert client.ping() is None
    assert dict(package("errors").ERROR_CODES) == {}


def test_an_error_without_a_documented_body_is_raised_by_its_status(make: Make) -> None:
    """Nothing says what the body would look like, so its beginning is the message."""
    package = make("""
        paths:
          /ping:
            get:
              operationId: ping
              security: []
              responses: {"200": {description: Pong.}, "404": {description: Gone.}}
        """)

    error = package("errors").api_error(404, b"<p>no  such\npage</p>")

    assert type(error).__name__ == "NotFound"
    assert (error.code, error.message, error.outcome) == (None, "no such page", "rejected")


@pytest.mark.parametrize("name", ["check", "close", "errors", "list", "print", "import", "date"])
def test_an_operation_may_have_any_name(make: Make, name: str) -> None:
    """A name that Python, the client or its modules have already gets an underscore."""
    package = make(f"""
        paths:
          /a/{{n}}:
            get:
              operationId: {name}
              security: []
              parameters: [{{name: n, in: path, required: true, schema: {{type: integer}}}}]
              responses:
                "200":
                  description: A number.
                  content: {{application/json: {{schema: {{type: integer}}}}}}
        """)
    transport = httpx.MockTransport(lambda request: httpx.Response(200, text=request.url.path[3:]))

    with package("client").Client("http://127.0.0.1", transport=transport) as client:
        assert getattr(client, f"{name}_")(5) == 5


@pytest.mark.parametrize(
    ("name", "argument"),
    [
        *(("check", "check_"), ("codecs", "codecs_"), ("operations", "operations_")),
        *(("request", "request_"), ("str", "str_"), ("self", "self_"), ("class", "class_")),
        *(("type", "type"), ("id", "id"), ("query", "query"), ("errors", "errors")),
        *(("camelCase", "camel_case"), ("two-words", "two_words"), ("1st", "field_1st")),
    ],
)
def test_an_argument_may_have_any_name(make: Make, name: str, argument: str) -> None:
    """In the query it keeps the name that the server knows."""
    package = make(f"""
        paths:
          /a/{{n}}:
            get:
              operationId: getA
              security: []
              parameters:
                - {{name: n, in: path, required: true, schema: {{type: integer}}}}
                - {{name: {name}, in: query, schema: {{type: string}}}}
              responses: {{"200": {{description: A.}}}}
        """)

    call = package("operations").get_a(5, **{argument: "x y"})

    assert call.target == f"/a/5?{name}=x%20y"


@pytest.mark.parametrize(
    ("schema", "given", "sent"),
    [
        ("{type: string, pattern: '^[a-z]+$'}", "abc", "abc"),
        ("{type: string, pattern: '^[1-9][0-9]*$'}", 12, "12"),
        ("{type: integer, maximum: 9}", 9, "9"),
        ("{type: string, format: date}", dt.date(2024, 2, 29), "2024-02-29"),
        ("{type: integer, x-unit: ms}", dt.datetime(1970, 1, 2, tzinfo=dt.UTC), "86400000"),
        ("{$ref: '#/components/schemas/Kind'}", "new", "new"),
        ("{$ref: '#/components/schemas/Size'}", 2, "2"),
    ],
)
def test_every_kind_of_path_argument_is_written_plainly(
    make: Make, schema: str, given: Any, sent: str
) -> None:
    """What is signed is what is sent: nothing in a path is ever encoded."""
    package = make(
        f"""
        paths:
          /a/{{b}}/c:
            get:
              operationId: getA
              security: []
              parameters: [{{name: b, in: path, required: true, schema: {schema}}}]
              responses: {{"200": {{description: A.}}}}
        components:
          schemas:
            Kind: {{type: string, enum: [new, "a/b"]}}
            Size: {{type: integer, enum: [1, 2]}}
        """,
        timestamps={"ms": 1000},
    )

    assert package("operations").get_a(given).path == f"/a/{sent}/c"
    for wrong in ("a/b", "..", "", "%2e", True, 1.5, None):
        with pytest.raises(package("errors").ArgumentError):
            package("operations").get_a(wrong)


BODY = """
    paths:
      /berths:
        post:
          operationId: book
          security: []
          requestBody:
            required: true
            content: {application/json: {schema: {$ref: "#/components/schemas/Book"}}}
          responses: {"200": {description: Done.}}
    components:
      schemas:
        Book:
          type: object
          required: [until, kind]
          properties:
            until: {type: integer, x-unit: ms}
            kind: {type: string}
            pilot: {type: string}
            price: {type: number, format: decimal}
          if: {properties: {kind: {const: ferry}}}
          then: {required: [pilot]}
    """


def test_members_of_a_body_are_arguments(make: Make) -> None:
    """Moments and their numbers mean the same; amounts stay exact; None is not sent."""
    package = make(BODY, timestamps={"ms": 1000})
    book = package("operations").book

    for until in (86_400_001, dt.datetime(1970, 1, 2, 0, 0, 0, 1000, dt.UTC)):
        call = book(until=until, kind="tug", price="1.50")
        assert call.body == b'{"until":86400001,"kind":"tug","price":1.5}'
    assert call.request.price == Decimal("1.50")
    for wrong in (1e3, True, "1", 10**30, dt.datetime(1970, 1, 2)):  # noqa: DTZ001
        with pytest.raises(package("errors").ArgumentError):
            book(until=wrong, kind="tug")


def test_a_condition_between_members_is_held(make: Make) -> None:
    """What one value makes necessary has to be given."""
    package = make(BODY, timestamps={"ms": 1000})

    with pytest.raises(package("errors").ArgumentError, match="pilot is missing"):
        package("operations").book(until=0, kind="ferry")
    assert package("operations").book(until=0, kind="ferry", pilot="Ann").body


def test_an_operation_and_its_body_may_share_a_name(make: Make) -> None:
    """`book` answers nothing and takes a `Book`: both have a codec."""
    package = make(BODY, timestamps={"ms": 1000})
    codecs = package("codecs")

    assert codecs.decode_book(b"") is None
    assert codecs.decode_book_body(b'{"until":1,"kind":"a"}').kind == "a"


ANSWERS = """
    paths:
      /rows:
        get:
          operationId: listRows
          security: []
          responses:
            "200":
              description: Rows.
              content:
                application/json:
                  schema: {type: array, items: {$ref: "#/components/schemas/Row"}}
      /thing:
        get:
          operationId: getThing
          security: []
          responses:
            "200":
              description: A thing.
              content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
    components:
      schemas:
        Kind: {type: string, enum: [new, old]}
        Row:
          type: array
          minItems: 1
          prefixItems: [{title: n, type: integer}, {title: kind, $ref: "#/components/schemas/Kind"}]
        Thing:
          type: object
          required: [day]
          properties:
            day: {type: string, format: date}
            date: {type: string, format: date}
            inner: {$ref: "#/components/schemas/Thing2"}
            any: {description: Anything.}
        Thing2:
          type: object
          properties: {rows: {type: array, items: {$ref: "#/components/schemas/Row"}}}
    """


def test_the_end_of_a_row_may_be_absent_null_or_longer(make: Make) -> None:
    """What is not there is None; what is new is skipped; what is unknown is kept."""
    package = make(ANSWERS)
    codecs = package("codecs")

    rows = codecs.decode_list_rows(b'[[1],[2,null],[3,"new"],[4,"odd",{},5]]')

    assert [(row.n, row.kind) for row in rows] == [(1, None), (2, None), (3, "new"), (4, "odd")]
    assert [row.kind.known for row in rows[2:]] == [True, False]
    assert codecs.encode_list_rows(rows) == b'[[1],[2],[3,"new"],[4,"odd"]]'
    with pytest.raises(package("errors").DecodeError, match=r"\$\[1\]\[0\]"):
        codecs.decode_list_rows(b"[[1],[]]")


def test_a_text_beside_a_counted_moment_is_kept_whatever_it_says(make: Make) -> None:
    """`null` is a text like any other, be it of an enum or not, there or not."""
    stamped = ANSWERS.replace("title: n, type: integer", "title: n, type: integer, x-unit: ms")
    texts = stamped.replace(
        'title: kind, $ref: "#/components/schemas/Kind"', "title: kind, type: string"
    )
    moment = dt.datetime(1970, 1, 1, 0, 0, 1, 1000, dt.UTC)
    for document in (stamped, texts, texts.replace("minItems: 1", "minItems: 2")):
        codecs = make(document, timestamps={"ms": 1000})("codecs")

        rows = codecs.decode_list_rows(b'[[1001,"null"],[1001,"new"],[1001,"5"]]')

        assert [(row.n, row.kind) for row in rows] == [
            (moment, text) for text in ("null", "new", "5")
        ]


def test_objects_hold_objects_and_may_lack_them(make: Make) -> None:
    """Absent and null are both None; a field may even be called like its own type."""
    package = make(ANSWERS)
    decode = package("codecs").decode_get_thing

    thing = decode(b'{"day":"2024-02-29","date":"2024-03-01","inner":{"rows":[[1]]},"any":[1.10]}')
    empty = decode(b'{"day":"2024-02-29","inner":null,"new":1}')

    assert (thing.day, thing.date_) == (dt.date(2024, 2, 29), dt.date(2024, 3, 1))
    assert thing.inner.rows[0].n == 1
    assert str(thing.any[0]) == "1.10"
    assert (empty.date_, empty.inner, empty.any) == (None, None, None)


def test_pages_are_described_by_the_names_of_arguments(make: Make) -> None:
    """Whoever pages needs no other table."""
    package = make(
        """
        paths:
          /a:
            get:
              operationId: listA
              security: []
              x-pagination: {older: past-max, newer: From, max: 7}
              x-rate-limit: {scope: key, limit: 3, window_ms: 2000}
              parameters:
                - {name: past-max, in: query, schema: {type: integer}}
                - {name: From, in: query, schema: {type: integer}}
              responses: {"200": {description: A.}}
        """
    )
    operation = package("operations").OPERATIONS["listA"]

    assert (operation.pagination.older, operation.pagination.newer) == ("past_max", "from_")
    assert operation.pagination.max == 7
    assert (operation.rate_limit.scope, operation.rate_limit.limit) == ("key", 3)


def test_errors_are_caught_by_what_they_are_a_kind_of(make: Make) -> None:
    """Through parents of the table up to the status, each with its own outcome."""
    package = make(
        """
        paths:
          /a:
            get:
              operationId: getA
              security: []
              x-error-codes: [1, 2]
              responses: {"200": {description: A.}, "409": {description: No.}}
        x-error-codes:
          - {name: Taken, codes: [1], status: 409, outcome: rejected, documented: true,
             description: Taken., fix: Wait.}
          - {name: Lost, parent: Taken, codes: [2], status: 409, outcome: unknown,
             documented: false, description: Lost., fix: Look.}
        """,
        error_body=ErrorBodyConfig(code="n", message="text", legacy="old"),
    )
    errors = package("errors")

    lost = errors.api_error(409, b'{"n":2,"text":"Gone"}')

    assert type(lost) is errors.Lost
    assert issubclass(errors.Lost, errors.Taken)
    assert issubclass(errors.Taken, errors.Conflict)
    assert (lost.outcome, lost.fix) == ("unknown", "Look.")
    assert type(errors.api_error(200, b'{"old":"It is gone: 1"}')) is errors.Taken


@pytest.mark.parametrize("name", ["Decimal", "Call", "Client", "ApiError", "Parameter", "NotFound"])
def test_a_class_that_generated_code_has_already_is_refused(make: Make, name: str) -> None:
    """One of the two would hide the other."""
    with pytest.raises(Exception, match=f"small.yaml:1: two classes would be called {name}"):
        make(f"""
            paths:
              /a:
                get:
                  operationId: getA
                  security: []
                  responses:
                    "200":
                      description: A.
                      content:
                        application/json: {{schema: {{$ref: "#/components/schemas/{name}"}}}}
                    "404": {{description: No.}}
            components:
              schemas:
                {name}: {{type: object, properties: {{a: {{type: string}}}}}}
            """)
