"""The conversation of reporter extract --review: a figure, its sentence, an answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

import click

from reporter.review import (
    EDITS,
    Correction,
    Edit,
    Figure,
    Refused,
    ReviewDesk,
    open_review,
    quoted,
)

_OPEN = 1
_SHOWN = ("concept", "entity", "period", "basis", "direction", "value", "unit", "per", "status")
_KEYS = {"a": "accept", "e": "edit", "s": "skip", "b": "back", "q": "quit"}


def review(brief: Path) -> int:
    """Go through what is doubtful in a drafted brief; the exit code.

    Without a terminal nobody can answer: then what is open is listed, and the code says that it is.
    """
    desk = open_review(brief)
    if not is_terminal():
        return _list(desk)
    if not desk.undecided and desk.skipped:
        desk.reopen()
    try:
        while desk.undecided and _asked(desk, desk.undecided[0]):
            pass
    except EOFError:
        click.echo()
    _close(desk)
    return 0


def is_terminal() -> bool:
    """Whether somebody can be asked, and sees what."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _list(desk: ReviewDesk) -> int:
    """Say where each open figure stands; for a person without a terminal, and for a log."""
    still = [*desk.undecided, *desk.skipped]
    for figure in still:
        cells, (start, end) = figure.cells, figure.extent
        name = cells["id"] or cells["value"]
        place = f"paragraph {cells['paragraph']}, characters {start} to {end}"
        click.echo(f"{name}: {place}: {cells['note']}")
    if still:
        click.echo("a review asks in a terminal, and this is none", err=True)
    return _OPEN if still else 0


def _asked(desk: ReviewDesk, figure: Figure) -> bool:
    """Show a figure and heed one answer; False where that is to stop."""
    _show(desk, figure)
    match _choice("accept" if figure.is_fact else "accept as no fact"):
        case "a":
            desk.accept(figure)
        case "e":
            _edit(desk, figure)
        case "s":
            desk.skip(figure)
        case "b" if desk.back() is None:
            click.echo("there is nothing before this")
        case "q":
            return False
    return True


def _choice(accept: str) -> str:
    """One of the keys, asked for until it is given."""
    words = ", ".join(f"[{key}] {accept if key == 'a' else word}" for key, word in _KEYS.items())
    while True:
        said = input(f"{words}: ").strip().lower()
        if said in _KEYS or said in _KEYS.values():
            return said[0]


def _show(desk: ReviewDesk, figure: Figure) -> None:
    number = len(desk.decisions) + 1
    what = figure.cells["id"] or "no fact yet"
    click.echo(f"\n{number} of {number + len(desk.undecided) - 1}: {what}")
    words = quoted(desk.text, *figure.extent)
    click.echo(f"  {words.before}{_lit(words.figure)}{words.after}")
    click.echo("\n".join(_lines(figure)))


def _lit(words: str) -> str:
    """The figure of a sentence in reverse video, or in brackets where there is no colour."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return f"[{words}]" if plain else click.style(words, reverse=True)


def _lines(figure: Figure) -> Iterator[str]:
    for column in _SHOWN:
        if figure.cells[column]:
            yield f"  {column:<10} {figure.cells[column]}"
    if figure.note:
        yield f"  {'why':<10} {figure.note}"


def _edit(desk: ReviewDesk, figure: Figure) -> None:
    """Correct a figure until it is a fact that the brief can hold, or until that is given up."""
    sentence = quoted(desk.text, *figure.extent)
    words = f"{sentence.before}{sentence.figure}{sentence.after}"
    correction = Correction(figure, desk.brief, words)
    fields = ", ".join(f"[{key}] {edit.name}" for key, edit in EDITS.items())
    while (said := input(f"{fields}, [enter] done, [x] give up: ").strip().lower()) != "x":
        if said in EDITS:
            correction = _corrected(EDITS[said], correction)
            click.echo("\n".join(_lines(correction.figure)))
        elif not said and (faults := correction.faults()):
            click.echo(f"no fact yet: {'; '.join(faults)}")
        elif not said:
            click.echo(f"kept as {desk.edit(figure, correction.figure).cells['id']}")
            return


def _corrected(edit: Edit, correction: Correction) -> Correction:
    """The correction after one answer; as it was where that will not do."""
    for number, choice in enumerate(edit.choices(correction), start=1):
        click.echo(f"  {number:>2} {choice}")
    said = input(f"{edit.name}: ").strip()
    try:
        return edit.corrected(correction, said) if said else correction
    except Refused as refused:
        click.echo(str(refused))
        return correction


def _close(desk: ReviewDesk) -> None:
    """Say what is left, and what comes next."""
    left, skipped = len(desk.undecided), len(desk.skipped)
    brief = quote(str(desk.files.brief))
    click.echo(f"{left} left to look at, {skipped} skipped; every answer is kept")
    again = f"reporter extract --review {brief}"
    click.echo(f"Next: {again if left or skipped else f'reporter build {brief}'}")
