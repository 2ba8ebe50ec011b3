"""What this client is tested with, for testing your own bot with the same.

`practice` is a client with money on an exchange that ends with the block.
`FaultProxy` stands between a client and an exchange on this machine and breaks what passes;
`run_virtual` runs a day of calls in seconds, the same day each time for the same seed, with
`AppTransport` to an exchange in the same process.
"""

from .faults import KINDS, ProxyFault
from .in_process import AppTransport
from .practice import practice
from .proxy import FaultProxy
from .virtual import Stuck, VirtualLoop, VirtualSeam, run_virtual

__all__ = [
    "KINDS",
    "AppTransport",
    "FaultProxy",
    "ProxyFault",
    "Stuck",
    "VirtualLoop",
    "VirtualSeam",
    "practice",
    "run_virtual",
]
