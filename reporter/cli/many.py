"""reporter build of many briefs: what is said of each as it ends, and of them all."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Literal

from reporter.archive import sweep
from reporter.batch import Outcome, run_batch
from reporter.batch_item import (
    Built,
    Failed,
    Item,
    Made,
    Printing,
    build_item,
    publish_built,
    warm_up,
)
from reporter.batch_items import with_files
from reporter.bug_log import bug_log
from reporter.builds import Builds
from reporter.cli.progress import Progress
from reporter.clock import SystemClock
from reporter.engines import Engine
from reporter.engines.processes import Bounds, Processes
from reporter.ledger import Ledger, ledger_path

Form = Literal["paths", "lines", "document"]
"""What stands on stdout: the path of each PDF, a JSON line for each brief, or one document."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How many briefs are built at once, what each may take, and how often it is tried again.

    With the address of a `cluster` it says how many.
    """

    jobs: int
    bounds: Bounds
    retries: int
    resume: bool
    cluster: str = ""


def build_many(items: Iterable[Item], printing: Printing, effort: Effort, report: Report) -> int:
    """Build every item, tell what becomes of it, and give the exit code."""
    folder = None if isinstance(printing.out, str) else printing.out
    if folder and folder.is_dir():
        sweep(folder)
    with Ledger(ledger_path(folder) if folder else ledger_path()) as ledger, _stopped_alike():
        builds = Builds(ledger, printing, SystemClock())
        with closing(_engine(printing, effort, report.total)) as engine:
            sent = map(with_files, items) if effort.cluster else items
            report.follow(
                run_batch(sent, engine, builds, retries=effort.retries, resume=effort.resume)
            )
    return report.exit_code


def _engine(printing: Printing, effort: Effort, total: int) -> Engine:
    """The cluster, or as many processes on this machine as there is work for."""
    if not effort.cluster:
        warm_up(printing)
        work = partial(build_item, printing=printing)
        return Processes(work, min(effort.jobs, total), effort.bounds)
    from reporter.engines.dask import Cluster

    out = printing.out if isinstance(printing.out, str) else printing.out.resolve()
    there = replace(printing, by_content=True, out=out)
    publish = partial(publish_built, printing=printing)
    return Cluster(partial(build_item, printing=there), effort.cluster, effort.bounds, publish)


class Report:
    """Tells people or a program what becomes of briefs, and counts it."""

    def __init__(self, total: int, form: Form, *, quiet: bool) -> None:
        self.total = total
        self._form = form
        self._quiet = quiet
        self._failures: list[tuple[Item, Failed]] = []
        self._made: list[Made] = []

    @property
    def exit_code(self) -> int:
        return max((failed.exit_code for _, failed in self._failures), default=0)

    def follow(self, outcomes: Iterable[Outcome]) -> None:
        """Tell of each outcome as it comes, then of them all, even where it is interrupted."""
        self._progress = Progress(self.total, quiet=self._quiet)
        state = "interrupted"
        try:
            for outcome in outcomes:
                self._progress.count(outcome.state)
                self._tell(outcome)
            state = "ended"
        finally:
            self._conclude(state)

    def _tell(self, outcome: Outcome) -> None:
        item, answer = outcome.item, outcome.answer
        if self._form == "lines":
            self._result(json.dumps(_record(outcome), ensure_ascii=False))
        if isinstance(answer, Failed):
            self._failures.append((item, answer))
            self._message(f"{item.name} failed{_tries(outcome)}:\n{answer.reason}")
            if answer.details:
                self._message(f"the details are in {bug_log(answer.details)}")
            return
        for said in answer.said:
            self._message(f"{item.name}: {said}")
        for made in answer.files:
            if self._form == "paths":
                self._result(made.path)
            elif self._form == "document":
                self._made.append(made)

    def _conclude(self, state: str) -> None:
        progress = self._progress
        progress.end()
        if self._form == "document":
            made = sorted(self._made, key=lambda made: made.path)
            self._result(json.dumps([asdict(each) for each in made], indent=1))
        elif self._form == "lines":
            counts = {name: progress.counts[name] for name in ("built", "kept", "failed")}
            seconds = round(progress.seconds, 3)
            ended = {"state": state, **counts, "left": progress.left, "seconds": seconds}
            self._result(json.dumps(ended))
        if not self._quiet:
            going_on = "; --resume goes on with what is left" if progress.left else ""
            self._message(progress.summary() + going_on)
            for item, failed in self._failures:
                self._message(f"failed: {item.name}: {_in_short(failed.reason)}")

    def _message(self, text: str) -> None:
        self._progress.say(text)

    def _result(self, text: str) -> None:
        self._progress.say(text, err=False)


def _tries(outcome: Outcome) -> str:
    return f" at attempt {outcome.attempts}" if outcome.attempts > 1 else ""


def _in_short(reason: str) -> str:
    first, *others = reason.splitlines()
    return f"{first} (and {len(others)} more)" if others else first


def _record(outcome: Outcome) -> dict[str, object]:
    """An outcome as a program reads it."""
    item, answer = outcome.item, outcome.answer
    record: dict[str, object] = {
        "brief": str(item.path),
        "row": item.bound.row if item.bound else None,
        "state": outcome.state,
        "attempts": outcome.attempts,
        "seconds": round(outcome.seconds, 3),
    }
    if isinstance(answer, Built):
        return record | {"files": [asdict(made) for made in answer.files]}
    return record | {"exit_code": answer.exit_code, "reason": answer.reason}


@contextmanager
def _stopped_alike() -> Iterator[None]:
    """A service manager that stops the batch ends it as Ctrl-C does."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
