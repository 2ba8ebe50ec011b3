"""One exchange for all tests of the command, a home of its own for each, and ways to run it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import jsonschema_rs
import pytest

from gopax_ext.cli import messages
from gopax_ext.cli.__main__ import main
from gopax_ext.cli.sandbox_state import SandboxState
from gopax_ext.cli.schemas import output_of, schema_of
from gopax_ext.sandbox import Sandbox
from tests.project.house import ROOT

FUNDS = {"KRW": "1000000000", "BTC": "1000", "ETH": "1000"}
NO_PROCESS = 2**22 + 1


@attrs.frozen
class Done:
    """What a run of the command left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The document on standard output."""
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """The error object on standard error: its last line."""
        return json.loads(self.err.splitlines()[-1])["error"]


def hold_to_schema(words: list[str], out: str, err: str) -> None:
    """Whatever a command answers or fails with in any test is what its schema promises."""
    last = err.splitlines()[-1:]
    if last and last[0].startswith('{"error"'):
        validate("error", json.loads(last[0])["error"])
    if not out.lstrip().startswith(("{", "[")):
        return
    pairs = zip(words, [*words[1:], ""], strict=True)
    name = next(n for pair in pairs for n in (" ".join(pair), pair[0]) if output_of(n))
    document = json.loads(out)
    validate(name, document)
    heads = {tuple(shape["properties"]) for shape in objects(schema_of(name))}
    for each in document if isinstance(document, list) else [document]:
        assert tuple(each) in heads, f"{name}: the order of the fields is promised too"


def validate(name: str, document: Any) -> None:
    """Fail where a document is not what the schema of a command, or a definition, says."""
    errors = list(jsonschema_rs.Draft202012Validator(schema_of(name)).iter_errors(document))
    assert errors == [], f"{name}: {errors[0]}"


def objects(schema: Any) -> Iterator[Any]:
    """Every description of an object within a schema."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for each in schema.values():
            yield from objects(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from objects(each)


Gopax = Callable[..., Done]


@pytest.fixture(scope="session")
def exchange() -> Iterator[Sandbox]:
    """An exchange that all tests of this process share; it never holds a call back."""
    with Sandbox(seed=7, limit=None, admin=True) as sandbox:
        yield sandbox


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders for settings and state that nobody else uses, in English."""
    monkeypatch.setenv("GOPAX_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("GOPAX_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("GOPAX_LANG", "en")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "dumb")
    messages.language.cache_clear()
    return tmp_path


@pytest.fixture
def account(exchange: Sandbox, home: Path) -> Iterator[SandboxState]:
    """An account on the exchange, known to the command as `gopax sandbox start` leaves it."""
    assert home.is_dir()
    opened = exchange.create_account(FUNDS)
    state = SandboxState(
        pid=NO_PROCESS,
        base_url=exchange.base_url,
        api_key=opened.api_key,
        secret_key=opened.secret_key,
        admin_token=exchange.admin_token or "",
    )
    state.save()
    yield state
    exchange.faults.clear()


@pytest.fixture
def gopax(home: Path, capsys: pytest.CaptureFixture[str]) -> Gopax:
    """Run the command in this process."""
    assert home.is_dir()

    def run(*arguments: object) -> Done:
        capsys.readouterr()
        words = [str(each) for each in arguments]
        code = main(words)
        streams = capsys.readouterr()
        if "--json" in words:
            hold_to_schema(words, streams.out, streams.err)
        return Done(code, streams.out, streams.err)

    return run


@pytest.fixture
def spawn(home: Path) -> Gopax:
    """Run the command in a process of its own; keywords are for `subprocess.run`."""
    assert home.is_dir()

    def run(*arguments: object, env: dict[str, str] | None = None, **options: Any) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "gopax_ext.cli", *map(str, arguments)],
            cwd=ROOT,
            check=False,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
            timeout=60,
            **options,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return run
