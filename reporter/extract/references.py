"""What stands for somebody in a sentence: names, parts, markets, pronouns; and who is listed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reporter.extract.entities import EntityPhrase
from reporter.extract.part import Part
from reporter.extract.parts import parts_in
from reporter.extract.phrases import Phrase
from reporter.extract.sentences import Sentence

_ITSELF = re.compile(
    r"(?<![子母分司限市新老他各多家券商只占])(?:本|该)?(?:公司|集团)(?!司)|我们|管理层|[本该]行"
    r"|该股|股价|(?<!占)总收入"
    r"|(?<!占)总营收|整体|归母|归属于|董事会|它"
    r"|\b(?:the|our) (?:company|group|firm|bank|airline|retailer|lender|insurer|stock|shares"
    r"|board|grocer|discounter|supermarket|chain|brewer|distiller|miner|driller|builder"
    r"|developer|manufacturer"
    r"|maker|carrier|utility|[a-z]+maker|startup|start-up|operator)\b"
    r"|\b(?:we|our|management|its shares|the shares|total revenues?|group revenue|overall"
    r"|consolidated)\b"
)
_OF_TWO = re.compile(r"[前后]者|\bthe (?:former|latter)\b")
_THING = re.compile(
    "这[款个一]|该(?:产品|工具|药|模型|应用|游戏|款)|这些[\u3400-\u9fff]{2,6}?(?=每天|每月|日均|月均|已|平均|累计)"
)
_MARKET = re.compile(
    r"全球(?!市场)[\u3400-\u9fffa-z]{2,8}?(?:市场(?!规模|占|份额))?"
    r"(?=市场规模|规模|需求|销[售量]|出货|年?复合|渗透|零售|产量|装机|增速)"
    r"|全国[\u3400-\u9fff]{2,6}?(?=业务量|产量|销[量售]|零售|保费|票房|发电|用电|出游|出口)"
    r"|国内旅游(?=出游|收入|人)|我国(?=[\u3400-\u9fff]{2,8}(?:总额|总量|产量|规模))"
    r"|(?:中国|我国|全国|国内)[\u3400-\u9fffa-z]{2,8}?(?:市场(?!占|份额)|行业)"
    r"|(?:(?![于较比])[\u3400-\u9fff]){2,8}行业(?=已|整体|平均|营|净|收)"
)
_AND = re.compile(r" ?(?:[、/,和与及&]|以及|则|and|, and)* ?(?:the )?")
_LINK = re.compile(
    r"[^\d\u3400-\u9fff]{0,3}(?:[、/,和与及]|以及|and|, and|or) ?(?:约|近|超|逾|增长|下降"
    r"|上升|下滑|下跌)?"
    r"[^\d\u3400-\u9fffa-z]{0,2}"
)


@dataclass(frozen=True, slots=True)
class Pronoun:
    """Words at [start, end) that stand for the company in force, or the product.

    前者 and 后者 stand for the first and the last of those named last, by `place`.
    """

    start: int
    end: int
    is_thing: bool = False
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Market:
    """A market or an industry named at [start, end), as the text has it."""

    start: int
    end: int
    name: str


Reference = EntityPhrase | Part | Market | Pronoun


def references(sentence: Sentence) -> list[Reference]:
    """What stands for somebody, left to right; words within a name stand for nobody else."""
    found: list[Reference] = []
    taken = bytearray(sentence.end - sentence.start)
    for reference in _candidates(sentence):
        first, last = reference.start - sentence.start, reference.end - sentence.start
        if not any(taken[first:last]):
            taken[first:last] = b"\1" * (last - first)
            found.append(reference)
    return sorted(found, key=lambda reference: reference.start)


def _candidates(sentence: Sentence) -> Iterator[Reference]:
    prepared, start, end = sentence.prepared, sentence.start, sentence.end
    within = [(term.start, term.end) for term in sentence.terms if term.meaning.sure]
    for phrase in sentence.entities:
        if phrase.meaning.kind != "place":
            yield phrase
    for match in _MARKET.finditer(prepared.text, start, end):
        first, last = _whole(sentence, match)
        if first < last:
            yield Market(first, last, prepared.surface(first, last))
    yield from parts_in(prepared, start, end)
    for phrase in sentence.entities:
        if not any(start <= phrase.start < phrase.end < end for start, end in within):
            yield phrase
    for match in _ITSELF.finditer(prepared.text, start, end):
        yield Pronoun(*match.span())
    for match in _OF_TWO.finditer(prepared.text, start, end):
        is_first = match[0] in ("前者", "the former")
        yield Pronoun(*match.span(), place=0 if is_first else -1)
    for match in _THING.finditer(prepared.text, start, end):
        yield Pronoun(*match.span(), is_thing=True)


def _whole(sentence: Sentence, market: re.Match[str]) -> tuple[int, int]:
    """The place of a market without the words of a measure of the economy: 全国网上零售额."""
    for term in sentence.terms:
        is_macro = term.meaning.terms[0].group == "macro"
        if is_macro and market.start() <= term.start < market.end() < term.end:
            return market.start(), term.start
    return market.span()


def listed(sentence: Sentence, found: Sequence[Reference]) -> dict[int, Reference]:
    """Whose each figure is where as many figures follow as names were listed, by its index."""
    owners: dict[int, Reference] = {}
    for first, group in _groups(sentence, found):
        end = group[-1].end
        at = bisect_left(sentence.mentions, end, key=lambda mention: mention.start)
        told = sentence.mentions[at].start if at < len(sentence.mentions) else sentence.end
        others = (r.start for r in found[first + len(group) :] if _stands_apart(r, told))
        limit = next(others, sentence.end)
        until = bisect_left(sentence.mentions, limit, key=lambda mention: mention.start)
        for figures in _runs(sentence, range(at, until)):
            if len(figures) == len(group):
                owners.update(zip(figures, group, strict=True))
    return owners


def _stands_apart(reference: Reference, told: int) -> bool:
    """Whether it ends a list's figures; a pronoun does not, nor a part before the first of them."""
    if isinstance(reference, Part):
        return reference.start > told
    return not isinstance(reference, Pronoun)


