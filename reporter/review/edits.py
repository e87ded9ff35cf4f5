"""What can be corrected about a figure, and what an answer makes of its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from reporter.brief import Brief
from reporter.drafts.spelling import spell
from reporter.errors import PeriodError, QuantityError
from reporter.extract.subjects import find_terms
from reporter.facts import Basis, Direction, Status
from reporter.languages import Language
from reporter.periods import parse_period
from reporter.quantity import Bound, parse_quantity
from reporter.review.figures import Figure
from reporter.sources.rows import Row, Vocabulary, facts_of
from reporter.terms import load_glossary

_MOST = 8
_NEARLY = "nearly"
_BOUNDS = {bound.value.replace("_", " "): bound for bound in Bound} | {_NEARLY: Bound.UNDER}


class Refused(Exception):
    """An answer that will not do; says what would."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure under correction, the brief that it is for, and its sentence."""

    figure: Figure
    brief: Brief
    sentence: str

    def of(self, cells: Mapping[str, str]) -> Correction:
        """The same with other cells."""
        return replace(self, figure=self.figure.having(**cells))

    def faults(self) -> tuple[str, ...]:
        """What keeps the row from being a fact of the brief."""
        brief = self.brief
        words = Vocabulary(
            load_glossary(brief.terms),
            frozenset(brief.entities),
            frozenset(source.id for source in brief.sources),
            brief.issuer.year_end,
            brief.period,
        )
        cells = {**self.figure.cells, "id": "under_review"}
        _, faults = facts_of([Row("", cells, {}, (1, 1))], words)
        return tuple(fault.message for fault in faults)


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing to correct: its name, what to choose from, and what an answer makes of the row."""

    name: str
    answer: Callable[[Correction, str], Mapping[str, str]]
    choices: Callable[[Correction], tuple[str, ...]]

    def corrected(self, correction: Correction, said: str) -> Correction:
        """The correction with the answer, or with the choice of that number.

        Raises Refused, saying what would do.
        """
        choices = self.choices(correction)
        if said.isdecimal() and self.name != "value" and 0 < int(said) <= len(choices):
            said = choices[int(said) - 1]
        return correction.of(self.answer(correction, said))


def _value(correction: Correction, said: str) -> Mapping[str, str]:
    """A value as a person writes it; the unit of the row stays unless it says another."""
    reason = ""
    for unit in (correction.figure.cells["unit"], ""):
        try:
            parse_quantity(said, unit or None)
            return {"value": said, "unit": unit}
        except QuantityError as error:
            reason = error.reason
    raise Refused(reason)


def _concept(_: Correction, said: str) -> Mapping[str, str]:
    """A concept by its id, or by a word for it in any language."""
    glossary = load_glossary()
    meant = [said] if said in glossary else [term.concept for term in glossary.meanings(said)]
    if len(meant) == 1:
        return {"concept": meant[0]}
    near = meant or glossary.nearest(said)
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    raise Refused(f"“{said}” is no one concept of the glossary{hint}")


def _concepts(correction: Correction) -> tuple[str, ...]:
    """The concepts that the sentence names, then those like the one that the row has."""
    phrases = find_terms(correction.sentence)
    named = [term.concept for phrase in phrases for term in phrase.meaning.terms]
    own = correction.figure.cells["concept"]
    like = load_glossary().nearest(own) if own else ()
    return tuple(dict.fromkeys((*named, *like)))[:_MOST]


def _entity(correction: Correction, said: str) -> Mapping[str, str]:
    """An entity of the brief by its id or by a name."""
    for own, entity in correction.brief.entities.items():
        if said.casefold() in {own.casefold(), *map(str.casefold, entity.names.values())}:
            return {"entity": own}
    raise Refused(f"“{said}” is not among the entities of the brief: put it there first")


def _period(correction: Correction, said: str) -> Mapping[str, str]:
    try:
        return {"period": str(parse_period(said, correction.brief.issuer.year_end))}
    except PeriodError as error:
        raise Refused(error.reason) from None


def _bound(correction: Correction, said: str) -> Mapping[str, str]:
    """How firmly the value is stated, put into its words."""
    bound = _BOUNDS.get(said.replace("_", " "))
    if bound is None:
        raise Refused(f"one of {', '.join(_BOUNDS)}")
    cells = correction.figure.cells
    quantity = parse_quantity(cells["value"], cells["unit"] or None)
    stated = replace(quantity, bound=bound, close=said == _NEARLY, vague=False)
    languages = {source.id: Language(source.language) for source in correction.brief.sources}
    written, unit = spell(stated, languages.get(cells["source"], Language.ZH_HANS))
    return {"value": written, "unit": unit}


def _one_of(column: str, choices: tuple[str, ...]) -> Edit:
    """An edit of a column that holds one of a few words."""

    def answer(_: Correction, said: str) -> Mapping[str, str]:
        if said not in choices:
            raise Refused(f"one of {', '.join(choices)}")
        return {column: said}

    return Edit(column, answer, lambda _: choices)


def _nothing(_: Correction) -> tuple[str, ...]:
    return ()


EDITS: Mapping[str, Edit] = {
    "v": Edit("value", _value, _nothing),
    "c": Edit("concept", _concept, _concepts),
    "n": Edit("entity", _entity, lambda correction: tuple(correction.brief.entities)),
    "p": Edit("period", _period, _nothing),
    "b": _one_of("basis", tuple(Basis)),
    "d": _one_of("direction", tuple(Direction)),
    "o": Edit("bound", _bound, lambda _: tuple(_BOUNDS)),
    "s": _one_of("status", tuple(Status)),
}
"""What can be corrected, by the key that asks for it."""
