"""Whether a figure is a level or a change, which way it went, and against what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reporter.extract.model import Kind
from reporter.extract.sentences import Place
from reporter.extract.words import DOWN, DOWN_EN, DOWN_NOUN, UP, UP_EN, UP_NOUN, any_of
from reporter.facts import Direction
from reporter.quantity import UnitKind, unit_kind


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure moved; `basis` is none for a level, or where none is stated."""

    kind: Kind
    direction: Direction = Direction.NONE
    basis: str = "none"

    @property
    def is_change(self) -> bool:
        return self.kind is Kind.CHANGE


_MOVED = rf"(?:(?P<up>{any_of(UP)})|(?P<down>{any_of(DOWN)}))"
_FILLER = (
    "幅度|幅|了|约为|约|有所|达到|高达|达|为|近|超过|逾|超|分别|各|大|:|的|均|则|仅|进一步|将|再|率|又|人民币|港币|港元|美元"
    "|同比|环比|按年|按季|同期|累计|接近|不足|至少|最多|左右|介乎|介于|[ ,(]"
)  # fmt: skip
_VERB = re.compile(rf"{_MOVED}(?:{_FILLER})*$")
_NOUN = re.compile(
    rf"(?:(?P<up>{any_of(UP_NOUN)})|(?P<down>{any_of(DOWN_NOUN)}))[^,。;、\d]{{0,10}}$"
)
_TO = re.compile(
    "(?<!达)(?:至|到|从|由|自)(?:约|近|超|逾|了|人民币|港币|历史新高的?|[^\\d,]{0,4}的)*$"
)
_MOVED_EN = rf"(?:(?P<up>{any_of(UP_EN)})|(?P<down>{any_of(DOWN_EN)}))"
_FILLER_EN = (
    r"(?:[ ,]+(?:by|of|about|an?|approximately|around|nearly|almost|roughly|some|over|more than|another"
    r"|further|[a-z]+ly|only|just|to be|the|additional|as much as|up to|rate|between|at least|less than"
    r"|year[- ](?:on|over)[- ]year|yoy|y/y|qoq|sequentially|respectively|at|was|were|is))*"
)
_VERB_EN = re.compile(rf"{_MOVED_EN}{_FILLER_EN} ?[(]?$")
_RATE_EN = re.compile(r"(?<![a-z])(?:at|to)(?: an?| the)?(?: [a-z]+ly)? ?$")
_AFTER_EN = re.compile(
    r"[ -]*(?:(?!to |from |of |in |and |on |at |for |compared )[a-z][a-z/-]* ){0,4}?"
    r"(?:(?P<up>increase|growth|rise|gain|jump|higher|improvement|advance|uptick|surge|more|up(?! to)|increased|rose|ahead)"
    r"|(?P<down>decrease|decline|drop|fall|lower|reduction|slump|dip|less|down|contraction|decreased|fewer|cut|weaker))(?![a-z])"
)
_AFTER_ZH = re.compile(
    rf"的?(?:同比|按年|环比)?(?:(?P<up>{any_of(UP_NOUN)}|增长|升幅)|(?P<down>{any_of(DOWN_NOUN)}|降幅))"
)
_RATIOS = frozenset({"percent", "percentage_point", "basis_point"})
_LAST_YEAR = "(?:去年|上年|前年|上一年|前一年|去年度|上年度|20\\d\\d年|20\\d\\d)(?:度|全年)?(?:同期|同季|同月|年度|年)?"
_BASES = (
    (
        "yoy",
        "同比|按年|年增|年减|年升|年跌|年成长|年对年|yoy|y/y|y-o-y|year[- ](?:over|on)[- ]year"
        f"|(?:较|比|与|跟|同)(?:于)?{_LAST_YEAR}|相?较(?:于)?{_LAST_YEAR}|(?:去年|上年)同期(?:增|减|上|下|提|相比)"
        r"|(?:from|than|over|versus|vs\.?|compared (?:to|with)|against|on|in)(?: the)?(?: [$\w.,% ]{1,40})?(?: the)?"
        r" (?:(?:a|one) year (?:ago|earlier)|last year|(?:prior|previous)[- ]year|year[- ](?:ago|earlier)"
        r"|(?:same|corresponding|comparable) (?:period|quarter|half|month|time|nine months|six months)"
        r"|(?<=than in )20\d\d|(?<=from )20\d\d|(?<=over )20\d\d|(?<=compared with )20\d\d|(?<=compared to )20\d\d)"
        r"|(?:a|one) year (?:ago|earlier)|year[- ](?:ago|earlier)|annually|on the year|prior[- ]year period",
    ),
    (
        "qoq",
        "环比|按季|季增|季减|季升|季跌|季成长|qoq|q/q|q-o-q|quarter[- ](?:over|on)[- ]quarter|sequential(?:ly)?"
        "|(?:较|比)(?:上一?个?|前一?个?|第[一二三]|[一二三])季度?"
        r"|(?:from|than|over|versus|compared (?:to|with)|on|in) the (?:previous|prior|preceding|last|first|second|third|fourth)"
        " (?:three months|quarter)",
    ),
    ("mom", "按月|月增|月减|mom|m/m|month[- ](?:over|on)[- ]month|(?:较|比)(?:上一?个?月|\\d{1,2}月)|from the previous month"),
    (
        "ytd",
        "年初至今|今年以来|今年至今|年内累计|年内|(?:较|比)(?:今?年初|期初|上年末|去年末|去年底|上年底|年末|20\\d\\d年末|20\\d\\d年底)"
        "|ytd|year[- ]to[- ]date|so far this year|since the (?:start|beginning) of the year|since january"
        "|(?:from|since) (?:the end of|end-)",
    ),
    ("dod", "(?:较|比)(?:上一?个?|前一?个?)交易日|日内|on the day"),
)  # fmt: skip
_BASIS = re.compile("|".join(f"(?P<{name}>{words})" for name, words in reversed(_BASES)))
_JOIN = re.compile(
    r"(?:[ 、/,及与和(（)）]|以及|而|分别|respectively|and|[+-]|约|近|超|逾|同时|by|or)*"
)
_BOTH = re.compile("同[/、]?环比|同比[、及和与/]环比|按年及按季|按年和按季|年[增减]及季[增减]")
_SAME_SCOPE = re.compile(r"[;；]")


