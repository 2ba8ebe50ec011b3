"""The text of each page as the site needs it: links turned to their places on the site."""

import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from .contents import Contents, Language, Page, SiteError

__all__ = ["NOTE", "FilePages", "place_of_door"]

NOTE: Final = "이 페이지는 영어로만 제공됩니다."
FILES: Final = ("openapi.yaml", "LICENSE")  # served as they are, besides what lies in docs/images
_LINK = re.compile(r"(?<=\]\()([^)\s#]*)(#[^)\s]*)?(?=\))")
_OTHER_LANGUAGE = re.compile(r"^\[(한국어|English)\]\([^)]*\)\n\n", re.MULTILINE)
_CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def place_of_door(door: str) -> str:
    """Where the page with the public names of a package lies."""
    return f"api/{door}.md"


class FilePages:
    """Turns documents of the repository into pages; remembers which files they show."""

    def __init__(self, root: Path, contents: Contents) -> None:
        self._root = root
        self._places = {
            text: page.place
            for page in contents.pages()
            for text in (page.source, page.text_in("ko"))
        }
        self.files: set[str] = set()

    def text(self, page: Page, language: Language) -> str:
        """Return the text of a page with its links turned.

        `SiteError` when one leads to what is not on the site.
        """
        source = page.text_in(language)
        text = (self._root / source).read_text("utf-8")
        text = _OTHER_LANGUAGE.sub("", text, count=1)  # every page of the site has a switch
        turned = outside_code(text, lambda part: self._turn_links(part, source, page.place))
        if language == "ko" and page.english_only:
            heading, _, rest = turned.partition("\n")
            turned = f"{heading}\n\n> {NOTE}\n{rest}"
        return turned

    def _turn_links(self, text: str, source: str, place: str) -> str:
        def turned(link: re.Match[str]) -> str:
            target, anchor = link[1], link[2] or ""
            if not target or ":" in target:
                return target + anchor
            path = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
            found = self._places.get(path) or self._places.get(f"{path}/README.md")
            served = path in FILES or path.startswith("docs/images/")
            if found is None and served and (self._root / path).is_file():
                self.files.add(path)
                found = path.removeprefix("docs/")
            if found is None and path == "docs/README.md":
                found = "index.md"  # the menu takes the place of that list
            if found is None:
                raise SiteError(
                    f"{source} links to {target}, which is not on the site: "
                    "add it to docs/site.toml, or write its name without a link"
                )
            return posixpath.relpath(found, posixpath.dirname(place) or ".") + anchor

        return _LINK.sub(turned, text)


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """Change what is no code."""
    parts: list[str] = []
    end = 0
    for code in _CODE.finditer(text):
        parts += [change(text[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*parts, change(text[end:])])
