"""Figures as people write them (1269亿元, RMB126.9 billion, 超60%, 约1/3), read to exact values."""

from reporter.errors import QuantityError
from reporter.quantity.find import Found, find_dates, find_quantities
from reporter.quantity.grammar import parse_quantity
from reporter.quantity.lexicon import fold
from reporter.quantity.model import Bound, Interval, Quantity
from reporter.quantity.units import UNITS, Unit, UnitKind, unit_kind, unit_of

__all__ = [
    "UNITS",
    "Bound",
    "Found",
    "Interval",
    "Quantity",
    "QuantityError",
    "Unit",
    "UnitKind",
    "find_dates",
    "find_quantities",
    "fold",
    "parse_quantity",
    "unit_kind",
    "unit_of",
]
