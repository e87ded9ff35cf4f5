"""The Kuaishou brief and small ones of invented facts at the desk of an edition."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from brief_sample import PATH, facts_alone, glossary
from fact_sample import facts

from reporter.brief_files import BriefFiles
from reporter.derive import derived_facts
from reporter.facts import Fact
from reporter.languages import Edition
from reporter.press import Press
from reporter.view import Desk
from reporter.view.model import Label

EN = Edition.EN


@cache
def press() -> Press:
    return Press(BriefFiles.beside(PATH))


def kuaishou(edition: Edition = EN) -> Desk:
    """The desk of the brief as it is shipped."""
    return Desk.of(press().brief, press().glossary, edition)


def desk_of(*given: Fact, edition: Edition = EN, kpis: tuple[str, ...] = ()) -> Desk:
    """The desk of a brief of those facts and what follows from them."""
    stated = facts(*given)
    whole = stated.joined(derived_facts(stated))
    return Desk.of(replace(facts_alone(), facts=whole, kpis=kpis), glossary(), edition)


def said(html: str) -> str:
    """The text of HTML without its tags, no-break spaces as spaces."""
    return re.sub(r"<[^>]+>", "", html).replace("\u00a0", " ")


def told(label: Label) -> tuple[str, ...]:
    """A label's text in each language of the edition."""
    return tuple(said(line.html) for line in label)
