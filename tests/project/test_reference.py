"""docs/reference.md is what `make generate` writes, and what it shows works."""

import os
import re
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from generator import config as configuration
from generator.generation import build
from gopax_ext import Gopax
from gopax_ext.sandbox import Account, Sandbox, Snapshot
from gopax_ext.sandbox.rules import Proposal
from gopax_generated.operations import OPERATIONS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference.md").read_text("utf-8")
ORDER = 23712
"""The order that the page gets and cancels."""


def blocks(language: str) -> list[tuple[str, str]]:
    """Each example with the heading that it stands under; the first is the setting up."""
    found: list[tuple[str, str]] = []
    for chapter in re.split(r"^#{2,3} ", PAGE, flags=re.MULTILINE)[1:]:
        heading = chapter.partition("\n")[0]
        found += [
            (heading, block) for block in re.findall(rf"(?ms)^```{language}\n(.*?)^```", chapter)
        ]
    return found


(_, PYTHON), *PYTHON_EXAMPLES = blocks("python")
(_, SHELL), *SHELL_EXAMPLES = blocks("bash")


def ids(examples: list[tuple[str, str]]) -> list[str]:
    """Names of the tests."""
    return [f"{number}-{heading}" for number, (heading, _) in enumerate(examples)]


@pytest.fixture(scope="module")
def exchange() -> Iterator[tuple[Sandbox, Account, Snapshot]]:
    """An exchange with an account that has money, coins and the order of the examples."""
    with Sandbox(seed=7, limit=None) as sandbox:
        account = sandbox.create_account({"KRW": "100000000", "ETH": "100", "BTC": "1"})
        owner = sandbox.key(account.api_key).owner
        venue = sandbox.venue("ETH-KRW")
        order = Proposal(venue, "buy", "limit", Decimal(1), Decimal(500_000))
        with sandbox.app.lock:  # or the orders of the market would take the number
            sandbox.exchange.engine._next_order = ORDER
            assert sandbox.exchange.place(owner, order).id == ORDER
        yield sandbox, account, sandbox.snapshot()


@pytest.fixture
def environment(
    exchange: tuple[Sandbox, Account, Snapshot],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """What the page says has to be set, and the exchange as it was."""
    sandbox, account, snapshot = exchange
    sandbox.restore(snapshot)
    for name, value in {
        "GOPAX_BASE_URL": sandbox.base_url,
        "GOPAX_API_KEY": account.api_key,
        "GOPAX_SECRET_KEY": account.secret_key,
        "GOPAX_STATE_DIR": str(tmp_path),
        "GOPAX_SHARING": "process",
    }.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(("heading", "code"), PYTHON_EXAMPLES, ids=ids(PYTHON_EXAMPLES))
def test_every_python_example_runs(
    heading: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As it stands, after the lines that set up."""
    variables: dict[str, object] = {}
    exec(compile(PYTHON + code, f"reference.md#{heading}", "exec"), variables)  # noqa: S102
    client = variables["client"]
    assert isinstance(client, Gopax)
    client.close()
    printed = capsys.readouterr().out
    assert bool(printed) is code.startswith("print(")


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(("heading", "code"), SHELL_EXAMPLES, ids=ids(SHELL_EXAMPLES))
def test_every_shell_example_runs(heading: str, code: str) -> None:
    """As it stands, signed by openssl; its answer is what the operation documents."""
    done = subprocess.run(
        ["bash", "-c", f"set -eu -o pipefail\n{SHELL}{code}"],
        env=os.environ,
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 0, (done.stdout, done.stderr)
    decode = {operation.name: operation.decode for operation in OPERATIONS.values()}[heading]
    decode(done.stdout)


def test_every_operation_has_both_examples() -> None:
    """Nothing above passes because it is not there."""
    names = {operation.name for operation in OPERATIONS.values()}
    assert {heading for heading, _ in PYTHON_EXAMPLES} == names
    assert {heading for heading, _ in SHELL_EXAMPLES} == names
    assert len(PYTHON_EXAMPLES) == len(SHELL_EXAMPLES) == len(names) + 2


def test_the_links_of_the_page_lead_somewhere() -> None:
    """To a heading of the page itself or to a file of the project."""
    headings = {
        line.lstrip("# ").lower().replace(" ", "-")
        for line in PAGE.splitlines()
        if line.startswith("#")
    }
    for target in re.findall(r"\]\(([^)]+)\)", PAGE):
        if target.startswith("#"):
            assert target[1:] in headings, target
        else:
            assert (ROOT / "docs" / target).is_file(), target


def test_the_page_is_what_would_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """`make check` fails on a single changed byte of it, too."""
    monkeypatch.chdir(ROOT)
    pages = build(configuration.load(configuration.default())).pages
    assert {path.as_posix(): content.decode() for path, content in pages.items()} == {
        "docs/reference.md": PAGE
    }