def read_change(place: Place, last: Change | None) -> Change:
    """The change that a figure states; `last` is that of the figure before it in the sentence."""
    moved = _moved(place, last)
    if moved is Direction.NONE:
        return Change(_standing(place))
    return Change(Kind.CHANGE, moved, _basis(place, last))


_SHARE = re.compile(
    r"占|比重|份额|市占|持股|渗透率|share of|of total|of (?:the |its )?(?:group )?(?:revenue|sales)|accounted|stake"
)


def _standing(place: Place) -> Kind:
    """What a figure that does not move is: a part, a proportion, or a level."""
    kind = unit_kind(place.mention.quantity.unit)
    if kind is UnitKind.RATIO:
        return Kind.SHARE if _SHARE.search(place.before[-16:] + place.after[:24]) else Kind.RATIO
    return Kind.RATIO if kind is UnitKind.MULTIPLE else Kind.LEVEL


def _moved(place: Place, last: Change | None) -> Direction:
    before, unit = place.before, place.mention.quantity.unit
    if unit in _RATIOS and (signed := _signed(place, last)):
        return signed
    noun = _NOUN.search(before)
    if noun:
        return _way(noun)
    if _TO.search(before) or (before.isascii() and _RATE_EN.search(before)):
        return Direction.NONE
    for pattern in (_VERB, _VERB_EN):
        if match := pattern.search(before):
            return _way(match) if not _is_multiple_of(place) else Direction.NONE
    if unit not in _RATIOS:
        return Direction.NONE
    for pattern in (_AFTER_EN, _AFTER_ZH):
        if match := pattern.match(place.after):
            return _way(match)
    if last and last.is_change and _JOIN.fullmatch(_BASIS.sub("", before)):
        return last.direction
    return Direction.NONE


def _way(match: re.Match[str]) -> Direction:
    return Direction.UP if match["up"] else Direction.DOWN


def _signed(place: Place, last: Change | None) -> Direction | None:
    """A sign is a direction, but a minus only where a change is spoken of."""
    sign = place.surface[0]
    if sign == "+":
        return Direction.UP
    listed = last and last.is_change and _JOIN.fullmatch(place.before)
    bracketed = place.before.endswith("(") and place.after.startswith(")")
    if sign == "-" and (_BASIS.search(place.before) or listed or bracketed):
        return Direction.DOWN
    return None


def _is_multiple_of(place: Place) -> bool:
    """Whether a figure compares two things rather than two times: 高于同行的两倍."""
    return place.mention.quantity.unit == "multiple" and bool(re.match("于|以上", place.after))


def _basis(place: Place, last: Change | None) -> str:
    before = place.before
    if _BOTH.search(before):
        return "yoy"
    if (
        last
        and last.is_change
        and _BOTH.search(place.sentence_before[-40:])
        and _JOIN.fullmatch(before)
    ):
        return "qoq"
    stated = [match.lastgroup for match in _BASIS.finditer(before)]
    if stated:
        return str(stated[-1])
    if behind := _basis_behind(place):
        return behind
    if last and last.is_change and _JOIN.fullmatch(before):
        return last.basis
    return "none"


def _basis_behind(place: Place) -> str | None:
    """The basis that stands behind its figure, as English has it: rose 5% to $2bn from $1.9bn a year ago."""
    after = place.sentence_after
    if not place.text.isascii() and not re.match(r"[ (]*(?:yoy|qoq|同比|环比)", after):
        return None
    change = re.search(rf"[,;]? (?:and |while |but )?{_MOVED_EN}", after)
    match = _BASIS.search(after[: change.start()] if change else after)
    return str(match.lastgroup) if match else None
