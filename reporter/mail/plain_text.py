"""The text part of a message, which reads well alone: one language after the other, no line cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reporter.facts import Fact
from reporter.mail.view import MessageView
from reporter.mail.words import said, unset, width
from reporter.related import year_ago
from reporter.terms import words
from reporter.view import Desk
from reporter.view.model import Kpi, Label

_RULE = "-" * 40
_GAP = "  "
_DERIVED = "*"


def text_of(parts: Sequence[tuple[Desk, MessageView]]) -> str:
    """The text of a message whose views have one language each; lines end with a line feed."""
    rule = f"\n{'=' * 40}\n\n"
    text = rule.join("\n".join(_lines(desk, view)) + "\n" for desk, view in parts)
    return text.replace("\u00a0", " ")


def _lines(desk: Desk, view: MessageView) -> Iterator[str]:
    page, mast = view.page, view.page.masthead
    yield " · ".join(map(said, (mast.issuer, mast.kind, mast.period)))
    yield mast.codes
    yield " · ".join(said(label) for label in (mast.ended, mast.published, mast.basis) if label)
    yield _RULE
    if view.notice:
        yield from ("", said(view.words["revised"]), said(view.notice))
        changes = [(said(one.name), said(one.old), "→", said(one.new)) for one in view.changes]
        yield from table(changes, right=(1,))
        yield from ("", _RULE)
    yield from ("", said(page.headline), *_given(page.standfirst), "")
    facts = [desk.brief.facts[fact_id] for fact_id in desk.brief.kpis]
    yield from table([_cells(desk, *pair) for pair in zip(page.kpis, facts, strict=True)], (1, 2))
    if any(kpi.change_is_derived for kpi in page.kpis):
        yield f"{_DERIVED} {words('implied', desk.language)}"
    colon = "：" if desk.language.is_chinese else ": "
    for point in page.key_points:
        yield ""
        yield f"{said(point.about)}{colon if point.about else ''}{said(point.text)}"
    if view.watch:
        yield from _headed(view.watch.title, (*view.watch.text, *view.watch.points), "- ")
    yield from _headed(view.words["attached"], view.attached)
    yield from _headed(view.words["how_checked"], view.checks)
    yield from _headed(view.words["sources_and_notes"], view.sources)
    if view.unsubscribe:
        yield from ("", f"{said(view.words['unsubscribe'])}{colon}{view.unsubscribe}")


def _cells(desk: Desk, kpi: Kpi, fact: Fact) -> tuple[str, ...]:
    """A line of the strip: its name, figure and change, and the same a year ago, in its unit."""
    figure = desk.leading.change(fact, "signed") if fact.is_change else desk.leading.figure(fact)
    mark = _DERIVED if kpi.change_is_derived else " "
    change = f"{unset(kpi.change)}{mark}"
    return said(kpi.name), figure, change, _before(desk, fact)


def _before(desk: Desk, fact: Fact) -> str:
    """A year ago, in full: the strip of the page leaves out the unit, and may have another."""
    prior = year_ago(desk.brief.facts, fact)
    if prior is None:
        return ""
    key = "year_ago_implied" if prior.is_derived else "year_ago_was"
    return words(key, desk.language).replace("{figure}", desk.leading.figure(prior))


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> Iterator[str]:
    """Rows in columns by display width, those of `right` flush right."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (_padded(cell, widths[place], place in right) for place, cell in enumerate(row))
        yield _GAP.join(cells).rstrip()


def _padded(cell: str, columns: int, flush_right: bool) -> str:
    blank = " " * (columns - width(cell))
    return blank + cell if flush_right else cell + blank


def _headed(title: Label, texts: Iterable[Label | str], mark: str = "") -> Iterator[str]:
    """A heading, and its paragraphs below it."""
    yield from ("", said(title))
    for text in texts:
        yield f"{mark}{text if isinstance(text, str) else said(text)}"


def _given(label: Label) -> Iterator[str]:
    if label:
        yield said(label)
