"""The unit of a figure that names none, or half of one: from the text, its term, and 下同."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace

from reporter.concepts import UnitKind as ConceptUnit
from reporter.extract.changes import Change
from reporter.extract.mention import Mention
from reporter.extract.model import Kind
from reporter.extract.prepared import Prepared
from reporter.extract.sentences import Place, lead
from reporter.extract.subjects import Subject
from reporter.quantity import Quantity, UnitKind, unit_kind
from reporter.quantity.lexicon import CURRENCY_BEFORE, UNIT_AFTER

_SAME_BELOW = re.compile(r"([^()\d]{1,8}?)[.,、。: ]?下同|([^()\d]{2,6})\(?[「\"“]元")
_BARE_YUAN = re.compile(r"[\d十百千万亿兆多余几][元块]$|角(?:.分)?$")
_NAMED_BEFORE = re.compile(r"(?:人民币|港币|港元|美元|新台币|台币|rmb|hk\$|us\$|nt\$|[$¥€£]) ?$")
_TAIWAN = re.compile(r"新台币|台股|台币|上市柜|法说会|(?<!按)年[增减]|(?<!按)季[增减]")
_JAPAN = re.compile(r"(?<![a-z])(?:yen|tokyo|japan(?:ese)?)(?![a-z])|日元|日圆|日本")
_CHINA = re.compile(r"rmb|renminbi|yuan|cny|人民币|china")
_CENTS = re.compile(r"\d cents?$")
_SHORT_POINTS = re.compile(r"(?:pcts?|pts?|pp)$")
_POINTS = re.compile("个?点$")
_AMOUNT = re.compile(
    "(?:[额亏利盈债]|收入|成本|费用|资产|规模|市值|资金|买入|卖出|流入|流出|融资|投资"
    "|支出|货值|估值|贷款|存款|保费|营收)"
    "(?:[为达至到是有约共近超报]|合计|录得|突破|高达|大约|超过)*$"
)
_PEOPLE = re.compile("[^,。;]{0,6}(?:用户|会员|客户|粉丝|(?<!数字)人|员工|账户)")
_COUNTED_BEHIND = re.compile(
    r" (?:[a-z-]+ ){0,3}(?:(?P<share>shares|adss?)|(?P<person>users|customers"
    r"|subscribers|passengers"
    r"|members|people|employees|agents|visitors|guests|viewers|drivers|riders|buyers"
    r"|merchants))(?![a-z])|(?P<people>月活|日活|用户|会员|粉丝|客户|员工)"
)
_MONEY_TERMS = frozenset(
    {ConceptUnit.MONEY, ConceptUnit.MONEY_PER_SHARE, ConceptUnit.MONEY_PER_UNIT}
)


@dataclass(frozen=True, slots=True)
class Currency:
    """What 元 stands for in a text where nothing stands beside it."""

    code: str = "CNY"
    yen: bool = False
    dollar: str = "USD"

    def quantity(self, place: Place, subject: Subject | None, change: Change) -> Quantity:
        """The figure's quantity in the unit that its words, its term and the text give it."""
        quantity = place.mention.quantity
        if is_bare_yuan(place.text, place.mention):
            return replace(quantity, unit=self.code)
        if change.kind is Kind.CHANGE and quantity.unit in ("percent", "points", "count"):
            points = _POINTS.search(place.surface) and _is_rate(subject)
            if place.is_chinese and (points or _SHORT_POINTS.search(place.surface)):
                return replace(quantity, unit="percentage_point")
        if quantity.unit == "USD" and _CENTS.search(place.surface):
            return replace(quantity, unit=self.dollar)
        if quantity.unit == "CNY" and "¥" in place.surface and self.yen:
            return replace(quantity, unit="JPY")
        if quantity.unit == "count" and place.mention.weak and _index_level(place):
            return replace(quantity, unit="points")
        if quantity.unit != "count":
            return quantity
        if is_unitless(place.text, place.mention):
            if named := _COUNTED_BEHIND.match(place.after):
                return replace(quantity, unit="share" if named["share"] else "person")
            if not subject and place.is_chinese and _AMOUNT.search(place.before):
                return replace(quantity, unit=self.code)
        if not subject:
            return quantity
        return replace(quantity, unit=_unit_of(subject, place, self.code))


def _is_rate(subject: Subject | None) -> bool:
    """Whether points are of a percentage: of an index they are its own."""
    return subject is None or subject.term.unit is ConceptUnit.PERCENT


