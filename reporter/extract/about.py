"""What a text is as a whole: its language, whom it is about, when it came out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reporter.extract.dating import publication_day
from reporter.extract.entities import find_entities, issuer_of
from reporter.extract.prepared import prepare
from reporter.extract.times import find_named
from reporter.languages import Language


@dataclass(frozen=True, slots=True)
class About:
    """What a text says of itself; `issuer` is empty and `published` None where it does not.

    `dated` tells whether it gives its day, which is otherwise reckoned from what it reports.
    """

    language: Language
    issuer: str
    published: date | None
    dated: bool


def about(text: str) -> About:
    """What can be told of a text before its figures are read."""
    prepared = prepare(text)
    came_out = publication_day(prepared.text, find_named(prepared.text))
    language = Language.ZH_HANT if prepared.is_traditional else Language.ZH_HANS
    return About(
        language if prepared.is_chinese else Language.EN,
        issuer_of(find_entities(prepared)),
        came_out.day,
        came_out.day is not None and came_out.exact,
    )
