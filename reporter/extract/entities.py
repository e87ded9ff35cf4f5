"""Whom a text speaks of: known names, names before a stock code, and the segments of the issuer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reporter import paths
from reporter.extract.phrases import Phrase, PhraseBook
from reporter.extract.prepared import Prepared, prepare
from reporter.wordlists import WordList

_COLUMNS = ("name", "zh_hant", "en", "kind", "codes", "aliases")
_CODED = re.compile(
    r"(?P<name>[\u3400-\u9fff][\u3400-\u9fffa-z0-9\-]{1,11})\((?:[a-z]{2,6}[:：.]? ?)?\d{4,6}(?:\.[a-z]{2})?[^)]{0,30}\)"
)
_TICKER = re.compile(
    r"(?P<name>[A-Z][\w&.\-]*(?: (?:[A-Z][\w&.\-]*|of|and|&)){0,5}?)(?:,? (?:Inc|Corp|Ltd|Limited|Corporation|Co|plc|Holdings|Group|N\.V|S\.A|AG)\.?){0,3} ?\((?:[A-Za-z ]+: ?)?[A-Z0-9]{1,6}(?:[.,:][^)]*)?\)"
)
_FORMAL = re.compile(
    r"(?P<name>[A-Z][\w&\-]*(?: [A-Z][\w&\-]*){0,4}?),? (?:Inc|Corp|Ltd|Limited|Corporation|plc|Holdings|N\.V|S\.A|AG)\b"
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as the text's own script has it; `kind` is company, index, product or place."""

    name: str
    kind: str = "company"


EntityPhrase = Phrase[Entity]


@cache
def _known() -> Mapping[str, tuple[str, str, str, str]]:
    """Spelling → name in each script, and kind."""
    known: dict[str, tuple[str, str, str, str]] = {}
    for row in WordList(paths.assets() / "entities.csv", _COLUMNS).rows():
        names = (row["name"], row["zh_hant"] or row["name"], row["en"] or row["name"])
        for spelling in (*names, *row["aliases"].split("|")):
            if spelling.strip():
                known.setdefault(prepare(spelling.strip()).text, (*names, row["kind"]))
    return known


def find_entities(text: Prepared) -> tuple[EntityPhrase, ...]:
    """The names in a text, left to right: known ones, and those that the text itself introduces."""
    script = _script(text.raw)
    meanings = {spelling: Entity(names[script], names[3]) for spelling, names in _known().items()}
    for name in _introduced(text):
        meanings.setdefault(prepare(name).text, Entity(name))
    return tuple(PhraseBook(meanings).find(text.text))


def _script(raw: str) -> int:
    """0 for Simplified, 1 for Traditional, 2 for English."""
    han = re.findall(r"[\u3400-\u9fff]", raw)
    if len(han) * 5 < len(raw):
        return 2
    folded = prepare("".join(han)).text
    return int(sum(a != b for a, b in zip(han, folded, strict=True)) * 20 > len(han))


def _introduced(text: Prepared) -> set[str]:
    names: set[str] = set()
    for match in _CODED.finditer(text.text):
        names.add(text.surface(match.start("name"), match.end("name")))
    for pattern in (_TICKER, _FORMAL):
        names.update(match["name"] for match in pattern.finditer(text.raw))
    return {name.strip() for name in names if len(name.strip()) > 1}


def issuer_of(phrases: tuple[EntityPhrase, ...]) -> str:
    """The company that a text is about: the one named most, the earlier where two are named alike."""
    companies = [phrase.meaning.name for phrase in phrases if phrase.meaning.kind == "company"]
    if not companies:
        return ""
    weights = Counter(companies)
    weights[companies[0]] += 2
    return max(weights, key=lambda name: (weights[name], -companies.index(name)))
