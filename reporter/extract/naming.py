"""The term that names a figure: before it, within it, or behind it."""

from __future__ import annotations

import re

from reporter.extract import kinship
from reporter.extract.scene import Scene, between
from reporter.extract.shares import PART
from reporter.extract.subjects import Subject, TermPhrase
from reporter.quantity import UnitKind, unit_kind

_BREAK = re.compile(r"[,;]")
_BREAK_EN = re.compile(r"[,;:]| (?:and|while|but|as|after|before) ")
_MOVES = (
    "increase|rise|growth|decline|drop|fall|jump|gain|decrease|improvement|reduction|surge|slump|slide"
    "|dip|cut|boost|contraction|expansion|uplift|bump"
)
_MOVE_OF = re.compile(rf"(?:{_MOVES})s? in [^,;]{{0,24}}\Z")
_GROWTH = re.compile(r" ?(?:growth|增速|增幅|增长率|增长|成长率|年增率)")
_GROWN = re.compile(r"(?:growth|增长|增速|增幅|增长率)\Z")


def named_close(scene: Scene) -> Subject | None:
    """The last term before the figure in its own clause."""
    for phrase in reversed(scene.named()):
        gap = scene.text[phrase.end : scene.start]
        if _BREAK.search(gap):
            return None
        if not phrase.meaning.sure and not _is_attached(scene, phrase, gap):
            continue
        if subject := scene.of(phrase, as_change=_is_growth(scene, phrase, gap)):
            if phrase.meaning.cue:
                return _noun_of(scene, phrase) or subject
            return _head(scene, phrase) or subject
    return None


def _is_growth(scene: Scene, phrase: TermPhrase, gap: str) -> bool:
    """Whether a percentage is a change though no verb says so: EPS growth of 5%."""
    if scene.figure.unit != "percent":
        return False
    last = scene.here[-1] if scene.here else None
    in_turn = last and last.figure.is_change and len(gap) <= 8 and not PART.search(gap)
    if not gap.strip() and not PART.search(scene.before):
        return True
    ahead = scene.text[max(scene.begin, phrase.start - 40) : phrase.start]
    if _MOVE_OF.search(ahead) and gap.startswith(" of "):
        return True
    grown = _GROWTH.match(gap) or _GROWN.search(scene.text, phrase.start, phrase.end)
    return bool(in_turn or grown)


_EARNED = frozenset("赚 亏 蚀 净赚 倒亏 earned lost made".split())
_TRADED = frozenset("close closed closing open opened opening".split())
_AT_PRICE = re.compile(r"(?<![a-z])(?:at|up|down|higher|lower)(?![a-z])")


def _is_attached(scene: Scene, phrase: TermPhrase, gap: str) -> bool:
    """Whether words that may mean something else stand where they would name the figure."""
    words, figure = scene.text[phrase.start : phrase.end], scene.figure
    if words in _EARNED:
        is_money = unit_kind(figure.unit) is UnitKind.MONEY or figure.is_bare
        return is_money and not figure.is_change and len(gap) <= 24
    if scene.is_chinese:
        return len(gap) <= 12
    if not phrase.meaning.cue:
        return len(gap) <= 80
    if words in _TRADED and _AT_PRICE.search(gap):
        return False
    return len(gap) <= 32 and not (figure.is_change and figure.unit == "percent")


def _noun_of(scene: Scene, verb: TermPhrase) -> Subject | None:
    """The noun that a verb goes with: dealers rather than new stores in 经销商净增38家."""
    for phrase in reversed(scene.named()):
        if phrase.end <= verb.start and phrase.meaning.sure:
            broken = _BREAK.search(scene.text, phrase.end, verb.start)
            return None if broken else scene.of(phrase)
    return None


_PREPOSITION = re.compile(r" (?P<on>on|from|for|of|in) (?:(?!and |to |a )[a-z'-]+ ){0,3}")


def _head(scene: Scene, phrase: TermPhrase) -> Subject | None:
    """The term that English puts before the one it is of: a loss on investment properties."""
    for earlier in scene.named():
        joined = _PREPOSITION.fullmatch(scene.text, earlier.end, max(earlier.end, phrase.start))
        if joined and earlier.meaning.sure:
            on_revenue = joined["on"] == "on" and phrase.meaning.terms[0].concept == "revenue"
            return None if on_revenue else scene.of(earlier)
    return None


_CAUSES = (
    "driven by|due to|owing to|thanks to|because of|on the back of|helped by|amid|reflecting"
    "|as a result of|boosted by|hurt by|despite|on (?:higher|lower|strong|weak|fewer|more)"
)
_CAUSE = re.compile(
    "由于|受到?|因为?|得益于|受益于|受惠于?|主要系|源于|归因于|来自于|带动"
    rf"|(?<![a-z])(?:{_CAUSES})(?![a-z])"
)


_WHICH = re.compile(
    r", (?:which|including|excluding|net of)(?![a-z])[^.;]*, "
    r"(?:was|were|is|came|totall?ed|rose|fell|grew|increased|decreased|amounted|stood|reached)"
    r"(?![a-z])"
)


def named_earlier(scene: Scene, *, sure: bool = True) -> Subject | None:
    """The last term before the figure in an earlier clause, unless it says why, or in brackets."""
    for phrase in reversed(scene.named()):
        if phrase.meaning.sure is not sure or phrase.meaning.cue or _is_aside(scene, phrase):
            continue
        if subject := scene.of(phrase):
            return subject
    return None


