"""SEC company facts: every figure that a company's filings state, by element and unit.

The file is that of data.sec.gov/api/xbrl/companyfacts. It has the figures of the whole company
alone, no segments. `fy` and `fp` of a figure are those of the filing it stands in, so they say
nothing of its period, and `frame` marks one of several filings of a figure; none of them is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from reporter.errors import Fault
from reporter.sources.json_text import At, JsonText, Tree
from reporter.sources.table import place_of_byte

SCALES = (Decimal(1_000_000), Decimal(1000), Decimal(1))
"""What statements are given in, the coarsest first."""
_LONGEST = 24
"""No figure of a company is longer than this, before its point or behind it."""


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing by its accession number, form and day, as far as the file gives them."""

    accession: str
    form: str
    filed: str


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure as one filing states it; `start` is None at an instant, `index` its place."""

    unit: str
    start: date | None
    end: date
    value: Decimal
    filing: Filing
    index: int


@dataclass(slots=True)
class CompanyFacts:
    """A file of company facts; `elements` by name with prefix: us-gaap:Revenues."""

    json: JsonText
    elements: Mapping[str, At]
    _scales: Mapping[tuple[Filing, str], Decimal] = field(default_factory=dict, repr=False)

    def figures(self, element: str) -> tuple[list[Stated], list[Fault]]:
        """The figures of an element in the order of the file, and what is wrong with them."""
        figures: list[Stated] = []
        faults: list[Fault] = []
        try:
            for unit, index, entry in self._entries(self.elements[element].index):
                stated, wrong = _figure(unit, index, entry)
                figures += [stated] if stated else []
                faults += [self.json.fault(at, f"{element}: {said}") for at, said in wrong]
        except json.JSONDecodeError as error:
            faults.append(self.json.fault(error.pos, f"{element}: {error.msg}"))
        return figures, faults

    def _entries(self, index: int) -> Iterator[tuple[str, int, Tree]]:
        """Unit, index and entry of every figure of the element there."""
        element, _ = self.json.tree(index, 2)
        units = element.get("units") if isinstance(element, dict) else None
        if not isinstance(units, dict):
            raise json.JSONDecodeError("“units” is missing", "", index)
        for unit, entries in units.items():
            if isinstance(entries, At):
                yield from ((unit, *item) for item in self.json.items(entries.index, 1))

    def scale(self, filing: Filing, unit: str) -> Decimal:
        """What the statements of a filing are given in: millions, thousands or single units.

        It is the coarsest that half of its figures in that unit are multiples of: the file does
        not keep how finely a figure was rounded, but its neighbours show it.
        """
        if not self._scales:
            self._scales = _scales(at.value for at in self.elements.values())
        return self._scales.get((filing, unit), Decimal(1))


def read_company_facts(content: bytes, shown: str) -> tuple[CompanyFacts | None, Fault | None]:
    """The file, or the fault that keeps it from being read."""
    try:
        text = JsonText(content.decode("utf-8-sig"), shown)
    except UnicodeDecodeError as error:
        return None, Fault(shown, *place_of_byte(content, error.start), "not UTF-8")
    try:
        root, end = text.tree(0, 3)
    except json.JSONDecodeError as error:
        return None, text.fault(error.pos, f"not JSON: {error.msg}")
    except RecursionError:
        return None, text.fault(0, "not company facts: nested too deep")
    if not text.ends(end):
        return None, text.fault(end, "not JSON: something follows its end")
    facts = root.get("facts") if isinstance(root, dict) else None
    if not isinstance(facts, dict):
        return None, text.fault(0, "not company facts: “facts” is missing")
    return CompanyFacts(text, dict(_named(facts))), None


def _named(facts: Mapping[str, Tree]) -> Iterator[tuple[str, At]]:
    """The elements of every taxonomy that has some."""
    for taxonomy, elements in facts.items():
        if isinstance(elements, dict):
            for name, element in elements.items():
                if isinstance(element, At):
                    yield f"{taxonomy}:{name}", element


def _figure(unit: str, index: int, entry: Tree) -> tuple[Stated | None, list[tuple[int, str]]]:
    """A figure, none where its value is null, and what is wrong with it, each at its index."""
    if not isinstance(entry, dict):
        return None, [(index, "a figure must be an object")]
    said = {key: at for key, at in entry.items() if isinstance(at, At)}
    given = {key: at for key, at in said.items() if at.value is not None}
    missing = [key for key, there in (("val", said), ("end", given)) if key not in there]
    wrong = [*((index, f"“{key}” is missing") for key in missing), *_wrong(given)]
    if wrong or "val" not in given:
        return None, wrong
    filing = Filing(*(str(given[key].value) if key in given else "" for key in _FILING))
    start, end = _day(given.get("start")), date.fromisoformat(given["end"].value)
    return Stated(unit, start, end, given["val"].value, filing, given["val"].index), []


def _wrong(given: Mapping[str, At]) -> Iterator[tuple[int, str]]:
    if "val" in given and not _is_figure(given["val"].value):
        yield given["val"].index, "“val” must be a number"
    days = {key: _day(given.get(key)) for key in ("start", "end", "filed")}
    for key, day in days.items():
        if key in given and day is None:
            yield given[key].index, f"“{key}” must be a day such as 2025-01-26"
    if days["start"] and days["end"] and days["start"] > days["end"]:
        yield given["start"].index, "“start” is after “end”"


def _day(at: At | None) -> date | None:
    try:
        return date.fromisoformat(at.value) if at else None
    except (TypeError, ValueError):
        return None


def _is_figure(value: Any) -> bool:
    return (
        isinstance(value, Decimal)
        and value.is_finite()
        and value.adjusted() < _LONGEST
        and -int(value.as_tuple().exponent) < _LONGEST
    )


_FILING = ("accn", "form", "filed")


def _scales(elements: Iterable[Any]) -> Mapping[tuple[Filing, str], Decimal]:
    """The scale of every filing and unit, from all that is well formed in the file."""
    figures: dict[tuple[str, ...], list[int]] = {}
    for unit, entry in _entries(elements):
        value = entry.get("val")
        if isinstance(value, Decimal) and value:
            key = (unit, *(str(entry.get(name) or "") for name in _FILING))
            counts = figures.setdefault(key, [0] * len(SCALES))
            digits = str(value)
            zeros = len(digits) - len(digits.rstrip("0"))
            counts[next(i for i, scale in enumerate(SCALES) if zeros >= scale.adjusted())] += 1
    return {(Filing(*key), unit): _scale(counts) for (unit, *key), counts in figures.items()}


def _scale(counts: Sequence[int]) -> Decimal:
    """The coarsest that half of all are multiples of, of how many end in each scale's noughts."""
    so_far = 0
    for scale, count in zip(SCALES, counts, strict=True):
        so_far += count
        if 2 * so_far >= sum(counts):
            return scale
    return SCALES[-1]


def _entries(elements: Iterable[Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every figure by its unit; ill-formed ones are told where their element is read."""
    for element in elements:
        units = element.get("units") if isinstance(element, dict) else None
        for unit, entries in units.items() if isinstance(units, dict) else ():
            for entry in entries if isinstance(entries, list) else ():
                if isinstance(entry, dict):
                    yield unit, entry
