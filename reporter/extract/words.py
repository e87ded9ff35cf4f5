"""Words of movement in the spelling of prepared texts."""

from __future__ import annotations

import re
from collections.abc import Iterable

UP = (
    "增长 成长 增加 增至 增 上升 上涨 上扬 上行 上浮 升至 升 涨 提升 提高 扩大 走高 反弹 攀升"
    " 飙升 回升 改善 扩张 拓宽 上调 多增 走阔 飙涨 高开 收涨 冲高 拉升 跳涨 走强 (?<!播)放量"
    " 放大 扩 增厚 飙 狂飙 扩阔 擴阔 拓阔 多派 多赚 (?<![至最许])多 上 (?<![最新])高"
).split()
DOWN = (
    "下降 减少 下滑 下跌 下挫 下行 降低 降至 跌至 (?<![起升])降 跌 减 缩减 收窄 收缩 回落"
    " 下调 走低 缩水 萎缩 削减 压降 回调 滑落 减亏 转跌 泻 低开 收跌 少增 下探 挫 走弱 缩窄 压缩"
    " 节约 节省 缩量 衰退 倒退 插水 砍 调贬 贬值 恶化 (?<![至最不])少 (?<!最)低 缩短"
).split()
UP_NOUN = (
    "增幅 涨幅 升幅 增速 升势 涨势 增长速度"
    " (?<!复合)(?<!复合年)(?<!年复合)增长率 (?<!复合)(?<!复合年)成长率"
).split()
DOWN_NOUN = "降幅 跌幅 减幅 缩水幅度 回撤".split()
UP_EN = (
    "up rose rise rises rising risen increased increase increases increasing grew grow grows"
    " growing grown growth gained gain gains gaining climbed climb climbs climbing jumped jump"
    " jumps jumping surged surge surges surging soared soar soaring advanced advance advances"
    " expanded expand expands expansion expanding improved improve improves improvement"
    " improving higher rallied rally added adding widened widening widen leapt leaped spiked"
    " accelerated uptick swelled strengthened ahead edged lifted lifts raised raise raising"
    " boosted boost boosts more bigger"
).split()
DOWN_EN = (
    "down fell fall falls falling fallen declined decline declines declining decreased"
    " decrease decreases decreasing dropped drop drops dropping lower slid slide slipped slip"
    " slips slumped slump plunged plunge tumbled tumble sank sink shed sheds lost narrowed"
    " narrow narrowing narrows shrank shrink shrunk contracted contraction contracts reduced"
    " reduction reduces eased ease eases dipped dip dips softened retreated cut cuts cutting"
    " deteriorated deterioration weakened fewer less smaller compressed slowed off trimmed"
    " trims trim"
).split()


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; Latin ones whole."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(
        rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else word for word in ordered
    )
