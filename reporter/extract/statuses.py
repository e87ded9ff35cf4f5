"""How far a figure is settled: it happened, or somebody expects, wants or imagines it."""

from __future__ import annotations

import re

from reporter.extract.sentences import Place
from reporter.facts import Status

_EXPECTS = (
    "(?:expects?|expecting|anticipates?|projects?|forecasts?|sees|predicts?|estimates?"
    "|guides?|guided)"
)
_OWN = (
    "(?:company|management|mgmt|board|group|firm|airline|bank|we|it|maker|retailer"
    "|chairman|ceo|cfo)"
)
_WORDS: tuple[tuple[Status, str], ...] = (
    (
        Status.CONSENSUS,
        "市场(?:普遍|一致|平均)*(?:预期|预测|预估|预计)|一致预期|分析师(?:普遍|平均"
        "|一致)*预[期计测估]"
        "|预期中值|彭博(?:综合)?预期|券商(?:平均)?预[期测估]|consensus|the street"
        "|(?:analysts?|economists|mean|average|median|poll)(?:[a-z' ]{0,40})"
        "(?:expect(?:ed)?|estimates?d?|polled|forecasts?|predicted|reckoned|looked for)",
    ),
    (
        Status.GUIDANCE,
        "指引|业绩展望|财测|(?:公司|管理层|集团|本集团|董事会|财务长"
        "|总经理)[^,。;]{0,6}预[计期测估]"
        "|guidance|outlook|guid(?:es?|ed|ing) (?:to|for)"
        rf"|{_OWN}(?: (?:now|still|also|continues to|currently))? {_EXPECTS}"
        r"|(?<![a-z])(?:expects|anticipates|projects|sees|guides)(?![a-z])",
    ),
    (
        Status.TARGET,
        "目标|计划|力争|拟(?=[派回投建增发])|争取|target|aims?(?: to| for)"
        r"|plan(?:s|ned)? (?:is )?to|goal|(?<![a-z])tp(?![a-z])",
    ),
    (
        Status.POTENTIAL,
        "有望|或将|可达|上看|潜在|有机会|could|may (?:reach|rise|fall)|might"
        "|potential(?:ly)?|upside",
    ),
    (
        Status.FORECAST,
        "预[计期测]|预料|料(?=[将会为达全\\d]|年)|估计|预估|预亏|预盈|推算"
        rf"|(?<![a-z])(?:{_EXPECTS}|expected|projected|estimated|forecast|probably"
        rf"|likely)(?![a-z])"
        r"|(?:fy|q[1-4] ?)?(?:20)?\d\de(?![a-z])",
    ),
)
_ANY = re.compile("|".join(f"(?P<{status.name}>{words})" for status, words in _WORDS))
_MET = re.compile(
    "(?:高于|低于|超出?|超越|优于|逊于|好于|胜于?|符合|逊|不及)"
    "(?:了|于|我们|此前|公司|市场|一致|普遍|的|指引|财测)*"
    "(?:预[期测]|指引|财测)?(?:上限|下限|高标|低标)?"
    r"|(?:than|as|was) expected|beat[a-z]*|topp(?:ed|ing)|exceed[a-z]*|miss[a-z]*"
    "|estimated (?:useful|fair)"
)
_EXPECTED = re.compile("预[期测]的(?:约)?$")
_FAR = 240
_HEAD = re.compile(
    r"(?:^|\n)[^\n。.]{0,30}(?:outlook|guidance|guide|指引|展望)[^\n。]{0,30}(?:\n|[:.])"
)


def read_status(place: Place) -> Status:
    """The status that the words before a figure give it; what met an expectation is actual."""
    before = place.sentence_before[-_FAR:]
    meant = before if _EXPECTED.search(before) else _MET.sub("", before)
    stated = [match.lastgroup for match in _ANY.finditer(meant)]
    if behind := re.match(
        r"[^,.;，。；\d]{0,12}(?:的指引|的目标|的预期|expected by|upside)", place.after
    ):
        stated += [match.lastgroup for match in _ANY.finditer(behind[0])]
    if stated:
        return Status[str(stated[-1])]
    return Status.GUIDANCE if _HEAD.search(_paragraph_before(place)) else Status.ACTUAL


def _paragraph_before(place: Place) -> str:
    """From the last blank line on, at most some lines."""
    first = max(place.mention.start - 800, 0)
    blank = place.text.rfind("\n\n", first, place.mention.start)
    return place.text[max(blank, first) : place.mention.start]
