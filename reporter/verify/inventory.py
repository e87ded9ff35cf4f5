"""All numbers of a document: of its text, its charts, what is told for them, and its margins."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reporter.languages import Language
from reporter.quantity import find_quantities
from reporter.verify.about import Told
from reporter.verify.axes import axis_labels
from reporter.verify.labels import UnitLabel, label_in, label_of
from reporter.verify.layer import PageLayer, runs
from reporter.verify.numbers import Numbers, Spot, in_script, is_formula
from reporter.verify.report import NEUTRAL, Number
from reporter.verify.structure import Block, Tagged, readable

_PAGE = re.compile(r"([0-9]+)(?:\s*/\s*([0-9]+))?")
_MARKER = re.compile(r"([0-9]+)[.、)]?")
ALT = "alt text"


@dataclass(frozen=True, slots=True)
class Counted:
    """A block and the numbers in it, segment by segment; `alt` are those of its alt text."""

    block: Block
    numbers: tuple[tuple[Number, ...], ...]
    alt: tuple[Number, ...] = ()


def count_blocks(
    tagged: Tagged, languages: tuple[str, ...], numbers: Numbers
) -> tuple[Counted, ...]:
    """The numbers of every block."""
    labels = _labels(tagged.blocks)
    langs = {language: Language(language).is_chinese for language in languages}
    counted = []
    marker = 0
    for index, block in enumerate(tagged.blocks):
        if block.kind == "Lbl" and (match := _MARKER.fullmatch(block.text.strip())):
            marker = marker + 1 if match[1] != "1" else 1
            counted.append(_marker(block, match[1], marker))
        elif block.kind == "Figure":
            counted.append(_figure(block, langs, numbers))
        else:
            counted.append(_words(block, labels[index], numbers))
    return tuple(counted)


def _words(block: Block, labels: tuple[UnitLabel, ...], numbers: Numbers) -> Counted:
    """The numbers of running words; a KPI stands under its name in every language.

    So does a figure of a table without a word beside it, under heads in all of them.
    """
    is_shared = bool(block.item) and block.parent_kind == "LBody"
    return Counted(
        block,
        tuple(
            tuple(
                numbers.read(
                    segment.text,
                    Spot(
                        block.page,
                        block.kind,
                        NEUTRAL if is_shared or _is_wordless(block, segment.text) else segment.lang,
                        labels,
                        bool(block.table) and is_formula(segment.text),
                    ),
                )
            )
            for segment in block.segments
        ),
    )


def _is_wordless(block: Block, text: str) -> bool:
    return block.kind == "TD" and not any(character.isalpha() for character in text)


def _marker(block: Block, text: str, expected: int) -> Counted:
    number = Number(block.page, block.kind, "", text, block.text)
    if text == str(expected):
        return Counted(block, ((replace(number, furniture=f"item {text}"),),))
    return Counted(block, ((replace(number, fault=f"item {expected} is expected here"),),))


def _figure(block: Block, langs: dict[str, bool], numbers: Numbers) -> Counted:
    axis = axis_labels(block.runs)
    texts = [readable(run.text) for run in block.runs]
    labels = tuple(dict.fromkeys(label for text in texts for label in _units_in(text)))
    drawn = []
    for index, text in enumerate(texts):
        spot = Spot(block.page, block.kind, in_script(text, langs), labels)
        found = tuple(numbers.read(text, spot))
        if index in axis:
            found = tuple(replace(n, furniture="axis", facts=(), fault="") for n in found)
        drawn.append(found)
    return Counted(block, tuple(drawn), tuple(_alt(block, langs, numbers)))


def _alt(block: Block, langs: dict[str, bool], numbers: Numbers) -> Iterator[Number]:
    """The numbers of an alt text, which says its languages one after the other."""
    for lang, text in alt_texts(block.alt, langs):
        yield from numbers.read(text, Spot(block.page, ALT, lang))


def alt_texts(alt: str, langs: dict[str, bool]) -> list[tuple[str, str]]:
    """An alt text by language: what stands before the last Chinese full stop is Chinese."""
    chinese = [lang for lang, is_chinese in langs.items() if is_chinese]
    english = [lang for lang, is_chinese in langs.items() if not is_chinese]
    if not (chinese and english):
        return [((chinese or english or [""])[0], alt)]
    end = alt.rfind("。") + 1
    return [(chinese[0], alt[:end]), (english[0], alt[end:])]


def _labels(blocks: Iterable[Block]) -> list[tuple[UnitLabel, ...]]:
    """For each block the units that a bare number in it may be in."""
    listed = list(blocks)
    rows: dict[int, list[UnitLabel]] = defaultdict(list)
    heads: dict[int, list[UnitLabel]] = {}
    for block in listed:
        found = _units(block)
        if block.row and not block.head:
            rows[block.row] += found
        elif block.item:
            rows[-block.item] += found
        elif block.table and block.head:
            heads.setdefault(block.table, found)
    return [tuple(dict.fromkeys(_for(block, rows, heads))) for block in listed]


def _for(
    block: Block, rows: dict[int, list[UnitLabel]], heads: dict[int, list[UnitLabel]]
) -> Iterator[UnitLabel]:
    if block.row and not block.head:
        yield from rows[block.row]
        yield from heads.get(block.table, ())
    elif block.item:
        yield from rows[-block.item]


def _units(block: Block) -> list[UnitLabel]:
    """The units that a block names: alone as a head does, or with a figure of its own."""
    is_head = block.kind != "P"
    return [u for s in block.segments for u in _units_in(s.text, of_figures=not is_head)]


def _units_in(text: str, *, of_figures: bool = True) -> list[UnitLabel]:
    if label := label_of(text):
        return [label]
    figures = find_quantities(text) if of_figures else ()
    return [label for f in figures if (label := label_in(f.surface, f.quantity)) is not None]


def count_margins(layers: Iterable[PageLayer], pages: int, numbers: Numbers) -> Iterator[Number]:
    """The numbers of running heads and feet, and of text that is not tagged at all."""
    for layer in layers:
        for glyphs, place in ((layer.artifacts, "margin"), (layer.stray, "untagged")):
            for run in runs(glyphs):
                yield from _margin(
                    readable(run.text), Spot(layer.number, place, ""), pages, numbers
                )


def _margin(text: str, spot: Spot, pages: int, numbers: Numbers) -> Iterator[Number]:
    match = _PAGE.fullmatch(text.strip())
    if match and spot.place == "margin":
        right = int(match[1]) == spot.page and int(match[2] or pages) == pages
        number = Number(spot.page, spot.place, "", match[0], text)
        fault = "" if right else f"page {spot.page} of {pages} is expected here"
        yield replace(number, furniture="" if fault else "page number", fault=fault)
        return
    yield from numbers.read(text, spot)


def count_told(told: Told, numbers: Numbers) -> Iterator[Number]:
    """The numbers of what the file says about itself: title, subject, bookmarks, link texts."""
    for place, text in told.texts:
        yield from numbers.read(readable(text), Spot(0, place, ""))
