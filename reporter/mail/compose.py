"""Messages composed for their recipients, from one brief: what is alike for several is done once.

One message goes to each recipient, however many editions they chose: its body is in the first of
them, and a PDF of each is attached. Two messages would say the same thing twice in one inbox, and
one of them could fail alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from html import escape

from reporter.errors import BadHeader
from reporter.facts import FactSet
from reporter.languages import Edition
from reporter.mail import mime
from reporter.mail.correction import facts_before
from reporter.mail.letter import UNSUBSCRIBE, Envelope, Letter
from reporter.mail.model import Composed, Recipient
from reporter.mail.settings import MailSettings
from reporter.mail.writing import write
from reporter.press import Press
from reporter.render import TEMPLATES

_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,900}>")


class Composer:
    """Composes the messages of one brief.

    `before` is the facts.json of what was sent earlier, where this corrects it. Raises NotOurs.
    """

    def __init__(
        self,
        press: Press,
        settings: MailSettings,
        template: str = TEMPLATES[0],
        before: bytes | None = None,
    ) -> None:
        self.press, self.settings, self.template = press, settings, template
        year_end = press.brief.issuer.year_end
        self.before: FactSet | None = facts_before(before, year_end) if before else None
        self._letters: dict[tuple[Edition, ...], Letter] = {}

    def letter(self, editions: Sequence[Edition]) -> Letter:
        """What goes to everybody who chose these editions; raises as Press.make does."""
        key = tuple(dict.fromkeys(editions))
        if key not in self._letters:
            self._letters[key] = write(
                self.press,
                key,
                self.template,
                before=self.before,
                has_unsubscribe=bool(self.settings.unsubscribe),
            )
        return self._letters[key]

    def compose(
        self, recipient: Recipient, date: datetime, thread: str = "", after: str = ""
    ) -> Composed:
        """The message to a recipient; `thread` is the Message-ID of the first one, for its answers.

        `after` is that of the last one, where they were told this before it, and something else
        in it. Raises BadHeader for a name or address that no header may hold, and as letter does.
        """
        letter = self.letter(recipient.editions)
        digest = _digest(letter, recipient, after)
        message_id = f"<{digest}@{self.settings.hello}>"
        if thread and not _MESSAGE_ID.fullmatch(thread):
            raise BadHeader("References", thread, 0, "not a Message-ID such as <a@example.com>")
        envelope = Envelope(
            sender=self.settings.sender,
            name=recipient.name,
            address=recipient.address,
            subject=letter.subject,
            date=date,
            message_id=message_id,
            languages=letter.editions[0].languages,
            reply_to=self.settings.reply_to,
            thread=thread,
            unsubscribe=_unsubscribe(self.settings.unsubscribe, digest),
        )
        return Composed(
            message_id=message_id,
            recipient=recipient.id,
            address=recipient.address,
            edition=letter.editions[0],
            subject=letter.subject,
            raw=mime.message(envelope, _whole(letter, envelope.unsubscribe)),
            content_hash=letter.content_hash,
            brief=letter.brief,
            period=letter.period,
        )


def _whole(letter: Letter, unsubscribe: str) -> mime.Part:
    """multipart/mixed(alternative(text, related(html, png…)), pdf…)."""
    languages = letter.editions[0].languages
    text = letter.text.replace(UNSUBSCRIBE, unsubscribe)
    html = letter.html.replace(UNSUBSCRIBE, escape(unsubscribe))
    body = mime.text_part(html, "html", languages)
    if letter.pictures:
        pictures = [mime.picture_part(one.content, one.cid, one.name) for one in letter.pictures]
        body = mime.multipart("related", (body, *pictures), 'type="text/html"')
    said = mime.multipart("alternative", (mime.text_part(text, "plain", languages), body))
    pdfs = (mime.pdf_part(one.content, one.name, one.edition.languages) for one in letter.documents)
    return mime.multipart("mixed", (said, *pdfs))


def _digest(letter: Letter, recipient: Recipient, after: str) -> str:
    """What is the same for the same content to the same recipient, and for nothing else."""
    parts = [letter.brief, letter.period, letter.content_hash, recipient.id]
    parts += [after] if after else []
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


def _unsubscribe(url: str, digest: str) -> str:
    """The address that says of itself which message it stood in, as RFC 8058 wants it."""
    if not url:
        return ""
    base, hash_mark, fragment = url.partition("#")
    joint = "&" if "?" in base else "?"
    return f"{base}{joint}message={digest}{hash_mark}{fragment}"
