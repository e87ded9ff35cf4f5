"""The words of the field: concepts, page furniture, and Simplified turned into Hong Kong Chinese.

Three CSV files in assets/ hold them: terms.csv has a row for each concept, words.csv what a page
says around its figures, and hant.csv the phrases that Hong Kong words in its own way. An issuer's
own wording wins over all three.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from reporter import paths
from reporter.concepts import Favourability, UnitKind
from reporter.errors import UnknownConcept, UnknownWord
from reporter.languages import Language
from reporter.wordlists import Row, WordList

Names = Mapping[Language, str]
Overrides = Mapping[str, Names]
Choice = TypeVar("Choice", bound=StrEnum)

_NAME_COLUMNS = {
    Language.ZH_HANS: "zh_hans",
    Language.ZH_HANT: "zh_hant",
    Language.EN: "en",
}
_TERM_COLUMNS = (
    "concept",
    *("zh_hans", "zh_hant", "en"),
    *("short_zh_hans", "short_zh_hant", "short_en"),
    *("unit", "favourability", "price", "counter_zh", "counter_en", "group"),
    *("ifrs", "us_gaap", "aliases"),
)
_NOTHING: Mapping[str, Names] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Term:
    """A concept of earnings language: its names, what it is measured in, and how it is read.

    `price` marks levels that the market sets, whose changes are 上涨 and 下跌. `ifrs` and `us_gaap`
    are XBRL element names with their prefix, None where no element means exactly this. `aliases`
    are the other ways a text says it; `weak_aliases` those that may mean something else as well.
    """

    concept: str
    names: Names
    shorts: Names
    unit: UnitKind
    favourability: Favourability
    group: str
    price: bool = False
    counter_zh: str = ""
    counter_en: str = ""
    ifrs: str | None = None
    us_gaap: str | None = None
    aliases: tuple[str, ...] = ()
    weak_aliases: tuple[str, ...] = ()

    def name(self, language: Language) -> str:
        """As in a sentence: gross margin, Hang Seng Index."""
        return self.names[language]

    def label(self, language: Language) -> str:
        """As a head or a row label: Gross margin."""
        return _capitalised(self.names[language])

    def short(self, language: Language) -> str:
        """As a tight label: Gross margin, DAU; the long name where there is no shorter one."""
        return _capitalised(self.shorts[language])

    @property
    def is_limit(self) -> bool:
        """Whether the measure is itself the most there can be: 单次生成最长视频, longest clip."""
        return "最" in self.names[Language.ZH_HANS]

    def counter(self, language: Language) -> str:
        """What stands behind a count: 辆, 輛, vehicles; empty where nothing does."""
        if language is Language.EN:
            return self.counter_en
        return to_hant(self.counter_zh) if language is Language.ZH_HANT else self.counter_zh

    @property
    def surfaces(self) -> tuple[str, ...]:
        """Every way to say it that leaves no doubt, longest first."""
        said = {*self.names.values(), *self.shorts.values(), *self.aliases}
        return tuple(sorted(said, key=lambda surface: (-len(surface), surface)))


@dataclass(frozen=True)
class Glossary:
    """Terms by concept, in the order of the file."""

    terms: tuple[Term, ...]

    @cached_property
    def _by_concept(self) -> Mapping[str, Term]:
        return {term.concept: term for term in self.terms}

    @cached_property
    def _by_surface(self) -> Mapping[str, tuple[Term, ...]]:
        """Made when a surface is first looked up: a build of a brief looks up none."""
        return _by_surface(self.terms)

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def __contains__(self, concept: object) -> bool:
        return concept in self._by_concept

    def __getitem__(self, concept: str) -> Term:
        """The term of that concept; raises UnknownConcept with the nearest ones."""
        try:
            return self._by_concept[concept]
        except KeyError:
            raise UnknownConcept(concept, self.nearest(concept)) from None

    def get(self, concept: str) -> Term | None:
        return self._by_concept.get(concept)

    def nearest(self, concept: str) -> tuple[str, ...]:
        """Up to three concepts that may have been meant: what the word says, then similar names."""
        said = [term.concept for term in self.meanings(concept.replace("_", " "))]
        alike = get_close_matches(concept, self._by_concept, cutoff=0.55)
        return tuple(dict.fromkeys([*said, *alike]))[:3]

    def meanings(self, surface: str) -> tuple[Term, ...]:
        """The terms that a word or phrase of any language can stand for, the sure one first."""
        return self._by_surface.get(surface.casefold(), ())

    def reworded(self, names: Overrides = _NOTHING, shorts: Overrides = _NOTHING) -> Glossary:
        """This glossary in an issuer's wording; a new name is its own short form unless given."""
        changed = {concept: self[concept] for concept in (*names, *shorts)}
        for concept, own in names.items():
            term = changed[concept]
            changed[concept] = replace(
                term, names={**term.names, **own}, shorts={**term.shorts, **own}
            )
        for concept, own in shorts.items():
            changed[concept] = replace(changed[concept], shorts={**changed[concept].shorts, **own})
        return Glossary(tuple(changed.get(term.concept, term) for term in self.terms))