_ALL_OF_THEM = re.compile(r"([两二三四五六])(?:家|者|大|间|只)[\u3400-\u9fff]{0,6}?(?:则)?分别")


def shared_out(sentence: Sentence, names: Sequence[str]) -> dict[int, Reference]:
    """Whose each figure is where 三家分别 stands for the companies named last."""
    match = _ALL_OF_THEM.search(sentence.prepared.text, sentence.start, sentence.end)
    if not match or "零一二三四五六".find(match[1].replace("两", "二")) != len(names):
        return {}
    at = bisect_left(sentence.mentions, match.end(), key=lambda mention: mention.start)
    for figures in _runs(sentence, range(at, len(sentence.mentions))):
        if len(figures) == len(names):
            found = [Market(*match.span(), name) for name in names]
            return dict(zip(figures, found, strict=True))
    return {}


def companies_listed(sentence: Sentence, found: Sequence[Reference]) -> list[str]:
    """The names of the last list of companies in a sentence."""
    names: list[str] = []
    for _, group in _groups(sentence, found):
        some = [one.meaning.name for one in group if isinstance(one, Phrase)]
        names = some if len(some) == len(group) else names
    return names


def _groups(
    sentence: Sentence, found: Sequence[Reference]
) -> Iterator[tuple[int, list[Reference]]]:
    """Runs of two or more names joined by 、 or and, each with the index of its first."""
    text, first = sentence.prepared.text, 0
    for at in range(1, len(found) + 1):
        is_name = at < len(found) and not isinstance(found[at], Pronoun)
        if is_name and _AND.fullmatch(text, found[at - 1].end, found[at].start):
            continue
        if at - first > 1 and not isinstance(found[first], Pronoun):
            yield first, list(found[first:at])
        first = at


def _runs(sentence: Sentence, indices: Sequence[int]) -> Iterator[list[int]]:
    """Runs of figures joined by 、 or and."""
    text, run = sentence.prepared.text, list(indices[:1])
    for before, index in pairwise(indices):
        first, second = sentence.mentions[before], sentence.mentions[index]
        if not _LINK.fullmatch(text, first.end, second.start):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def joined(sentence: Sentence, index: int) -> str:
    """A place as it is written, with the place before it that it is joined to: 香港及澳门."""
    place, before = sentence.entities[index], sentence.entities[max(0, index - 1)]
    link = sentence.prepared.text[before.end : place.start]
    start = before.start if link in ("及", "和", "与", " & ") else place.start
    return sentence.prepared.surface(start, place.end)
