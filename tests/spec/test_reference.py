"""openapi.yaml holds all that the reference says, section by section."""

from typing import Any

import pytest

from . import reference
from .document import document, examples, flat, item, operations, resolve, schemas
from .reference import SAMPLES, SECTIONS, Section

each_section = pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.operation)
each_described_section = pytest.mark.parametrize(
    "section",
    [section for section in SECTIONS if section.operation != "getOrderBook"],
    ids=lambda section: section.operation,
)


def test_every_call_of_the_reference_is_an_operation_and_nothing_else_is() -> None:
    """The fifteen calls, by method and path, under their names."""
    assert {(s.operation, s.method, s.path) for s in SECTIONS} == {
        (operation.id, operation.method, operation.path) for operation in operations().values()
    }


@each_section
def test_an_operation_names_its_section(section: Section) -> None:
    """Whoever reads an operation finds its section of the reference."""
    assert operations()[section.operation].node["x-gopax-section"] == section.title


@each_section
def test_an_operation_takes_the_documented_parameters(section: Section) -> None:
    """No parameter is missing, none is invented, and the mandatory ones are required."""
    parameters = {p["name"]: p for p in operations()[section.operation].parameters}

    assert {n for n, p in parameters.items() if p["in"] == "path"} == set(section.url_parameters)
    assert {n for n, p in parameters.items() if p["in"] == "query"} == set(section.query)
    assert {n for n, p in parameters.items() if p["required"]} == {
        *section.url_parameters,
        *section.mandatory,
    }


@each_described_section
def test_an_answer_has_the_documented_fields(section: Section) -> None:
    """Each described field is there; only what a sample shows beside them may join."""
    schema = resolve(operations()[section.operation].answer["schema"])

    assert ("items" in schema) == section.many
    if section.row:
        assert [position["title"] for position in item(schema)["prefixItems"]] == [*section.row]
        return
    undescribed = reference.UNDESCRIBED.get(section.title, set())
    assert set(flat(item(schema))["properties"]) == {*section.fields, *undescribed}


@each_section
def test_a_field_that_the_reference_always_shows_is_required(section: Section) -> None:
    """Only a market order, which the reference does not show, comes without its price."""
    schema = item(operations()[section.operation].answer["schema"])
    optional = {"price"} if section.fields[: len(reference.ORDER)] == reference.ORDER else set()

    if section.fields:
        assert set(flat(schema)["required"]) == {*section.fields} - optional
    elif section.row:
        assert schema["minItems"] == len(section.row)


@each_section
def test_a_request_body_has_the_documented_fields(section: Section) -> None:
    """An order is sent with its five fields; no other call has a body."""
    body = operations()[section.operation].body

    assert (set(flat(body["schema"])["properties"]) if body else set()) == set(section.request)


@each_section
def test_an_operation_answers_the_statuses_that_can_occur(section: Section) -> None:
    """The statuses of the table that the call can meet, and 200."""
    statuses = {int(status) for status in operations()[section.operation].responses}

    assert statuses == {200, *section.statuses}


@each_section
def test_an_operation_names_the_error_codes_that_it_can_answer(section: Section) -> None:
    """The documented codes that fit the call; the others are marked as later ones."""
    codes = operations()[section.operation].node["x-gopax-error-codes"]

    assert set(codes) - reference.LATER_CODES == set(section.codes)
    assert codes == sorted(set(codes))


@each_section
def test_the_samples_of_the_reference_are_the_examples(section: Section) -> None:
    """Each JSON sample is an example, digit for digit."""
    operation = operations()[section.operation]
    samples = SAMPLES.get(section.title, {})

    if "answer" in samples:
        assert samples["answer"] in examples(operation.answer).values()
    if "request" in samples:
        assert operation.body is not None
        assert samples["request"] in examples(operation.body).values()


def test_every_section_with_a_sample_is_known() -> None:
    """No sample of the reference is left out because a title was mistyped."""
    assert set(SAMPLES) == {s.title for s in SECTIONS} - {"Get order book by trading pair"}


@each_section
def test_private_calls_count_per_key_and_public_ones_per_address(section: Section) -> None:
    """Twenty calls in a moving second, as the reference limits them."""
    assert operations()[section.operation].node["x-gopax-rate-limit"] == {
        "scope": reference.RATE_SCOPES[section.private],
        **reference.RATE_LIMIT,
    }


