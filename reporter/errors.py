"""What can go wrong, each with the exit code the command line ends with.

ReporterError                 70
├── BadInput                  65   one or more Faults, each `file:line:column: message`
├── CannotRead                65   what a brief names; told as a fault where it is named
├── ServiceUnavailable        69   a database or a store
├── NotOurs                   65   a PDF that no brief was printed to
├── BadConfiguration          78
│   ├── BadSettings                one or more Faults in a settings file
│   ├── NotThisMachine             a ledger that another machine keeps
│   └── PastHorizon                a day that an exchange's calendar does not know
├── Locked                    75   another process is at it
│   └── TakenOver                  what this process did is another one's by now
├── BadLedger                 65   a file that is no ledger, or a newer one
├── NotMail                   65   bytes or an address that may not go to a server
├── BadHeader                 65   a text that no header of a message may hold
├── UnknownDelivery           65   a message that the outbox does not hold, or not in that state
├── UnknownFact               65
├── UnfitMark                 65   a figure against a mark in another unit
├── UnknownConcept            65   not in the glossary
├── UnsuitableFact            65   a chart that the facts asked for cannot make
├── UnknownWord               65   not in the words of the page
├── QuantityError             65   a figure that cannot be read
├── PeriodError               65   a period that cannot be read
├── BuildFailed                1   the page cannot be made right
│   ├── ChecksFailed               facts that contradict each other
│   ├── TemplateFault              a template that cannot be filled
│   ├── ChartFault                 text cut or overlapping, a glyph missing
│   ├── PageFault                  the layout engine warned, a resource refused, a glyph missing
│   └── NotProved                  a PDF that reading it back does not bear out
└── CannotWrite               73
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with an input, at a 1-based line and column.

    `cell` is what its readers call that place where they count otherwise: Income!C7.
    """

    path: str
    line: int
    column: int
    message: str
    cell: str = ""

    def __str__(self) -> str:
        cell = f"{self.cell}: " if self.cell else ""
        return f"{self.path}:{self.line}:{self.column}: {cell}{self.message}"


class ReporterError(Exception):
    """The root: whatever this project raises on purpose."""

    exit_code = 70


class BadInput(ReporterError):
    """An input file that cannot be used; carries every fault found in it."""

    exit_code = 65

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class CannotRead(ReporterError):
    """What a brief names and cannot be read, or is not to be.

    `where` are the keys in the plan that name it, `offset` the character in the text there.
    """

    exit_code = 65

    def __init__(
        self, name: str, reason: str, where: tuple[str, ...] = ("file",), offset: int | None = None
    ) -> None:
        self.reason, self.where, self.offset = reason, where, offset
        super().__init__(f"“{name}” cannot be read: {reason}")


class ServiceUnavailable(ReporterError):
    """A database or a store that does not answer."""

    exit_code = 69

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} cannot be reached: {reason}")


class NotOurs(ReporterError):
    """A file that is no PDF of a brief."""

    exit_code = 65

    def __init__(self, shown: str, reason: str) -> None:
        super().__init__(f"{shown}: {reason}")


class BadConfiguration(ReporterError):
    """A setting, option or environment that makes no sense."""

    exit_code = 78


class BadSettings(BadConfiguration):
    """A settings file that cannot be used; carries every fault found in it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class PastHorizon(BadConfiguration):
    """A day before the first or after the last that a calendar knows: nothing is guessed there."""

    def __init__(self, exchange: str, day: date, first: date, last: date) -> None:
        self.exchange, self.day, self.first, self.last = exchange, day, first, last
        super().__init__(
            f"the calendar of {exchange} knows the days from {first} to {last}, not {day}: "
            "a newer exchange-calendars may"
        )


class NotThisMachine(BadConfiguration):
    """A ledger whose schedules another machine runs; two would do everything twice."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"{path}: {reason}")


class Locked(ReporterError):
    """What another process is at; later it may be free."""

    exit_code = 75

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"{path} is locked: {reason}")


class TakenOver(Locked):
    """Work that another process took over, which had to think that this one was dead."""


class BadLedger(ReporterError):
    """A file that cannot be the ledger."""

    exit_code = 65

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"{path} is no ledger to use: {reason}")


class NotMail(ReporterError):
    """A message that no server should be given as it is."""

    exit_code = 65

    def __init__(self, message_id: str, reason: str) -> None:
        super().__init__(f"message {message_id} cannot be sent: {reason}")


