"""What holds for every test: loopback only, nothing of the person's, the same draw each run."""

import atexit
import ipaddress
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence

from hypothesis import HealthCheck, settings

settings.register_profile(
    "repeatable",
    database=None,
    deadline=None,  # two busy cores say nothing about the code
    derandomize=True,
    print_blob=False,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("repeatable")

for _name in [name for name in os.environ if name.startswith("GOPAX_")]:
    del os.environ[_name]  # a key of the person who runs the tests must never sign a test's call

# A shell that runs this in the background lets everything below it ignore Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)

os.environ["XDG_STATE_HOME"] = _state = tempfile.mkdtemp(prefix="gopax-tests-")
atexit.register(shutil.rmtree, _state, ignore_errors=True)


class ForeignAddressError(RuntimeError):
    """A test tried to reach something that is not this machine."""


def _is_loopback(host: object) -> bool:
    if host in {None, "", "localhost", b"localhost"}:
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _only_loopback(event: str, arguments: Sequence[object]) -> None:
    """Refuse every look-up and connection that would leave this machine."""
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = arguments[0]
    else:
        return
    if not _is_loopback(host):
        raise ForeignAddressError(f"{event} to {host!r}: tests talk to 127.0.0.1 alone")


sys.addaudithook(_only_loopback)


def pytest_sessionfinish() -> None:
    """Keep what coverage has counted: a worker that is not gone in 10 s is killed by xdist."""
    if "coverage" in sys.modules:
        from coverage import Coverage  # noqa: PLC0415 - only where it runs anyway

        if (running := Coverage.current()) is not None:
            running.save()
