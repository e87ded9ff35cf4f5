"""The names that need no introduction: assets/entities.csv, by every spelling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reporter import paths
from reporter.extract.phrases import PhraseBook
from reporter.extract.prepared import prepare
from reporter.wordlists import WordList

COLUMNS = ("name", "zh_hant", "en", "kind", "codes", "aliases")


@dataclass(frozen=True, slots=True)
class Known:
    """A row: its names in zh-Hans, zh-Hant and en, and whether it is a company, an index, …"""

    names: tuple[str, str, str]
    kind: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a name; a `weak` one is a common word too: 苹果, 理想, Target."""

    known: Known
    written: str
    weak: bool = False


@cache
def gazetteer() -> PhraseBook[Spelling]:
    """Every spelling of assets/entities.csv; raises BadInput with the faults of the file."""
    return PhraseBook(_spellings())


def _spellings() -> Mapping[str, Spelling]:
    """By the spelling of prepared texts; an alias that ends in `?` is weak."""
    spellings: dict[str, Spelling] = {}
    for row in WordList(paths.assets() / "entities.csv", COLUMNS).rows():
        names = (row["name"], row["zh_hant"] or row["name"], row["en"])
        known = Known(names, row["kind"])
        aliases = [alias.strip() for alias in row["aliases"].split("|")]
        for written in (*[a for a in aliases if a.endswith("?")], *names, *aliases):
            if word := written.removesuffix("?"):
                spelling = Spelling(known, word, written.endswith("?"))
                spellings.setdefault(prepare(word).text, spelling)
    return spellings
