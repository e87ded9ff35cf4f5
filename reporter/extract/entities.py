"""Whom a text speaks of: known names and those that it introduces, each as the text has it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reporter.extract.gazetteer import Known, Spelling, gazetteer
from reporter.extract.hinted import (
    beginnings,
    hints,
    listed,
    parallels,
    reported,
    short_forms,
)
from reporter.extract.introduced import Introduction, introductions
from reporter.extract.introduced_en import hints_en, introductions_en, listed_en, short_forms_en
from reporter.extract.phrases import Phrase, PhraseBook
from reporter.extract.prepared import Prepared, is_chinese, prepare


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as the text has it, of a `kind` as in assets/entities.csv.

    `weight` is how surely the text introduces it.
    """

    name: str
    kind: str = "company"
    weight: int = 0


EntityPhrase = Phrase[Entity]
_Hit = Phrase[Spelling]
_Weights = Mapping[str, int]


def find_entities(text: Prepared) -> tuple[EntityPhrase, ...]:
    """The names in a text, left to right: known ones, and those that the text itself introduces."""
    find = _names_zh if is_chinese(text.raw) else _names_en
    found = _found(text, find(text, hinted=False))
    return found if issuer_of(found) else _found(text, find(text, hinted=True))


def _found(text: Prepared, introduced: Sequence[Introduction]) -> tuple[EntityPhrase, ...]:
    """The known and the introduced names, where they stand in a text."""
    weights = _weights(introduced)
    hits = _known(text, weights)
    meant = dict(_of_introductions(introduced, weights, hits)) | dict(_of_hits(text, hits, weights))
    places = {hit.start for hit in hits}
    spelled = {_spelling(text, hit) for hit in hits}
    found = [
        phrase
        for phrase in PhraseBook(meant).find(text.text)
        if phrase.start in places
        or (_spelling(text, phrase) not in spelled and _stands(text, phrase, phrase.meaning.weight))
    ]
    printed = _printed(text, found)
    return tuple(
        Phrase(
            p.start, p.end, Entity(printed[p.meaning.spelling], p.meaning.kind, p.meaning.weight)
        )
        for p in found
    )


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a spelling stands for: the spelling to print, or words to print instead."""

    spelling: str
    kind: str
    weight: int
    written: str = ""


def _spelling(text: Prepared, phrase: Phrase[_Meant] | _Hit) -> str:
    return text.text[phrase.start : phrase.end]


def _printed(text: Prepared, found: Sequence[Phrase[_Meant]]) -> dict[str, str]:
    """Each name that was found as the text writes it where it first stands."""
    printed: dict[str, str] = {}
    inside: dict[str, str] = {}
    for phrase in found:
        meant, spelling = phrase.meaning, _spelling(text, phrase)
        if meant.written:
            printed.setdefault(meant.spelling, meant.written)
        elif meant.spelling in spelling:
            start = phrase.start + spelling.index(meant.spelling)
            exact = printed if spelling == meant.spelling else inside
            exact.setdefault(meant.spelling, text.surface(start, start + len(meant.spelling)))
        else:
            inside.setdefault(meant.spelling, text.surface(phrase.start, phrase.end))
    return inside | printed


def _weights(introduced: Sequence[Introduction]) -> _Weights:
    """How surely each name is introduced; hints add up to two at most."""
    told, hinted = Counter[str](), Counter[str]()
    for one in introduced:
        (told if one.weight > 1 else hinted)[one.name] += one.weight
    return {name: told[name] + min(2, hinted[name]) for name in {**told, **hinted}}


def _names_zh(text: Prepared, hinted: bool) -> list[Introduction]:
    """The names that a Chinese text introduces or, where it is about several, hints at."""
    found = [*introductions(text.text), *reported(text.text)]
    found += hints(text.text) if hinted else ()
    names = {one.name for one in found if one.kind == "company"}
    surely = [one.name for one in found if one.weight > 2 and one.name in names]
    known = {*names, *(one.name for one in short_forms(names))}
    alike = [
        *parallels(text.text, lambda name: name in names or name in gazetteer()),
        *listed(text.text, lambda name: name in known or name in gazetteer()),
    ]
    again = [one for one in short_forms(names) if _is_used(text.text, one)]
    return [*found, *alike, *beginnings(names), *short_forms(surely), *again]


def _is_used(text: str, short: Introduction) -> bool:
    """Whether a short form stands in a text outside the name that it is short for."""
    return text.count(short.name) > text.count(short.short_for)


def _names_en(text: Prepared, hinted: bool) -> list[Introduction]:
    """The names that an English text introduces or hints at, as prepared texts are spelled."""
    found = [*introductions_en(text.raw), *(hints_en(text.raw) if hinted else ())]
    names = {one.name for one in found if one.kind == "company" and not one.short_for}
    if hinted:
        found += listed_en(text.raw, lambda n: n in names or prepare(n).text in gazetteer())
        names |= {one.name for one in found if one.kind == "company" and not one.short_for}
    return [_prepared(one) for one in (*found, *short_forms_en(names))]


def _prepared(one: Introduction) -> Introduction:
    short_for = prepare(one.short_for).text
    return replace(one, name=prepare(one.name).text, short_for=short_for)


def _known(text: Prepared, weights: _Weights) -> list[_Hit]:
    """Where names of the gazetteer stand; a weak one only where the text makes sure of it."""
    hits = [
        hit for hit in gazetteer().find(text.text) if _is_written(text, hit) and _stands(text, hit)
    ]
    sure = {id(hit.meaning.known) for hit in hits if not hit.meaning.weak}
    return [
        hit
        for hit in hits
        if not hit.meaning.weak
        or id(hit.meaning.known) in sure
        or _is_measured(text, hit)
        or weights.get(_spelling(text, hit))
    ]


_MEASURED = re.compile(
    r"业务|市场|地区|物业|租金|零售|同店|收入|营收|营业额|销售|门店|直营|酒店|投资物业"
    r"| (?:revenues?|sales)\b|今[日天]|[大微高低]?[开收涨跌升挫报]| (?:is|was|rose|fell) "
)


def _is_measured(text: Prepared, hit: _Hit) -> bool:
    """Whether a place or an index by a weak name is one, from what is said of it."""
    is_one = hit.meaning.known.kind in ("index", "place")
    return is_one and bool(_MEASURED.match(text.text, hit.end))


def _is_written(text: Prepared, hit: _Hit) -> bool:
    """Whether a Latin name has its capitals; Chinese ones have none."""
    written, raw = hit.meaning.written, text.surface(hit.start, hit.end)
    if written[0].isdigit() and text.text[max(0, hit.start - 1)] in "0123456789.,-":
        return False
    if not written.isascii() or written[0].islower() or not written[0].isalpha():
        return True
    return raw == written if written.isupper() and len(written) < 5 else raw[0].isupper()


def _of_hits(
    text: Prepared, hits: Sequence[_Hit], weights: _Weights
) -> Iterator[tuple[str, _Meant]]:
    """Each spelling found of a known name, with the spelling that the text prefers."""
    script = 1 if text.is_traditional else 0 if is_chinese(text.raw) else 2
    groups: dict[int, list[_Hit]] = {}
    for hit in hits:
        groups.setdefault(id(hit.meaning.known), []).append(hit)
    for group in groups.values():
        known = group[0].meaning.known
        found = Counter(_spelling(text, hit) for hit in group)
        weight = sum(weights.get(spelling, 0) for spelling in found)
        written = known.names[script] if known.kind == "currency" else ""
        name = _preferred(known, found, script)
        for spelling in found:
            yield spelling, _Meant(name, known.kind, weight, written)


def _preferred(known: Known, found: Counter[str], script: int) -> str:
    """The spelling to print: the usual name if the text has it, else what it uses most."""
    for name in (known.names[script], *(known.names if script < 2 else ())):
        spelling = prepare(name).text
        if spelling in found:
            return spelling
        if spelling and known.kind != "index" and any(spelling in other for other in found):
            return spelling
    return max(found, key=lambda spelling: (found[spelling], len(spelling)))


def _of_introductions(
    introduced: Sequence[Introduction], weights: _Weights, hits: Sequence[_Hit]
) -> Iterator[tuple[str, _Meant]]:
    """Each introduced name that is no known one with something about it."""
    known = {prepare(hit.meaning.written).text for hit in hits}
    written = {one.name: one.written for one in introduced if one.written}
    places = {prepare(h.meaning.written).text for h in hits if h.meaning.known.kind == "place"}
    weighty = {**weights, **dict.fromkeys(known - places, 5)}
    meant = {one.name: one.short_for for one in introduced if one.short_for}
    for one in sorted(introduced, key=lambda one: bool(one.short_for)):
        if one.name in known or _MEDIA.search(one.name) or _is_more_than(one.name, weighty):
            continue
        name = meant.get(one.short_for, one.short_for) or one.name
        yield one.name, _Meant(name, one.kind, weights.get(name, 0), written.get(name, ""))


_MEDIA = re.compile("(?:网|社|通讯社|财经|日报|时报|新闻|周刊|早报|晚报)$")
_ABOUT = re.compile(
    "(?:集团|控股|公司|港股|[ah]股|美股|联交所|股价|等|早盘|也|则|再|微|均|累|分别|有限"
    "|[一二三四前第])$"
)


def _is_more_than(name: str, weights: _Weights) -> bool:
    """Whether a name is a surer one with words before it, or such as 港股 behind it."""
    inner = (name[:at] for at in range(2, len(name)) if _ABOUT.fullmatch(name, at))
    outer = [name[at:] for at in range(1, len(name) - 1)]
    outer += [other.removesuffix("集团") for other in outer if other.endswith("集团")]
    return any(weights.get(other, 0) > weights[name] for other in inner) or any(
        weights.get(other, -1) >= weights[name] for other in outer
    )


_HAN = re.compile(r"[\u3400-\u9fff]")
_MAY_STAND_BEFORE = frozenset(
    "的与和及对为在由是而但让使比较于即将有至给向从被据称其超购或把以用同年月份日季度期元股点倍成者若中指令底末业行手商厂入"
)


def _stands(text: Prepared, phrase: Phrase[_Meant] | _Hit, weight: int = 0) -> bool:
    """Whether a name is not part of a longer word: 国航 in 中国航空, 中行 in 其中行业."""
    before = text.text[phrase.start - 1 : phrase.start]
    spelling = _spelling(text, phrase)
    if len(spelling) == 2 and _HAN.match(before) and before not in _MAY_STAND_BEFORE:
        return weight > 5
    if spelling[0] == "中" and before == "其":
        return False
    after = text.text[phrase.end : phrase.end + 2]
    if spelling.endswith("行") and after[:1] == "业":
        return after in ("业务", "业绩")
    return not after.startswith(("行业", "产业"))


def issuer_of(phrases: Sequence[EntityPhrase]) -> str:
    """The company that a text is about, if it is about one: introduced best and named most."""
    for kind, needed in (("company", 4), ("broker", 8), ("product", 6)):
        named = [phrase.meaning for phrase in phrases if phrase.meaning.kind == kind]
        counts = Counter(entity.name for entity in named)
        weights = {entity.name: entity.weight for entity in named}
        ranked = sorted(counts, key=lambda name: -weights[name] - counts[name])
        if ranked and _stands_out(ranked, counts, weights, needed):
            return ranked[0]
        if len(ranked) == 1 and kind == "company":
            is_sure = weights[ranked[0]] not in (1, 2) or counts[ranked[0]] > 1
            return ranked[0] if is_sure else ""
    return ""


def _stands_out(ranked: Sequence[str], counts: _Weights, weights: _Weights, needed: int) -> bool:
    """Whether the first of the names is much more than one of several."""
    best, others = ranked[0], ranked[1:]
    score = weights[best] + counts[best]
    if score < needed or (4 * counts[best] < sum(counts.values()) - 3 and score <= 8):
        return False
    weight = max((weights[name] for name in others), default=0)
    often = max((counts[name] for name in others), default=0)
    return (
        weights[best] > max(3, weight) or weights[best] > 2 * weight or 2 * counts[best] > 3 * often
    )


def is_about_one(phrases: Sequence[EntityPhrase], issuer: str) -> bool:
    """Whether a text names its issuer as often as all other companies together."""
    named = [p.meaning.name for p in phrases if p.meaning.kind in ("company", "product")]
    return bool(issuer) and 2 * named.count(issuer) >= len(named)
