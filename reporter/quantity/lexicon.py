"""The words that figures are written with, folded: lower case, half width, simplified."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reporter.quantity.model import Bound
from reporter.quantity.units import UNITS, UnitKind, unit_kind

_TRADITIONAL = (
    "億亿萬万點点個个幾几數数餘余約约過过達达於于兩两週周鐘钟時时間间鎊镑歐欧圓圆幣币臺台韓韩條条輛辆噸吨"
    "戶户項项場场負负將将長长僅仅筆笔張张種种層层頁页顆颗輪轮單单國国業业級级臨临滿满為为"
    "與与區区門门隻只貳贰無无實实總总計计來来許许較较佔占併并類类讓让續续標标準准盧卢銖铢馬马門门"
    "亞亚爾尔紐纽賓宾羅罗麥麦聯联蘭兰"
)
_SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def _folding() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {ord(space): " " for space in _SPACES}
    table |= dict(zip(map(ord, _TRADITIONAL[::2]), _TRADITIONAL[1::2], strict=True))
    table |= {ord("−"): "-", ord("﹣"): "-", ord("‑"): "-", ord("〜"): "~", ord("∼"): "~"}
    table |= {ord("￥"): "¥", ord("％"): "%", ord("﹪"): "%", ord("’"): "'"}
    table |= {code: chr(ord(lower)) for code, lower in _lower_case()}
    return table


def _lower_case() -> Iterable[tuple[int, str]]:
    for code in range(ord("A"), ord("Z") + 1):
        yield code, chr(code).lower()
        yield code + 0xFEE0, chr(code).lower()


_FOLDING = _folding()


def fold(text: str) -> str:
    """The text in one spelling, character for character, so that offsets stay what they were."""
    return text.translate(_FOLDING)


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; a Latin word must end where it ends."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w) + (r"(?![a-z])" if w[-1].isascii() and w[-1].isalpha() else "")
                    for w in ordered)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A word for a unit: `factor` base units each (成 is ten per cent); `also` may be meant."""

    code: str
    factor: Decimal = Decimal(1)
    also: frozenset[str] = frozenset()

    def fits(self, code: str) -> bool:
        """Whether a figure with this word can be in that unit."""
        both_count = unit_kind(self.code) is UnitKind.COUNT is unit_kind(code)
        return code == self.code or code in self.also or both_count


_MONEY = frozenset(code for code, unit in UNITS.items() if unit.kind is UnitKind.MONEY)
_DOLLARS = frozenset({"USD", "HKD", "TWD", "SGD", "AUD", "CAD"})
_POINTS = frozenset({"percentage_point"})


def _unit_words(rows: str) -> dict[str, UnitWord]:
    """Words from lines of code and words; `_` is a space, `=N` after a code a factor."""
    words: dict[str, UnitWord] = {}
    for code, *spellings in (row.split() for row in rows.strip().splitlines()):
        name, _, factor = code.partition("=")
        word = UnitWord(name, Decimal(factor or 1))
        words |= {spelling.replace("_", " "): word for spelling in spellings}
    return words


CURRENCY_BEFORE: Mapping[str, UnitWord] = {
    **_unit_words(
        """
        CNY rmb cny cn¥ 人民币
        USD us$ usd
        HKD hk$ hkd 港币
        TWD nt$ t$ ntd twd 新台币
        SGD s$ sgd
        EUR € eur
        GBP £ gbp
        JPY jp¥ jpy
        KRW ₩ krw
        AUD a$ aud
        CAD c$ cad
        CHF chf
        INR ₹ inr rs.
        MOP mop
        MYR rm myr
        THB thb ฿
        NZD nz$ nzd
        BRL r$ brl
        IDR idr rp
        VND vnd
        RUB rub
        SEK sek
        NOK nok
        DKK dkk
        AED aed
        SAR sar
        ZAR zar
        MXN mxn
        """
    ),
    "¥": UnitWord("CNY", also=frozenset({"JPY"})),
    "$": UnitWord("USD", also=_DOLLARS),
}
"""What stands before an amount of money."""

