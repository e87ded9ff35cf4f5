"""Moves of shares, indices and goods on a market, where nothing but a name and a verb tells of them."""

from __future__ import annotations

import re

from reporter.extract import kinship
from reporter.extract.fitting import figure_at
from reporter.extract.model import Kind
from reporter.extract.scene import Scene
from reporter.extract.subjects import Subject
from reporter.quantity import UnitKind, unit_kind

_VERB = re.compile(
    r"(?:涨停|跌停|[涨跌挫飙弹泻]|(?<![增提上回攀])升(?!至|到|级)|收市?报|报收|现报|收于|收盘报?|(?<![回汇年季月预申上填])报|最高[见报]|最低[见报]"
    r"|高见|低见|见(?=\Z)|收(?=\Z))[^,;]{0,12}\Z"
)
_NOUN = re.compile(r"(?:涨幅|跌幅|升幅)[^,;]{0,12}\Z")
_VERB_EN = re.compile(
    r"(?<![a-z])(?:clos(?:ed|ing|e)|finish(?:ed|ing)|ended (?:up|down|at|higher|lower|the day)|settled|trad(?:ed|ing|es?)|opened)(?![a-z])[^,;]{0,48}\Z"
    r"|(?<![a-z])(?:rose|rising|fell|falling|gain(?:ed|ing|s)?|lost|losing|jump(?:ed|ing)|dropp(?:ed|ing)|climb(?:ed|ing)|slid|sliding|surg(?:ed|ing)"
    r"|soar(?:ed|ing)|add(?:ed|ing)|shed|tumbl(?:ed|ing)|plung(?:ed|ing)|sank|rall(?:ied|ying)|slipp(?:ed|ing)|inched|put on|edged|up|down"
    r"|advanc(?:ed|ing|e)|retreat(?:ed|ing)|eas(?:ed|ing)|dipp(?:ed|ing)|fallen|risen|leapt|slump(?:ed|ing))(?![a-z])[^,;]{0,24}\Z"
)
_BASIS = re.compile(r"较|比(?!特|例|重|率|较)|同比|按年|年[增减]|环比|按季|按月|较去年|year[- ]on[- ]year|yoy|from a year")
_INDEX = re.compile(
    r"指数|综指|成指|[深沪科恒国标纳道]指|板指|双创50|科创50|北证50|富时|道琼斯|标普|纳斯达克|(?<![a-z])(?:index|benchmark|composite|nasdaq|dow(?: jones)?|s&p(?: 500)?|ftse(?: 100)?|dax|mdax|nikkei(?: 225)?"
    r"|topix|kospi|kosdaq|csi 300|asx 200|hang seng|stoxx(?: 600)?|cac(?: 40)?|taiex|sensex|nifty|russell 2000|straits times)(?![a-z])"
)
_GOODS = (
    ("gold_price", re.compile(r"黄金|金价|(?<![a-z])gold(?![a-z])")),
    ("oil_price", re.compile(r"原油|布油|油价|布伦特|布兰特|期油|(?<![a-z])(?:crude|brent|wti)(?![a-z])")),
    ("market_price", re.compile(
        r"[锂铜铝锌镍铅锡]|焦煤|焦炭|铁矿石?|螺纹钢|生猪|玉米|大豆|白银|期货|比特币|以太币|合约价|报价|现货价"
        r"|(?<![a-z])(?:copper|aluminium|aluminum|silver|nickel|zinc|iron ore|wheat|corn|soybeans|natural gas|bitcoin|ether|lithium)(?![a-z])"
    )),
    ("exchange_rate", re.compile(
        r"(?<![a-z])(?:dollar|euro|yen|pound|sterling|yuan|renminbi|won|greenback)(?![a-z])|人民币(?!计)|美元指数(?!报)|日元|欧元|英镑"
    )),
)  # fmt: skip
_MARKET = frozenset(
    {"share_price", "index_level", "market_price", "gold_price", "oil_price", "market_cap",
     "stock_market_turnover", "day_high", "day_low", "turnover_rate", "southbound_net_buying",
     "average_selling_price", "exchange_rate", "bond_yield"}
)  # fmt: skip
_PRICED = frozenset({"share_price", "index_level", "market_price", "gold_price", "oil_price", "average_selling_price", "day_high", "day_low"})
_TITLES = re.compile(r"股份|股价|个股|概念股|龙头|(?<![a-z])(?:shares?|stock)(?![a-z])")


