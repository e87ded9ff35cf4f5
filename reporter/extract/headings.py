"""Sentences that say what the ones behind them are about."""

from __future__ import annotations

import re

from reporter.extract.anchors import Anchor
from reporter.extract.sentences import Sentence
from reporter.periods import PeriodKind

_RESULTS = re.compile(
    "业绩|财报|年报|季报|报告|公布|披露|数据|成绩|展望|指引"
    "|results|reports?(?![a-z])|highlights|summary|digest|outlook|guidance"
)
_OUTLOOK = re.compile("展望|指引|预测|目标|outlook|guid(?:e|ance)|forecast|targets")
_ITEM = re.compile(r" *(?:[•▪‧·\-*→■]|\(?\d{1,2}[).、])")
_FORGOTTEN = frozenset({PeriodKind.DAY, PeriodKind.UNSPECIFIED, PeriodKind.FROM, PeriodKind.SINCE})
_SHORT = 80


def is_heading(sentence: Sentence) -> bool:
    """Whether a sentence is short, has no figure and stands at the start of a line."""
    text = sentence.prepared.text
    starts = sentence.start == 0 or text[sentence.start - 1] == "\n"
    if not starts or sentence.end - sentence.start >= _SHORT or sentence.mentions:
        return False
    return not _ITEM.match(text, sentence.start)


def is_outlook(sentence: Sentence) -> bool:
    """Whether a heading opens what is looked forward to."""
    return bool(_OUTLOOK.search(sentence.prepared.text, sentence.start, sentence.end))


def stays(anchor: Anchor, sentence: Sentence) -> bool:
    """Whether a period stays in force behind its sentence."""
    if anchor.period.kind in _FORGOTTEN:
        return False
    if sentence.mentions or is_heading(sentence):
        return True
    return bool(_RESULTS.search(sentence.prepared.text, sentence.start, sentence.end))
