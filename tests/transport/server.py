"""A server that does to each connection exactly what a test says, byte by byte."""

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterable

__all__ = ["JSON", "Peer", "Script", "ScriptedServer", "answer", "answering"]


def answer(body: bytes = b"{}", *, status: str = "200 OK", headers: str = "") -> bytes:
    """Return a plain answer with a length; `headers` is whole lines, each with its CR LF."""
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    return head.encode("latin-1") + body


JSON = answer(b'{"id":"1"}', headers="Content-Type: application/json\r\n")


class Peer:
    """The server's end of one connection."""

    def __init__(self, server: "ScriptedServer", sock: socket.socket, number: int) -> None:
        self._server = server
        self._sock = sock
        self._unread = b""
        self.number = number
        """1 for the first connection, and so on."""

    def read(self) -> bytes:
        """Return the next request whole; raises ConnectionError when there is none to come."""
        while b"\r\n\r\n" not in self._unread:
            self._unread += self._receive()
        head, _, rest = self._unread.partition(b"\r\n\r\n")
        length = 0
        for line in head.split(b"\r\n"):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        body = bytearray(rest)
        while len(body) < length:
            body += self._receive()
        self._unread = bytes(body[length:])
        request = head + b"\r\n\r\n" + body[:length]
        self._server.requests.append(request)
        return request

    def send(self, data: bytes) -> None:
        """Write `data` at once."""
        self._sock.sendall(data)

    def drip(self, pieces: Iterable[bytes], pause: float = 0.0) -> None:
        """Write `pieces` one by one, each in a segment of its own."""
        for piece in pieces:
            self.send(piece)
            if pause and self._server.stopping.wait(pause):
                raise ConnectionAbortedError

    def reset(self) -> None:
        """End with RST instead of FIN."""
        self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._sock.close()

    def say_goodbye(self) -> None:
        """End TLS in its own way, by close_notify."""
        assert isinstance(self._sock, ssl.SSLSocket)
        # It waits for the client's close_notify in turn; not every client bothers.
        with contextlib.suppress(OSError):
            self._sock.unwrap()

    def cut(self) -> None:
        """End TCP without a word of TLS."""
        self._sock.shutdown(socket.SHUT_RDWR)

    def hang(self) -> None:
        """Say nothing until the test is over."""
        self._server.stopping.wait()

    def ended(self) -> bool:
        """Wait for the client to close; True when it sent nothing before that."""
        try:
            return not self._sock.recv(1)
        except ConnectionError:
            return True

    def _receive(self) -> bytes:
        data = self._sock.recv(65_536)
        if not data:
            raise ConnectionResetError("the client has closed")
        return data


Script = Callable[[Peer], None]


class ScriptedServer:
    """Plays `script` on a thread for each connection to a free port of 127.0.0.1."""

    def __init__(
        self, script: Script, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
    ) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, 0), family=family, backlog=256)
        self._script = script
        self._tls = tls
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self.stopping = threading.Event()
        self.connections = 0
        """How many were accepted so far."""
        self.requests: list[bytes] = []
        """Every request read so far."""
        shown = f"[{host}]" if ":" in host else host
        scheme = "https" if tls else "http"
        self.port: int = self._listener.getsockname()[1]
        self.base_url = f"{scheme}://{shown}:{self.port}"
        self._acceptor = threading.Thread(target=self._accept, daemon=True)
        self._acceptor.start()

    def wait_for_requests(self, count: int) -> None:
        """Return when `count` requests were read."""
        until = time.monotonic() + 5
        while len(self.requests) < count:
            assert time.monotonic() < until, f"only {len(self.requests)} requests came"
            time.sleep(0.001)

    def stop(self) -> None:
        """Close everything and wait for the threads."""
        self.stopping.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._acceptor.join(5)
        for sock in self._sockets:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        for sock in self._sockets:
            sock.close()

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._sockets.append(sock)
            thread = threading.Thread(target=self._play, args=(sock, self.connections), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _play(self, sock: socket.socket, number: int) -> None:
        # The client may leave at any time; what it saw is what the test asserts.
        with contextlib.suppress(OSError, ssl.SSLError):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._tls is not None:
                sock = self._tls.wrap_socket(sock, server_side=True)
                self._sockets.append(sock)
            self._script(Peer(self, sock, number))
        with contextlib.suppress(OSError):
            sock.close()


def answering(*answers: bytes) -> Script:
    """Answer each request on a connection with the next of `answers`, the last one for ever."""

    def script(peer: Peer) -> None:
        turn = 0
        while True:
            peer.read()
            peer.send(answers[min(turn, len(answers) - 1)])
            turn += 1

    return script
