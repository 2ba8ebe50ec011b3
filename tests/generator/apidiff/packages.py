"""Packages as texts, and the surface that they show."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import frozen

from generator.apidiff import ApiChange, Surface, compare, read_surface

Files = Mapping[str, str]


@frozen
class Written:
    """A tree of files that are given as texts."""

    files: Files
    label: str = "written"

    def read(self, path: str) -> bytes | None:
        text = self.files.get(path)
        return None if text is None else text.encode()

    def export(self, path: str, into: Path) -> bool:
        inside = {name: text for name, text in self.files.items() if name.startswith(f"{path}/")}
        for name, text in inside.items():
            target = into / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        return bool(inside)


def surface(files: Files, doors: Sequence[str] = ()) -> Surface:
    """What the packages `shop` and `shop_ext` show."""
    return read_surface(Written(files), ["shop", "shop_ext"], doors)


def changes(old: Files, new: Files, doors: Sequence[str] = ()) -> tuple[ApiChange, ...]:
    """What is different between two states of the packages."""
    return compare(surface(old, doors), surface(new, doors))
