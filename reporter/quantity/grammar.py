"""One grammar for figures in Chinese and English: what a person writes, read to a Quantity.

figure   bound? (special | range | amount) bound?
range    amount (~ | - | – | 至 | 到 | to | and after between) amount
amount   sign? currency? numeral 多? magnitude? 多? unit?
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from reporter.errors import QuantityError
from reporter.quantity.lexicon import (
    BOUND_AFTER,
    BOUND_BEFORE,
    CURRENCY_BEFORE,
    SCALES,
    UNIT_AFTER,
    BoundWord,
    UnitWord,
    fold,
    one_of,
)
from reporter.quantity.model import Bound, Quantity
from reporter.quantity.numerals import Numeral, read_numeral
from reporter.quantity.specials import Special, read_special
from reporter.quantity.units import UnitKind, unit_kind

_TIGHT = ("b", "m", "k", "x", "p", "pc")
_BEFORE = re.compile(rf"({one_of(BOUND_BEFORE)})(?:达到|[了为达在有])? *")
_BARE_SCALE = re.compile(f"(?:{'|'.join(s for s in SCALES if not s.isascii())})")
_COUNTABLE = re.compile(rf"{_BARE_SCALE.pattern}|半")
_BEFORE_BARE = frozenset("上过")
_NOT_AFTER = "多[模元样维种年家]|余[额下]|上下[游文]"
_AFTER = re.compile(rf" *(?!{_NOT_AFTER})({one_of(BOUND_AFTER)})")
_ODD = re.compile(r"-odd(?![a-z])")
_SIGN = re.compile(r"(?:[+-]|–(?=[\d$¥a-z])|负|minus |negative )")
_BY_LENGTH = sorted(map(re.escape, CURRENCY_BEFORE), key=len, reverse=True)
_CURRENCY = re.compile(f"({'|'.join(_BY_LENGTH)}) ?")
_SCALE = re.compile(
    rf"({one_of(s for s in SCALES if not s.isascii())})(?!瓦|分[点之])(?<!千(?=[克米]))"
    rf"|(?: |-(?=[mbt]\w*llion))?({one_of(s for s in SCALES if s.isascii() and s not in _TIGHT)})"
    r"|([bmk])(?![a-z²])"
)
_COUNTED = "".join({word[0] for word in UNIT_AFTER if not word.isascii()})
_MORE = re.compile(f"[多余](?=[万亿{_COUNTED}])")
_BASIS = r"(?: |-)?(?:(year|quarter|month|week|day)[ -](?:on|over)[ -]\1|year[ -]to[ -]date)"
_UNIT = re.compile(
    rf"(?!{_BASIS}) ?({one_of(w for w in UNIT_AFTER if w not in _TIGHT)})|(x|pc?)(?![a-z])"
)
_APART = re.compile(" *(?:~|至|到|to(?![a-z])) *|[-–—]")
_AND = re.compile(" *(?:and(?![a-z])|与|和|[-–—~至到]) *")
_BETWEEN = re.compile("(?:between |介于|在(?=.*之间))")
_WITHIN = re.compile("之间")


@dataclass(slots=True)
class Amount:
    """One signed number with its magnitude and unit words."""

    value: Decimal
    step: Decimal
    kind: str
    scale: int | None = None
    unit: UnitWord | None = None
    currency: UnitWord | None = None
    open: bool = False
    over: bool = False

    def power(self, of_other: int) -> int:
        """Its magnitude; in 40–60亿元 the other's, where it has neither that nor a unit."""
        return of_other if self.scale is None and self.unit is None else self.scale or 0

    def times(self, scale: int, factor: Decimal) -> tuple[Decimal, Decimal]:
        """The value and its step in base units."""
        size = Decimal(10) ** scale * factor
        return _plain(self.value * size), _plain(self.step * size)


