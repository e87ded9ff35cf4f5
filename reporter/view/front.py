"""Page 1: who reports what, and the figures that matter most."""

from __future__ import annotations

from reporter.brief import Audit, KeyPoint
from reporter.facts import Basis, Direction, Fact
from reporter.formats import Figure, legible, parts, print_change, print_date
from reporter.formats.digits import MINUS
from reporter.languages import Edition, Language
from reporter.periods import print_period
from reporter.quantity import Bound, Quantity, UnitKind, unit_kind, unit_of
from reporter.related import year_ago
from reporter.speech import Speaker
from reporter.terms import words
from reporter.typography import Html, typeset_text
from reporter.view.labels import Desk, capitalised, joined, short_period
from reporter.view.model import KeyPointView, Kpi, Label, Line, Masthead

_AUDIT_WORDS = {
    Audit.AUDITED: "audited",
    Audit.UNAUDITED: "unaudited",
    Audit.UNSTATED: "audit_unstated",
}


def masthead(desk: Desk) -> Masthead:
    """The head of page 1."""
    brief = desk.brief
    unit = desk.each(lambda s: f"{capitalised(words('unit', s.language))}{_colon(s)}{_money(s)}")
    audit = desk.word(_AUDIT_WORDS[brief.audit], capital=False)
    return Masthead(
        issuer=desk.each(lambda s: brief.issuer.names[s.language]),
        codes=" · ".join(brief.issuer.codes),
        kind=desk.word("earnings_brief"),
        period=desk.period(brief.period),
        ended=desk.each(_ended) if brief.period_end else (),
        published=desk.each(lambda s: print_date(brief.published, s.language)),
        basis=joined(unit, audit, between=("；", "; ")),
    )


def _ended(speaker: Speaker) -> str:
    """The day that the brief's period ended, where that is not the end of its month."""
    day = speaker.brief.period_end
    said = print_date(day, speaker.language) if day else ""
    return capitalised(words("ended_on", speaker.language).format(day=said))


def _colon(speaker: Speaker) -> str:
    return "：" if speaker.language.is_chinese else ": "


def _money(speaker: Speaker) -> str:
    if speaker.brief.currency == "CNY":
        return words("renminbi", speaker.language)  # 元 says too little at the head of a page
    return unit_of(speaker.brief.currency).word(speaker.language)


def kpis(desk: Desk) -> tuple[Kpi, ...]:
    """The strip; the figure that the headline names first is the one that leads."""
    facts = [desk.brief.facts[fact_id] for fact_id in desk.brief.kpis]
    lead = _leading(desk, facts)
    return tuple(_kpi(desk, fact, fact is lead) for fact in facts)


def _leading(desk: Desk, facts: list[Fact]) -> Fact | None:
    """The KPI whose measure the headline speaks of first, else the first."""
    prose = desk.brief.headline.get(desk.language)
    named = [desk.brief.facts[i].concept for i in (prose.fact_ids if prose else ())]
    for concept in named:
        for fact in facts:
            if fact.concept == concept:
                return fact
    return facts[0] if facts else None


def _kpi(desk: Desk, fact: Fact, leads: bool) -> Kpi:
    figure = parts(_short(fact, desk.language), desk.language)
    change = _change_of(desk, fact)
    unit, number = _taken_apart(figure)
    is_exact = fact.quantity.bound is Bound.EXACT
    alone = desk.edition is Edition.EN and unit != "%" and is_exact
    return Kpi(
        name=desk.each(lambda s: _kpi_name(s, fact)),
        unit_name=Html(capitalised(unit)) if alone else Html(),
        before=Html() if alone else typeset_text(figure.before, desk.language),
        number=number if alone else figure.number,
        unit=Html() if alone else typeset_text(figure.unit, desk.language),
        after=typeset_text(figure.after, desk.language),
        same=_same(desk, fact),
        trend=change.direction.value if change else Direction.NONE.value,
        change=_signed(desk, change) if change else Html(),
        change_is_derived=change is not None and change.is_derived,
        leads=leads,
    )


def _short(fact: Fact, language: Language) -> Quantity:
    """A figure as short as the strip has it, and its year-ago beside it."""
    return legible(fact.quantity, language, least_decimals=0)


