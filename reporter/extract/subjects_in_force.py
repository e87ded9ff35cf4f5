"""The concept that each figure measures: named before it, behind it, or by a figure it follows."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from reporter.extract.changes import Change
from reporter.extract.durations import length_of
from reporter.extract.figure_lists import Group, groups_of, listed
from reporter.extract.fitting import figure_of
from reporter.extract.naming import (
    counted_next,
    multiple_of,
    named_after_comma,
    named_behind,
    named_close,
    named_earlier,
    named_next,
    named_within,
)
from reporter.extract.scene import Reading, Scene
from reporter.extract.sentences import Place, Sentence
from reporter.extract.settling import settled
from reporter.extract.shares import is_part, part_of, per_share, share_of_named
from reporter.extract.stray import noun_behind, stray_noun
from reporter.extract.subjects import Subject, TermPhrase
from reporter.extract.trading import traded
from reporter.extract.units import is_claimed

_KEPT = 24
_HEADING = 40
"""Characters of a sentence without figures that may be a heading: “→ Revenue.”"""
_OF_VERBS = frozenset({"new_stores", "store_closures", "job_cuts"})
"""Concepts that a verb tells apart from the noun behind its figure: opened 28 stores."""


@dataclass(slots=True)
class SubjectInForce:
    """What is in force as a text is read from its start on.

    `unnamed` is where the words stand that name what the last figure measures, though no concept of
    the glossary is meant by them.
    """

    unnamed: tuple[int, int] | None = None
    _here: deque[Reading] = field(default_factory=lambda: deque(maxlen=_KEPT))
    _earlier: deque[Reading] = field(default_factory=lambda: deque(maxlen=_KEPT))
    _sentence: Sentence | None = None
    _groups: tuple[Group, ...] = ()
    _heading: TermPhrase | None = None
    _noun: tuple[int, int] | None = None

    def read(self, place: Place, change: Change) -> Subject | None:
        """The concept of a figure; the figures of a text are to be asked for in order."""
        if place.sentence is not self._sentence:
            self._sentence, self._groups = place.sentence, groups_of(place.sentence)
            self._earlier.extend(self._here)
            self._here.clear()
        figure = figure_of(place, change.kind)
        scene = Scene(place, figure, tuple(self._here), tuple(self._earlier))
        subject = self._subject(scene)
        if subject:
            subject = settled(scene, subject, change)
        self._noun = None if subject else self.unnamed
        if not place.mention.weak or is_claimed(place, subject):
            self._here.append(Reading(subject, figure, place.index, _end(place, subject)))
        return subject

    def leave(self, sentence: Sentence) -> None:
        """Keep what a heading names for the figures of the sentence under it."""
        text = sentence.prepared.text
        if not text[sentence.start : sentence.end].strip():
            return
        heads = not sentence.mentions and sentence.end - sentence.start <= _HEADING
        self._heading = sentence.terms[-1] if heads and sentence.terms else None

    def _subject(self, scene: Scene) -> Subject | None:
        """By the strongest of the signs there are."""
        self.unnamed = None
        if subject := listed(scene, self._groups) or part_of(scene) or per_share(scene):
            return subject
        if subject := multiple_of(scene) or length_of(scene):
            return subject
        noun = _stray(scene)
        close = named_close(scene)
        if noun and close and (close.end < noun[1] or (not close.sure and noun[1] <= close.start)):
            close = None
        if close and not close.sure and close.term.concept not in _OF_VERBS:
            close = counted_next(scene) or close
        if subject := named_behind(scene, close) or close or named_within(scene):
            return subject
        self.unnamed = noun or self._of_unnamed(scene)
        if self.unnamed or is_part(scene):
            return None
        return _by_others(scene) or self._of_heading(scene) or scene.carried(scene.earlier[-3:])

    def _of_unnamed(self, scene: Scene) -> tuple[int, int] | None:
        """The noun of the figure before, of which a change that names nothing itself is."""
        last = scene.here[-1] if scene.here else None
        goes_on = last and not last.subject and scene.figure.is_change and not scene.named()
        return self._noun if goes_on and not scene.behind() else None

    def _of_heading(self, scene: Scene) -> Subject | None:
        return scene.of(self._heading) if self._heading else None


def _stray(scene: Scene) -> tuple[int, int] | None:
    """The place of a noun for a measure right before the figure, where no term ends with it."""
    noun = stray_noun(scene.text, scene.begin, scene.start)
    if noun and any(p.end == noun[1] for p in scene.named()):
        return None
    noun = noun or noun_behind(scene.text, scene.end)
    behind = scene.behind()
    return None if noun and behind and noun[0] <= behind.start < noun[1] else noun


def _by_others(scene: Scene) -> Subject | None:
    """The concept of a figure that its own clause does not name."""
    return (
        traded(scene)
        or named_next(scene)
        or named_after_comma(scene)
        or named_earlier(scene)
        or share_of_named(scene)
        or scene.carried(scene.here)
        or named_earlier(scene, sure=False)
    )


def _end(place: Place, subject: Subject | None) -> int:
    """Where a figure ends, with the words behind it that name it."""
    end = place.mention.outer_end
    return max(end, subject.end) if subject and subject.start >= place.mention.start else end
