"""Going through a drafted brief: what is doubtful in it, and what a person decides."""

from reporter.review.desk import ReviewDesk, open_review
from reporter.review.edits import EDITS, Correction, Edit, Refused
from reporter.review.figures import Figure
from reporter.review.sentence import Quoted, quoted

__all__ = [
    "EDITS",
    "Correction",
    "Edit",
    "Figure",
    "Quoted",
    "Refused",
    "ReviewDesk",
    "open_review",
    "quoted",
]
