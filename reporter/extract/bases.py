"""What a change is against, as texts say it: 同比, from a year ago, sequentially, 年初至今."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LAST_YEAR = (
    r"(?:去年|上年|前年|上一年|前一年|去年度|上年度|上一?个?财政?年度?|20\d\d年|20\d\d)"
    "(?:度|全年)?(?:同期|同季|同月|年度|年)?"
)
_AGAINST = r"(?:from|than|over|above|below|versus|vs\.?|compared (?:to|with)|against)"
_QUARTER = r"(?:first|second|third|fourth)[- ](?:fiscal )?quarter (?:of )?(?:fiscal )?"
_EARLIER = "(?:previous|prior|preceding|last)"

WORDS: Mapping[str, tuple[str, ...]] = {
    "dod": (
        "(?:较|比)(?:上一?个?|前一?个?)交易日|日内",
        "on the day",
    ),
    "ytd": (
        "年初至今|今年以来|今年至今|年内累计|年内",
        r"(?:较|比)(?:今?年初|期初|上年末|去年末|去年底|上年底|年末|20\d\d年末|20\d\d年底)",
        "ytd|year[- ]to[- ]date|so far this year|since january",
        "since the (?:start|beginning) of the year|(?:from|since) (?:the end of|end-)",
    ),
    "mom": (
        "按月|月增|月减",
        r"(?:较|比)(?:上一?个?月|\d{1,2}月)",
        "mom|m/m|month[- ](?:over|on)[- ]month|on[- ](?:the[- ])?month",
        "from the previous month",
    ),
    "qoq": (
        "环比|按季|季增|季减|季升|季跌|季涨|季成长",
        "(?:较|比)(?:上一?个?|前一?个?|第?[一二三四])季度?",
        "qoq|q/q|q-o-q|quarter[- ](?:over|on)[- ]quarter|on[- ](?:the[- ])?quarter",
        "sequential(?:ly)?|three months (?:ago|earlier|before)",
        rf"(?:{_AGAINST}|on) the (?:{_EARLIER}|first|second|third"
        rf"|fourth) (?:three months|quarter)",
        r"(?:in|of) the (?:previous|prior|preceding) (?:quarter|three months)",
    ),
    "yoy": (
        "同比|按年|年增|年减|年升|年跌|年成长|年对年",
        f"(?:较|比|与|跟|同)(?:于)?{_LAST_YEAR}",
        "(?:去年|上年)同期(?:增|减|上|下|提|相比)",
        "yoy|y/y|y-o-y|year[- ](?:over|on)[- ]year|on[- ](?:the[- ])?year|annually",
        "(?:a|one) year (?:ago|earlier|back|before)|year[- ](?:ago|earlier)|prior[- ]year period",
        rf"(?:{_AGAINST}|on|in)(?: the)?(?: [$\w.,% ]{{1,40}})?(?: the)?"
        " (?:last year|(?:prior|previous)[- ]year"
        "|(?:same|corresponding|comparable) (?:period|quarter|half|month|time|(?:nine"
        "|six) months))",
        r"(?:than in|from|over|compared (?:with|to)) 20\d\d",
        rf"{_AGAINST}(?: [\w$¥€£.,%]{{1,14}}){{0,3}} (?:in|for|during) (?:the )?"
        rf"(?:fiscal (?:year )?|{_QUARTER}|q[1-4] )?(?:20\d\d|fy ?20\d\d)",
    ),
}
"""The patterns of each basis, for prepared texts; where two could be read, the earlier is meant."""

BASIS = re.compile("|".join(f"(?P<{name}>{'|'.join(words)})" for name, words in WORDS.items()))
BOTH = re.compile("同[/、]?环比|同比[、及和与/]环比|按年[及和]按季|年[增减]及季[增减]")
"""Two bases at once, for two figures or for one."""


def last_basis(words: str) -> str:
    """The last basis that is stated; an empty text where none is."""
    stated = [match.lastgroup for match in BASIS.finditer(words)]
    return str(stated[-1]) if stated else ""
