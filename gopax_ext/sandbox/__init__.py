"""The built-in exchange: GOPAX's interface with a real order book behind it, on one's own machine.

It is written from the reference alone and shares no code with the client, so that a mistake in one
does not hide behind the same mistake in the other. `Sandbox` is the door; `python -m
gopax_ext.sandbox` serves one from the command line.
"""

from .accounts import Key
from .clock import Clock
from .config import PROFILES, Config
from .engine import NotEnoughError
from .faults import Fault
from .pairs import PAIRS, PairSpec
from .recording import RecordedTrade, load_recording, read_recording
from .sandbox import Account, Sandbox, Snapshot

__all__ = [
    "PAIRS",
    "PROFILES",
    "Account",
    "Clock",
    "Config",
    "Fault",
    "Key",
    "NotEnoughError",
    "PairSpec",
    "RecordedTrade",
    "Sandbox",
    "Snapshot",
    "load_recording",
    "read_recording",
]
