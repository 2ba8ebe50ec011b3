"""The headers of an answer read like a mapping and cost nothing until they are read."""

import copy
import pickle

import pytest

from gopax_ext.transport.base import Headers, WireResponse

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nX-Two:1\r\nx-two: \t2 \r\nEmpty:\r\nColon: a:b"
PAIRS = [(b"Content-Type", b"a/b"), (b"X-Two", b"1"), (b"x-two", b"2"), (b"Empty", b"")]
PAIRS.append((b"Colon", b"a:b"))


@pytest.mark.parametrize(
    "headers",
    [
        Headers.from_raw(HEAD),
        Headers.from_raw(PAIRS),
        Headers(
            [
                ("Content-Type", "a/b"),
                ("X-Two", "1"),
                ("x-two", "2"),
                ("Empty", ""),
                ("Colon", "a:b"),
            ]
        ),
    ],
    ids=["from a head", "from bytes", "from pairs"],
)
def test_headers_are_a_case_insensitive_mapping(headers: Headers) -> None:
    """Names fold, repeated values join, order and spelling stay in `pairs`."""
    assert headers["content-TYPE"] == "a/b"
    assert headers.get("x-two") == "1, 2"
    assert headers["empty"] == ""
    assert headers["colon"] == "a:b"
    assert headers.get("missing") is None
    assert "CONTENT-type" in headers
    assert list(headers) == ["content-type", "x-two", "empty", "colon"]
    assert len(headers) == 4
    assert dict(headers)["x-two"] == "1, 2"
    assert headers.pairs[2] == ("x-two", "2")


def test_a_head_without_headers_is_empty() -> None:
    """A status line alone."""
    assert len(Headers.from_raw(b"HTTP/1.1 200 OK")) == 0


def test_headers_survive_copying_and_pickling() -> None:
    """Answers travel between processes."""
    headers = Headers.from_raw(HEAD)
    for copied in (copy.deepcopy(headers), pickle.loads(pickle.dumps(headers))):  # noqa: S301
        assert copied.pairs == headers.pairs
        assert copied == headers


def test_an_answer_shows_no_body() -> None:
    """Balances do not get into a log by way of a repr."""
    shown = repr(WireResponse(200, Headers([("A", "b")]), b"secret"))
    assert shown == "WireResponse(status=200, headers=Headers([('A', 'b')]), body=<6 bytes>)"


def test_headers_cannot_be_changed() -> None:
    """An answer is what came."""
    headers = Headers([("A", "b")])
    with pytest.raises(TypeError):
        headers["A"] = "c"  # type: ignore[index]  # that is the point
