"""Clients in other languages, written after the reference's samples, trade on the exchange.

They use what comes with their language and share nothing with this project or each other. Where a
language is not installed, its test is left out: the exchange needs none of them.
"""

import json
import subprocess
from pathlib import Path

import pytest

from gopax_ext.sandbox import Sandbox
from tests.tools import tool

HERE = Path(__file__).parent
CLIENTS = {
    "javascript": ("node", "nodejs", "javascript_sample.mjs"),
    "perl": ("perl", "perl", "perl_sample.pl"),
}


@pytest.mark.parametrize("profile", ["reference", "current"])
@pytest.mark.parametrize("language", CLIENTS)
def test_a_client_in_another_language_trades_a_full_session(language: str, profile: str) -> None:
    """It reads the book, fills an order, cancels another, and sees both where they belong."""
    program, package, script = CLIENTS[language]
    command = [tool(program, package), str(HERE / script)]
    with Sandbox(seed=7, profile=profile) as sandbox:
        account = sandbox.create_account({"KRW": 10_000_000})
        done = subprocess.run(
            [*command, sandbox.base_url, account.api_key, account.secret_key],
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen.pop("traded")[0] == [True, "buy"]
    assert seen == {"status": "completed", "listed": [True], "cancelled": {}, "held": 0}
