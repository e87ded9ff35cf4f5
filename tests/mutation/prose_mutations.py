"""What the words of a brief may say by themselves: a figure, a number in words, a wrong way."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

import yaml
from brief_sample import PATH
from fact_mutations import press_of, rows_of
from mutation import Mutation, drawn

from reporter.errors import BadInput

_TEXTS = frozenset("headline standfirst key_points sections hero notes disclaimer".split())
_CHANGE = re.compile(r'\{\{ change\("([a-z0-9_]+)"(?:, "\w+")?\) \}\}')
_FACT = re.compile(r'\{\{ fact\("([a-z0-9_]+)"\) \}\}')
Place = tuple[str | int, ...]
Rewriting = Callable[[str, str], Iterator[str]]


@cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = yaml.load(PATH.read_text("utf-8"), yaml.BaseLoader)
    return document


def _places(value: Any, where: Place) -> Iterator[tuple[Place, str]]:
    """Every text in a language, with its place."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        if key in ("zh-Hans", "en") and isinstance(inner, str):
            yield (*where, key), inner
        elif isinstance(inner, dict | list):
            yield from _places(inner, (*where, key))


def _added(zh: str, en: str) -> Rewriting:
    def rewritten(lang: str, text: str) -> Iterator[str]:
        if lang == "en":
            yield f"{text.rstrip('. ')}, {en}"
        else:
            yield f"{text.rstrip('。')}，{zh}"

    return rewritten


@cache
def _ways() -> dict[str, str]:
    return {row["id"]: row["direction"] for row in rows_of(PATH) if row["direction"]}


def _contrary(lang: str, text: str) -> Iterator[str]:
    """A printed change as its figure with the opposite word before it."""
    words = {"up": ("下降", "fell "), "down": ("增长", "rose ")}
    for match in _CHANGE.finditer(text):
        if way := _ways().get(match[1]):
            word = words[way][lang == "en"]
            fact = f'{word}{{{{ fact("{match[1]}") }}}}'
            yield text[: match.start()] + fact + text[match.end() :]


def _literal(lang: str, text: str) -> Iterator[str]:
    """A printed fact as a figure that was typed."""
    for match in _FACT.finditer(text):
        yield text[: match.start()] + "12%" + text[match.end() :]


def _unknown(lang: str, text: str) -> Iterator[str]:
    for match in _FACT.finditer(text):
        yield text.replace(match[1], match[1] + "s", 1)


KINDS: dict[str, Rewriting] = {
    "a figure added": _added("增长12%", "up 12%"),
    "a year added": _added("优于2019年", "better than in 2019"),
    "a figure for a fact": _literal,
    "a fact that is not there": _unknown,
    "a third, 三分之一": _added("占三分之一", "about a third of the total"),
    "doubled, 翻倍": _added("利润翻倍", "and profit doubled"),
    "twice, 两倍": _added("是同行的两倍", "twice that of its peers"),
    "half, 一半": _added("占一半", "half of it from advertising"),
    "three million, 三百万": _added("服务三百万人", "serving three million people"),
    "the opposite direction": _contrary,
}
_FEW = 4


def prose_mutations() -> Iterator[Mutation]:
    """Every kind in texts of every sort, in both languages."""
    document = _document()
    press_of(document, rows_of(PATH))  # as it is, it loads
    places = [
        place for key in document if key in _TEXTS for place in _all_places(document, key)
    ]  # fmt: skip
    for kind, rewriting in KINDS.items():
        for lang in ("zh-Hans", "en"):
            sites = [
                (where, old, new)
                for where, old in places
                if where[-1] == lang
                for new in rewriting(lang, old)
            ]
            for where, old, new in drawn(sites, _FEW, kind, lang):
                yield Mutation(
                    f"words: {kind}",
                    f"{where}: “{old[:50]}” → “{new[-60:]}”",
                    partial(_refused, where, new),
                )


def _all_places(document: dict[str, Any], key: str) -> list[tuple[Place, str]]:
    value = document[key]
    return list(_places(value, (key,)))


def _refused(where: Place, text: str) -> tuple[str, ...]:
    document: Any = copy.deepcopy(_document())
    inner = document
    for key in where[:-1]:
        inner = inner[key]
    inner[where[-1]] = text
    try:
        press_of(document, rows_of(PATH))
    except BadInput:
        return ("loading",)
    return ()