def _by_surface(terms: tuple[Term, ...]) -> Mapping[str, tuple[Term, ...]]:
    """The terms of each surface, casefolded; those it surely means before those it may mean."""
    found: dict[str, dict[str, Term]] = {}
    for surfaces in (attrgetter("surfaces"), attrgetter("weak_aliases")):
        for term in terms:
            for surface in surfaces(term):
                found.setdefault(surface.casefold(), {})[term.concept] = term
    return {surface: tuple(meant.values()) for surface, meant in found.items()}


def load_glossary(
    overrides: Overrides = _NOTHING, shorts: Overrides = _NOTHING, path: Path | None = None
) -> Glossary:
    """The glossary of assets/terms.csv, or of `path`, in the issuer's wording.

    Raises UnknownConcept for an override of a concept that is not there, BadInput for a bad file.
    """
    return _read_glossary(path or paths.assets() / "terms.csv").reworded(overrides, shorts)


def words(key: str, language: Language) -> str:
    """What the page says around its figures; raises UnknownWord with the nearest keys."""
    known = _read_words(paths.assets() / "words.csv")
    try:
        return known[key][language]
    except KeyError:
        raise UnknownWord(key, get_close_matches(key, known)) from None


def groups() -> tuple[str, ...]:
    """The groups that terms are filed under, in order; words(f"group_{group}") names them."""
    known = _read_words(paths.assets() / "words.csv")
    return tuple(key.removeprefix("group_") for key in known if key.startswith("group_"))


