"""Which of the periods that a sentence names is a figure's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from reporter.extract.anchors import Anchor, Hold
from reporter.extract.changes import Change
from reporter.extract.model import Kind
from reporter.extract.moments import When
from reporter.extract.sentences import Place
from reporter.extract.time_words import Role
from reporter.periods import PeriodKind

_BESIDE_OF = re.compile(
    r"(?:同期|全年)?[的之](?:(?![至到])[^,;。\d]){0,16}|(?:人民币|约|近|逾|超|[a-z$]){0,3}"
)
_BESIDE_BARE = re.compile(r"[^,;。\da-z增减升降跌涨提扩收多少高低缩回改优恶]{0,8}")
_BESIDE_LATIN = re.compile(r"(?:'s)? ?(?:(?!to |by |and |or |in )[a-z-]+ ){0,3}(?:of |at )?")
_BEHIND = re.compile(
    r"\)?[^,;:()\n]{0,70}?"
    r"(?:,? (?:in|for|during|at|as of|as at|on|of|over|through|by)(?: the| its| a)?)? ?"
    r"|(?: (?:per|a|an) [a-z ]{1,24})?, ?"
)
_ELSEWHERE = re.compile(r" (?:and|but|while|with|from|than|versus|against|after|before) ")
_OR = re.compile(
    r"(?: (?:per|a|of|in) [a-z ]{1,24})?,? ?(?:or|to|and|by|/) ?(?:to |a |an |about |some |by )*"
    r"| ?\(?"
)
_BEGAN = re.compile("上线|推出|发布|开播|上映|首播|launched|released")
"""What began then, and has been counted since."""
_NEAREST = 12
_LOOK_BEHIND = 4


def anchor_of(place: Place, anchors: Sequence[Anchor], change: Change, when: When) -> Anchor | None:
    """The period named for a figure: put behind it, in English, or before it."""
    at = bisect_left(anchors, place.mention.start, key=lambda anchor: anchor.start)
    inside = (
        at and anchors[at - 1].hold is Hold.INSIDE and place.mention.start < anchors[at - 1].until
    )
    if not inside and (behind := _behind(place, anchors, change, when)):
        return behind
    for anchor in reversed(anchors[max(0, at - _NEAREST) : at]):
        if _holds(anchor, place, change, when) and _suits(anchor, place, when):
            return anchor
    return None


def _holds(anchor: Anchor, place: Place, change: Change, when: When) -> bool:
    if anchor.is_timeless and place.behind > anchor.start:
        return False
    match anchor.hold:
        case Hold.RUN:
            return True
        case Hold.IDLE:
            return when is When.SESSION and anchor.is_day
        case Hold.BESIDE:
            return _is_beside(anchor, place, change)
        case Hold.CLAUSE if "(" in place.text[anchor.end : place.mention.start]:
            return False
    return place.mention.start < anchor.until


def _is_beside(anchor: Anchor, place: Place, change: Change) -> bool:
    """Whether a period to compare with is put right to a level: 较2023年的1239亿元."""
    if change.kind is Kind.CHANGE or place.mention.quantity.unit == "multiple":
        return False
    if place.behind > anchor.end:
        return False
    between = place.text[anchor.end : place.mention.outer_start]
    if len(between) > 40:
        return False
    return any(pattern.fullmatch(between) for pattern in (_BESIDE_OF, _BESIDE_BARE, _BESIDE_LATIN))


def _suits(anchor: Anchor, place: Place, when: When) -> bool:
    """Whether what the figure measures can be of such a time."""
    if anchor.is_day:
        match when:
            case When.SESSION:
                return True
            case When.BALANCE:
                return anchor.hold is not Hold.IDLE
            case When.FLOW:
                return anchor.dated
            case When.OPEN:
                return anchor.dated and anchor.start >= place.sentence.start
            case When.FINAL | When.YEARLY:
                return False
        return anchor.dated or place.text.startswith("收盘", anchor.end)
    if anchor.is_timeless:
        return True
    if anchor.name.role is Role.SAME and when in (When.SESSION, When.OPEN):
        return False
    if anchor.name.is_to_date:
        return when in (When.FLOW, When.ANY)
    if anchor.name.role is Role.NOW:
        return when is not When.FLOW
    if when is When.SESSION and anchor.to_come:
        return anchor.ahead
    if when in (When.SESSION, When.OPEN) and anchor.start < place.sentence.start:
        return False
    if when is When.OPEN and _BEGAN.search(place.text, anchor.end, place.mention.start):
        return False
    if when in (When.SESSION, When.OPEN):
        first = anchor.period.kind is PeriodKind.MONTH and place.behind <= anchor.start
        return first or "," not in place.text[anchor.end : place.mention.start]
    return True


def _behind(place: Place, anchors: Sequence[Anchor], change: Change, when: When) -> Anchor | None:
    """The period that English puts behind a figure, or behind the one it is joined to by "or"."""
    mentions, text = place.sentence.mentions, place.text
    for index in range(place.index, min(place.index + _LOOK_BEHIND, len(mentions))):
        end = mentions[index].end
        rest = index + 1 < len(mentions)
        until = mentions[index + 1].outer_start if rest else place.sentence.end
        at = bisect_left(anchors, end, key=lambda anchor: anchor.start)
        anchor = anchors[at] if at < len(anchors) and anchors[at].start < until else None
        running = any(a.runs for a in anchors[max(0, at - _NEAREST) : at])
        if anchor and anchor.to_come and not anchor.ahead and running:
            return None
        if anchor and _is_behind(anchor, text, end, change):
            is_of_it = (
                mentions[index].quantity.unit == "multiple" and text[end : anchor.start] == " "
            )
            return anchor if is_of_it or _suits(anchor, place, when) else None
        if anchor or not rest or not _OR.fullmatch(text[end:until]):
            return None
        if "(" in text[end:until] and not text.startswith(")", mentions[index + 1].end):
            return None
    return None


def _is_behind(anchor: Anchor, text: str, end: int, change: Change) -> bool:
    between = text[end : anchor.start]
    if anchor.hold is Hold.BESIDE or len(between) > 90:
        return False
    if between in ("(", " ("):
        return text[anchor.end : anchor.end + 1] == ")"
    if not text[anchor.end - 1].isascii() or not _BEHIND.fullmatch(between):
        return False
    if anchor.name.role is Role.PAST and change.kind is Kind.CHANGE:
        return False
    return not _ELSEWHERE.search(f"{between} ")
