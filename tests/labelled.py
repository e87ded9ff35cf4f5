"""The labelled texts of the corpus, as benchmarks/extraction.py reads them."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

CHECKOUT = Path(__file__).parent.parent
CORPUS = CHECKOUT / "tests" / "corpus" / "extract"
PATHS = sorted(CORPUS.glob("*_*.txt"))


@cache
def benchmark(name: str) -> ModuleType:
    """A program of benchmarks/ as a module."""
    spec = importlib.util.spec_from_file_location(name, CHECKOUT / "benchmarks" / f"{name}.py")
    assert spec
    assert spec.loader
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text_of(path: Path) -> str:
    """A text of the corpus without its marks."""
    return str(benchmark("extraction").read_marked(path).text)
