"""Proves that the proof works: wrong briefs made in hundreds of ways, and right ones.

    PYTHONPATH=tests python tests/mutation/suite.py [--only WORD] [--markdown]

Ends with 1 where a wrong brief passes, or a right one does not.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from chart_mutations import chart_mutations
from correct_briefs import false_alarms
from fact_mutations import fact_mutations
from mutation import Mutation, Tally
from page_mutations import page_mutations
from pdf_mutations import pdf_mutations
from prose_mutations import prose_mutations

from reporter.engines.processes import open_again

_SOURCES: tuple[Callable[[], Iterator[Mutation]], ...] = (
    page_mutations,
    chart_mutations,
    pdf_mutations,
    fact_mutations,
    prose_mutations,
)
_LEAST = 500
_PROCESSES = 2
_made: list[Mutation] = []


def _judge(index: int) -> tuple[str, ...] | str:
    """The checks that find a mutation; a check that breaks on it has not found it."""
    try:
        return _made[index].found()
    except Exception as error:
        return f"{error!r} at {_place(error)}"


def _place(error: BaseException) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"


def mutations() -> Iterator[Mutation]:
    for source in _SOURCES:
        yield from source()


def tallies(found: Sequence[tuple[str, ...] | str]) -> dict[str, Tally]:
    counted: dict[str, Tally] = {}
    for mutation, checks in zip(_made, found, strict=True):
        counted.setdefault(mutation.kind, Tally()).count(mutation, checks)
    return counted


def main() -> int:
    options = _options()
    logging.disable(logging.WARNING)
    started = time.monotonic()
    _made.extend(one for one in mutations() if options.only in one.kind)
    with multiprocessing.get_context("fork").Pool(_PROCESSES, open_again) as pool:
        found = pool.map(_judge, range(len(_made)), chunksize=1)
        alarms = [] if options.only else list(pool.imap(_alarm, range(len(false_alarms()))))
    counted = tallies(found)
    _print(counted, markdown=options.markdown)
    missed = [f"{kind}: {shown}" for kind, one in counted.items() for shown in one.missed]
    false = [f"false alarm: {line}" for lines in alarms for line in lines]
    made = sum(one.made for one in counted.values())
    caught = sum(one.caught for one in counted.values())
    briefs = f"; {len(alarms)} right briefs, {len(false)} false alarms" if alarms else ""
    _say(f"\n{made} mutations, {caught} caught{briefs}; {time.monotonic() - started:.0f} s")
    _say("\n".join((*missed, *false)))
    too_few = not options.only and made < _LEAST
    return 1 if missed or false or too_few else 0


def _alarm(index: int) -> list[str]:
    return list(false_alarms()[index]())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="only the kinds that hold this word")
    parser.add_argument("--markdown", action="store_true", help="print tables for the documents")
    return parser.parse_args()


def _print(counted: dict[str, Tally], *, markdown: bool) -> None:
    """A line for each kind, then what no check can tell."""
    for kind, one in counted.items():
        by = ", ".join(f"{check} {n}" for check, n in sorted(one.by.items(), key=lambda i: -i[1]))
        cells = (kind, str(one.made), str(one.caught), by)
        _say(_line(cells, markdown=markdown))
    sys.stdout.write("\n")
    for kind, one in counted.items():
        for reason, count in one.beyond.items():
            _say(_line((kind, str(count), reason), markdown=markdown))


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _line(cells: Sequence[str], *, markdown: bool) -> str:
    if markdown:
        return f"| {' | '.join(cells)} |"
    head, *rest = cells
    numbers = "".join(f"{cell:>6}" if cell.isdigit() else f"  {cell}" for cell in rest)
    return f"{head:<52}{numbers}"


if __name__ == "__main__":
    sys.exit(main())
