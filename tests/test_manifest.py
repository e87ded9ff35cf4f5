from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from brief_sample import brief

from reporter import __version__, paths
from reporter.brief import Brief, Files
from reporter.languages import Edition
from reporter.manifest import manifest, manifest_json, sha256

ATTACHED = {"facts.json": b"{}", "brief.yaml": b"brief: x\n"}
INPUTS = {"kuaishou-2024q4.yaml": "brief.yaml"}


def made(
    of: Brief | None = None,
    edition: Edition = Edition.EN,
    template: str = "brief",
    attached: Mapping[str, bytes] = ATTACHED,
) -> Mapping[str, Any]:
    return manifest(of or brief(), edition, template, attached, INPUTS)


def test_every_file_inside_has_its_digest() -> None:
    empty = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert made()["files"] == {"brief.yaml": sha256(b"brief: x\n"), "facts.json": empty}


def test_it_says_what_was_made_from_what_and_with_what() -> None:
    said = made()
    asked = (said["brief"], said["file"], said["edition"], said["template"])
    assert asked == ("kuaishou-2024q4", "kuaishou-2024q4.yaml", "en", "brief")
    assert said["inputs"] == INPUTS
    assert said["versions"]["reporter"] == __version__
    assert said["sources"]["article"] == brief().sources[0].sha256


def test_it_is_written_as_json_without_loss() -> None:
    assert json.loads(manifest_json(made())) == made()


def test_the_key_is_the_same_every_time_and_in_any_order() -> None:
    backwards = dict(reversed(ATTACHED.items()))
    assert made(attached=backwards) == made()


def test_the_key_changes_with_whatever_shapes_the_page() -> None:
    keys = {
        made()["build_key"],
        made(edition=Edition.ZH_HANS)["build_key"],
        made(template="flash")["build_key"],
        made(attached={**ATTACHED, "brief.yaml": b"brief: y\n"})["build_key"],
        made(replace(brief(), id="another"))["build_key"],
    }
    assert len(keys) == 5


def test_the_key_does_not_change_with_where_the_brief_was_read() -> None:
    files = Files(brief().files.name, {"elsewhere.csv": b"not attached"})
    assert made(replace(brief(), files=files)) == made()


@pytest.mark.parametrize("name", ["mine", "brief", "shared"])
def test_the_key_changes_with_a_template_of_ones_own(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    page = folder / "page.html.j2"
    page.write_text("one")
    before = made(template=str(folder))
    assert made(template=str(folder)) == before
    page.write_text("two")
    assert made(template=str(folder))["build_key"] != before["build_key"]


def test_the_key_changes_with_the_words_of_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made()
    for table in paths.assets().glob("*.csv"):
        shutil.copy(table, tmp_path)
    (tmp_path / "fonts").symlink_to(paths.fonts())
    monkeypatch.setattr(paths, "assets", lambda: tmp_path)
    assert made() == before
    (tmp_path / "words.csv").write_text("key,zh_hans,zh_hant,en\n")
    assert made()["build_key"] != before["build_key"]
