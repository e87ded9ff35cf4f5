"""Many briefs on this machine: kills and poison, memory that stays flat, two workers against one.

    python benchmarks/batch.py [--briefs 1000] [--kills 10] [--rounds 3]

Every brief is built from its facts, without the cache. Ends with 1 where a brief is lost, or where
a figure is worse than it must be. Times hold on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median

from reporter.batch import Outcome, run_batch
from reporter.batch_item import Answer, Failed, Item, Printing, build_item, warm_up
from reporter.builds import Builds
from reporter.clock import SystemClock
from reporter.engines.processes import Bounds, Processes
from reporter.issuer_table import read_issuers
from reporter.languages import Edition
from reporter.ledger import Ledger
from reporter.parameters import bind_all

TEMPLATE = """\
brief: "issuer-{code}"
issuer:
  entity: issuer
  name: {zh-Hans: "{name_zh}", en: "{name_en}"}
  codes: ["HKEX {code}"]
period: FY2024
published: "2025-03-18"
facts:
  - {id: revenue, concept: revenue, entity: issuer, period: FY2024, value: "{revenue}"}
  - id: revenue_yoy
    concept: revenue
    entity: issuer
    period: FY2024
    basis: yoy
    direction: up
    value: "{growth}"
  - {id: net_profit, concept: net_profit, entity: issuer, period: FY2024, value: "{profit}"}
  - id: gross_margin
    concept: gross_margin
    entity: issuer
    period: FY2024
    basis: ratio
    value: "{margin}"
entities:
  issuer: {zh-Hans: "{name_zh}", en: "{name_en}"}
"""
HEAD = "code,name_zh,name_en,revenue,growth,profit,margin"
WAITS = 40
"""How many outcomes the memory at one moment is the median over."""
MOST_WITH_KILLS, MOST_MEMORY, LEAST_OF_TWO = 1.15, 1.1, 1.85


def write_input(folder: Path, count: int) -> None:
    rows = (
        f"{n:04},第{n}公司,Company {n:04},"
        f"{1000 + n}亿元,{5 + n % 90 / 10}%,{100 + n}亿元,{40 + n % 30}.5%"
        for n in range(count)
    )
    (folder / "template.yaml").write_text(TEMPLATE, "utf-8")
    (folder / "issuers.csv").write_text("\n".join((HEAD, *rows)), "utf-8")


def poisoned(item: Item, printing: Printing, poison: str) -> Answer:
    """A build, but for one brief, which ends the process that builds it."""
    if item.bound and item.bound.id == poison:
        os.kill(os.getpid(), signal.SIGKILL)
    return build_item(item, printing)


def workers() -> list[int]:
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    return [int(pid) for pid in children.split()]


def memory() -> float:
    """MB that the largest worker holds, shared or not."""
    pages = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in workers()]
    return max(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20


@dataclass(frozen=True)
class Run:
    """A batch: its seconds, and those of processors, which others on the machine weigh less on."""

    seconds: float
    processor: float
    outcomes: list[Outcome]
    memory: list[float]


def run(
    folder: Path, count: int, jobs: int, *, kills: int = 0, poison: str = "", start: int = 0
) -> Run:
    """Build so many briefs and kill so many workers on the way."""
    printing = Printing((Edition.EN,), "flash", folder / "out")
    items = (
        Item(folder / "template.yaml", bound)
        for bound in bind_all(folder / "template.yaml", read_issuers(folder / "issuers.csv"))
    )
    chosen = random.Random(7)  # noqa: S311 # the same kills each time
    at = set(chosen.sample(range(1, count - 1), kills))
    outcomes, held = list[Outcome](), list[float]()
    work: Callable[[Item], Answer] = partial(poisoned, printing=printing, poison=poison)
    before = os.times()
    with (
        Ledger(folder / "ledger.sqlite") as ledger,
        closing(Processes(work, jobs, Bounds(300, 2**30))) as engine,
    ):
        began = time.perf_counter()
        builds = Builds(ledger, printing, SystemClock())
        some = islice(items, start, start + count)
        for outcome in run_batch(some, engine, builds, retries=2):
            outcomes.append(outcome)
            held.append(memory())
            if len(outcomes) in at:
                os.kill(chosen.choice(workers()), signal.SIGKILL)
        seconds = time.perf_counter() - began
    return Run(seconds, sum(os.times()[:4]) - sum(before[:4]), outcomes, held)


def failures(found: Run) -> list[str]:
    return [
        f"{outcome.item.bound.id if outcome.item.bound else ''}: {outcome.answer.reason}"
        for outcome in found.outcomes
        if isinstance(outcome.answer, Failed)
    ]


def survives(folder: Path, count: int, kills: int) -> bool:
    """Whether one poison brief and so many kills cost no brief but that one, and little time."""
    poison = f"issuer-{count // 2:04}"
    calm = run(folder, count, 2)
    rough = run(folder, count, 2, kills=kills, poison=poison)
    early, late = (median(calm.memory[i : i + WAITS]) for i in (30, count - WAITS))
    say(f"{count} briefs: {calm.seconds:.0f} s, {count / calm.seconds:.1f} a second")
    say(f"with {kills} kills and one poison brief: {rough.seconds:.0f} s")
    say(f"  {count - len(failures(rough))} built, failed: {'; '.join(failures(rough))}")
    slower, larger = rough.seconds / calm.seconds, late / early
    say(f"  time: {slower:.3f} of the time without kills (at most {MOST_WITH_KILLS})")
    say(f"  processor time: {rough.processor / calm.processor:.3f} of it")
    say(f"memory: {early:.0f} MB near brief 50, {late:.0f} MB at the end")
    say(f"  {larger:.3f} of it (at most {MOST_MEMORY})")
    named = [failure for failure in failures(rough) if failure.startswith(poison)]
    whole = not failures(calm) and len(named) == len(failures(rough)) == 1
    return whole and slower <= MOST_WITH_KILLS and larger <= MOST_MEMORY


def scales(folder: Path, count: int, rounds: int) -> bool:
    """Whether two workers do nearly twice as much as one; the best of rounds side by side."""
    ones, twos = list[Run](), list[Run]()
    for _ in range(rounds):
        ones.append(run(folder, count, 1))
        twos.append(run(folder, count, 2))
    one, two = (min(found, key=lambda each: each.seconds) for found in (ones, twos))
    gain = one.seconds / two.seconds
    say(f"{count} briefs: {one.seconds:.1f} s by one worker, {two.seconds:.1f} s by two")
    say(f"  {gain:.2f} times as fast (at least {LEAST_OF_TWO})")
    say(f"  processor time: {two.processor / one.processor:.3f} of that of one")
    return gain >= LEAST_OF_TWO


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefs", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    os.environ["REPORTER_CACHE"] = "off"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_input(folder, given.briefs)
        warm_up(Printing((Edition.EN,), "flash", folder))
        good = scales(folder, max(40, given.briefs // 10), given.rounds)
        good &= survives(folder, given.briefs, given.kills)
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
