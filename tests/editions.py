"""The shipped brief in every edition and template, each made once for all the tests of a run."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2

from reporter.brief_files import BriefFiles
from reporter.languages import Edition
from reporter.press import Press
from reporter.render import TEMPLATES

BRIEF = Path(__file__).parent.parent / "data" / "kuaishou-2024q4.yaml"
EVERY = [(edition, template) for template in TEMPLATES for edition in Edition]


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF, what its pages' layout is faulted for, and how full each page is, 0 to 1."""

    path: Path
    faults: tuple[str, ...]
    fills: tuple[float, ...]

    @property
    def content(self) -> bytes:
        return self.path.read_bytes()

    def open(self) -> pikepdf.Pdf:
        return pikepdf.open(BytesIO(self.content))

    def texts(self) -> list[str]:
        """The text layer, page by page, as a reader's program sees it."""
        with pypdfium2.PdfDocument(self.content) as document:
            return [page.get_textpage().get_text_bounded() for page in document]


@cache
def press() -> Press:
    return Press(BriefFiles.beside(BRIEF))


class Editions:
    """Makes each edition when the first test asks for it; `folder` is common to all workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, edition: Edition, template: str) -> Made:
        path = self.folder / f"{edition}.{template}.pdf"
        notes = path.with_suffix(".json")
        with _held(path.with_suffix(".lock")):
            if not notes.exists():
                laid_out = press().lay_out(edition, template)
                path.write_bytes(press().make(edition, template).content)
                fills = [page.fill for page in laid_out.pages]
                notes.write_text(json.dumps([laid_out.faults(), fills]))
        faults, fills = json.loads(notes.read_text())
        return Made(path, tuple(faults), tuple(fills))


@contextmanager
def _held(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def named(pairs: Sequence[tuple[Edition, str]]) -> list[str]:
    """How a parametrised test calls its cases."""
    return [f"{edition}-{template}" for edition, template in pairs]
