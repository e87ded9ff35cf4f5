"""Typst, by its Python package: a tagged PDF/A-3a with the facts attached, as ours has them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import typst
from front import front, plain

from reporter import paths
from reporter.languages import Edition

_TEMPLATE = Path(__file__).with_name("brief.typ")
_STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]


@contextmanager
def opened(_once: bool) -> Iterator[object]:
    with tempfile.TemporaryDirectory() as folder:
        fonts = typst.Fonts(False, False, [paths.fonts()])
        source = Path(folder) / "brief.typ"
        source.write_bytes(_TEMPLATE.read_bytes())
        yield _Setter(typst.Compiler(source, root=folder, font_paths=fonts), Path(folder))


class _Setter:
    def __init__(self, compiler: typst.Compiler, folder: Path) -> None:
        self.compiler, self.folder = compiler, folder

    def __call__(self, brief: Path, edition: Edition) -> bytes:
        made = front(brief, edition)
        for name, svg in made.charts.items():
            (self.folder / f"{name}.svg").write_bytes(svg)
        (self.folder / "facts.json").write_bytes(made.facts)
        (self.folder / "page.json").write_text(plain(made.page), "utf-8")
        pdf = self.compiler.compile(
            self.folder / "brief.typ",
            format="pdf",
            pdf_standards=_STANDARDS,
            timestamp=datetime(2025, 1, 1, tzinfo=UTC),
        )
        assert isinstance(pdf, bytes)
        return pdf
