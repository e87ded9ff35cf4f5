"""What to say, in which order: the choice of facts for each place on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reporter.brief import Brief, ChartPlan, Slot
from reporter.concepts import UnitKind
from reporter.facts import Basis, Direction, Fact, Status
from reporter.narrative.messages import (
    Achieved,
    Against,
    FromTo,
    Growth,
    Listed,
    Message,
    Moved,
    Outpaced,
    Ranked,
    Stands,
    Together,
)
from reporter.terms import Glossary

RESULTS = ("income_statement", "non_ifrs", "per_share", "cash_flow", "balance_sheet", "returns")
USERS = ("users",)
MARKETS = ("markets",)
KPI_COUNT = 6


class Planner:
    """Reads the facts of one brief and answers what is worth saying."""

    def __init__(self, brief: Brief, glossary: Glossary) -> None:
        self.brief = brief
        self.glossary = glossary
        self.stated = [fact for fact in brief.facts if not fact.is_derived]
        self.own = [fact for fact in self.stated if fact.entity == brief.issuer.entity]

    def in_groups(self, groups: Sequence[str]) -> list[Fact]:
        """The stated facts whose concept is of those groups, in the brief's order."""
        return [fact for fact in self.stated if self.glossary[fact.concept].group in groups]

    def change_of(self, level: Fact) -> Fact | None:
        """The change that belongs to a level, the yearly one before any other."""
        changes = [
            fact
            for fact in self.brief.facts
            if (fact.concept, fact.entity, fact.period)
            == (level.concept, level.entity, level.period)
            and fact.is_change
        ]
        changes.sort(key=lambda fact: fact.basis is not Basis.YOY)
        return changes[0] if changes else None

    def growths(self, facts: Iterable[Fact]) -> list[Growth]:
        """Each level with its stated change, the largest change first."""
        pairs = [
            Growth(level, change)
            for level in facts
            if level.basis is Basis.LEVEL and not level.is_derived
            if (change := self.change_of(level)) and not change.is_derived
        ]
        return sorted(pairs, key=lambda pair: -_size(pair.change))

    def ratios(self, facts: Iterable[Fact]) -> list[Fact]:
        return [fact for fact in facts if fact.basis in (Basis.RATIO, Basis.SHARE)]

    def headline(self) -> Message | None:
        """Profit on revenue where both are known, else the largest change, else the first fact."""
        growths = self.growths(self.own_results())
        revenue = next((g for g in growths if g.level.concept == "revenue"), None)
        others = [growth for growth in growths if growth is not revenue]
        if revenue and others and _is_money(self.glossary, others[0].level):
            return Achieved(others[0], revenue.level)
        if growths:
            return growths[0]
        first = next(iter(self.own or self.stated), None)
        return self.about(first) if first else None

    def own_results(self) -> list[Fact]:
        return [f for f in self.in_groups(RESULTS) if f.entity == self.brief.issuer.entity]

    def standfirst(self) -> Message | None:
        """The margin then and now, and the users."""
        said: list[Message] = [self.ratio(fact) for fact in self.ratios(self.own_results())[:1]]
        users = self.growths(self.in_groups(USERS))
        if len(users) >= 2:
            said.append(self.pair(users))
        elif users:
            said.append(users[0])
        return Listed(tuple(said)) if said else None

    def ratio(self, fact: Fact) -> Message:
        """A ratio against its year-ago value where that is known."""
        before = self.brief.facts.get(f"{fact.id}_prior")
        return FromTo(before, fact) if before else Stands(fact)

    def pair(self, growths: Sequence[Growth]) -> Together:
        first, second = sorted(growths[:2], key=lambda g: self.stated.index(g.level))
        return Together(first, second)

    def about(self, fact: Fact) -> Message:
        """All that can be said of one fact."""
        if fact.is_change:
            return Moved(fact)
        change = self.change_of(fact)
        return Growth(fact, change) if change and not change.is_derived else Stands(fact)

    def statements(self, facts: Sequence[Fact]) -> list[Message]:
        """Every fact said once: a change with its level, a level alone where nothing changed."""
        said: list[Message] = []
        done: set[str] = set()
        for fact in facts:
            if fact.id in done:
                continue
            level = self.level_of(fact) if fact.is_change else fact
            message = self.about(level or fact)
            done |= {fact.id, *_ids(message)}
            said.append(message)
        return said

    def level_of(self, change: Fact) -> Fact | None:
        return self.brief.facts.first(
            concept=change.concept, entity=change.entity, period=change.period, basis=Basis.LEVEL
        )

    def finding(self, facts: Sequence[Fact]) -> Message:
        """The one thing that several facts together show."""
        changes = [fact for fact in facts if fact.is_change]
        if len({f.entity for f in changes}) >= 3 and len({f.basis for f in changes}) == 1:
            return Ranked(tuple(sorted(changes, key=_signed, reverse=True)))
        if len(changes) >= 2 and all(f.direction is Direction.UP for f in changes):
            ordered = sorted(changes, key=_size, reverse=True)
            if ordered[0].concept != ordered[-1].concept:
                return Outpaced(ordered[0], ordered[-1])
        levels = [fact for fact in facts if not fact.is_change]
        if len(levels) >= 2 and levels[0].concept == levels[1].concept:
            if levels[0].entity != levels[1].entity:
                return Against(levels[0], levels[1])
        return self.about(facts[0])

    def kpis(self) -> tuple[str, ...]:
        """The issuer's levels and ratios, results before users before the rest."""
        order = {group: index for index, group in enumerate((*RESULTS, *USERS))}
        chosen = [fact for fact in self.own if not fact.is_change and not fact.soft]
        chosen.sort(key=lambda fact: order.get(self.glossary[fact.concept].group, len(order)))
        unique = {fact.concept: fact.id for fact in reversed(chosen)}
        return tuple(f.id for f in chosen if unique.get(f.concept) == f.id)[:KPI_COUNT]

    def hero(self) -> ChartPlan | None:
        """Growth of the measures that have both a level and a change."""
        growths = self.growths(self.own_results()) or self.growths(self.in_groups(USERS))
        if not growths:
            return None
        ids = [fact.id for growth in growths[:3] for fact in (growth.level, growth.change)]
        return ChartPlan("level_growth", tuple(ids), Slot.FULL)

    def charts(self, facts: Sequence[Fact]) -> tuple[ChartPlan, ...]:
        """The charts that a group of facts can carry by itself."""
        moved = [f for f in facts if f.is_change and f.quantity.unit == "percent"]
        shares = [f for f in facts if f.basis is Basis.SHARE]
        plans = []
        if len({f.entity for f in moved}) >= 3:
            plans.append(ChartPlan("ranked_bars", tuple(f.id for f in moved), Slot.FULL))
        if shares:
            plans.append(ChartPlan("share_bar", tuple(f.id for f in shares), Slot.FULL))
        return tuple(plans)

    def sections(self) -> list[tuple[str, list[Fact]]]:
        """The facts under heads: what has been achieved by field, then what is expected."""
        parts: dict[str, list[Fact]] = {}
        for fact in self.stated:
            parts.setdefault(self._section(fact), []).append(fact)
        order = ["results", "users", *sorted(parts.keys() - _PLACED), "market", "outlook"]
        return [(name, parts[name]) for name in order if name in parts]

    def _section(self, fact: Fact) -> str:
        group = self.glossary[fact.concept].group
        if fact.status is not Status.ACTUAL:
            return "outlook"
        if group in RESULTS:
            return "results"
        return {"users": "users", "markets": "market"}.get(group, group)


_PLACED = frozenset({"results", "users", "market", "outlook"})


def _ids(message: Message) -> set[str]:
    match message:
        case Growth(level, change):
            return {level.id, change.id}
        case Moved(fact) | Stands(fact):
            return {fact.id}
    return set()


def _size(fact: Fact) -> float:
    return float(fact.quantity.ends[-1])


def _signed(fact: Fact) -> float:
    return -_size(fact) if fact.direction is Direction.DOWN else _size(fact)


def _is_money(glossary: Glossary, fact: Fact) -> bool:
    return glossary[fact.concept].unit is UnitKind.MONEY
