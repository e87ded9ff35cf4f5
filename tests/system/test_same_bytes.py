"""The same bytes whoever makes them, wherever and in whatever order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from editions import BRIEF, EVERY, Editions

from reporter.languages import Edition

SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Hong_Kong", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
)


def start(arguments: list[object], folder: Path, env: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "reporter", "build", *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=folder, env=os.environ | env, stdout=pipe, stderr=pipe)


def finish(process: subprocess.Popen[bytes]) -> None:
    _, errors = process.communicate()
    assert process.returncode == 0, errors.decode()


@pytest.mark.parametrize("template", ["brief", "flash"])
def test_neither_time_zone_nor_hash_seed_nor_order_moves_a_byte(
    editions: Editions, tmp_path: Path, template: str
) -> None:
    processes = []
    for name, env, order in zip("ab", SURROUNDINGS, (1, -1), strict=True):
        folder = tmp_path / name
        folder.mkdir()
        brief = os.path.relpath(BRIEF, folder) if order == 1 else BRIEF
        wanted = [word for edition in [*Edition][::order] for word in ("--edition", edition)]
        arguments = [brief, "--template", template, "--out", ".", *wanted]
        processes.append(start(arguments, folder, env))
    for process in processes:
        finish(process)
    first = {path.name: path.read_bytes() for path in (tmp_path / "a").glob("*.pdf")}
    second = {path.name: path.read_bytes() for path in (tmp_path / "b").glob("*.pdf")}
    here = {editions.get(edition, name).content for edition, name in EVERY if name == template}
    assert len(first) == len(Edition)
    assert first == second
    assert set(first.values()) == here


@pytest.mark.parametrize(
    ("edition", "template"), [(Edition.BILINGUAL, "brief"), (Edition.ZH_HANT, "flash")]
)
def test_a_pdf_is_made_again_from_what_it_carries(
    editions: Editions, tmp_path: Path, edition: Edition, template: str
) -> None:
    made = editions.get(edition, template)
    finish(start([made.path, "--out", "again"], tmp_path, SURROUNDINGS[0]))
    (again,) = (tmp_path / "again").iterdir()
    assert again.read_bytes() == made.content
