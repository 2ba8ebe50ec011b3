"""An import pays for what is used and nothing else."""

import attrs
import pytest

import gopax_generated
from gopax_generated import errors, models
from tests.loading import loaded


def test_the_package_itself_loads_next_to_nothing() -> None:
    """Its names come when they are asked for."""
    assert not loaded("import gopax_generated") & {"attrs", "attr", "msgspec", "httpx", "json"}


@pytest.mark.parametrize("module", ["errors", "enums", "models", "codecs", "operations", "api"])
def test_only_the_client_loads_an_http_library(module: str) -> None:
    """What builds calls and reads answers sends nothing."""
    names = loaded(f"import gopax_generated.{module}")

    assert not names & {"httpx", "httpcore", "asyncio", "ssl", "socket"}


def test_errors_load_no_json() -> None:
    """Catching an error costs no decoder."""
    assert not loaded("import gopax_generated.errors") & {"msgspec", "json", "attr"}


@pytest.mark.parametrize("module", ["models", "codecs", "operations", "api"])
def test_no_model_is_made_before_it_is_named(module: str) -> None:
    """Nor is the library that makes them loaded."""
    names = loaded(f"import gopax_generated.{module}")

    assert not {name for name in names if name.startswith("gopax_generated.models.")}
    assert "attr" not in names


def test_an_answer_makes_its_own_model() -> None:
    """And those that it is made of."""
    names = loaded(
        "from gopax_generated.codecs import decode_get_order_book\n"
        'decode_get_order_book(b\'{"bid":[],"ask":[]}\')'
    )

    assert {name for name in names if name.startswith("gopax_generated.models.")} == {
        "gopax_generated.models._book_entry",
        "gopax_generated.models._order_book",
    }


@pytest.mark.parametrize("name", models.__all__)
def test_a_model_is_known_by_the_package_of_models(name: str) -> None:
    """Whatever module holds it, what is pickled names the place that users import from."""
    model = getattr(models, name)

    assert model.__module__ == "gopax_generated.models"
    assert name in dir(models)
    assert attrs.has(model) or issubclass(model, tuple)


def test_there_is_no_model_of_another_name() -> None:
    """As of any module."""
    with pytest.raises(AttributeError, match=r"'gopax_generated.models' has no attribute 'Wallet'"):
        _ = models.Wallet


def test_every_exported_name_is_there() -> None:
    """Models, enums, errors, version and address."""
    for name in gopax_generated.__all__:
        assert getattr(gopax_generated, name) is not None
    assert set(gopax_generated.__all__) <= set(dir(gopax_generated))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = gopax_generated.nothing


def test_every_name_has_one_home() -> None:
    """A name from the package is the name of its module."""
    assert gopax_generated.Ticker is models.Ticker
    assert gopax_generated.GopaxError is errors.GopaxError
    assert gopax_generated.API_VERSION == "0.1"


@pytest.mark.parametrize("package", ["gopax_generated", "gopax_ext"])
def test_naming_a_package_loads_no_typing(package: str) -> None:
    """The machinery of types would cost more than all the rest of it."""
    assert not loaded(f"import {package}") & {"typing", "re", "enum", "decimal"}
