"""Figures told in a list, and the terms that are told in a list before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reporter.extract.fitting import fits
from reporter.extract.phrases import Phrase
from reporter.extract.scene import Scene, between
from reporter.extract.sentences import Sentence
from reporter.extract.subjects import Meaning, Subject, TermPhrase, find_terms

_JOINER = re.compile(
    r" ?(?:[、/和与及&]|以及|,? and|,? or)+ ?"
    r"(?:[约近超+-]|增长|上升|提高|下降|减少|降低|[升跌增减])* ?|, ?"
)
_RESPECTIVELY = re.compile(r"分别|各自|respectively")
_TERM_JOINER = re.compile(
    r" ?(?:[、/和与及,&]|以及|, and|and|or|到)+ ?(?:the |its |其|公司|每|全年)?"
)
_ELIDED = re.compile(r"((?:[^\W\d_]{2,6}(?:[、/和与及]|以及) ?)+)\Z")
_ELIDED_PART = re.compile(r"[^\W\d_]+?(?=[、/和与及]|以及)")


@dataclass(frozen=True, slots=True)
class Group:
    """Figures first to last of a sentence, told as one list."""

    first: int
    last: int

    @property
    def size(self) -> int:
        return self.last - self.first + 1


def groups_of(sentence: Sentence) -> tuple[Group, ...]:
    """For each figure of a sentence the list that it is in; a figure alone is a list of one."""
    text, mentions = sentence.prepared.text, sentence.mentions
    starts: list[int] = []
    for index, mention in enumerate(mentions):
        joins = index and _JOINER.fullmatch(
            text, mentions[index - 1].outer_end, mention.outer_start
        )
        starts.append(starts[-1] if joins else index)
    ends = {start: index for index, start in enumerate(starts)}
    return tuple(Group(start, ends[start]) for start in starts)


def listed(scene: Scene, groups: Sequence[Group]) -> Subject | None:
    """The subject of a figure in a list, by its place in it."""
    group = groups[scene.place.index]
    if group.size == 1:
        return None
    sentence, rank = scene.place.sentence, scene.place.index - group.first
    begin = sentence.mentions[group.first - 1].outer_end if group.first else sentence.start
    end = sentence.mentions[group.first].outer_start
    if named := _run(scene.text, sentence.terms, begin, end):
        if len(named) != group.size:
            return _as_before(scene) if rank else None
        return scene.of(named[rank], as_change=scene.figure.unit == "percent")
    earlier = groups[group.first - 1] if group.first else None
    if earlier and earlier.size == group.size:
        return next((r.subject for r in scene.here if r.index == earlier.first + rank), None)
    last = sentence.mentions[group.last].end
    if _RESPECTIVELY.search(scene.text[begin:end] + scene.text[last : last + 24]):
        return _of_last(scene, group, rank)
    return _as_before(scene) if rank else None


def _as_before(scene: Scene) -> Subject | None:
    """The subject of the figure before, where nothing but a stroke or 、 stands between."""
    last = scene.last()
    joined = scene.before.strip() in ("/", "、")
    return last if last and joined and fits(last.term, scene.figure) else None


def _of_last(scene: Scene, group: Group, rank: int) -> Subject | None:
    """The subjects of as many figures told before, one by one: A is 1, B is 2, up 3% and 4%."""
    told = [r.subject for r in scene.here if r.index < group.first and r.subject]
    unlike = list({s.term.concept: s for s in told}.values())[-group.size :]
    return unlike[rank] if len(unlike) == group.size else None


def _run(text: str, phrases: Sequence[TermPhrase], begin: int, end: int) -> list[TermPhrase]:
    """The terms that are joined to the last one before `end`, and that one."""
    run: list[TermPhrase] = []
    for phrase in reversed(between(phrases, begin, end)):
        if run and not _TERM_JOINER.fullmatch(text, phrase.end, run[0].start):
            break
        run.insert(0, phrase)
    return [*_elided(text, run[0], begin), *run] if run else []


def _elided(text: str, last: TermPhrase, begin: int) -> list[TermPhrase]:
    """销售/管理 in 销售/管理/研发费用率: words that share the end of the term they lead to."""
    match = _ELIDED.search(text[max(begin, last.start - 32) : last.start])
    if not match:
        return []
    words, base = text[last.start : last.end], last.start - len(match[1])
    parts = [(part, _with_end(part[0], words)) for part in _ELIDED_PART.finditer(match[1])]
    return [Phrase(base + p.start(), base + p.end(), whole) for p, whole in parts if whole]


def _with_end(head: str, words: str) -> Meaning | None:
    """What an end of `head` and an end of `words` together name."""
    for start in range(len(head) - 1):
        for cut in range(1, len(words)):
            whole = head[start:] + words[cut:]
            terms = find_terms(whole)
            if len(terms) == 1 and (terms[0].start, terms[0].end) == (0, len(whole)):
                return terms[0].meaning
    return None
