"""Words of direction in running text: which way a clause says that something went."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reporter.facts import Direction

_UP_HAN = (
    "增长 增長 增加 增至 增幅 增多 上升 上涨 上漲 上扬 上揚 上调 上調 攀升 提升 提高 升至 升幅 升高"
    " 回升 涨幅 漲幅 走高 涨 漲 飙升 飆升 激增 大增 剧增 劇增 扩大 擴大 高增"
)
_DOWN_HAN = (
    "下降 下跌 下滑 下挫 下调 下調 回落 减少 減少 减至 減至 降低 降至 降幅 跌幅 跌 走低"
    " 缩减 縮減 缩窄 縮窄 收窄 萎缩 萎縮 锐减 銳減 大减 大減 大降"
)
_UP_LATIN = (
    "grew grow grows growing grown growth rose rise rises rising risen increase increases increased"
    " increasing climbed climbs gain gains gained jumped jumps surged surges soared rallied higher"
)
_DOWN_LATIN = (
    "fell fall falls falling fallen decline declines declined declining drop drops dropped decrease"
    " decreases decreased slipped slid shrank shrinks cut cuts reduced lower plunged"
)
_SHORT = {"up": Direction.UP, "down": Direction.DOWN}
_PLACES = {
    **dict.fromkeys((_UP_HAN + " " + _UP_LATIN).split(), Direction.UP),
    **dict.fromkeys((_DOWN_HAN + " " + _DOWN_LATIN).split(), Direction.DOWN),
    **_SHORT,
}
_HAN = "|".join(sorted((_UP_HAN + " " + _DOWN_HAN).split(), key=len, reverse=True))
_LATIN = "|".join(sorted((_UP_LATIN + " " + _DOWN_LATIN).split(), key=len, reverse=True))
_MOVING = "收窄|缩窄|縮窄|扩大|擴大|回落|放缓|放緩|上升|下降|提升|提高|降至|升至|加快|减慢|減慢"
_OF_A_RATE = re.compile(
    rf"(?:增速|增长率|增長率)[^，。；]{{0,3}}?(?:{_MOVING})"
    rf"|(?P<rate>增幅|升幅|涨幅|漲幅|跌幅|降幅)[^，。；]{{0,3}}?(?:{_MOVING})"
    r"|\b(?P<pace>growth|rise|increase|gain|fall|decline|drop|decrease)s?"
    r" (?:rate )?(?:slowed|narrowed|widened|eased|picked up|fell|rose|accelerated|cooled)\b"
)
_NOT = r"(?<![不未无無])(?<![没沒]有)(?<!\bnot )(?<!\bno )(?<!\bnever )(?<!n[’']t )"
_WORD = re.compile(
    rf"{_NOT}(?:(?P<han>(?:{_HAN}))(?![级級停])|\b(?P<latin>{_LATIN})\b(?!-)"
    r"|\b(?P<short>up|down)"
    r"(?= (?:by |about |over |more than |nearly |some )?(?:[\d\0]|$|on |year)))"
)
_CLAUSE_ENDS = re.compile(r"[，。；！？：、\n]|[,;:.!?](?=\s|$|[^\d\s\0])")


@dataclass(frozen=True, slots=True)
class Movement:
    """A word of direction at [start, end)."""

    start: int
    end: int
    word: str
    direction: Direction


def movements(text: str) -> Iterator[Movement]:
    """The words of direction of a text, left to right.

    What happens to a rate of change (涨幅收窄, growth slowed) is not what happened to the figure:
    the rate alone counts. A negated word counts for nothing.
    """
    lowered = text.lower()
    rates = {match.start(): match for match in _OF_A_RATE.finditer(lowered)}
    past = 0
    for match in _words(lowered, rates):
        word = match.groupdict()
        said = next((text for text in word.values() if text), "")
        if match.start() >= past and said:
            yield Movement(match.start(), match.start() + len(said), said, _PLACES[said])
        past = max(past, match.end())


def _words(text: str, rates: dict[int, re.Match[str]]) -> Iterator[re.Match[str]]:
    found = [*rates.values(), *_WORD.finditer(text)]
    yield from sorted(found, key=lambda match: (match.start(), -match.end()))


def clause_of(text: str, at: int) -> tuple[int, int]:
    """Where the clause around a character begins and ends: between commas, stops and line ends."""
    ends = [match.start() for match in _CLAUSE_ENDS.finditer(text)]
    begin = max((end + 1 for end in ends if end < at), default=0)
    return begin, min((end for end in ends if end >= at), default=len(text))
