"""The concept that each figure measures: named before it, behind it, or by a figure it follows."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field, replace

from reporter.extract import kinship
from reporter.extract.changes import Change
from reporter.extract.figure_lists import Group, groups_of, listed
from reporter.extract.fitting import figure_of, fits
from reporter.extract.naming import (
    counted_next,
    named_behind,
    named_close,
    named_earlier,
    named_next,
    named_within,
    part_of,
    per_share,
    share_of_named,
)
from reporter.extract.scene import Reading, Scene
from reporter.extract.sentences import Place, Sentence
from reporter.extract.stray import stray_noun
from reporter.extract.subjects import Subject
from reporter.extract.trading import traded
from reporter.extract.units import is_claimed
from reporter.facts import Direction
from reporter.quantity import UnitKind, unit_kind


@dataclass(slots=True)
class SubjectInForce:
    """What is in force as a text is read from its start on.

    `named` are the words of the text that name a measure which the glossary does not have.
    """

    named: tuple[int, int] | None = None
    _here: deque[Reading] = field(default_factory=lambda: deque(maxlen=24))
    _earlier: deque[Reading] = field(default_factory=lambda: deque(maxlen=24))
    _sentence: Sentence | None = None
    _groups: tuple[Group, ...] = ()

    def read(self, place: Place, change: Change) -> Subject | None:
        """The concept of a figure; the figures of a text are to be asked for in order."""
        if place.sentence is not self._sentence:
            self._sentence, self._groups = place.sentence, groups_of(place.sentence)
            self._earlier.extend(self._here)
            self._here.clear()
        figure = figure_of(place, change.kind)
        scene = Scene(place, figure, tuple(self._here), tuple(self._earlier))
        subject = self._subject(scene)
        if subject:
            subject = _settled(scene, subject, change)
        if not place.mention.weak or is_claimed(place, subject):
            self._here.append(Reading(subject, figure, place.index, _end(place, subject)))
        return subject

    def _subject(self, scene: Scene) -> Subject | None:
        self.named = None
        if subject := listed(scene, self._groups) or part_of(scene) or per_share(scene):
            return subject
        noun = stray_noun(scene.text, scene.begin, scene.start)
        close = named_close(scene)
        if noun and close and close.end < noun[1]:
            close = None
        if close and not close.sure and close.term.concept not in _OF_STORES:
            close = counted_next(scene) or close
        if subject := named_behind(scene, close) or close or named_within(scene):
            return subject
        if noun:
            self.named = noun
            return None
        return (
            traded(scene)
            or named_next(scene)
            or named_earlier(scene)
            or share_of_named(scene)
            or scene.last_fitting(scene.here)
            or named_earlier(scene, sure=False)
            or scene.last_fitting(scene.earlier[-3:])
        )


_OF_STORES = frozenset({"new_stores", "store_closures", "job_cuts"})


def _end(place: Place, subject: Subject | None) -> int:
    """Where a figure ends, with the words behind it that name it."""
    end = place.mention.outer_end
    return max(end, subject.end) if subject and subject.start >= place.mention.start else end


def _settled(scene: Scene, subject: Subject, change: Change) -> Subject:
    """The subject as the figures before it, and its sign, show it to be meant."""
    subject = replace(subject, term=kinship.whole(subject.term))
    words = scene.text[subject.start : subject.end]
    if words in _MARGIN:
        subject = _last_margin(scene, subject)
    elif words in _LOSS:
        subject = _kin(scene, subject, kinship.LOSSES, kinship.loss)
    elif words in _PROFIT:
        subject = _kin(scene, subject, kinship.PROFITS, kinship.profit)
    figure = scene.figure
    beyond = figure.unit == "percent" and figure.value > 100 and change.direction is Direction.DOWN
    negative = not figure.is_change and figure.words.startswith("-")
    if (beyond or negative) and (term := kinship.profit(subject.term)):
        return replace(subject, term=term)
    if "(loss)" in words and "(" in figure.words and (term := kinship.loss(subject.term)):
        return replace(subject, term=term)
    if _EXCLUDING.search(scene.before) or _EXCLUDING.search(re.split("[.;]", scene.after)[0][:32]):
        if subject.term.concept in _PLAIN and (term := kinship.adjusted(subject.term)):
            return replace(subject, term=term)
    if (qualified := _qualified(scene, subject)) is not subject:
        return qualified
    if words in _DIVIDEND and not _TOTAL.search(scene.before):
        last = scene.here[-1].subject if scene.here else None
        if last and last.term.concept in _DIVIDENDS and fits(last.term, figure):
            return last
    if subject.term.concept in _DIVIDENDS and _TOTAL.search(scene.before[-24:]):
        return replace(subject, term=kinship.term_of("dividend_per_share") or subject.term)
    if subject.term.concept == "revenue" and figure.is_change and _is_constant(scene):
        return replace(subject, term=kinship.term_of("revenue_constant_currency") or subject.term)
    return subject


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
        ("customers", "企业|政企|enterprise|corporate", "enterprise_customers"),
        ("sales_volume", "(?<!电池)新能源(?:汽)?车", "nev_sales_volume"),
        ("vehicle_sales_volume", "新能源", "nev_sales_volume"),
        ("dividend_yield", "treasury|bond|gilt|notes?(?![a-z])|债", "bond_yield"),
        ("net_outflows", "自由现金流", "free_cash_outflow"),
        ("accumulated_losses", "前[一二三四1-4]|年内|上半年|今年", "net_loss"),
        ("pe_ratio", "forward|预测|预期|[fy]\\d\\d ?e", "forward_pe_ratio"),
    )
)


def _qualified(scene: Scene, subject: Subject) -> Subject:
    """A concept made narrower by a word of its clause."""
    if subject.end < scene.begin:
        return subject
    clause = scene.text[max(scene.begin, subject.start - 16) : max(subject.end, scene.start)]
    for concept, words, other in _QUALIFIED:
        if subject.term.concept == concept and words.search(clause):
            return replace(subject, term=kinship.term_of(other) or subject.term)
    last = next((r.subject.term.concept for r in scene.past() if r.subject), None)
    if subject.term.concept == "average_selling_price" and last in _BUYBACKS:
        return replace(subject, term=kinship.term_of("repurchase_price") or subject.term)
    specific = kinship.SPECIFIC.get(subject.term.concept, ())
    told = (reading.subject.term for reading in scene.past() if reading.subject)
    known = next((t for t in told if t.concept in specific and fits(t, scene.figure)), None)
    return replace(subject, term=known) if known else subject


_EXCLUDING = re.compile(r"(?<![a-z])(?:excluding|stripping out|before exceptional|on an adjusted basis)(?![a-z])|剔除|撇除")
_PLAIN = frozenset({"net_profit", "net_loss", "eps_basic", "eps_diluted", "net_profit_attributable"})
_BUYBACKS = frozenset({"share_repurchases", "repurchased_shares"})
_DIVIDEND = frozenset("派 派息 派发 股息 dividend".split())
_DIVIDENDS = frozenset({"interim_dividend_per_share", "final_dividend_per_share"})
_TOTAL = re.compile(r"合共|合计|全年|总计|(?:total|full[- ]year|for the year)[^,;]{0,12}\Z")
_CONSTANT = re.compile(r"(?:固定|不变|恒定)汇率|(?:constant|fixed)[- ](?:currency|currencies|exchange rates?|rates?)")


def _is_constant(scene: Scene) -> bool:
    """Whether a change is told beside another as it would be at unchanged exchange rates."""
    clause = re.split("[,;]", scene.after)[0]
    return bool(_CONSTANT.search(clause) or _CONSTANT.search(scene.before))


_MARGIN = frozenset("利润率 margin margins".split())
_LOSS = frozenset("亏损 亏 蚀 亏损额 loss losses lost".split())
_PROFIT = frozenset("利润 溢利 盈利 获利 赚 profit profits earnings income earned".split())


def _kin(scene: Scene, subject: Subject, table, kin) -> Subject:  # type: ignore[no-untyped-def]
    """A profit beside a loss, or a loss beside a profit, is of the same kind as the other."""
    for phrase in reversed(scene.named()):
        of_loss = kin is kinship.loss and phrase.end <= subject.start and "," not in scene.text[phrase.end : subject.start]
        if of_loss and (term := kin(phrase.meaning.terms[0])) and fits(term, scene.figure):
            return replace(subject, term=term)
    told = scene.here
    if not told and scene.text[:subject.start].endswith("the "):
        told = scene.earlier[-1:]
    last = next((r.subject.term for r in reversed(told) if r.subject), None)
    if not last:
        return subject
    term = last if last.concept in table.values() else kin(last)
    return replace(subject, term=term) if term and fits(term, scene.figure) else subject


def _last_margin(scene: Scene, subject: Subject) -> Subject:
    """The margin of the profit told of just before, or the margin that was told of last."""
    told = [reading.subject.term for reading in scene.past() if reading.subject]
    of_last = [kinship.margin(term) for term in told[:1]]
    for term in (*of_last, *told):
        if term and term.concept.endswith("margin"):
            return replace(subject, term=term)
    return subject
