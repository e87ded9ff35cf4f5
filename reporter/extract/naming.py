"""The term that names a figure: before it, within it, behind it, or as a part of something."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from reporter.concepts import UnitKind as UnitOfTerm
from reporter.extract import kinship
from reporter.extract.fitting import fits
from reporter.extract.scene import Scene
from reporter.extract.stray import stray_noun
from reporter.extract.subjects import Subject, TermPhrase
from reporter.quantity import UnitKind, unit_kind
from reporter.terms import Term

_CAUSE = re.compile(
    r"由于|受到?|因为?|得益于|受益于|受惠于?|主要系|源于|归因于|来自于|带动"
    r"|(?<![a-z])(?:driven by|due to|owing to|thanks to|because of|on the back of|helped by|reflecting|amid"
    r"|as a result of|boosted by|hurt by|despite|on (?:higher|lower|strong|weak|fewer|more))(?![a-z])"
)
_BREAK = re.compile(r"[,;]")
_BREAK_EN = re.compile(r"[,;:]| (?:and|while|but|as|after|before) ")


def named_close(scene: Scene) -> Subject | None:
    """The last term before the figure in its own clause."""
    for phrase in reversed(scene.named()):
        gap = scene.text[phrase.end : scene.start]
        if _BREAK.search(gap):
            return None
        if not phrase.meaning.sure and not _is_attached(scene, phrase, gap):
            continue
        grown = _GROWTH.match(gap) or _GROWN.search(scene.text, phrase.start, phrase.end)
        as_change = scene.figure.unit == "percent" and (bool(grown) or _in_turn(scene, gap))
        subject = scene.of(phrase, as_change=as_change)
        if subject and phrase.meaning.cue and (noun := _counted(scene, phrase)):
            return noun
        if subject:
            return _head(scene, phrase) or subject
    return None


_SESSION = frozenset("close closed closing open opened opening".split())
_ON_MARKET = re.compile(r"(?<![a-z])(?:at|up|down|higher|lower)(?![a-z])")
_GROWN = re.compile(r"(?:growth|增长|增速|增幅|增长率)\Z")
_PREPOSITION = re.compile(r" (?:from|on|for|of|in) (?:(?!and |to |a )[a-z'-]+ ){0,3}")


def _head(scene: Scene, phrase: TermPhrase) -> Subject | None:
    """The term that English puts before the one it is of: a loss on investment properties."""
    for earlier in scene.named():
        between = scene.text[earlier.end : phrase.start]
        if earlier.end <= phrase.start and earlier.meaning.sure and _PREPOSITION.fullmatch(between):
            if not (between.startswith(" on ") and phrase.meaning.terms[0].concept == "revenue"):
                return scene.of(earlier)
    return None


def _counted(scene: Scene, verb: TermPhrase) -> Subject | None:
    """The noun that a verb goes with: dealers rather than new stores in 经销商净增38家."""
    for phrase in reversed(scene.named()):
        if phrase.end <= verb.start and phrase.meaning.sure:
            if _BREAK.search(scene.text, phrase.end, verb.start):
                return None
            return scene.of(phrase)
    return None


def _in_turn(scene: Scene, gap: str) -> bool:
    """Whether a percentage is told as a change by the one before it: loans grew 4% and deposits 6%."""
    last = scene.here[-1] if scene.here else None
    return bool(last and last.figure.is_change and len(gap) <= 8 and not _PART_ZH.search(gap))


_GROWTH = re.compile(r" ?(?:growth|增速|增幅|增长率|增长|成长率|年增率)")


def _is_attached(scene: Scene, phrase: TermPhrase, gap: str) -> bool:
    """Whether words that may mean something else stand where they would name the figure."""
    if scene.text[phrase.start : phrase.end] in _EARNING:
        return _is_sum(scene) and len(gap) <= 24
    if scene.is_chinese:
        return len(gap) <= 12
    if phrase.meaning.cue:
        if _ON_MARKET.search(gap) and scene.text[phrase.start : phrase.end] in _SESSION:
            return False
        return len(gap) <= 32 and not (scene.figure.is_change and scene.figure.unit == "percent")
    return len(gap) <= 80


_EARNING = frozenset("赚 亏 蚀 净赚 倒亏 earned lost made".split())


def _is_sum(scene: Scene) -> bool:
    """Whether the figure is an amount of money, which is what is earned or lost."""
    return not scene.figure.is_change and (
        unit_kind(scene.figure.unit) is UnitKind.MONEY or scene.figure.is_bare
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
    comma = _BREAK.search(gap)
    clause = _BREAK.split(text[start : phrase.start])[-1]
    if comma and _CAUSE.search(clause):
        return True
    opened = text.rfind("(", start, phrase.start) > text.rfind(")", start, phrase.start)
    return opened and ")" in gap


def named_within(scene: Scene) -> Subject | None:
    """The term that is the figure's own counted noun: 25 stores, 46 million subscribers."""
    mention = scene.place.mention
    for phrase in scene.place.sentence.terms:
        if phrase.start >= mention.end:
            break
        if mention.start < phrase.start and phrase.end >= mention.end:
            return scene.of(phrase)
    return None


