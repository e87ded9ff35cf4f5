"""Articles as they come, plain text or HTML in UTF-8 or an older encoding, as one text."""

from reporter.articles.decoding import decode
from reporter.articles.model import Article
from reporter.articles.page_text import is_html, page_text
from reporter.errors import CannotRead

__all__ = ["Article", "read_article"]


def read_article(content: bytes, name: str) -> Article:
    """The text of an article; `name` is its file's, which ends in .html for a page.

    Raises CannotRead for what is no text, has no words, or is in an encoding that cannot be told.
    """
    text, notes = decode(content, name)
    if name.lower().endswith((".html", ".htm", ".xhtml")) or is_html(text):
        text = page_text(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise CannotRead(name, "there is no text in it")
    return Article(text, notes)
