"""What the site consists of: docs/site.toml, and where each page comes from and goes to."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import attrs

__all__ = ["LANGUAGES", "Contents", "Language", "Page", "Section", "SiteError"]

Language = Literal["en", "ko"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "ko")


class SiteError(Exception):
    """The site cannot be built; the text names the page and what to mend."""


@attrs.frozen
class Page:
    """A document of the repository and its place on the site."""

    source: str
    """Path from the root of the repository, of the English text."""
    english_only: bool

    @property
    def place(self) -> str:
        """Path on the site: README.md is its front, docs/ is its root, folders keep their names."""
        if self.source == "README.md":
            return "index.md"
        if self.source.startswith("docs/"):
            return self.source.removeprefix("docs/")
        folder, _, name = self.source.rpartition("/")
        return f"{folder}.md" if folder and name == "README.md" else self.source.lower()

    def text_in(self, language: Language) -> str:
        """Path from the root of the text in a language; the English one where there is no other."""
        if language == "en" or self.english_only:
            return self.source
        return self.source.removesuffix(".md") + ".ko.md"


@attrs.frozen
class Section:
    """A part of the menu: its names, its pages and the packages whose public names it lists."""

    names: dict[Language, str]
    pages: tuple[Page, ...]
    doors: tuple[str, ...]


@attrs.frozen
class Contents:
    """All of docs/site.toml."""

    name: str
    summaries: dict[Language, str]
    sections: tuple[Section, ...]

    @classmethod
    def read(cls, root: Path) -> "Contents":
        """Read docs/site.toml; `SiteError` when it names a text that does not exist."""
        data = tomllib.loads((root / "docs" / "site.toml").read_text("utf-8"))
        english = data["english"]
        sections = tuple(
            Section(
                names={language: part[language] for language in LANGUAGES},
                pages=tuple(Page(path, path in english) for path in part["pages"]),
                doors=tuple(part.get("doors", ())),
            )
            for part in data["section"]
        )
        project = data["project"]
        contents = cls(project["name"], {name: project[name] for name in LANGUAGES}, sections)
        texts = {page.text_in(name) for page in contents.pages() for name in LANGUAGES}
        if missing := sorted(text for text in texts if not (root / text).is_file()):
            raise SiteError(
                f"docs/site.toml asks for {', '.join(missing)}: write it, or take it out"
            )
        return contents

    def pages(self) -> Iterator[Page]:
        """Every page, in the order of the menu."""
        for section in self.sections:
            yield from section.pages
