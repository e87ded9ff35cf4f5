"""Messages in Chinese, as templates; Traditional Chinese is these words converted.

A clause carries no full stop: the caller joins clauses with ； and closes the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reporter.brief import Brief
from reporter.facts import Basis, Fact, Status
from reporter.languages import Language
from reporter.narrative.messages import (
    Achieved,
    Caption,
    FromTo,
    Growth,
    Listed,
    MadeOf,
    Message,
    Moved,
    Outpaced,
    Owed,
    PartOf,
    Passage,
    Profile,
    Ranked,
    Stands,
    Times,
    Together,
    When,
)
from reporter.narrative.phrases import change, fact, is_part, level, name, period, term
from reporter.periods import PeriodKind
from reporter.quantity import Bound
from reporter.terms import Glossary

_STATUS: Mapping[Status, str] = {
    Status.ACTUAL: "",
    Status.FORECAST: "预计",
    Status.TARGET: "目标",
    Status.GUIDANCE: "指引",
    Status.CONSENSUS: "市场预期",
    Status.POTENTIAL: "或",
    Status.SUPERSEDED: "原报",
}
_PER = {"day": "每天", "week": "每周", "month": "每月", "year": "每年"}
_SAID_PER = ("日", "每", "单月", "月均")
_BASES = {Basis.YOY: "同比", Basis.QOQ: "环比", Basis.MOM: "环比", Basis.YTD: "年初至今"}
_MARKS = {
    "derived": "虚框为推算",
    "hollow": "空心为推算",
    "dashed": "虚线为推算",
    "over": "箭头表示超过",
    "more": "箭头表示或以上",
    "close": "虚线表示接近",
    "under": "虚线表示不足",
    "about": "末端渐淡表示约数",
    "extended": "浅色为续写部分",
}
_LONG_NAME = 5


class Chinese:
    """The realiser; the issuer needs no naming unless it stands among others."""

    def __init__(self, brief: Brief, glossary: Glossary, *, among_others: bool = False) -> None:
        self.issuer = "" if among_others else brief.issuer.entity
        self.entities = brief.entities
        self.glossary = glossary

    def sentence(self, message: Message) -> str:
        if isinstance(message, Passage):
            return "".join(map(self.sentence, message.messages))
        return self.clause(message) + "。"

    def clause(self, message: Message) -> str:
        match message:
            case Growth():
                return self._growth(message)
            case Achieved(main, on):
                return (
                    f"{self._subject(main.change)}{change(main.change, 'clause')}至"
                    f"{fact(main.level)}，{term(on)}{fact(on)}"
                )
            case Together(first, second):
                return self._together(first, second)
            case Outpaced(faster, slower):
                return (
                    f"{term(faster)}{change(faster, 'clause')}，快于{term(slower)}的{fact(slower)}"
                )
            case Moved(moved):
                return f"{_setting(moved)}{self._subject(moved)}{self._said(moved)}"
            case Stands(of):
                return f"{_setting(of)}{self._subject(of)}{self._said(of)}"
            case FromTo(before, after, rose):
                way = "升至" if rose else "降至"
                return f"{self._subject(after)}由{_implied(before)}{fact(before)}{way}{fact(after)}"
            case Ranked(facts):
                return self._ranked(facts)
            case Times(ours, theirs, ratio):
                return (
                    f"{self._subject(ours)}为{level(ours, self.glossary)}，"
                    f"是{name(theirs.entity)}的{fact(ratio)}"
                )
            case PartOf(part, whole, ratio):
                return f"{term(part)}相当于{term(whole)}的{fact(ratio)}"
            case MadeOf(total, main):
                return (
                    f"{self._subject(total)}{change(total, 'clause')}，主要来自{term(main)}的增长"
                )
            case Owed(increase, part):
                return f"利润多{fact(increase)}，{fact(part)}来自利润率"
            case Profile(facts):
                return self._profile(facts)
            case When(of, inner):
                return f"{self.when(of)}{self.clause(inner)}"
            case Listed(messages) | Passage(messages):
                return "；".join(map(self.clause, messages))

    def heading(self, message: Message) -> str:
        """A title: the clause with no stop; only the finding of a long one."""
        match message:
            case Outpaced(faster, slower):
                return f"{term(faster)}增速快于{term(slower)}"
            case Achieved(main, on):
                grew = f"{self._subject(main.change)}{change(main.change, 'verb')}"
                return f"{grew}至{fact(main.level)}，{term(on)}{fact(on)}"
            case Growth(_, moved):
                return f"{self._subject(moved)}{change(moved, 'clause')}"
            case Moved(of) | Stands(of):
                setting = _against(of) if of.basis is Basis.RATIO else ""
                return f"{setting}{self._subject(of)}{self._said(of)}"
            case Ranked(facts, ours):
                return _led(facts, ours)
            case Profile((first, *_)):
                return f"{self._subject(first)}{self._said(first)}"
            case When(_, inner):
                return self.heading(inner)
            case Listed((first, *_)) | Passage((first, *_)):
                return self.heading(first)
            case _:
                return self.clause(message)

    def when(self, of: Fact) -> str:
        return "" if of.period.kind is PeriodKind.UNSPECIFIED else f"{period(of)}，"

    def caption(self, caption: Caption) -> str:
        """A subtitle: 同比，2024年四季度；虚框为推算."""
        parts = ["与".join(map(term, caption.measures))]
        if caption.axes:
            across, up, area = map(term, caption.axes)
            parts = [f"横轴为{across}，纵轴为{up}，面积为{area}"]
        bases = {of.basis for of in caption.facts if of.is_change}
        parts += [_BASES.get(basis, "") for basis in bases if len(bases) == 1]
        first = caption.facts[0]
        parts += [f"据{name(first.said_by)}" if first.said_by else ""]
        parts += [f"与{name(first.against)}相比" if first.against else ""]
        parts += ["与".join(period(of, "short") for of in caption.periods)]
        marks = "，".join(_MARKS[mark] for mark in caption.marks)
        return "；".join(filter(None, ("，".join(filter(None, parts)), marks)))

    def _growth(self, growth: Growth) -> str:
        of, moved, before = growth.level, growth.change, growth.before
        if before is None:
            return f"{self._subject(of)}{fact(of)}，{change(moved)}"
        way = "升至" if moved.direction == "up" else "降至"
        return (
            f"{self._subject(of)}由{_implied(before)}{fact(before)}{way}{fact(of)}，{change(moved)}"
        )

    def _together(self, first: Growth, second: Growth) -> str:
        levels = "、".join(f"{term(g.level)}{fact(g.level)}" for g in (first, second))
        if first.change.direction is not second.change.direction:
            return f"{levels}，前者{change(first.change)}，后者{change(second.change)}"
        return f"{levels}，分别{change(first.change, 'clause')}和{fact(second.change)}"

    def _ranked(self, facts: Sequence[Fact]) -> str:
        basis = _BASES.get(facts[0].basis)
        said = "，".join(f"{name(of.entity)}{change(of, 'verb')}" for of in facts)
        return f"{term(facts[0])}{basis}：{said}" if basis else said

    def _profile(self, facts: Sequence[Fact]) -> str:
        said = "，".join(f"{self._measure(of)}{self._said(of)}" for of in facts)
        when = self.when(facts[0]).removesuffix("，")
        return f"{name(facts[0].entity)}{f'（{when}）' if when else ''}：{said}"

    def _said(self, of: Fact) -> str:
        """The predicate: a status, a verb, a figure."""
        status = _STATUS[of.status]
        if of.is_change and not of.concept.startswith("profit_from_"):
            return f"{status}{change(of, 'verb' if status else 'clause')}"
        is_ratio = of.basis in (Basis.SHARE, Basis.RATIO)
        is_bare = of.quantity.bound is Bound.EXACT and not of.quantity.is_range
        joint = "为" if (is_ratio and is_bare) or of.status not in _WITHOUT_JOINT else ""
        return f"{status}{joint}{self._per(of)}{level(of, self.glossary)}"

    def _per(self, of: Fact) -> str:
        words = self.glossary[of.concept].name(Language.ZH_HANS)
        if of.per is None or any(said in words for said in _SAID_PER):
            return ""
        return _PER.get(of.per, "")

    def _subject(self, of: Fact) -> str:
        """Whose, unless it is the issuer's own; an index is its own subject."""
        if of.concept == "index_level":
            return name(of.entity)
        if of.entity == self.issuer:
            return self._measure(of)
        is_long = len(self.entities[of.entity].name(Language.ZH_HANS)) > _LONG_NAME
        return f"{name(of.entity)}{'的' if is_long else ''}{self._measure(of)}"

    def _measure(self, of: Fact) -> str:
        return term(of) + ("占比" if is_part(of, self.glossary) else "")


_WITHOUT_JOINT = frozenset({Status.ACTUAL, Status.FORECAST, Status.CONSENSUS})


def _implied(of: Fact) -> str:
    return "推算的" if of.is_derived else ""


def _setting(of: Fact) -> str:
    """Who says it, and what it is compared with."""
    return (f"据{name(of.said_by)}，" if of.said_by else "") + _against(of)


def _against(of: Fact) -> str:
    return f"与{name(of.against)}相比，" if of.against else ""


def _led(facts: Sequence[Fact], ours: Fact | None) -> str:
    lead = f"{name(facts[0].entity)}{change(facts[0], 'verb')}居首"
    other = facts[-1] if ours is None or ours is facts[0] else ours
    return f"{lead}，{name(other.entity)}{change(other, 'verb')}"
