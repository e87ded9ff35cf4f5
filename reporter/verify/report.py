"""What a verification found: every number of a PDF, every check, and every failure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NEUTRAL = ""
"""The language of a number that reads the same in all of them."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number on a page and what it belongs to; page 0 is what the file says about itself.

    `facts` are the ids of the facts that it may be the print of, `furniture` is the date, name or
    axis that it is part of, `fault` why it is neither. A number in words (a third, 第一) may be
    `loose`: the words alone do not say that a figure is meant.
    """

    page: int
    place: str
    lang: str
    text: str
    context: str
    facts: tuple[str, ...] = ()
    furniture: str = ""
    fault: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """Something wrong: the page (0 for the file as a whole), the text, and why."""

    page: int
    text: str
    reason: str

    def __str__(self) -> str:
        where = f"page {self.page}: " if self.page else ""
        said = f"“{self.text}”: " if self.text else ""
        return f"{where}{said}{self.reason}"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked; `skipped` says why it could not be."""

    name: str
    title: str
    said: str
    failures: tuple[Failure, ...] = ()
    skipped: str = ""

    @property
    def passed(self) -> bool:
        return not self.failures


@dataclass(frozen=True, slots=True)
class PageCount:
    """The numbers of one page, counted by what they belong to."""

    page: int
    numbers: int
    facts: int
    furniture: int
    failures: int


@dataclass(frozen=True, slots=True)
class Report:
    """The verification of one PDF."""

    sha256: str
    size: int
    pages: int
    manifest: Mapping[str, Any]
    numbers: tuple[Number, ...]
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        return all(check.passed for check in self.checks)

    @property
    def failures(self) -> tuple[Failure, ...]:
        return tuple(failure for check in self.checks for failure in check.failures)

    def by_page(self) -> tuple[PageCount, ...]:
        """Every page with its numbers, page 0 last: what is in no page but in the file."""
        return tuple(self._count(page) for page in (*range(1, self.pages + 1), 0))

    def _count(self, page: int) -> PageCount:
        here = [number for number in self.numbers if number.page == page]
        return PageCount(
            page=page,
            numbers=len(here),
            facts=sum(bool(number.facts) for number in here),
            furniture=sum(bool(number.furniture) for number in here),
            failures=sum(failure.page == page for failure in self.failures),
        )
