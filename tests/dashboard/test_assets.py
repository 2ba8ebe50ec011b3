"""What others wrote and the pages bring along: the file, its licence and where it came from."""

import re
from hashlib import sha256

from tests.project.house import ROOT

ASSETS = ROOT / "gopax_ext" / "assets"
ROW = re.compile(r"^\| `([^`]+)`.*\| (\S+ [\d.]+) \| (\S+) \| `([0-9a-f]{64})` \|$", re.MULTILINE)


def test_every_foreign_file_is_what_its_notice_says() -> None:
    """Byte for byte, with its licence beside it, and nothing else lies there."""
    rows = ROW.findall((ASSETS / "NOTICE.md").read_text("utf-8"))
    licences = {f"{package.split()[0]}.LICENSE.txt" for _, package, _, _ in rows}
    wanted = {"NOTICE.md", *licences, *(name for name, _, _, _ in rows)}
    assert {path.name for path in ASSETS.iterdir()} == wanted
    for name, package, _, digest in rows:
        body = (ASSETS / name).read_bytes()
        assert sha256(body).hexdigest() == digest
        assert package.split()[1].encode() in body[:400]


def test_no_module_of_the_pages_can_run_text_as_code() -> None:
    """No markup from strings, no eval, no inline handler: what is answered stays text."""
    static = ROOT / "gopax_ext" / "dashboard" / "static"
    risky = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|"
        r"style=\"|\son\w+=\"|https?://(?!www\.w3\.org/2000/svg)"
    )
    found = [
        f"{path.name}: {match[0]}"
        for path in static.rglob("*")
        if path.is_file()
        for match in risky.finditer(path.read_text("utf-8"))
    ]
    assert found == []
