"""The same brief by five makers of PDFs, side by side: time, memory, size, tags, fonts.

    python benchmarks/peers/run.py [--brief FILE] [--rounds 3] [--warm 3]

Rounds take turns, so that what slows the machine slows all of them; a ratio is the median over the
rounds. Ends with 1 where a ratio is over what docs/performance.md promises.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from routes import ROUTES

_HERE = Path(__file__).parent
_ROOT = _HERE.parent.parent
_FACTS_TO_PDF = ROUTES[:4]
_AT_MOST = (
    ("cold", "ours", "chromium", 0.7),
    ("cold", "ours", "typst", 1.1),
    ("warm", "ours", "chromium", 1.0),
    ("warm", "ours", "typst", 1.3),
    ("warm", "html", "plain", 1.15),
    ("bytes", "ours", "chromium", 0.5),
    ("bytes", "ours", "typst", 1.0),
)
_NAMES = {
    "ours": "reporter",
    "chromium": "Chromium, our HTML",
    "typst": "Typst",
    "reportlab": "ReportLab",
    "html": "reporter, from HTML",
    "plain": "WeasyPrint, from HTML",
}


@dataclass(slots=True)
class Found:
    """What the rounds of a route gave: seconds, bytes, and the peak of its processes in MB."""

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    bytes: list[float] = field(default_factory=list)
    peak: float = 0
    pages: int = 0
    tagged: bool = False
    embedded: bool = False


def once(route: str, brief: Path, out: Path, warm: int = 0) -> tuple[float, list[float]]:
    """The seconds of a whole process, and those of each PDF that it made warm."""
    began = time.perf_counter()
    done = subprocess.run(_command(route, brief, out, warm), check=True, capture_output=True)
    return time.perf_counter() - began, json.loads(done.stdout)


def peak(route: str, brief: Path, out: Path) -> float:
    """The most memory in MB that a route's processes hold together, shared pages once."""
    process = subprocess.Popen(_command(route, brief, out), stdout=subprocess.DEVNULL)
    highest = 0.0
    watched = threading.Thread(target=process.wait)
    watched.start()
    while watched.is_alive():
        highest = max(highest, sum(map(_held, _family(process.pid))))
        watched.join(0.05)
    return highest / 1024


def _command(route: str, brief: Path, out: Path, warm: int = 0) -> list[str]:
    routes = str(_HERE / "routes.py")
    return [sys.executable, routes, route, str(brief), str(out), "--warm", str(warm)]


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _held(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(float(line.split()[1]) for line in lines if line.startswith("Pss:"))


def inspect(found: Found, out: Path) -> None:
    """Note what a PDF is: its size and pages, its tags, whether every font is in it."""
    found.bytes.append(out.stat().st_size)
    with pikepdf.open(out) as pdf:
        found.pages = len(pdf.pages)
        found.tagged = bool(pdf.Root.get("/StructTreeRoot"))
        fonts = [o for o in pdf.objects if _type(o) == "/FontDescriptor"]
        names = ("/FontFile", "/FontFile2", "/FontFile3")
        bare = [o for o in pdf.objects if _type(o) == "/Font" and _is_simple_and_bare(o)]
        found.embedded = not bare and all(any(n in one for n in names) for one in fonts)


def _type(one: pikepdf.Object) -> str:
    return str(one.get("/Type", "")) if isinstance(one, pikepdf.Dictionary) else ""


def _is_simple_and_bare(font: pikepdf.Object) -> bool:
    return str(font.get("/Subtype")) in ("/Type1", "/TrueType") and "/FontDescriptor" not in font


def measured(brief: Path, rounds: int, warm: int) -> dict[str, Found]:
    found = {route: Found() for route in ROUTES}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "brief.pdf"
        for _ in range(rounds):
            for route, one in found.items():
                if route in _FACTS_TO_PDF:
                    one.cold.append(once(route, brief, out)[0])
                    inspect(one, out)
                one.warm.append(statistics.median(once(route, brief, out, warm)[1]))
        for route, one in found.items():
            one.peak = peak(route, brief, out)
            inspect(one, out)
    return found


def ratios(found: dict[str, Found]) -> Iterator[tuple[str, str, str, float, float]]:
    """Each promise: what of which two is compared, the ratio and the most that it may be."""
    for what, ours, theirs, most in _AT_MOST:
        pairs = zip(getattr(found[ours], what), getattr(found[theirs], what), strict=False)
        yield what, ours, theirs, statistics.median(a / b for a, b in pairs), most


def table(found: dict[str, Found]) -> Iterator[str]:
    yield "| route | cold s | warm s | peak MB | KB | pages | tagged | fonts embedded |"
    yield "|---|---|---|---|---|---|---|---|"
    for route, one in found.items():
        cold = f"{statistics.median(one.cold):.2f}" if one.cold else ""
        size = f"{one.bytes[0] / 1024:.0f}"
        yield (
            f"| {_NAMES[route]} | {cold} | {statistics.median(one.warm):.2f} | {one.peak:.0f} | "
            f"{size} | {one.pages} | {'yes' if one.tagged else 'no'} | "
            f"{'yes' if one.embedded else 'no'} |"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--brief", type=Path, default=_ROOT / "data" / "kuaishou-2024q4.yaml")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--warm", type=int, default=3)
    given = parser.parse_args()
    os.environ["PYTHONPATH"] = str(_ROOT)
    found = measured(given.brief, given.rounds, given.warm)
    print("\n".join(table(found)))
    missed = 0
    for what, ours, theirs, ratio, most in ratios(found):
        holds = ratio <= most
        missed += not holds
        verdict = "holds" if holds else "missed"
        print(f"{what:5} {_NAMES[ours]} / {_NAMES[theirs]}: {ratio:.2f}, at most {most}: {verdict}")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
