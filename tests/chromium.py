"""Headless Chromium, with the fonts of the project in place of those of phones and Windows."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import escape, unescape
from pathlib import Path
from typing import Any

from reporter import paths

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir><cachedir>{folder}/fonts</cachedir>
  {aliases}
</fontconfig>
"""
_ALIAS = """<alias binding="same"><family>{}</family><prefer><family>{}</family></prefer></alias>"""
_STAND_INS = {
    "PingFang SC": "Noto Sans SC",
    "PingFang HK": "Noto Sans HK",
    "Helvetica Neue": "Source Sans 3",
    "Georgia": "Source Serif 4",
    "sans-serif": "Source Sans 3",
}
_MEASURE = """<!doctype html><html><head><meta charset="utf-8"><title></title></head>
<body style="margin:0">{frames}<script>
window.addEventListener("load", () => {{
  const measure = {measure};
  const frames = [...document.querySelectorAll("iframe")];
  document.title = JSON.stringify(frames.map((frame) => measure(frame.contentWindow)));
}});
</script></body></html>"""
_FRAME = '<iframe width="{}" height="800" style="border:0" srcdoc="{}"></iframe>'


def program() -> str | None:
    return next(filter(None, map(shutil.which, _NAMES)), None)


def measured(windows: list[tuple[int, str]], measure: str, folder: Path) -> list[dict[str, Any]]:
    """What a function of JavaScript says of each page, given its window; widths in CSS pixels."""
    frames = "".join(_FRAME.format(width, escape(html)) for width, html in windows)
    page = folder / "windows.html"
    page.write_text(_MEASURE.format(frames=frames, measure=measure), "utf-8")
    dumped = _run(page, folder, "--dump-dom", "--virtual-time-budget=20000")
    title = re.search("<title>(.*?)</title>", dumped, re.DOTALL)
    assert title, dumped[:2000]
    return list(json.loads(unescape(title[1])))


def picture(html: Path, width: int, height: int, folder: Path) -> Path:
    """A page as it looks in a window of that size."""
    target = folder / f"{html.stem}.png"
    _run(html, folder, f"--window-size={width},{height}", f"--screenshot={target}")
    return target


def _run(page: Path, folder: Path, *options: str) -> str:
    found = program()
    assert found
    aliases = "\n  ".join(_ALIAS.format(*pair) for pair in _STAND_INS.items())
    conf = folder / "fonts.conf"
    conf.write_text(_FONTS.format(fonts=paths.fonts(), folder=folder, aliases=aliases))
    # Its sandbox is refused to root and within containers; the page is one of the tests' own.
    command = [found, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += [f"--user-data-dir={folder / 'profile'}", *options, page.as_uri()]
    env = {**os.environ, "FONTCONFIG_FILE": str(conf)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    assert not done.returncode, done.stderr
    return done.stdout