def traded(scene: Scene) -> Subject | None:
    """The price or index that a figure is of, where a market's verb stands before it."""
    kind = unit_kind(scene.figure.unit)
    if scene.figure.unit == "points":
        return _as(scene, "index_level", 0)
    if kind not in (UnitKind.RATIO, UnitKind.MONEY, UnitKind.COUNT) or scene.figure.is_points:
        return None
    if kind is UnitKind.MONEY and scene.figure.is_scaled:
        return None
    clause = re.split(r"[,;:]", scene.before)[-1]
    if _BASIS.search(clause):
        return None
    if _NOUN.search(clause):
        told = [r.subject.term.concept for r in scene.past() if r.subject][:4]
        return _as(scene, next((c for c in told if c in _PRICED), None), len(clause))
    if _RISE_IN.match(scene.after) and _INDEX.search(scene.after[:48]):
        return _as(scene, "index_level", 0)
    verb = _VERB.search(clause) if scene.is_chinese else _VERB_EN.search(clause)
    return _as(scene, _concept(scene, clause, verb.start()), len(clause)) if verb else None


def _as(scene: Scene, concept: str | None, length: int) -> Subject | None:
    term = kinship.term_of(concept)
    return Subject(term, scene.start - length, scene.start) if term else None


def _last(scene: Scene) -> str | None:
    return next((r.subject.term.concept for r in scene.past() if r.subject), None)


def _concept(scene: Scene, clause: str, verb: int) -> str | None:
    """By what is named before the verb, or was spoken of last."""
    last, start = _last(scene), scene.start - len(clause)
    name = _NAME.match(clause[:verb]) if scene.is_chinese else None
    for phrase in reversed(scene.place.sentence.entities):
        if (scene.begin if not name else start) <= phrase.start < scene.start:
            if phrase.meaning.kind == "index":
                return "index_level"
            if phrase.meaning.kind == "company":
                return "share_price" if _is_of_shares(scene, clause, last) else None
    for concept, goods in _GOODS:
        if goods.search(clause):
            return concept
    if _INDEX.search(clause):
        return "index_level"
    if _TITLES.search(clause) or _is_on_market(scene):
        return "share_price"
    alone = not scene.here and clause[verb] in "涨跌挫飙泻"
    if name and not _PART.match(clause) and (name["firm"] or last in _MARKET or alone):
        return "share_price"
    if last == "index_level" and not scene.is_chinese and _WORDS.sub("", clause[:verb]).strip():
        return "share_price"
    return last if last in _PRICED and not name else None


_PART = re.compile(r"[ ,;]*(?:其中|当中)(?!个股)")
_RISE_IN = re.compile(r" (?:rise|gain|drop|fall|decline|advance|loss|jump|slide) (?:in|for|of|by) ")
_WORDS = re.compile(
    r"(?<![a-z])(?:and|but|while|the|it|to|or|by|in|at|after|before|of|an?|also|then|had|has|is|was|were|be|been|overnight|since|its|gains?|this"
    r"|year|more|than|about|nearly|as|much|index|which|with|for)(?![a-z])|[^a-z]"
)


_NAME = re.compile(
    r"[ ,;:]*(?:其中|个股|而|但|另|此外|当中|同期|今日|昨日)*(?P<name>[^\W\d_]{2,9}?(?P<firm>控股|集团|银行|股份|电讯|科技|汽车|能源|地产|证券"
    r"|保险|医药|生物|电子|智能|国际|金融|实业|人寿)?)(?:\(\w+\))?(?:今日|昨日|早盘|午后|盘中|一度|尾盘|全日|今年|以来|累计|年内|再|续|亦|也|则|逆市|股价|跟"
    r"|收|大|急|微|倒|回|高开|低开|上|下|暴)*\Z"
)


_SESSION = re.compile(r"(?:early|late|extended|pre-?market|after-?hours|afternoon|morning|overnight) ?(?:trad|session|deal)")


def _is_on_market(scene: Scene) -> bool:
    """Whether a session is named behind a change, or the change leads to a price: down 4% to $38.20."""
    if _SESSION.search(re.split("[,;.]", scene.after)[0]):
        return True
    following = figure_at(scene.place, scene.place.index + 1)
    return bool(
        scene.figure.is_change
        and following
        and unit_kind(following.unit) is UnitKind.MONEY
        and not following.is_scaled
        and re.match(r"(?:[,或 ]|or)*(?:to|at|至|报|,报|,收报) ?", scene.after)
    )


def _is_of_shares(scene: Scene, clause: str, last: str | None) -> bool:
    if scene.is_chinese or scene.figure.kind is not Kind.CHANGE:
        return True
    return last in _MARKET or bool(_TITLES.search(clause)) or _is_on_market(scene)