_IN = re.compile(r" (?:in|of|worth of) (?:(?!and |or |the same |which )[a-z-]+ ){0,3}?")
_MOVE_IN = re.compile(
    r"[ -](?:(?!in |of )[a-z-]+ ){0,3}?(?:increase|rise|growth|decline|drop|fall|jump|gain|decrease|improvement|reduction|surge|slump"
    r"|slide|dip|cut|boost|contraction|expansion|uplift|bump)s? (?:in|of|to) (?:(?!and |or )[a-z'-]+ ){0,5}?"
)
_ADJECTIVES = re.compile(
    r" ?(?:(?!and |or |on |to |with |while |from |for |at |by |in |of |as |but |against |versus |the )[a-z0-9'-]+ ){0,2}?|的"
)


def named_behind(scene: Scene, close: Subject | None) -> Subject | None:
    """The term that English puts behind its figure, unless one is close before it: $5 billion in revenue."""
    behind = scene.behind()
    if not behind or behind[0].meaning.cue:
        return None
    if scene.text[behind[0].start : behind[0].end] == "cash":
        return None
    if close and close.sure and not _BREAK_EN.search(scene.text, close.end, scene.start):
        return None
    phrase, end = behind[0], scene.place.mention.end
    gap = scene.text[end : phrase.start]
    moves = _MOVE_IN.fullmatch(gap) if scene.figure.is_change or "%" in scene.figure.words else None
    if moves or _IN.fullmatch(gap):
        return scene.of(phrase)
    return None


def named_next(scene: Scene) -> Subject | None:
    """The term right behind a figure that nothing before it names: 12% revenue growth, 20亿元股份回购."""
    behind = scene.behind()
    if not behind:
        return None
    phrase, end = behind[0], scene.place.mention.outer_end
    if phrase.meaning.cue and scene.text[phrase.start : phrase.end] not in _BEHIND:
        return None
    if not _ADJECTIVES.fullmatch(scene.text[end : phrase.start]):
        return None
    if scene.figure.unit == "multiple" and (price := kinship.price_of(phrase.meaning.terms[0])):
        owed = scene.here and scene.here[-1].subject and "debt" in scene.here[-1].subject.term.concept
        leverage = kinship.term_of("debt_to_ebitda") if owed else None
        return Subject(leverage or price, phrase.start, phrase.end)
    return scene.of(phrase)


def counted_next(scene: Scene) -> Subject | None:
    """The noun right behind a count, which tells more than the verb before it: built 40 chargers."""
    if unit_kind(scene.figure.unit) is not UnitKind.COUNT:
        return None
    behind = scene.behind()
    return named_next(scene) if behind and behind[0].meaning.sure else None