@dataclass(slots=True)
class Reading:
    """What was read at some place: its parts, and offsets with and without words for bounds."""

    outer_start: int
    start: int
    end: int = 0
    outer_end: int = 0
    before: BoundWord | None = None
    after: BoundWord | None = None
    special: Special | None = None
    amounts: list[Amount] = field(default_factory=list)
    odd: bool = False

    @property
    def bound(self) -> BoundWord:
        """The word before, else the one after; 数 and 多 say more than."""
        if self.amounts and self.amounts[0].over and not self.before:
            return BoundWord(Bound.OVER)
        return self.before or self.after or BoundWord(Bound.EXACT)

    @property
    def unit(self) -> UnitWord | None:
        """The stated unit; the currency before wins over a word that may mean it (HK$12亿元)."""
        words = [w for a in self.amounts for w in (a.currency, a.unit) if w]
        firm = [w for w in words if not w.also] or words
        return firm[0] if firm else None

    @property
    def clash(self) -> bool:
        """Whether two of the stated units cannot be the same."""
        stated = [w for a in self.amounts for w in (a.currency, a.unit) if w]
        return bool(self.unit) and not all(w.fits(self.unit.code) for w in stated if self.unit)


class Reader:
    """Reads one figure from folded text, from an offset on."""

    def __init__(self, text: str, at: int = 0) -> None:
        self.text, self.at = text, at

    def read(self, *, bare_scale: bool = False) -> Reading | None:
        """The figure at the offset, or None; leaves `at` behind it.

        A magnitude alone (超亿元) is one of it after a bound, or where `bare_scale` says so.
        """
        reading = Reading(outer_start=self.at, start=self.at)
        reading.before = self._bound_before()
        between = self._take(_BETWEEN)
        reading.start = self.at
        if special := read_special(self.text, self.at):
            reading.special, self.at = special, special.end
        elif not self._amounts(reading, between=bool(between), bare_scale=bare_scale):
            return None
        reading.end = self.at
        if between:
            self._take(_WITHIN)
        self._bound_after(reading)
        reading.outer_end = self.at
        return reading

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match

    def _bound_before(self) -> BoundWord | None:
        start = self.at
        match = self._take(_BEFORE)
        if not match:
            return None
        if match[1] in _BEFORE_BARE and not _COUNTABLE.match(self.text, self.at):
            self.at = start
            return None
        return BOUND_BEFORE[match[1]]

    def _bound_after(self, reading: Reading) -> None:
        if self._take(_ODD):
            reading.odd = True
        elif match := self._take(_AFTER):
            reading.after = BOUND_AFTER[match[1]]

    def _amounts(self, reading: Reading, *, between: bool, bare_scale: bool) -> bool:
        """Takes one amount, or the two of a range; between needs two."""
        first = self._amount(bare_scale=bare_scale or reading.before is not None)
        if not first:
            return False
        reading.amounts = [first]
        behind = self.at
        if not first.open and self._take(_AND if between else _APART):
            second = self._amount()
            if second and not second.open and _is_range(first, second):
                reading.amounts.append(second)
                return True
        self.at = behind
        return not between

    def _amount(self, *, bare_scale: bool = False) -> Amount | None:
        sign = self._take(_SIGN)
        currency = self._take(_CURRENCY)
        sign = sign or self._take(_SIGN)
        numeral = self._numeral(bare_scale)
        if not numeral:
            return None
        negative = sign is not None and sign[0] != "+"
        value = -numeral.value if negative else numeral.value
        amount = Amount(value, numeral.step, numeral.kind, open=numeral.open)
        amount.currency = CURRENCY_BEFORE[currency[1]] if currency else None
        amount.over = bool(self._take(_MORE))
        self._scale(amount)
        amount.over = bool(self._take(_MORE)) or amount.over
        if unit := self._take(_UNIT):
            amount.unit = UNIT_AFTER[unit[2] or unit[3]]
            if amount.currency and unit_kind(amount.unit.code) is UnitKind.COUNT:
                amount.unit, self.at = None, unit.start()  # $1 billion share buyback
        return amount

    def _numeral(self, bare_scale: bool) -> Numeral | None:
        numeral = read_numeral(self.text, self.at)
        if numeral:
            self.at = numeral.end
        elif bare_scale and _BARE_SCALE.match(self.text, self.at):
            numeral = Numeral(Decimal(1), Decimal(1), self.at, "scale")
        return numeral

    def _scale(self, amount: Amount) -> None:
        """Takes one magnitude word, or two in English (several hundred million)."""
        while match := self._take(_SCALE):
            word = match[1] or match[2] or match[3]
            amount.scale = (amount.scale or 0) + SCALES[word]
            if not word.isascii() or amount.scale > max(SCALES.values()):
                break


