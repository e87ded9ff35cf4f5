"""What a text measures: the concepts of the glossary, found where they are named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from reporter import paths
from reporter.concepts import UnitKind
from reporter.extract import kinship
from reporter.extract.phrases import Phrase, PhraseBook
from reporter.extract.prepared import prepare
from reporter.terms import Glossary, Term, load_glossary
from reporter.wordlists import WordList


@dataclass(frozen=True, slots=True)
class Meaning:
    """The terms that words can stand for, the likelier first; `sure` where they leave no doubt.

    A `cue` is no name, but a word that goes with figures of the concept, as a verb does.
    """

    terms: tuple[Term, ...]
    sure: bool
    cue: bool = False


TermPhrase = Phrase[Meaning]


@dataclass(frozen=True, slots=True)
class Subject:
    """A concept and the words at [start, end) that name it."""

    term: Term
    start: int
    end: int
    sure: bool = True


@cache
def _book() -> PhraseBook[Meaning]:
    return term_book(load_glossary(), _cues())


@cache
def _cues() -> tuple[tuple[str, str], ...]:
    """Words that point to a concept without naming it, mostly verbs: 交付, sold."""
    rows = WordList(paths.assets() / "cues.csv", ("concept", "words")).rows()
    return tuple(
        (words.strip(), row["concept"]) for row in rows for words in row["words"].split("|")
    )


def term_book(glossary: Glossary, cues: tuple[tuple[str, str], ...] = ()) -> PhraseBook[Meaning]:
    """Every surface of a glossary, and the cues, spelled as prepared texts are."""
    meanings: dict[str, Meaning] = {}

    def add(words: str, term: Term, sure: bool, cue: bool = False) -> None:
        spelling = prepare(words).text
        known = meanings.get(spelling, Meaning((), sure, cue))
        if all(term.concept != other.concept for other in known.terms) and not _UNREAD.match(spelling):
            meanings[spelling] = replace(known, terms=(*known.terms, term))

    for term in glossary:
        for words in (*term.names.values(), *term.aliases):
            for form in _forms(words):
                add(form, term, sure=True)
    for term in glossary:
        for words in (*term.weak_aliases, *filter(_is_telling, term.shorts.values())):
            for form in _forms(words):
                add(form, term, sure=False)
    for words, concept in cues:
        add(words, glossary[concept], sure=False, cue=True)
    return PhraseBook(meanings)


def _is_telling(short: str) -> bool:
    """Whether a tight label says enough outside its table: DAU, 线上占比, but not Fuel or 直播."""
    return short.isupper() or " " in short or len(short) > (20 if short.isascii() else 2)


_UNREAD = re.compile(r"[%占]|percentage of|(?:cars?|asks?|cor|pat|os|gm|cb|ps|per|ev|rpm)\Z")
"""A share as it is told, which is read from its whole, and short forms that are words as well."""


def _forms(words: str) -> tuple[str, ...]:
    """The words, and in English their plural."""
    plural = words.isascii() and words[-1].isalpha() and not words.endswith(("s", "S"))
    return (words, f"{words}s") if plural else (words,)


_OWNERS = re.compile(
    r"归属于?[^,。;、()\d]{0,24}?(?P<base>净利润|净利|利润|溢利|盈利|纯利|纯益|净亏损|亏损)"
    r"|(?:公司|母公司|集团)?(?:普通股|权益|股权)?(?:拥有人|持有人|股东|股权持有人)应占(?:年内|期内|综合|的)?"
    r"(?P<base2>净?利润|净?溢利|净?盈利|纯利|净?亏损)"
    r"|(?P<base3>(?:net )?(?:profits?|income|earnings|loss(?:es)?)) (?:for the (?:year|period) )?"
    r"(?:attributable|available) to (?:[a-z.'&-]+ ){0,5}?(?:shareholders|stockholders|holders|owners|parent)"
    r"(?: of (?:the )?(?:company|parent|bank|group))?"
)
_LOSS = re.compile("亏损|loss")
_CORE = re.compile("扣除非经常性损益后?的?|扣非后?的?")


def find_terms(text: str) -> tuple[TermPhrase, ...]:
    """The terms named in a prepared text, left to right, none inside another."""
    owners = [_owners_part(match) for match in _OWNERS.finditer(text)]
    taken = bytearray(len(text))
    for phrase in owners:
        taken[phrase.start : phrase.end] = b"\1" * (phrase.end - phrase.start)
    found = (phrase for phrase in _book().find(text) if not any(taken[phrase.start : phrase.end]))
    ordered = sorted(chain(owners, found), key=lambda phrase: phrase.start)
    return tuple(_summed(text, [one for phrase in ordered for one in _completed(text, phrase)]))


_CASH = frozenset(
    "cash_and_cash_equivalents restricted_cash time_deposits short_term_investments"
    " cash_and_liquid_investments".split()
)
_AND = re.compile(r" ?(?:[、,及和与]|以及|, and|and|plus|加)+ ?")


def _summed(text: str, phrases: list[TermPhrase]) -> Iterator[TermPhrase]:
    """Cash, deposits and short-term investments told as one sum are liquid investments."""
    run: list[TermPhrase] = []
    for phrase in phrases:
        is_cash = phrase.meaning.terms[0].concept in _CASH
        if not is_cash or (run and not _AND.fullmatch(text, run[-1].end, phrase.start)):
            yield from _sum_of(run)
            run = []
        if is_cash:
            run.append(phrase)
        else:
            yield phrase
    yield from _sum_of(run)


def _sum_of(run: list[TermPhrase]) -> list[TermPhrase]:
    term = kinship.term_of("cash_and_liquid_investments")
    if len(run) < 2 or not term:
        return run
    return [Phrase(run[0].start, run[-1].end, Meaning((term,), True))]


def _owners_part(match: re.Match[str]) -> TermPhrase:
    lost = bool(_LOSS.search(match[str(match.lastgroup)]))
    if _CORE.search(match[0]):
        concept = "core_net_loss" if lost else "core_net_profit"
    else:
        concept = "net_loss_attributable" if lost else "net_profit_attributable"
    term = kinship.term_of(concept)
    return Phrase(match.start(), match.end(), Meaning((term,) if term else (), True))


_ADJUSTED = re.compile(
    r"(?:(?:经调整|调整后?|非(?:公认|一般公认|国际|香港)[^,。;]{0,6}(?:准则|原则)|非gaap|non-?gaap|non-?ifrs)"
    r"(?:后|下|口径下?|计量)?的?"
    r"|(?<![a-z])(?:adjusted|adj\.?|non-gaap|non gaap|non-ifrs|core|normali[sz]ed|underlying|pro forma)"
    r"(?: ?\[\d\]| ?\(\d\)|[\d¹²])?"
    r"(?: (?:diluted|basic|consolidated|group|net|annual|(?:first|second|third|fourth)-quarter|full-year|quarterly|half-year))*)[ -]?\Z"
)
_BEFORE_CORE = re.compile(r"(?:扣除非经常性损益后?的?|扣非后?的?)(?:归母)?\Z")
_PER_SHARE = re.compile(
    r" per (?P<diluted>diluted )?(?:basic |common |ordinary |class a )*"
    r"(?:share|(?P<ads>ads|adr|american depositary share))(?![a-z])(?: \((?:eps|ads)\))?"
)
_EACH = re.compile(r"每股(?P<diluted>摊薄|稀释)?(?:基本)?\Z")
_BY_UNIT = re.compile(
    r"(?:(?<!订)单[票件车店瓦吨桶箱位]|吨[钢煤]?|每(?:吨|辆|桶|瓦|件|票|台|wh|kwh|平方米|千瓦时|客公里))(?:的)?\Z"
)
_PER_UNIT = re.compile(r" per (?!share|ads|adr|cent|year|quarter|month|day|annum)[a-z]+")
_MARGIN = re.compile(
    r"(?:收入|营收)?率| margins?(?![a-z])|占(?:营业|总)?(?:收入|营收)(?:的)?(?:比例|比重|比)"
    r"|,? as an? (?:percentage|share|proportion) of (?:total |net )?(?:sales|revenues?)(?![a-z])"
)
_PART = re.compile(r"(?:的)?(?:占比|比重|份额)")
_IN_A_WORD = re.compile(r"[a-z]-\Z")
_SETTLED_RATE = re.compile(r"(?:固定|不变|恒定|按|撇除|剔除|constant|fixed)(?: exchange)? ?\Z")
_NOUN_OF_OWN = re.compile(r"(?:中心|人员|经理|部门|大会|团队|周转|市场|结构|费用|成本|价格|规则|平台)")


def _completed(text: str, phrase: TermPhrase) -> Iterator[TermPhrase]:
    """The phrase with the words around it that make it another concept, if it still is one."""
    before, meaning = text[max(0, phrase.start - 40) : phrase.start], phrase.meaning
    start, end, terms = phrase.start, phrase.end, meaning.terms
    if match := _BEFORE_CORE.search(before):
        start, terms = start - len(match[0]), _mapped(kinship.core, terms)
    elif match := _ADJUSTED.search(before):
        kin = kinship.underlying if "underlying" in match[0] else kinship.adjusted
        if changed := _mapped(kin, terms):
            start, terms = start - len(match[0]), changed
    if match := _PER_SHARE.match(text, end):
        diluted = bool(match["diluted"]) or "diluted" in text[start:end]
        by = lambda t: kinship.per_share(t, diluted=diluted, ads=bool(match["ads"]))  # noqa: E731
        if changed := _mapped(by, terms):
            end, terms = match.end(), changed
    elif match := _EACH.search(before):
        by = lambda t: kinship.per_share(t, diluted=bool(match["diluted"]))  # noqa: E731
        if changed := _mapped(by, terms):
            start, terms = start - len(match[0]), changed
    elif (_BY_UNIT.search(before) or _PER_UNIT.match(text, end)) and terms[0].unit is UnitKind.MONEY:
        return
    for pattern, kin in ((_MARGIN, kinship.margin), (_PART, kinship.share)):
        if (match := pattern.match(text, end)) and all(t.unit.is_money for t in terms):
            end, terms = match.end(), _mapped(kin, terms)
            break
    if not meaning.sure and (_NOUN_OF_OWN.match(text, end) or _IN_A_WORD.search(before)):
        return
    if any(term.concept in ("exchange_rate", "policy_rate") for term in terms) and _SETTLED_RATE.search(before):
        return
    if terms:
        yield replace(phrase, start=start, end=end, meaning=replace(meaning, terms=terms))


def _mapped(kin: Callable[[Term], Term | None], terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """What the terms become, each once."""
    return tuple({t.concept: t for term in terms if (t := kin(term))}.values())
