"""Which briefs are found in files and folders, and which are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporter.batch_items import find_items
from reporter.errors import CannotRead


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_folder_stands_for_the_briefs_in_it_and_below(tmp_path: Path) -> None:
    write(tmp_path / "b.yaml", "# one\nbrief: b\n")
    write(tmp_path / "a" / "brief.yml", "issuer: {entity: brief}\nbrief: a\n")
    write(tmp_path / "mailing.yaml", "readers:\n  - brief: c\n")
    write(tmp_path / ".drafts" / "d.yaml", "brief: d\n")
    write(tmp_path / "facts.csv", "brief: e\n")
    found = [item.path.relative_to(tmp_path) for item in find_items([tmp_path])]
    assert found == [Path("a/brief.yml"), Path("b.yaml")]


def test_a_brief_that_cannot_be_read_is_found_so_that_it_is_told(tmp_path: Path) -> None:
    broken = write(tmp_path / "broken.yaml", "issuer: [\n")
    assert [item.path for item in find_items([tmp_path])] == [broken]


def test_a_brief_that_is_named_twice_is_built_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", "brief: a\n")
    (item,) = find_items([path, tmp_path])
    assert not item.refused


def test_briefs_with_the_same_id_are_refused_and_others_are_not(tmp_path: Path) -> None:
    for name, text in {"a": "brief: x\n", "b": "brief: x\n", "c": "brief: y\n"}.items():
        write(tmp_path / f"{name}.yaml", text)
    first, second, third = find_items([tmp_path])
    assert first.refused == second.refused
    assert first.refused.startswith("“x” is the id of several briefs: ")
    assert not third.refused


def test_a_folder_without_a_brief_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path / "mailing.yaml", "readers: []\n")
    with pytest.raises(CannotRead, match="there is no brief in it"):
        find_items([tmp_path])
