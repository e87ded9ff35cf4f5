"""Moves on a market, where nothing but a name and a verb tells of a price or an index."""

from __future__ import annotations

import re

from reporter.extract import kinship
from reporter.extract.fitting import next_figure
from reporter.extract.scene import Scene, between
from reporter.extract.subjects import Subject
from reporter.quantity import UnitKind, unit_kind

_VERB = re.compile(
    r"(?:涨停|跌停|[涨跌挫飙弹泻]|(?<![增提上回攀])升(?!至|到|级)|收市?报|报收|现报|收于|收盘报?"
    r"|(?<![回汇年季月预申上填])报|最高[见报]|最低[见报]|高见|低见|见(?=\Z)|收(?=\Z))[^,;]{0,12}\Z"
)
_NOUN = re.compile(r"(?:涨幅|跌幅|升幅)[^,;]{0,12}\Z")
_CLOSED = (
    "closed closing close finished finishing settled traded trading trade trades opened"
    " changed".split()
)
_MOVED = (
    "rose rising risen fell falling fallen gained gaining gains gain lost losing jumped jumping"
    " dropped dropping climbed climbing slid sliding surged surging soared soaring added adding"
    " shed tumbled tumbling plunged plunging sank rallied rallying slipped slipping inched"
    " edged down advanced advancing advance retreated retreating eased easing dipped dipping"
    " leapt slumped slumping weakened strengthened firmed"
).split()
_VERB_EN = re.compile(
    rf"(?<![a-z])(?:{'|'.join(_CLOSED)}|ended (?:up|down|at|higher|lower|the day))(?![a-z])"
    rf"[^,;]{{0,48}}\Z|(?<![a-z])(?:{'|'.join(_MOVED)}|put on"
    r"|(?<!made )(?<!make )(?<!makes )(?<!making )up)(?![a-z])[^,;]{0,24}\Z"
)
_COMPARED = re.compile(
    r"较|比(?!特|例|重|率|较)|同比|按年|年[增减]|环比|按季|按月|year[- ]on[- ]year|yoy|from a year"
)
_INDICES = (
    "index|benchmark|composite|nasdaq|dow(?: jones)?|s&p(?: 500)?|ftse(?: 100)?|dax|mdax|nikkei"
    "|topix|kospi|kosdaq|csi 300|asx 200|hang seng|stoxx(?: 600)?|cac(?: 40)?|taiex|sensex|nifty"
    "|russell 2000|straits times"
)
_INDEX = re.compile(
    "指数|综指|成指|[深沪科恒国标纳道]指|板指|创业板|科创板|大盘|板块|双创50|科创50|北证50|富时|道琼斯|标普|纳斯达克"
    rf"|(?<![a-z])(?:{_INDICES})(?![a-z])"
)
_GOODS = tuple(
    (concept, re.compile(rf"{chinese}|(?<![a-z])(?:{english})(?![a-z])"))
    for concept, chinese, english in (
        ("gold_price", "黄金|金价", "gold"),
        ("oil_price", "原油|布油|油价|布伦特|布兰特|期油", "crude|brent|wti"),
        (
            "market_price",
            "[锂铜铝锌镍铅锡]|焦煤|焦炭|铁矿石?|螺纹钢|生猪|玉米|大豆|白银|期货|比特币|以太币|合约价|报价|现货价",
            "copper|aluminium|aluminum|silver|nickel|zinc|iron ore|wheat|corn|soybeans|natural gas"
            "|bitcoin|ether|lithium",
        ),
        (
            "exchange_rate",
            "人民币(?!计)|美元指数(?!报)|日元|欧元|英镑",
            "dollar|euro|yen|pound|sterling|yuan|renminbi|won|greenback",
        ),
    )
)
_PRICED = frozenset(
    "share_price index_level market_price gold_price oil_price average_selling_price"
    " day_high day_low".split()
)
_OF_MARKETS = _PRICED | frozenset(
    "market_cap stock_market_turnover turnover_rate southbound_net_buying exchange_rate"
    " bond_yield".split()
)
_SHARES = re.compile(r"股份|股价|个股|该股|概念股|龙头|(?<![a-z])(?:shares?|stock)(?![a-z])")
_SESSION = re.compile(
    r"(?:early|late|extended|pre-?market|after-?hours|afternoon|morning|overnight)"
    r" ?(?:trad|session|deal)"
)
_NO_SHARES = re.compile(
    r"(?<![a-z])(?:costs?|fees?|fares?|rents?|wages?|salary|salaries|payments?|per [a-z]+) \Z"
)
_MOVERS = re.compile(r"(?<![a-z])(?:gainers|losers|decliners|laggards|movers)(?![a-z])")
_RISE_IN = re.compile(r" (?:rise|gain|drop|fall|decline|advance|loss|jump|slide) (?:in|for|of|by) ")
_FIRMS = (
    "控股|集团|银行|股份|电讯|科技|汽车|能源|地产|证券|保险|医药|生物|电子|智能|国际|金融|实业|人寿"
)
_ADVERBS = (
    "今日|昨日|早盘|午后|盘中|一度|尾盘|全日|今年|以来|累计|年内|再|续|亦|也|则|逆市|股价|跟|收|大|急|微|倒|回"
    "|高开|低开|上|下|暴|[全本上当][日周月季年]|周内|月内|[年月]初|今年|近"
)
_NAME = re.compile(
    r"[ ,;:]*(?:其中|个股|而|但|另|此外|当中|同期|今日|昨日)*"
    rf"(?P<name>[^\W\d_]{{2,9}}?(?P<firm>{_FIRMS})?)(?:\(\w+\))?(?:{_ADVERBS})*\Z"
)
_NO_NAME = re.compile(rf"(?:{_ADVERBS}|[日周月季年初])+")
_OF_IT = re.compile(r"[ ,;]*(?:其中|当中)(?!个股)")
_PLAIN = (
    "and but while the it to or by in at after before of a an also then had has is was were be been"
    " overnight since its gain gains this year more than about nearly as much index which with for"
).split()
_NO_NAMES = re.compile(rf"(?<![a-z])(?:{'|'.join(_PLAIN)})(?![a-z])|[^a-z]")


