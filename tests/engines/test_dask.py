"""Work on a Dask cluster of this machine: workers that are killed, an address that is held safe."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reporter.engines import Lost
from reporter.engines.dask import Cluster, hold_to_safe
from reporter.engines.processes import Bounds
from reporter.errors import BadConfiguration, ServiceUnavailable

ROOM = Bounds(seconds=60, bytes=2**31)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Two workers with a nanny each."""
    dask = pytest.importorskip("dask")
    distributed: Any = pytest.importorskip("distributed")
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
        ) as cluster,
    ):
        yield cluster.scheduler_address


def all_of(engine: Cluster, orders: list[Any]) -> list[Any]:
    waiting, answers = list(enumerate(orders)), dict[int, Any]()
    while len(answers) < len(orders):
        while waiting and engine.free > 0:
            engine.start(*waiting.pop(0))
        answers |= {ended.number: ended.answer for ended in engine.wait()}
    return [answers[number] for number in range(len(orders))]


def where(seconds: float) -> tuple[int, int]:
    """The process of the work, and the worker of the cluster that it belongs to."""
    time.sleep(seconds)
    return os.getpid(), os.getppid()


def ends(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def ends_worker(mark: Path) -> str:
    """What takes the worker of the cluster with it, but only once."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    return mark.name


def test_work_is_done_by_every_worker_in_a_process_of_its_own(address: str) -> None:
    with closing(Cluster(where, address, ROOM)) as engine:
        answers = all_of(engine, [0.1] * 12)
    assert len(set(answers)) == 2
    assert len({worker for _, worker in answers}) == 2
    assert os.getpid() not in {pid for answer in answers for pid in answer}


def test_what_ends_its_process_is_lost_and_nothing_else_is(address: str) -> None:
    with closing(Cluster(ends, address, ROOM)) as engine:
        answers = all_of(engine, list(range(8)))
    died = Lost("its process was ended by SIGKILL", is_temporary=True)
    assert answers == [0, 1, 2, died, 4, 5, 6, 7]


def test_work_that_takes_too_long_is_ended(address: str) -> None:
    with closing(Cluster(time.sleep, address, Bounds(seconds=8, bytes=2**31))) as engine:
        answers = all_of(engine, [60, 0])
    assert answers == [Lost("it takes more than 8 s", is_temporary=False), None]


def test_what_a_lost_worker_had_is_done_by_another(address: str, tmp_path: Path) -> None:
    with closing(Cluster(ends_worker, address, ROOM)) as engine:
        answers = all_of(engine, [tmp_path / str(number) for number in range(1, 2)])
    assert answers == ["1"]


def test_answers_are_settled_here(address: str) -> None:
    with closing(Cluster(ends, address, ROOM, lambda answer: (answer, os.getpid()))) as engine:
        assert all_of(engine, [1]) == [(1, os.getpid())]


def test_another_version_of_the_program_does_no_work(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reporter.program.digest", lambda: "another")
    with closing(Cluster(ends, address, ROOM)) as engine:
        (answer,) = all_of(engine, [1])
    assert answer == Lost("a worker of the cluster has another version of reporter", False)


@pytest.mark.parametrize(
    "safe",
    ["tcp://127.0.0.1:8786", "tcp://[::1]:8786", "tcp://localhost:1", "tls://desk.example:1"],
)
def test_an_address_on_loopback_or_by_tls_is_safe(safe: str) -> None:
    hold_to_safe(safe)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("tcp://10.0.0.5:8786", "by tls:// alone"),
        ("tcp://desk.example:8786", "by tls:// alone"),
        ("tcp://127.0.0.1.desk.example:8786", "by tls:// alone"),
        ("desk.example:8786", "tls://HOST:PORT"),
        ("ucx://127.0.0.1:8786", "tls://HOST:PORT"),
        ("tls://desk.example", "tls://HOST:PORT"),
        ("tls://[::1", "tls://HOST:PORT"),
    ],
)
def test_an_address_that_is_not_safe_is_refused(address: str, reason: str) -> None:
    with pytest.raises(BadConfiguration, match=reason):
        Cluster(ends, address, ROOM)


def test_a_cluster_that_does_not_answer_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reporter.engines.dask._PATIENCE", 0.5)
    with pytest.raises(ServiceUnavailable, match="cannot be reached"):
        Cluster(ends, "tcp://127.0.0.1:9", ROOM)
