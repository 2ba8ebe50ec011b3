"""What this client is tested with, for testing your own bot with the same.

`practice` is a client with money on an exchange that ends with the block.
`FaultProxy` stands between a client and an exchange on this machine and breaks what passes;
`run_virtual` runs a day of calls in seconds, the same day each time for the same seed, with
`AppTransport` to an exchange in the same process. `plugin` gives pytest all of it as fixtures,
`PracticeExchange` among them.

Nothing is loaded before it is used: pytest loads the plugin in everybody's tests.
"""

from typing import TYPE_CHECKING

from .._lazy import lazy

if TYPE_CHECKING:
    from .blocking import BlockingAppTransport
    from .exchange import PracticeExchange
    from .faults import KINDS, ProxyFault
    from .in_process import AppTransport
    from .practising import practice
    from .proxy import FaultProxy
    from .still import StillSeam
    from .virtual import Stuck, VirtualLoop, VirtualSeam, run_virtual

__all__ = [
    "KINDS",
    "AppTransport",
    "BlockingAppTransport",
    "FaultProxy",
    "PracticeExchange",
    "ProxyFault",
    "StillSeam",
    "Stuck",
    "VirtualLoop",
    "VirtualSeam",
    "practice",
    "run_virtual",
]

__getattr__ = lazy(
    __name__,
    {
        "KINDS": ".faults",
        "AppTransport": ".in_process",
        "BlockingAppTransport": ".blocking",
        "FaultProxy": ".proxy",
        "PracticeExchange": ".exchange",
        "ProxyFault": ".faults",
        "StillSeam": ".still",
        "Stuck": ".virtual",
        "VirtualLoop": ".virtual",
        "VirtualSeam": ".virtual",
        "practice": ".practising",
        "run_virtual": ".virtual",
    },
)
