"""Ours, as `reporter build` goes about it, without its cache of finished PDFs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reporter.brief_files import BriefFiles
from reporter.languages import Edition
from reporter.press import Press


@contextmanager
def opened(_once: bool) -> Iterator[object]:
    yield _make


def _make(brief: Path, edition: Edition) -> bytes:
    press = Press(BriefFiles.beside(brief))
    press.hold()
    return press.make(edition).content
