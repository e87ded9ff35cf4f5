"""Work in forked processes: what is lost with one that dies, and what each may take."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from reporter.engines import Ended, Lost
from reporter.engines.processes import Bounds, Processes

ROOM = Bounds(seconds=60, bytes=2**31)


@contextmanager
def processes(
    work: Callable[[Any], Any], jobs: int = 2, bounds: Bounds = ROOM
) -> Iterator[Processes]:
    engine = Processes(work, jobs, bounds)
    try:
        yield engine
    finally:
        engine.close()


def all_of(engine: Processes, orders: list[Any]) -> dict[int, Any]:
    """What became of each order, by its place."""
    waiting, answers = list(enumerate(orders)), dict[int, Any]()
    while len(answers) < len(orders):
        while waiting and engine.free:
            engine.start(*waiting.pop(0))
        answers |= {ended.number: ended.answer for ended in engine.wait()}
    return answers


def oneself(_: object) -> int:
    return os.getpid()


def ends(number: int) -> int:
    if number % 10 == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_work_is_done_in_so_many_processes_which_stay() -> None:
    with processes(oneself) as engine:
        answers = all_of(engine, [None] * 20)
    assert len(set(answers.values())) <= 2
    assert os.getpid() not in answers.values()


def test_a_killed_process_takes_its_own_work_with_it_and_no_other() -> None:
    with processes(ends) as engine:
        answers = all_of(engine, list(range(40)))
    lost = {number for number, answer in answers.items() if isinstance(answer, Lost)}
    assert lost == {3, 13, 23, 33}
    assert answers[3] == Lost("its process was ended by SIGKILL", is_temporary=True)
    assert all(answers[number] == number for number in set(answers) - lost)


def test_a_process_killed_while_it_waits_takes_nothing_with_it() -> None:
    with processes(oneself, jobs=1) as engine:
        (first,) = all_of(engine, [None]).values()
        os.kill(first, signal.SIGKILL)
        assert engine.wait(patience=0.5) == []
        (second,) = all_of(engine, [None]).values()
    assert isinstance(second, int)
    assert second != first


def test_an_answer_that_cannot_be_sent_is_a_loss() -> None:
    with processes(lambda _: lambda: None, jobs=1) as engine:
        (answer,) = all_of(engine, [None]).values()
    assert isinstance(answer, Lost)


def test_work_that_takes_too_long_is_ended_and_its_place_filled() -> None:
    bounds = Bounds(seconds=0.3, bytes=2**31)
    with processes(time.sleep, bounds=bounds) as engine:
        answers = all_of(engine, [60, 0, 0, 0])
    assert answers[0] == Lost("it takes more than 0.3 s", is_temporary=False)
    assert [answers[n] for n in (1, 2, 3)] == [None] * 3


def test_a_process_that_is_stopped_is_ended_too() -> None:
    bounds = Bounds(seconds=0.3, bytes=2**31)
    with processes(lambda _: os.kill(os.getpid(), signal.SIGSTOP), 1, bounds) as engine:
        (answer,) = all_of(engine, [None]).values()
    assert isinstance(answer, Lost)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc tells of memory")
def test_work_that_needs_too_much_memory_is_ended() -> None:
    def grow(megabytes: int) -> int:
        held = bytearray(megabytes * 2**20)
        time.sleep(2 if megabytes > 100 else 0)
        return len(held)

    with processes(grow, bounds=Bounds(seconds=60, bytes=600 * 2**20)) as engine:
        answers = all_of(engine, [800, 1, 2])
    assert answers[0] == Lost("it needs more than 600 MB of memory", is_temporary=False)
    assert answers[2] == 2 * 2**20


def test_a_process_is_replaced_after_so_many_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reporter.engines.processes._PIECES", 4)
    with processes(oneself, jobs=1) as engine:
        answers = all_of(engine, [None] * 12)
    assert [list(answers.values()).count(pid) for pid in dict.fromkeys(answers.values())] == [4] * 3


def test_waiting_ends_when_patience_does() -> None:
    with processes(time.sleep) as engine:
        engine.start(1, 60)
        assert engine.wait(patience=0.05) == []


def test_what_is_not_done_is_dropped_and_may_clear_up(tmp_path: Path) -> None:
    def work(path: Path) -> None:
        path.touch()
        try:
            time.sleep(60)
        finally:
            path.unlink()

    with processes(work, jobs=1) as engine:
        engine.start(1, tmp_path / "part")
        while not (tmp_path / "part").exists():
            engine.wait(patience=0.05)
    assert not list(tmp_path.iterdir())


def test_processes_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys, time\n"
        "from reporter.engines.processes import Bounds, Processes\n"
        "engine = Processes(lambda _: os.getpid(), 3, Bounds(60, 2**31))\n"
        "for number in range(3): engine.start(number, None)\n"
        "found = []\n"
        "while len(found) < 3: found += engine.wait()\n"
        "print(*(w.process.pid for w in engine._workers), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    children = [Path(f"/proc/{pid}/stat") for pid in done.stdout.split()]
    assert len(children) == 3
    while any(child.exists() and child.read_text().split()[2] != "Z" for child in children):
        time.sleep(0.01)


def test_a_file_that_the_parent_reads_has_a_place_of_its_own_in_each_process(
    tmp_path: Path,
) -> None:
    (tmp_path / "face.ttf").write_bytes(b"0123456789")
    with (tmp_path / "face.ttf").open("rb", buffering=0) as file:
        file.seek(4)
        with processes(lambda count: file.read(count), jobs=1) as engine:
            assert all_of(engine, [3]) == {0: b"456"}
        assert file.tell() == 4


def test_processes_need_not_be_forked() -> None:
    engine = Processes(ends, 2, ROOM, method="spawn")
    try:
        answers = all_of(engine, [1, 2, 3, 4])
    finally:
        engine.close()
    assert answers == {0: 1, 1: 2, 2: Lost("its process was ended by SIGKILL", True), 3: 4}


def test_an_end_is_told_by_its_number() -> None:
    with processes(ends, jobs=1) as engine:
        engine.start(7, 1)
        assert engine.wait() == [Ended(7, 1)]
