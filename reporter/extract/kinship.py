"""How concepts are related, by assets/kin.csv: a profit and its loss, its margin, its per share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from reporter import paths
from reporter.terms import Glossary, Term, load_glossary
from reporter.wordlists import WordList

RELATIONS = (
    *("loss", "margin", "share", "per_share", "per_share_diluted", "per_ads"),
    *("multiple", "other_unit", "read_as", "narrower"),
)
"""What a concept can be to another: its columns in the file; `narrower` may hold several."""


@cache
def _glossary() -> Glossary:
    return load_glossary()


@cache
def _kin() -> Mapping[str, Mapping[str, str]]:
    """For each concept that has any kin, the concept by its relation."""
    rows = WordList(paths.assets() / "kin.csv", ("concept", *RELATIONS)).rows()
    return {row["concept"]: {name: row[name] for name in RELATIONS if row[name]} for row in rows}


@cache
def _profits() -> Mapping[str, str]:
    """Loss → profit, the first where it is the loss of several."""
    pairs = [(kin["loss"], concept) for concept, kin in _kin().items() if "loss" in kin]
    return dict(reversed(pairs))


def term_of(concept: str | None) -> Term | None:
    """The term of a concept, if the glossary has one."""
    return _glossary().get(concept) if concept else None


def _of(term: Term, relation: str) -> Term | None:
    return term_of(_kin().get(term.concept, {}).get(relation))


def loss(term: Term) -> Term | None:
    """What a profit is called where it is negative."""
    return _of(term, "loss")


def profit(term: Term) -> Term | None:
    """What a loss is called where it is none."""
    return term_of(_profits().get(term.concept))


def margin(term: Term) -> Term | None:
    """What an amount is called as a percentage of revenue, or of what else it is measured by."""
    return _of(whole(term), "margin")


def share(term: Term) -> Term | None:
    """What a part is called as a percentage of the whole, of which the term is the name."""
    return _of(whole(term), "share")


def per_share(term: Term, *, diluted: bool = False, ads: bool = False) -> Term | None:
    """What an amount is called by the share, or by the American depositary share."""
    if ads:
        return _of(term, "per_ads")
    return (diluted and _of(term, "per_share_diluted")) or _of(term, "per_share")


def multiple(term: Term) -> Term | None:
    """What a price is called as a multiple of the concept: 3.1 times sales."""
    return _of(term, "multiple")


def other_unit(term: Term) -> Term | None:
    """The same event in another unit: shares bought back, and what was paid for them."""
    return _of(term, "other_unit")


def whole(term: Term) -> Term:
    """Revenue for the revenue of one business, whose the figure then is; else the term itself."""
    return _of(term, "read_as") or term


def narrower(term: Term) -> frozenset[str]:
    """The concepts that the plain word stands for where one of them was told of before."""
    return frozenset(_kin().get(term.concept, {}).get("narrower", "").split("|"))


def adjusted(term: Term) -> Term | None:
    """The concept without what does not recur: adjusted net profit for net profit."""
    concept = "eps" if term.concept.startswith("eps_") else term.concept
    return term_of(f"adjusted_{concept}")


def underlying(term: Term) -> Term | None:
    """The concept as companies in Hong Kong and London adjust it."""
    is_net = term.concept in ("net_profit", "net_profit_attributable")
    return term_of("underlying_profit") if is_net else adjusted(term)


def core(term: Term) -> Term | None:
    """扣非: a net profit or loss without non-recurring items, as mainland rules define them."""
    return term_of("core_net_loss" if profit(term) else "core_net_profit")
