"""A message as data: the page that it is taken from, and what only a message has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reporter.mail.colours import Palette, for_dark
from reporter.mail.letter import UNSUBSCRIBE
from reporter.mail.subject import subject
from reporter.mail.words import said
from reporter.speech import Speaker
from reporter.terms import words
from reporter.view import Desk, PageView
from reporter.view.labels import capitalised
from reporter.view.model import Label, SectionView

_WATCHED = ("watch", "outlook")
_HEADS = ("how_checked", "sources_and_notes", "item")
_OWN_HEADS = ("revised", "was", "now", "attached", "unsubscribe")


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A row of a correction: what is measured, as it read and as it reads."""

    name: Label
    old: Label
    new: Label


@dataclass(frozen=True, slots=True)
class PictureView:
    """The chart as the HTML names it; width and height in CSS pixels."""

    cid: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class MessageView:
    """What a template sets beside the page; `notice` is empty but in a correction.

    `checks` say what was checked and what does not tie out, `attached` names the files, `dark`
    are the page's colours on dark paper.
    """

    page: PageView
    subject: str
    preheader: str
    notice: Label
    changes: tuple[ChangedFigure, ...]
    watch: SectionView | None
    checks: tuple[Label, ...]
    sources: tuple[Label, ...]
    attached: tuple[str, ...]
    unsubscribe: str
    words: Mapping[str, Label]
    dark: Palette
    picture: PictureView | None = None

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
        watch=next((one for one in page.sections if one.id in _WATCHED), None),
        checks=(_proof(desk, page), *page.sections[-1].text),
        sources=(*page.notes[: len(desk.brief.sources)], page.notes[-1]),
        attached=tuple(attached),
        unsubscribe=UNSUBSCRIBE if has_unsubscribe else "",
        words={
            **{key: desk.word(key) for key in _HEADS},
            **{key: desk.word(f"mail_{key}") for key in _OWN_HEADS},
        },
        dark=for_dark(Palette(page.accent, page.rise, page.fall)),
    )


def _proof(desk: Desk, page: PageView) -> Label:
    """What is attached and what was checked: the note that follows the sources."""
    return page.notes[len(desk.brief.sources)]


def _notice(desk: Desk, *, has_figures: bool) -> Label:
    return desk.each(
        lambda s: _sentence(s, "mail_revised_figures" if has_figures else "mail_revised_words")
    )


def _sentence(speaker: Speaker, key: str) -> str:
    stop = "。" if speaker.language.is_chinese else "."
    return capitalised(words(key, speaker.language)) + stop
