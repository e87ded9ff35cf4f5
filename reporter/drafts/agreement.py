"""Which rows of a draft can stand together: that load, say it once, and do not contradict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from reporter.checks import Finding, Outcome, Rule, check_facts
from reporter.drafts.model import Entry
from reporter.facts import Fact, FactSet
from reporter.quantity import Bound
from reporter.sources.rows import Row, Vocabulary, facts_of

REPEAT = "says the same as"

_Read = Mapping[str, tuple[Entry, Fact]]
"""Rows that load, by their ids."""


def agreeing(
    entries: Sequence[Entry], words: Vocabulary, published: date
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The rows that are the facts of a draft, and the rest with what keeps each back."""
    read, rest = _read(entries, words)
    for reasons in (_repeats, _contradictions):
        while held := reasons(read, published):
            rest += [read[own][0].without(reason) for own, reason in held.items()]
            read = {own: one for own, one in read.items() if own not in held}
    kept = tuple(entry for entry, _ in read.values())
    return kept, tuple(sorted(rest, key=lambda entry: entry.candidate.start))


def _read(entries: Sequence[Entry], words: Vocabulary) -> tuple[_Read, list[Entry]]:
    """What each row reads as, and the rows that are no facts."""
    read: dict[str, tuple[Entry, Fact]] = {}
    rest: list[Entry] = []
    for entry in entries:
        if entry.reason:
            rest.append(entry)
            continue
        facts, faults = facts_of([Row("", entry.cells, {}, (1, 1))], words)
        if facts:
            read[entry.id] = (entry, facts[0])
        else:
            rest.append(entry.without("; ".join(fault.message for fault in faults)))
    return read, rest


def _repeats(read: _Read, published: date) -> Mapping[str, str]:
    """Rows that say less than another says of the same, with the id of that one."""
    held: dict[str, str] = {}
    for finding in _findings(read, published):
        if finding.rule is Rule.SAME_FACT and finding.outcome is Outcome.HOLDS:
            said, first = finding.facts
            if not held.keys() & {said, first}:
                kept, repeat = sorted((first, said), key=lambda own: _tells(*read[own]))
                held[repeat] = f"{REPEAT} {kept}"
    return held


def _tells(entry: Entry, fact: Fact) -> tuple[bool, bool, object, int]:
    """How much a row tells, the most first: a plain figure, unrounded, sure, early."""
    quantity = fact.quantity
    is_loose = quantity.bound is not Bound.EXACT or quantity.vague
    return is_loose, quantity.is_range, quantity.precision, entry.candidate.start


def _contradictions(read: _Read, published: date) -> Mapping[str, str]:
    """The least sure row of each set that cannot all be true, with the others."""
    held: dict[str, str] = {}
    for finding in _findings(read, published):
        if finding.fails and not held.keys() & set(finding.facts):
            least = min(finding.facts, key=lambda own: _sureness(read[own][0]))
            held[least] = _contradiction(finding, least)
    return held


def _sureness(entry: Entry) -> tuple[float, int]:
    return entry.candidate.confidence, -entry.candidate.start


def _contradiction(finding: Finding, own: str) -> str:
    others = ", ".join(fact for fact in finding.facts if fact != own)
    rule = finding.rule.value.replace("_", " ")
    return f"does not agree with {others} ({rule})" if others else f"cannot be so ({rule})"


def _findings(read: _Read, published: date) -> Sequence[Finding]:
    return check_facts(FactSet(tuple(fact for _, fact in read.values())), published)
