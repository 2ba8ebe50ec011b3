"""`python -m gopax_ext.sandbox`: serve the built-in exchange until Ctrl-C."""

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from threading import Event

from .config import PROFILES, Config
from .sandbox import Sandbox

__all__ = ["main"]

_FUNDS = {"KRW": 100_000_000, "BTC": 10, "ETH": 100}


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until SIGINT or SIGTERM; 0 when ended so, 2 when the address is not to be had."""
    options = _parser().parse_args(arguments)
    stopped = Event()

    def stop(_number: int, _frame: object) -> None:
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    switches: dict[str, object] = {"market": not options.no_market}
    if options.no_limit:
        switches["limit"] = None
    config = Config.of(options.profile, switches)
    sandbox = Sandbox(config, seed=options.seed, port=options.port)
    try:
        sandbox.start()
    except OSError as error:
        print(f"port {options.port}: {error.strerror}; choose another --port", file=sys.stderr)
        return 2
    account = sandbox.create_account(_FUNDS)
    found = {
        "base_url": sandbox.base_url,
        "api_key": account.api_key,
        "secret_key": account.secret_key,
    }
    if options.json:
        print(json.dumps(found), flush=True)
    else:
        print(
            f"The exchange answers at {sandbox.base_url} (seed {sandbox.seed}). Ctrl-C ends it.\n"
            f"  export GOPAX_BASE_URL={sandbox.base_url}\n"
            f"  export GOPAX_API_KEY={account.api_key}\n"
            f"  export GOPAX_SECRET_KEY={account.secret_key}",
            flush=True,
        )
    stopped.wait()
    sandbox.stop()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m gopax_ext.sandbox",
        description="Serve the built-in exchange on 127.0.0.1 and print a key for it.",
    )
    parser.add_argument("--port", type=int, default=0, help="port to listen on; 0 takes a free one")
    parser.add_argument("--json", action="store_true", help="print one line of JSON instead")
    parser.add_argument("--seed", type=int, help="seed of prices, keys and market (default: any)")
    parser.add_argument("--profile", choices=PROFILES, default="reference", help="era to act like")
    parser.add_argument("--no-market", action="store_true", help="no traders but the users")
    parser.add_argument("--no-limit", action="store_true", help="no rate limit")
    return parser


if __name__ == "__main__":
    sys.exit(main())
