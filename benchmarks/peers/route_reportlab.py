"""ReportLab: paragraphs and tables of its Platypus, charts read by svglib.

It writes no tags for these, and a run of its text takes one font: Noto, whose Latin letters are
used, in the charts too.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from front import front, plain
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table
from svglib.fonts import register_font
from svglib.svglib import svg2rlg

from reporter import fonts
from reporter.languages import Edition

_WIDTH = 500
_GREY = "#5b6470"
_CSS = {400: "normal", 700: "bold"}
_HAN = re.compile("[\u3400-\u9fff]")


@contextmanager
def opened(_once: bool) -> Iterator[object]:
    yield _make


def _make(brief: Path, edition: Edition) -> bytes:
    made = front(brief, edition)
    page = json.loads(plain(made.page))
    written = io.BytesIO()
    document = SimpleDocTemplate(
        written, pagesize=A4, title=page["title"], lang=page["lang"], margins=(45, 45, 45, 45)
    )
    document.build(list(_Story(page, made.charts).told()))
    return written.getvalue()


class _Story:
    def __init__(self, page: dict[str, Any], charts: Any) -> None:
        self.page, self.charts = page, charts
        han = fonts.HONG_KONG if page["lang"] == "zh-Hant" else fonts.SIMPLIFIED
        for name, weight in (("Plain", 400), ("Strong", 700)):
            if name not in pdfmetrics.getRegisteredFontNames():
                file = fonts.face(han, weight).path
                pdfmetrics.registerFont(TTFont(name, file))
                for family in (fonts.LATIN, fonts.SIMPLIFIED, fonts.HONG_KONG):
                    register_font(family, str(file), weight=_CSS[weight], rlgFontName=name)

    def told(self) -> Iterator[Flowable]:
        page, mast = self.page, self.page["masthead"]
        yield self.text(_inline(mast["issuer"]), 14, strong=True)
        said = (_inline(mast[name]) for name in ("kind", "period", "published", "basis"))
        yield self.text(" · ".join((mast["codes"], *said)), 7, grey=True)
        yield self.text(page["headline"][0]["html"], 19, strong=True)
        yield from (self.text(line["html"], 11, grey=True) for line in page["headline"][1:])
        yield from self.pair(page["standfirst"])
        if page["kpis"]:
            yield self.kpis(page["kpis"])
        yield from self.plot(page["hero"])
        for point in page["key_points"]:
            yield self.text(_inline(point["about"]), strong=True)
            yield from self.pair(point["text"])
        for section in page["sections"]:
            yield from self.section(section)
        yield self.text(_inline(page["words"]["sources_and_notes"]), 11, strong=True)
        for words in page["notes"]:
            yield from self.pair(words, 7)

    def text(
        self, words: str, size: float = 8.5, strong: bool = False, grey: bool = False
    ) -> Paragraph:
        style = ParagraphStyle(
            "text",
            fontName="Strong" if strong else "Plain",
            fontSize=size,
            leading=size * 1.4,
            spaceAfter=3,
            textColor=_GREY if grey else "black",
            wordWrap="CJK" if _HAN.search(words) else None,
        )
        return Paragraph(escape(words).replace("\n", "<br/>"), style)

    def pair(self, label: list[dict[str, str]], size: float = 8.5) -> Iterator[Flowable]:
        if label:
            cells = [self.text(line["html"], size) for line in label]
            yield Table([cells], colWidths=[_WIDTH / len(cells)] * len(cells), style=_TOP)

    def kpis(self, kpis: list[dict[str, Any]]) -> Flowable:
        rows = [
            [self.text(_inline(kpi["name"]), 7, grey=True) for kpi in kpis],
            [
                self.text(kpi["before"] + kpi["number"] + kpi["unit"] + kpi["after"], 14)
                for kpi in kpis
            ],
            [self.text(_inline(kpi["same"]), 7) for kpi in kpis],
            [self.text(kpi["change"], 7, strong=True) for kpi in kpis],
        ]
        return Table(rows, colWidths=[_WIDTH / len(kpis)] * len(kpis), style=_TOP)

    def plot(self, figure: dict[str, Any] | None) -> Iterator[Flowable]:
        if figure:
            yield self.text(_inline(figure["title"]), strong=True)
            yield self.text(_inline(figure["subtitle"]), 7, grey=True)
            yield svg2rlg(io.BytesIO(self.charts[figure["name"]]))

    def table(self, rows: list[list[str]], widths: list[int]) -> Flowable:
        cells = [[self.text(cell, 7.5) for cell in row] for row in rows]
        share = _WIDTH / sum(widths)
        return Table(cells, colWidths=[share * width for width in widths], style=_RULED)

    def section(self, section: dict[str, Any]) -> Iterator[Flowable]:
        words = self.page["words"]
        yield self.text(_inline(section["title"]), 11, strong=True)
        yield from self.pair(section["lead"])
        for table in section["tables"]:
            head = [_inline(table[name]) for name in ("unit", "now", "prior", "change")]
            rows = [row for group in table["groups"] for row in group]
            body = [[_inline(r["name"]), r["now"], r["prior"], r["change"]] for r in rows]
            yield self.table([head, *body], [5, 2, 2, 2])
        for table in section["histories"]:
            body = [[_inline(r["name"]), *(c["text"] for c in r["cells"])] for r in table["rows"]]
            head = [_inline(table["unit"]), *table["periods"]]
            yield self.table([head, *body], [4, *[2] * len(table["periods"])])
        for label in (*section["text"], *section["points"]):
            yield from self.pair(label)
        if section["products"]:
            head = [_inline(words[name]) for name in ("product", "what_it_does", "figure")]
            body = [
                [_inline(r["name"]), _inline(r["text"]), r["figure"] + " " + _inline(r["caption"])]
                for r in section["products"]
            ]
            yield self.table([head, *body], [3, 8, 3])
        for figure in section["figures"]:
            yield from self.plot(figure)
        if section["checks"]:
            names = ("check", "stated", "recomputed", "outcome")
            body = [
                [_inline(r["name"]), r["stated"], r["recomputed"], _inline(r["outcome"])]
                for r in section["checks"]
            ]
            yield self.table([[_inline(words[name]) for name in names], *body], [6, 2, 2, 2])


_TOP = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
_RULED = [*_TOP, ("LINEBELOW", (0, 0), (-1, -1), 0.4, "#d5d9de")]


def _inline(label: list[dict[str, str]]) -> str:
    return " ".join(line["html"] for line in label)
