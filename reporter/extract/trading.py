"""Moves of shares, indices and goods on a market, where nothing but a name and a verb tells of them."""

from __future__ import annotations

import re

from reporter.extract import kinship
from reporter.extract.model import Kind
from reporter.extract.scene import Scene
from reporter.extract.subjects import Subject
from reporter.quantity import UnitKind, unit_kind

_VERB = re.compile(
    r"(?:(?:收|高开|低开|上|下|大|急|暴|微|劲|回|倒|累|累计|反|曾|现|午后|盘前|盘后|开盘|逆市)*(?:涨停|跌停|[涨跌挫飙弹泻])"
    r"|(?<![增提上回攀])升(?!至|到|级)|收市?报|报收|现报|收于|收盘报?|(?<![回汇年季月预申上填])报|最高[见报]|最低[见报]|涨幅|跌幅|升幅"
    r"|高见|低见|见(?=\d))[^,;]{0,12}$"
)
_VERB_EN = re.compile(
    r"(?<![a-z])(?:clos(?:ed|ing|e)|finish(?:ed|ing)|ended (?:up|down|at|higher|lower|the day)|settled|trad(?:ed|ing|es?)|opened)(?![a-z])[^,;]{0,48}\Z"
    r"|(?<![a-z])(?:rose|fell|gained|lost|jumped|dropped|climbed|slid|surged|soared|added|shed|tumbled|plunged|sank|rallied|slipped|inched"
    r"|put on|edged|up|down|advanced|retreated|eased|dipped|fallen|risen|gain|advance)(?![a-z])[^,;]{0,24}\Z"
)
_BASIS = re.compile(r"同比|按年|年[增减]|环比|按季|按月|较去年|year[- ]on[- ]year|yoy|from a year")
_INDEX = re.compile(
    r"指数|综指|成指|[深沪科恒国标纳道]指|板指|双创50|科创50|北证50|富时|道琼斯|标普|纳斯达克|(?<![a-z])(?:index|composite|nasdaq|dow(?: jones)?|s&p(?: 500)?|ftse(?: 100)?|dax|mdax|nikkei(?: 225)?"
    r"|topix|kospi|kosdaq|csi 300|asx 200|hang seng|stoxx(?: 600)?|cac(?: 40)?|taiex|sensex|nifty|russell 2000|straits times)(?![a-z])"
)
_GOODS = (
    ("gold_price", re.compile(r"黄金|金价|(?<![a-z])gold(?![a-z])")),
    ("oil_price", re.compile(r"原油|布油|油价|布伦特|布兰特|纽约期油|(?<![a-z])(?:crude|brent|wti)(?![a-z])")),
    ("market_price", re.compile(r"碳酸锂|氢氧化锂|金属锂|锂|铜|铝|锌|镍|焦煤|焦炭|铁矿石?|螺纹钢|生猪|玉米|大豆|白银|天然气期货|期货")),
)
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
    if kind not in (UnitKind.RATIO, UnitKind.MONEY, UnitKind.LEVEL, UnitKind.COUNT):
        return None
    if scene.figure.is_points and scene.figure.unit != "points":
        return None
    clause = re.split(r"[,;:]", scene.before)[-1]
    verb = _VERB.search(clause) if scene.is_chinese else _VERB_EN.search(clause)
    if not verb or _BASIS.search(clause):
        return None
    concept = _concept(scene, scene.begin + len(scene.before) - len(clause))
    term = kinship.term_of(concept)
    if not term or (kind is UnitKind.MONEY and scene.figure.is_scaled):
        return None
    return Subject(term, scene.start - len(clause), scene.start)


def _concept(scene: Scene, start: int) -> str | None:
    """By what is named before the verb, or was spoken of last."""
    text = scene.text[max(start, scene.start - 60) : scene.start]
    last = next((r.subject.term.concept for r in scene.past() if r.subject), None)
    for entity in reversed(scene.place.sentence.entities):
        if start <= entity.start < scene.start:
            if entity.meaning.kind == "index":
                return "index_level"
            if entity.meaning.kind == "company":
                return "share_price" if _is_of_shares(scene, text, last) else None
    for concept, goods in _GOODS:
        if goods.search(text):
            return concept
    if _INDEX.search(text):
        return "index_level"
    if _TITLES.search(text):
        return "share_price"
    name = _NAME.search(text) if scene.is_chinese else None
    if name and (name["firm"] or last in _MARKET or _PLAIN_VERB.search(text)):
        return "share_price"
    return last if last in _PRICED else "share_price" if last in _MARKET and not name else None


_NAME = re.compile(
    r"(?P<name>[^\W\d_]{2,9}?(?P<firm>控股|集团|银行|股份|电讯|科技|汽车|能源|地产|证券|保险|医药|生物|电子|智能|国际|金融|实业|人寿)?)"
    r"(?:\(\w+\))?(?:今日|昨日|早盘|午后|盘中|一度|尾盘|再|续|亦|也|则|逆市|股价|跟|收|大|急|微|倒|回)*[涨跌挫飙弹泻升]"
)
_PLAIN_VERB = re.compile("[涨跌挫飙泻]")


def _is_of_shares(scene: Scene, text: str, last: str | None) -> bool:
    if scene.is_chinese or scene.figure.kind is not Kind.CHANGE:
        return True
    return last in _MARKET or bool(_TITLES.search(text))
