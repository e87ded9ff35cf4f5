from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from brief_sample import PATH

from reporter import press as press_module
from reporter.brief_files import BriefFiles
from reporter.cache import Cache
from reporter.exhibits import draw_exhibit
from reporter.languages import Edition
from reporter.press import Press


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the charts that were drawn."""
    names: list[str] = []
    draw = draw_exhibit

    def noted(plan: Any, name: str, *rest: Any) -> Any:
        names.append(name)
        return draw(plan, name, *rest)

    monkeypatch.setattr(press_module, "draw_exhibit", noted)
    return names


def changed(old: str, new: str) -> BriefFiles:
    """The shipped brief with one thing in it changed."""
    files = {path.name: path.read_bytes() for path in PATH.parent.glob("kuaishou-2024q4.*")}
    assert files[PATH.name].count(old.encode()) == 1
    files[PATH.name] = files[PATH.name].replace(old.encode(), new.encode())
    return BriefFiles.kept(PATH.name, files, "brief")


def test_a_chart_is_drawn_once(drawn: list[str], tmp_path: Path) -> None:
    first = Press(BriefFiles.beside(PATH), Cache(tmp_path)).exhibits(Edition.BILINGUAL, "brief")
    assert sorted(drawn) == sorted(first)
    drawn.clear()
    again = Press(BriefFiles.beside(PATH), Cache(tmp_path)).exhibits(Edition.BILINGUAL, "brief")
    assert (drawn, again) == ([], first)


def test_a_chart_that_has_changed_is_the_only_one_drawn(drawn: list[str], tmp_path: Path) -> None:
    Press(BriefFiles.beside(PATH), Cache(tmp_path)).exhibits(Edition.EN, "brief")
    drawn.clear()
    other = changed("chart: nested_bars", "chart: ranked_bars")
    Press(other, Cache(tmp_path)).exhibits(Edition.EN, "brief")
    assert len(drawn) == 1


def test_another_colour_draws_every_chart_anew(drawn: list[str], tmp_path: Path) -> None:
    charts = Press(BriefFiles.beside(PATH), Cache(tmp_path)).exhibits(Edition.EN, "brief")
    drawn.clear()
    Press(changed("#D4380D", "#0D38D4"), Cache(tmp_path)).exhibits(Edition.EN, "brief")
    assert sorted(drawn) == sorted(charts)


def test_without_a_cache_all_is_drawn(drawn: list[str]) -> None:
    for _ in range(2):
        charts = Press(BriefFiles.beside(PATH)).exhibits(Edition.EN, "flash")
    assert len(drawn) == 2 * len(charts)


def test_words_alone_are_set_anew_without_what_draws(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    Press(BriefFiles.beside(PATH), cache).exhibits(Edition.EN, "brief")
    program = (
        "import sys; from pathlib import Path\n"
        "from reporter.brief_files import BriefFiles; from reporter.cache import Cache\n"
        "from reporter.languages import Edition; from reporter.press import Press\n"
        f"press = Press(BriefFiles.beside(Path({str(PATH)!r})), Cache(Path({str(tmp_path)!r})))\n"
        "assert press.exhibits(Edition.EN, 'brief')\n"
        "assert 'matplotlib' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
