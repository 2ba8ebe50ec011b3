"""The headers of an answer, read only when somebody asks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["Headers"]


class Headers(Mapping[str, str]):
    """Immutable, case-insensitive view of the headers of an answer.

    A name that came more than once gives its values joined by ", "; `pairs` keeps each, in order
    and as it came. A head that nobody asks for costs nothing: the first question splits it.
    """

    __slots__ = ("_index", "_pairs", "_raw")

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._raw: bytes | Sequence[tuple[bytes, bytes]] = b""
        self._pairs: tuple[tuple[str, str], ...] | None = tuple(pairs)
        self._index: dict[str, str] | None = None

    @classmethod
    def from_raw(cls, raw: bytes | Sequence[tuple[bytes, bytes]]) -> "Headers":
        """View what a parser has accepted: a head, status line first, or pairs of bytes."""
        self = cls.__new__(cls)
        self._raw = raw
        self._pairs = None
        self._index = None
        return self

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every header in order, names as they came."""
        if self._pairs is None:
            raw = self._raw
            if isinstance(raw, bytes):
                self._pairs = tuple(_split(line) for line in raw.split(b"\r\n")[1:])
            else:
                self._pairs = tuple((n.decode("latin-1"), v.decode("latin-1")) for n, v in raw)
        return self._pairs

    def __getitem__(self, name: str) -> str:
        if self._index is None:
            index: dict[str, str] = {}
            for key, value in self.pairs:
                folded = key.lower()
                index[folded] = f"{index[folded]}, {value}" if folded in index else value
            self._index = index
        return self._index[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(name.lower() for name, _ in self.pairs))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"Headers({list(self.pairs)!r})"


def _split(line: bytes) -> tuple[str, str]:
    name, _, value = line.decode("latin-1").partition(":")
    return name, value.strip(" \t")