def _is_aside(scene: Scene, phrase: TermPhrase) -> bool:
    """Whether a term stands in a clause that gives a cause, or in brackets that are closed."""
    text, start = scene.text, max(scene.begin, phrase.start - 40)
    gap = text[phrase.end : scene.start]
    clause = _BREAK.split(text[start : phrase.start])[-1]
    if _BREAK.search(gap) and _CAUSE.search(clause):
        return True
    if aside := _WHICH.search(scene.before):
        return scene.begin + aside.start() < phrase.start < scene.begin + aside.end()
    opened = text.rfind("(", start, phrase.start) > text.rfind(")", start, phrase.start)
    return opened and ")" in gap


def named_within(scene: Scene) -> Subject | None:
    """The term that is the figure's own counted noun: 25 stores, 46 million subscribers."""
    start, end = scene.place.mention.start, scene.end
    for phrase in between(scene.place.sentence.terms, start + 1, end + 40):
        if phrase.start < end <= phrase.end:
            return scene.of(phrase)
    return None


_SPENT = re.compile(r"(?<![a-z])(?:spen[dt]|spending|invest(?:ed|ing)?)(?![a-z])[^,;]{0,24}\Z")
_IN = re.compile(
    r" (?:(?:left|remaining|available) )?(?:in|of|under|worth of) "
    r"(?:(?!(?:and|or|same|which|versus|vs|from|compared|against|than|as|with|on|quarter|year) )"
    r"[a-z-]+ ){0,3}?"
)
_MOVE_IN = re.compile(
    rf"[ -](?:(?!in |of )[a-z-]+ ){{0,3}}?(?:{_MOVES})s? "
    "(?:in|of|to) (?:(?!and |or )[a-z0-9'-]+ ){0,5}?"
)


def named_behind(scene: Scene, close: Subject | None) -> Subject | None:
    """The term that English puts behind its figure, unless one names it before: $5bn in revenue."""
    phrase = scene.behind()
    if not phrase or phrase.meaning.cue:
        return None
    if close and close.sure and not _BREAK_EN.search(scene.text, close.end, scene.start):
        return None
    gap, percent = scene.text[scene.end : phrase.start], scene.figure.unit == "percent"
    if _IN.fullmatch(gap):
        cash = scene.text[phrase.start : phrase.end] == "cash"
        in_cash = cash and (gap == " in " or (gap == " of " and close))
        return None if in_cash else scene.of(phrase)
    spent = _SPENT.search(scene.before) and re.fullmatch(" on (?:its |our |their |the )?", gap)
    if percent and _MOVE_IN.fullmatch(gap):
        return scene.of(phrase, as_change=True)
    return scene.of(phrase) if spent else None


_NO_ADJECTIVES = (
    "and or on to with while from for at by in of as but against versus the after before because"
    " despite including excluding due which that a an its their than over under"
).split()
_ADJECTIVES = re.compile(rf" ?(?:(?!(?:{'|'.join(_NO_ADJECTIVES)}) )[a-z0-9.'-]+ ){{0,2}}?|的")
_BEHIND = frozenset({"work for", "回购", "购回", "occupied", "leased", "let"})
"""Verbs that come behind what they count."""


def named_next(scene: Scene) -> Subject | None:
    """The term right behind a figure that nothing names before: 12% revenue growth, 15x sales."""
    phrase = scene.behind()
    if not phrase:
        return None
    if phrase.meaning.cue and scene.text[phrase.start : phrase.end] not in _BEHIND:
        return None
    if not _ADJECTIVES.fullmatch(scene.text[scene.place.mention.outer_end : phrase.start]):
        return None
    return scene.of(phrase)


_FRONTED = re.compile(
    r"[^\w]*(?:(?:at|up|down|with|by|after|despite|some|about|around|nearly|almost|more|than|just|over"
    r"|a|an|the) )*\Z"
)
_AFTER_COMMA = re.compile(r"[^,;]{0,32}, (?:(?!and |or |but |while )[a-z'-]+ ){0,3}?")


def named_after_comma(scene: Scene) -> Subject | None:
    """The term that a figure at the head of its sentence leads up to: at $3.1bn, revenue was."""
    phrase = scene.behind()
    if not phrase or phrase.meaning.cue or scene.here or scene.is_chinese:
        return None
    if not _FRONTED.fullmatch(scene.before):
        return None
    joined = _AFTER_COMMA.fullmatch(scene.text, scene.end, phrase.start)
    return scene.of(phrase) if joined else None


def multiple_of(scene: Scene) -> Subject | None:
    """What a price or a debt is a multiple of: 15 times earnings, 2.4 times EBITDA."""
    phrase = scene.behind()
    if scene.figure.unit != "multiple" or not phrase:
        return None
    if not _ADJECTIVES.fullmatch(scene.text, scene.place.mention.outer_end, phrase.start):
        return None
    term = kinship.multiple(phrase.meaning.terms[0])
    if not term:
        return None
    named = [one.meaning.terms[0] for one in scene.named()]
    told = next(scene.told(), None) if scene.here else None
    owed = any("debt" in one.concept or one.concept == "borrowings" for one in named)
    owed = owed or bool(told and "debt" in told.concept)
    leverage = kinship.term_of("debt_to_ebitda") if owed else None
    return Subject(leverage or term, phrase.start, phrase.end)


def counted_next(scene: Scene) -> Subject | None:
    """The noun right behind a count, which tells more than a verb before it: built 40 chargers."""
    phrase = scene.behind()
    counts = unit_kind(scene.figure.unit) is UnitKind.COUNT
    return named_next(scene) if counts and phrase and phrase.meaning.sure else None
