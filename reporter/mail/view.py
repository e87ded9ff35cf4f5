"""A message as data: the page that it is taken from, and what only a message has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from reporter.languages import Language
from reporter.mail.colours import Palette, for_dark
from reporter.mail.letter import UNSUBSCRIBE
from reporter.mail.subject import subject
from reporter.mail.words import said, unset
from reporter.speech import Speaker
from reporter.terms import words
from reporter.typography import Html
from reporter.view import Desk, PageView
from reporter.view.labels import capitalised, joined
from reporter.view.model import Label, Line, SectionView

_WATCHED = ("watch", "outlook")
_HEADS = ("how_checked", "sources_and_notes", "item")
_STOPS = ("。", ".")
_OWN_HEADS = ("revised", "was", "now", "attached", "unsubscribe")


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A row of a correction: what is measured, as it read and as it reads."""

    name: Label
    old: Label
    new: Label


_TABLED, _TOLD = 12, 60
"""So many changed figures stand in a table, so many in that or in lines; all are in the text part.
The whole is to stay below what Gmail cuts off."""


@dataclass(frozen=True, slots=True)
class PictureView:
    """The chart as the HTML names it; width and height in CSS pixels."""

    cid: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class MessageView:
    """What a template sets beside the page; `notice` is empty but in a correction.

    `changes` are all figures that a correction changes; `told` are those that the HTML tells in a
    line each, a group for each language, and `untold` says how many more there are.

    `checks` say what was checked and what does not tie out, `attached` names the files, `dark`
    are the page's colours on dark paper.
    """

    page: PageView
    subject: str
    preheader: str
    notice: Label
    changes: tuple[ChangedFigure, ...]
    told: tuple[tuple[Line, ...], ...]
    untold: Label
    watch: SectionView | None
    checks: tuple[Label, ...]
    sources: tuple[Label, ...]
    attached: tuple[str, ...]
    unsubscribe: str
    words: Mapping[str, Label]
    dark: Palette
    picture: PictureView | None = None

    @property
    def tabled(self) -> tuple[ChangedFigure, ...]:
        """The changed figures that the HTML has in a table."""
        return self.changes[:_TABLED]

    @property
    def has_unit_names(self) -> bool:
        """Whether figures of the strip have their units on a line of their own."""
        return any(kpi.unit_name for kpi in self.page.kpis)


def message_view(
    desk: Desk,
    page: PageView,
    attached: Sequence[str],
    changes: Sequence[ChangedFigure] | None = None,
    *,
    has_unsubscribe: bool = False,
) -> MessageView:
    """The message of a page; `changes` are what a correction changes, None where it is none."""
    is_revised = changes is not None
    notice = _notice(desk, has_figures=bool(changes)) if is_revised else ()
    return MessageView(
        page=page,
        subject=subject(desk, is_revised=is_revised),
        preheader=said(notice or page.standfirst or page.headline),
        notice=notice,
        changes=tuple(changes or ()),
        told=_told(desk, (changes or ())[_TABLED:_TOLD]),
        untold=_untold(desk, len(changes or ()) - _TOLD),
        watch=_watched(page),
        checks=tuple(_checks(desk, page)),
        sources=(*page.notes[: len(desk.brief.sources)], page.notes[-1]),
        attached=tuple(attached),
        unsubscribe=UNSUBSCRIBE if has_unsubscribe else "",
        words={
            **{key: desk.word(key) for key in _HEADS},
            **{key: desk.word(f"mail_{key}") for key in _OWN_HEADS},
        },
        dark=for_dark(Palette(page.accent, page.rise, page.fall)),
    )


def _told(desk: Desk, changes: Sequence[ChangedFigure]) -> tuple[tuple[Line, ...], ...]:
    """Changed figures in a line each: 收入，2023年：1135亿元 → 1134亿元."""

    def line(change: ChangedFigure, place: int, language: Language) -> Line:
        name, old, new = (
            unset(label[min(place, len(label) - 1)].html)
            for label in (change.name, change.old, change.new)
        )
        colon = "：" if language.is_chinese else ": "
        return Line(language.value, Html(escape(f"{name}{colon}{old} → {new}")))

    return tuple(
        tuple(line(change, place, speaker.language) for change in changes)
        for place, speaker in enumerate(desk.speakers)
        if changes
    )


def _untold(desk: Desk, count: int) -> Label:
    if count <= 0:
        return ()
    return desk.each(lambda s: _sentence(s, "mail_revised_more").replace("{count}", str(count)))


def _watched(page: PageView) -> SectionView | None:
    sections = {section.id: section for section in page.sections}
    return next((sections[name] for name in _WATCHED if name in sections), None)


def _checks(desk: Desk, page: PageView) -> Iterator[Label]:
    """What was checked, which is the note after the sources; what does not hold, and why it may."""
    yield page.notes[len(desk.brief.sources)]
    section = page.sections[-1]
    by_outcome: dict[Label, list[Label]] = {desk.word("holds"): []}
    for row in section.checks:
        by_outcome.setdefault(row.outcome, []).append(row.name)
    _, *others = by_outcome.items()
    yield from (_listed(outcome, names) for outcome, names in others)
    rest = desk.each(lambda s: _sentence(s, "checks_more"))
    yield from (text for text in section.text if text != rest)


def _listed(outcome: Label, names: Sequence[Label]) -> Label:
    """What came out otherwise: 不符：恒生指数。"""
    every = joined(*dict.fromkeys(names), between=("、", ", "))
    said = joined(outcome, every, between=("：", ": "))
    return tuple(Line(line.lang, Html(f"{line.html}{_STOPS[line.lang == 'en']}")) for line in said)


def _notice(desk: Desk, *, has_figures: bool) -> Label:
    key = "mail_revised_figures" if has_figures else "mail_revised_words"
    return desk.each(lambda s: _sentence(s, key))


def _sentence(speaker: Speaker, key: str) -> str:
    is_english = not speaker.language.is_chinese
    return capitalised(words(key, speaker.language)) + _STOPS[is_english]
