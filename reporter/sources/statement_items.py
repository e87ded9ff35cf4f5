"""What the rows of a statement are: labels led to concepts by the plan, then by the glossary."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from reporter.fact_schema import LabelModel, StatementPlan
from reporter.facts import Basis
from reporter.quantity.lexicon import fold
from reporter.sources.statement_heads import read_head
from reporter.sources.statement_units import Measure, measures, split_measure
from reporter.terms import Glossary, Term, load_glossary
from reporter.terms_hans import to_hans

_NUMBERING = re.compile(
    r"^(?:\(?[一二三四五六七八九十]+[).、]|\d{1,2}[.、)](?!\d)|[-–—•·*①-⑳]|(?:其中|减|減|减去|加):"
    r"|(?:of which|less|add|including|incl\.?)[: ])\s*",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"\s*(?:[(\[](?:\d{1,2}|[a-z]|附?[注註]\d*|notes? ?\d*)[)\]]|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|注\d+|:)$",
    re.IGNORECASE,
)
_HALF_WIDTH = str.maketrans("（）［］：，．％", "()[]:,.%")


@dataclass(frozen=True, slots=True)
class Item:
    """What a row is of, and what its label says it is counted in; a change has its basis.

    `own` is what the plan says of the label besides the concept.
    """

    term: Term
    own: LabelModel
    measures: tuple[Measure, ...] = ()
    change: Basis | None = None

    @property
    def basis(self) -> Basis:
        """The basis of its levels: margins and rates are ratios, parts of a whole shares."""
        if self.own.basis:
            return Basis(self.own.basis)
        if self.term.unit != "percent":
            return Basis.LEVEL
        return Basis.SHARE if self.term.concept.endswith("_share") else Basis.RATIO


@dataclass(frozen=True, slots=True)
class Left:
    """A row that the plan leaves out."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A label that is no concept."""

    label: str


Meaning: TypeAlias = Item | Left | Unknown
_Way: TypeAlias = Callable[[str, tuple[Measure, ...]], Meaning | None]


@dataclass(frozen=True, slots=True)
class Labels:
    """What labels mean: in a plan's words, else in the issuer's wording, else in the field's."""

    glossary: Glossary
    planned: Mapping[str, str | LabelModel]
    of_field: Glossary = field(default_factory=load_glossary)

    @classmethod
    def of(cls, plan: StatementPlan, glossary: Glossary) -> Labels:
        return cls(glossary, {key_of(label): meant for label, meant in plan.labels.items()})

    def meaning(self, text: str) -> Meaning:
        """What a row of that label is."""
        ways: tuple[_Way, ...] = (self._planned, self._named, self._change)
        found = (way(label, said) for way in ways for label, said in forms(text))
        return next((meaning for meaning in found if meaning), Unknown(text))

    def is_item(self, text: str) -> bool:
        return isinstance(self.meaning(text), Item)

    def _planned(self, label: str, said: tuple[Measure, ...]) -> Meaning | None:
        meant = self.planned.get(key_of(label))
        if meant is None:
            return None
        if meant == LEAVE:
            return Left()
        own = _own(meant) if isinstance(meant, str) else meant
        term = self.glossary.get(own.concept)
        basis = Basis(own.basis) if own.basis else Basis.LEVEL
        if term is None:
            return Left()  # the plan has the fault
        change = basis if basis.is_change else None
        return Item(term, own, (*measures(own.unit), *said), change)

    def _named(self, label: str, said: tuple[Measure, ...]) -> Item | None:
        term = self._term(label)
        return Item(term, _own(term.concept), said) if term else None

    def _term(self, label: str) -> Term | None:
        """The concept of a label in the issuer's wording, or else in the field's."""
        said = (label, to_hans(fold(label)))
        known = (self.glossary, self.of_field)
        meant = (term for words in known for form in said for term in words.meanings(form))
        found = next(meant, None)
        return self.glossary[found.concept] if found else None

    def _change(self, label: str, said: tuple[Measure, ...]) -> Item | None:
        """An item with words for a change before or after its label: 营业收入同比, YoY revenue."""
        for at in range(1, len(label) if len(label) <= _LONGEST else 1):
            for rest, words in ((label[:at], label[at:]), (label[at:], label[:at])):
                head = read_head(words)
                term = self._term(rest.strip(" ,:-–—")) if head and head.change else None
                if head and term:
                    return Item(term, _own(term.concept), said, head.change)
        return None


def _own(concept: str) -> LabelModel:
    return LabelModel(concept=concept)


_LONGEST = 100
"""A longer label is prose."""

LEAVE = "leave"
"""What a plan says of a row that is no fact, or of all that it does not know."""


def key_of(label: str) -> str:
    """A label as it is compared: in one width and script, small, its spaces of no account."""
    return "".join(to_hans(fold(label)).split())


def forms(text: str) -> Iterator[tuple[str, tuple[Measure, ...]]]:
    """A label as it stands, then less numbering, footnote marks and units, which go beside it."""
    label, said = text.translate(_HALF_WIDTH).strip(), tuple[Measure, ...]()
    yield label, said
    changed = True
    while changed:
        before = label
        label = _FOOTNOTE.sub("", _NUMBERING.sub("", label)).strip()
        label, found = split_measure(label)
        said = (*found, *said)
        changed = label != before
        if changed:
            yield label, said


def change_alone(text: str) -> Basis | None:
    """The basis of a row that is the change of the item above it: 同比(%), YoY growth."""
    head = read_head(text)
    return head.change if head and not head.year and not head.part else None
