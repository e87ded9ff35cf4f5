"""One route from facts to a finished PDF, in a process of its own.

    python benchmarks/peers/routes.py ROUTE BRIEF OUT [--edition bilingual] [--warm N]

Makes the PDF once, or once and then N times more in the same process; prints the seconds of each
as JSON. A route starts from the brief's file every time and keeps nothing of it, but for the two
that begin with our finished HTML and charts: html is our way from there, plain is WeasyPrint's.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeAlias

from reporter.languages import Edition

Maker: TypeAlias = Callable[[Path, Edition], bytes]
ROUTES = ("ours", "chromium", "typst", "reportlab", "html", "plain")


def opened(name: str, once: bool) -> AbstractContextManager[Maker]:
    """A route that is ready: what it keeps between two PDFs it has by now."""
    module = importlib.import_module(f"route_{name}")
    context: AbstractContextManager[Maker] = module.opened(once)
    return context


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("route", choices=ROUTES)
    parser.add_argument("brief", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--edition", type=Edition, default=Edition.BILINGUAL)
    parser.add_argument("--warm", type=int, default=0)
    given = parser.parse_args()
    seconds = []
    with opened(given.route, once=not given.warm) as make:
        for _ in range(given.warm + 1):
            began = time.perf_counter()
            content = make(given.brief, given.edition)
            seconds.append(time.perf_counter() - began)
    given.out.write_bytes(content)
    sys.stdout.write(json.dumps(seconds[1:] or seconds))


if __name__ == "__main__":
    main()
