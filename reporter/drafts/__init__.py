"""Briefs to review, drafted from articles: every figure with its span, the doubtful ones marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from reporter.articles import Article
from reporter.drafts.agreement import agreeing
from reporter.drafts.entries import SOURCE, entries_of
from reporter.drafts.model import Draft, Entry
from reporter.drafts.naming import Naming, names_of
from reporter.extract import Candidate
from reporter.extract.about import About, about
from reporter.facts import Status
from reporter.periods import Period, PeriodKind
from reporter.quantity import UnitKind, unit_kind
from reporter.sources.rows import Vocabulary
from reporter.terms import load_glossary

__all__ = ["Draft", "Entry", "draft_of", "issuer_in"]

_RESULTS = "income_statement"


def issuer_in(article: Article, name: str) -> str:
    """A name as the article's own script has it: 快手 for Kuaishou; empty for none."""
    return names_of(name).get(about(article.text).language, name) if name else ""


def draft_of(
    article: Article,
    candidates: Sequence[Candidate],
    *,
    published: date | None = None,
    issuer: str = "",
) -> Draft:
    """A brief of an article's candidates; what the article does not say of itself may be given."""
    said = about(article.text)
    day, doubt = _day(said, candidates) if published is None else (published, "")
    whose = issuer or said.issuer or _most([one.entity for one in candidates if one.entity])
    period = _period(candidates, whose) or Period(PeriodKind.YEAR, day.year - 1, fiscal=True)
    naming = Naming.of(whose, (one.entity for one in candidates), period)
    ids = frozenset(naming.entities.values())
    words = Vocabulary(load_glossary(), ids, frozenset({SOURCE}), period=period)
    rows = tuple(entries_of(candidates, article.text, said.language, naming))
    facts, held_back = agreeing(rows, words, day)
    currency = _most([entry.candidate.unit for entry in facts if _is_money(entry.candidate)])
    return Draft(
        article=article,
        language=said.language,
        naming=naming,
        published=day,
        undated=doubt,
        currency=currency or "CNY",
        facts=facts,
        held_back=held_back,
    )


def _day(said: About, candidates: Sequence[Candidate]) -> tuple[date, str]:
    """When an article came out, and what is doubtful about that."""
    if said.published:
        return said.published, "" if said.dated else "reckoned from what the article reports"
    if last := _last_day(candidates):
        return last, "not in the article: the end of the last period it reports"
    return date.today(), "not in the article: the day of this draft"


def _period(candidates: Sequence[Candidate], issuer: str) -> Period | None:
    """The period that most results of the issuer are for, else most of its figures, else any."""
    groups = {term.concept: term.group for term in load_glossary()}
    dated = [one for one in candidates if one.period.start and one.status is Status.ACTUAL]
    own = [one for one in dated if one.concept and one.entity in ("", issuer)]
    told = [one for one in own if groups[one.concept] == _RESULTS and not _is_day(one.period)]
    periods = Counter(one.period for one in told or own or dated)
    return periods.most_common(1)[0][0] if periods else None


def _is_day(period: Period) -> bool:
    return period.kind is PeriodKind.DAY


def _last_day(candidates: Sequence[Candidate]) -> date | None:
    """The end of the last period that the article has results for."""
    ends = (one.period.end for one in candidates if one.status is Status.ACTUAL)
    return max(filter(None, ends), default=None)


def _is_money(candidate: Candidate) -> bool:
    return unit_kind(candidate.unit) is UnitKind.MONEY


def _most(names: Sequence[str]) -> str:
    """The name that comes most often; empty where there is none."""
    counted = Counter(names).most_common(1)
    return counted[0][0] if counted else ""