def to_hant(
    text: str, wording: Mapping[str, str] = MappingProxyType({}), protected: Collection[str] = ()
) -> str:
    """Simplified Chinese as Hong Kong writes it; digits and Latin stay as they are.

    Names in `protected` are left alone, then the issuer's `wording` (phrase → phrase) is heeded,
    then assets/hant.csv; the rest goes by OpenCC's s2hk, with the forms that filings have. What is
    Traditional already keeps its words and characters but for the issuer's wording.
    """
    own = {**dict(wording), **{name: name for name in protected}}
    convert = str if _is_traditional(text) else _characters
    phrases = _phrases(tuple(own.items()), with_house=convert is _characters)
    pieces: list[str] = []
    done = 0
    for found in phrases.pattern.finditer(text):
        pieces += [convert(text[done : found.start()]), phrases.hant[found[0]]]
        done = found.end()
    return "".join([*pieces, convert(text[done:])])


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Phrases with their Hong Kong wording, and the pattern that finds them."""

    pattern: re.Pattern[str]
    hant: Mapping[str, str]


@lru_cache(maxsize=64)
def _phrases(own: tuple[tuple[str, str], ...], with_house: bool) -> _Phrases:
    """The issuer's phrases before the house's, the longer before the shorter."""
    issuer = dict(own)
    house = _read_hant(paths.assets() / "hant.csv") if with_house else {}
    ordered = [*sorted(issuer, key=len, reverse=True), *sorted(house, key=len, reverse=True)]
    pattern = "|".join(map(re.escape, ordered)) or "(?!)"
    return _Phrases(re.compile(pattern), {**house, **issuer})


def _is_traditional(text: str) -> bool:
    """Whether some character is traditional only (not in GB 2312) and none simplified only."""
    characters = "".join(_HAN.findall(text))
    return _fits(characters, "big5hkscs") and not _fits(characters, "gb2312")


_HAN = re.compile(r"[\u3400-\u9fff]+")


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _characters(text: str) -> str:
    return _converter()(text).translate(_FORMS) if text else text


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("s2hk").convert
    return convert


# OpenCC follows the schools' list of forms (税 説 户 啓); filings and newspapers in Hong Kong
# have 稅 說 戶 啟. In 衞, 裏, 着, 線 and 台 the two agree.
_FORMS = str.maketrans(
    "兑悦户温税脱蜕説踊鋭閲敍醖藴啓羣峯牀麪",
    "兌悅戶溫稅脫蛻說踴銳閱敘醞蘊啟群峰床麵",
)


_SEQUENTIAL = {"qoq": "按季", "mom": "按月"}


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]


@cache
def _read_glossary(path: Path) -> Glossary:
    return Glossary(tuple(map(_term, WordList(path, _TERM_COLUMNS).rows())))


@cache
def _read_words(path: Path) -> Mapping[str, Names]:
    rows = WordList(path, ("key", *_NAME_COLUMNS.values())).rows()
    return {row["key"]: _names(row) for row in rows}


@cache
def _read_hant(path: Path) -> Mapping[str, str]:
    rows = WordList(path, ("zh_hans", "zh_hant")).rows()
    return {row["zh_hans"]: row.required("zh_hant") for row in rows}


def _names(row: Row) -> Names:
    return {language: row.required(column) for language, column in _NAME_COLUMNS.items()}


def _term(row: Row) -> Term:
    names = _names(row)
    said = [alias.strip() for alias in row["aliases"].split("|") if alias.strip()]
    if row["group"] not in groups():
        row.fault("group", f"no group {row['group']}")
    return Term(
        concept=row["concept"],
        names=names,
        shorts={k: row[f"short_{c}"] or names[k] for k, c in _NAME_COLUMNS.items()},
        unit=_choice(row, "unit", UnitKind.COUNT),
        favourability=_choice(row, "favourability", Favourability.NEUTRAL),
        group=row["group"],
        price=_choice(row, "price", _Flag.NO) is _Flag.YES,
        counter_zh=row["counter_zh"],
        counter_en=row["counter_en"],
        ifrs=row["ifrs"] or None,
        us_gaap=row["us_gaap"] or None,
        aliases=tuple(alias for alias in said if not alias.endswith("?")),
        weak_aliases=tuple(alias.removesuffix("?") for alias in said if alias.endswith("?")),
    )


class _Flag(StrEnum):
    """A tick in a column; spreadsheets write TRUE."""

    YES = "true"
    NO = ""


def _choice(row: Row, column: str, otherwise: Choice) -> Choice:
    """The cell as a member of the same kind as `otherwise`, which stands in where it is none."""
    kind = type(otherwise)
    try:
        return kind(row[column].lower())
    except ValueError:
        known = ", ".join(member for member in kind if member)
        row.fault(column, f"“{row[column]}” is none of {known}")
        return otherwise


def hant_wording(pairs: Iterable[Names], bases: Collection[str] = ()) -> dict[str, str]:
    """An issuer's Traditional words for Simplified ones, for to_hant, from names in both.

    `bases` are those of the changes it tells of: 環比 is 按季 or 按月 where only one is among them.
    """
    against = [said for basis, said in _SEQUENTIAL.items() if basis in bases]
    sequential = {"环比": against[0]} if len(against) == 1 else {}
    return sequential | {
        names[Language.ZH_HANS]: names[Language.ZH_HANT]
        for names in pairs
        if Language.ZH_HANS in names and Language.ZH_HANT in names
    }
