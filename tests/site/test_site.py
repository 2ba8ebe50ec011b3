"""The documentation site: complete, in two languages, without a dead link or an outside request."""

import ast
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.site import api
from scripts.site.contents import Contents, Page, SiteError
from scripts.site.pages import FilePages
from tests.docs import runner
from tests.docs.runner import ROOT
from tests.tools import library

CONTENTS = Contents.read(ROOT)
PAIRS = [page for page in CONTENTS.pages() if not page.english_only]


def headings(text: str) -> list[int]:
    """The depth of each heading, in order."""
    plain = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return [len(marks) for marks in re.findall(r"^(#+) ", plain, re.MULTILINE)]


def program(text: str) -> str:
    """What a Python block does, without comments and texts, which a translation may change."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


def what_runs(page: Path) -> Iterator[tuple[str, str]]:
    """Language and content of each block, as far as both languages share it."""
    for block in runner.blocks(page):
        if block.language == "python":
            yield "python", program(block.text)
        else:
            lines = (re.sub(r" +#.*$", "", line) for line in block.text.splitlines())
            yield block.language, "\n".join(line for line in lines if line.isascii())


# Contents


@pytest.mark.parametrize("page", PAIRS, ids=lambda page: page.source)
def test_both_languages_say_the_same(page: Page) -> None:
    """The same headings in the same order, and the same programs and commands."""
    english, korean = (ROOT / page.text_in(language) for language in ("en", "ko"))
    assert headings(english.read_text("utf-8")) == headings(korean.read_text("utf-8"))
    assert list(what_runs(english)) == list(what_runs(korean))


def test_every_document_is_on_the_site() -> None:
    """What is written for readers has a place in the menu."""
    written = {*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("examples/*.md")}
    listed = {page.text_in(name) for page in CONTENTS.pages() for name in ("en", "ko")}  # type: ignore[arg-type]
    missing = {str(path.relative_to(ROOT)) for path in written} - listed
    assert missing == {"docs/README.md"}  # the list for who reads in the repository


def test_a_link_that_leaves_the_site_is_refused(tmp_path: Path) -> None:
    """A page that points at code or at nothing is named."""
    (tmp_path / "page.md").write_text("# A\n\n[code](gopax_ext/client.py)\n", "utf-8")
    texts = FilePages(tmp_path, CONTENTS)
    with pytest.raises(SiteError, match=r"page\.md links to gopax_ext/client\.py"):
        texts.text(Page("page.md", english_only=True), "en")


# The site itself


@pytest.fixture(scope="module")
def site() -> Path:
    """The site, built as `make site` does."""
    library("zensical")
    command = [sys.executable, "-m", "scripts.site"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return ROOT / "build" / "site"


def documented(site: Path) -> set[str]:
    """Every name that the site's inventory knows, as other sites find it."""
    data = (site / "objects.inv").read_bytes().split(b"\n", 4)[4]
    return {line.split(" ")[0] for line in zlib.decompress(data).decode("utf-8").splitlines()}


@pytest.mark.slow
def test_the_site_is_whole(site: Path) -> None:
    """Pages as HTML and as Markdown in both languages, every public name, and nothing foreign."""
    for page in CONTENTS.pages():
        for place in (site / page.place, site / "ko" / page.place):
            assert place.is_file()
            assert place.with_suffix(".html").is_file()
    doors = [door for section in CONTENTS.sections for door in section.doors]
    names = {f"{door}.{name}" for door in doors for name in api.public_names(door)}
    assert names - documented(site) == set()
    assert {"gopax_ext.Gopax.get_ticker", "gopax_ext.Gopax.resolve"} <= documented(site)
    foreign = re.compile(
        r"""<(?:script|img|iframe)[^>]+src=["']?https?:|<link[^>]+rel=["']?stylesheet[^>]+href=["']?https?:"""
    )
    assert [
        page.name for page in site.rglob("*.html") if foreign.search(page.read_text("utf-8"))
    ] == []
    index = (site / "llms.txt").read_text("utf-8")
    links = re.findall(r"\]\(([^)]+)\): \S", index)
    assert len(links) == sum(1 for _ in CONTENTS.pages()) + len(doors)
    assert all((site / link).is_file() for link in links)
