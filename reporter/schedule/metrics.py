"""How the jobs of a schedule are as Prometheus collects it: its text format, version 0.0.4."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time

from reporter.schedule.health import Health

_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})
_GAUGES: Mapping[str, tuple[str, Callable[[Health], datetime | date | bool | None]]] = {
    "failing": ("1 where the job fails or does not know when to run.", lambda one: not one.is_well),
    "seen_timestamp_seconds": ("When a tick last looked at the job.", lambda one: one.seen),
    "done_timestamp_seconds": ("When a run of the job was last done.", lambda one: one.done),
    "next_timestamp_seconds": (
        "When the job runs next.",
        lambda one: one.coming.due if one.coming else None,
    ),
    "horizon_timestamp_seconds": (
        "The last day of which the job’s calendars know.",
        lambda one: one.horizon,
    ),
}


def metrics_text(schedule: str, jobs: Sequence[Health], messages: Mapping[str, int]) -> str:
    """The whole file: of each job of a schedule, and messages of the outbox by their state."""
    return "".join(f"{line}\n" for line in _lines(schedule, jobs, messages))


def _lines(schedule: str, jobs: Sequence[Health], messages: Mapping[str, int]) -> Iterator[str]:
    for name, (told, value_of) in _GAUGES.items():
        yield from _head(f"reporter_job_{name}", told)
        for job in jobs:
            if (value := value_of(job)) is not None:
                yield f"reporter_job_{name}{_labels(schedule, job.job)} {_number(value)}"
    yield from _head("reporter_job_runs", "The runs that the ledger knows, by their state.")
    for job in jobs:
        for state, count in job.counts.items():
            yield f"reporter_job_runs{_labels(schedule, job.job, state=state)} {count}"
    yield from _head("reporter_messages", "The messages that the outbox knows, by their state.")
    for word, count in messages.items():
        yield f'reporter_messages{{state="{word}"}} {count}'


def _head(name: str, told: str) -> Iterator[str]:
    yield f"# HELP {name} {told}"
    yield f"# TYPE {name} gauge"


def _labels(schedule: str, job: str, **others: str) -> str:
    given = {"schedule": schedule, "job": job, **others}
    said = (f'{key}="{text.translate(_ESCAPES)}"' for key, text in given.items())
    return "{" + ",".join(said) + "}"


def _number(value: datetime | date | bool) -> str:
    """A time as seconds since 1970, of a day its beginning in UTC; 1 for yes, 0 for no."""
    if isinstance(value, bool):
        return str(int(value))
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(), UTC)
    return f"{value.timestamp():.3f}"
