"""Ours: as `reporter build` makes one brief, or a process that makes many; without its cache."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reporter.languages import Edition


@contextmanager
def opened(once: bool) -> Iterator[object]:
    os.environ["REPORTER_CACHE"] = "off"
    yield _make_once if once else _make


def _make_once(brief: Path, edition: Edition) -> bytes:
    from reporter.brief_files import BriefFiles
    from reporter.build import make_editions

    (artifact,) = make_editions(BriefFiles.beside(brief), [edition], "brief")
    return artifact.content


def _make(brief: Path, edition: Edition) -> bytes:
    from reporter.brief_files import BriefFiles
    from reporter.press import Press

    press = Press(BriefFiles.beside(brief))
    press.hold()
    return press.make(edition).content
