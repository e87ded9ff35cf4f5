"""Whether a figure is a level or a change, which way it went, and against what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reporter.extract.model import Kind
from reporter.extract.sentences import Place
from reporter.facts import Direction

_UP = (
    "增长 增加 增至 增 上升 上涨 上扬 上行 上浮 升至 升 涨 提升 提高 扩大 走高 反弹 攀升 飙升 回升 改善 扩张 拓宽 上调"
    " 多增 走阔 增持 飙涨 高开 收涨 冲高 拉升 跳涨 翻 上 高 优化 走强 扩 增厚"
).split()  # fmt: skip
_DOWN = (
    "下降 减少 下滑 下跌 下挫 下行 降低 降至 跌至 降 跌 减 缩减 收窄 收缩 回落 下调 走低 缩水 萎缩 削减 压降 回调 滑落 减亏 转跌"
    " 低开 收跌 少增 下探 挫 走弱 缩窄 压缩 节约 节省 少 低"
).split()  # fmt: skip
_UP_NOUN = "增幅 涨幅 升幅 增速 增长率 复合增长率 升势 增长速度 涨势".split()
_DOWN_NOUN = "降幅 跌幅 减幅 缩水幅度 下降幅度 下跌幅度 回撤".split()
_UP_EN = (
    "up rose rise rises rising risen increased increase increases increasing grew grow grows growing grown growth"
    " gained gain gains gaining climbed climb climbs climbing jumped jump jumps jumping surged surge surges surging"
    " soared soar advanced advance advances expanded expand expansion expanding improved improve improvement improving"
    " higher rallied rally added widened widening widen leapt spiked accelerated uptick swelled strengthened ahead"
).split()
_DOWN_EN = (
    "down fell fall falls falling fallen declined decline declines declining decreased decrease decreases decreasing"
    " dropped drop drops dropping lower slid slide slipped slip slumped slump plunged plunge tumbled tumble sank sink"
    " shed lost narrowed narrow narrowing shrank shrink contracted contraction reduced reduction eased ease dipped dip"
    " softened retreated cut lost deteriorated deterioration weakened off"
).split()
_FILL = "幅度|幅|了|约为|约|有所|达到|高达|达|为|近|超过|逾|超|分别|各|大|:|：|的|均|则|仅|进一步|将|再|率|同比|环比|按年|按季|又"
_zh = "|".join
_VERB = re.compile(rf"(?:(?P<up>{_zh(_UP)})|(?P<down>{_zh(_DOWN)}))(?:{_FILL}|[ ,，])*$")
_NOUN = re.compile(
    rf"(?:(?P<up>{_zh(_UP_NOUN)})|(?P<down>{_zh(_DOWN_NOUN)}))[^,，。;、\d]{{0,10}}$"
)
_TO = re.compile("(?:至|到|从|由|自)(?:约|近|超|逾|了)*$")
_EN_FILL = r"(?:[ ,]+(?:by|of|about|an?|approximately|around|nearly|almost|roughly|some|over|more than|another|further|[a-z]+ly|only|just|to be|the|additional|as much as|up to))*"
_VERB_EN = re.compile(
    rf"(?<![a-z])(?:(?P<up>{_zh(_UP_EN)})|(?P<down>{_zh(_DOWN_EN)})){_EN_FILL} ?[(]?$"
)
_AFTER_EN = re.compile(
    r"[ -]*(?:(?!to |from |of |in |and )[a-z-]+[ ]){0,4}?(?:(?P<up>increase|growth|rise|gain|jump|higher|improvement|advance|uptick|surge|more|up(?![- ]to))"
    r"|(?P<down>decrease|decline|drop|fall|lower|reduction|slump|dip|less|down|contraction|loss(?= in)))(?![a-z])"
)
_BASES = (
    ("yoy", "同比|按年|年增率?|年减|年升|年跌|yoy|y/y|y-o-y|year[- ](?:over|on)[- ]year|(?:较|比|与|相比|对比)(?:于)?(?:上年|去年|上一年|前一年)(?:同期|同季|同月)?|较20\\d\\d年|比20\\d\\d年|(?:较|比)?去年同期|(?:较|比)?上年同期|(?:from|than|over|versus|vs\\.?|compared (?:to|with)|against)[^.;]{0,60}?(?:(?:a|one) year (?:ago|earlier)|last year|(?:prior|previous)[- ]year|year[- ](?:ago|earlier)|same (?:period|quarter|half|month|time))|(?:a|one) year (?:ago|earlier)|from last year|annual(?:ly|ized)?|year-ago"),
    ("qoq", "环比|按季|季增率?|季减|季升|季跌|qoq|q/q|q-o-q|quarter[- ](?:over|on)[- ]quarter|sequential(?:ly)?|(?:较|比)(?:上一?|前一?)季度?|(?:from|than|over|versus|compared (?:to|with)) the (?:previous|prior|preceding|last) quarter"),
    ("mom", "按月|月增率?|月减|mom|m/m|month[- ](?:over|on)[- ]month|(?:较|比)上一?个?月"),
    ("ytd", "年初至今|今年以来|年内累计|年内|较年初|较上年末|比上年末|较去年底|ytd|year[- ]to[- ]date|so far this year|since the (?:start|beginning) of the year|this year"),
)  # fmt: skip
_BASIS = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _BASES))
_JOIN = re.compile(r"(?:[ 、/,，和及与(（)）]|以及|而|and|respectively|分别|[+-])*(?:约|近|超|逾)?")


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure moved; `basis` is none for a level, or where none is stated."""

    kind: Kind
    direction: Direction = Direction.NONE
    basis: str = "none"


def read_change(place: Place, last: Change | None) -> Change:
    """The change that a figure states; `last` is that of the figure before it in the sentence."""
    moved = _moved(place, last)
    if moved is Direction.NONE:
        return Change(Kind.LEVEL)
    return Change(Kind.CHANGE, moved, _basis(place, last))


def _moved(place: Place, last: Change | None) -> Direction:
    if place.surface[0] in "+-" and place.mention.quantity.unit in (
        "percent",
        "percentage_point",
        "basis_point",
    ):
        if place.surface[0] == "+":
            return Direction.UP
        if _BASIS.search(place.before) or (last and last.kind is Kind.CHANGE):
            return Direction.DOWN
    if _TO.search(place.before) and not _NOUN.search(place.before):
        return Direction.NONE
    for pattern in (_NOUN, _VERB, _VERB_EN):
        if match := pattern.search(place.before):
            return Direction.UP if match["up"] else Direction.DOWN
    if place.mention.quantity.unit not in ("percent", "percentage_point", "basis_point"):
        return Direction.NONE
    if match := _AFTER_EN.match(place.after):
        return Direction.UP if match["up"] else Direction.DOWN
    if last and last.kind is Kind.CHANGE and _JOIN.fullmatch(_BASIS.sub("", place.before)):
        return last.direction
    return Direction.NONE


def _basis(place: Place, last: Change | None) -> str:
    stated = [match.lastgroup for match in _BASIS.finditer(place.before)]
    if stated:
        return str(stated[-1])
    if match := _BASIS.search(place.sentence_after):
        if place.sentence_after.isascii() or match.start() < 4:
            return str(match.lastgroup)
    if last and last.kind is Kind.CHANGE and _JOIN.fullmatch(place.before):
        return last.basis
    return "none"
