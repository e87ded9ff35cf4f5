"""Chromium printing our HTML: started for one PDF, or kept and spoken to for many.

One that is kept is told by its DevTools protocol over pipes to load a page and to print it.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from front import front

from reporter import fonts
from reporter.languages import Edition
from reporter.render import TEMPLATES, render

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--generate-pdf-document-outline")
_IMAGE = re.compile(r"chart:([\w-]+)")


@contextmanager
def opened(once: bool) -> Iterator[object]:
    fonts.activate()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if once:
            yield partial(_make, folder, partial(_print_once, folder))
        else:
            with closing(_Browser(folder)) as browser:
                yield partial(_make, folder, browser.print)


def _make(folder: Path, print_page: Callable[[str], bytes], brief: Path, edition: Edition) -> bytes:
    made = front(brief, edition)
    for name, svg in made.charts.items():
        (folder / f"{name}.svg").write_bytes(svg)
    page = folder / "page.html"
    page.write_text(_IMAGE.sub(r"\1.svg", render(made.page, TEMPLATES[0])), "utf-8")
    return print_page(page.as_uri())


def _command(folder: Path) -> list[str]:
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if not program:
        raise SystemExit("there is no Chromium; make tools installs it")
    return [program, *_OPTIONS, f"--user-data-dir={folder / 'profile'}"]


def _print_once(folder: Path, url: str) -> bytes:
    pdf = folder / "page.pdf"
    command = [*_command(folder), "--no-pdf-header-footer", f"--print-to-pdf={pdf}", url]
    subprocess.run(command, check=True, capture_output=True)
    return pdf.read_bytes()


class _Browser:
    def __init__(self, folder: Path) -> None:
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        self._process = subprocess.Popen(
            [*_command(folder), "--remote-debugging-pipe", "about:blank"],
            preexec_fn=lambda: _as_three_and_four(theirs_in, theirs_out),
            pass_fds=(3, 4),
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._out, self._in, self._left = ours_out, ours_in, bytearray()
        self._number, self._session, self._seen = 0, "", list[dict[str, Any]]()
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self._ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self._ask("Page.enable")

    def print(self, url: str) -> bytes:
        self._seen.clear()
        self._ask("Page.navigate", url=url)
        while not any(one.get("method") == "Page.loadEventFired" for one in self._seen):
            self._seen.append(self._read())
        options = {"preferCSSPageSize": True, "printBackground": True, "generateTaggedPDF": True}
        return base64.b64decode(self._ask("Page.printToPDF", **options)["data"])

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while (answer := self._read()).get("id") != self._number:
            self._seen.append(answer)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return dict(answer["result"])

    def _read(self) -> dict[str, Any]:
        while (end := self._left.find(b"\0")) < 0:
            more = os.read(self._in, 1 << 20)
            if not more:
                raise RuntimeError("Chromium has gone")
            self._left += more
        line, self._left = self._left[:end], self._left[end + 1 :]
        return dict(json.loads(line))

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()


def _as_three_and_four(reading: int, writing: int) -> None:
    """Give the ends of two pipes the numbers that the browser looks for them under."""
    ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (reading, writing)]
    for end, number in zip(ends, (3, 4), strict=True):
        os.dup2(end, number)
