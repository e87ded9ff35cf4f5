from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from reporter.archive import Artifact
from reporter.cache import Cache, Recipe
from reporter.languages import Edition

RECIPE = Recipe(
    "brief.yaml",
    {"brief.yaml": b"facts: facts.csv", "facts.csv": b"id\n"},
    Edition.BILINGUAL,
    "brief",
)
PDF = Artifact("b.pdf", b"%PDF\n\x00", Edition.BILINGUAL, "brief", 4, "key", ("page 1: full",))


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path)


def test_the_same_again_is_found_and_says_so(cache: Cache) -> None:
    assert cache.lookup(RECIPE) is None
    cache.keep(RECIPE, PDF)
    assert cache.lookup(RECIPE) == replace(PDF, cached=True)


@pytest.mark.parametrize(
    "other",
    [
        replace(RECIPE, name="other.yaml"),
        replace(RECIPE, contents={**RECIPE.contents, "facts.csv": b"id,value\n"}),
        replace(RECIPE, contents={"brief.yaml": RECIPE.contents["brief.yaml"]}),
        replace(RECIPE, edition=Edition.EN),
        replace(RECIPE, template="flash"),
    ],
)
def test_whatever_goes_in_makes_it_another(cache: Cache, other: Recipe) -> None:
    cache.keep(RECIPE, PDF)
    assert cache.lookup(other) is None


def test_a_template_of_ones_own_is_read(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "mine" / "page.html.j2"
    page.parent.mkdir()
    monkeypatch.chdir(tmp_path)
    page.write_text("one")
    recipe = replace(RECIPE, template="mine")
    cache.keep(recipe, PDF)
    page.write_text("two")
    assert cache.lookup(recipe) is None


def test_another_program_makes_it_anew(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.keep(RECIPE, PDF)
    monkeypatch.setattr("reporter.cache._PROGRAM", {})
    monkeypatch.setattr("reporter.program.versions", lambda: {"weasyprint": "71.0"})
    monkeypatch.setattr("reporter.program.stamp", lambda: "0" * 64)
    assert Cache(cache.folder).lookup(RECIPE) is None


def test_what_is_damaged_is_made_anew(cache: Cache, tmp_path: Path) -> None:
    cache.keep(RECIPE, PDF)
    (entry,) = tmp_path.rglob("*.pdf")
    entry.write_bytes(entry.read_bytes()[:-1])
    assert cache.lookup(RECIPE) is None


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=16 * 130)
    for number, key in enumerate(("0a", "0b", "0c")):
        cache.put("pdf", key, bytes(8))
        os.utime(tmp_path / "0" / f"{key}.pdf", (number, number))
    assert cache.get("pdf", "0a") is not None
    cache.put("pdf", "0d", bytes(8))
    left = [key for key in ("0a", "0b", "0c", "0d") if cache.get("pdf", key)]
    assert left == ["0a", "0c", "0d"]


def test_it_is_emptied(cache: Cache) -> None:
    cache.put("pdf", "0a", bytes(100))
    assert [cache.clear(), cache.clear()] == [132, 0]
    assert cache.get("pdf", "0a") is None


def test_without_a_folder_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTER_CACHE", "off")
    cache = Cache.of_user()
    cache.keep(RECIPE, PDF)
    assert cache.lookup(RECIPE) is None


def test_a_folder_that_cannot_be_written_to_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file")
    cache.keep(RECIPE, PDF)
    assert cache.lookup(RECIPE) is None
