"""Messages in English, as templates; a clause starts small and carries no full stop."""

from __future__ import annotations

from collections.abc import Sequence

from reporter.facts import Fact, Status
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

_STANDS = {
    Status.ACTUAL: "was",
    Status.FORECAST: "is forecast at",
    Status.TARGET: "is targeted at",
    Status.GUIDANCE: "is guided at",
    Status.CONSENSUS: "is expected at",
    Status.POTENTIAL: "may be",
}


class English:
    """The realiser; `issuer` is the entity that needs no naming."""

    full_stop = "."
    joint = "; "

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer

    def sentence(self, message: Message) -> str:
        return self.clause(message) + self.full_stop

    def clause(self, message: Message) -> str:
        match message:
            case Growth(level, change):
                return f"{self._subject(level)} {_change(change, 'clause')} to {_fact(level)}"
            case Achieved(main, on):
                return f"{self.clause(main)} on {_term(on)} of {_fact(on)}"
            case Together(first, second):
                return self._together(first, second)
            case Outpaced(faster, slower):
                return (
                    f"{_term(faster)} {_change(faster, 'verb')}, faster than {_term(slower)} "
                    f"at {_fact(slower)}"
                )
            case Moved(change):
                return f"{self._subject(change)} {_change(change, 'clause')}"
            case Stands(fact):
                return f"{self._subject(fact)} {_STANDS[fact.status]} {_fact(fact)}"
            case FromTo(before, after):
                implied = "an implied " if before.is_derived else ""
                return (
                    f"{self._subject(after)} went from {implied}{_fact(before)} to {_fact(after)}"
                )
            case Ranked(facts):
                return self._ranked(facts)
            case Against(ours, theirs):
                return (
                    f"{_term(ours)} is {_fact(ours)} for {_name(ours)} and {_fact(theirs)} "
                    f"for {_name(theirs)}"
                )
            case Listed(messages):
                return self.joint.join(self.clause(item) for item in messages)

    def heading(self, message: Message) -> str:
        """A title: the clause with no stop; only the finding of a long one."""
        match message:
            case Outpaced(faster, slower):
                return f"{_term(faster)} grew faster than {_term(slower)}"
            case Ranked(facts):
                return f"{_name(facts[0])} leads and {_name(facts[-1])} trails"
            case Listed(messages):
                return self.heading(messages[0])
            case _:
                return self.clause(message)

    def _together(self, first: Growth, second: Growth) -> str:
        return (
            f"{_term(first.level)} reached {_fact(first.level)}, {_change(first.change)}, and "
            f"{_term(second.level)} {_fact(second.level)}, {_change(second.change)}"
        )

    def _ranked(self, facts: Sequence[Fact]) -> str:
        said = [
            f"{_name(fact)} {_change(fact, 'verb') if fact.is_change else _fact(fact)}"
            for fact in facts
        ]
        return ", ".join(said[:-1]) + f" and {said[-1]}"

    def _subject(self, fact: Fact) -> str:
        return _term(fact) if fact.entity == self.issuer else f"{_name(fact)} {_term(fact)}"


def _fact(fact: Fact) -> str:
    return f'{{{{ fact("{fact.id}") }}}}'


def _change(fact: Fact, form: str = "phrase") -> str:
    return f'{{{{ change("{fact.id}", "{form}") }}}}'


def _term(fact: Fact) -> str:
    return f'{{{{ term("{fact.concept}") }}}}'


def _name(fact: Fact) -> str:
    return f'{{{{ name("{fact.entity}") }}}}'
