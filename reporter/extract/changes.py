"""Whether a figure is a level or a change, which way it went, and against what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reporter.extract.bases import BASIS, BOTH, last_basis
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
        return self.direction is not Direction.NONE


_MOVED = rf"(?:(?P<up>{any_of(UP)})|(?P<down>{any_of(DOWN)}))"
_FILLER = (
    "幅度|幅|了|约为|约|有所|达到|高达|达|为|近|超过|逾|超|分别|各|大|:|的|均|则|仅|再|率"
    "|又|进一步|将|人民币|港币|港元|美元|同比|环比|按年|按季|同期|累计|接近|不足|至少"
    "|最多|左右|介乎|介于|去|[ (]"
)
_VERB = re.compile(rf"{_MOVED}(?:{_FILLER})*$")
_NOUN = re.compile(
    rf"(?:(?P<up>{any_of(UP_NOUN)})|(?P<down>{any_of(DOWN_NOUN)}))[^,。;、\d]{{0,10}}$"
)
_TO = re.compile(
    "(?<!达)(?:至|到|从|由|自)(?:约|近|超|逾|了|人民币|港币|历史新高的?|[^\\d,]{0,4}的)*$"
)
_MOVED_EN = rf"(?:(?P<up>{any_of(UP_EN)})|(?P<down>{any_of(DOWN_EN)}))"
_FILLER_EN = (
    r"(?:[ ,]+(?:by|of|about|an?|approximately|around|nearly|almost|roughly|some|over|more than"
    r"|another|further|[a-z]+ly|only|just|to be|the|additional|as much as|up to|rate|between"
    r"|at least|less than|year[- ](?:on|over)[- ]year|yoy|y/y|qoq|sequentially"
    r"|respectively|slightly|annual|compound"
    r"|from [a-z]+ to(?: up)?|at a))*"
)
_VERB_EN = re.compile(rf"(?<!made )(?<!make )(?<!makes ){_MOVED_EN}{_FILLER_EN} ?[(]?$")
_BY_EN = re.compile(rf"{_MOVED_EN}(?: [a-z'&/\d-]+){{1,6}} by{_FILLER_EN} ?$")
_THAN_EN = re.compile(r" (?:(?P<up>higher|more|greater)|(?P<down>lower|fewer|less)) than(?![a-z])")
_FLAT_TO_UP = re.compile("持平至|flat to")
_OF_EN = re.compile(rf"{_MOVED_EN} (?:in|of) [^,.;\\d]{{1,60}} of{_FILLER_EN} ?$")
_TWICE = re.compile("翻|double|triple|quadruple|twofold|threefold|fourfold|fivefold|tenfold|twice")
_ELLIPSIS = re.compile(r" to (?:about |nearly |around |approximately )?[a-z$¥€£]{0,4}\d")
_RATE_EN = re.compile(r"(?<![a-z])(?:at|to)(?: an?| the)?(?: [a-z]+ly)? ?$")
_AFTER_EN = re.compile(
    r"[ -]*(?:(?!(?:to|from|of|in|and|or|on|at|for|compared|was|were|is|are|but|as|by) )"
    r"[a-z][a-z/-]* ){0,4}?"
    r"(?:(?P<up>increase|growth|rise|gain|jump|higher|improvement|advance|uptick|surge"
    r"|more|increased"
    r"|ahead|upside|bigger|faster|above(?= (?:a|the|last|one|its)))"
    r"|(?P<down>decrease|decline|drop|fall|lower|reduction|slump|dip|less|contraction"
    r"|decreased|fewer|cut"
    r"|weaker|smaller|slower|below(?= (?:a|the|last|one|its))))(?![a-z])"
)
_AFTER_ZH = re.compile(
    rf"的?(?:同比|按年|环比)?(?:(?P<up>{any_of(UP_NOUN)}|增长(?!来|由|贡献)|升幅)"
    rf"|(?P<down>{any_of(DOWN_NOUN)}|降幅))"
)
_RATIOS = frozenset({"percent", "percentage_point", "basis_point"})
_JOIN = re.compile(
    r"(?:[ 、/,及与和或(（)）]|以及|而|分别|respectively|and|[+-]|约|近|超|逾|同时|by|or|点)*"
)
_THIS_YEAR = re.compile("今年|年初|(?<!\\d)1月初")
_LISTED = re.compile(rf"{_JOIN.pattern}(?:{_MOVED})?(?:约|近|超|逾)?")


def read_change(place: Place, last: Change | None, moved: Change | None = None) -> Change:
    """The change that a figure states.

    `last` is that of the figure before it in the sentence, `moved` the last one that is a change.
    """
    direction = _moved(place, last, moved)
    if direction is Direction.NONE:
        of_last_year = unit_kind(place.mention.quantity.unit) in _COMPARED and _OF_LAST_YEAR.search(
            place.before
        )
        return Change(_standing(place), basis="yoy" if of_last_year else "none")
    kind = Kind.RATIO if _TWICE.search(place.surface) else Kind.CHANGE
    return Change(kind, direction, _basis(place, last, moved))


def judged(change: Change, place: Place, *, down_is_good: bool) -> Change:
    """The change of what got better or worse: a cost ratio that improves goes down."""
    if not change.is_change or not down_is_good or not _BETTER.search(place.before):
        return change
    return replace(change, direction=_OPPOSITE[change.direction])


_OPPOSITE = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}
_BETTER = re.compile(
    r"(?:improved|improves|improving|改善|恶化|deteriorated|worsened)[^,，。]{0,6}$"
)
_COMPARED = frozenset({UnitKind.MULTIPLE, UnitKind.RATIO})
_OF_LAST_YEAR = re.compile("(?:去年|上年)(?:同期|同季|同月|全年)?的$")
_SHARE = re.compile(
    r"占|比重|份额|市占|持股|渗透率|share of|of total|of (?:the "
    r"|its )?(?:group )?(?:revenue|sales)"
    r"|accounted|stake"
)


def _standing(place: Place) -> Kind:
    """What a figure that does not move is: a part, a proportion, or a level."""
    kind = unit_kind(place.mention.quantity.unit)
    if kind is UnitKind.RATIO:
        return Kind.SHARE if _SHARE.search(place.before[-16:] + place.after[:24]) else Kind.RATIO
    return Kind.RATIO if kind is UnitKind.MULTIPLE else Kind.LEVEL


def _moved(place: Place, last: Change | None, moved: Change | None) -> Direction:
    before, unit = place.before, place.mention.quantity.unit
    if _TWICE.search(place.surface) or _FLAT_TO_UP.search(place.bounding):
        return Direction.UP
    if unit in _RATIOS and (signed := _signed(place, last)):
        return signed
    if unit == "multiple" and before.endswith("的"):
        return Direction.NONE  # 增速是同行的近两倍
    if noun := _NOUN.search(before):
        return _way(noun)
    if _TO.search(before) or (not place.is_chinese and _RATE_EN.search(before)):
        return Direction.NONE
    for pattern in (_VERB, _VERB_EN, _BY_EN, _OF_EN):
        if match := pattern.search(before):
            return _way(match) if not _is_level(place) else Direction.NONE
    if unit not in _RATIOS:
        than = _THAN_EN.match(place.after)
        return _way(than) if than else Direction.NONE
    for pattern in (_AFTER_EN, _AFTER_ZH):
        if match := pattern.match(place.after):
            return _way(match)
    if last and last.is_change and _JOIN.fullmatch(BASIS.sub("", before)):
        return last.direction
    return moved.direction if moved and _ELLIPSIS.match(place.sentence_after) else Direction.NONE


def _way(match: re.Match[str]) -> Direction:
    return Direction.UP if match["up"] else Direction.DOWN


def _signed(place: Place, last: Change | None) -> Direction | None:
    """A sign is a direction, but a minus only where a change is spoken of."""
    sign = place.surface[0]
    if sign == "+":
        return Direction.UP
    listed = last and last.is_change and _JOIN.fullmatch(place.before)
    bracketed = place.before.endswith("(") and place.after.startswith(")")
    marked = _MARKED.match(place.after)
    told = BASIS.search(place.before) or listed or bracketed or marked or _is_struck(place)
    if sign == "-":
        return Direction.DOWN if told else None
    return Direction.UP if marked and place.before.rstrip().endswith(("(", ",")) else None


_MARKED = re.compile(r" ?(?:yoy|y/y|qoq|q/q|year[- ](?:on|over)[- ]year)(?![a-z])")


def _is_struck(place: Place) -> bool:
    """Whether a stroke puts a figure behind an amount or a rate as its change: 19亿元/-22%."""
    if not place.before.endswith("/") or not place.index:
        return False
    last = place.sentence.mentions[place.index - 1].quantity.unit
    return last not in _RATIOS or place.mention.quantity.unit != last


def _is_level(place: Place) -> bool:
    """Whether a figure behind a word of movement is none: 高于同行的两倍, lost $0.12 a share."""
    if place.mention.quantity.unit == "multiple":
        return bool(re.match("于|以上", place.after))
    lost = re.search(r"(?<![a-z])lost [a-z ]*$", place.before)
    return bool(lost) and bool(re.match(" (?:a|per) (?:share|ads)", place.after))


def _basis(place: Place, last: Change | None, moved: Change | None) -> str:
    before = place.before
    if BOTH.search(before):
        return "yoy"
    joined = last is not None and last.is_change and _LISTED.fullmatch(before)
    if joined and BOTH.search(place.sentence_before[-40:]):
        return "qoq"
    behind, distance = _basis_behind(place)
    if behind and (distance < 30 or not last_basis(before)):
        return behind
    if stated := last_basis(before):
        return stated
    if last and joined:
        return last.basis
    if moved and moved.basis == "ytd":
        return "ytd"
    if "累计" in before and _THIS_YEAR.search(place.sentence_before):
        return "ytd"
    return _basis_of_the_other(place)


def _basis_of_the_other(place: Place) -> str:
    """较2023年的421亿元增长15%: the change is against what the level before it is of."""
    other = place.ahead
    if other and other.before.endswith("的") and "," not in place.before:
        return last_basis(other.before) or "none"
    if other and re.search(r"的(?:人民币|港币|约)$", other.before) and "," not in place.before:
        return last_basis(other.before) or "none"
    return "none"


def _basis_behind(place: Place) -> tuple[str, int]:
    """The basis behind its figure and how far off: rose 5% to $2bn from $1.9bn a year ago."""
    after = place.sentence_after
    if place.is_chinese and not re.match(r"[ (]*(?:yoy|qoq|同比|环比)", after):
        return "", 0
    change = re.search(rf"[,;]? (?:and |while |but )?{_MOVED_EN}", after)
    near = change.start() if change and change.start() > 3 else len(after)
    match = BASIS.search(after[:near])
    return (str(match.lastgroup), match.start()) if match else ("", 0)
