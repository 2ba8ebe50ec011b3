"""The pages of what is installed: the wheel alone, with no checkout beside it."""

import json
import os
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest
from hatchling import build

from tests.project.house import ROOT

pytestmark = pytest.mark.slow


def fetched(url: str) -> bytes:
    """What is served there."""
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - our own server
        body: bytes = answer.read()
        return body


def test_the_wheel_alone_serves_both_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file of the checkout is in it, and the specification too."""
    monkeypatch.chdir(ROOT)
    installed = tmp_path / "installed"
    with zipfile.ZipFile(tmp_path / build.build_wheel(str(tmp_path))) as wheel:
        wheel.extractall(installed)
    process = subprocess.Popen(
        [sys.executable, "-m", "gopax_ext.dashboard", "--json", "--seed", "7"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        base_url = json.loads(process.stdout.readline())["base_url"]
        try:
            static = ROOT / "gopax_ext" / "dashboard" / "static"
            for path in (each for each in static.rglob("*") if each.is_file()):
                name = path.relative_to(static).as_posix()
                url = {"index.html": "/", "docs.html": "/docs"}.get(name, f"/dashboard/{name}")
                assert fetched(base_url + url) == path.read_bytes()
            specification = fetched(f"{base_url}/dashboard/openapi.yaml")
            assert specification == (ROOT / "openapi.yaml").read_bytes()
            charts = "/dashboard/assets/lightweight-charts.standalone.production.js"
            assert len(fetched(base_url + charts)) > 100_000
        finally:
            process.terminate()