UNIT_AFTER: Mapping[str, UnitWord] = {
    **_unit_words(
        """
        CNY 元人民币 人民币 renminbi rmb cny chinese_yuan
        USD 美元 美金 us_dollars us_dollar u.s._dollars usd
        HKD 港元 港币 元港币 hong_kong_dollars hong_kong_dollar hkd
        TWD 新台币 元新台币 台币 new_taiwan_dollars ntd twd
        SGD 新加坡元 新元 singapore_dollars sgd
        EUR 欧元 euros euro eur
        GBP 英镑 pounds pound gbp
        JPY 日元 日圆 yen jpy
        KRW 韩元 韩圆 韩圜 won krw
        AUD 澳元 澳币 澳大利亚元 australian_dollars australian_dollar aud
        CAD 加元 加拿大元 canadian_dollars canadian_dollar cad
        CHF 瑞士法郎 瑞郎 swiss_francs swiss_franc francs franc chf
        INR 印度卢比 卢比 rupees rupee inr
        MOP 澳门元 澳门币 patacas pataca mop
        MYR 林吉特 令吉 马币 ringgit myr
        THB 泰铢 baht thb
        NZD 新西兰元 新西兰币 纽元 纽币 new_zealand_dollars new_zealand_dollar nzd
        BRL 巴西雷亚尔 雷亚尔 reais brl
        IDR 印尼盾 印尼卢比 rupiah idr
        VND 越南盾 vietnamese_dong dong vnd
        RUB 俄罗斯卢布 卢布 roubles rouble rubles ruble rub
        SEK 瑞典克朗 swedish_kronor swedish_krona sek
        NOK 挪威克朗 norwegian_kroner norwegian_krone nok
        DKK 丹麦克朗 danish_kroner danish_krone dkk
        AED 阿联酋迪拉姆 迪拉姆 dirhams dirham aed
        SAR 沙特里亚尔 里亚尔 riyals riyal
        ZAR 南非兰特 兰特 rand zar
        MXN 墨西哥比索 mexican_pesos mexican_peso mxn
        USD=0.01 美分 us_cents us_cent
        HKD=0.01 港仙 仙 hk_cents hk_cent hong_kong_cents hong_kong_cent
        SGD=0.01 新加坡分 新分 singapore_cents singapore_cent
        GBP=0.01 便士 pence
        EUR=0.01 欧分 euro_cents euro_cent
        CNY=0.01 分钱
        percent % percent per_cent pct pc
        percent=10 成
        percentage_point 个百分点 百分点 percentage_points percentage_point pp ppt ppts pps p.p.
        basis_point 个基点 基点 个点子 点子 basis_points basis_point bps bp
        multiple 倍
        second 秒 秒钟 seconds second secs sec
        minute 分钟 minutes minute mins min
        hour 个小时 小时 个钟头 hours hour hrs hr
        day 天 days day
        week 周 个星期 星期 个礼拜 weeks week
        month 个月 months month
        year 年 years year yrs yr
        p p
        tonne 吨 tonnes tonne
        kg 公斤 千克 kg
        km 公里 千米 km
        square_metre 平方米 平米 ㎡ m² sqm sq._m square_metres square_metre square_meters
        MWh 兆瓦时 mwh
        MWh=1000 吉瓦时 gwh
        MWh=1000000 太瓦时 twh
        kWh 千瓦时 kwh 度
        MW 兆瓦 mw
        MW=1000 吉瓦 gw
        MW=0.001 千瓦 kw
        barrel 桶油当量 桶 barrels_of_oil_equivalent barrels barrel boe
        cubic_metre 立方米 cubic_metres cubic_metre cubic_meters
        square_foot 平方尺 平方英尺 square_feet square_foot sq._ft sq_ft sqft
        GB gb
        TEU 标准箱 标箱 teu teus
        passenger_km 客公里 rpk
        seat_km 座公里 ask
        share 股 shares share
        vehicle 辆 vehicles vehicle
        wafer 片 wafers wafer
        person 人次 人 名 位 people persons person users user employees subscribers passengers
        person customers members visitors guests viewers readers
        count 家 个 次 条 款 部 集 项 座 台 件 场 户 套 支 只 笔 张 种 所 篇 幅 首 单 份 艘 架 间
        count 颗 个人次 架次
        count companies company enterprises stores store merchants calls call images videos clips
        count units unit orders attempts rounds digital_humans
        """
    ),
    **dict.fromkeys(("元", "块", "yuan"), UnitWord("CNY", also=_MONEY)),
    **dict.fromkeys(("dollars", "dollar"), UnitWord("USD", also=_DOLLARS)),
    **dict.fromkeys(("cents", "cent"), UnitWord("USD", Decimal("0.01"), _DOLLARS)),
    **dict.fromkeys(
        ("点", "个点", "points", "point", "pts", "pt"), UnitWord("points", also=_POINTS)
    ),
    **dict.fromkeys(
        ("times", "time", "fold", "-fold", "x"), UnitWord("multiple", also=frozenset({"count"}))
    ),
    "%": UnitWord("percent", also=_POINTS),
    "percent": UnitWord("percent", also=_POINTS),
}
"""What stands after a number: units, counters, and the sub-units of money."""

