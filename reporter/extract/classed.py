"""Products and works with the sort of thing they are: AI短剧《归途》, 数字员工产品“小满”."""

from __future__ import annotations

import re

from reporter.extract.entities import EntityPhrase
from reporter.extract.prepared import Prepared

_WORK = re.compile(
    "(?:[a-z]{2,4})?(?:短剧|微短剧|电影|影片|电视剧|剧集|综艺|纪录片|动画片?|手游|端游|网游|游戏|小说|专辑)$"
)
_PRODUCT = re.compile(r"(?:^|[\n,。;:、的(])([\u3400-\u9fff]{2,6})产品[“「『\"]$")
_THING = "方案|产品|服务|系统|工具|素材|模型|车型|系列|品牌|平台|应用|项目|基地|工厂|芯片|机器人"
_OWNED = re.compile(
    rf"(?:平台|集团|公司)?(?:上|内|旗下|推出)?的(?P<name>[^,。;:、\d\n]{{2,36}}(?:{_THING}))的"
)
_LEAD = 12


def with_class(text: Prepared, phrase: EntityPhrase) -> str:
    """The name of a product with its sort, where that stands right before it; else its name."""
    first = max(0, phrase.start - _LEAD)
    lead, name = text.text[first : phrase.start], phrase.meaning.name
    if phrase.meaning.kind != "product":
        return name
    if name.startswith("《"):
        work = _WORK.search(lead)
        return text.surface(first + work.start(), phrase.start) + name if work else name
    product = _PRODUCT.search(lead)
    if not product:
        return name
    return f"{text.surface(first + product.start(1), first + product.end(1))}({name})"


def sort_of(work: str) -> str:
    """The sort of thing that a work is, as it is written before its title."""
    return work.partition("《")[0] if "《" in work else ""


def is_of_sort(text: Prepared, start: int, sort: str) -> bool:
    """Whether words at `start` speak of that sort of thing: 短剧 for AI短剧."""
    ends = (sort[at:] for at in range(len(sort) - 1))
    return any(text.surface(start, start + len(end)) == end for end in ends)


def owned_behind(text: Prepared, start: int, end: int) -> str:
    """What a company is said to have from `start` on, of which a term at `end` is told."""
    match = _OWNED.fullmatch(text.text, start, end)
    return text.surface(*match.span("name")) if match else ""
