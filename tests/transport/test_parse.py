"""Both parsers read the same answers, however they are cut up, and never one that h11 would not."""

from collections.abc import Callable
from itertools import pairwise

import h11
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gopax_ext.transport.base import WireLimits, WireResponse
from gopax_ext.transport.head import MalformedResponse
from gopax_ext.transport.parse import ResponseParser, new_parser
from gopax_ext.transport.parse_h11 import H11Parser
from gopax_ext.transport.parse_httptools import HttptoolsParser
from tests.transport.server import JSON, answer

PARSERS: list[Callable[[WireLimits], ResponseParser]] = [HttptoolsParser, H11Parser]
LIMITS = WireLimits(max_body_bytes=200, max_head_bytes=400, max_headers=12, max_informational=2)

Seen = tuple[int, tuple[tuple[str, str], ...], bytes] | str


def read(parser: ResponseParser, pieces: list[bytes]) -> Seen:
    """Feed `pieces` and then the end of the stream; return what came out, or the failure's kind."""
    parser.start()
    try:
        for piece in pieces:
            response = parser.feed(piece)
            if response is not None:
                return _seen(response)
        return _seen(parser.finish())
    except MalformedResponse as error:
        return error.kind


def read_by_h11(data: bytes) -> Seen:
    """What h11 alone makes of `data`."""
    connection = h11.Connection(h11.CLIENT)
    connection.send(h11.Request(method="GET", target="/", headers=[("Host", "x")]))
    connection.send(h11.EndOfMessage())
    status, headers, body = 0, (), b""
    try:
        connection.receive_data(data)
        connection.receive_data(b"")
        while True:
            event = connection.next_event()
            if isinstance(event, h11.Response):
                raw = event.headers.raw_items()
                headers = tuple((n.decode("latin-1"), v.decode("latin-1")) for n, v in raw)
                status = event.status_code
            elif isinstance(event, h11.Data):
                body += bytes(event.data)
            elif isinstance(event, h11.EndOfMessage):
                return status, headers, body
            elif not isinstance(event, h11.InformationalResponse):
                return "closed"
    except h11.RemoteProtocolError:
        return "protocol"


def _seen(response: WireResponse) -> Seen:
    return response.status, response.headers.pairs, response.body


def _cut(data: bytes, cuts: list[int]) -> list[bytes]:
    places = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return [data[a:b] for a, b in pairwise(places)]


TOKEN = st.text("abcXYZ-0_", min_size=1, max_size=8)
VALUE = st.text('abc \t,;="\x7e\xe9', max_size=12).map(lambda value: value.strip(" \t"))


@st.composite
def answers(draw: st.DrawFn) -> bytes:
    """Well-formed answers, framed in every way there is."""
    body = draw(st.binary(max_size=40))
    status = draw(st.sampled_from([200, 201, 204, 304, 400, 404, 429, 503]))
    lines = [f"X-{draw(TOKEN)}: {draw(VALUE)}" for _ in range(draw(st.integers(0, 4)))]
    framing = draw(st.sampled_from(["length", "chunked", "close"]))
    payload = body
    if status in {204, 304}:
        payload = b""
    elif framing == "length":
        lines.append(f"Content-Length: {len(body)}")
    elif framing == "chunked":
        lines.append("transfer-encoding: chunked")
        payload = b""
        for piece in _cut(body, draw(st.lists(st.integers(0, 40), max_size=3))):
            extension = draw(st.sampled_from([b"", b";a", b";a=b"]))
            payload += b"%x%s\r\n%s\r\n" % (len(piece), extension, piece) if piece else b""
        payload += b"0\r\n" + draw(st.sampled_from([b"", b"X-Trailer: t\r\n"])) + b"\r\n"
    if draw(st.booleans()):
        lines.append(draw(st.sampled_from(["Connection: close", "Connection: keep-alive"])))
    early = b"HTTP/1.1 103 Early\r\nLink: <a>\r\n\r\n" * draw(st.integers(0, 2))
    reason = draw(st.sampled_from([" OK", " ", " Not Found"]))
    head = f"HTTP/1.1 {status}{reason}\r\n" + "".join(f"{line}\r\n" for line in lines) + "\r\n"
    return early + head.encode("latin-1") + payload