SCALES: Mapping[str, int] = {
    "万亿": 12, "兆": 12, "千亿": 11, "百亿": 10, "十亿": 9, "亿": 8, "千万": 7, "百万": 6,
    "十万": 5, "万": 4, "千": 3, "百": 2,
    "trillion": 12, "trn": 12, "tn": 12, "billion": 9, "bn": 9, "b": 9, "million": 6, "mln": 6,
    "mn": 6, "mm": 6, "m": 6, "crore": 7, "lakh": 5, "thousand": 3, "k": 3, "hundred": 2,
}  # fmt: skip
"""Magnitude words by their power of ten."""


@dataclass(frozen=True, slots=True)
class BoundWord:
    """What a word says about the figure beside it."""

    bound: Bound
    close: bool = False


def _bound_words(rows: str) -> dict[str, BoundWord]:
    """Words from lines of a bound (or `close`) and words; `_` stands for a space."""
    words: dict[str, BoundWord] = {}
    for name, *spellings in (row.split() for row in rows.strip().splitlines()):
        word = BoundWord(Bound.UNDER, True) if name == "close" else BoundWord(Bound(name))
        words |= {spelling.replace("_", " "): word for spelling in spellings}
    return words


BOUND_BEFORE: Mapping[str, BoundWord] = _bound_words(
    """
    over 超过 超出 超 逾 高于 大于 多于 突破 破 站上 站稳 重上 重返 重回 收复 企稳 升穿
    over 不止 升破 过 > more_than over above
    over exceeding exceeded exceeds exceed in_excess_of greater_than upwards_of north_of surpassing
    over surpassed crossed topped topping broke_through
    close 接近 将近 逼近 临近 近 nearly almost close_to approaching near just_under just_short_of
    under 不到 不足 低于 小于 少于 不及 未满 未到 跌破 跌穿 失守 < less_than under below fewer_than
    about 大约 大概 约为 约达 约合 约占 约 大致 ≈ ~ about around approximately approx.
    about approx roughly
    about some circa c. ca.
    at_least 至少 不少于 不低于 最少 起码 上 ≥ >= at_least no_less_than not_less_than no_fewer_than
    at_least not_fewer_than a_minimum_of
    at_most 最多 至多 不超过 不高于 不多于 最长 最高 最大 只能做到 只能支持 只能 ≤ <= up_to at_most
    at_most 持平至增长 持平至上升 flat_to_up
    at_most no_more_than not_more_than as_much_as as_many_as a_maximum_of
    """
)
"""Words before a figure that bound it; 上 and 过 only before a bare 百, 千, 万 or 亿."""

BOUND_AFTER: Mapping[str, BoundWord] = _bound_words(
    """
    over 还多 以上 上方 之上 有余 多 余
    under 不到 以下 下方 之下
    about 左右 上下 附近 上下 or_so or_thereabouts
    at_most at_most
    at_least at_least
    at_least 或以上 及以上 或更高 或更多 或更长 甚至更高 甚至更长 甚至更多 + or_more or_higher
    at_least or_longer and_above or_above or_over and_more
    at_most 或以下 及以下 或更低 或更少 以内 or_less or_lower or_fewer or_below
    """
)
"""Words after a figure that bound it."""
