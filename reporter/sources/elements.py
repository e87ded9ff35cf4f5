"""The XBRL elements that a concept is looked for under, the one that means just it first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reporter import paths
from reporter.terms import Term
from reporter.wordlists import WordList


def elements_of(term: Term) -> tuple[str, ...]:
    """The glossary's elements, then those that assets/xbrl.csv lists for the concept."""
    listed = _others(paths.assets() / "xbrl.csv").get(term.concept, ())
    own = [element for element in (term.us_gaap, term.ifrs) if element]
    return tuple(dict.fromkeys([*own, *listed]))


@cache
def _others(path: Path) -> Mapping[str, tuple[str, ...]]:
    rows = WordList(path, ("concept", "elements")).rows()
    return {row["concept"]: tuple(row.required("elements").split()) for row in rows}
