"""A proxy in a process of its own that passes everything on and changes one kind of answer.

`python -m tests.contract.changing_proxy UPSTREAM CHANGE` prints its base URL and serves until its
input ends. It is written with the standard library alone and knows nothing of the exchange.
"""

import http.client
import json
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

__all__ = ["CHANGES"]

_NOT_PASSED_ON = frozenset({"connection", "content-length", "date", "host", "transfer-encoding"})
Row = dict[str, Any]


def _cheaper(row: Row) -> Row:
    return {**row, "ask": row["bid"]}


def _in_seconds(row: Row) -> Row:
    return {**row, "time": row["time"][:19] + "Z"}


def _one_more(row: Row) -> Row:
    return {**row, "avail": row["avail"] + 1}


def _as_text(row: Row) -> Row:
    return {**row, "price": str(row["price"])} if "price" in row else row


CHANGES: dict[str, tuple[str, Callable[[Row], Row]]] = {
    "nothing": ("never", lambda row: row),
    "crossed-ticker": ("/ticker", _cheaper),
    "time-in-seconds": ("/ticker", _in_seconds),
    "one-more": ("/balances/KRW", _one_more),
    "price-as-text": ("/trades", _as_text),
}
"""By name: how the paths end whose answers are changed, and what becomes of each object."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer leaves in one piece
    upstream = ""
    change = CHANGES["nothing"]

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {
            name: text for name, text in self.headers.items() if name.lower() not in _NOT_PASSED_ON
        }
        line = http.client.HTTPConnection(self.upstream, timeout=20)
        target = self.raw_requestline.split()[1].decode("latin-1")  # as it came: not `path`
        line.request(self.command, target, body or None, headers)
        answer = line.getresponse()
        told = self._changed(answer.status, answer.read())
        line.close()
        self.send_response_only(answer.status)
        for name, text in answer.getheaders():
            if name.lower() not in _NOT_PASSED_ON:
                self.send_header(name, text)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def _changed(self, status: int, body: bytes) -> bytes:
        ending, change = self.change
        if status != 200 or not self.path.partition("?")[0].endswith(ending):
            return body
        data = json.loads(body)
        changed = list(map(change, data)) if isinstance(data, list) else change(data)
        return json.dumps(changed).encode()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


for _method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
    setattr(_Handler, f"do_{_method}", _Handler._pass_on)


def _main(upstream: str, change: str) -> None:
    _Handler.upstream, _Handler.change = urlsplit(upstream).netloc, CHANGES[change]
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"http://127.0.0.1:{server.server_port}", flush=True)
        sys.stdin.read()
        server.shutdown()


if __name__ == "__main__":
    _main(*sys.argv[1:])
