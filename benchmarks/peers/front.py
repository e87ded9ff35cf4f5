"""What every route begins with: the facts of a brief, checked, worded, and its charts drawn.

The peers take the words of our page as they are, and the same charts as SVG from matplotlib, with
their text as text, which is the smallest and quickest for them.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from html import unescape
from pathlib import Path
from typing import Any

from reporter.brief_files import BriefFiles
from reporter.display_list import Drawing
from reporter.exchange import facts_json
from reporter.exhibits import Exhibit
from reporter.exhibits.draft import Draft
from reporter.exhibits.sizes import size_of
from reporter.languages import Edition
from reporter.press import Press
from reporter.view import Desk, PageView, chart_names, page_view, rise_and_fall

_TAG = re.compile(r"<br[^>]*>|<[^>]+>")


@dataclass(frozen=True, slots=True)
class Front:
    """A page in words, its charts as SVG by name, and the facts that travel with it."""

    page: PageView
    charts: Mapping[str, bytes]
    facts: bytes


def front(brief: Path, edition: Edition) -> Front:
    """From the facts of a brief to its page, as far as every route goes the same way."""
    press = Press(BriefFiles.beside(brief))
    press.hold()
    exhibits, charts = {}, {}
    for name, plan in chart_names(press.brief).items():
        exhibits[name], charts[name] = _drawn(press, plan, name, edition)
    page = page_view(press.brief, press.glossary, edition, exhibits, press.findings)
    return Front(page, charts, facts_json(press.brief))


def _drawn(press: Press, plan: Any, name: str, edition: Edition) -> tuple[Exhibit, bytes]:
    import matplotlib as mpl

    from reporter.charts import plot
    from reporter.charts.style import Canvas
    from reporter.exhibits.kinds import EXHIBITS

    desk = Desk.of(press.brief, press.glossary, edition)
    draft = Draft(plan, name, tuple(desk.speakers))
    width, height = size_of(plan, len(draft.speakers))
    colours = press.brief.look.accent, *rise_and_fall(press.brief, edition)
    canvas = Canvas(width, height, edition.languages, *colours)
    figure = plot(EXHIBITS[plan.kind](draft), canvas)
    written = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}):
        figure.savefig(written, format="svg", metadata={"Date": None})
    return Exhibit(name, plan.kind, Drawing(width, height, ()), width, height), written.getvalue()


def plain(page: PageView) -> str:
    """The page as JSON whose texts have no markup, for those that set no HTML."""
    return json.dumps(_plain(asdict(page)), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return unescape(_TAG.sub(lambda tag: "\n" if tag[0].startswith("<br") else "", value))
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
