"""The workers of a Dask cluster.

Dask may do the same work more than once, when one of its workers is lost: what the work writes must
be the same each time, and nothing is sent by it. On a worker it is done in a process of its own, so
that it is held to its time and memory, and what ends it ends nothing else.
"""

from __future__ import annotations

import ipaddress
import logging
import re
import threading
from collections.abc import Callable, Sequence
from functools import cache
from queue import Empty, SimpleQueue
from typing import Any
from uuid import uuid4

from reporter import program
from reporter.engines import Ended, Lost
from reporter.engines.processes import Bounds, Processes
from reporter.errors import BadConfiguration, ServiceUnavailable

_PATIENCE = 30
"""Seconds that a scheduler, and then its first worker, is waited for."""
_AHEAD = 2
"""Pieces of work for each thread of the cluster, so that none waits for the next one."""


class Cluster:
    """An engine: `work` is called with each order by some worker; both are sent there.

    `settle` is called here with each answer, and gives the one that counts. Raises
    BadConfiguration for an address that is not safe, ServiceUnavailable where nobody answers.
    """

    def __init__(
        self,
        work: Callable[[Any], Any],
        address: str,
        bounds: Bounds,
        settle: Callable[[Any], Any] = lambda answer: answer,
    ) -> None:
        hold_to_safe(address)
        try:
            import distributed
        except ImportError:
            raise BadConfiguration("a cluster needs Dask: reporter[dask]") from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # we tell what is lost
        try:
            connect: Any = distributed.Client  # which has no types
            self._client = connect(address, timeout=_PATIENCE, set_as_default=False)
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except OSError as error:  # a time-out is one too
            raise ServiceUnavailable(address, str(error) or "no answer") from error
        except (TypeError, ValueError, RuntimeError) as error:
            raise BadConfiguration(f"{address}: {error}") from error
        self._batch = uuid4().hex
        self._task = (self._batch, work, bounds, program.digest())
        self._settle = settle
        self._open: dict[int, Any] = {}
        self._ended = SimpleQueue[int]()

    @property
    def free(self) -> int:
        threads = sum(self._client.nthreads().values()) or 1
        return _AHEAD * threads - len(self._open)

    def start(self, number: int, order: Any) -> None:
        future = self._client.submit(
            _work_within,
            *self._task,
            order,
            key=f"{self._batch}-{number}-{uuid4().hex}",
            pure=False,
        )
        self._open[number] = future
        future.add_done_callback(lambda _: self._ended.put(number))

    def wait(self, patience: float | None = None) -> Sequence[Ended]:
        ended = list[Ended]()
        try:
            number = self._ended.get(timeout=patience)
            while True:
                answer = _answer(self._open.pop(number))
                answer = answer if isinstance(answer, Lost) else self._settle(answer)
                ended.append(Ended(number, answer))
                number = self._ended.get_nowait()
        except Empty:
            return ended

    def close(self) -> None:
        self._client.cancel(list(self._open.values()), force=True)
        self._client.run(_dismiss, self._batch, on_error="ignore")
        self._client.close()
        self._open.clear()


def hold_to_safe(address: str) -> None:
    """Raise BadConfiguration for an address off this machine that is not reached by TLS.

    What is sent there are programs.
    """
    found = re.fullmatch(r"(tcp|tls)://(\[[0-9a-fA-F:]+\]|[^:/\[\]@]+):(\d+)", address)
    if found is None:
        raise BadConfiguration(f"{address}: a cluster is at tls://HOST:PORT, or tcp:// on loopback")
    if found[1] == "tcp" and not _is_loopback(found[2].strip("[]")):
        raise BadConfiguration(f"{address}: off this machine a cluster is reached by tls:// alone")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _answer(future: Any) -> Any:
    """What became of a piece of work, in our words."""
    if future.status == "finished":
        return future.result()
    error = future.exception() if future.status == "error" else None
    reason = f"{type(error).__name__}: {error}" if error else f"the cluster has {future.status} it"
    return Lost(reason.partition("\n")[0], is_temporary=error is None)


_ENGINES: dict[tuple[str, int], Processes] = {}
"""The process of each thread of a Dask worker, by batch."""


def _work_within(
    batch: str, work: Callable[[Any], Any], bounds: Bounds, version: str, order: Any
) -> Any:
    """Do a piece of work on a Dask worker, in the process of this thread."""
    if _version() != version:
        return Lost("a worker of the cluster has another version of reporter", is_temporary=False)
    key = (batch, threading.get_ident())
    if key not in _ENGINES:
        _ENGINES[key] = Processes(work, 1, bounds, method="spawn")
    _ENGINES[key].start(0, order)
    (ended,) = _ENGINES[key].wait()
    return ended.answer


@cache
def _version() -> str:
    return program.digest()


def _dismiss(batch: str) -> None:
    """End the processes of a batch on a Dask worker."""
    for key in [key for key in _ENGINES if key[0] == batch]:
        _ENGINES.pop(key).close()
