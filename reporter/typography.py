"""Chinese and English set as type: gaps, squeezed punctuation, and what may not be parted.

The rules are those of W3C Requirements for Chinese Text Layout (CLREQ) that a layout engine
without text-autospace and text-spacing-trim leaves undone. The gap between Han and Latin is a
margin and never a typed space, so that a search for 1269亿元 in the finished PDF finds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise, zip_longest

from reporter.languages import Language

_OPENING = frozenset("（《「『【〈〔“‘")
_CLOSING = frozenset("，。、；：！？）》」』】〉〕”’")
_QUOTES = frozenset("“”‘’…—·")
_FIGURE = re.compile(
    r"""
    (?:[超逾近约約]|不到|不足|至少|最多|最[长長])?
    (?:
        [一二三四五六七八九十]+分之[一二三四五六七八九十]+
    |
        [+−≈＞＜]?[\d,.]+(?:[–%]+[\d,.]+|/\d+)?
        (?:%|[万萬亿億]{0,2}
            (?:[个個]百分[点點]|[个個]月|小[时時]|分[钟鐘]|美元|港元|[^，。；：、）\d\s])?)
    )
    """,
    re.VERBOSE,
)
"""A number with its bound and its unit: what never breaks over two lines."""
_DATE = re.compile(r"\d+年|\d+月(?:\d+日)?|\d+日")
"""Nor do these, in words without facts."""
_PAUSES = frozenset("，；：")
_TAIL = 3
"""A paragraph's last line has at least this many characters besides its full stop."""
_HEADING_TAIL = 4
"""A heading's has so many: most Chinese words have two characters or four."""
_HEADING_WORDS = 6
_UNPARTED = re.compile(r"(year|quarter|month) on \1|[^\s<>&]+ [^\s<>&]{1,4}\Z")
"""What an English heading keeps on one line: a basis, and a short last word with the one before."""
_LAST = -1_000_000
"""The group of what a last line keeps together, apart from those of figures."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words, or the print of one fact."""

    text: str
    fact: str | None = None


class Html(str):
    """Text that is HTML already; a template sets it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


@dataclass(slots=True)
class _Atom:
    """A character and how it is set."""

    character: str
    group: int = 0
    gap: bool = False
    squeezed: bool = False
    chinese_mark: bool = False


def plain(runs: Iterable[Run]) -> str:
    """The words without their typography."""
    return "".join(run.text for run in runs)


def typeset(runs: Sequence[Run], language: Language) -> Html:
    """The HTML of a text: `g` a gap after, `hw` half width, `q` a Chinese mark, `nw` unparted."""
    if not language.is_chinese:
        return Html(escape(plain(runs), quote=False))
    atoms = _atoms(runs)
    for before, after in pairwise(atoms):
        before.gap = _needs_gap(before.character, after.character)
    _widen_gaps_to_words(atoms)
    _squeeze(atoms)
    _keep_tail(atoms)
    return Html("".join(_html(atoms)))


def typeset_heading(runs: Sequence[Run], language: Language, measure: float) -> Html:
    """The HTML of a heading set `measure` ems wide: a clause that fits a line is never broken.

    Its marks are half width: a heading has no room for the blank half of a comma.
    """
    if not language.is_chinese:
        return Html(_UNPARTED.sub(r'<span class="nw">\g<0></span>', typeset(runs, language)))
    atoms = _atoms(runs)
    held = _held(runs, atoms, measure)
    clause = 1
    for atom, after in zip_longest(atoms, atoms[1:]):
        atom.group = clause
        if atom.character in _PAUSES:
            atom.squeezed = after is not None
            clause += 1
        elif after is not None:
            atom.gap = _needs_gap(atom.character, after.character)
    for number in range(1, clause + 1):
        members = [index for index, atom in enumerate(atoms) if atom.group == number]
        if sum(_width(atoms[index].character) for index in members) > measure:
            for index in members:
                atoms[index].group = -held[index]
            _end_heading([atoms[index] for index in members])
    _widen_gaps_to_words(atoms)
    return Html("".join(_html(atoms)))


def _end_heading(atoms: Sequence[_Atom]) -> None:
    """Keep together the few words after the last figure, else the last characters."""
    after = next((n for n, atom in enumerate(reversed(atoms)) if atom.group), 0)
    if 0 < after <= _HEADING_WORDS:
        for atom in atoms[-after:]:
            atom.group = _LAST
    else:
        _keep_tail(atoms, _HEADING_TAIL)


def _held(runs: Sequence[Run], atoms: Sequence[_Atom], measure: float) -> list[int]:
    """The groups of a broken clause: a fact that fits a line with its verb, else its figure."""
    held = [atom.group for atom in atoms]
    start = 0
    for number, run in enumerate(runs, len(atoms)):
        end = start + len(run.text)
        if run.fact and sum(map(_width, run.text)) <= measure:
            held[start:end] = [number] * len(run.text)
        start = end
    return held


def _width(character: str) -> float:
    """The width of a character in ems, near enough to tell what fits."""
    return 1.0 if is_han(character) else 0.58


def typeset_text(text: str, language: Language) -> Html:
    """The HTML of words without facts, such as a label."""
    return typeset((Run(text),), language)


def _atoms(runs: Sequence[Run]) -> list[_Atom]:
    atoms: list[_Atom] = []
    group = 0
    for run in runs:
        held = [0] * len(run.text)
        for match in (_FIGURE if run.fact else _DATE).finditer(run.text):
            group += 1
            held[match.start() : match.end()] = [group] * len(match[0])
        atoms += [
            _Atom(character, number, chinese_mark=character in _QUOTES)
            for character, number in zip(run.text, held, strict=True)
        ]
    return atoms


def is_han(character: str) -> bool:
    """Whether it is an ideograph."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def _is_western(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in "%$+&#@"
    return character in "−–£€¥"


