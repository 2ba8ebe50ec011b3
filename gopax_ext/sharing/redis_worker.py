"""One thread that talks to one Redis for everything of this process that is shared there.

Callers leave a request and are told its answer, so neither a thread nor an event loop ever waits
for the network in a lock; and what is given back is always there before it is asked for again.
"""

import atexit
import os
import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs
import redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as Broken
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as Slow
from redis.retry import Retry

from .warning import warn

__all__ = ["Epoch", "RedisWorker", "Reply"]


_TIMEOUT_SECONDS: Final = 1.0
_BEAT_SECONDS: Final = 0.5
_FAREWELL_SECONDS: Final = 1.0

Argument = str | int | float
Reply = Callable[["list[Any] | Exception"], object]
"""What is called, in the worker's thread, with an answer or with what prevented one."""


@attrs.frozen
class Epoch:
    """Which run of the Redis server answered: another one may have forgotten everything."""

    name: str
    age_ms: int


@attrs.frozen
class _Request:
    script: str
    keys: Sequence[str]
    arguments: Callable[[Epoch], Sequence[Argument]]
    reply: Reply | None


class RedisWorker:
    """Runs Lua scripts one after another, on a connection that is opened again when it breaks."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._start_anew()
        atexit.register(self._say_farewell)

    def __repr__(self) -> str:
        return "RedisWorker()"  # the address may hold a password

    def _start_anew(self) -> None:
        self._process = os.getpid()
        self._requests: queue.SimpleQueue[_Request | threading.Event] = queue.SimpleQueue()
        self._kept: dict[str, _Request] = {}
        self._client: Any = None
        self._scripts: dict[str, Any] = {}
        self._epoch = Epoch("", 0)
        self._thread: threading.Thread | None = None
        self._mutex = threading.Lock()
        self._up = True

    def submit(
        self,
        script: str,
        keys: Sequence[str],
        arguments: Callable[[Epoch], Sequence[Argument]],
        reply: Reply | None = None,
    ) -> None:
        """Run `script` after what was submitted before; `reply` is called with its answer."""
        if self._process != os.getpid():
            self._start_anew()  # the thread and the connection stayed in the parent
        self._requests.put(_Request(script, keys, arguments, reply))
        with self._mutex:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="gopax-redis", daemon=True)
                self._thread.start()

    def keep(self, name: str, script: str, keys: Sequence[str], *arguments: Argument) -> None:
        """Run `script` every half second until `let_go(name)`; only from within a reply."""
        self._kept[name] = _Request(script, keys, lambda _: arguments, None)

    def let_go(self, name: str) -> None:
        """Stop what `keep` began."""
        self._kept.pop(name, None)

    def _work(self) -> None:
        while True:
            try:
                request = self._requests.get(timeout=_BEAT_SECONDS if self._kept else None)
            except queue.Empty:
                for kept in list(self._kept.values()):
                    self._run(kept)
                continue
            if isinstance(request, threading.Event):
                request.set()
            else:
                self._run(request)

    def _run(self, request: _Request) -> None:
        answer: list[Any] | Exception
        try:
            try:
                answer = self._ask(request)
            except Broken as error:
                if isinstance(error, Slow):
                    raise
                self._drop()
                answer = self._ask(request)  # it may only have been idle for too long
        except (RedisError, OSError) as error:
            self._drop()
            answer = error
        self._report(answer)
        if request.reply is not None:
            request.reply(answer)

    def _ask(self, request: _Request) -> list[Any]:
        client = self._connected()
        script = self._scripts.get(request.script)
        if script is None:
            script = self._scripts[request.script] = client.register_script(request.script)
        arguments = request.arguments(self._epoch)
        answer: list[Any] = script(keys=list(request.keys), args=list(arguments))
        return answer

    def _connected(self) -> Any:
        if self._client is None:
            module: Any = redis  # half of its arguments and answers are untyped
            client = module.Redis.from_url(
                self._url,
                socket_timeout=_TIMEOUT_SECONDS,
                socket_connect_timeout=_TIMEOUT_SECONDS,
                retry=Retry(NoBackoff(), 0),
                decode_responses=True,
            )
            about = client.info("server")
            self._epoch = Epoch(str(about["run_id"]), 1000 * int(about["uptime_in_seconds"]))
            self._client = client
        return self._client

    def _drop(self) -> None:
        client, self._client = self._client, None
        self._scripts.clear()
        if client is not None:
            client.close()

    def _report(self, answer: list[Any] | Exception) -> None:
        up = not isinstance(answer, Exception)
        if up != self._up:
            self._up = up
            if up:
                warn("Redis answers again: nonces and rate are shared as before", event="redis_up")
            else:
                warn(
                    "Redis does not answer (%s): signed calls wait for it",
                    answer,
                    event="redis_down",
                )

    def _say_farewell(self) -> None:
        """Let what was given back arrive before the process ends."""
        if self._thread is not None and self._process == os.getpid():
            done = threading.Event()
            self._requests.put(done)
            done.wait(_FAREWELL_SECONDS)