@each_section
def test_a_private_call_needs_all_three_headers_and_a_public_one_none(section: Section) -> None:
    """One requirement with three schemes: all of them together, or nothing."""
    security = operations()[section.operation].node["security"]
    schemes = document()["components"]["securitySchemes"]

    if not section.private:
        assert security == []
        return
    (requirement,) = security
    named = [schemes[name] for name in requirement]
    assert [scheme["name"] for scheme in named] == [*reference.AUTHENTICATION_HEADERS]
    assert all(scheme["type"] == "apiKey" and scheme["in"] == "header" for scheme in named)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Side", reference.SIDES),
        ("OrderType", reference.ORDER_TYPES | reference.ORDER_TYPES_SPOKEN_OF),
        ("OrderStatus", reference.ORDER_STATUSES),
        ("CandleInterval", reference.CANDLE_MINUTES),
    ],
)
def test_an_enum_lists_the_documented_values(name: str, values: set[object]) -> None:
    """Every value of the reference and no other."""
    assert set(schemas()[name]["enum"]) == values


def test_the_market_type_says_that_it_is_not_listed() -> None:
    """What the tables of the reference do not list carries its evidence."""
    assert "limit alone" in schemas()["OrderType"]["x-evidence"]


@pytest.mark.parametrize("name", sorted(reference.MILLISECONDS))
def test_times_in_queries_are_milliseconds(name: str) -> None:
    """The unit of the parameter tables is kept in data and in words."""
    schema = resolve(_parameter(name)["schema"])

    assert schema["type"] == "integer"
    assert schema["x-gopax-unit"] == "ms"
    assert "milliseconds" in _parameter(name)["description"]


def test_a_page_holds_a_hundred_items_at_most() -> None:
    """The bound of the parameter tables, on both lists of trades."""
    assert _parameter("limit")["schema"]["maximum"] == reference.LIMIT_MAXIMUM
    for name in ("listTrades", "listMyTrades"):
        pagination = operations()[name].node["x-gopax-pagination"]
        assert pagination == {"older": "pastmax", "newer": "latestmin", "max": 100}


@pytest.mark.parametrize("name", ["pastmax", "latestmin", "after", "before"])
def test_a_page_bound_quotes_the_wording_that_it_departs_from(name: str) -> None:
    """Where the reference says the opposite of what servers do, both are on record."""
    assert 'The reference says "' in _parameter(name)["x-evidence"]


def test_the_interval_of_candles_is_in_minutes() -> None:
    """The unit of the interval is kept in data and in words."""
    assert resolve(_parameter("interval")["schema"])["x-gopax-unit"] == "min"
    assert "minutes" in _parameter("interval")["description"]


def test_the_levels_of_the_order_book_are_explained() -> None:
    """1, 2 and any other number: all three are told."""
    description = _parameter("level")["description"]

    for level, meaning in reference.LEVELS.items():
        assert f"{level} answers" in description
        assert meaning in description
    assert "any other number answers the whole order book" in description


def test_every_amount_and_price_is_an_exact_number() -> None:
    """Each field that counts money or assets is a decimal, wherever it stands."""
    for name, schema in schemas().items():
        for field, node in flat(schema)["properties"].items():
            if field in reference.DECIMALS and node.get("type") != "array":
                assert (node["type"], node["format"]) == ("number", "decimal"), f"{name}.{field}"
        for position in schema.get("prefixItems", ()):
            if position["title"] in reference.DECIMALS:
                assert (position["type"], position["format"]) == ("number", "decimal"), name


def test_every_time_in_an_object_is_iso_8601() -> None:
    """Each time field of an object is a date-time; only candles and the undescribed date count."""
    for name, schema in schemas().items():
        for field, node in flat(schema)["properties"].items():
            if field in reference.TIMES:
                assert (node["type"], node["format"]) == ("string", "date-time"), f"{name}.{field}"


def test_the_order_id_is_text_in_orders_and_a_number_in_trades() -> None:
    """The reference shows both, and both are kept."""
    assert schemas()["Order"]["properties"]["id"]["type"] == "string"
    assert schemas()["MyTrade"]["properties"]["orderId"]["type"] == "integer"


def test_the_cancelling_answer_is_an_empty_object() -> None:
    """A cancelled order is answered by an object that has no documented field."""
    schema = resolve(operations()["cancelOrder"].answer["schema"])

    assert schema["type"] == "object"
    assert "properties" not in schema


def test_a_market_order_needs_no_price_and_a_limit_order_does() -> None:
    """The condition that the reference puts in a warning is part of the schema."""
    request = schemas()["PlaceOrderRequest"]

    assert "price" not in request["required"]
    assert request["if"]["properties"]["type"]["const"] == "limit"
    assert request["then"]["required"] == ["price"]


def test_the_book_and_the_error_body_say_that_they_are_not_in_the_reference() -> None:
    """The two shapes that the reference leaves out carry their evidence."""
    for name in ("OrderBook", "BookEntry", "ErrorBody"):
        assert "the reference" in schemas()[name]["x-evidence"]


def _parameter(name: str) -> dict[str, Any]:
    """The one parameter of this name."""
    (found,) = (p for p in document()["components"]["parameters"].values() if p["name"] == name)
    return dict(found)
