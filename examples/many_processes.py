"""Many programs on one API key, on one machine or on several: no nonce is ever refused.

한 API 키를 여러 프로그램이 함께 쓰기: 여러 대의 서버라면 Redis로, 한 대라면 저절로 순서가 맞습니다.

    python examples/many_processes.py
    python examples/many_processes.py --sharing redis://127.0.0.1:6379/0
"""

import argparse
import multiprocessing
import tempfile
import time
from decimal import Decimal

from gopax_ext import Gopax
from gopax_ext.sandbox import Sandbox
from gopax_generated import GopaxError


def worker(
    number: int, options: dict[str, str], calls: int, results: "multiprocessing.Queue[int]"
) -> None:
    """One program: it knows the key and where the sharing takes place, and nothing else.

    한 프로그램: 키와 공유 장소만 알면 됩니다. 다른 프로그램이 몇 개인지는 몰라도 됩니다.
    """
    refused = 0
    with Gopax(**options, rate_limit=200) as gopax:  # type: ignore[arg-type]  # plain options
        for _ in range(calls):
            try:
                gopax.list_balances()
            except GopaxError as error:
                refused += 1
                print(f"  program {number}: {error}")
    results.put(refused)


def main() -> None:
    """Start the programs, wait, and count what went wrong."""
    parser = argparse.ArgumentParser(
        description="Many programs on one key / 한 키를 여러 프로그램이"
    )
    parser.add_argument("--programs", type=int, default=4)
    parser.add_argument("--calls", type=int, default=25, help="signed calls of each")
    parser.add_argument("--sharing", default="host", help='"host", or the address of a Redis')
    arguments = parser.parse_args()
    # The exchange checks that nonces arrive in order: one number out of turn is a refused call.
    # 거래소는 nonce가 도착한 순서대로 커지는지 검사합니다. 순서가 뒤바뀌면 거절됩니다.
    with Sandbox(seed=7, limit=200) as exchange, tempfile.TemporaryDirectory() as state:
        account = exchange.create_account({"KRW": Decimal(1_000_000)})
        options = {
            "key": account.api_key,
            "secret": account.secret_key,
            "base_url": exchange.base_url,
            "sharing": arguments.sharing,
            "state_dir": state,
        }
        spawn = multiprocessing.get_context("spawn")
        results = spawn.Queue()
        programs = [
            spawn.Process(target=worker, args=(number, options, arguments.calls, results))
            for number in range(arguments.programs)
        ]
        started = time.monotonic()
        for program in programs:
            program.start()
        refused = sum(results.get(timeout=120) for _ in programs)
        for program in programs:
            program.join()
        total = arguments.programs * arguments.calls
        print(
            f"{total} signed calls by {len(programs)} programs on one key: {refused} refused, "
            f"{total / (time.monotonic() - started):.0f} calls a second with the start of Python"
        )


if __name__ == "__main__":
    main()
