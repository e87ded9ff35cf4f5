"""Names for what a draft speaks of: entities in each script, and ids of entities and facts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, count

from reporter import paths
from reporter.facts import Basis, Status
from reporter.languages import Language
from reporter.periods import Period
from reporter.terms_hans import to_hans
from reporter.wordlists import WordList

_COLUMNS = ("name", "zh_hant", "en", "aliases")
_HAN = re.compile("[\u3400-\u9fff]")

Names = Mapping[Language, str]

_NOBODY: Names = {Language.ZH_HANS: "未具名公司", Language.EN: "Issuer not named"}


@cache
def _known() -> Mapping[str, Names]:
    """The names in each script of the entities that are known, by every spelling."""
    known: dict[str, Names] = {}
    for row in WordList(paths.assets() / "entities.csv", _COLUMNS).rows():
        given = zip(Language, (row["name"], row["zh_hant"], row["en"]), strict=True)
        names = {language: name for language, name in given if name}
        for spelling in (*names.values(), *row["aliases"].split("|")):
            known.setdefault(spelling.strip(), names)
    return known


def names_of(entity: str) -> Names:
    """A name of a text in every script that is known; the others are for a person to add."""
    if not entity:
        return _NOBODY
    if entity in _known():
        return _known()[entity]
    if not _HAN.search(entity):
        return {Language.EN: entity}
    hans = to_hans(entity)
    return {Language.ZH_HANS: hans} | ({} if hans == entity else {Language.ZH_HANT: entity})


@dataclass(frozen=True, slots=True)
class Naming:
    """The ids of a draft: its entities by their names in the text, the issuer first."""

    entities: Mapping[str, str]
    issuer: str
    period: Period

    @classmethod
    def of(cls, issuer: str, names: Iterable[str], period: Period) -> Naming:
        """Ids for the names of a text: kuaishou, or entity_2 for one without a Latin name.

        An `issuer` that nobody named is called so, and figures that are nobody's are the issuer's.
        """
        ids: dict[str, str] = {}
        for name in dict.fromkeys((issuer, *filter(None, names))):
            own = _named(names_of(name).get(Language.EN, name)) if name else "issuer"
            ids[name] = _unused(own or f"entity_{len(ids) + 1}", ids.values())
        return cls(ids, issuer, period)

    def entity(self, name: str) -> str:
        """The id of a name, the issuer's where there is none."""
        return self.entities[name or self.issuer]

    def fact(self, cells: Mapping[str, str], taken: Collection[str]) -> str:
        """What a fact is called: its concept, and whatever is not as for the brief as a whole."""
        return fact_id(cells, self.entities[self.issuer], str(self.period), taken)


def fact_id(cells: Mapping[str, str], issuer: str, period: str, taken: Collection[str]) -> str:
    """A name for the fact of a row, of its concept and of what it has for itself.

    `issuer` and `period` are those of the brief: revenue_yoy, tesla_share_price_2025_03.
    """
    parts = (
        "" if cells["entity"] == issuer else cells["entity"],
        cells["concept"],
        cells["basis"] if Basis(cells["basis"]).is_change else "",
        "" if cells["status"] == Status.ACTUAL else cells["status"],
        "" if cells["period"] == period else cells["period"],
    )
    return _unused(_named("_".join(filter(None, parts))), taken)


def _slug(words: str) -> str:
    """Words as part of an id: tesla_model_3, 2025_03_20."""
    return re.sub("[^a-z0-9]+", "_", words.lower()).strip("_")


def _named(words: str) -> str:
    """Words as an id, from their first Latin letter on; empty where there is none."""
    return _slug(words).lstrip("0123456789_")


def _unused(name: str, taken: Collection[str]) -> str:
    """The name, numbered where it is taken."""
    choices = chain([name], (f"{name}_{number}" for number in count(2)))
    return next(choice for choice in choices if choice not in taken)
