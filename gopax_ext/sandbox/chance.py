"""Seeded chance: a stream of numbers that is the same on every machine and Python version."""

from hashlib import sha512

__all__ = ["Chance"]

_MASK = (1 << 64) - 1


class Chance:
    """A splitmix64 stream; each (seed, labels) has a stream of its own."""

    __slots__ = ("_state",)

    def __init__(self, seed: int, *labels: str) -> None:
        name = "/".join((str(seed), *labels)).encode()
        self._state = int.from_bytes(sha512(name).digest()[:8], "big")

    def bits(self) -> int:
        """The next 64 bits."""
        self._state = state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & _MASK
        return state ^ (state >> 31)

    def below(self, bound: int) -> int:
        """A number from 0 to `bound` - 1."""
        return (self.bits() * bound) >> 64

    def between(self, low: int, high: int) -> int:
        """A number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def happens(self, permille: int) -> bool:
        """True in `permille` of a thousand draws."""
        return self.below(1000) < permille

    def raw(self, length: int) -> bytes:
        """`length` bytes."""
        return b"".join(self.bits().to_bytes(8, "big") for _ in range(-(-length // 8)))[:length]