def _taken_apart(figure: Figure) -> tuple[str, str]:
    """The unit and the number of a figure, a loss with its sign: −RMB760 million is −760."""
    currency = figure.before.removeprefix(MINUS)
    sign = figure.before.removesuffix(currency)
    return f"{currency} {figure.unit}".strip(), f"{sign}{figure.number}"


def _kpi_name(speaker: Speaker, fact: Fact) -> str:
    name = speaker.glossary[fact.concept].short(speaker.language)
    if fact.period == speaker.brief.period:
        return name
    period = short_period(fact.period, speaker.language)
    return f"{name}{' ' if speaker.language.is_chinese else ', '}{period}"


def _change_of(desk: Desk, fact: Fact) -> Fact | None:
    yearly = desk.brief.facts.first(
        concept=fact.concept, entity=fact.entity, period=fact.period, basis=Basis.YOY
    )
    return yearly or desk.brief.facts.get(f"{fact.id}_change")


def _signed(desk: Desk, change: Fact) -> Html:
    quantity, way = legible(change.quantity, desk.language), change.direction.value
    text = print_change(quantity, way, change.basis.value, desk.language, form="signed")
    return typeset_text(text, desk.language)


def _same(desk: Desk, fact: Fact) -> Label:
    """The figure in the other language; a year ago where that would be the same digits."""
    other = desk.speakers[-1]
    if desk.edition.is_bilingual and _is_said_otherwise(fact):
        return (Line(other.language.value, typeset_text(other.figure(fact), other.language)),)
    prior = year_ago(desk.brief.facts, fact)
    if prior is None:
        return ()
    key = "year_ago_implied" if prior.is_derived else "year_ago_was"
    text = words(key, other.language).replace("{figure}", _before(other, prior, fact))
    return (Line(other.language.value, typeset_text(text, other.language)),)


def _before(speaker: Speaker, prior: Fact, fact: Fact) -> str:
    """A year ago as a number alone where its unit is that of now, else as in a sentence."""
    (then, number), (now, _) = (
        _taken_apart(parts(_short(f, speaker.language), speaker.language, bound=False))
        for f in (prior, fact)
    )
    if prior.quantity.bound is not Bound.EXACT or then != now:
        return speaker.figure(prior)
    return f"{number}%" if then == "%" else number


def _is_said_otherwise(fact: Fact) -> bool:
    return unit_kind(fact.quantity.unit) in (UnitKind.MONEY, UnitKind.COUNT)


def key_points(desk: Desk) -> tuple[KeyPointView, ...]:
    return tuple(
        KeyPointView(_about(desk, point), desk.say(point.text)) for point in desk.brief.key_points
    )


def _about(desk: Desk, point: KeyPoint) -> Label:
    if point.about:
        return desk.say(point.about)
    return section_title(desk, point.section) if point.section else ()


def section_title(desk: Desk, section_id: str) -> Label:
    """The word for a part of the page that has no title of its own."""
    known = {
        "users": "users_and_engagement",
        "market": "market_backdrop",
        "outlook": "what_to_watch",
        "results": "results",
    }
    return desk.word(known.get(section_id, f"group_{section_id}"))


def running(desk: Desk) -> tuple[str, str, str]:
    """The running head, the running period and the running foot, as plain text."""
    brief = desk.brief
    issuer = " ".join(dict.fromkeys(brief.issuer.names[s.language] for s in desk.speakers))
    kind = " ".join(capitalised(words("earnings_brief", s.language)) for s in desk.speakers)
    periods = (print_period(brief.period, s.language, "short") for s in desk.speakers)
    foot = " · ".join(_reading_note(s) for s in desk.speakers)
    return f"{issuer} · {kind}", " ".join(dict.fromkeys(periods)), foot


def reading_note(desk: Desk) -> Label:
    """The unit of the page and how it marks what is implied."""
    return desk.each(_reading_note)


def _reading_note(speaker: Speaker) -> str:
    unit = words("currency_unless_stated", speaker.language)
    between = "；" if speaker.language.is_chinese else "; "
    derived = words("derived_note", speaker.language)
    return f"{unit.replace('{currency}', _money(speaker))}{between}{derived}"


def language_title(desk: Desk) -> str:
    """The document's title in the edition's leading language."""
    brief, language = desk.brief, desk.language
    between = "" if language is not Language.EN else " "
    said = (
        brief.issuer.names[language],
        short_period(brief.period, language),
        words("earnings_brief", language),
    )
    return between.join(said)
