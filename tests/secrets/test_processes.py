"""Key and secret stay inside the process: no command line, no environment, no file, no dump."""

import faulthandler
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from gopax_ext import Gopax
from gopax_ext.observe import Event
from gopax_ext.sandbox import Sandbox
from tests.project.house import ROOT
from tests.secrets.conftest import Canary

PROGRAM = """
import json, os, pathlib, sys, warnings
from gopax_ext import Gopax, GopaxError
warnings.simplefilter("always")
key, secret, url = json.load(sys.stdin)
with Gopax(key=key, secret=secret, base_url=url) as gopax:
    gopax.list_balances()
    gopax.place_order("BTC-KRW", side="buy", type="limit", price=1000000, amount="0.01")
    here = pathlib.Path("/proc/self")
    print((here / "cmdline").read_text())
    print((here / "environ").read_text())
    print((here / "comm").read_text())
    print(dict(os.environ))
    print(json.dumps(sys.argv))
    gopax.get_balance("NONE")
"""


def test_neither_is_in_what_the_system_shows_of_a_program(
    sandbox: Sandbox, canary: Canary, tmp_path: Path
) -> None:
    """Command line, environment, files it wrote, and what it printed when it crashed."""
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, "XDG_STATE_HOME": str(tmp_path), "PYTHONWARNINGS": "always"},
        input=json.dumps([canary.key, canary.secret, sandbox.base_url]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "InvalidAssetName" in done.stderr
    assert canary.found_in(done.stdout) == []
    assert canary.found_in(done.stderr) == []
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 3
    for path in files:
        assert canary.found_in(path.name) == []
        assert canary.found_in(path.read_bytes().decode("latin-1")) == []


def test_no_event_holds_them(canary: Canary, sandbox: Sandbox) -> None:
    """What observers are given may go anywhere: good calls, refusals, arguments that were wrong."""
    events: list[Event] = []
    with Gopax(
        key=canary.key,
        secret=canary.secret,
        base_url=sandbox.base_url,
        observers=[events.append],
    ) as gopax:
        gopax.list_balances()
        for call in (lambda: gopax.get_order("1"), lambda: gopax.get_balance("NONE")):
            with pytest.raises(Exception, match="HTTP 404"):
                call()
    assert len(events) > 10
    assert [event for event in events if canary.found_in(repr(event) + repr(event.call))] == []


def test_a_dump_of_all_threads_holds_neither(canary: Canary, sandbox: Sandbox) -> None:
    """As a program prints it that hangs."""
    with (
        Gopax(key=canary.key, secret=canary.secret, base_url=sandbox.base_url) as gopax,
        tempfile.TemporaryFile("w+") as dump,
    ):
        gopax.list_balances()
        faulthandler.dump_traceback(dump)
        dump.seek(0)
        text = dump.read()
    assert "test_a_dump" in text
    assert canary.found_in(text) == []


def test_printing_a_client_in_any_way_shows_neither(canary: Canary, sandbox: Sandbox) -> None:
    """print, format, %, pprint and a debugger's look at its attributes."""
    import pprint  # noqa: PLC0415

    with Gopax(key=canary.key, secret=canary.secret, base_url=sandbox.base_url) as gopax:
        out = io.StringIO()
        print(gopax, [gopax], {"client": gopax}, file=out)
        print(f"{gopax!r} {gopax!s} {gopax:}", file=out)
        print("%s %r" % (gopax, gopax), file=out)  # noqa: UP031 - one of the ways
        pprint.pprint(vars(gopax), stream=out)
        pprint.pprint({name: getattr(gopax, name, None) for name in dir(gopax)}, stream=out)
    assert "Gopax(" in out.getvalue()
    assert canary.found_in(out.getvalue()) == []
