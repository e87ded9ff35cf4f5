"""Figures of no period that results are given for: what can be done, what a tool brings, a plan."""

from __future__ import annotations

import re

from reporter.extract.changes import Change
from reporter.extract.model import Kind
from reporter.extract.moments import When
from reporter.extract.sentences import Place
from reporter.quantity import UnitKind, unit_kind

_IF = re.compile(
    "每(?:上[涨升]|下[降跌]|变动|增加|减少|[升降])|若(?![干不剔扣按撇计])|如果|有权|里程碑|阻力|支持位"
    "|(?:each|every) (?:[a-z0-9-]+ )?(?:rise|cut|increase|change|of)"
)
_PLANNED = re.compile("计划|规划|力争|争取|总投资(?!收益|资产)")
_CAN = re.compile(
    "能够?(?=[生支同完续处容承输提达实在将把])|可(?:以|同时|支持|容纳|生成|处理|达|实现|完成|提供|续写)|支持(?!力度)"
    "|只[能需]|仅需|最[长大高多快短低](?:可|能|支持)?"
    "|(?<![a-z])(?:can|able to|capable of|supports?|takes only|charges in)(?![a-z])"
)
_TOOL = re.compile(
    "(?:ai|智能|技术|模型|系统|工具|机器人|数字人|算法|自动化|平台|方案|设备|软件)[^,。;\\d]{0,6}"
    "(?:加持|支持|支撑|赋能|帮助|助力|作用|驱动)之?下"
    "|(?:用[上了]|使用|采用|引入|部署|接入|换上)[^,。;\\d]{1,16}[之以]?后"
    "|(?:用药|给药|服用|治疗)[^,。;]{0,12}[之以]?后"
)
_WOULD = re.compile("预[计期](?:可以?|能够?|将可?|会)[^,;。]{0,40}$")
_ALREADY = re.compile(
    "(?:已(?:经)?|现)(?:累计)?(?:达到?|有|超过?|逾|近|突破|升至|增至|扩[大充]?至|扩张至|覆盖|拥有"
    "|服务|接入|设有|布局|落地)[^,。;\\d]{0,6}$"
)
_ADDED = re.compile("净(?:增加?|减少?|流失|关闭)了?约?$")
_QUARTERLY = re.compile("quarterly |季度(?:股息|派息|分红)")
_NEAR = 40
_OF_SIZE = frozenset({UnitKind.DURATION, UnitKind.COUNT, UnitKind.MEASURE, UnitKind.LEVEL})


def is_supposed(place: Place) -> bool:
    """Whether a figure is of a case that is only supposed: each rise of 10%, 如果."""
    start = max(place.sentence.start, place.mention.start - _NEAR)
    return bool(_IF.search(place.text, start, place.mention.start))


def is_planned(place: Place) -> bool:
    """Whether the words right before a figure speak of a plan."""
    return bool(_PLANNED.search(place.before[-30:]))


def is_of_the_present(place: Place, change: Change, when: When) -> bool:
    """Whether a figure says what can be done, or what has been reached by now: 可生成, 已达."""
    if change.kind is Kind.CHANGE or when in (When.FLOW, When.SESSION):
        return False
    clause = re.split("[,;:]", place.sentence_before[-_NEAR:])[-1]
    if when is not When.BALANCE and _ALREADY.search(clause):
        return True
    of_size = unit_kind(place.mention.quantity.unit) in _OF_SIZE
    return of_size and bool(_CAN.search(clause + place.bounding))


def is_added(place: Place) -> bool:
    """Whether a figure says what came to a balance or left it: 净增35万户."""
    return bool(_ADDED.search(place.before))


def is_by_the_quarter(place: Place, when: When) -> bool:
    """Whether a dividend is a quarter's."""
    return when is When.YEARLY and bool(_QUARTERLY.search(place.before[-_NEAR:]))


def is_effect(place: Place, change: Change) -> bool:
    """Whether a change is what a tool brings, or would bring, to its users: 用上…后, 降低三成."""
    if change.kind is not Kind.CHANGE or change.basis != "none":
        return False
    before = place.sentence_before[-_NEAR * 2 :]
    return bool(_TOOL.search(before) or _WOULD.search(before))
