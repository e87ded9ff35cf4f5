"""When what a job waits for is other than it was: its content, as a digest with a count.

The count makes every change one of its own, also that back to what was before.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from reporter.brief_files import BriefFiles
from reporter.loading import read_brief
from reporter.schedule.briefs import briefs_of
from reporter.schedule.model import BriefQuery, Job, Occasion, OnChange
from reporter.stores import fetch, is_url, read_file

_DIGITS = 16


def changed(job: Job, known: str, now: datetime) -> tuple[str, Occasion | None]:
    """What is known of a job's source from now on, and the occasion that is due if it changed.

    Keep both together. Nothing is due the first time, when nothing is `known`, nor before the new
    content was seen twice: the first look may have been at a file half written. Raises CannotRead,
    BadInput or ServiceUnavailable where there is no telling: then nothing has changed yet.
    """
    if not isinstance(job.when, OnChange):
        return known, None
    content = _digest(_contents(job.when.source, job.briefs))
    if not known:
        return f"0:{content}", None
    count, before, *seen = known.split(":")
    if content == before:
        return f"{count}:{before}", None
    if seen != [content]:
        return f"{count}:{before}:{content}", None
    mark = f"{int(count) + 1}:{content}"
    about = f"{job.when.source or 'what its briefs are read from'} changed"
    return mark, Occasion(job.id, mark, now, about)


def _contents(source: str, query: BriefQuery) -> Mapping[str, bytes]:
    """What is watched, by name: a file or URL, or everything that the briefs are read from."""
    if source:
        content = fetch(source, Path()) if is_url(source) else read_file(Path(source), source)
        return {source: content}
    contents = dict[str, bytes]()
    for path in briefs_of(query):
        files = BriefFiles.beside(path)
        read_brief(files)
        contents |= {f"{path}:{name}": content for name, content in files.contents.items()}
    return contents


def _digest(contents: Mapping[str, bytes]) -> str:
    """A digest of contents and their names."""
    parts = (f"{name}\0{sha256(content).hexdigest()}\n" for name, content in contents.items())
    return sha256("".join(sorted(parts)).encode()).hexdigest()[:_DIGITS]
