"""Connections that httpx keeps: what comes behind an answer is believed once at the most."""

from collections.abc import Callable

import pytest

from gopax_ext.transport.base import Progress, WireResponse
from tests.transport.lanes import LANES, Caller, Lane
from tests.transport.server import Peer, ScriptedServer, answer

FOREIGN_LANES = [lane for lane in LANES if not lane.own]
Serve = Callable[..., ScriptedServer]
Connect = Callable[..., Caller]


class Doubtful(Progress):
    """Trusts what the right connection says."""

    def trusts(self, answer: WireResponse) -> bool:
        return not answer.body.startswith(b"extra")


def out_of_step(peer: Peer) -> None:
    """Put an answer that nobody asked for behind the first, then answer in order."""
    number = 0
    while True:
        asked = peer.read()
        number += 1
        extra = answer(b"extra") if peer.number == 1 and number == 1 else b""
        peer.send(answer(b"right %d.%d" % (peer.number, number)) + extra)
        if b"Connection: close" in asked:
            return


@pytest.mark.parametrize("lane", FOREIGN_LANES, ids=[lane.name for lane in FOREIGN_LANES])
def test_a_connection_that_is_out_of_step_is_left(
    lane: Lane, serve: Serve, connect: Connect
) -> None:
    """After an answer that fits no question no connection is used for more than one exchange."""
    server = serve(out_of_step)
    caller = connect(lane, server.base_url)

    bodies = [caller.call(progress=Doubtful()).body for _ in range(5)]

    assert bodies[:2] == [b"right 1.1", b"extra"]
    # The one after it may be shifted too, for nobody can tell; then all are new.
    assert all(body.endswith(b".1") for body in bodies[3:])
    assert bodies[3] != bodies[4]
    closing = [b"Connection: close" in request for request in server.requests]
    assert closing == [False, False, True, True, True]


@pytest.mark.parametrize("lane", FOREIGN_LANES, ids=[lane.name for lane in FOREIGN_LANES])
def test_connections_that_are_in_step_are_kept(lane: Lane, serve: Serve, connect: Connect) -> None:
    """A good answer gives no reason to connect again."""
    server = serve(out_of_step)
    caller = connect(lane, server.base_url)

    caller.call()

    assert b"Connection: close" not in server.requests[0]
