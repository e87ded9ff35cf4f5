"""The words around a term that make it another concept: adjusted, per share, 占比, 归属于…的."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from reporter.concepts import UnitKind
from reporter.extract import kinship
from reporter.extract.phrases import Phrase
from reporter.extract.term_book import Meaning, TermPhrase
from reporter.terms import Term

_HOLDERS = "shareholders|stockholders|holders|owners|parent"
_OWNERS = re.compile(
    r"归属于?[^,。;、()\d]{0,24}?"
    r"(?P<ours>净利润|净利|利润|溢利|盈利|纯利|纯益|净亏损|亏损)"
    r"|(?:公司|母公司|集团)?(?:普通股|权益|股权)?(?:拥有人|持有人|股东)应占(?:年内|期内|综合|的)?"
    r"(?P<held>净?利润|净?溢利|净?盈利|纯利|净?亏损)"
    r"|(?P<english>(?:net )?(?:profits?|income|earnings|loss(?:es)?)) (?:for the (?:year|period) )?"
    rf"(?:attributable|available) to (?:[a-z.'&-]+ ){{0,5}}?(?:{_HOLDERS})"
    r"(?: of (?:the )?(?:company|parent|bank|group))?"
)
_LOSS = re.compile("亏损|loss")
_CORE = re.compile("扣除非经常性损益|扣非")


def owners_parts(text: str) -> Iterator[TermPhrase]:
    """Profits and losses that a text gives to the owners of a company it may name in between."""
    for match in _OWNERS.finditer(text):
        lost = _LOSS.search(match[str(match.lastgroup)])
        if _CORE.search(match[0]):
            concept = "core_net_loss" if lost else "core_net_profit"
        else:
            concept = "net_loss_attributable" if lost else "net_profit_attributable"
        if term := kinship.term_of(concept):
            yield Phrase(match.start(), match.end(), Meaning((term,), True))


_REACH = 40
_ADJUSTED = re.compile(
    r"(?:(?:经调整|调整后?|非(?:公认|一般公认|国际|香港)[^,。;]{0,6}(?:准则|原则)|非gaap|non-?(?:gaap|ifrs))"
    r"(?:后|下|口径下?|计量)?的?"
    r"|(?<![a-z])(?:adjusted|adj\.?|non[ -]gaap|non-ifrs|core|normali[sz]ed|underlying|pro forma)"
    r"(?: ?\[\d\]| ?\(\d\)|[\d¹²])?"
    r"(?: (?:diluted|basic|consolidated|group|net|annual|full-year|quarterly|half-year"
    r"|(?:first|second|third|fourth)-quarter))*)[ -]?\Z"
)
_WITHOUT_ONE_OFFS = re.compile(r"(?:扣除非经常性损益后?的?|扣非后?的?)(?:归母)?\Z")
_PER_SHARE = re.compile(
    r" per (?P<diluted>diluted )?(?:basic |common |ordinary |class a )*"
    r"(?:share|(?P<ads>ads|adr|american depositary share))(?![a-z])(?: \((?:eps|ads)\))?"
)
_EACH_SHARE = re.compile(r"每股(?P<diluted>摊薄|稀释)?(?:基本)?\Z")
_EACH_UNIT = re.compile(
    r"(?:(?<!订)单[票件车店瓦吨桶箱位]|吨[钢煤]?"
    r"|每(?:吨|辆|桶|瓦|件|票|台|wh|kwh|平方米|千瓦时|客公里))(?:的)?\Z"
)
_PER_UNIT = re.compile(r" per (?!share|ads|adr|cent|year|quarter|month|day|annum)[a-z]+")
_MARGIN = re.compile(
    r"(?:收入|营收)?率| margins?(?![a-z])|占(?:营业|总)?(?:收入|营收)(?:的)?(?:比例|比重|比)"
    r"|,? as an? (?:percentage|share|proportion) of (?:total |net )?(?:sales|revenues?)(?![a-z])"
)
_PART = re.compile(r"(?:的)?(?:占比|比重|份额)")
_AMOUNT = re.compile(r"(?:总|净|余)?[额量数](?!据|字|码|化)(?:量|目|额)?|金额|规模")
_BRACKET = re.compile(r" ?/? ?\(loss(?:es)?\)")
_SHORT = re.compile(r" ?\((?!usd|rmb|hkd|cny)[a-z&/-]{2,8}\)")
_OTHER_NOUN = re.compile("中心|人员|经理|部门|大会|团队")
_USE_OF = re.compile(r"周转|市场|结构|费用|成本|价格|规则|平台| (?:prices?|surcharges?)(?![a-z])")
_NO_CASH = re.compile(r" (?:costs?|payments?|consideration|charges?|outlay|generation|operating)")
_WITHIN_A_WORD = re.compile(r"[a-z]-\Z")
_PREFIX = re.compile(r"(?<![a-z])(?:pre|non|ex)-\Z")
_FIXED_RATE = re.compile(r"(?:固定|不变|恒定|按|撇除|剔除|constant|fixed)(?: exchange)? ?\Z")


def completed(text: str, phrase: TermPhrase) -> TermPhrase | None:
    """A term with the words that make it another concept; None where they make it none we know."""
    before = text[max(0, phrase.start - _REACH) : phrase.start]
    if _is_other_word(text, phrase, before):
        return None
    told = _by_unit(text, _modified(phrase, before), before)
    told = told and _as_part(text, told)
    for pattern in (_AMOUNT, _BRACKET, _SHORT):
        if told and (match := pattern.match(text, told.end)):
            told = replace(told, end=match.end())
    return told


def _is_other_word(text: str, phrase: TermPhrase, before: str) -> bool:
    """Whether the words belong to another: weight-loss, 交付中心, at constant exchange rates."""
    if any(term.concept in ("exchange_rate", "policy_rate") for term in phrase.meaning.terms):
        return bool(_FIXED_RATE.search(before))
    if text[phrase.start : phrase.end] == "cash" and _NO_CASH.match(text, phrase.end):
        return True
    if phrase.meaning.sure:
        return bool(_OTHER_NOUN.match(text, phrase.end) or _PREFIX.search(before))
    of_it = _OTHER_NOUN.match(text, phrase.end) or _USE_OF.match(text, phrase.end)
    return bool(of_it or _WITHIN_A_WORD.search(before))


def _modified(phrase: TermPhrase, before: str) -> TermPhrase:
    """With the adjective before it: 扣非净利润, adjusted operating profit."""
    if match := _WITHOUT_ONE_OFFS.search(before):
        return _turned(phrase, kinship.core, start=len(match[0])) or phrase
    if match := _ADJUSTED.search(before):
        kin = kinship.underlying if "underlying" in match[0] else kinship.adjusted
        return _turned(phrase, kin, start=len(match[0])) or phrase
    return phrase


def _by_unit(text: str, phrase: TermPhrase, before: str) -> TermPhrase | None:
    """By the share, or by another unit, of which the glossary would have a name of its own."""
    if match := _PER_SHARE.match(text, phrase.end):
        diluted = bool(match["diluted"]) or "diluted" in text[phrase.start : phrase.end]
        ads = bool(match["ads"])

        def per_share(term: Term) -> Term | None:
            return kinship.per_share(term, diluted=diluted, ads=ads)

        return _turned(phrase, per_share, end=match.end() - phrase.end) or phrase
    if match := _EACH_SHARE.search(before):
        each = match

        def each_share(term: Term) -> Term | None:
            return kinship.per_share(term, diluted=bool(each["diluted"]))

        return _turned(phrase, each_share, start=len(match[0])) or phrase
    by_unit = _EACH_UNIT.search(before) or _PER_UNIT.match(text, phrase.end)
    return None if by_unit and phrase.meaning.terms[0].unit is UnitKind.MONEY else phrase


def _as_part(text: str, phrase: TermPhrase) -> TermPhrase | None:
    """As a percentage of revenue, or as a part of the whole: 费用率, 收入占比."""
    if not all(term.unit.is_money for term in phrase.meaning.terms):
        return phrase
    for pattern, kin in ((_MARGIN, kinship.margin), (_PART, kinship.share)):
        if match := pattern.match(text, phrase.end):
            return _turned(phrase, kin, end=match.end() - phrase.end)
    return phrase


def _turned(
    phrase: TermPhrase, kin: Callable[[Term], Term | None], start: int = 0, end: int = 0
) -> TermPhrase | None:
    """The longer phrase with what its terms become; None where none becomes any."""
    terms = {known.concept: known for term in phrase.meaning.terms if (known := kin(term))}
    if not terms:
        return None
    meaning = replace(phrase.meaning, terms=tuple(terms.values()))
    return Phrase(phrase.start - start, phrase.end + end, meaning)


_CASH = frozenset(
    "cash_and_cash_equivalents restricted_cash time_deposits short_term_investments"
    " cash_and_liquid_investments".split()
)
_AND = re.compile(r" ?(?:[、,及和与]|以及|, and|and|plus|加)+ ?")


def summed(text: str, phrases: Iterable[TermPhrase]) -> Iterator[TermPhrase]:
    """The phrases, none in another; cash, deposits and investments told as one sum are one."""
    run: list[TermPhrase] = []
    end = 0
    for phrase in phrases:
        if phrase.start < end:
            continue
        end = phrase.end
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
