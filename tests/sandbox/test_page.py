"""The pages about the exchange name all there is to set, to break and to administer."""

from pathlib import Path

import pytest
from attrs import fields_dict

from gopax_ext.sandbox import Config, Sandbox
from gopax_ext.sandbox.faults import KINDS

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", ["exchange.md", "exchange.ko.md"])
def test_everything_is_on_the_page(page: str) -> None:
    """Each switch, kind of fault and action of the administration begins a line of a table."""
    lines = (DOCS / page).read_text("utf-8").splitlines()
    shown = " ".join(line.split("|")[1] for line in lines if line.startswith("| `"))
    admin = Sandbox(seed=1, admin=True).app.admin
    assert admin is not None
    names = {*fields_dict(Config), *KINDS, *admin.actions} - {"profile"}
    assert {name for name in names if f"`{name}`" not in shown} == set()
