"""Messages in English, as templates; a clause starts small and carries no full stop."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reporter.brief import Brief
from reporter.concepts import UnitKind
from reporter.facts import Basis, Fact, Status
from reporter.languages import Language
from reporter.narrative.messages import (
    Achieved,
    Caption,
    FromTo,
    Growth,
    Listed,
    MadeOf,
    Message,
    Moved,
    Outpaced,
    Owed,
    PartOf,
    Passage,
    Profile,
    Ranked,
    Stands,
    Times,
    Together,
    When,
)
from reporter.narrative.phrases import change, fact, is_part, level, name, period, term
from reporter.periods import PeriodKind
from reporter.terms import Glossary

_FORESEEN: Mapping[Status, str] = {
    Status.FORECAST: "forecast to be",
    Status.CONSENSUS: "expected to be",
}
_AIMED: Mapping[Status, str] = {Status.TARGET: "target", Status.GUIDANCE: "guidance"}
_PER = {"day": "a day", "week": "a week", "month": "a month", "year": "a year"}
_SAID_PER = ("daily", "per day", "monthly", "per month", "weekly", "annual")
_BASES = {
    Basis.YOY: "year on year",
    Basis.QOQ: "quarter on quarter",
    Basis.MOM: "month on month",
    Basis.YTD: "year to date",
}
_MARKS = {
    "derived": "dashed: implied",
    "hollow": "hollow: implied",
    "dashed": "dotted: implied",
    "over": "arrow: more than",
    "more": "arrow: or more",
    "close": "dotted end: nearly",
    "under": "dotted end: less than",
    "about": "pale end: about",
    "extended": "paler: extended",
}
_HEAD = re.compile(r"(.*?)(?: (?:of|in|per|at|by|on|from|after|before|between|to|placed)\b.*)?")
_PARTICIPLE = re.compile(r"(?: \w+(?:ed|ing))+$")
_ARTICLE = frozenset(
    {UnitKind.PERCENT, UnitKind.MULTIPLE, UnitKind.RANK, UnitKind.WEEK, UnitKind.MONTH}
    | {UnitKind.YEAR}
)
_ON, _OVER = PeriodKind.DAY, (PeriodKind.NAMED, PeriodKind.SPAN)
_LONG_NAME = 3


class English:
    """The realiser; the issuer needs no naming unless it stands among others."""

    def __init__(self, brief: Brief, glossary: Glossary, *, among_others: bool = False) -> None:
        self.issuer = "" if among_others else brief.issuer.entity
        self.entities = brief.entities
        self.glossary = glossary

    def sentence(self, message: Message) -> str:
        if isinstance(message, Passage):
            return " ".join(map(self.sentence, message.messages))
        said = self.clause(message) + "."
        return said[:1].upper() + said[1:]

    def clause(self, message: Message) -> str:
        match message:
            case Growth(of, moved, before):
                since = f", from {_implied(before)}{fact(before)}" if before else ""
                return f"{self._subject(moved)} {change(moved, 'clause')}{since} to {fact(of)}"
            case Achieved(main, on):
                return f"{self.clause(main)} on {term(on)} of {fact(on)}"
            case Together(first, second):
                return self._together(first, second)
            case Outpaced(faster, slower):
                return (
                    f"{self._subject(faster)} {change(faster, 'clause')}, faster than "
                    f"{term(slower)} at {fact(slower)}"
                )
            case Moved(of) | Stands(of):
                return f"{self._statement(of)}{_setting(of)}"
            case FromTo(before, after, rose):
                way = "rose" if rose else "fell"
                since = f"from {_implied(before)}{fact(before)}"
                return f"{self._subject(after)} {way} {since} to {fact(after)}"
            case Ranked(facts):
                return self._ranked(facts)
            case Times(ours, theirs, ratio):
                return (
                    f"{self._subject(ours)} is {level(ours, self.glossary)}, {fact(ratio)} that of "
                    f"{name(theirs.entity)}"
                )
            case PartOf(part, whole, ratio):
                is_or_are = "are" if self._is_plural(part) else "is"
                return f"{term(part)} {is_or_are} {fact(ratio)} of {term(whole)}"
            case MadeOf(total, main):
                said = f"{self._subject(total)} {change(total, 'clause')}"
                return f"{said}, mostly from more {term(main)}"
            case Owed(increase, part):
                return f"a wider margin brought {fact(part)} of the {fact(increase)} rise in profit"
            case Profile(facts):
                return self._profile(facts)
            case When(of, inner):
                return f"{self.when(of)}{self.clause(inner)}"
            case Listed(messages) | Passage(messages):
                return "; ".join(map(self.clause, messages))

    def heading(self, message: Message) -> str:
        """A title: the clause with no stop; only the finding of a long one."""
        match message:
            case Outpaced(faster, slower):
                return f"{term(faster)} grew faster than {term(slower)}"
            case Achieved(main, on):
                grew = f"{self._subject(main.change)} {change(main.change, 'verb')}"
                return f"{grew} to {fact(main.level)} on {term(on)} of {fact(on)}"
            case Growth(_, moved):
                return f"{self._subject(moved)} {change(moved, 'clause')}"
            case Moved(of) | Stands(of):
                return self._statement(of) + (_against(of) if of.basis is Basis.RATIO else "")
            case Ranked(facts, ours):
                return _led(facts, ours)
            case Profile((first, *_)):
                return self._statement(first)
            case When(_, inner):
                return self.heading(inner)
            case Listed((first, *_)) | Passage((first, *_)):
                return self.heading(first)
            case _:
                return self.clause(message)

    def when(self, of: Fact) -> str:
        kind = of.period.kind
        if kind is PeriodKind.UNSPECIFIED:
            return ""
        before = "on " if kind is _ON else "over " if kind in _OVER else "in "
        return f"{'' if of.period.is_open else before}{period(of)}, "

    def caption(self, caption: Caption) -> str:
        """A subtitle: Year on year, Q4 2024; dashed: implied."""
        parts = [" and ".join(map(term, caption.measures))]
        if caption.axes:
            across, up, area = map(term, caption.axes)
            parts = [f"{across} across, {up} up: the area is {area}"]
        bases = {of.basis for of in caption.facts if of.is_change}
        parts += [_BASES.get(basis, "") for basis in bases if len(bases) == 1]
        first = caption.facts[0]
        parts += [f"according to {name(first.said_by)}" if first.said_by else ""]
        parts += [f"compared with {name(first.against)}" if first.against else ""]
        parts += [" and ".join(period(of, "short") for of in caption.periods)]
        marks = ", ".join(_MARKS[mark] for mark in caption.marks)
        return "; ".join(filter(None, (", ".join(filter(None, parts)), marks)))

    def _together(self, first: Growth, second: Growth) -> str:
        again = "bare" if first.change.basis is second.change.basis else "phrase"
        return (
            f"{term(first.level)} reached {fact(first.level)}, {change(first.change)}, and "
            f"{term(second.level)} {fact(second.level)}, {change(second.change, again)}"
        )

    def _ranked(self, facts: Sequence[Fact]) -> str:
        said = [f"{name(of.entity)} {change(of, 'verb')}" for of in facts]
        basis = _BASES.get(facts[0].basis)
        listed = f"{', '.join(said[:-1])} and {said[-1]}"
        return f"{term(facts[0])}, {basis}: {listed}" if basis else listed

    def _profile(self, facts: Sequence[Fact]) -> str:
        """Kling: longest clip 2 minutes; interval between releases about 2 weeks."""
        said = [
            f"{term(of)} {change(of)}"
            if of.is_change
            else f"{'share of ' if is_part(of, self.glossary) else ''}{term(of)} {self._level(of)}"
            for of in facts
        ]
        when = f" ({period(facts[0])})" if self.when(facts[0]) else ""
        whose = facts[0].entity
        colon = " –" if ":" in self.entities[whose].name(Language.EN) else ":"
        return f"{name(whose)}{when}{colon} {'; '.join(said)}"

    def _statement(self, of: Fact) -> str:
        """Subject and predicate as the status has them."""
        is_change = of.is_change and not of.concept.startswith("profit_from_")
        if of.status is Status.ACTUAL and is_change:
            return f"{self._subject(of)} {change(of, 'clause')}"
        said = change(of, "bare") if is_change else self._level(of)
        if aim := _AIMED.get(of.status):
            return f"the {aim} for {self._subject(of)} is {said}"
        if of.status is Status.POTENTIAL:
            return f"{self._subject(of)} may be {said}"
        is_many = self._is_plural(of) and not is_part(of, self.glossary)
        if foreseen := _FORESEEN.get(of.status):
            return f"{self._subject(of)} {'are' if is_many else 'is'} {foreseen} {said}"
        return f"{self._subject(of)} {'were' if is_many else 'was'} {said}"

    def _level(self, of: Fact) -> str:
        words = self.glossary[of.concept].name(Language.EN)
        is_said = of.per is None or any(said in words for said in _SAID_PER)
        per = "" if is_said else f" {_PER.get(of.per or '', '')}".rstrip()
        return f"{level(of, self.glossary)}{per}"

    def _subject(self, of: Fact) -> str:
        """Whose, unless it is the issuer's own; an index is its own subject."""
        if of.concept == "index_level":
            return f"the {name(of.entity)}"
        if is_part(of, self.glossary):
            return f"the share of {self._measured(of)}"
        return self._measured(of)

    def _measured(self, of: Fact) -> str:
        takes_article = self.glossary[of.concept].unit in _ARTICLE and not self._is_plural(of)
        measure = f"the {term(of)}" if takes_article else term(of)
        if of.entity == self.issuer:
            return measure
        whose = self.entities[of.entity].name(Language.EN)
        if len(whose.split()) > _LONG_NAME or "’" in whose:
            return f"{measure} for {name(of.entity)}"
        return f"{name(of.entity)}{'’' if whose.endswith('s') else '’s'} {term(of)}"

    def _is_plural(self, of: Fact) -> bool:
        """Whether the measure's noun is: users served per day, but share of users."""
        matched = _HEAD.fullmatch(self.glossary[of.concept].name(Language.EN))
        head = _PARTICIPLE.sub("", matched[1] if matched else "")
        return head.endswith("s") and not head.endswith(("ss", "us", "is"))


def _implied(of: Fact) -> str:
    return "an implied " if of.is_derived else ""


def _setting(of: Fact) -> str:
    """What it is compared with, and who says it."""
    return _against(of) + (f", according to {name(of.said_by)}" if of.said_by else "")


def _against(of: Fact) -> str:
    return f", compared with {name(of.against)}" if of.against else ""


def _led(facts: Sequence[Fact], ours: Fact | None) -> str:
    other = facts[-1] if ours is None or ours is facts[0] else ours
    return (
        f"{name(facts[0].entity)} {change(facts[0], 'verb')}, the most; "
        f"{name(other.entity)} {change(other, 'verb')}"
    )
