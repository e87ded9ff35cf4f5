"""What can be said of a concept besides its names."""

from __future__ import annotations

from enum import StrEnum


class UnitKind(StrEnum):
    """What a concept is measured in; the currency or the scale is each fact's own."""

    MONEY = "money"
    MONEY_PER_SHARE = "money_per_share"
    MONEY_PER_UNIT = "money_per_unit"
    PERCENT = "percent"
    MULTIPLE = "multiple"
    POINTS = "points"
    RANK = "rank"
    PERSON = "person"
    COUNT = "count"
    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    LINES = "lines"
    SQUARE_METRE = "square_metre"
    KILOMETRE = "kilometre"
    PASSENGER_KILOMETRE = "passenger_kilometre"
    SEAT_KILOMETRE = "seat_kilometre"
    TONNE_KILOMETRE = "tonne_kilometre"
    TONNE = "tonne"
    BARREL = "barrel"
    CUBIC_METRE = "cubic_metre"
    WATT = "watt"
    WATT_HOUR = "watt_hour"
    BYTE = "byte"

    @property
    def is_money(self) -> bool:
        """Whether a level of it is an amount in some currency."""
        return self in _MONEY


_MONEY = frozenset({UnitKind.MONEY, UnitKind.MONEY_PER_SHARE, UnitKind.MONEY_PER_UNIT})


class Favourability(StrEnum):
    """Whether a rise is good news for the issuer; the direction of a change is another matter."""

    UP_GOOD = "up_good"
    DOWN_GOOD = "down_good"
    NEUTRAL = "neutral"