def _is_range(first: Amount, second: Amount) -> bool:
    """Whether two amounts are in one unit and go up."""
    ours, theirs = first.unit or first.currency, second.unit or second.currency
    if ours and theirs and not (ours.fits(theirs.code) or theirs.fits(ours.code)):
        return False
    if ours and not theirs and unit_kind(ours.code) is not UnitKind.MONEY:
        return False  # rose 1.9 percent to 17.49 million
    scale = second.scale or 0
    low = first.times(first.power(scale), Decimal(1))[0]
    high = second.times(scale, Decimal(1))[0]
    return low < high or (high < low < 0)


def _plain(value: Decimal) -> Decimal:
    """The value without trailing zeros and without an exponent above zero."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def quantity_of(reading: Reading, unit: str | None = None) -> Quantity:
    """The quantity that was read, in `unit` where that is given and fits; ValueError where not."""
    if reading.special:
        return _from_special(reading.special, reading.bound, unit)
    word = reading.unit
    if reading.clash:
        raise ValueError("two units that are not the same")
    if word and unit and not word.fits(unit):
        raise ValueError(f"is in {word.code}, not in {unit}")
    code = unit or (word.code if word else "count")
    factor = word.factor if word else Decimal(1)
    last = reading.amounts[-1]
    ends = [amount.times(amount.power(last.scale or 0), factor) for amount in reading.amounts]
    if len(ends) == 2:
        return _range(code, ends, reading.bound)
    return _single(code, *ends[0], reading)


def _range(code: str, ends: list[tuple[Decimal, Decimal]], word: BoundWord) -> Quantity:
    low, high = sorted(value for value, _ in ends)
    step = min(step for _, step in ends)
    return Quantity(code, None, step, word.bound, low, high, close=word.close)


def _single(code: str, value: Decimal, step: Decimal, reading: Reading) -> Quantity:
    if reading.amounts[0].open:
        return Quantity(code, value, step, Bound.OVER, vague=True)
    if reading.odd:
        open_digit = Decimal(1).scaleb(value.adjusted() - 1)
        return Quantity(code, value, _plain(open_digit), Bound.OVER, vague=True)
    return Quantity(code, value, step, reading.bound.bound, close=reading.bound.close)


def _from_special(special: Special, word: BoundWord, unit: str | None) -> Quantity:
    if unit and not UnitWord(special.unit).fits(unit):
        raise ValueError(f"is in {special.unit}, not in {unit}")
    return Quantity(
        unit or special.unit,
        special.value,
        special.step,
        Bound.OVER if special.open else word.bound,
        fraction=special.fraction,
        vague=special.open,
        close=word.close and not special.open,
    )


_BRACKETS = re.compile(r" *\((?=[^()]*\d)([^()]*)\)([^()]*)$")


def parse_quantity(text: str, unit: str | None = None) -> Quantity:
    """The figure that a person wrote (超60%, RMB126.9bn, 约1/3), in base units.

    `unit` is taken where the text names none, and must fit where it does (元 and $ fit any money
    of that name). Brackets are an accountant's minus. Raises QuantityError with the column.
    """
    folded = fold(text).rstrip()
    if match := _BRACKETS.match(folded):
        folded = f"{folded[: match.start(1) - 1]}-{match[1]}{match[2]}"
    start = len(folded) - len(folded.lstrip())
    if start == len(folded):
        raise QuantityError(text, 1, "nothing is written here")
    reader = Reader(folded, start)
    reading = reader.read(bare_scale=True)
    if not reading:
        raise QuantityError(text, start + 1, "no number begins here")
    if reading.outer_end < len(folded):
        rest = text[reading.outer_end :].strip()
        raise QuantityError(text, reading.outer_end + 1, f"“{rest}” does not belong to a figure")
    try:
        return quantity_of(reading, unit)
    except ValueError as fault:
        raise QuantityError(text, reading.start + 1, str(fault)) from None
