"""Whether every fact that a PDF promises is printed in it, in each of its languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from reporter.brief import Brief
from reporter.derive.remainders import is_remainder
from reporter.verify.attached import Attached
from reporter.verify.pairs import languages_of
from reporter.verify.report import Failure, Number

FLASH = "flash"


def promised(attached: Attached) -> tuple[str, ...]:
    """The ids of the facts that must be on the page.

    A brief prints every stated fact, or the last part of a year that it left; a flash those that
    its headline, KPIs, key points and first chart name.
    """
    if attached.template == FLASH and attached.press:
        return _of_front(attached.press.brief)
    return tuple(fact.id for fact in attached.facts if not fact.is_derived)


def _of_front(brief: Brief) -> tuple[str, ...]:
    ids = [*brief.kpis, *(brief.hero.facts if brief.hero else ())]
    for words in (brief.headline, brief.standfirst, *(point.text for point in brief.key_points)):
        for template in words.values():
            ids += template.fact_ids
    return tuple(dict.fromkeys(ids))


def last_parts(attached: Attached) -> Mapping[str, tuple[str, ...]]:
    """What is left of a year, by each part that was taken from it: printed, it stands for them."""
    facts = attached.press.brief.facts if attached.press else ()
    left: dict[str, tuple[str, ...]] = {}
    for fact in facts:
        _, *taken = fact.derivation.inputs if fact.derivation else ("",)
        if taken and is_remainder(fact):
            left |= {part: (*left.get(part, ()), fact.id) for part in taken}
    return left


def unprinted(
    promised_ids: Iterable[str],
    numbers: Iterable[Number],
    languages: Sequence[str],
    stand_ins: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Iterator[Failure]:
    """Every promised fact that no number is the print of, nor of what stands for it."""
    printed: dict[str, set[str]] = defaultdict(set)
    for number in numbers:
        for lang in languages_of(number, languages):
            printed[lang].update(number.facts)
    for fact_id in promised_ids:
        any_of = {fact_id, *stand_ins.get(fact_id, ())}
        missing = [lang for lang in languages if not any_of & printed[lang]]
        if missing:
            yield Failure(0, fact_id, f"is promised, and not printed in {' or '.join(missing)}")
