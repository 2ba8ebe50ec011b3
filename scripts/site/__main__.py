"""Build the site into build/site: `python -m scripts.site`. Exit status 1 on any dead link."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from . import api
from .configuration import configuration
from .contents import LANGUAGES, Contents, Language, SiteError
from .pages import NOTE, FilePages, place_of_door
from .plain import index_for_machines

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"


def main() -> int:
    """Build both languages; say where they are."""
    site = BUILD / "site"
    shutil.rmtree(site, ignore_errors=True)
    try:
        contents = Contents.read(ROOT)
        for language in LANGUAGES:
            build(contents, language, site if language == "en" else site / language)
    except SiteError as error:
        print(f"site: {error}", file=sys.stderr)
        return 1
    (site / "llms.txt").write_text(index_for_machines(ROOT, contents), "utf-8")
    print(f"site: {sum(1 for _ in site.rglob('*.html'))} pages in build/site/index.html")
    return 0


def build(contents: Contents, language: Language, target: Path) -> None:
    """Assemble the pages of a language, let zensical make HTML, lay the Markdown beside it.

    `SiteError` with all that zensical says when a link or an anchor leads nowhere.
    """
    work = BUILD / f"site-{language}"
    shutil.rmtree(work, ignore_errors=True)
    docs = work / "docs"
    texts = FilePages(ROOT, contents)
    for page in contents.pages():
        write(docs / page.place, texts.text(page, language))
    doors = [door for section in contents.sections for door in section.doors]
    for door in doors:
        text = api.directives(door)
        write(docs / place_of_door(door), text if language == "en" else f"{text}\n> {NOTE}\n")
    for file in texts.files:
        place = docs / file.removeprefix("docs/")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / file, place)
    (work / "zensical.toml").write_text(configuration(contents, language, ROOT), "utf-8")
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    said = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr).partition("Traceback")[0]
    if done.returncode != 0 or "Warning" in said:
        raise SiteError(f"zensical refuses the {language} pages:\n{said}")
    shutil.copytree(work / "site", target, dirs_exist_ok=True)
    for page in contents.pages():
        shutil.copyfile(docs / page.place, target / page.place)
    for door in doors:
        write(target / place_of_door(door), api.markdown(ROOT, door))


def write(path: Path, text: str) -> None:
    """Write a page and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
