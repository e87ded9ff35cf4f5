"""A comparison of two sets of facts in words: for a terminal, for a document, for a program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reporter.comparison import Comparison, FactSource, Pair, Verdict
from reporter.concepts import UnitKind
from reporter.exchange import fact_record
from reporter.facts import Basis, Fact
from reporter.formats import print_change, print_date, print_quantity
from reporter.languages import Language
from reporter.periods import print_period
from reporter.terms import Glossary, words

_EN = Language.EN
_BASES = {
    Basis.YOY: "year on year",
    Basis.QOQ: "quarter on quarter",
    Basis.MOM: "month on month",
    Basis.YTD: "year to date",
    Basis.CHANGE: "change",
    Basis.SHARE: "share of the whole",
}
_HEADS = {
    Verdict.DIFFERS: "Differs",
    Verdict.RESTATED: "Restated comparatives",
    Verdict.CANNOT_BE_SAID: "In another currency",
    Verdict.OUT_OF_SCALE: "Out of scale with an earlier period",
    Verdict.AGREES: "Agrees",
    Verdict.ONLY_SECOND: "Only in {second}",
    Verdict.ONLY_FIRST: "Only in {first}",
}
Cells = tuple[str, str, str]


def comparison_lines(comparison: Comparison, glossary: Glossary) -> Iterator[str]:
    """The comparison as a table for a terminal."""
    first, second = comparison.first, comparison.second
    yield f"{first.name} against {second.name}: {_tally(comparison)}"
    for head, rows in _tables(comparison, glossary):
        yield ""
        yield f"{head} ({len(rows)})"
        widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
        for row in rows:
            yield f"  {row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]}".rstrip()


def comparison_markdown(comparison: Comparison, glossary: Glossary) -> Iterator[str]:
    """The comparison as tables of a Markdown document."""
    yield f"{_tally(comparison)[:1].upper()}{_tally(comparison)[1:]}."
    for head, rows in _tables(comparison, glossary):
        yield ""
        yield f"## {head}"
        yield ""
        yield f"| figure | {comparison.first.name} | {comparison.second.name} |"
        yield "|---|---|---|"
        yield from (f"| {' | '.join(row)} |" for row in rows)


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """The comparison as a JSON document holds it."""
    first, second = comparison.first, comparison.second
    return {
        "first": _source_record(first),
        "second": _source_record(second),
        "differs": comparison.differs,
        "pairs": [
            {
                "verdict": pair.verdict.value,
                "first": fact_record(pair.first) if pair.first else None,
                "second": fact_record(pair.second) if pair.second else None,
            }
            for pair in comparison.pairs
        ],
    }


def _source_record(source: FactSource) -> dict[str, Any]:
    published = source.published.isoformat() if source.published else None
    return {"name": source.name, "published": published}


def _tally(comparison: Comparison) -> str:
    counts = [(verdict, len(comparison.of(verdict))) for verdict in Verdict]
    said = [f"{count} {_COUNTED[verdict]}" for verdict, count in counts if count]
    return ", ".join(said) or "nothing to compare"


_COUNTED = {
    Verdict.DIFFERS: "differ",
    Verdict.RESTATED: "restated",
    Verdict.CANNOT_BE_SAID: "cannot be compared",
    Verdict.OUT_OF_SCALE: "out of scale",
    Verdict.AGREES: "agree",
    Verdict.ONLY_SECOND: "only in the second",
    Verdict.ONLY_FIRST: "only in the first",
}


def _tables(comparison: Comparison, glossary: Glossary) -> Iterator[tuple[str, Sequence[Cells]]]:
    """The heads and rows of the tables that have any: figure, first set, second set.

    How things moved since the quarter before is what a reader misses most: it stands first.
    """
    first, second = comparison.first, comparison.second
    for verdict, head in _HEADS.items():
        named = head.format(first=first.name, second=second.name)
        pairs = comparison.of(verdict)
        rows = [_row(comparison, pair, glossary) for pair in pairs if not _is_moved(pair)]
        moved = [_row(comparison, pair, glossary) for pair in pairs if _is_moved(pair)]
        if verdict is Verdict.DIFFERS and comparison.dates_differ:
            rows.insert(0, ("date of publication", _published(first), _published(second)))
        if moved:
            yield f"{named}: since the quarter before", moved
        if rows:
            yield named, rows


def _is_moved(pair: Pair) -> bool:
    """Whether it is a change on the quarter before that one set alone gives."""
    is_alone = pair.verdict in (Verdict.ONLY_FIRST, Verdict.ONLY_SECOND)
    return is_alone and pair.fact.basis is Basis.QOQ


def _published(source: FactSource) -> str:
    return print_date(source.published, _EN) if source.published else "—"


def _row(comparison: Comparison, pair: Pair, glossary: Glossary) -> Cells:
    fact, term = pair.fact, glossary[pair.fact.concept]
    names = {**comparison.second.entities, **comparison.first.entities}
    parts = [names.get(fact.entity, fact.entity), term.name(_EN)]
    parts.append(print_period(fact.period, _EN, "short"))
    if fact.basis in _BASES and (fact.is_change or term.unit is not UnitKind.PERCENT):
        parts.append(_BASES[fact.basis])
    before = _figure(pair.second)
    if pair.verdict is Verdict.OUT_OF_SCALE and pair.second:
        before = f"{before} ({print_period(pair.second.period, _EN, 'short')})"
    return ", ".join(parts), _figure(pair.first), before


def _figure(fact: Fact | None) -> str:
    if fact is None:
        return "—"
    said = print_quantity(fact.quantity, _EN)
    if fact.is_change:
        said = print_change(fact.quantity, fact.direction, fact.basis, _EN, form="signed")
    return f"{said} ({words('derived', _EN)})" if fact.is_derived else said