_BEHIND = frozenset({"work for", "回购", "购回"})
"""Verbs that come behind what they count."""


# Parts of a whole, and amounts per share


_PART_ZH = re.compile(r"占(?!用|领)[^,;占]{0,30}$")
_PART_EN = re.compile(r" (?:or so |points? )?of (?:(?!which |a |an |and |in |to )[a-z0-9'-]+ ){0,4}")
_OF_MARKET = re.compile(r"市场|全国|全球|行业")
_OF_CAPITAL = re.compile(r"股本|股份|股权|已发行")
_OF_MARKET_EN = re.compile(r" of (?:the )?(?:[a-z-]+ ){0,4}market(?![a-z])")
_OF_CAPITAL_EN = re.compile(r" of (?:the |its )?(?:[a-z]+ )?(?:shares|stock|company|share capital|equity)(?![a-z])|(?: [a-z]+)? (?:stake|interest) in ")


def part_of(scene: Scene) -> Subject | None:
    """The share or ratio that 占总收入的57% or 57% of revenue is."""
    if scene.figure.unit != "percent" or scene.figure.is_change:
        return None
    return _part_zh(scene) if scene.is_chinese else _part_en(scene)


def _part_zh(scene: Scene) -> Subject | None:
    match = _PART_ZH.search(scene.before)
    if not match:
        return None
    start = scene.begin + match.start()
    if any(phrase.start < start < phrase.end for phrase in scene.named()):
        return None
    wholes = [p for p in scene.named() if p.start > start]
    words = match[0][1:]
    if wholes:
        return _part(scene, wholes[-1], start)
    for pattern, concept in ((_OF_CAPITAL, "shareholding"), (_OF_MARKET, "market_share")):
        if pattern.search(words) and (term := kinship.term_of(concept)):
            return Subject(term, start, scene.start)
    return _part_of_last(scene, start)


def _part_of_last(scene: Scene, start: int) -> Subject | None:
    """A share of what was told last, where the whole is not named: 占比55%."""
    named = [p.meaning.terms[0] for p in reversed(scene.named()) if p.end <= start]
    told = [reading.subject.term for reading in scene.past() if reading.subject]
    if match := _OF_CHANNEL.search(scene.text, scene.place.sentence.start, start):
        concept = "overseas_revenue_share" if match["abroad"] else "online_sales_share"
        if (term := kinship.term_of(concept)) and not scene.is_chinese:
            return Subject(term, start, scene.start)
    for term in (*named, *told)[:1]:
        known = kinship.share(term) or (term if term.concept.endswith("_share") else None)
        return Subject(known, start, scene.start) if known else None
    return None


_OF_TOTAL = re.compile(r" of (?:the |its )?(?:total|mix|whole|group)(?: total)?(?=[,.;]|\Z| and| in)")


def _part_en(scene: Scene) -> Subject | None:
    end = scene.place.mention.end
    window = scene.text[end : end + 80]
    for pattern, concept in ((_OF_MARKET_EN, "market_share"), (_OF_CAPITAL_EN, "shareholding")):
        if (match := pattern.match(window)) and (term := kinship.term_of(concept)):
            return Subject(term, end, end + match.end())
    if _OF_TOTAL.match(window):
        return _part_of_last(scene, scene.start)
    for phrase in scene.behind()[:1]:
        if _PART_EN.fullmatch(scene.text[end : phrase.start]):
            return _part(scene, phrase, scene.start)
    return None


_REVENUE = frozenset({"revenue", "segment_revenue", "service_revenue", "telecom_service_revenue", "operating_income_bank", "product_revenue"})


_OF_CHANNEL = re.compile(
    r"(?P<abroad>overseas|international|外销|境外|海外)|(?:online|digital|e-commerce) (?:sales|revenue|channels?)|(?<![a-z])digital (?:made|accounted)|线上(?:销售|渠道|业务)?(?:收入|销售)"
)


