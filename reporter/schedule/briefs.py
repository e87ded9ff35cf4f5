"""The briefs that a job is about: files that its paths lead to, held to issuers and periods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from glob import has_magic
from pathlib import Path
from typing import Any

from reporter.errors import BadInput, CannotRead, Fault, PeriodError
from reporter.periods import Period, parse_period
from reporter.schedule.model import BriefQuery
from reporter.sources.yaml_file import read_yaml

LATEST = "latest"
"""The period of the last brief that an issuer has."""
_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class _Head:
    """What a brief file says of itself first."""

    path: Path
    entity: str
    period: Period
    year_end: int

    @property
    def last_day(self) -> date:
        return self.period.end or date.min


def is_pattern(name: str) -> bool:
    return has_magic(name)


def briefs_of(query: BriefQuery, entity: str = "", period: str = "") -> tuple[Path, ...]:
    """The briefs that a query finds, of an entity and a period where those are given.

    In the order of the query; those of a folder or a pattern by name, without the files that are
    no briefs. Raises BadInput with the faults of each that cannot be told, CannotRead for none.
    """
    heads, faults = list[_Head](), list[Fault]()
    for path, is_named in dict(_files(query)).items():
        try:
            heads += _heads(path, is_named)
        except BadInput as error:
            faults += error.faults
    if faults:
        raise BadInput(faults)
    chosen = tuple(head.path for head in heads if _is_meant(head, heads, query, entity, period))
    if not chosen:
        about = " ".join((entity, period)).strip() or "what is asked for"
        raise CannotRead(", ".join(query.paths), f"there is no brief of {about}")
    return chosen


def _files(query: BriefQuery) -> Iterator[tuple[Path, bool]]:
    """The files that the paths of a query lead to, and whether they are named themselves."""
    for name in query.paths:
        path = query.folder / name
        if path.is_dir():
            yield from ((file, False) for file in sorted(path.iterdir()) if _may_be(file))
        elif path.exists() or not is_pattern(name):
            yield path, True
        else:
            root = Path(name).anchor
            found = (query.folder / root).glob(name.removeprefix(root))
            yield from ((file, False) for file in sorted(found) if _may_be(file))


def _may_be(path: Path) -> bool:
    return path.suffix.lower() in (".yaml", ".yml") and not path.name.startswith(".")


def _heads(path: Path, is_named: bool) -> Iterator[_Head]:
    """What a brief says of itself; nothing for what is no brief and was only found."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise BadInput([Fault(str(path), 1, 1, f"cannot be read: {reason}")]) from error
    document, faults = read_yaml(text, str(path))
    if document is None:
        raise BadInput(faults)
    given = document.data if isinstance(document.data, dict) else {}
    if "brief" not in given and not is_named:
        return
    issuer: Any = given.get("issuer")
    try:
        entity, year_end = issuer["entity"], int(issuer.get("year_end", 12))
        period = parse_period(given["period"], year_end)
    except (PeriodError, KeyError, TypeError, ValueError, AttributeError) as error:
        message = error.reason if isinstance(error, PeriodError) else "whose, and for which period"
        raise BadInput([document.fault(("period",), f"it does not say {message}")]) from error
    yield _Head(path, entity, period, year_end)


def _is_meant(
    head: _Head, heads: Sequence[_Head], query: BriefQuery, entity: str, period: str
) -> bool:
    return (
        (not query.issuers or head.entity in query.issuers)
        and (not entity or head.entity == entity)
        and (not query.periods or any(_is_of(head, heads, text) for text in query.periods))
        and (not period or _is_of(head, heads, period))
    )


def _is_of(head: _Head, heads: Sequence[_Head], text: str) -> bool:
    """Whether a brief is of a period, whatever that is called; or the last of its issuer's."""
    if text == LATEST:
        of_issuer = [other for other in heads if other.entity == head.entity]
        return head.last_day == max(other.last_day for other in of_issuer)
    period = parse_period(text, head.year_end)
    return head.period == period or (
        period.start is not None
        and (period.start, period.end) == (head.period.start, head.period.end)
    )
