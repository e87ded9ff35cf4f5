"""What to say, in which order: the choice of facts for each place on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from reporter.brief import Brief, ChartPlan
from reporter.concepts import UnitKind
from reporter.facts import Basis, Fact, Status
from reporter.narrative import charts
from reporter.narrative.drawn import finding, from_to, outpaced, ranked, size, times
from reporter.narrative.messages import (
    Achieved,
    FromTo,
    Growth,
    Listed,
    Message,
    Moved,
    Passage,
    Profile,
    Stands,
    When,
)
from reporter.quantity import Bound
from reporter.related import change_of, level_of, start_of_year, year_ago
from reporter.relations import company_of
from reporter.terms import Glossary

RESULTS = ("income_statement", "non_ifrs", "per_share", "cash_flow", "balance_sheet", "returns")
USERS = ("users",)
KPI_COUNT = 6
ABREAST = 3
"""How many short sentences make a paragraph."""


class Planner:
    """Reads the facts of one brief and answers what is worth saying."""

    def __init__(self, brief: Brief, glossary: Glossary) -> None:
        self.brief = brief
        self.facts = brief.facts
        self.glossary = glossary
        self.issuer = brief.issuer.entity
        self.stated = _once(brief.facts.where(derived=False))
        self.own = [fact for fact in self.stated if self.is_own(fact)]

    def is_own(self, fact: Fact) -> bool:
        """Whether it is the issuer's, or of the app that bears its name."""
        return company_of(fact.entity) == self.issuer

    def in_groups(self, groups: Sequence[str]) -> list[Fact]:
        """The issuer's own facts whose concept is of those groups, in the brief's order."""
        return [fact for fact in self.own if self.glossary[fact.concept].group in groups]

    def growths(self, facts: Iterable[Fact]) -> list[Growth]:
        """Each level with its stated change, the largest change first."""
        pairs = [
            Growth(level, change)
            for level in facts
            if level.basis is Basis.LEVEL
            if (change := change_of(self.facts, level)) and not change.is_derived
        ]
        return sorted(pairs, key=lambda pair: -size(pair.change))

    def headline(self) -> Message | None:
        """Profit on revenue where both are known, else the largest change, else the first fact."""
        growths = self.growths(self.in_groups(RESULTS))
        revenue = next((g for g in growths if g.level.concept == "revenue"), None)
        others = [growth for growth in growths if growth is not revenue]
        if revenue and others and self.glossary[others[0].level.concept].unit is UnitKind.MONEY:
            return Achieved(others[0], revenue.level)
        if growths:
            return growths[0]
        first = next(iter(self.own or self.stated), None)
        return self.about(first) if first else None

    def standfirst(self) -> Message | None:
        """The margin then and now, or the users where there is none."""
        ratios = (f for f in self.in_groups(RESULTS) if f.basis in (Basis.RATIO, Basis.SHARE))
        said: list[Message] = [self.ratio(fact) for fact in ratios]
        said += self.growths(self.in_groups(USERS))
        return said[0] if said else None

    def ratio(self, fact: Fact) -> Message:
        """A ratio against its year-ago value where that is known."""
        before = year_ago(self.facts, fact)
        return from_to(before, fact) if before else Stands(fact)

    def about(self, fact: Fact, *, before: bool = False) -> Message:
        """All that can be said of one fact; with `before`, of the year ago too."""
        if fact.is_change:
            return Moved(fact)
        change = change_of(self.facts, fact)
        prior = (before and year_ago(self.facts, fact)) or (change and self.start(change)) or None
        if change and (before or not change.is_derived):
            return Growth(fact, change, prior)
        return from_to(prior, fact) if prior else Stands(fact)

    def start(self, change: Fact) -> Fact | None:
        return start_of_year(self.facts, change)

    def statements(self, facts: Sequence[Fact], *, before: bool = False) -> list[Message]:
        """Every fact said once: a change with its level, a level with where it came from."""
        said: list[Message] = []
        done: set[str] = set()
        for fact in facts:
            level = level_of(self.facts, fact) if fact.is_change else fact
            message = self.about(level or fact, before=before)
            if fact.id not in done and not self._is_start(fact, facts):
                said.append(message)
            done |= {fact.id, *_ids(message)}
        return said

    def _is_start(self, fact: Fact, facts: Sequence[Fact]) -> bool:
        """Whether another of the facts is a change that says where it began."""
        changes = (other for other in facts if other.basis is Basis.YTD)
        return any(self.start(change) == fact for change in changes)

    def paragraphs(self, facts: Sequence[Fact]) -> list[Message]:
        """The facts of one field as paragraphs: the issuer's own first, then who else there is."""
        own = [fact for fact in facts if self.is_own(fact)]
        prices = ranked([f for f in facts if self._is_price(f)], self.issuer)
        if prices:
            facts = [fact for fact in facts if not self._is_price(fact)]
            own = []
        first = [self._of_period(group) for group in _by(own, lambda f: (str(f.period),))]
        others = [fact for fact in facts if fact not in own]
        since = {fact.entity for fact in others if fact.basis is Basis.YTD}
        groups = _by(others, lambda f: (f.entity, "" if f.entity in since else str(f.period)))
        rest = [sentence for group in groups for sentence in self._of_entity(group)]
        sentences = [*([prices] if prices else ()), *rest]
        chunks = [sentences[i : i + ABREAST] for i in range(0, len(sentences), ABREAST)]
        return [*(Passage(tuple(some)) for some in (first, *chunks) if some)]

    def _is_price(self, fact: Fact) -> bool:
        return self.glossary[fact.concept].price and fact.is_change and not self._has_level(fact)

    def _has_level(self, change: Fact) -> bool:
        return level_of(self.facts, change) is not None

    def _of_period(self, facts: Sequence[Fact]) -> Message:
        return When(facts[0], Listed(tuple(self.statements(facts))))

    def _of_entity(self, facts: Sequence[Fact]) -> list[Message]:
        """What is plain in one breath; what somebody says or compares in sentences of its own."""
        plain = [f for f in facts if not (f.said_by or f.against or f.status is not Status.ACTUAL)]
        others = [fact for fact in facts if fact not in plain]
        said = self.statements(plain)
        levels = [f for m in said for f in ([m.fact] if isinstance(m, Stands) else [])]
        levels += [m.change for m in said if isinstance(m, Moved)]
        if len(said) > 1 and len(levels) == len(said):
            said = [Profile(tuple(levels))]
        elif plain and not any(fact.basis is Basis.YTD for fact in plain):
            said = [When(plain[0], Listed(tuple(said)))]
        return [*said, *(When(fact, self.about(fact)) for fact in others)]

    def finding(self, facts: Sequence[Fact], kind: str = "") -> Message:
        """The one thing that several facts together show."""
        own = [fact for fact in facts if self.is_own(fact)]
        firm = [fact for fact in own or facts if not fact.soft] or list(facts)
        firm.sort(key=lambda fact: fact.quantity.bound is not Bound.EXACT)
        return (
            finding(kind, facts, self.facts, self.issuer)
            or ranked(facts, self.issuer)
            or outpaced(own)
            or times(facts, self.facts)
            or self.about(facts[-1] if kind == "timeline" else firm[0])
        )

    def kpis(self) -> tuple[str, ...]:
        """The issuer's levels and ratios, results before users before the rest."""
        order = {group: index for index, group in enumerate((*RESULTS, *USERS))}
        chosen = [f for f in self.own if not f.is_change and not f.soft and f.status is _ACTUAL]
        chosen.sort(key=lambda fact: order.get(self.glossary[fact.concept].group, len(order)))
        return tuple(fact.id for fact in _one_a_concept(chosen))[:KPI_COUNT]

    def rows(self, facts: Sequence[Fact]) -> tuple[str, ...]:
        """The facts for a table of results: the issuer's levels, one a concept."""
        levels = [fact for fact in facts if self.is_own(fact) and not fact.is_change]
        return tuple(fact.id for fact in _one_a_concept(levels))

    def priors(self, rows: Sequence[str]) -> list[Fact]:
        """What a table of those facts shows beside them: each a year before."""
        before = (year_ago(self.facts, self.facts[fact_id]) for fact_id in rows)
        return [fact for fact in before if fact]

    def hero(self) -> ChartPlan | None:
        growths = self.growths(self.in_groups(RESULTS)) or self.growths(self.in_groups(USERS))
        return charts.hero(growths, self.facts)

    def charts(self, facts: Sequence[Fact]) -> tuple[ChartPlan, ...]:
        return charts.for_facts(facts, self.facts)

    def sections(self) -> list[tuple[str, list[Fact]]]:
        """The facts under heads: what has been achieved by field, then what is expected."""
        parts: dict[str, list[Fact]] = {}
        for fact in self.stated:
            parts.setdefault(self._section(fact), []).append(fact)
        fields = sorted(parts.keys() - _PLACED, key=lambda name: (-len(parts[name]), name))
        order = ["results", "users", *fields, "market", "outlook"]
        return [(name, parts[name]) for name in order if name in parts]

    def _section(self, fact: Fact) -> str:
        group = self.glossary[fact.concept].group
        if fact.status is not Status.ACTUAL:
            return "outlook"
        if group in RESULTS:
            return "results"
        return {"users": "users", "markets": "market"}.get(group, group)


_ACTUAL = Status.ACTUAL
_PLACED = frozenset({"results", "users", "market", "outlook"})


def _once(facts: Iterable[Fact]) -> list[Fact]:
    """Each statement once, however often the source makes it."""
    unique: dict[object, Fact] = {}
    for fact in facts:
        key = (fact.concept, fact.entity, fact.period, fact.basis, fact.per, fact.quantity)
        unique.setdefault(key, fact)
    return list(unique.values())


def _one_a_concept(facts: Sequence[Fact]) -> list[Fact]:
    first: dict[str, Fact] = {}
    for fact in facts:
        first.setdefault(fact.concept, fact)
    return list(first.values())


def _by(facts: Sequence[Fact], key: Callable[[Fact], tuple[str, ...]]) -> list[list[Fact]]:
    """The facts in groups of one key, in the order of their first."""
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        groups.setdefault(key(fact), []).append(fact)
    return list(groups.values())


def _ids(message: Message) -> set[str]:
    match message:
        case Growth(level, change, before):
            return {level.id, change.id} | ({before.id} if before else set())
        case FromTo(before, after):
            return {before.id, after.id}
        case Moved(fact) | Stands(fact):
            return {fact.id}
    return set()
