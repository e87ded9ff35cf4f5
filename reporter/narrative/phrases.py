"""The calls that both realisers put into their templates, and what their words depend on."""

from __future__ import annotations

from reporter.concepts import UnitKind
from reporter.facts import Basis, Fact
from reporter.quantity import Bound
from reporter.terms import Glossary

_AMOUNTS = (UnitKind.MONEY, UnitKind.COUNT)


def fact(of: Fact, form: str = "") -> str:
    return _call("fact", of.id, form)


def change(of: Fact, form: str = "phrase") -> str:
    return _call("change", of.id, form)


def term(of: Fact) -> str:
    return _call("term", of.concept)


def name(entity_id: str) -> str:
    return _call("name", entity_id)


def period(of: Fact, form: str = "") -> str:
    return _call("period", of.id, form)


def _call(function: str, subject: str, form: str = "") -> str:
    return f'{{{{ {function}("{subject}"{f", {chr(34)}{form}{chr(34)}" if form else ""}) }}}}'


def is_part(of: Fact, glossary: Glossary) -> bool:
    """Whether it is a share of a whole that its measure's name does not call one."""
    return of.basis is Basis.SHARE and glossary[of.concept].unit in _AMOUNTS


def level(of: Fact, glossary: Glossary) -> str:
    """A level's figure; a measure that is itself a limit has no second word for it."""
    is_limit = of.quantity.bound is Bound.AT_MOST and glossary[of.concept].is_limit
    return fact(of, "bare" if is_limit else "")
