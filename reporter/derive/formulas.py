"""Formulas as a reader sees them: the ids in them replaced by names."""

from __future__ import annotations

import re
from collections.abc import Callable

from reporter.facts import Fact, FactSet
from reporter.languages import Language
from reporter.quantity import Bound
from reporter.terms import words

_WORD = re.compile(r"[a-z][a-z0-9_]*")
_BOUNDS = frozenset(Bound)


def formula_text(
    formula: str, facts: FactSet, label: Callable[[Fact], str], language: Language
) -> str:
    """A formula in ids of `facts` with each fact by its `label`, and bounds in the language."""

    def worded(found: re.Match[str]) -> str:
        fact = facts.get(found[0])
        if fact is not None:
            return label(fact)
        return words(found[0], language) if found[0] in _BOUNDS else found[0]

    return _WORD.sub(worded, formula)
