"""Messages in Chinese, as templates; Traditional Chinese is these words converted.

A clause carries no full stop: the caller joins clauses with ； and closes the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from reporter.facts import Basis, Fact, Status
from reporter.narrative.messages import (
    Achieved,
    Against,
    FromTo,
    Growth,
    Listed,
    Message,
    Moved,
    Outpaced,
    Ranked,
    Stands,
    Together,
)

_STATUS = {
    Status.FORECAST: "预计",
    Status.TARGET: "目标",
    Status.GUIDANCE: "指引",
    Status.CONSENSUS: "市场预期",
    Status.POTENTIAL: "或为",
}


class Chinese:
    """The realiser; `issuer` is the entity that needs no naming."""

    full_stop = "。"
    joint = "；"

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer

    def sentence(self, message: Message) -> str:
        return self.clause(message) + self.full_stop

    def clause(self, message: Message) -> str:
        match message:
            case Growth(level, change):
                return f"{self._subject(level)}{_fact(level)}，{_change(change)}"
            case Achieved(main, on):
                return (
                    f"{self._subject(main.change)}{_change(main.change, 'clause')}至"
                    f"{_fact(main.level)}，{_term(on)}{_fact(on)}"
                )
            case Together(first, second):
                return self._together(first, second)
            case Outpaced(faster, slower):
                return f"{_term(faster)}{_change(faster, 'verb')}，快于{_term(slower)}的{_fact(slower)}"
            case Moved(change):
                return f"{self._subject(change)}{_change(change, 'clause')}"
            case Stands(fact):
                return f"{self._subject(fact)}{_STATUS.get(fact.status, '')}{_stands(fact)}"
            case FromTo(before, after):
                implied = "推算的" if before.is_derived else ""
                return f"{self._subject(after)}由{implied}{_fact(before)}变为{_fact(after)}"
            case Ranked(facts):
                return self._ranked(facts)
            case Against(ours, theirs):
                return f"{_term(ours)}：{_name(ours)}{_fact(ours)}，{_name(theirs)}{_fact(theirs)}"
            case Listed(messages):
                return self.joint.join(self.clause(item) for item in messages)

    def heading(self, message: Message) -> str:
        """A title: the clause with no stop; only the finding of a long one."""
        match message:
            case Outpaced(faster, slower):
                return f"{_term(faster)}增速快于{_term(slower)}"
            case Ranked(facts):
                return f"{_name(facts[0])}领先，{_name(facts[-1])}居末"
            case Listed(messages):
                return self.heading(messages[0])
            case _:
                return self.clause(message)

    def _together(self, first: Growth, second: Growth) -> str:
        levels = "、".join(f"{_term(g.level)}{_fact(g.level)}" for g in (first, second))
        if first.change.direction is not second.change.direction:
            return f"{levels}，前者{_change(first.change)}，后者{_change(second.change)}"
        return f"{levels}，分别{_change(first.change, 'clause')}和{_fact(second.change)}"

    def _ranked(self, facts: Sequence[Fact]) -> str:
        if facts[0].is_change:
            return "，".join(f"{_name(fact)}{_change(fact, 'verb')}" for fact in facts)
        return "，".join(f"{_name(fact)}{_fact(fact)}" for fact in facts)

    def _subject(self, fact: Fact) -> str:
        return ("" if fact.entity == self.issuer else _name(fact)) + _term(fact)


def _stands(fact: Fact) -> str:
    joint = "为" if fact.basis in (Basis.SHARE, Basis.RATIO) else ""
    return joint + _fact(fact)


def _fact(fact: Fact) -> str:
    return f'{{{{ fact("{fact.id}") }}}}'


def _change(fact: Fact, form: str = "phrase") -> str:
    return f'{{{{ change("{fact.id}", "{form}") }}}}'


def _term(fact: Fact) -> str:
    return f'{{{{ term("{fact.concept}") }}}}'


def _name(fact: Fact) -> str:
    return f'{{{{ name("{fact.entity}") }}}}'
