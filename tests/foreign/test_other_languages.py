"""Clients in other languages, written after the reference's samples, trade on the exchange.

They use what comes with their language and share nothing with this project or each other. Where a
language is not installed, its test is left out: the exchange needs none of them.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from gopax_ext.sandbox import Sandbox

HERE = Path(__file__).parent
CLIENTS = {
    "javascript": (["node", str(HERE / "javascript_sample.mjs")], ["node", "--version"]),
    "perl": (
        ["perl", str(HERE / "perl_sample.pl")],
        ["perl", "-MDigest::SHA", "-MHTTP::Tiny", "-MJSON::PP", "-MMIME::Base64", "-e1"],
    ),
}


def installed(probe: list[str]) -> bool:
    """Whether the language is there with the modules it comes with."""
    if shutil.which(probe[0]) is None:
        return False
    return subprocess.run(probe, capture_output=True, check=False, timeout=20).returncode == 0


@pytest.mark.parametrize("profile", ["reference", "current"])
@pytest.mark.parametrize("language", CLIENTS)
def test_a_client_in_another_language_trades_a_full_session(language: str, profile: str) -> None:
    """It reads the book, fills an order, cancels another, and sees both where they belong."""
    command, probe = CLIENTS[language]
    if not installed(probe):
        pytest.skip(f"{probe[0]} is not installed with its standard modules")
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
