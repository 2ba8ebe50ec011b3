"""`--check` sees every difference, names it, and writes nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from generator import __main__ as command
from generator.__main__ import main
from generator.document import load
from generator.problems import GeneratorError


def check(package: Path) -> int:
    """The exit status of a check of this package."""
    return main(["--check", "--out", str(package)])


def snapshot(package: Path) -> dict[Path, tuple[bytes, int]]:
    """Every file with its bytes and the time it was written."""
    files = (path for path in package.rglob("*") if path.is_file())
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


@pytest.fixture(autouse=True)
def _generated_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Generating takes seconds, and most tests look only at what is made of the result."""
    if "document" not in request.fixturenames:
        generation = evolve(request.getfixturevalue("committed"), pages={})
        monkeypatch.setattr(command, "generate", lambda _: generation)


def test_the_committed_package_is_what_would_be_written(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody edited it by hand, and nobody forgot to generate."""
    assert check(package) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["models/_order.py", "_manifest.json", "py.typed", "_wire.py"])
def test_one_changed_byte_is_found(
    package: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a unified diff and the name of the file."""
    path = package / name
    path.write_bytes(
        path.read_bytes().replace(b"a", b"b", 1) + (b"" if path.stat().st_size else b"x")
    )
    before = snapshot(package)

    assert check(package) == 1

    out, err = capsys.readouterr()
    assert f"--- gopax_generated/{name}\n+++ gopax_generated/{name}\n@@ " in out
    assert err.startswith(f"gopax_generated/{name} differs")
    assert snapshot(package) == before


@pytest.mark.parametrize("name", ["stray.py", "deeper/stray.txt", ".hidden", "binary.bin"])
def test_a_stray_file_is_found(
    package: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wherever in the package it lies and whatever it holds."""
    path = package / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"\xff\x00")

    assert check(package) == 1

    assert f"gopax_generated/{name} differs" in capsys.readouterr().err
    assert path.exists()


def test_a_missing_file_is_found(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And all the files where there is no package yet."""
    (package / "enums.py").unlink()

    assert check(package) == 1
    assert "--- /dev/null\n+++ gopax_generated/enums.py\n" in capsys.readouterr().out

    assert check(package.parent / "nowhere") == 1
    assert capsys.readouterr().err.count("differs") == len(snapshot(package)) + 1
    assert not (package.parent / "nowhere").exists()


def test_what_python_leaves_behind_is_no_difference(package: Path) -> None:
    """Compiled modules come and go."""
    (package / "__pycache__").mkdir(exist_ok=True)
    (package / "__pycache__" / "models.cpython-311.pyc").write_bytes(b"x")

    assert check(package) == 0


def test_writing_repairs_what_check_finds(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Changed files are written, and what was right is not touched."""
    (package / "models/_order.py").write_bytes(b"")
    (package / "enums.py").unlink()
    untouched = (package / "codecs.py").stat().st_mtime_ns

    assert main(["--out", str(package)]) == 0

    assert capsys.readouterr().out == (
        "openapi.yaml: 0 findings\ngopax_generated/enums.py\ngopax_generated/models/_order.py\n"
    )
    assert check(package) == 0
    assert (package / "codecs.py").stat().st_mtime_ns == untouched


def test_what_is_no_longer_generated_goes(package: Path) -> None:
    """A file that an older generator wrote is listed in its manifest."""
    manifest = package / "_manifest.json"
    listed = json.loads(manifest.read_bytes())
    listed["files"]["old.py"] = "sha256:0"
    manifest.write_text(json.dumps(listed))
    (package / "old.py").write_bytes(b"")

    assert main(["--out", str(package)]) == 0

    assert not (package / "old.py").exists()
    assert check(package) == 0


def test_what_others_wrote_is_never_deleted(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not a stray file, and not a directory that was named by mistake."""
    (package / "notes.txt").write_bytes(b"mine")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.tex").write_bytes(b"mine")

    for directory, name in ((package, "notes.txt"), (tmp_path / "home", "thesis.tex")):
        before = snapshot(directory)
        assert main(["--out", str(directory)]) == 1
        assert f"was not generated: {name}; move it away" in capsys.readouterr().err
        assert snapshot(directory) == before


@pytest.mark.parametrize("arguments", [["--check"], []])
def test_nothing_is_written_when_the_document_is_broken(
    package: Path,
    document: Callable[[str], Path],
    arguments: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line that says where, exit status 1, no traceback."""
    broken = document("paths: {\n")
    before = snapshot(package)

    assert main([*arguments, "--spec", str(broken), "--out", str(package)]) == 1

    assert "small.yaml:4:1: S001 " in capsys.readouterr().err
    assert snapshot(package) == before


@pytest.mark.parametrize("name", ["missing.yaml", "list.yaml", "latin.yaml", "twice.yaml"])
def test_a_file_that_is_no_document_is_refused(tmp_path: Path, name: str) -> None:
    """Not there, no mapping, no UTF-8, a key given twice."""
    contents = {"list.yaml": b"- a\n", "latin.yaml": b"a: \xe4\n", "twice.yaml": b"a: 1\na: 2\n"}
    if name in contents:
        (tmp_path / name).write_bytes(contents[name])

    with pytest.raises(GeneratorError, match=name):
        load(tmp_path / name)
