"""An import pays for what is used and nothing else."""

import subprocess
import sys

import pytest

import gopax_generated
from gopax_generated import errors, models


def loaded(statement: str) -> set[str]:
    """The modules that a fresh interpreter has after a statement."""
    code = f"import sys; before = set(sys.modules); {statement}; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


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
