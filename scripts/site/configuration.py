"""The settings of zensical for one language."""

import json
from pathlib import Path
from typing import Final

from .contents import Contents, Language
from .pages import place_of_door

__all__ = ["configuration"]

SETTINGS: Final = """\
[project]
site_name = {name}
site_description = {summary}
docs_dir = "docs"
site_dir = "site"
use_directory_urls = false
copyright = "MIT"
nav = [
{nav}
]

[project.theme]
language = "{language}"
font = false
features = [
  "content.code.copy",
  "navigation.footer",
  "navigation.indexes",
  "navigation.sections",
  "navigation.top",
  "search.highlight",
  "toc.follow",
]

[[project.theme.palette]]
media = "(prefers-color-scheme: light)"
scheme = "default"
toggle.icon = "lucide/moon"
toggle.name = {dark}

[[project.theme.palette]]
media = "(prefers-color-scheme: dark)"
scheme = "slate"
toggle.icon = "lucide/sun"
toggle.name = {light}

[project.extra]
generator = false
alternate = [
  {{ name = "English", link = "{english}", lang = "en" }},
  {{ name = "한국어", link = "{korean}", lang = "ko" }},
]

[project.plugins.search]

[project.plugins.mkdocstrings.handlers.python]
paths = [{root}]

[project.plugins.mkdocstrings.handlers.python.options]
docstring_style = "google"
heading_level = 2
inherited_members = true
members_order = "source"
merge_init_into_class = true
preload_modules = ["gopax_generated"]
separate_signature = true
show_root_heading = true
show_source = false
show_signature_annotations = true

[project.markdown_extensions.admonition]
[project.markdown_extensions.attr_list]
[project.markdown_extensions.tables]
[project.markdown_extensions.toc]
permalink = true
slugify.object = "pymdownx.slugs.slugify"
slugify.kwds = {{ case = "lower" }}
[project.markdown_extensions.pymdownx.highlight]
[project.markdown_extensions.pymdownx.superfences]
"""


def configuration(contents: Contents, language: Language, root: Path) -> str:
    """Return zensical.toml; the menu is that of docs/site.toml."""
    sections: list[str] = []
    for section in contents.sections:
        places = [f'"{page.place}"' for page in section.pages]
        places += [f'{{ "{door}" = "{place_of_door(door)}" }}' for door in section.doors]
        sections.append(f'  {{ "{section.names[language]}" = [{", ".join(places)}] }},')
    return SETTINGS.format(
        name=json.dumps(contents.name),
        summary=json.dumps(contents.summaries[language], ensure_ascii=False),
        nav="\n".join(sections),
        language=language,
        dark=json.dumps("Dark" if language == "en" else "어둡게", ensure_ascii=False),
        light=json.dumps("Light" if language == "en" else "밝게", ensure_ascii=False),
        english="./" if language == "en" else "../",
        korean="./ko/" if language == "en" else "./",
        root=json.dumps(str(root)),
    )