def _unit_of(subject: Subject, place: Place, currency: str) -> str:
    """The unit of a number that stands alone, by what it counts."""
    if subject.term.unit is ConceptUnit.PERSON:
        counts_things = place.surface.endswith(("个", "個")) and not _PEOPLE.match(place.after)
        return "count" if counts_things else "person"
    counter = UNIT_AFTER.get(subject.term.counter_zh)
    if place.surface.endswith("台") and counter and counter.code == "vehicle":
        return "vehicle"
    if not is_unitless(place.text, place.mention):
        return "count"
    if subject.term.unit in _MONEY_TERMS:
        return currency
    if subject.term.unit is ConceptUnit.POINTS:
        return "points"
    return counter.code if counter else "count"


_FILLER = re.compile(
    r"[ :：(]*(?:[为达至到是有约共计近超收报]|已|分别|录得|实现|累计|合计|总计|同比"
    r"|环比|收盘|was|were|is|are|of|at"
    r"|to|reached|totall?ed|came|stood|closed?|finished|a|record|the|by|[a-z]+ed|[(),]"
    r"|[^\W\d]{1,4})?"
    r"(?: ?(?:为|达|至|到|of|to|at|in|by))*[ :：(]*"
)


def is_claimed(place: Place, subject: Subject | None) -> bool:
    """Whether a term stands right before a number without a unit, or right behind it."""
    mention, text = place.mention, place.text
    if _is_in_a_name(place):
        return False
    if _index_level(place):
        return True
    if not subject:
        return False
    if subject.start >= mention.end:
        return subject.start - mention.end <= 30
    between = text[subject.end : mention.outer_start]
    return subject.end >= place.behind and len(between) <= 30 and bool(_FILLER.fullmatch(between))


def _is_in_a_name(place: Place) -> bool:
    """Whether a number belongs to what something is called: 沪深300指数, the S&P 500."""
    phrases, mention = place.sentence.entities, place.mention
    index = bisect_right(phrases, mention.start, key=lambda phrase: phrase.start)
    return index > 0 and phrases[index - 1].end >= mention.end


_CLOSED = re.compile(
    r"(?:at|to|around|about|above|below|as|on|with|报|收|收于|至|报收|近|约|破"
    r"|[a-z]) ?$|changed at ?$"
)


def _index_level(place: Place) -> bool:
    """Whether a number of some hundreds or more stands where an index closed."""
    value = place.mention.quantity.value or 0
    named = [p for p in place.sentence.entities if p.end <= place.mention.start]
    return bool(
        named
        and named[-1].meaning.kind == "index"
        and value >= 300
        and _CLOSED.search(lead(place.text, place.mention.outer_start, 12))
    )


def is_unitless(text: str, mention: Mention) -> bool:
    """Whether a figure ends with its number or magnitude: 3048.34万."""
    return mention.quantity.unit == "count" and bool(
        re.search(
            r"[\d十百千万亿兆bmk]$|illion$|thousand$|[mbt]n$", text[mention.start : mention.end]
        )
    )


def is_bare_yuan(text: str, mention: Mention) -> bool:
    """Whether a figure is in 元 and nothing beside it says whose."""
    bare = _BARE_YUAN.search(text[mention.start : mention.end])
    return bool(bare) and not _NAMED_BEFORE.search(lead(text, mention.start, 6))


def currency_of(prepared: Prepared, mentions: tuple[Mention, ...]) -> Currency:
    """What 元 and cents are in a text: what 下同 says, else what is usual where it was written."""
    yen = bool(_JAPAN.search(prepared.text)) and not _CHINA.search(prepared.text)
    named = Counter(
        m.quantity.unit
        for m in mentions
        if unit_kind(m.quantity.unit) is UnitKind.MONEY
        and not is_bare_yuan(prepared.text, m)
        and not _CENTS.search(prepared.text[m.start : m.end])
    )
    most = named.most_common(1)[0][0] if named else ""
    return Currency(_yuan(prepared, most), yen, most if most in ("HKD", "SGD", "TWD") else "USD")


def _yuan(prepared: Prepared, most: str) -> str:
    if (said := _SAME_BELOW.search(prepared.text)) and (code := _currency(said[1] or said[2])):
        return code
    if not prepared.is_traditional:
        return "CNY"
    if _TAIWAN.search(prepared.text):
        return "TWD"
    return most or "HKD"


def _currency(words: str) -> str | None:
    """The code of the currency that words end with or hold."""
    known = {**UNIT_AFTER, **CURRENCY_BEFORE}
    named = [
        word for word in known if word in words and unit_kind(known[word].code) is UnitKind.MONEY
    ]
    return known[max(named, key=len)].code if named else None
