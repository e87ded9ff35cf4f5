"""What the plain words of a template may not say: a number in words, a rise beside a fall."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reporter.facts import Direction, Fact, FactSet
from reporter.movement import Movement, clause_of, movements
from reporter.prose import Call, Literal, Prose, ProseProblem
from reporter.quantity import find_quantities
from reporter.quantity.numerals import ENGLISH

_CALL = "\0"
_DIGIT = re.compile(r"[0-9０-９]")
_CARDINALS = "|".join([*list(ENGLISH)[1:], *"hundred thousand million billion trillion".split()])
_MORE = re.compile(
    r"[两兩二三四五六七八九十]大(?![家学學会會陆陸概致量])|[二三四五六七八九]折|[双雙]位[数數]"
    r"|腰[斩斬]|[减減折]半|[对對]半|倍增|[十百千万萬][亿億]|百[万萬](?!富)"
    r"|\b(?:doubl(?:es?|ed|ing)|halv(?:es?|ed|ing)|tripl(?:es?|ed|ing)|quadrupl(?:es?|ed|ing)"
    r"|twice|thrice|\w+fold|dozens?)\b(?!-(?:check|edged|sided))"
    r"|(?<!first )(?<!second )(?<!latter )(?<!other )\bhal(?:f|ves)\b"
    r"(?![- ](?:year|time|way|hour|term))"
    r"|\b(?:an?|one) (?:third|fifth|sixth|eighth|tenth)"
    r"(?= (?:of|more|less|lower|higher|as)\b|[,.;]|\s*$)"
    rf"|(?<!tier-)(?<!tier )\b(?:{_CARDINALS})(?:s|[- ](?:third|quarter|fifth|tenth|half)s?)?\b"
    r"(?!-(?:way|tier|dimensional))",
    re.IGNORECASE,
)
_NO_NUMBERS = re.compile(
    "一成不[变變]|[上下]半[年场場]|半[导導][体體]|千[万萬](?:[别別不要]|富翁)|一线|第[三二]方|三方"
    r"|三心二意|四面八方|五花八门|五花八門|万一|百分百|(?:at|for) one time|one (?:time|day)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"(?:至|到|为|為| to)\s*$")


def number_words(template: Prose, names: Iterable[str]) -> list[ProseProblem]:
    """The numbers in words (三分之一, 翻倍, a third, doubled) that no declared name covers."""
    given = tuple(names)
    return [
        ProseProblem(
            literal.offset + start,
            f"“{literal.text[start:end]}” is a number in words that is printed from no fact: use "
            "fact(…), or declare the name it belongs to under names",
        )
        for literal in template.literals()
        for start, end in _numbers(literal.text, given)
    ]


def _numbers(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Numbers in words at [start, end), each once, left to right."""
    escaped = [found.span() for found in _NO_NUMBERS.finditer(text)]
    escaped += [found.span() for name in names for found in re.finditer(re.escape(name), text)]
    found = [(figure.start, figure.end) for figure in find_quantities(text)]
    past = 0
    found += [match.span() for match in _MORE.finditer(text)]
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        is_other = any(start < last and first < end for first, last in escaped)
        if start >= past and not is_other and not _DIGIT.search(text, start, end):
            yield start, end
            past = end


@dataclass(frozen=True, slots=True)
class _Line:
    """A template as one text in which each call is one character, and the way back to offsets."""

    text: str
    calls: tuple[tuple[int, Call], ...]
    starts: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, template: Prose) -> _Line:
        text, calls, starts = "", [], []
        for segment in template.segments:
            starts.append((len(text), segment.offset))
            if isinstance(segment, Literal):
                text += segment.text
            else:
                calls.append((len(text), segment))
                text += _CALL
        return cls(text, tuple(calls), tuple(starts))

    def offset(self, at: int) -> int:
        """The offset in the template of a character of this text."""
        start, offset = max(pair for pair in self.starts if pair[0] <= at)
        return offset + at - start


def contradicted_words(template: Prose, facts: FactSet) -> list[ProseProblem]:
    """Words of direction that say the opposite of the figure they stand beside.

    A printed change is held against the nearest word before it in its clause, else the nearest
    behind; a level that something rose or fell to, against the changes known of it.
    """
    line = _Line.of(template)
    words = tuple(movements(line.text))
    problems = []
    for at, call in line.calls:
        fact = facts.get(call.arguments[0]) if call.function in ("fact", "change") else None
        word = fact and _word_of(line.text, at, words, is_level=not fact.is_change)
        if not fact or not word:
            continue
        went = _direction(fact, facts)
        if went not in (Direction.NONE, word.direction):
            problems.append(
                ProseProblem(
                    line.offset(word.start),
                    f"“{word.word}” beside “{fact.id}”, which went {went}",
                )
            )
    return problems


def _word_of(text: str, at: int, words: tuple[Movement, ...], *, is_level: bool) -> Movement | None:
    start, end = clause_of(text, at)
    before = [word for word in words if start <= word.start and word.end <= at]
    if is_level:
        return before[-1] if before and _leads_to(text[before[-1].start : at]) else None
    behind = [word for word in words if at < word.start < end]
    return before[-1] if before else behind[0] if behind else None


def _leads_to(between: str) -> bool:
    """Whether a word of direction says what level was reached: 升至, fell to."""
    return _CALL not in between and len(between) < 16 and bool(_TO.search(between))


def _direction(fact: Fact, facts: FactSet) -> Direction:
    """The way a change went, or the one way in which everything known says a level went."""
    if fact.is_change:
        return fact.direction
    changes = facts.where(concept=fact.concept, entity=fact.entity, period=fact.period)
    ways = {change.direction for change in changes if change.is_change and not change.against}
    return ways.pop() if len(ways) == 1 else Direction.NONE
