"""The public surface of two states of a package is compared name by name, without importing it."""

import pytest

from generator.apidiff import ApiChange
from generator.diff import Impact
from tests.generator.apidiff.packages import Files, changes

MODULE = "shop/api.py"
BASE = {"shop/__init__.py": "", MODULE: "def buy(item: str, *, amount: int = 1) -> str: ...\n"}


def between(old: str, new: str) -> tuple[ApiChange, ...]:
    """The changes between two states of one module."""
    return changes({**BASE, MODULE: old}, {**BASE, MODULE: new})


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("def buy(): ...", "", "shop.api.buy"),
        ("def buy(a): ...", "def buy(): ...", "shop.api.buy(a)"),
        ("def buy(): ...", "def buy(a): ...", "shop.api.buy(a)"),
        ("def buy(a=1): ...", "def buy(a): ...", "shop.api.buy(a)"),
        ("def buy(a=1): ...", "def buy(a=2): ...", "shop.api.buy(a)"),
        ("def buy(a): ...", "def buy(*, a): ...", "shop.api.buy(a)"),
        ("def buy(): ...", "class buy: ...", "shop.api.buy"),
        ("class Item:\n    price: int", "class Item: ...", "shop.api.Item.price"),
        ("LIMIT = 1", "", "shop.api.LIMIT"),
    ],
)
def test_what_a_program_would_miss_is_breaking(old: str, new: str, name: str) -> None:
    """What went, and what has to be called otherwise, is named with its argument."""
    (change,) = between(old, new)
    assert (change.impact, change.name) == (Impact.BREAKING, name)


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("", "def buy(): ...", "shop.api.buy"),
        ("def buy(): ...", "def buy(*, a=1): ...", "shop.api.buy(a)"),
        ("", "class Item:\n    price: int\n    size: int", "shop.api.Item"),
        ("class Item: ...", "class Item:\n    price: int", "shop.api.Item.price"),
    ],
)
def test_what_is_new_is_additive(old: str, new: str, name: str) -> None:
    """A new class speaks for its members."""
    (change,) = between(old, new)
    assert (change.impact, change.name) == (Impact.ADDITIVE, name)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("def buy(a: int): ...", "def buy(a: str): ...", "`str` (before: `int`)"),
        ("def buy() -> int: ...", "def buy() -> str: ...", "`str` (before: `int`)"),
        (
            "class Item:\n    a: int",
            "class Item:\n    a: int | None",
            "`int | None` (before: `int`)",
        ),
        ("class E(OSError): ...", "class E(KeyError): ...", "`KeyError` (before: `OSError`)"),
    ],
)
def test_other_types_are_listed(old: str, new: str, words: str) -> None:
    """Whether they break a program cannot be seen from here, so they are told as they are."""
    (change,) = between(old, new)
    assert (change.kind, change.words) == ("retyped", words)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("def _buy(a): ...", "def _sell(): ..."),
        ("import os", "import sys"),
        ("class Item:\n    def __repr__(self): ...", "class Item: ..."),
        ("def buy():\n    return 1", "def buy():\n    '''Buy.'''\n    return 2"),
        ("__all__ = ['a']\na = 1\nb = 2", "__all__ = ['a']\na = 1"),
    ],
)
def test_what_is_private_may_change(old: str, new: str) -> None:
    """Neither underscores, imports, bodies nor what `__all__` leaves out are promised."""
    assert between(old, new) == ()


DOOR = {
    "shop/__init__.py": "",
    "shop_ext/__init__.py": "from .client import Shop\n__all__ = ['Shop']\n",
    "shop_ext/client.py": "class Shop:\n    def buy(self): ...\n\ndef help(): ...\n",
    "shop_ext/inner/__init__.py": "from .deep import Deep\n__all__ = ['Deep']\n",
    "shop_ext/inner/deep.py": "class Deep: ...\n",
}


@pytest.mark.parametrize(
    ("edit", "names"),
    [
        ({"shop_ext/client.py": "class Shop:\n    def buy(self): ...\n"}, []),
        ({"shop_ext/inner/deep.py": ""}, []),
        ({"shop_ext/client.py": "class Shop: ...\n"}, ["shop_ext.client.Shop.buy"]),
        ({"shop_ext/__init__.py": "__all__ = []\n"}, ["shop_ext.Shop"]),
        ({"shop_ext/new.py": "class New: ...\n"}, []),
        (
            {
                "shop_ext/__init__.py": DOOR["shop_ext/__init__.py"]
                + "from .new import New\n__all__ += ['New']\n",
                "shop_ext/new.py": "class New:\n    size: int\n",
            },
            ["shop_ext.new.New"],
        ),
    ],
)
def test_a_package_with_doors_promises_what_they_export(edit: Files, names: list[str]) -> None:
    """What lies in its other modules is internal, exported among themselves or not."""
    found = changes(DOOR, {**DOOR, **edit}, ["shop_ext"])
    assert [change.name for change in found] == names


def test_a_name_that_is_re_exported_is_told_once() -> None:
    """Its definition stands for every other way to reach it."""
    old = {
        "shop/__init__.py": "from .a import Item\n__all__ = ['Item']\n",
        "shop/a.py": "class Item: ...",
    }
    (change,) = changes(old, {**old, "shop/__init__.py": "", "shop/a.py": ""})
    assert change.name == "shop.a.Item"
