"""A brief built again: taken from the cache while nothing has changed, and then found quickly."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from editions import BRIEF

Build = Callable[..., tuple[dict[str, object], str]]

_QUICK = """
import sys
from reporter.cli import main
try:
    main()
finally:
    heavy = {"pydantic", "jinja2", "weasyprint", "matplotlib", "numpy", "pandas", "babel", "yaml"}
    print("loaded:", *sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Builds a copy of the shipped brief; what is told of its one PDF, and on stderr."""
    for file in BRIEF.parent.glob("kuaishou-2024q4.*"):
        shutil.copy(file, tmp_path)
    environment = os.environ | {"REPORTER_CACHE": str(tmp_path / "cache")}

    def run(*options: str) -> tuple[dict[str, object], str]:
        words = [sys.executable, "-c", _QUICK, "build", BRIEF.name, "--edition", "en", "--json"]
        done = subprocess.run(
            [*words, *options], cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        (told,) = json.loads(done.stdout)
        return told, done.stderr.decode()

    return run


def test_the_same_again_is_taken_from_the_cache_and_says_so(build: Build, tmp_path: Path) -> None:
    first, said = build()
    assert not first["cached"]
    assert "unchanged" not in said
    pdf = tmp_path / str(first["path"])
    made = pdf.read_bytes()
    pdf.unlink()
    again, said = build()
    assert again == {**first, "cached": True}
    assert "en: unchanged, from the cache" in said
    assert said.endswith("loaded:\n"), "a hit is found out without what makes a page"
    assert pdf.read_bytes() == made
    forced, _ = build("--force")
    assert forced == first
    assert "unchanged" not in build("-q")[1]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("kuaishou-2024q4.yaml", "faster than users", "faster than the users"),
        ("kuaishou-2024q4.facts.csv", "超23300点", "超2.33万点"),
    ],
)
def test_a_change_anywhere_is_noticed(
    build: Build, tmp_path: Path, name: str, old: str, new: str
) -> None:
    build()
    file = tmp_path / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    assert not build()[0]["cached"]
