"""The parts of a call by themselves: the signature, and waiting in line where nobody waits."""

import hmac
import tempfile
from collections.abc import Callable

from .cases import case
from .peers.sample import sample_signature
from .samples import SECRET

_WHAT = b"1520994527165GET/balances"


@case("signature", "the reference's Python sample", repeats=5_000)
def sample(_: str) -> Callable[[], object]:
    """The yardstick: decodes the secret and schedules the key at each call."""
    return lambda: sample_signature("1520994527165", "GET", "/balances")


@case("signature", "ours", repeats=5_000)
def our_signature(_: str) -> Callable[[], object]:
    """The key schedule is worked out once."""
    from gopax_ext.signing import Signer  # noqa: PLC0415 - each worker loads its own peer alone

    signer = Signer(SECRET)
    return lambda: signer.sign(1520994527165, "GET", "/balances")


@case("signature", "hmac.digest alone", repeats=5_000)
def bare_digest(_: str) -> Callable[[], object]:
    """What tells one machine from another."""
    key = SECRET.encode()
    return lambda: hmac.digest(key, _WHAT, "sha512")


@case("waiting in line", "hmac.digest, for scale", repeats=5_000)
def digest_for_scale(base_url: str) -> Callable[[], object]:
    """What tells one machine from another."""
    return bare_digest(base_url)


@case("waiting in line", "lane and slot of one process", repeats=5_000)
def lane_and_slot(base_url: str) -> Callable[[], object]:
    """Let in at once, and out again."""
    return _lane_and_slot(base_url, "process")


@case("waiting in line", "lane and slot in files", repeats=2_000)
def shared_lane_and_slot(base_url: str) -> Callable[[], object]:
    """The same, shared by all programs of the machine."""
    return _lane_and_slot(base_url, "host")


def _lane_and_slot(base_url: str, sharing: str) -> Callable[[], object]:
    from gopax_ext.gate import Urgency  # noqa: PLC0415 - as above
    from gopax_ext.registry import Registry  # noqa: PLC0415 - as above
    from gopax_ext.seam import SYSTEM  # noqa: PLC0415 - as above
    from gopax_ext.sharing.choice import Sharing  # noqa: PLC0415 - as above

    folder = tempfile.mkdtemp(prefix="gopax-bench-")
    chosen = Sharing.resolve(sharing, state_dir=folder, own_time=False)
    registry = Registry(SYSTEM, base_url, chosen)
    lane, slots = registry.nonce_lane("k"), registry.rate_slots("k", limit=20, window=1e-6)
    query, now = Urgency.QUERY, SYSTEM.monotonic

    def call() -> None:
        deadline = now() + 10
        turn = slots.enter(deadline, query)
        lane.enter(deadline, query)
        lane.next_nonce()
        lane.leave()
        slots.leave(turn, used_until=now() - 1)

    return call
