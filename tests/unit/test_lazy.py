"""A package of many parts loads each when a name of it is first asked for."""

from importlib import import_module

import pytest

from gopax_ext._lazy import lazy
from tests.loading import loaded

PACKAGES = ["gopax_ext", "gopax_ext.charts", "gopax_ext.history", "gopax_ext.testing"]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_exported_name_is_there(package: str) -> None:
    """What a type checker is promised, a program gets."""
    module = import_module(package)

    for name in module.__all__:
        assert getattr(module, name) is not None


@pytest.mark.parametrize("package", PACKAGES)
def test_a_name_that_does_not_exist_is_told_like_that_of_any_module(package: str) -> None:
    """With the name of the package that was asked, not of one behind it."""
    module = import_module(package)

    with pytest.raises(AttributeError, match=f"^module '{package}' has no attribute 'nothing'$"):
        _ = module.nothing


@pytest.mark.parametrize("package", PACKAGES[1:])
def test_naming_a_package_loads_no_part_of_it(package: str) -> None:
    """Nor anything of the client."""
    assert {name for name in loaded(f"import {package}") if name.startswith("gopax")} == {
        "gopax_ext",
        "gopax_ext._lazy",
        "gopax_ext._version",
        package,
    }


def test_a_name_is_looked_for_once() -> None:
    """From then on it is an attribute like any other."""
    module = import_module("gopax_ext.testing")
    vars(module).pop("KINDS", None)

    found = module.KINDS

    assert vars(module)["KINDS"] is found


def test_a_module_that_cannot_be_loaded_says_why() -> None:
    """Its own error comes through: a missing library is no missing name."""
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        lazy("gopax_ext.testing", {"Thing": ".no_such_module"})("Thing")
