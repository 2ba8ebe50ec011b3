"""Where probes stand: calls to one server, made right or wrong, counted and looked at."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException
from typing import Any

from attrs import frozen

from .conformance import Conformance
from .coverage.meter import Meter
from .memory import Memory
from .results import Finding, Heard, LayerResult
from .seen import Router, Seen
from .signing import next_nonce, signature_of
from .target import Target
from .wire import Key, Reply, Wire

__all__ = ["Bench", "Caller", "bench"]

_LONG = 200


class Caller:
    """Somebody who calls correctly, with a key or without; oracles look at every answer."""

    def __init__(self, bench: "Bench", key: Key | None = None) -> None:
        self._bench = bench
        self.key = key
        self.memory = Memory()

    def call(self, method: str, target: str, body: object = None) -> Seen:
        """Make a call; `body` is sent as JSON, bytes as they are."""
        sent = _bytes(body)
        headers = {"Content-Type": "application/json"} if sent else {}
        if self.key is not None:
            headers |= self.signed(method, target, sent)
        reply = self._bench.send(method, target, headers, sent)
        seen = self._bench.see(method, target, sent, reply)
        for wrong in (*self._bench.conformance.look(seen), *self.memory.look(seen)):
            self._bench.find(wrong.rule, seen, wrong.text)
        return seen

    def get(self, target: str) -> Seen:
        """Read something."""
        return self.call("GET", target)

    def signed(self, method: str, target: str, body: bytes = b"") -> dict[str, str]:
        """The headers of a correctly signed call."""
        if self.key is None:
            raise LookupError("a caller without a key cannot sign")
        nonce = next_nonce()
        message = f"{nonce}{method}{target.partition('?')[0]}".encode() + body
        return {
            "API-KEY": self.key.api_key,
            "SIGNATURE": signature_of(self.key.secret_key, message),
            "NONCE": nonce,
        }


@frozen
class Bench:
    """One layer at work on one server."""

    target: Target
    document: Mapping[str, Any]
    wire: Wire
    router: Router
    conformance: Conformance
    result: LayerResult
    meter: Meter | None = None

    def caller(self, key: Key | None = None) -> Caller:
        """Somebody new; without a key they call public operations."""
        return Caller(self, key)

    def send(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes = b""
    ) -> Reply:
        """Send exactly this."""
        reply = self.wire.send(method, target, headers, body)
        found = self.router.find(method, target.partition("?")[0])
        if found is None:
            self.result.calls += 1
        else:
            self.result.saw(found[0], reply.status)
        if self.meter is not None:
            self.meter.look(method, target, body, reply.status, reply.body)
        if self.target.recorded:
            url = self.target.base_url + target
            heard = Heard(method, url, body, reply.status, reply.headers, reply.body)
            self.result.traffic.append(heard)
        return reply

    def see(self, method: str, target: str, sent: bytes, reply: Reply) -> Seen:
        """A call of an operation of the document and its answer, for the oracles."""
        seen = self.router.seen(method, target, sent, reply.status, reply.headers, reply.body)
        if seen is None:
            raise LookupError(f"{method} {target} calls no operation of openapi.yaml")
        return seen

    def find(self, check: str, about: Seen | str, text: str) -> None:
        """Write down what is wrong."""
        if isinstance(about, str):
            self.result.findings.append(Finding(check, about, text))
            return
        sent = "" if about.sent is None else f" {json.dumps(about.sent, default=str)[:_LONG]}"
        call = f"{about.operation} {dict(about.values)} {dict(about.query)}{sent}"
        answer = about.body[:_LONG].decode("utf-8", "replace")
        sample = f"{call}\n-> {about.status} {answer}"
        self.result.findings.append(Finding(check, about.operation, text, sample))

    def expect(  # noqa: PLR0917  one line a probe
        self,
        check: str,
        what: str,
        about: Seen | Reply,
        status: int | Iterable[int],
        codes: Iterable[int] | None = None,
        operation: str = "the server",
    ) -> bool:
        """Whether a call ended as it must; if not, that is written down."""
        statuses = {status} if isinstance(status, int) else set(status)
        code = about.code if isinstance(about, Seen) else _code(about.body)
        right = about.status in statuses and (codes is None or code in set(codes))
        if not right:
            wanted = "/".join(map(str, sorted(statuses)))
            among = "" if codes is None else f" with code {'/'.join(map(str, sorted(codes)))}"
            text = f"{what}: expected {wanted}{among}, got {about.status} with code {code}"
            place = about.operation if isinstance(about, Seen) else operation
            self.result.findings.append(Finding(check, place, text, _shown(about.body)))
        return right

    @contextmanager
    def reading(self, what: str) -> Iterator[None]:
        """What follows stops at an answer that it cannot read; that is written down."""
        try:
            yield
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            self.find("answers can be read", what, f"{type(error).__name__}: {error}")
        except (HTTPException, OSError) as error:
            self.find("calls are answered", what, f"{type(error).__name__}: {error}")


@contextmanager
def bench(name: str, target: Target, document: Mapping[str, Any]) -> Iterator[Bench]:
    """A bench for one layer; its result is complete when the block ends."""
    result = LayerResult(name)
    wire = Wire(target.base_url, per_second=target.per_second)
    meter = Meter(document) if target.metered else None
    began = time.monotonic()
    try:
        router, conformance = Router(document), Conformance(document)
        yield Bench(target, document, wire, router, conformance, result, meter)
    finally:
        result.seconds = time.monotonic() - began
        wire.close()
        if meter is not None:
            result.marks |= meter.marks


def _bytes(body: object) -> bytes:
    if body is None:
        return b""
    return body if isinstance(body, bytes) else json.dumps(body, default=str).encode()


def _code(body: bytes) -> int | None:
    try:
        code = json.loads(body)["errorCode"]
    except (KeyError, TypeError, ValueError):
        return None
    return code if isinstance(code, int) else None


def _shown(body: bytes) -> str:
    return f"-> {body[:_LONG].decode('utf-8', 'replace')}"
