"""How much memory an answer costs: of this process, or of a client in a process of its own."""

import gc
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import attrs

from tests.project.house import ROOT
from tests.transport.server import Peer, ScriptedServer, answer

_CLIENT = """
import asyncio, json, resource, sys
from gopax_ext import AsyncGopax, Gopax, GopaxError

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

url, flavour = sys.argv[1:]
options = dict(base_url=url, sharing="process", deadline=20, attempts=1)

def try_(call):
    try:
        call()
    except GopaxError as error:
        return type(error).__name__
    return None

def sync():
    with Gopax(**options) as client:
        client.get_ticker("BTC-KRW")
        before = peak()
        return try_(lambda: client.get_ticker("BTC-KRW")), before

def tasks():
    with asyncio.Runner() as runner:
        client = AsyncGopax(**options)
        async def call():
            return await client.get_ticker("BTC-KRW")
        runner.run(call())
        before = peak()
        error = try_(lambda: runner.run(call()))
        runner.run(client.aclose())
        return error, before

error, before = (sync if flavour == "sync" else tasks)()
print(json.dumps({"error": error, "grown_kib": peak() - before}))
"""

_TICKER = b'{"price":1,"ask":1,"bid":1,"volume":1,"time":"2018-01-09T10:43:10.000Z"}'


@attrs.frozen
class Outcome:
    """What a call ended with, and what it cost."""

    error: str | None
    grown_kib: int
    """How much higher the highest resident size was after the call than before it."""


def measured(data: bytes, flavour: str) -> Outcome:
    """Answer one call of a fresh process with nothing of note, and the next one with `data`."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.send(answer(_TICKER))
        peer.read()
        peer.drip(data[at : at + 65_536] for at in range(0, len(data), 65_536))
        peer.hang()

    server = ScriptedServer(script)
    try:
        done = subprocess.run(
            [sys.executable, "-c", _CLIENT, server.base_url, flavour],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    finally:
        server.stop()
    return Outcome(**json.loads(done.stdout))


@contextmanager
def grown_by() -> Iterator[Callable[[], int]]:
    """Give a function that says how many bytes more were held at most since the beginning."""
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    try:
        yield lambda: tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
