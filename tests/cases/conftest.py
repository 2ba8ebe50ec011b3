"""The exchange behind a fault proxy and both clients, as the tests of the proxy have them."""

from tests.testing.conftest import account, open_bot, proxy, sandbox
from tests.transport.conftest import connect, lane, serve

__all__ = ["account", "connect", "lane", "open_bot", "proxy", "sandbox", "serve"]
