"""Whether a printed figure says what a fact says, and in which direction."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from reporter.formats import print_quantity
from reporter.formats.figures import needs_flip
from reporter.languages import Language
from reporter.quantity import Bound, Quantity, UnitKind, unit_kind
from reporter.quantity.model import round_to
from reporter.verify.attached import FactRecord

_HUNDRED = Decimal(100)
_DECIMALS = re.compile(r"\d\.\d")
_SIGNS = frozenset("<>＜＞≈≥≤")
_UP = re.compile(
    "(?:增长|上涨|上升|提升|增加|增至|升至|涨|升|增長|上漲|"
    r"\b(?:up|rose|rises|rise|rising|grew|growth of|gained|gain of|increased|increase of|higher))"
    r"(?: by| of)?\s*$",
    re.IGNORECASE,
)
_DOWN = re.compile(
    "(?:下降|下跌|减少|降低|跌|降|減少|"
    r"\b(?:down|fell|falls|fall|falling|fall of|declined|decline of|dropped|drop of|lower|"
    r"decreased|decrease of))(?: by| of)?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A figure as a page has it: what it reads as, how it is written, and which way it points."""

    quantity: Quantity
    surface: str
    direction: str = ""
    of_chinese: bool = False

    @property
    def has_decimals(self) -> bool:
        return bool(_DECIMALS.search(self.surface))


@dataclass(frozen=True, slots=True)
class Leave:
    """What a page may leave out because it says it elsewhere: the bounds of these facts."""

    unbound: frozenset[str] = frozenset()


def direction_of(before: str, surface: str) -> str:
    """up, down or nothing: the sign that is printed, else the word right before the figure."""
    core = surface.lstrip("".join(_SIGNS) + " 约約近超逾")
    if core.startswith("+"):
        return "up"
    if core.startswith(("−", "-")):
        return "down"
    if _DOWN.search(before):
        return "down"
    return "up" if _UP.search(before) else ""


def disagreement(said: Said, fact: FactRecord, leave: Leave) -> str:
    """Why a printed figure does not say what the fact says, or nothing where it does."""
    quantity = _comparable(said, fact)
    if quantity is None:
        return f"is in {said.quantity.unit}, and the fact in {fact.quantity.unit}"
    return (
        _of_value(quantity, said, fact)
        or _of_bound(quantity, said, fact, leave)
        or _of_direction(said, fact)
    )


def _comparable(said: Said, fact: FactRecord) -> Quantity | None:
    """The printed figure in the fact's unit; None where it is in another."""
    ours, theirs = said.quantity.unit, fact.quantity.unit
    quantity = _unsigned(said.quantity) if fact.is_change else said.quantity
    if ours == theirs or unit_kind(ours) is UnitKind.COUNT is unit_kind(theirs):
        return quantity
    if (
        ours == "count"
        and theirs == "CNY"
        and said.of_chinese
        and re.search("[万亿萬億]", said.surface)
    ):
        return quantity
    if ours == "percent" and theirs == "multiple" and fact.is_change and quantity.value:
        return replace(
            quantity, value=quantity.value / _HUNDRED, precision=quantity.precision / _HUNDRED
        )
    return None


def _unsigned(quantity: Quantity) -> Quantity:
    """The size of a change; a bound on its signed scale turns round below zero."""
    if quantity.ends[0] >= 0:
        return quantity
    bound = needs_flip(quantity.bound)
    ends = sorted(abs(end) for end in quantity.ends)
    close = quantity.close and bound is Bound.UNDER
    if quantity.is_range:
        return replace(quantity, low=ends[0], high=ends[-1], bound=bound, close=close)
    return replace(quantity, value=ends[0], bound=bound, close=close)


def _of_value(quantity: Quantity, said: Said, fact: FactRecord) -> str:
    target = fact.quantity
    if target.fraction or quantity.fraction:
        return "" if quantity.fraction == target.fraction else "is another fraction"
    if quantity.is_range != target.is_range:
        return "is a range" if quantity.is_range else "is not the range of the fact"
    finer = quantity.precision < target.precision
    if finer and said.has_decimals and not target.vague:
        return "has more digits than the fact was stated to"
    step = target if finer else quantity
    pairs = zip(quantity.ends, target.ends, strict=True)
    if all(printed == round_to(value, step.exponent) for printed, value in pairs):
        return ""
    return "is another value"


def _of_bound(quantity: Quantity, said: Said, fact: FactRecord, leave: Leave) -> str:
    target = fact.quantity
    if quantity.vague != target.vague:
        return "is more definite than the fact" if target.vague else "is vaguer than the fact"
    if quantity.bound is target.bound and quantity.close == target.close:
        return ""
    if quantity.bound is target.bound and said.surface[:1] in _SIGNS:
        return ""  # the sign of a chart has no form for a figure that is nearly reached
    if quantity.bound is Bound.EXACT and fact.id in leave.unbound:
        return ""
    if quantity.bound is Bound.EXACT:
        return f"leaves out that the fact is “{_word(target)}”"
    return f"says “{_word(quantity)}”, and the fact “{_word(target)}”"


def _word(quantity: Quantity) -> str:
    return "nearly" if quantity.close else quantity.bound.value.replace("_", " ")


def _of_direction(said: Said, fact: FactRecord) -> str:
    if said.direction and fact.is_change and said.direction != fact.direction:
        return f"says {said.direction}, and the fact goes {fact.direction}"
    return ""


def matches(said: Said, facts: Iterable[FactRecord], leave: Leave) -> tuple[str, ...]:
    """The ids of the facts that a figure may be the print of."""
    return tuple(fact.id for fact in facts if not disagreement(said, fact, leave))


def reason(said: Said, facts: Iterable[FactRecord], leave: Leave) -> str:
    """Why no fact is printed here, by the one that comes nearest."""
    near = [
        (_distance(quantity, fact.quantity), fact.id, fact)
        for fact in facts
        if (quantity := _comparable(said, fact)) is not None
    ]
    if not near:
        return "no fact is in this unit"
    fact = min(near, key=lambda one: one[:2])[2]
    stated = print_quantity(fact.quantity, Language.EN)
    return f"{disagreement(said, fact, leave)}: the nearest is {fact.id}, {stated}"


def _distance(one: Quantity, other: Quantity) -> Decimal:
    """How far apart two figures are, as a share of the larger."""
    a, b = one.ends[0], other.ends[0]
    return abs(a - b) / max(abs(a), abs(b), Decimal(1).scaleb(-9))
