"""Figures beside figures: where one began, lists that are as long, and what has added up."""

from __future__ import annotations

import re

from reporter.extract.anchors import Anchor, years_of
from reporter.extract.sentences import Place
from reporter.extract.stretches import months_to
from reporter.periods import Period, PeriodKind

_FROM_HAN = re.compile(r"(?:由|从|自)(?!于)[^,;。\d]{0,16}$")
_TO_HAN = re.compile(r"[^,;。\d]{0,14}(?:至|到|为)[^,;。\d]{0,8}")
_NOT_AFTER = "".join(
    f"(?<!{noun} )"
    for noun in (
        "cash income profit revenue loss earnings sales derived came comes operations apart aside"
        " generated"
    ).split()
)
_FROM = re.compile(
    rf"(?:{_NOT_AFTER}from (?:an? |the |its )?(?:(?!to |in |by )[a-z-]+ ){{0,4}}(?:of |at )?"
    r"|(?:compare[ds] (?:with|to)|versus|vs\.?|against) (?:an? |the |its )?(?:[a-z-]+ ){0,5}"
    r"(?:of |at )?)$"
)
_EXPECTED = re.compile(
    "consensus|estimate|expect|forecast|poll|analyst|guid|target|range|predict|street|outlook|goal"
)
_OR = re.compile(r"(?: [a-z ]{1,24})?,? ?or (?:an? |the )?(?:[a-z-]+ ){0,3}(?:of )?")
_SEQUENTIAL = re.compile(
    "环比|按季|sequential|previous quarter|prior quarter|preceding quarter|last quarter"
    "|quarter[- ](?:on|over)"
)
_LISTED = re.compile(r" ?(?:[、/,;和与及]|以及|and|, and|or)+ ?(?:人民币|约|近|超|逾|about )?")
_EVER = re.compile("历史|总共|至今|上线以来|成立以来")
_CUMULATIVE = re.compile("累计|cumulative|in total|to date")
_NEAR = 60
_LONGEST = 12


def is_compared(place: Place) -> bool:
    """Whether English puts a figure there to be compared with: against $5 million."""
    return bool(_FROM.search(place.before[-_NEAR:]))


def went_from(place: Place) -> bool:
    """Whether a figure is where another began: 由A升至B, to B from A."""
    before = place.before[-_NEAR:]
    if _FROM_HAN.search(before):
        return bool(_TO_HAN.fullmatch(place.after))
    if not _FROM.search(before) or place.after.startswith(" for "):
        return False
    return not _EXPECTED.search(before[-40:] + place.after[:50])


def says_it_otherwise(place: Place) -> bool:
    """Whether a figure says the one before it otherwise: $5 million, or 12 cents a share."""
    return place.index > 0 and bool(_OR.fullmatch(place.before))


def before_it(place: Place, period: Period) -> Period | None:
    """The period before, of the level that another went from: the year's, or the quarter's."""
    near = place.before[-40:] + place.after[:40]
    if period.kind is PeriodKind.QUARTER and _SEQUENTIAL.search(near):
        return period.prior()
    return period.year_ago()


def shared_out(anchor: Anchor, place: Place) -> Period:
    """The period of a list that a figure of a list as long is for."""
    first, last = _listed_with(place)
    periods = anchor.listed or years_of(anchor.period)
    if last - first + 1 == len(periods):
        return periods[place.index - first]
    return anchor.period


def _listed_with(place: Place) -> tuple[int, int]:
    """The first and the last figure of the list that a figure stands in."""
    mentions, text = place.sentence.mentions, place.text

    def joined(index: int) -> bool:
        gap = mentions[index].outer_end, mentions[index + 1].outer_start
        return bool(_LISTED.fullmatch(text, *gap))

    first = last = place.index
    while first and place.index - first < _LONGEST and joined(first - 1):
        first -= 1
    while last + 1 < len(mentions) and last - place.index < _LONGEST and joined(last):
        last += 1
    return first, last


def has_added_up(place: Place) -> bool:
    """Whether a figure is what has added up, but not from the very start: 累计, 历史累计."""
    return bool(_CUMULATIVE.search(place.before)) and not _EVER.search(place.before)


def added_up(period: Period) -> Period:
    """What has added up by a month, from the start of its year."""
    if period.kind is PeriodKind.MONTH and period.end:
        return months_to(period.end, period.number)
    return period


def is_through(anchor: Anchor, place: Place) -> bool:
    """Whether something adds up to a month: 截至2025年2月累计."""
    lead = place.text[max(0, anchor.start - 2) : anchor.start]
    if not lead.endswith(("至", "到", "截止")):
        return False
    return bool(_CUMULATIVE.search(place.text, anchor.end, place.mention.start))
