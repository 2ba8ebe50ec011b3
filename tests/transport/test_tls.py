"""https proves who answers before a byte of the request leaves."""

import ssl
import warnings
from collections.abc import Callable

import pytest

from gopax_ext.transport.base import Phase, WireRequest
from gopax_ext.transport.tls import default_context
from tests.transport.conftest import Certificates
from tests.transport.lanes import Caller, Lane
from tests.transport.server import JSON, Peer, ScriptedServer, answer, answering

Serve = Callable[..., ScriptedServer]
Connect = Callable[..., Caller]


def test_calls_are_made_over_tls(
    lane: Lane, serve: Serve, connect: Connect, certificates: Certificates
) -> None:
    """A known certificate for the right host carries call after call on one connection."""
    server = serve(answering(JSON), tls=certificates.server())
    caller = connect(lane, server.base_url, ssl_context=certificates.trusted())
    assert [caller.call().body for _ in range(3)] == [b'{"id":"1"}'] * 3
    assert server.connections == 1


def test_large_bodies_go_both_ways_over_tls(
    lane: Lane, serve: Serve, connect: Connect, certificates: Certificates
) -> None:
    """Many records make one body."""
    body = b"".join(b"%07d," % number for number in range(100_000))
    server = serve(answering(answer(body)), tls=certificates.server())
    caller = connect(lane, server.base_url, ssl_context=certificates.trusted())
    answered = caller.call(WireRequest("POST", "/orders", (), body))
    assert answered.body == body
    assert server.requests[0].endswith(body)


def test_an_unknown_authority_sent_nothing(
    lane: Lane, serve: Serve, connect: Connect, certificates: Certificates
) -> None:
    """A certificate that nobody vouches for ends the call before the request."""
    server = serve(answering(JSON), tls=certificates.server())
    failure = lane.fails(connect(lane, server.base_url, ssl_context=default_context()))
    assert (failure.phase, failure.kind) == (Phase.NOT_SENT, "tls")
    assert "certificate" in failure.detail
    assert server.requests == []


def test_a_certificate_for_another_host_sent_nothing(
    lane: Lane, serve: Serve, connect: Connect, certificates: Certificates
) -> None:
    """A good certificate of somebody else is no good."""
    server = serve(answering(JSON), tls=certificates.server("other"))
    failure = lane.fails(connect(lane, server.base_url, ssl_context=certificates.trusted("other")))
    assert (failure.phase, failure.kind) == (Phase.NOT_SENT, "tls")
    assert server.requests == []


def test_an_expired_certificate_sent_nothing(
    lane: Lane, serve: Serve, connect: Connect, certificates: Certificates
) -> None:
    """Yesterday's certificate is no good today."""
    server = serve(answering(JSON), tls=certificates.server("expired"))
    failure = lane.fails(
        connect(lane, server.base_url, ssl_context=certificates.trusted("expired"))
    )
    assert (failure.phase, failure.kind) == (Phase.NOT_SENT, "tls")
    assert "expired" in failure.detail
    assert server.requests == []


def test_tls_before_1_2_sent_nothing(
    direct_lane: Lane,
    serve: Serve,
    connect: Connect,
    certificates: Certificates,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The default context refuses what was broken long ago."""
    old = certificates.server()
    old.set_ciphers("DEFAULT@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        old.minimum_version = ssl.TLSVersion.TLSv1
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    server = serve(answering(JSON), tls=old)
    context = default_context.__wrapped__()
    context.load_verify_locations(certificates.path("good"))
    monkeypatch.setattr("gopax_ext.transport.endpoint.default_context", lambda: context)
    failure = direct_lane.fails(connect(direct_lane, server.base_url))
    assert (failure.phase, failure.kind) == (Phase.NOT_SENT, "tls")
    assert server.requests == []


def test_a_server_without_tls_sent_nothing(
    lane: Lane, serve: Serve, connect: Connect, certificates: Certificates
) -> None:
    """TLS spoken to a plain port is told from an answer."""

    def script(peer: Peer) -> None:
        peer.send(JSON)

    server = serve(script)
    url = server.base_url.replace("http:", "https:")
    failure = lane.fails(connect(lane, url, ssl_context=certificates.trusted()))
    assert (failure.phase, failure.kind) == (Phase.NOT_SENT, "tls")


def test_a_handshake_without_an_answer_sent_nothing(
    own_lane: Lane, serve: Serve, connect: Connect, certificates: Certificates
) -> None:
    """A server that accepts and says nothing ends with the deadline."""
    server = serve(Peer.hang)
    url = server.base_url.replace("http:", "https:")
    caller = connect(own_lane, url, ssl_context=certificates.trusted())
    failure = own_lane.fails(caller, within=0.1)
    assert (failure.phase, failure.kind) == (Phase.NOT_SENT, "timeout")


def test_a_body_cut_off_below_tls_is_no_answer(
    own_lane: Lane, serve: Serve, connect: Connect, certificates: Certificates
) -> None:
    """Without a length, only TLS's own goodbye ends a body: anybody can cut a wire."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.send(b'HTTP/1.1 200 OK\r\n\r\n{"amount":1')
        peer.cut()

    server = serve(script, tls=certificates.server())
    context = certificates.trusted()
    context.options |= ssl.OP_IGNORE_UNEXPECTED_EOF  # as Python 3.11.2 does by itself
    caller = connect(own_lane, server.base_url, ssl_context=context)
    failure = own_lane.fails(caller)
    assert (failure.phase, failure.kind) == (Phase.SENT, "closed")


def test_a_body_ended_by_tls_is_an_answer(
    own_lane: Lane, serve: Serve, connect: Connect, certificates: Certificates
) -> None:
    """With close_notify a body may end with the connection."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.send(b'HTTP/1.1 200 OK\r\n\r\n{"amount":1}')
        peer.say_goodbye()

    server = serve(script, tls=certificates.server())
    caller = connect(own_lane, server.base_url, ssl_context=certificates.trusted())
    assert caller.call().body == b'{"amount":1}'


def test_the_default_context_is_strict_and_built_once() -> None:
    """Host names are checked, nothing below TLS 1.2 is spoken, and it is one object."""
    context = default_context()
    assert context is default_context()
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_plain_http_builds_no_context(
    direct_lane: Lane, serve: Serve, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What costs fifty calls is not paid by those who need none of it."""

    def built() -> ssl.SSLContext:
        raise AssertionError("a TLS context was built for plain http")

    monkeypatch.setattr("gopax_ext.transport.endpoint.default_context", built)
    assert connect(direct_lane, serve(answering(JSON)).base_url).call().status == 200
