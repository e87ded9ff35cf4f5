"""Names that a Chinese text only hints at, by what stands about them and by other names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set

from reporter.extract.introduced import ENDING, OPEN, RUN, Introduction, is_name
from reporter.extract.name_words import PERIODS, SOFT_ENDINGS
from reporter.extract.subjects import find_terms

_SPOKEN_OF = re.compile(
    rf"(?:则|也|亦|同样|同期|当[季期月])?(?:(?:{PERIODS})(?:[\u3400-\u9fff]{{0,4}}?)(?:营|净"
    r"|归|收|毛|亏|盈|交付|销|实现|录得)"
    r"|表现|方面,|换手率|股价|市值|[获遭](?:净|主力|南|北|机构)|净[买卖流]|出货\d"
    r"|[则也亦](?:由|因|实现|亏|盈|录得|以|为)|实现|录得|[以为达]\d|亏损|盈利|扭亏"
    r"|减亏|赚"
    r"|交付|卖出|售出|净利|归母)"
)
_OF_SHARE = re.compile("换手率|股价|市值|[获遭](?:净|主力|南|北|机构)|净[买卖流]|[收现]报|[涨跌]停")
_OF_MARKET = re.compile("全球|全国|国内|中国|我国|海外|本港")
_PARALLEL = re.compile(
    r"(?:^"
    rf"|(?<=[\n,。;:、和及]))({RUN}{{2,14}}?)(\d[\d.,]*[^\d\n,。;、()]{{1,4}})(?=[\n,。;:、和及(]"
    r"|$)"
)
_REPORTED = re.compile(
    rf"{OPEN}({RUN}{{2,6}}?)(?:则[月年季][增减]|(?:[则也亦]|自结)?(?:(?:{PERIODS})度?|单月|自结){{1,3}}份?"
    r"(?:合并|综合|实现|录得|完成|总){0,2}(?:营业?收|净利|归母|亏损|盈利|税后|收入|eps|获利|交付|股价|经调整|赚))"
)
_SOFTLY = re.compile(rf"(?:{SOFT_ENDINGS}|线|型|端|版|店|房|券|机|品|厅|场|区|省|市|洲|国)$")
_LISTED = re.compile(
    rf"{OPEN}(?:累计|其中)?((?:{RUN}{{2,6}}、){{1,5}}{RUN}{{2,6}}?(?:[和与及]{RUN}{{2,6}}?)?)"
    r"(?=营收|净利|股价|收入|归母|分别|则?[收下上]?[涨跌升]|[均亦也齐普])"
)
_WHEN = re.compile(rf"(?:{PERIODS}|则|也|亦|为|的?是|约|近|逾|超)+$")


def hints(text: str) -> Iterator[Introduction]:
    """What opens clauses as names do: companies, where a text is about several of them."""
    measured = {term.start for term in find_terms(text) if term.meaning.sure}
    for match in re.finditer(rf"{OPEN}(?=({RUN}{{2,7}}))", text):
        for length in range(2, len(match[1]) + 1):
            name, end = match[1][:length], match.end() + length
            told = _SPOKEN_OF.match(text, end)
            if told or end in measured:
                is_again = _again(text, name, match.end())
                is_likely = is_again or ENDING.search(name) or (told and length < 5)
                is_share = bool(_OF_SHARE.match(text, end))
                if is_likely and is_name(name, is_share) and not _OF_MARKET.match(name):
                    yield Introduction(name, 1)
                break


def parallels(text: str, is_one: Callable[[str], bool]) -> Iterator[Introduction]:
    """What stands in a list of figures as companies stand in it: 申运21.8亿件;韵通21.6亿件."""
    for line in text.split("\n"):
        items: dict[str, list[str]] = {}
        units = Counter[str]()
        for match in _PARALLEL.finditer(line):
            name, unit = _WHEN.sub("", match[1]), re.sub(r"[\d.,万亿]", "", match[2])
            if any(is_one(name[:length]) for length in range(2, len(name) + 1)):
                units[unit] += 1
            elif re.fullmatch("[\u3400-\u9fff]{2,5}", name) and is_name(name):
                items.setdefault(unit, []).append(name)
        for unit, names in items.items():
            if units[unit] and units[unit] + len(names) > 2:
                yield from (Introduction(name, 1) for name in names)


def reported(text: str) -> Iterator[Introduction]:
    """What has reported figures of a period at the head of a clause: 友辉7月营收."""
    for match in _REPORTED.finditer(text):
        name = _WHEN.sub("", match[1])
        is_likely = ENDING.search(name) or 2 < len(name) < 5 or text.count(name) > 1
        if is_likely and is_name(name) and not (_OF_MARKET.match(name) or _SOFTLY.search(name)):
            yield Introduction(name, 1)


def listed(text: str, is_one: Callable[[str], bool]) -> Iterator[Introduction]:
    """What a Chinese text lists along with companies: 荣洋、阳茂、万涛营收分别为."""
    for match in _LISTED.finditer(text):
        names = [name for name in re.split("[、和与及]", match[1]) if name]
        if any(map(is_one, names)):
            yield from (Introduction(one, 1) for one in names if not is_one(one) and is_name(one))


def _again(text: str, name: str, at: int) -> bool:
    """Whether a name stands near by once more."""
    return text[max(0, at - 2000) : at + 2000].count(name) > 1


def beginnings(names: Set[str]) -> Iterator[Introduction]:
    """Names of two characters that are what one other name begins with: 禾川 for 禾川火锅."""
    longer: dict[str, list[str]] = {}
    for name in names:
        if 2 < len(name) < 7:
            longer.setdefault(name[:2], []).append(name)
    for short, found in sorted(longer.items()):
        if short in names and len(found) == 1:
            yield Introduction(short, 0, short_for=found[0])


def short_forms(names: Iterable[str]) -> Iterator[Introduction]:
    """What a text may call a company later: 驰通 for 驰通快递; none where two share it."""
    stems = {name: ENDING.sub("", name) for name in set(names)}
    shared = Counter(stems.values())
    for name, stem in sorted(stems.items()):
        if len(stem) >= 2 and stem != name and not stem.isascii() and shared[stem] == 1:
            yield Introduction(stem, 0, short_for=name)
