"""The units that figures come in: their kind, and the words for them in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reporter.languages import Language


class UnitKind(StrEnum):
    """What a unit measures; only money and counts are written with million, 万 or 亿."""

    MONEY = "money"
    RATIO = "ratio"
    MULTIPLE = "multiple"
    DURATION = "duration"
    COUNT = "count"
    MEASURE = "measure"
    LEVEL = "level"
    RANK = "rank"
    RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its code, and how each language writes it; `one` is the English singular.

    English money stands before its number (RMB126.9), everything else after it.
    """

    code: str
    kind: UnitKind
    hans: str
    hant: str
    en: str
    one: str = ""

    def word(self, language: Language, *, singular: bool = False) -> str:
        """The printed word: 分钟, 分鐘, minutes (minute where `singular`)."""
        if language is Language.ZH_HANS:
            return self.hans
        if language is Language.ZH_HANT:
            return self.hant
        return (self.one or self.en) if singular else self.en

    @property
    def is_scaled(self) -> bool:
        """Whether its numbers are written with magnitude words."""
        return self.kind in _SCALED


_SCALED = frozenset({UnitKind.MONEY, UnitKind.COUNT, UnitKind.MEASURE, UnitKind.LEVEL})


def _table(kind: UnitKind, rows: str) -> dict[str, Unit]:
    """Units from lines of code, zh-Hans, zh-Hant, en and English singular; `-` is an empty word."""
    cells = ([c.replace("-", "") for c in row.split()] for row in rows.strip().splitlines())
    return {
        code: Unit(code, kind, *(word.replace("_", " ") for word in words))
        for code, *words in cells
    }


UNITS: Mapping[str, Unit] = {
    **_table(
        UnitKind.MONEY,
        """
        CNY 元 元 RMB
        USD 美元 美元 US$
        HKD 港元 港元 HK$
        TWD 新台币 新台幣 NT$
        SGD 新加坡元 新加坡元 S$
        EUR 欧元 歐元 €
        GBP 英镑 英鎊 £
        JPY 日元 日圓 JPY
        KRW 韩元 韓圜 KRW
        AUD 澳元 澳元 A$
        CAD 加元 加元 C$
        CHF 瑞士法郎 瑞士法郎 CHF
        INR 印度卢比 印度盧比 INR
        MOP 澳门元 澳門元 MOP
        MYR 林吉特 令吉 MYR
        THB 泰铢 泰銖 THB
        NZD 新西兰元 新西蘭元 NZ$
        BRL 巴西雷亚尔 巴西雷亞爾 R$
        IDR 印尼盾 印尼盾 IDR
        VND 越南盾 越南盾 VND
        RUB 俄罗斯卢布 俄羅斯盧布 RUB
        SEK 瑞典克朗 瑞典克朗 SEK
        NOK 挪威克朗 挪威克朗 NOK
        DKK 丹麦克朗 丹麥克朗 DKK
        AED 阿联酋迪拉姆 阿聯酋迪拉姆 AED
        SAR 沙特里亚尔 沙特里亞爾 SAR
        ZAR 南非兰特 南非蘭特 ZAR
        MXN 墨西哥比索 墨西哥比索 MXN
        """,
    ),
    **_table(
        UnitKind.RATIO,
        """
        percent % % %
        percentage_point 个百分点 個百分點 percentage_points percentage_point
        basis_point 个基点 個基點 basis_points basis_point
        """,
    ),
    **_table(UnitKind.MULTIPLE, "multiple 倍 倍 times time"),
    **_table(
        UnitKind.DURATION,
        """
        second 秒 秒 seconds second
        minute 分钟 分鐘 minutes minute
        hour 小时 小時 hours hour
        day 天 天 days day
        week 周 週 weeks week
        month 个月 個月 months month
        year 年 年 years year
        """,
    ),
    **_table(
        UnitKind.COUNT,
        """
        count - - -
        person - - -
        vehicle 辆 輛 vehicles vehicle
        wafer 片 片 wafers wafer
        share 股 股 shares share
        """,
    ),
    **_table(
        UnitKind.MEASURE,
        """
        tonne 吨 噸 tonnes tonne
        kg 公斤 公斤 kg
        km 公里 公里 km
        square_metre 平方米 平方米 sq._m
        MWh 兆瓦时 兆瓦時 MWh
        kWh 千瓦时 千瓦時 kWh
        MW 兆瓦 兆瓦 MW
        barrel 桶 桶 barrels barrel
        cubic_metre 立方米 立方米 cubic_metres cubic_metre
        square_foot 平方英尺 平方英尺 square_feet square_foot
        GB GB GB GB
        TEU 标准箱 標準箱 TEU
        passenger_km 客公里 客公里 RPK
        seat_km 座公里 座公里 ASK
        """,
    ),
    **_table(UnitKind.LEVEL, "points 点 點 points point"),
    **_table(UnitKind.RANK, "rank - - -"),
    **_table(UnitKind.RESOLUTION, "p p p p"),
}
"""Every unit by its code: ISO 4217 for money, an English noun for the rest."""


def unit_kind(code: str) -> UnitKind:
    """The kind of a unit; a code outside the table counts things of its own (`store`, `order`)."""
    unit = UNITS.get(code)
    return unit.kind if unit else UnitKind.COUNT


def unit_of(code: str) -> Unit:
    """The unit of that code; one outside the table is a count without a printed word."""
    return UNITS.get(code) or Unit(code, UnitKind.COUNT, "", "", "")