def traded(scene: Scene) -> Subject | None:
    """The price or index that a figure is of, where a market's verb stands before it."""
    figure, kind = scene.figure, unit_kind(scene.figure.unit)
    if figure.unit == "points":
        last = next((term.concept for term in scene.told()), "")
        return _as(scene, "exchange_rate" if last == "exchange_rate" else "index_level", 0)
    if kind not in (UnitKind.RATIO, UnitKind.MONEY, UnitKind.COUNT) or figure.is_points:
        return None
    clause = re.split(r"[,;:]", scene.before)[-1]
    if _COMPARED.search(clause) or (kind is UnitKind.MONEY and figure.is_scaled):
        return None
    if _NOUN.search(clause):
        told = [term.concept for term in scene.told()][:4]
        return _as(
            scene, next((concept for concept in told if concept in _PRICED), ""), len(clause)
        )
    if _RISE_IN.match(scene.after) and _INDEX.search(scene.after[:48]):
        return _as(scene, "index_level", 0)
    if figure.unit == "percent" and clause.endswith((" to ", "至")):
        return None
    verb = (_VERB if scene.is_chinese else _VERB_EN).search(clause)
    return _as(scene, _concept(scene, clause, verb.start()), len(clause)) if verb else None


def _as(scene: Scene, concept: str, length: int) -> Subject | None:
    term = kinship.term_of(concept)
    return Subject(term, scene.start - length, scene.start) if term else None


def _concept(scene: Scene, clause: str, verb: int) -> str:
    """By what is named before the verb, or was spoken of last; empty where neither tells."""
    last = next((term.concept for term in scene.told()), "")
    name = _NAME.match(clause[:verb]) if scene.is_chinese else None
    if name and _NO_NAME.fullmatch(name["name"]):
        name = None
    begin = scene.start - len(clause) if name else scene.begin
    for phrase in reversed(between(scene.place.sentence.entities, begin, scene.start)):
        called = scene.text[phrase.start : phrase.end]
        if phrase.meaning.kind == "index" or _INDEX.match(called):
            return "index_level"
        if phrase.meaning.kind == "commodity":
            return _goods(called) or "market_price"
        if phrase.meaning.kind == "company" and not _NO_NAME.fullmatch(called):
            if goods := _goods(called):
                return goods
            return "share_price" if _is_of_shares(scene, clause, last) else ""
    for concept, words in (("index_level", _INDEX), *_GOODS, ("share_price", _SHARES)):
        if words.search(clause):
            return concept
    if _NO_SHARES.search(clause[:verb]):
        return ""
    if _is_on_market(scene) or _MOVERS.search(scene.before):
        return "share_price"
    return _of_nameless(scene, clause, verb, name, last)


def _goods(name: str) -> str:
    """The price of goods that are taken for a name."""
    return next((concept for concept, words in _GOODS if words.fullmatch(name)), "")


def _of_nameless(
    scene: Scene, clause: str, verb: int, name: re.Match[str] | None, last: str
) -> str:
    """By the sort of name that nobody knows, or as the figure before it."""
    alone = not scene.here and clause[verb] in "涨跌挫飙泻"
    if name and not _OF_IT.match(clause) and (name["firm"] or last in _OF_MARKETS or alone):
        return "share_price"
    if not scene.is_chinese and scene.figure.is_change and _INDEX.search(scene.after):
        return "share_price"
    named_en = not scene.is_chinese and _NO_NAMES.sub("", clause[:verb])
    if last == "index_level" and named_en:
        return "share_price"
    return last if last in _PRICED and not name else ""


def _is_of_shares(scene: Scene, clause: str, last: str) -> bool:
    """Whether what a company does is what its shares do."""
    if scene.is_chinese or not scene.figure.is_change:
        return True
    if not any(phrase.meaning.sure for phrase in scene.place.sentence.terms):
        return True
    return last in _OF_MARKETS or bool(_SHARES.search(clause)) or _is_on_market(scene)


def _is_on_market(scene: Scene) -> bool:
    """Whether a session is named behind a change, or it leads to a price: down 4% to $38.20."""
    if _SESSION.search(re.split("[,;.]", scene.after)[0]):
        return True
    following = next_figure(scene.place) if scene.figure.is_change else None
    if not following or unit_kind(following.unit) is not UnitKind.MONEY or following.is_scaled:
        return False
    return bool(re.match(r"(?:[,或 ]|or)*(?:to|at|至|报|收报) ?", scene.after))
