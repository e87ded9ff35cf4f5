"""Periods that figures are for: read, compared, and printed in each language."""

from reporter.errors import PeriodError
from reporter.periods.model import UNSPECIFIED, Period, PeriodKind
from reporter.periods.parse import parse_period, with_year_end
from reporter.periods.printing import PeriodForm, print_period

__all__ = [
    "UNSPECIFIED",
    "Period",
    "PeriodError",
    "PeriodForm",
    "PeriodKind",
    "parse_period",
    "print_period",
    "with_year_end",
]
