"""Options and scenario files: every switch can be set from outside."""

import argparse
import json
from pathlib import Path

import pytest
from attrs import fields

from gopax_ext.sandbox import Config, Sandbox
from gopax_ext.sandbox.__main__ import main
from gopax_ext.sandbox.options import add_switches, switches_in
from gopax_ext.sandbox.scenario import Scenario, load_scenario

from .caller import Caller

TRADE = {"time": "2018-03-14T04:02:00Z", "price": "9000000", "amount": "1", "side": "buy"}


def read(*arguments: str) -> Config:
    """The configuration that a command line describes."""
    parser = argparse.ArgumentParser()
    add_switches(parser)
    return Config.of(switches=switches_in(parser.parse_args(arguments)))


def test_every_switch_is_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    """With its text; pairs and recordings are for scenarios and Python."""
    with pytest.raises(SystemExit):
        main(["--help"])
    text = capsys.readouterr().out
    for switch in fields(Config):
        if switch.name not in {"pairs", "recordings"}:
            assert f"--{switch.name.replace('_', '-')}" in text
    assert "moving window in seconds" in " ".join(text.split())


def test_options_change_the_switches_they_name() -> None:
    """And no others."""
    config = read(
        *("--limit", "none", "--window", "2.5", "--no-market", "--maker-fee", "0.001"),
        *("--over-limit", "clip", "--nonce-ceiling", "9000.5", "--keep-finished", "60"),
    )
    assert (config.limit, config.window, config.market) == (None, 2.5, False)
    assert (str(config.maker_fee), config.over_limit) == ("0.001", "clip")
    assert (str(config.nonce_ceiling), config.keep_finished) == ("9000.5", 60)
    assert read() == Config()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--limit", "0"],
        ["--window", "-1"],
        ["--over-limit", "maybe"],
        ["--scenario", "/nowhere.toml"],
        ["--history-days", "-1"],
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """And nothing is served."""
    assert main(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_only_this_machine_reaches_it_unless_told() -> None:
    """An address that others reach is refused, except where exposure is asked for by name."""
    with pytest.raises(ValueError, match="not this machine alone"):
        Sandbox(host="0.0.0.0")  # noqa: S104  refused
    sandbox, _ = Scenario(accounts=({},)).open(exposed_at="127.0.0.2")
    with sandbox:
        assert sandbox.base_url.startswith("http://127.0.0.2:")


def test_pages_that_administer_are_never_exposed(capsys: pytest.CaptureFixture[str]) -> None:
    """They hold the administration token."""
    assert main(["--expose", "127.0.0.1"], dress=lambda *_: None) == 2
    assert "this machine alone" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--limit", "many"], ["--profile", "2030"], ["--nope"]])
def test_what_is_no_option_is_explained(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """By the parser, with its status 2."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_a_scenario_describes_an_exchange(tmp_path: Path) -> None:
    """Profile, seed, switches, accounts, faults and recordings."""
    (tmp_path / "trades.json").write_text(json.dumps(TRADE))
    path = tmp_path / "scenario.toml"
    path.write_text(
        """
        profile = "current"
        seed = 7
        [switches]
        limit = 5
        error_form = "code"
        [[accounts]]
        KRW = "1000000.5"
        [[accounts]]
        BTC = "2"
        [[faults]]
        kind = "error"
        status = 502
        path = "/assets"
        times = 0
        [recordings]
        BTC-KRW = "trades.json"
        """
    )
    sandbox, accounts = load_scenario(path).open()
    caller = Caller(sandbox, accounts[1])
    assert (sandbox.seed, sandbox.config.profile, sandbox.config.limit) == (7, "current", 5)
    assert caller.get("/balances/BTC").json["avail"] == 2
    assert caller.get("/trading-pairs/BTC-KRW/ticker").json["price"] == 9_000_000
    assert [caller.get("/assets").status for _ in range(3)] == [502] * 3
    assert caller.get("/orders/1").json["errorCode"] == 10069


def test_a_scenario_with_an_unknown_part_is_refused(tmp_path: Path) -> None:
    """A misspelt part must not be silently without effect."""
    path = tmp_path / "scenario.toml"
    path.write_text("[swiches]\nlimit = 5\n")
    with pytest.raises(ValueError, match="swiches"):
        load_scenario(path)
    path.write_text("[switches]\nlimmit = 5\n")
    with pytest.raises(ValueError, match="limmit"):
        load_scenario(path).open()
