from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from editions import BRIEF, Editions, press

from reporter.brief_files import BriefFiles
from reporter.languages import Edition
from reporter.prepress import Prepress
from reporter.press import Press

_BY_TWO = """
import sys
from pathlib import Path
from reporter import prepress
from reporter.brief_files import BriefFiles
from reporter.languages import Edition

files = BriefFiles.beside(Path(sys.argv[1]))
with prepress.Prepress(files, [Edition(name) for name in sys.argv[2:]], "brief") as second:
    for artifact in second.artifacts(files):
        Path(artifact.name).write_bytes(artifact.content)
here = {"pydantic", "jinja2", "matplotlib"} & set(sys.modules)
assert not here, f"imported by the process that lays out: {here}"
print(*files.contents)
"""


def test_two_processes_make_what_one_makes(editions: Editions, tmp_path: Path) -> None:
    wanted = (Edition.BILINGUAL, Edition.ZH_HANT, Edition.EN)
    command = [sys.executable, "-c", _BY_TWO, str(BRIEF), *wanted]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == list(press().brief.files.contents)
    for edition in wanted:
        made = tmp_path / f"kuaishou-2024q4.{edition}.pdf"
        assert made.read_bytes() == editions.get(edition, "brief").content


@pytest.mark.parametrize("brief", ["kuaishou-2024q4", "smic-2024q4", "nvidia-fy2025"])
@pytest.mark.parametrize("edition", [Edition.EN, Edition.BILINGUAL_HANT])
def test_the_room_for_a_chart_is_what_it_takes(brief: str, edition: Edition) -> None:
    made = Press(BriefFiles.beside(BRIEF.with_name(f"{brief}.yaml")))
    drawn = made.exhibits(edition, "brief")
    blanks = made.blanks(edition, "brief")
    assert {name: (one.width, one.height) for name, one in drawn.items()} == {
        name: (one.width, one.height) for name, one in blanks.items()
    }


def test_what_is_wrong_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "brief.yaml").write_text("brief: one\n")
    command = [sys.executable, "-m", "reporter", "build", "brief.yaml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 65
    assert done.stderr.count("period") == 1


def test_a_page_that_is_not_waited_for_leaves_no_process() -> None:
    with Prepress(BriefFiles.beside(BRIEF), [Edition.EN], "brief") as second:
        pass
    with pytest.raises(ProcessLookupError):
        os.kill(second.process, 0)
