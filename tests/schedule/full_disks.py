"""Ticks where a disk of one megabyte fills up: full_disks.py WHAT FOLDER, whose folder small it is.

It raises AssertionError where a tick does not say so, or the next one does not go on from there.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import pytest
from mail_sample import StoppedClock
from schedule_sample import COUNTS, HOUR, MINUTE, MORNING, born, done, go

from reporter.errors import CannotWrite
from reporter.schedule.run import RunState


def fill(folder: Path, room: int = 0) -> None:
    """Leave only so many bytes."""
    with (folder / "filling").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(512))
    with (folder / "filling").open("r+b") as file:
        file.truncate((folder / "filling").stat().st_size - room)


def ledger(small: Path, clock: StoppedClock) -> None:
    """The disk of the ledger fills up between two ticks."""
    born(small, clock)
    go(small, clock)
    clock.time += HOUR
    fill(small)
    with pytest.raises(CannotWrite, match="disk"):
        go(small, clock, COUNTS)
    (small / "filling").unlink()
    assert go(small, clock, COUNTS).code == 0
    assert done(small) == ["2026-03-02T09:00Z"]


def folder(small: Path, clock: StoppedClock) -> None:
    """The disk of the folder fills up while a file is kept there."""
    born(small.parent, clock)
    clock.time += HOUR
    keeps = (
        "from reporter.archive import keep",
        f"keep(Path({str(small)!r}), 'a', bytes(9 * 10**5))",
    )
    fill(small, room=5 * 10**5)
    (run,) = go(small.parent, clock, *keeps, COUNTS).jobs[0].runs
    assert (run.state, run.outcome.code) == (RunState.WAITING, 73), run
    assert "No space left" in run.reason
    assert [path.name for path in small.iterdir()] == ["filling"]
    (small / "filling").unlink()
    clock.time += 6 * MINUTE
    assert go(small.parent, clock, *keeps, COUNTS).code == 0
    assert (small / "a").stat().st_size == 9 * 10**5


if __name__ == "__main__":
    case = {"its ledger": ledger, "its folder": folder}[sys.argv[1]]
    case(Path(sys.argv[2]) / "small", StoppedClock(MORNING))
