"""What sort of time a concept is measured in: a stretch, a balance's day, a trading session."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from reporter import paths
from reporter.terms import Term
from reporter.wordlists import WordList


class When(StrEnum):
    """FLOW runs through a period, BALANCE is struck at its end, SESSION is a day of trading.

    FINAL is of the last whole year, as a final dividend is, YEARLY of the year told of, if it is
    that one. LATEST is of the month of the text. OPEN has no time but one that is named
    beside it, such as a target price; ANY may be either.
    """

    FLOW = "flow"
    BALANCE = "balance"
    SESSION = "session"
    FINAL = "final"
    YEARLY = "yearly"
    LATEST = "latest"
    OPEN = "open"
    ANY = "any"


_COLUMNS = ("concept", "when")
_OF_GROUPS: Mapping[str, When] = {
    "income_statement": When.FLOW,
    "cash_flow": When.FLOW,
    "non_ifrs": When.FLOW,
    "per_share": When.FLOW,
    "balance_sheet": When.BALANCE,
}


@cache
def _of_concepts() -> Mapping[str, When]:
    rows = WordList(paths.assets() / "moments.csv", _COLUMNS).rows()
    return {row["concept"]: When(row["when"]) for row in rows}


def when_of(term: Term | None) -> When:
    """The sort of time that a term's figures have."""
    if term is None:
        return When.ANY
    return _of_concepts().get(term.concept) or _OF_GROUPS.get(term.group, When.ANY)
