"""What a length of time measures, by the words about it: 每两周上线一个版本, 起步晚两个月."""

from __future__ import annotations

import re

from reporter.extract import kinship
from reporter.extract.scene import Scene
from reporter.extract.subjects import Subject
from reporter.quantity import UnitKind, unit_kind
from reporter.terms import Term

_LONG = frozenset({"day", "week", "month", "year"})
_SHORT = frozenset({"second", "minute", "hour"})
_BEGUN = "起步|上市|开业|上线|推出|发布|入局|布局|启动|开始"
_CAN = "最长|只能|仅能|可以?|能够?|支持"
_MEASURES: tuple[tuple[str, frozenset[str], str, str], ...] = (
    ("investment_horizon", _LONG, "(?:未来|今后|接下来)的?$", "[^。;]{0,24}(?:投入|投资|资本开支)"),
    (
        "release_interval",
        _LONG,
        "每隔?$",
        "[^,。;]{0,6}(?:上线|推出|发布|更新|迭代|升级)[^,。;]{0,8}(?:版本?|新品|新款|一次|更新)",
    ),
    ("launch_lag", _LONG, f"(?:{_BEGUN})[^,。;]{{0,16}}[早晚快慢]了?$", ""),
    (
        "max_video_length",
        _SHORT,
        f"视频[^。;\n]{{0,48}}(?:{_CAN})[^,。;]{{0,10}}$",
        "",
    ),
    (
        "max_video_length",
        _SHORT,
        f"(?:{_CAN})[^,。;]{{0,10}}$",
        "的?[^,。;]{0,10}(?:视频|短片|片段)",
    ),
    ("streaming_hours_per_day", frozenset({"hour"}), "", "[^,。;]{0,6}(?:开播|直播)"),
    ("generation_time", _SHORT, "", "(?:内|左右)?(?:即|就|便)?可?以?能?(?:生成|出图|出片)"),
)
_RULES = tuple(
    (concept, units, re.compile(before), re.compile(after))
    for concept, units, before, after in _MEASURES
)
_ABLE = re.compile(f"(?:{_CAN})[^,。;]{{0,10}}$")
_NEAR = 64


def length_of(scene: Scene) -> Subject | None:
    """What a length of time is of, unless a term right before it says so."""
    if unit_kind(scene.figure.unit) is not UnitKind.DURATION:
        return None
    if any(scene.of(phrase) for phrase in scene.named()):
        return None
    start = max(scene.place.sentence.start, scene.place.mention.outer_start - _NEAR)
    before = scene.text[start : scene.place.mention.start]
    for concept, units, lead, behind in _RULES:
        if scene.figure.unit not in units or not lead.search(before):
            continue
        found = behind.match(scene.text, scene.place.mention.outer_end, scene.place.sentence.end)
        if found and (term := kinship.term_of(concept)):
            return _at(scene, term)
    told = [term for term in list(scene.told())[:4] if term.concept == "max_video_length"]
    return _at(scene, told[0]) if told and _ABLE.search(before) else None


def _at(scene: Scene, term: Term) -> Subject:
    return Subject(term, scene.place.mention.start, scene.place.mention.start)
