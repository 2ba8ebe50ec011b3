"""A request goes out as the one request it was meant to be, to the one place it was meant for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gopax_ext.transport.base import WireRequest
from gopax_ext.transport.encode import Origin, RequestEncoder

ORIGIN = Origin.parse("https://api.gopax.co.kr")
SECRET = "do-not-tell"


def encode(request: WireRequest) -> bytes:
    """Return the bytes of `request` to the exchange."""
    return RequestEncoder(ORIGIN).encode(request)


def test_the_bytes_are_these() -> None:
    """Request line, Host, the caller's headers in their order, length, body."""
    request = WireRequest("POST", "/orders", (("API-KEY", "k"), ("NONCE", "1")), b'{"a":1}')
    assert encode(request) == (
        b"POST /orders HTTP/1.1\r\nHost: api.gopax.co.kr\r\nAccept-Encoding: identity\r\n"
        b'API-KEY: k\r\nNONCE: 1\r\nContent-Length: 7\r\n\r\n{"a":1}'
    )


@pytest.mark.parametrize(
    "value",
    [f"{SECRET}\r\nX: y", f"{SECRET}\n", f"\r{SECRET}", f"{SECRET}\0", f"{SECRET}\u2028", "한글"],
)
def test_a_header_cannot_hold_another(value: str) -> None:
    """CR, LF, NUL and what latin-1 does not know are refused; the header is named, not shown."""
    request = WireRequest("GET", "/assets", (("Accept", "ok"), ("SIGNATURE", value)))
    with pytest.raises(ValueError, match="SIGNATURE") as caught:
        encode(request)
    assert SECRET not in f"{caught.value!r} {caught.value.__cause__!r}"
    assert "Accept" not in str(caught.value)


@pytest.mark.parametrize("name", ["", "a b", "a:", "a\r\n", "a\0", "\xe9", "한"])
def test_a_header_name_is_a_token(name: str) -> None:
    """A name that is none is refused, known names before it or not."""
    encoder = RequestEncoder(ORIGIN)
    encoder.encode(WireRequest("GET", "/", (("NONCE", "1"),)))
    with pytest.raises(ValueError, match="header name"):
        encoder.encode(WireRequest("GET", "/", (("NONCE", "1"), (name, "x"))))


@pytest.mark.parametrize(
    "name",
    ["Host", "content-length", "Connection", "ACCEPT-ENCODING", "Transfer-Encoding", "TE"],
)
def test_what_frames_a_message_is_not_the_callers(name: str) -> None:
    """The transport sets these itself, so that there is only ever one of each."""
    with pytest.raises(ValueError, match="set by the transport"):
        encode(WireRequest("GET", "/", ((name, "x"),)))


@pytest.mark.parametrize(
    "target",
    ["", "orders", "/a b", "/a\r\nX: y", "/a\0", "/한글", "/a#b", "http://x/", "*", "/\x7f"],
)
def test_a_target_is_one_word(target: str) -> None:
    """Blanks, controls, fragments and what is not ASCII are refused."""
    with pytest.raises(ValueError, match="target"):
        encode(WireRequest("GET", target))


@pytest.mark.parametrize("method", ["HEAD", "CONNECT", "get", "", "GET /x HTTP/1.1\r\nX:"])
def test_a_method_is_one_whose_answer_can_be_read(method: str) -> None:
    """HEAD and CONNECT frame their answers by other rules; nobody needs them here."""
    with pytest.raises(ValueError, match="method"):
        encode(WireRequest(method, "/"))


@given(
    headers=st.lists(st.tuples(st.text("abC-\r\n: ", max_size=4), st.text(max_size=6)), max_size=4),
    target=st.text("/a?\r\n #é", max_size=5),
)
def test_one_request_goes_in_and_one_comes_out(headers: list[tuple[str, str]], target: str) -> None:
    """Whatever is accepted has exactly one head, with exactly the lines it was given."""
    request = WireRequest("GET", target, tuple(headers))
    try:
        data = encode(request)
    except ValueError:
        return
    head, blank, body = data.partition(b"\r\n\r\n")
    assert (blank, body) == (b"\r\n\r\n", b"")
    lines = head.split(b"\r\n")
    assert lines[0] == f"GET {target} HTTP/1.1".encode()
    assert lines[3:] == [f"{name}: {value}".encode("latin-1") for name, value in headers]


@pytest.mark.parametrize(
    ("base_url", "address", "host_header"),
    [
        ("https://api.gopax.co.kr", "api.gopax.co.kr:443", "api.gopax.co.kr"),
        ("https://api.gopax.co.kr/", "api.gopax.co.kr:443", "api.gopax.co.kr"),
        ("https://api.gopax.co.kr:8443", "api.gopax.co.kr:8443", "api.gopax.co.kr:8443"),
        ("http://127.0.0.1:80", "127.0.0.1:80", "127.0.0.1"),
        ("http://localhost:8000", "localhost:8000", "localhost:8000"),
        ("http://127.9.9.9:1", "127.9.9.9:1", "127.9.9.9:1"),
        ("http://[::1]:8000", "[::1]:8000", "[::1]:8000"),
    ],
)
def test_an_origin_is_scheme_host_and_port(base_url: str, address: str, host_header: str) -> None:
    """The port is left out of Host where it is the scheme's own."""
    origin = Origin.parse(base_url)
    assert (origin.address, origin.host_header) == (address, host_header)


@pytest.mark.parametrize(
    "base_url",
    [
        "http://api.gopax.co.kr",
        "http://10.0.0.1",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://[::2]",
        "http://2130706433",
    ],
)
def test_plain_http_is_for_this_machine(base_url: str) -> None:
    """Keys and orders in clear text leave for no other host; the error says what to use."""
    with pytest.raises(ValueError, match="use https://"):
        Origin.parse(base_url)


@pytest.mark.parametrize(
    "base_url",
    [
        "",
        "api.gopax.co.kr",
        "ftp://api.gopax.co.kr",
        "https://",
        "https://api.gopax.co.kr/v1",
        "https://api.gopax.co.kr?x=1",
        "https://api.gopax.co.kr/#x",
        "https://한글.example",
        "https://api.gopax.co.kr:99999",
        "https://api.gopax.co.kr:x",
        "https://api gopax",
        "https://[fe80::1%25eth0]",
        "https://[::1",
        "https://api.gopax.co.kr\r\nX: y",
    ],
)
def test_a_base_url_names_an_origin_and_nothing_more(base_url: str) -> None:
    """Another scheme, a path, a query or a host that is none is refused."""
    with pytest.raises(ValueError, match=r"base_url|[Pp]ort|Invalid IPv6"):
        Origin.parse(base_url)


def test_credentials_in_a_base_url_are_refused_unseen() -> None:
    """They would go to logs and error messages."""
    with pytest.raises(ValueError, match="credentials") as caught:
        Origin.parse(f"https://user:{SECRET}@api.gopax.co.kr")
    assert SECRET not in str(caught.value)


def test_a_request_shows_no_values() -> None:
    """Neither header values nor the body stand in its repr."""
    request = WireRequest("POST", "/orders", (("SIGNATURE", SECRET),), SECRET.encode())
    assert repr(request) == "WireRequest(POST /orders, headers: SIGNATURE, 11 bytes)"
