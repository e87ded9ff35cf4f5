"""Figures and dates as each language prints them; what is printed reads back as it was."""

from reporter.formats.changes import ChangeForm, print_change, sign_of
from reporter.formats.compact import BoundForm, print_compact
from reporter.formats.dates import print_date, print_time
from reporter.formats.digits import legible
from reporter.formats.figures import Counter, Figure, parts, print_quantity
from reporter.formats.tables import Scale, choose_scale, print_in_scale, print_scale
from reporter.formats.words import BASIS_WORDS

__all__ = [
    "BASIS_WORDS",
    "BoundForm",
    "ChangeForm",
    "Counter",
    "Figure",
    "Scale",
    "choose_scale",
    "legible",
    "parts",
    "print_change",
    "print_compact",
    "print_date",
    "print_in_scale",
    "print_quantity",
    "print_scale",
    "print_time",
    "sign_of",
]
