"""`python -m gopax_ext.sandbox`: serve the built-in exchange until Ctrl-C."""

import argparse
import json
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from attrs import evolve

from .config import PROFILES
from .options import add_switches, switches_in
from .sandbox import Account, Sandbox
from .scenario import Scenario, load_scenario

__all__ = ["main"]

_FUNDS = {"KRW": "100000000", "BTC": "10", "ETH": "100"}


def main(
    arguments: Sequence[str] | None = None,
    *,
    dress: Callable[[Sandbox, Account], object] | None = None,
) -> int:
    """Serve until SIGINT or SIGTERM; 0 when ended so, 2 when it cannot be served as asked.

    `dress` puts pages around the exchange, for its first account, before it is served; it has the
    administration API then, asked for or not.
    """
    options = _parser().parse_args(arguments)
    stopped = Event()

    def stop(_number: int, _frame: object) -> None:
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        sandbox, accounts = _opened(options, dressed=dress is not None)
        if dress is not None:
            dress(sandbox, accounts[0])
        sandbox.start()
    except (OSError, RuntimeError, TypeError, ValueError) as error:
        print(_complaint(error, options.port), file=sys.stderr)
        return 2
    print(_told(sandbox, accounts[0], as_json=options.json), flush=True)
    stopped.wait()
    sandbox.stop()
    return 0


def _opened(options: argparse.Namespace, *, dressed: bool) -> tuple[Sandbox, list[Account]]:
    if options.expose and dressed:
        raise ValueError("pages that administer the exchange are for this machine alone")
    admin, exposed_at = options.admin or dressed, options.expose
    return _scenario(options).open(port=options.port, admin=admin, exposed_at=exposed_at)


def _scenario(options: argparse.Namespace) -> Scenario:
    """The scenario of the file, overridden by the command line."""
    scenario = load_scenario(options.scenario) if options.scenario else Scenario()
    return evolve(
        scenario,
        profile=options.profile or scenario.profile,
        seed=scenario.seed if options.seed is None else options.seed,
        switches={**scenario.switches, **switches_in(options)},
        accounts=scenario.accounts or (_FUNDS,),
    )


def _told(sandbox: Sandbox, account: Account, *, as_json: bool) -> str:
    found = {
        "base_url": sandbox.base_url,
        "api_key": account.api_key,
        "secret_key": account.secret_key,
    }
    if sandbox.admin_token is not None:
        found["admin_token"] = sandbox.admin_token
    if as_json:
        return json.dumps(found)
    lines = [f"  export GOPAX_{name.upper()}={value}" for name, value in found.items()]
    head = f"The exchange answers at {sandbox.base_url} (seed {sandbox.seed}). Ctrl-C ends it."
    if sandbox.served is not sandbox.app:
        head += f"\nOpen {sandbox.base_url}/ in a browser to watch it."
    return "\n".join((head, *lines))


def _complaint(error: Exception, port: int) -> str:
    if isinstance(error, OSError) and error.filename is None:
        return f"port {port}: {error.strerror}; choose another --port or address"
    return str(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m gopax_ext.sandbox",
        description="Serve the built-in exchange on 127.0.0.1 and print a key for it.",
    )
    parser.add_argument("--port", type=int, default=0, help="port to listen on; 0 takes a free one")
    parser.add_argument(
        "--expose",
        metavar="ADDRESS",
        help="listen there, for everybody who can reach it (default: for this machine alone)",
    )
    parser.add_argument("--json", action="store_true", help="print one line of JSON instead")
    parser.add_argument("--seed", type=int, help="seed of prices, keys and market (default: any)")
    parser.add_argument("--profile", choices=PROFILES, help="era to act like (default: reference)")
    parser.add_argument("--scenario", type=Path, metavar="FILE", help="a TOML file that says more")
    parser.add_argument("--admin", action="store_true", help="serve the administration API too")
    add_switches(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