def _part(scene: Scene, whole: TermPhrase, before: int) -> Subject | None:
    """The share of `whole` that the thing told of before it is; an expense of revenue is a ratio."""
    term = whole.meaning.terms[0]
    # A margin of 29.8 percent of sales is no share of sales.
    numerator = _numerator(scene, before)
    known: Term | None = None
    if numerator and numerator.unit is UnitOfTerm.PERCENT and not numerator.concept.endswith("share"):
        known = numerator
    elif term.concept in _REVENUE:
        if match := _OF_CHANNEL.search(scene.text, max(scene.begin, before - 40), before):
            known = kinship.term_of("overseas_revenue_share" if match["abroad"] else "online_sales_share")
        elif numerator and numerator.concept != "revenue":
            known = kinship.margin(numerator) or kinship.share(numerator)
        known = known or kinship.term_of("revenue_share")
    elif term.concept == "total_assets" and numerator:
        known = kinship.margin(numerator)
    known = known or kinship.share(term)
    if not known and numerator and numerator.concept != term.concept:
        known = kinship.share(numerator)
    return Subject(known, whole.start, whole.end) if known else None


def _numerator(scene: Scene, before: int) -> Term | None:
    for phrase in reversed(scene.named()):
        if phrase.end <= before:
            return phrase.meaning.terms[0]
    return next((r.subject.term for r in reversed(scene.here) if r.subject), None)


_BY_SHARE = re.compile(
    r"(?: on)? ?(?:per|an?|each|/) ?(?P<diluted>diluted )?(?:basic |common |ordinary )*(?:share|unit|(?P<ads>ads|adr|american depositary share))(?![a-z])"
    r"|(?P<cents>)(?: us| hk)? cents? (?:per|an?) share"
)
_EACH_SHARE = re.compile(r"每(?:股|单位|份)(?:派息|派发|派|收益|盈利)?[^,;\d]{0,4}$")
_ADS = re.compile(r"存托|(?<![a-z])ads|(?<![a-z])adr")


def per_share(scene: Scene) -> Subject | None:
    """What an amount per share is of: $71 million, or 83 cents a share."""
    if scene.figure.is_change and scene.figure.unit == "percent":
        return _change_per_share(scene)
    if unit_kind(scene.figure.unit) is not UnitKind.MONEY or scene.figure.is_scaled:
        return None
    match = _BY_SHARE.match(scene.after)
    if not match and not _EACH_SHARE.search(scene.before):
        return None
    ads = bool(match and match["ads"]) or bool(_ADS.search(scene.before))
    diluted = bool(match and match["diluted"])
    own = [p.meaning.terms[0] for p in reversed(scene.named())]
    told = [r.subject.term for r in scene.past() if r.subject]
    for term in (*own, *told[:6]):
        if fits(term, scene.figure) and not ads:
            return Subject(term, scene.start, scene.place.mention.end)
        if known := kinship.per_share(term, diluted=diluted, ads=ads):
            return Subject(known, scene.start, scene.place.mention.end)
    return None


def share_of_named(scene: Scene) -> Subject | None:
    """The share that a percentage is where only the whole is named: revenue by region: Asia 34%."""
    if scene.figure.unit != "percent" or scene.figure.is_change:
        return None
    for phrase in reversed(scene.named()):
        if known := kinship.share(phrase.meaning.terms[0]):
            return Subject(known, phrase.start, phrase.end)
    return None


_BY_THE_SHARE = re.compile(r"每股(?:计|来看|则|亦)+[^,;\d]{0,8}\Z")


def _change_per_share(scene: Scene) -> Subject | None:
    """The amount per share of what was told last: 每股计增加13%."""
    match = _BY_THE_SHARE.search(scene.before)
    last = next((r.subject.term for r in scene.past() if r.subject), None)
    known = kinship.per_share(last) if match and last else None
    return Subject(known, scene.begin + match.start(), scene.start) if known and match else None