DAMAGE = [b"\r\n", b"\n", b"\r", b"\0", b" ", b":", b"0", b"+", b"-", b"\x0b", b"\t", b"HTTP/1.0"]
DAMAGE += [b"HTTP/1.1 200 OK\r\n\r\n", b"Content-Length: 3\r\n", b"Content-Encoding: gzip\r\n"]
DAMAGE += [b"Transfer-Encoding: chunked\r\n"]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Answers in which a few bytes were changed, taken away, doubled or put in."""
    data = bytearray(draw(answers()))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, max(0, len(data) - 1)))
        piece = draw(
            st.one_of(
                st.binary(min_size=1, max_size=2),
                st.sampled_from(DAMAGE),
            )
        )
        match draw(st.sampled_from(["put in", "change", "take away", "double"])):
            case "put in":
                data[place:place] = piece
            case "change":
                data[place : place + len(piece)] = piece
            case "take away":
                del data[place : place + len(piece)]
            case _:
                data[place:place] = data[place : place + 20]
    return bytes(data)


CUTS = st.lists(st.integers(0, 500), max_size=6)


@settings(max_examples=300)
@given(data=answers(), cuts=CUTS)
def test_well_formed_answers_are_read_as_h11_reads_them(data: bytes, cuts: list[int]) -> None:
    """Status, headers and body are the same, wherever the segments end."""
    expected = read_by_h11(data)
    assert isinstance(expected, tuple)
    for new in PARSERS:
        assert read(new(WireLimits()), _cut(data, cuts)) == expected


@settings(max_examples=600)
@given(data=damaged(), cuts=CUTS)
def test_damaged_answers_are_never_read_in_two_ways(data: bytes, cuts: list[int]) -> None:
    """Where an answer is accepted, both parsers and h11 alone see the same one."""
    pieces = _cut(data, cuts)
    seen = [read(new(WireLimits()), pieces) for new in PARSERS]
    accepted = {one for one in seen if isinstance(one, tuple)}
    assert len(accepted) <= 1
    if not accepted:
        return
    verdicts = {*seen, read_by_h11(data)}
    # In chunk extensions and trailers, of which nothing is kept, each is stricter now and then.
    strict = {"protocol"} if b"chunked" in data.lower() else set()
    assert verdicts - strict == accepted


@settings(max_examples=300)
@given(data=damaged(), cuts=CUTS)
def test_segments_make_no_difference_to_what_is_accepted(data: bytes, cuts: list[int]) -> None:
    """A parser gives one verdict on one stream of bytes, and only its own kind of error."""
    for new in PARSERS:
        whole = read(new(LIMITS), [data])
        cut = read(new(LIMITS), _cut(data, cuts))
        # Past a cap and not HTTP: which is found first may depend on the cut.
        assert whole == cut or {whole, cut} <= {"protocol", "too_large", "closed"}


@settings(max_examples=300)
@given(data=st.binary(max_size=200), cuts=CUTS)
def test_noise_is_refused(data: bytes, cuts: list[int]) -> None:
    """Random bytes are no answer and raise nothing else."""
    for new in PARSERS:
        assert isinstance(read(new(LIMITS), _cut(data, cuts)), str)


@pytest.mark.parametrize("new", PARSERS)
@pytest.mark.parametrize("place", range(len(JSON) + 1))
def test_an_answer_may_be_cut_anywhere(
    new: Callable[[WireLimits], ResponseParser], place: int
) -> None:
    """Two segments, at every byte; and then the connection is good for another."""
    parser = new(WireLimits())
    for _ in range(2):
        pieces = [piece for piece in (JSON[:place], JSON[place:]) if piece]
        assert read(parser, pieces) == read(parser, [JSON])
        assert parser.reusable


@pytest.mark.parametrize("new", PARSERS)
def test_caps_stand_on_their_edge(new: Callable[[WireLimits], ResponseParser]) -> None:
    """The last byte, header and interim answer that are allowed are; the next is not."""
    parser = new(LIMITS)
    early = b"HTTP/1.1 100 X\r\n\r\n"
    assert isinstance(read(parser, [answer(b"x" * 200)]), tuple)
    assert read(new(LIMITS), [answer(b"x" * 201)]) == "too_large"
    assert isinstance(read(new(LIMITS), [answer(headers="X: y\r\n" * 11)]), tuple)
    assert read(new(LIMITS), [answer(headers="X: y\r\n" * 12)]) == "too_large"
    assert isinstance(read(new(LIMITS), [early * 2 + JSON]), tuple)
    assert read(new(LIMITS), [early * 3 + JSON]) == "protocol"
    room = 400 - len(answer(headers="X: \r\n")) + len(b"\r\n\r\n{}")
    assert isinstance(read(new(LIMITS), [answer(headers=f"X: {'y' * room}\r\n")]), tuple)
    assert read(new(LIMITS), [answer(headers=f"X: {'y' * (room + 1)}\r\n")]) == "too_large"


@pytest.mark.parametrize("new", PARSERS)
def test_framing_may_not_outweigh_the_body(
    new: Callable[[WireLimits], ResponseParser],
) -> None:
    """A chunk extension without end is cut off, though no byte of it is kept."""
    start = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"
    assert read(new(LIMITS), [start, *[b"x" * 100] * 20]) == "too_large"


def test_httptools_is_used_where_it_is() -> None:
    """The fallback is for platforms without it."""
    assert isinstance(new_parser(WireLimits()), HttptoolsParser)
