"""A letter written from a brief: its subject, its words in HTML and in text, its chart and PDFs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reporter.facts import FactSet
from reporter.languages import Edition
from reporter.mail.content import content_hash
from reporter.mail.correction import changed_figures
from reporter.mail.html import html_of
from reporter.mail.letter import Document, Letter, Picture
from reporter.mail.names import pdf_name
from reporter.mail.pictures import draw_hero
from reporter.mail.plain_text import text_of
from reporter.mail.view import MessageView, PictureView, message_view
from reporter.press import Press
from reporter.view import Desk, PageView, page_view


def write(
    press: Press,
    editions: Sequence[Edition],
    template: str,
    *,
    before: FactSet | None = None,
    has_unsubscribe: bool = False,
) -> Letter:
    """The letter to those who chose these editions: a body in the first, a PDF of each.

    `before` are the facts of what a correction corrects. Raises as Press.make does.
    """
    brief = press.brief
    attached = [pdf_name(brief, edition, template) for edition in editions]

    def viewed(edition: Edition, page: PageView) -> tuple[Desk, MessageView]:
        desk = Desk.of(brief, press.glossary, edition)
        changes = None if before is None else changed_figures(desk, before)
        return desk, message_view(desk, page, attached, changes, has_unsubscribe=has_unsubscribe)

    desk, view = viewed(editions[0], _page(press, editions[0], template))
    by_language = [Edition(language.value) for language in editions[0].languages]
    html, pictures = _illustrated(desk, view)
    return Letter(
        brief=brief.id,
        period=str(brief.period),
        editions=tuple(editions),
        subject=view.subject,
        text=text_of([viewed(one, _page(press, one, template)) for one in by_language]),
        html=html,
        pictures=pictures,
        documents=tuple(
            Document(press.make(edition, template).content, name, edition)
            for edition, name in zip(editions, attached, strict=True)
        ),
        content_hash=content_hash(brief, editions),
    )


def _page(press: Press, edition: Edition, template: str) -> PageView:
    exhibits = press.exhibits(edition, template)
    return page_view(press.brief, press.glossary, edition, exhibits, press.findings)


def _illustrated(desk: Desk, view: MessageView) -> tuple[str, tuple[Picture, ...]]:
    """The HTML with its chart, where there is one."""
    picture = draw_hero(desk)
    if picture is None:
        return html_of(view), ()
    place = PictureView(picture.cid, picture.width, picture.height)
    return html_of(replace(view, picture=place)), (picture,)
