"""The import rules of ARCHITECTURE.md hold, and each of them can fail."""

import subprocess
import sys
from pathlib import PurePosixPath

import pytest

from tests.project.house import MOST_LINES, ROOT, RULES, Module, Rule, modules

NUMBERS = [f"rule-{number}" for number, _ in enumerate(RULES, 1)]
HOUSES = ("generator", "gopax_ext", "gopax_generated", "scripts", "tests")

# A module that breaks the rule of the same place in RULES, and its nearest neighbour that keeps it.
BROKEN = (
    ("generator/lower.py", "from gopax_generated.models import Order"),
    ("gopax_generated/codecs.py", "def late():\n    import generator.ir"),
    ("gopax_generated/operations.py", "import httpx"),
    ("gopax_ext/client.py", "from . import sandbox"),
    ("gopax_ext/sandbox/accounts.py", "from ..signing import sign"),
    ("gopax_ext/dashboard/look.py", "from ..signing import sign"),
    ("gopax_ext/transport/sync.py", "from httpx import Client"),
    ("gopax_ext/nonce.py", "from datetime import datetime as d\nd.now()"),
    ("generator/lower.py", "from openapi_python_client.parser import GeneratorData"),
)
KEPT = (
    ("generator/lower.py", "from .ir import Model"),
    ("gopax_generated/codecs.py", "from .models import Order\nimport msgspec\nimport decimal"),
    ("gopax_generated/client.py", "import httpx"),
    ("gopax_ext/testing/plugin.py", "from ..sandbox import Sandbox"),
    ("gopax_ext/sandbox/accounts.py", "from ..seam import Seam\nfrom .app import App"),
    ("gopax_ext/dashboard/look.py", "from ..sandbox import Sandbox\nfrom .log import RequestLog"),
    ("gopax_ext/transport/httpx_lane.py", "import httpx"),
    ("gopax_ext/nonce.py", "from datetime import datetime\ndatetime.fromtimestamp(0)"),
    ("generator/engine.py", "from openapi_python_client.parser import GeneratorData"),
)


@pytest.mark.parametrize("rule", RULES, ids=NUMBERS)
def test_the_rule_holds(rule: Rule) -> None:
    """No module of the project breaks it."""
    broken = [line for module in modules(*HOUSES) for line in rule.broken_by(module)]
    assert broken == []


@pytest.mark.parametrize("rule", RULES, ids=NUMBERS)
def test_the_page_states_the_rule(rule: Rule) -> None:
    """ARCHITECTURE.md says what is enforced, word for word."""
    page = " ".join((ROOT / "ARCHITECTURE.md").read_text("utf-8").split())
    assert rule.sentence in page


@pytest.mark.parametrize(("rule", "example"), list(zip(RULES, BROKEN, strict=True)), ids=NUMBERS)
def test_the_rule_can_fail(rule: Rule, example: tuple[str, str]) -> None:
    """A module that breaks it is named with its line."""
    path, source = example
    (line,) = {found.rpartition(":")[0] for found in rule.broken_by(_module(path, source))}
    assert line == f"{path}:{len(source.splitlines())}"


@pytest.mark.parametrize(("rule", "example"), list(zip(RULES, KEPT, strict=True)), ids=NUMBERS)
def test_the_rule_leaves_the_neighbour_alone(rule: Rule, example: tuple[str, str]) -> None:
    """What the rule permits is not reported."""
    assert rule.broken_by(_module(*example)) == []


@pytest.mark.parametrize(
    "source",
    [
        "import time\n",
        "from time import monotonic\n",
        "import random as chance\n",
        "import asyncio\nasyncio.sleep(1)\n",
        "import asyncio as a\na.sleep(1)\n",
        "from asyncio import sleep\n",
        "import datetime\ndatetime.datetime.now()\n",
        "import uuid\nuuid.uuid4()\n",
    ],
)
def test_no_spelling_gets_around_the_seam(source: str) -> None:
    """The clock is found under every name it can be imported by."""
    (rule,) = [rule for rule in RULES if "seam.py" in rule.sentence and "clock" in rule.sentence]
    assert rule.broken_by(_module("gopax_ext/limits.py", source))


def test_a_type_may_be_named_where_httpx_is_not_loaded() -> None:
    """`if TYPE_CHECKING:` never runs, so it may import httpx; its `else` may not."""
    (rule,) = [rule for rule in RULES if "httpx_lane.py" in rule.sentence]
    source = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import httpx\n"
    assert rule.broken_by(_module("gopax_ext/client.py", source)) == []
    assert rule.broken_by(_module("gopax_ext/client.py", source + "else:\n    import httpx\n"))


def test_modules_stay_short() -> None:
    """A hand-written module that nears 400 lines is two concepts in one file."""
    houses = [house for house in HOUSES if house != "gopax_generated"]
    written = [module for module in modules(*houses) if "golden" not in module.path.parts]
    lines = {str(module.path): module.source.count("\n") for module in written}
    assert {path: count for path, count in lines.items() if count > MOST_LINES} == {}


@pytest.mark.parametrize("package", ["gopax_generated", "gopax_ext"])
def test_importing_a_package_loads_only_what_it_needs(package: str) -> None:
    """No HTTP library, terminal, server or sandbox comes in before somebody asks for it."""
    unwanted = ["httpx", "rich", "uvicorn", "gopax_ext.sandbox", "gopax_ext.transport.httpx_lane"]
    code = f"import sys, {package}; print([m for m in {unwanted!r} if m in sys.modules])"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"


def _module(path: str, source: str) -> Module:
    return Module(PurePosixPath(path), source)
