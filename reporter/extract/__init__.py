"""Article text → candidate facts with spans."""

from reporter.extract.model import Candidate, Kind
from reporter.extract.reading import extract

__all__ = ["Candidate", "Kind", "extract"]
