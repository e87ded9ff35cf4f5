"""What a plain word means beside others: a loss of operations, a margin, a dividend, a price."""

from __future__ import annotations

import re
from dataclasses import replace

from reporter.extract import kinship
from reporter.extract.changes import Change
from reporter.extract.fitting import fits
from reporter.extract.scene import Scene
from reporter.extract.subjects import Subject
from reporter.facts import Direction
from reporter.terms import Term

_MARGIN = frozenset("利润率 margin margins".split())
_LOSS = frozenset("亏损 亏 蚀 亏损额 loss losses lost".split())
_PROFIT = frozenset("利润 溢利 盈利 获利 赚 profit profits earnings income earned".split())
_DIVIDEND = frozenset("派 派息 派发 股息 dividend".split())
_OF_HALVES = frozenset({"interim_dividend_per_share", "final_dividend_per_share"})
_IN_ALL = re.compile(r"合共|合计|全年|总计|(?:total|full[- ]year|for the year)[^,;]{0,12}\Z")
_EXCLUDING = re.compile(
    "剔除|撇除"
    "|(?<![a-z])(?:excluding|stripping out|adjusted for|before exceptional|on an adjusted basis)"
    "(?![a-z])"
)
_PLAIN = frozenset(
    "net_profit net_loss net_profit_attributable eps_basic eps_diluted ebitda operating_profit"
    " profit_before_tax".split()
)
_CONSTANT = re.compile(
    r"(?:固定|不变|恒定)汇率|(?:constant|fixed)[- ](?:currency|currencies|exchange rates?|rates?)"
)
_PRICE = frozenset("均价 价格 平均价格 平均价 price prices".split())
_GOODS = (
    ("oil_price", re.compile(r"原油|布伦特|(?<![a-z])(?:brent|wti|crude)(?![a-z])")),
    ("gold_price", re.compile(r"黄金|(?<![a-z])(?:gold|bullion)(?![a-z])")),
    (
        "market_price",
        re.compile(
            "生猪|碳酸锂|氢氧化锂|硅料|多晶硅|动力煤|焦煤|螺纹钢|钢材|水泥|[铜铝锌镍]价?"
            r"|(?<![a-z])(?:copper|alumini?um|iron ore|nickel|zinc|lithium|silver)(?![a-z])"
        ),
    ),
)
_BUYBACKS = frozenset({"share_repurchases", "repurchased_shares"})


def settled(scene: Scene, subject: Subject, change: Change) -> Subject:
    """The subject as the words and figures around it, and its sign, show it to be meant."""
    subject = _as_plain_word(scene, replace(subject, term=_whole(scene, subject)))
    for reading in (_by_sign(scene, subject, change), _without_one_offs(scene, subject)):
        if reading:
            return replace(subject, term=reading)
    term = (
        _narrower(scene, subject) or _dividend(scene, subject) or _at_constant_rates(scene, subject)
    )
    return replace(subject, term=term) if term else subject


def _whole(scene: Scene, subject: Subject) -> Term:
    """The revenue of a business, or at constant rates where that was told before, as revenue."""
    if subject.term.concept == "revenue_constant_currency" and subject.end <= scene.begin:
        return kinship.term_of("revenue") or subject.term
    return kinship.whole(subject.term)


_GAIN = frozenset("收益 净收益".split())
_GAINS = (
    ("disposal_gain", re.compile("处置|出售|变卖|转让|脱手")),
    ("fair_value_gains", re.compile("公允价?值|公平值")),
)


def _gain(scene: Scene, subject: Subject) -> Term | None:
    """What a 收益 comes from, where its clause says so."""
    lead = scene.text[max(scene.begin, subject.start - 24) : subject.start]
    found = (concept for concept, words in _GAINS if words.search(lead))
    return kinship.term_of(next(found, None))


def _as_plain_word(scene: Scene, subject: Subject) -> Subject:
    """A margin, profit or loss is of the kind that was told of beside it."""
    words = scene.words(subject)
    term: Term | None = None
    if subject.term.concept == "valuation" and scene.figure.unit == "multiple":
        term = None if scene.figure.is_change else kinship.term_of("pe_ratio")
    elif words in _GAIN:
        term = _gain(scene, subject)
    elif words in _MARGIN:
        term = _margin(scene)
    elif words in _LOSS:
        term = _loss_of_named(scene, subject) or _beside(scene, subject, of_loss=True)
    elif words in _PROFIT:
        term = _beside(scene, subject, of_loss=False)
    return replace(subject, term=term) if term else subject


def _margin(scene: Scene) -> Term | None:
    """The margin of the profit told of just before, or the margin that was told of last."""
    told = list(scene.told())
    of_last = [known for term in told[:1] if (known := kinship.margin(term))]
    return next((term for term in (*of_last, *told) if term.concept.endswith("margin")), None)


def _loss_of_named(scene: Scene, subject: Subject) -> Term | None:
    """The loss of the profit that stands before it: 扣非净利润亏损2亿元."""
    for phrase in reversed(scene.named()):
        if phrase.end <= subject.start and "," not in scene.text[phrase.end : subject.start]:
            term = kinship.loss(phrase.meaning.terms[0])
            return term if term and fits(term, scene.figure) else None
    return None