def _is_within_word(character: str) -> bool:
    return _is_western(character) or character in ".,"


def _needs_gap(before: str, after: str) -> bool:
    return (is_han(before) and _is_western(after)) or (_is_western(before) and is_han(after))


def _widen_gaps_to_words(atoms: Sequence[_Atom]) -> None:
    """Let a word that has a gap after it be one stretch, so that its letters stay together."""
    for before, after in zip(reversed(atoms[:-1]), reversed(atoms[1:]), strict=False):
        if after.gap and _is_western(before.character) and _is_western(after.character):
            before.gap = before.group == after.group


def _squeeze(atoms: Sequence[_Atom]) -> None:
    """Half the width of the first of two full-width marks, where one of them has a blank half."""
    for before, after in pairwise(atoms):
        closed = before.character in _CLOSING
        if closed and (after.character in _CLOSING or after.character in _OPENING):
            before.squeezed = True
        elif before.character in _OPENING and after.character in _OPENING:
            after.squeezed = True


def _keep_tail(atoms: Sequence[_Atom], tail: int = _TAIL) -> None:
    """Keep the last characters together, so that no line holds one alone."""
    words = [atom for atom in atoms if atom.character not in _CLOSING]
    if len(words) <= 2 * tail or any(atom.group for atom in words[-tail:]):
        return
    first = next(i for i, atom in enumerate(atoms) if atom is words[-tail])
    if _is_within_word(atoms[first - 1].character) and _is_within_word(atoms[first].character):
        return
    for atom in atoms[first:]:
        atom.group = _LAST


def _html(atoms: Sequence[_Atom]) -> Iterable[str]:
    for group, members in groupby(atoms, key=lambda atom: atom.group):
        inner = "".join(_styled(list(members)))
        yield f'<span class="nw">{inner}</span>' if group else inner


def _styled(atoms: Sequence[_Atom]) -> Iterable[str]:
    """Stretches of one style; a gap belongs to the whole word or the one ideograph before it."""
    for style, members in groupby(atoms, key=_style):
        text = escape("".join(atom.character for atom in members), quote=False)
        yield f'<span class="{style[0]}">{text}</span>' if style[0] else text


def _style(atom: _Atom) -> tuple[str, bool]:
    classes = (("hw", atom.squeezed), ("q", atom.chinese_mark), ("g", atom.gap))
    return " ".join(name for name, wanted in classes if wanted), _is_western(atom.character)
