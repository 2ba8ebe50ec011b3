"""llms.txt: where a program that reads text finds each page as Markdown."""

import re
from pathlib import Path

from .contents import Contents
from .pages import outside_code, place_of_door

__all__ = ["index_for_machines"]


def index_for_machines(root: Path, contents: Contents) -> str:
    """Return llms.txt: the menu with each page's title, address and first sentence."""
    lines = [f"# {contents.name}", "", f"> {contents.summaries['en']}", ""]
    for section in contents.sections:
        lines += [f"## {section.names['en']}", ""]
        for page in section.pages:
            title, sentence = _opening((root / page.source).read_text("utf-8"))
            lines.append(f"- [{title}]({page.place}): {sentence}")
        lines += [
            f"- [{door}]({place_of_door(door)}): every public name, with signature and docstring"
            for door in section.doors
        ]
        lines.append("")
    return "\n".join(lines)


def _opening(text: str) -> tuple[str, str]:
    title = text.partition("\n")[0].lstrip("# ")
    prose = outside_code(text.partition("\n")[2], lambda part: re.sub(r"\]\([^)]*\)", "]", part))
    paragraphs = prose.split("\n\n")
    paragraph = next(part for part in paragraphs if re.match(r"\s*[A-Za-z`*]", part))
    plain = " ".join(re.sub(r"[\[\]]", "", paragraph).split())
    return title, re.split(r"(?<=[.!?:]) ", plain)[0]
