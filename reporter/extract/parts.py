"""The parts of a company that a text tells apart: its segments, regions and channels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporter.extract import kinship
from reporter.extract.name_words import is_segment
from reporter.extract.part import Part
from reporter.extract.parts_en import english_parts, is_heading
from reporter.extract.prepared import Prepared
from reporter.extract.subjects import find_terms

_RUN = r"[\u3400-\u9fffa-z0-9&+\-]"
_EDGE = (
    r"(?:^|(?<=[\n,。;:!?、()\"“”「」\[\]】>■●▪•·/ ])|(?<=其中)|(?<=来自)|(?<=公司)|(?<=集团)"
    r"|(?<=公司的)|(?<=集团的)|(?<=其)(?![中他余它])"
    r"|(?<=[年月期度季]))"
)
_MARK = "业务|板块|分部|事业群|事业部|渠道|区域|部门|子公司"
_MARKED = re.compile(
    rf"{_EDGE}(?P<name>(?!其(?!他)){_RUN}{{1,10}}?(?:[与及和]{_RUN}{{1,6}}?)?)(?:等[\u3400-\u9fff]{{2,6}}?)?(?:{_MARK})"
    r"(?=[,:收的营实录毛净经同亏利盈赚占贡一二三四上下\d全在为分总产销新综成是仍首单第转扭期年])"
)
_LISTED = re.compile(
    rf"{_EDGE}(?P<names>{_RUN}{{1,8}}(?:[、/]{_RUN}{{1,8}}?){{1,5}}(?:[和及与]{_RUN}{{1,6}}?)?)等?(?:[三四五两六]大)?"
    rf"(?:{_MARK}|产品|地区|市场)?的?(?=(?:主营)?(?:收入|营收|销售占比|毛利率|同店))"
)
_ITEM = re.compile(
    r"(?:^|(?<=[\n,。;:/、( ]))(?:\d{1,2}[.)、] ?|[•▪·\-] ?)?"
    r"(?P<name>[\u3400-\u9fffa-z&][\u3400-\u9fffa-z0-9& ]{0,24}?)(?:占比?|占营收|贡献)?[: ]*$"
)
_BY_PARTS = re.compile(
    r"分(?:业务|产品|地区|区域|板块|行业|部|渠道)(?:来看|看|方面)?|分[^,。;]{1,5}?看"
    r"|按(?:业务|产品|地区)(?:划分|来看)?"
    r"|\bby (?:segment|business|division|product|region|geography|category|technology)"
)
_NO_PART = re.compile(
    r"增(?!值)|业务|主营|经常性|核心|全部|各|[本该老旧此它]|^新(?!能源|零售|加坡|型|媒体)|相关|创新$|两|三大"
    r"|公司|集团|^(?:销售|管理|研发"
    r"|财务|行政)|营业|营运"
    r"|生产|经营|所有|多|传统|什么|整个|整体|国际$"
    r"|[对的了在是从由将使有不占较比约达超近降升跌年月日季若受按]"
    r"|合并|综合|单[季月一]|累计|税[后前]|总|毛|净|平均|人均|每|^(?:海外|境外|境内|国内)$|介乎"
    r"|预[计期测]|目标|同[比期店]"
    r"|环比|以上|以下|其中|此外|同时|因|为|至|合计|公共|[则也亦仅还]|^(?:租金|利息|投资"
    r"|手续费|佣金|保费"
    r"|会员费|补贴|政府)|^及|其(?!他)|^料|^(?:产品|服务|商品"
    r"|平台|人员)$|^(?:20)?\d\d?$|yoy|qoq"
)
_LEADING = re.compile(
    r"^.*?(?:20\d\d年?|\d\dq[1-4]|[一二三四]季度?|上半年|下半年|全年|前三季度|报告期内?|期内"
    r"|其中|来自|公司"
    r"|集团|实现|同期|本期|去年|今年|当季|截至|季度|\d月|我们的?|估计|预计|主要|分(?:产品"
    r"|业务)(?:来看)?)+"
)
_TRAILING = re.compile(
    rf"(?:(?:等[\u3400-\u9fff]{{2,5}})?(?:{_MARK})(?:方面)?)?(?:的|实现|录得|取得|贡献|单季"
    r"|全年|年度|期内"
    r"|区域|地区|市场|首季|第?[一二三四](?:季度?)?|上半年|下半年|季度)*$"
)
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")


def has_han(text: str, start: int, end: int) -> bool:
    """Whether Chinese stands in [start, end)."""
    return bool(_IDEOGRAPH.search(text, start, end))


def parts_in(text: Prepared, start: int, end: int) -> Iterator[Part]:
    """The parts that [start, end) names as such: 云业务, 消费/工业/汽车收入, the wind division."""
    if not has_han(text.text, start, end):
        yield from english_parts(text, start, end)
        return
    for match in _LISTED.finditer(text.text, start, end):
        first = match.start("names")
        items = list(re.finditer(r"[^、/和及与]+", match["names"]))
        found = [_cut(text, first + item.start(), first + item.end()) for item in items]
        if all(found):
            yield from filter(None, found)
    for match in _MARKED.finditer(text.text, start, end):
        if part := _cut(text, match.start("name"), match.end("name"), marked=True):
            yield Part(part.start, match.end(), part.name)


def _cut(text: Prepared, start: int, end: int, marked: bool = False) -> Part | None:
    """A Chinese part's name without what leads to it; None if it is no name.

    A name that 业务 or its like marks may be a term as well: 风力发电业务.
    """
    if leading := _LEADING.match(text.text[start:end]):
        start += leading.end()
    name = text.text[start:end]
    if name in ("其他", "新", "创新") and not text.text.startswith("业务", end):
        return Part(start, end, text.surface(start, end)) if name == "其他" else None
    if name in ("其他", "新", "创新") and text.text.startswith("业务", end):
        end += 2
    elif not name or _NO_PART.search(name) or not (marked or not _ends_in_a_term(name)):
        return None
    return Part(start, end, text.surface(start, end))


def _ends_in_a_term(name: str) -> bool:
    """Whether a name is what is measured rather than a part: 毛利, 付费用户."""
    ends = (term.meaning.terms[0] for term in find_terms(name) if term.end == len(name))
    return len(name) > 1 and any(kinship.whole(term).concept != "revenue" for term in ends)


_TAIL = re.compile(
    r"(?:业务)?(?:总|净)?(?:收入|营收|收益|营业额|销售额|流水)$|(?:^| )(?:net )?(?:revenues?"
    r"|sales)$"
)


def head_of(text: str, start: int, end: int) -> int:
    """Where a term such as 线上营销服务收入 stops to say whose revenue it is; else its start."""
    match = _TAIL.search(text[start:end])
    return start + match.start() if match else start


def part_before(text: Prepared, start: int, end: int, marked: bool = False) -> Part | None:
    """The part whose name stands right before a term at `end`: 直播收入.

    Where it is `marked`, it may be a term as well: 新能源汽车产量.
    """
    run = text.text[start:end]
    start += max((m.end() for m in re.finditer(r"[,。;:!?()\"“”「」\n、/]|比\d", run)), default=0)
    end = start + len(_TRAILING.sub("", text.text[start:end].rstrip()))
    while start < end and text.text[start] == " ":
        start += 1
    name = text.text[start:end]
    if not re.fullmatch(rf"{_RUN}{{2,14}}", name) or not re.search("[\u3400-\u9fff]", name):
        return None
    return _cut(text, start, end, marked)


_HEADING_ZH = re.compile(
    rf"(?:[一二三四五六七八九十\d]+[、.．]|[■•▪·] ?)?({_RUN}{{1,12}})(?:业务|板块|分部"
    r"|事业群)[:：]?"
)


def heading_part(text: Prepared, start: int, end: int) -> str | None:
    """The part that a line of its own is the heading of; "" for another heading, None for none."""
    first, last = text.extent(start, end)
    line = text.raw[first:last].strip()
    if match := _HEADING_ZH.fullmatch(text.text[start:end].strip()):
        part = _cut(text, start + match.start(1), start + match.end(1))
        return part.name if part else ""
    if not is_heading(line):
        return None
    return line if is_segment(line) else ""


_HEADED_ZH = re.compile(
    rf"\s*(?:\(?[一二三四五六七八九\d]{{1,2}}[、.．)]|[■•▪·●◆])\s?({_RUN}{{2,10}})[:：]"
)
_NO_HEAD = re.compile(
    "能力|指引|展望|业绩|水平|结构|情况|表现|方面|观点|质量|预测|估值|费用|端$|率$|面$"
)
_SEGMENTAL = frozenset(
    "revenue gross_margin gross_profit sales_volume net_profit_attributable".split()
)


def part_at_head(text: Prepared, start: int, end: int) -> Part | None:
    """The part that an item of a list tells of: 2、内贸油运：收入27.6亿元."""
    match = _HEADED_ZH.match(text.text, start, end)
    if not match:
        return None
    told = find_terms(text.text[match.end() : min(end, match.end() + 40)])
    is_told = any(term.meaning.terms[0].concept in _SEGMENTAL for term in told[:2])
    if not is_told or _NO_HEAD.search(match[1]):
        return None
    return _cut(text, match.start(1), match.end(1))


_ARM = re.compile(
    r"(?:的)?(?P<name>电商|应用|app|零售|物流|云|主站|极速版|直播|短视频|本地生活|外卖|酒旅"
    r"|金融|健康|国际)(?=[^\u3400-\u9fff]|的|平台|业务|平均|日活|月活|$)"
)


def arm_behind(text: Prepared, start: int, end: int) -> Part | None:
    """The arm named right behind its company: 快手电商的GMV; `start` is where the name ends."""
    match = _ARM.match(text.text, start, end)
    return Part(*match.span("name"), text.surface(*match.span("name"))) if match else None


def lists_parts(text: str) -> bool:
    """Whether words announce one part after the other: 分业务, by segment."""
    return bool(_BY_PARTS.search(text))


def item_before(text: Prepared, start: int, end: int, is_chinese: bool) -> Part | None:
    """The part that an item of a list begins with, right before its figure at `end`."""
    match = _ITEM.search(text.text[start:end])
    if not match or not match["name"].strip():
        return None
    name = match["name"].strip()
    at = start + match.start("name")
    if not name.isascii():
        return _cut(text, at, at + len(name))
    raw = text.surface(at, at + len(name))
    return Part(at, at + len(name), raw) if raw[0].isupper() and not is_chinese else None


_SHARE = re.compile(
    rf"(?:^|[,。;:、(\n ]|其中)(?P<name>\d{{0,2}}{_RUN}{{2,10}}?)(?:业务|产品|制程|应用|平台"
    r"|市场)*的?"
    r"(?:出货|营收|收入|销售额?|销售金额)?(?:占|贡献)(?:了|到)?"
    r"(?:第?[一二三四]季度?|当季|全年|公司|集团|总|合并|晶圆|整体|营业)*"
    r"(?:营收|收入|销售金额|销售额|业绩|比重|比例|比|营业额)?的?(?:约|近|逾|达|为|至|超过?|高达)*$"
)
_FIRST_OF = re.compile(rf"其中[,:]?(?P<name>{_RUN}{{2,8}}?)(?:占比?|为)?$")
_NEXT_OF = re.compile(rf"[、,和及](?P<name>{_RUN}{{2,8}}?)(?:占比?|为)?")


def share_before(text: Prepared, start: int, end: int) -> Part | None:
    """The part whose share of the whole a figure at `end` is: 5奈米占37%."""
    while start and text.text[start - 1].isdigit():
        start -= 1
    match = _SHARE.search(text.text[start:end])
    if not match or match["name"].isdigit():
        return None
    return _cut(text, start + match.start("name"), start + match.end("name"))


def listed_before(text: Prepared, start: int, end: int, first: bool) -> Part | None:
    """The part before a figure in a list of parts: 其中贵宾厅12亿元 the `first`, 、中场48亿元."""
    find = _FIRST_OF.search if first else _NEXT_OF.fullmatch
    match = find(text.text, start, end)
    return _cut(text, match.start("name"), match.end("name")) if match else None