def _beside(scene: Scene, subject: Subject, *, of_loss: bool) -> Term | None:
    """A profit beside a loss, or a loss beside a profit, is of the same kind as the other."""
    told = scene.here
    if not told and scene.text[: subject.start].endswith("the "):
        told = scene.earlier[-1:]
    last = next((r.subject.term for r in reversed(told) if r.subject), None)
    if not last:
        return None
    other = kinship.loss(last) if of_loss else kinship.profit(last)
    same = kinship.profit(last) if of_loss else kinship.loss(last)
    term = other or (last if same else None)
    return term if term and fits(term, scene.figure) else None


_NOUN_BEHIND = re.compile(r" (?:net )?(?:(?P<loss>loss)|profit)(?= |[,.;]|\Z)(?! of)")


def _by_sign(scene: Scene, subject: Subject, change: Change) -> Term | None:
    """A negative loss was a profit, and so was one that falls by more than all of itself."""
    figure = scene.figure
    beyond = figure.unit == "percent" and figure.value > 100 and change.direction is Direction.DOWN
    if beyond or (not figure.is_change and figure.words.startswith("-")):
        return kinship.profit(subject.term)
    behind = _NOUN_BEHIND.match(scene.after) if not figure.is_change else None
    if behind:
        return kinship.loss(subject.term) if behind["loss"] else kinship.profit(subject.term)
    bracketed = "(loss)" in scene.words(subject) and "(" in figure.words
    return kinship.loss(subject.term) if bracketed else None


def _without_one_offs(scene: Scene, subject: Subject) -> Term | None:
    """The adjusted concept where a clause tells what it leaves out."""
    behind = re.split("[.;]", scene.after)[0][:32]
    leaves_out = _EXCLUDING.search(scene.before) or _EXCLUDING.search(behind)
    return kinship.adjusted(subject.term) if leaves_out and subject.term.concept in _PLAIN else None


_QUALIFIED = tuple(
    (concept, re.compile(words), other)
    for concept, words, other in (
        ("net_buying", "南向|南下|北水|港股通", "southbound_net_buying"),
        ("net_buying", "北向|北上|股通", "northbound_net_buying"),
        ("gross_margin", "汽车|整车|车辆|vehicle|automotive", "vehicle_gross_margin"),
        ("arpu", "移动|流动通讯|后付|mobile|postpaid", "mobile_arpu"),
        ("unit_shipments", "手机|smartphone|handset", "smartphone_shipments"),
        ("unit_shipments", "组件|solar module", "module_shipments"),
        ("unit_shipments", "电池|battery", "battery_shipments"),
        ("unit_shipments", "晶圆|wafer", "wafer_shipments"),
        ("vehicle_sales_volume", "phone|handset|手机", "smartphone_shipments"),
        ("sales_volume", "phone|handset|手机", "smartphone_shipments"),
        ("customers", "企业|政企|enterprise|corporate", "enterprise_customers"),
        ("sales_volume", "新能源(?:汽)?车", "nev_sales_volume"),
        ("vehicle_sales_volume", "新能源", "nev_sales_volume"),
        ("dividend_yield", "treasury|bond|gilt|notes?(?![a-z])|债", "bond_yield"),
        ("net_outflows", "自由现金流", "free_cash_outflow"),
        ("accumulated_losses", "前[一二三四1-4]|年内|上半年|今年", "net_loss"),
        ("stores", r"(?:新增|新开|净增|增设|新设)[^\d,;达总共至]*\Z", "new_stores"),
        ("pe_ratio", r"forward|(?:expect|estimat)ed|预测|预期|[fy]\d\d ?e", "forward_pe_ratio"),
    )
)
"""A concept, words of its clause, and what it is with them."""


def _narrower(scene: Scene, subject: Subject) -> Term | None:
    """A concept made narrower by a word of its clause, or by what was told of before."""
    if subject.end < scene.begin:
        return None
    start = max(scene.begin, subject.start - 16)
    clause = scene.text[start : max(subject.end, scene.start)]
    for concept, words, other in _QUALIFIED:
        if subject.term.concept == concept and words.search(clause):
            return kinship.term_of(other)
    told = list(scene.told())
    if subject.term.concept == "average_selling_price" and told and told[0].concept in _BUYBACKS:
        return kinship.term_of("repurchase_price")
    if scene.words(subject) in _PRICE:
        of_goods = (price for price, words in _GOODS if words.search(clause))
        if price := next(of_goods, None):
            return kinship.term_of(price)
    narrower = kinship.narrower(subject.term)
    return next((t for t in told if t.concept in narrower and fits(t, scene.figure)), None)


def _dividend(scene: Scene, subject: Subject) -> Term | None:
    """A dividend is of the half-year told of before it, and one in all is of the year."""
    in_all = bool(_IN_ALL.search(scene.before))
    last = scene.last()
    if scene.words(subject) in _DIVIDEND and not in_all:
        of_half = last and last.term.concept in _OF_HALVES and fits(last.term, scene.figure)
        return last.term if last and of_half else None
    if subject.term.concept in _OF_HALVES and _IN_ALL.search(scene.before[-24:]):
        return kinship.term_of("dividend_per_share")
    return None


def _at_constant_rates(scene: Scene, subject: Subject) -> Term | None:
    """The growth of revenue as it would be at unchanged exchange rates."""
    if subject.term.concept != "revenue" or scene.figure.unit != "percent":
        return None
    behind = re.split("[,;]", scene.place.after)[0]
    constant = _CONSTANT.search(behind) or _CONSTANT.search(scene.before)
    return kinship.term_of("revenue_constant_currency") if constant else None
