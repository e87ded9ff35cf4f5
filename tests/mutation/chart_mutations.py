"""What a chart may say wrongly: a label changed in its drawing before it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from mutation import Mutation, drawn
from page_mutations import Rewriting, _digits, _dropped, _words
from printing import Page, exhibits, html, proof_of

from reporter.display_list import Drawing, TextRun
from reporter.languages import Edition

_PAGES: tuple[tuple[Page, int], ...] = (
    ((Edition.BILINGUAL, "flash"), 5),
    ((Edition.EN, "brief"), 2),
    ((Edition.ZH_HANT, "brief"), 2),
)


def _emptied(text: str) -> Iterator[str]:
    yield ""


def _other(text: str) -> Iterator[str]:
    if re.search("[0-9]", text):
        yield "11.8%"


KINDS: dict[str, Rewriting] = {
    "a digit": _digits,
    "another magnitude": _words(
        ("亿", "万"), ("億", "萬"), ("bn", "m"), around="(?<=[0-9\u2009]){}"
    ),
    "a dropped bound": _dropped("[>≈]|超|近|约|約|about |nearly |more than "),
    "+ for −, or the reverse": _words(("+", "−")),
    "another currency": _words(("元", "美元"), ("RMB", "US$")),
    "another period": _words(
        ("FY2024", "FY2023"), ("四季度", "三季度"), ("Q4", "Q3"), ("2024", "2023")
    ),
    "another name": _words(
        ("Alibaba", "Tesla"), ("Xiaomi", "Nasdaq"), ("收入", "成本"), ("日活", "月活"),
        ("DAU", "MAU"), ("Revenue", "Costs"),
    ),
    "another figure of the brief": _other,
    "a label left out": _emptied,
}  # fmt: skip


def chart_mutations() -> Iterator[Mutation]:
    """Wrong labels of every kind."""
    for page, most in _PAGES:
        for kind, rewriting in KINDS.items():
            sites = [
                (name, index, item.text, text)
                for name, exhibit in exhibits(page).items()
                for index, item in enumerate(exhibit.drawing.items)
                if isinstance(item, TextRun)
                for text in rewriting(item.text)
                if text != item.text
            ]
            for name, index, old, text in drawn(sites, most, page, kind):
                yield Mutation(
                    f"chart: {kind}",
                    f"{page[0]} {name}: “{old}” → “{text}”",
                    partial(_misdrawn, page, name, index, text),
                )


def _misdrawn(page: Page, name: str, index: int, text: str) -> tuple[str, ...]:
    drawing = exhibits(page)[name].drawing
    item = drawing.items[index]
    assert isinstance(item, TextRun)
    changed = (replace(item, text=text),) if text else ()
    items = (*drawing.items[:index], *changed, *drawing.items[index + 1 :])
    exhibit = replace(exhibits(page)[name], drawing=Drawing(drawing.width, drawing.height, items))
    return proof_of(page, html(page), {**exhibits(page), name: exhibit})
