"""What safety costs: the same signed call without lane, slots, journal, repeats and observers.

The yardstick builds the call, signs it, sends it over our connections and decodes the answer: the
same parts as the client's, with nothing around them.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .calls import ours
from .cases import case
from .samples import KEY, SECRET

if TYPE_CHECKING:
    from gopax_ext.observe import Event
    from gopax_generated.operations import Call

_GET = "safety of a signed GET"
_POST = "safety of a signed POST"


def _bare(base_url: str, build: "Callable[[], Call[Any]]") -> Callable[[], object]:
    from gopax_ext.seam import SYSTEM  # noqa: PLC0415 - each worker loads its own parts alone
    from gopax_ext.signing import Signer  # noqa: PLC0415 - as above
    from gopax_ext.transport.base import WireRequest  # noqa: PLC0415 - as above
    from gopax_ext.transport.sync import SocketTransport  # noqa: PLC0415 - as above

    signer, transport = Signer(SECRET), SocketTransport(base_url)
    fixed = (("Accept", "application/json"), ("Content-Type", "application/json"), ("API-KEY", KEY))

    def call() -> object:
        made = build()
        operation = made.operation
        nonce = SYSTEM.time_ns() // 1_000_000
        signature = signer.sign(nonce, operation.method, made.path, made.body)
        headers = (*fixed, ("SIGNATURE", signature), ("NONCE", str(nonce)))
        request = WireRequest(operation.method, made.target, headers, made.body)
        answer = transport.exchange(request, deadline=SYSTEM.monotonic() + 10)
        return operation.decode(answer.body)

    return call


def _ignore(event: "Event") -> None:
    del event


@case(_GET, "signed, sent, decoded", repeats=300)
def bare_get(base_url: str) -> Callable[[], object]:
    """The yardstick."""
    from gopax_generated.operations import get_balance  # noqa: PLC0415 - as above

    return _bare(base_url, lambda: get_balance("KRW"))


@case(_GET, "with lane, slots, repeats of one process", repeats=300)
def process_get(base_url: str) -> Callable[[], object]:
    """With `sharing="process"`."""
    gopax = ours(base_url, sharing="process")
    return lambda: gopax.get_balance("KRW")


@case(_GET, "with lane and slots in files", repeats=300)
def host_get(base_url: str) -> Callable[[], object]:
    """As it comes."""
    gopax = ours(base_url)
    return lambda: gopax.get_balance("KRW")


@case(_GET, "and watched by an observer", repeats=300)
def watched_get(base_url: str) -> Callable[[], object]:
    """As it comes, with every event made and handed over."""
    gopax = ours(base_url, observers=[_ignore])
    return lambda: gopax.get_balance("KRW")


def _order(gopax: Any) -> Callable[[], object]:
    return lambda: gopax.place_order("ETH-KRW", side="buy", type="limit", price=750_000, amount=9)


@case(_POST, "signed, sent, decoded", repeats=250)
def bare_post(base_url: str) -> Callable[[], object]:
    """The yardstick."""
    from gopax_generated.operations import place_order  # noqa: PLC0415 - as above

    return _bare(
        base_url,
        lambda: place_order("ETH-KRW", side="buy", type="limit", price=750_000, amount=9),
    )


@case(_POST, "with lane and slots in files, journal in memory", repeats=250)
def unkept_post(base_url: str) -> Callable[[], object]:
    """With `journal=False`."""
    return _order(ours(base_url, journal=False))


@case(_POST, "and the journal on disk", repeats=250)
def kept_post(base_url: str) -> Callable[[], object]:
    """As it comes."""
    return _order(ours(base_url))
