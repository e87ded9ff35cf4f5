"""Where the time of one brief goes, stage by stage: cold in a new process, then warm in the same.

Milliseconds of this machine's processor, the least of several runs; a stage's own, without the
stages that it calls. `python -X importtime` tells more of the first.

    python benchmarks/stages.py data/kuaishou-2024q4.yaml [--edition bilingual]... [--runs 5]
"""

from __future__ import annotations

import argparse
import builtins
import importlib
import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import wraps
from pathlib import Path
from time import monotonic, process_time
from typing import Any

EDITIONS = ("zh-Hans", "zh-Hant", "en", "bilingual", "bilingual-hant")

STAGES: Mapping[str, tuple[str, ...]] = {
    "import": ("reporter.pdf:load_engine",),
    "read": ("press:brief_of", "press:load_glossary", "press:complete", "press:check_facts"),
    "charts": ("press:Press.exhibits",),
    "template": ("press:page_view", "press:render"),
    "parse": ("weasyprint:HTML.__init__", "reporter.pdf_engine:_Source.__init__"),
    "cascade": ("weasyprint.document:get_all_computed_styles",),
    "boxes": ("weasyprint.document:build_formatting_structure",),
    "layout": ("weasyprint.document:Document._render",),
    "look": ("reporter.pdf_engine:page_layouts", "reporter.pdf_engine:layout_faults"),
    "draw": ("weasyprint.document:Page.paint",),
    "fonts": ("weasyprint.pdf:build_fonts_dictionary",),
    "tags": ("reporter.pdf_tags:_Structure.write",),
    "attach": ("press:Press._attachments",),
    "compress": ("pydyf:PDF.write",),
    "verify": ("reporter.verify:verify_pdf",),
}
"""The functions that make up each stage; `press` is the module with the class of that name."""
TOGETHER, CLOCK = "together, without verify", "by the clock, without verify"


class Watch:
    """Charges processor time to the innermost stage that is under way."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._under_way = ["rest"]
        self._since = process_time()

    def step(self, stage: str | None) -> None:
        """Into a stage, or out of the innermost one."""
        now = process_time()
        self.spent[self._under_way[-1]] += now - self._since
        self._since = now
        if stage:
            self._under_way.append(stage)
        else:
            self._under_way.pop()

    def timed(self, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def measured(*given: Any, **named: Any) -> Any:
            self.step(stage)
            try:
                return call(*given, **named)
            finally:
                self.step(None)

        return measured

    def taken(self) -> dict[str, float]:
        """What was spent since the last time this was asked, in milliseconds."""
        self.step("rest")
        self.step(None)
        spent = {stage: round(1000 * seconds, 1) for stage, seconds in self.spent.items()}
        self.spent.clear()
        return spent


class Imports:
    """Charges every import to a stage of its own, and puts the watch on what was imported."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._import = builtins.__import__
        self._awaited = {
            (module, name, stage)
            for stage, functions in STAGES.items()
            for module, _, name in (function.partition(":") for function in functions)
        }

    def __call__(self, name: str, *given: Any, **named: Any) -> Any:
        if name in sys.modules:
            return self._import(name, *given, **named)
        known = len(sys.modules)
        self._watch.step("import")
        try:
            return self._import(name, *given, **named)
        finally:
            self._watch.step(None)
            if len(sys.modules) != known:
                self._put_on()

    def _put_on(self) -> None:
        for module, name, stage in sorted(self._awaited):
            path = ("reporter.press", "reporter.build") if module == "press" else (module,)
            found = next((sys.modules[one] for one in path if one in sys.modules), None)
            holder, _, last = name.rpartition(".")
            with suppress(AttributeError):
                place = getattr(found, holder) if holder else found
                setattr(place, last, self._watch.timed(stage, getattr(place, last)))
                self._awaited.remove((module, name, stage))


def measure(brief: Path, editions: list[str], warm: int) -> list[dict[str, float]]:
    """The stages of the first build of this process, then of those that follow it."""
    watch = Watch()
    builtins.__import__ = Imports(watch)
    return [_build(watch, brief, editions) for _ in range(1 + warm)]


def _build(watch: Watch, brief: Path, names: list[str]) -> dict[str, float]:
    from reporter.brief_files import BriefFiles
    from reporter.languages import Edition

    try:
        press_class = importlib.import_module("reporter.press").Press
    except ImportError:  # before it was a module of its own
        press_class = importlib.import_module("reporter.build").Press
    started = monotonic()
    press = press_class(BriefFiles.beside(brief))
    press.hold()
    made = [press.make(Edition(name)) for name in names]
    wall = monotonic() - started
    spent = watch.taken()
    from reporter.verify import verify_pdf

    watch.taken()
    for artifact in made:
        verify_pdf(artifact.content, artifact.name)
    spent["verify"] = watch.taken()["verify"]
    together = sum(spent.values()) - spent["verify"]
    return {**spent, TOGETHER: together, CLOCK: round(1000 * wall, 1)}


def _asked(brief: Path, editions: list[str], runs: int) -> tuple[dict[str, float], ...]:
    """The least of each stage over the runs, cold and warm."""
    command = [sys.executable, __file__, str(brief), "--measure"]
    command += [word for name in editions for word in ("--edition", name)]
    environment = os.environ | {"REPORTER_CACHE": "off"}
    answers = [json.loads(subprocess.check_output(command, env=environment)) for _ in range(runs)]
    cold, warm = [one[0] for one in answers], [later for one in answers for later in one[1:]]
    return _least(cold), _least(warm)


def _least(runs: list[dict[str, float]]) -> dict[str, float]:
    return {stage: min(run.get(stage, 0.0) for run in runs) for stage in runs[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("brief", type=Path)
    parser.add_argument("--edition", action="append", choices=EDITIONS)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        print(json.dumps(measure(asked.brief, asked.edition, warm=2)))
        return
    columns: dict[str, dict[str, float]] = {}
    for edition in asked.edition or EDITIONS:
        cold, warm = _asked(asked.brief, [edition], asked.runs)
        columns |= {f"{edition}, cold": cold, f"{edition}, warm": warm}
    print("| ms |", " | ".join(columns), "|\n|---|" + "---:|" * len(columns))
    for stage in (*STAGES, "rest", TOGETHER, CLOCK):
        cells = " | ".join(f"{one.get(stage, 0):.0f}" for one in columns.values())
        print(f"| {stage} | {cells} |")


if __name__ == "__main__":
    main()