class BadHeader(ReporterError):
    """A text that a header must not hold; `at` is the 0-based place of what is wrong."""

    exit_code = 65

    def __init__(self, field: str, text: str, at: int, reason: str) -> None:
        super().__init__(f"{field} {text!r}, character {at + 1}: {reason}")
        self.field, self.text, self.at, self.reason = field, text, at, reason


class UnknownDelivery(ReporterError):
    """A message that the outbox does not hold, or that is not in doubt."""

    exit_code = 65

    def __init__(self, message_id: str, reason: str) -> None:
        super().__init__(f"message {message_id}: {reason}")


class UnknownFact(ReporterError):
    """A fact was asked for that the brief does not hold."""

    exit_code = 65

    def __init__(self, fact_id: str, nearest: Sequence[str] = ()) -> None:
        self.fact_id = fact_id
        hint = f"; did you mean {', '.join(nearest)}?" if nearest else ""
        super().__init__(f"no fact “{fact_id}” in the brief{hint}")


class UnfitMark(ReporterError):
    """A figure is to be held against a mark in another unit."""

    exit_code = 65

    def __init__(self, fact_id: str, unit: str, mark: str) -> None:
        self.fact_id, self.unit, self.mark = fact_id, unit, mark
        super().__init__(f"“{fact_id}” is in {unit}, which cannot be held against “{mark}”")


class UnknownConcept(ReporterError):
    """A concept that the glossary does not hold."""

    exit_code = 65

    def __init__(self, concept: str, nearest: Sequence[str] = ()) -> None:
        self.concept = concept
        self.nearest = tuple(nearest)
        hint = f"; did you mean {', '.join(nearest)}?" if nearest else ""
        super().__init__(f"no concept “{concept}” in the glossary{hint}")


class UnsuitableFact(ReporterError):
    """A chart was asked for that its facts do not suit."""

    exit_code = 65

    def __init__(self, chart: str, kind: str, reason: str, fact_id: str | None = None) -> None:
        self.chart, self.kind, self.fact_id = chart, kind, fact_id
        about = f"fact “{fact_id}” " if fact_id else ""
        super().__init__(f"chart “{chart}” ({kind}): {about}{reason}")


class UnknownWord(ReporterError):
    """A word of the page that no word list holds."""

    exit_code = 65

    def __init__(self, key: str, nearest: Sequence[str] = ()) -> None:
        self.key = key
        hint = f"; did you mean {', '.join(nearest)}?" if nearest else ""
        super().__init__(f"no word “{key}” for the page{hint}")


class _Unreadable(ReporterError):
    """A text that does not say what it should, from a 1-based column on."""

    exit_code = 65
    what: ClassVar[str]

    def __init__(self, text: str, column: int, reason: str) -> None:
        self.text, self.column, self.reason = text, column, reason
        super().__init__(f"{self.what} “{text}”, column {column}: {reason}")


class QuantityError(_Unreadable):
    """A text that is no quantity, or not one in the unit it should have."""

    what = "quantity"


class PeriodError(_Unreadable):
    """A text that names no period."""

    what = "period"


class BuildFailed(ReporterError):
    """A page that cannot be made right is not made at all."""

    exit_code = 1


class ChecksFailed(BuildFailed):
    """Facts that do not tie out, and nobody has said why that is right."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("the facts do not tie out: " + "; ".join(problems))


class TemplateFault(BuildFailed):
    """A template that names what there is not, or is no template."""

    def __init__(self, template: str, line: int | None, problem: str) -> None:
        place = f", line {line}" if line else ""
        super().__init__(f"template “{template}”{place}: {problem}")


class ChartFault(BuildFailed):
    """A chart whose text is cut, overlaps or lacks a glyph."""

    def __init__(self, chart: str, problem: str) -> None:
        super().__init__(f"chart “{chart}”: {problem}")


class PageFault(BuildFailed):
    """A page the layout engine complained about."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


class NotProved(BuildFailed):
    """A PDF whose verification found something wrong."""

    def __init__(self, name: str, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{name} is not what its facts say: " + "; ".join(self.problems))


class CannotWrite(ReporterError):
    """An output that cannot be written."""

    exit_code = 73

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"cannot write {path}: {reason}")
