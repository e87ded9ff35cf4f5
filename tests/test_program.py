from __future__ import annotations

from pathlib import Path

import pytest

from reporter import paths, program


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of one module, with the words and fonts of this one."""
    monkeypatch.setattr(program, "_CODE", tmp_path)
    (tmp_path / "module.py").write_text("one")
    return tmp_path / "module.py"


def test_another_word_in_a_file_is_another_program(code: Path) -> None:
    before = program.stamp(), program.digest()
    assert (program.stamp(), program.digest()) == before
    code.write_text("two")
    assert program.stamp() != before[0]
    assert program.digest() != before[1]


def test_a_file_written_again_as_it_was_is_the_same_program(code: Path) -> None:
    before = program.digest()
    code.write_text("one")
    assert program.digest() == before


def test_what_python_compiles_is_none_of_it(code: Path) -> None:
    before = program.digest()
    code.with_suffix(".pyc").write_bytes(b"compiled")
    assert program.digest() == before


def test_words_and_fonts_belong_to_it() -> None:
    files = set(program._files())
    assert paths.assets() / "terms.csv" in files
    assert paths.fonts() / "SourceSans3-Bold.ttf" in files
