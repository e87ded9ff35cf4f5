"""Addresses that get nothing any more: they bounced, or their owners asked.

A CSV file beside the mailing, with the columns address, reason and since (a date), which a person
may edit and bounces are written into.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reporter.archive import write_whole
from reporter.errors import BadInput, CannotRead, Fault
from reporter.mail.address import fault_of

COLUMNS = ("address", "reason", "since")


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Why an address gets nothing, and since when."""

    address: str
    reason: str
    since: date


def read_suppressed(path: Path) -> Mapping[str, Suppressed]:
    """The suppressed addresses of a file, in lower case; none where there is no file.

    Raises BadInput with every fault, CannotRead where the file cannot be read.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRead(str(path), getattr(error, "strerror", None) or "not UTF-8") from error
    reader = csv.DictReader(io.StringIO(text))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise BadInput([Fault(str(path), 1, 1, f"the columns are {', '.join(COLUMNS)}")])
    found: dict[str, Suppressed] = {}
    faults: list[Fault] = []
    for row in reader:
        try:
            one = _suppressed(row)
            found[one.address.lower()] = one
        except ValueError as error:
            faults.append(Fault(str(path), reader.line_num, 1, str(error)))
    if faults:
        raise BadInput(faults)
    return found


def _suppressed(row: Mapping[str, str | None]) -> Suppressed:
    address, since = (row["address"] or "").strip(), (row["since"] or "").strip()
    if reason := fault_of(address):
        raise ValueError(reason)
    try:
        return Suppressed(address, (row["reason"] or "").strip(), date.fromisoformat(since))
    except ValueError:
        raise ValueError(f"“{since}” is not a date: write it as 2025-03-26") from None


def suppress(path: Path, addresses: Iterable[Suppressed]) -> tuple[Suppressed, ...]:
    """Add addresses to a file, written whole, and say which are new; raises as reading does."""
    known = dict(read_suppressed(path))
    new = tuple(one for one in addresses if one.address.lower() not in known)
    known |= {one.address.lower(): one for one in new}
    if new:
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        writer.writerows((one.address, one.reason, one.since.isoformat()) for one in known.values())
        write_whole(path, text.getvalue().encode())
    return new
