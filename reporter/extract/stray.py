"""Nouns for a measure that the glossary does not have: what they govern is no figure of another."""

from __future__ import annotations

import re

from reporter.extract.words import DOWN, DOWN_NOUN, UP, UP_NOUN, any_of

_REACH = 48
_MOVES = [word for word in (*UP_NOUN, *DOWN_NOUN, *UP, *DOWN) if not word.endswith("至")]
_LINKS = (
    "高达 达到 达 为 至 到 是 有 共 合计 总计 总共 累计 累 分别 各自 各 均 已经 已 则 仅仅 仅"
    " 只有 只 就 也 还 又 再 将 会 或 可 能 料 约 预计 预期 预料 预测 估计 估 目标 计划 实现"
    " 录得 取得 完成 获得 突破 接近 超过 逾 近 超 过 破 人民币 港币 美元 新台币 台币 rmb hk$"
    " us$ nt$ 在 于 以 由 从 自 的 了 维持 保持 进一步 大幅 小幅 显著 略 微 稳步 净 不低于"
    " 实际额 实际 同期数 同期值"
    " 不高于 不超过 不少于 不足 不到 左右 大约 介乎 介于 收报 报收 现报 报 每"
).split()
_TIMES = (
    "同比|环比|按年|按季|按月|[年季月][增减]|去年|上年|前年|同[期季月]|[上前]一?季度?|全年|上半年|下半年"
    r"|前三季度|第?[一二三四1-4]季度?|单季|当季|本季|本期|[期年月][内末底]|报告期|[年月日qh]"
)
_LINK = re.compile(rf"(?:{any_of(_MOVES)}|{'|'.join(map(re.escape, _LINKS))}|{_TIMES})\Z")
_LONGEST = 8
_MARKS = ' ,:;、/("“「0123456789'
_HEADS = "|".join(
    "率 量 价值 总额 额 金额 余额 人数 户数 家数 数量 数目 数 费用 费 成本 支出 开支 收入 收益"
    " 利润 溢利 亏损 投资 融资 价格 均价 价 规模 面积 占比 比例 比重 订单 时长 周期 缺口 产能"
    " 指数 利率 资产 负债 存款 贷款 敞口 股数 年限 天数 里程 时间".split()
)
_NOUN = re.compile(rf"(?:其中|当中|而|但)?(?P<noun>[^\W\d_]{{1,10}}(?:{_HEADS}))\Z")

_GROWTH = re.compile(r"(?:[增升减降涨跌]|增长|成长|衰退|下降|上升|变动)(?:率|幅度)\Z")
_HEADS_EN = (
    "charges?|items|write-?downs?|write-?offs?|settlements?|penalt(?:y|ies)|fines?|savings|synergies"
    "|benefits?|headwinds?|tailwinds?|balances?|gains?|grants?|rebates?|adjustments?"
)
_NOUN_EN = re.compile(
    r"(?<![a-z])(?<!before )(?<!excluding )(?<!and )"
    rf"(?P<noun>(?!(?:an?|the|of|its|with|and|in|on|from|by) )[a-z-]+ (?:{_HEADS_EN}))"
    r"(?: (?:of|totall?ing|were|was|worth|up to|about|approximately|roughly|nearly|some|over|around"
    r"|more than))+ \Z"
)

_BEHIND_EN = re.compile(
    r" (?:in|of|worth of) (?P<noun>(?:(?!and |or |for |to |from |before |after )[a-z-]+ ){1,3}?"
    rf"(?:{_HEADS_EN}))(?![a-z-])"
)


def noun_behind(text: str, end: int) -> tuple[int, int] | None:
    """The place of such a noun right behind a figure: $1.8 billion in reorganization items."""
    noun = _BEHIND_EN.match(text, end)
    return noun.span("noun") if noun else None


def stray_noun(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of a noun for a measure that stands right before `end`, but for words that link."""
    base = max(start, end - _REACH)
    window = text[base:end]
    if english := _NOUN_EN.search(window):
        return base + english.start("noun"), base + english.end("noun")
    window = window.rstrip(_MARKS)
    while match := _LINK.search(window, max(0, len(window) - _LONGEST)):
        window = window[: match.start()].rstrip(_MARKS)
    noun = _NOUN.search(window)
    if not noun or re.fullmatch(_HEADS, noun["noun"]) or _GROWTH.search(noun["noun"]):
        return None
    return base + noun.start("noun"), base + noun.end()
