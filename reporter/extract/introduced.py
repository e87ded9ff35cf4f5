"""Names that a Chinese text introduces: before a stock code, a formal ending, or news of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reporter.extract.gazetteer import gazetteer
from reporter.extract.name_words import (
    ADVERBS,
    CITIES,
    COMMON,
    ENDINGS,
    FINANCE,
    GENERIC,
    LEADING,
    MOVING,
    NO_NAME,
    PARTICLES,
    PERIODS,
    PUBLISHING,
    SOFT_ENDINGS,
)
from reporter.extract.subjects import find_terms


@dataclass(frozen=True, slots=True)
class Introduction:
    """A name as prepared text spells it, with `weight` for how surely it is one.

    A short form is `short_for` the name that it stands for; `written` says how to print it.
    """

    name: str
    weight: int
    kind: str = "company"
    short_for: str = ""
    written: str = ""


OPEN = r"(?:^|(?<=[\n,。;:!?、()《》\"“”‘’「」『』【】\[\]|丨>■●▪•‧·→\- ]))"
RUN = r"[\u3400-\u4e27\u4e29-\u9fffa-z0-9·&\-]"
_CODE = (
    r"\d{5,6}(?!\d)|\d{1,5}[.\-:]? ?(?:hk|tw|tt|jp|ks|kr|sh|sz)(?![a-z])|\d{2,5}x{1,3}"
    r"|(?:hk|sh|sz|us)[.:]? ?\d{1,6}"
    r"|(?:nasdaq|nyse|纳斯达克|[纽港联上深]交所|股[份票]?代[号码]|证券代码|上市编号"
    r"|代码)[:. ]{0,2}[a-z\d]{1,6}"
    r"|[a-z]{1,5}\.(?:us|o|n)(?![a-z])|(?!(?:19|20)\d\d\))\d{4}\)|\d+\.\d{2,3},[+-]?\d"
)
_CODED = re.compile(rf"({RUN}{{2,16}})\((?=[^()]{{0,40}}?(?:{_CODE}))")
_FORMAL = re.compile(
    rf"({RUN}{{2,20}}?)((?:\([\u3400-\u9fff]{{2,4}}\))?(?:{RUN}{{0,4}})(?:股份)?有限(?:责任)?公司)"
    r"(?:\([^()「“\"『]{0,12}[「“\"『]([^()「」“”\"『』]{2,10})[」”\"』])?"
)
_SAID = re.compile("[了的是在且或被把从但而也则这那该各每某我它您请若因]|完成|处置|\\d元")
_FORM = re.compile(r"(?:\(.{2,4}\))?(?:控股|集团)*(?:股份)?有限(?:责任)?公司$")
_PUBLISHED = re.compile(
    rf"{OPEN}({RUN}{{2,12}}?){ADVERBS}(?:{PUBLISHING})(?!的(?:数据|报告|统计|研))"
)
_INDEX = re.compile(
    rf"(?:{OPEN}|(?<=的))([\u3400-\u9fffa-z0-9]{{2,12}}?指数)"
    r"(?=[为报收跌涨升周今昨累较按则微挫]|上[涨升]|下跌|最新|年内)"
)
_HEADED = re.compile(rf"[【“「]?({RUN}{{2,10}}?)(?:[:(]|{PERIODS}|(?:{FINANCE}))")
_LINE = re.compile(
    rf"(?:^|\n)({RUN}{{2,8}}?)(?=(?:20\d\d|\d\d)年?(?:第?[一二三四]季|[上下]半年|全年|度"
    r"|q[1-4]|前三季))"
)
_BLOCK = re.compile(rf"(?:^|\n)[【\[]({RUN}{{2,10}})[】\]]")
_FOLLOWED = (
    rf"(?=[、的则在也亦是将今周派获]|和|与|及|{PERIODS}|{FINANCE}|实现|交付|录得|旗下|表示|称"
    r"|方面|预计"
    r"|完成|各|赚|自结|除净|招股|上市|挂牌|宣派|作为|凭|以|运营|推出|计划|宣布|关闭|新增|累计"
    r"|首次|成为|仍|继续|同比|环比|营|毛|亏|盈|扭|归|扣|赴|冲刺|[a-z]*\d)"
)
_LIKENED = re.compile(
    rf"(?:^|\n)({RUN}{{2,6}}?)(?=的(?:情况|日子|处境|境遇|故事|业绩|表现)|则(?:不同|是另)|是(?:少数|唯一|最))"
)
_HOLDING = re.compile(
    rf"{OPEN}(?:[\u3400-\u9fff]{{0,6}}的)?([\u3400-\u9fff]{{2,3}}金)(?=\d{{1,2}}月|单月|前\d"
    r"|累计|则|去年|今年|\()"
)
_MOVED = re.compile(rf"{OPEN}({RUN}{{2,8}}?){MOVING}")
_ENDED = re.compile(rf"(?:{OPEN}|(?<=[与和及]))([\u3400-\u9fff]{{2,6}}?(?:{ENDINGS})){_FOLLOWED}")
_REPORTING = re.compile(
    rf"{PERIODS}|完成|实现|录得|交付|归?母?净利|归母|股价|市值|亏损|盈利|扭亏|减亏"
    r"|预[计期增减亏盈]|公告|披露|发布|公布"
    "|则[由因]|有\\d|赚"
)
_SEGMENTAL = re.compile(
    rf"(?:{SOFT_ENDINGS})(?=[及和与]|业务|收入|营收|营业|毛利|销售|占|板块|产品)"
)
_SEVERAL = re.compile(
    rf"{OPEN}({RUN}{{2,10}}(?:、{RUN}{{2,6}}){{1,5}}?(?:[和与及]{RUN}{{2,6}}?)?)"
    r"(?=等?[两三四五六七八九十\d]{1,2}(?:家|大|巨头|强|只)|(?:这|上述)[两三四五六]家|均已"
    r"|相继|先后|陆续|双双|纷纷)"
)
_ENDED_LOOSELY = re.compile(rf"{OPEN}([\u3400-\u9fff]{{2,4}}?(?:{ENDINGS}))")
_SOFT = re.compile(rf"(?:{SOFT_ENDINGS})$")
_DESCRIBED = re.compile(
    r"(?:龙头|巨头|大厂|厂商?|料商|运营商|供应商|业者|车企|新秀|同业|同行|对手|旗下|子公司"
    r"|还有|就是|正是"
    r"|附属公司"
    rf"|廉航|走进|[念筹技体网药酒]股(?!份)|后的)({RUN}{{2,6}}?)"
    rf"(?=[也的则在同今去前于将与和、。,(跌涨升]|逆市|午后|早盘|[本上]季|{PERIODS}|{FINANCE})"
)
_PEERS = re.compile(rf"(?:同业|同行|对手)({RUN}{{2,6}})、({RUN}{{2,6}}?)(?=\d|{PERIODS}|{FINANCE})")
_PRICED = re.compile(
    rf"{OPEN}(?:(?:[^\n,。;:]{{0,8}})(?:将|把|对|予|上调|下调|调高|调低|维持"
    rf"|重申))?({RUN}{{2,8}}?)的?(?:目标价|现价)(?=[由从至为报较仅相,现,到上下])"
)
_PREFERRED = re.compile(
    rf"(?:首选|首推|偏好|看好)(?:股|标的|股份)?(?:为|是|仍[是为]|包括|依次为)?({RUN}{{2,6}}?)"
    rf"(?:、({RUN}{{2,6}}?))?(?:[和与及]({RUN}{{2,6}}?))?(?=[,。;(]|$)"
)
_BRAND = re.compile(
    rf"(?:{OPEN}|其中|旗下)(?:(?:其中|旗下)的?)?({RUN}{{2,5}}?)品牌(?={PERIODS}|{FINANCE}"
    r"|交付|销|[\d,])"
)
_QUOTED = re.compile(
    r"(?:模型|产品|工具|平台|品牌|app|应用|软件|芯片|新药|药物|系统|机器人|业务线|旗下|廉航"
    r"|酒店|子公司"
    r"|游戏|新游)[是为:]?[“「『\"《]([^“”「」『』\"《》\n]{2,14})[”」』\"》]"
)
_FUND_NAME = re.compile(
    rf"(?:{OPEN}|管理的|掌舵的|执掌的|旗下的?|其中|基金经理)(?!该|本|同类|主动|偏|这|报告|期内|基金)({RUN}{{3,14}}?"
    r"(?:混合|股票|债券|成长|精选|优选|价值|回报|驱动|蓝筹|主题|etf|lof|联接|指数|基金)[a-c]?)"
    r"(?=基金|规模|净值|[一二三四]季度|二季末|期末|今年|年内|的(?:规模|净值|业绩)|获净|份额|截至|上半年)"
)
_OPENED = re.compile(
    rf"{OPEN}[“「]([^“”「」\n,。]{{2,8}})[”」](?=[\u3400-\u9fff]{{0,6}}"
    rf"(?:首季|{PERIODS}|{FINANCE}|ebitda|经调整))"
)
_LAUNCHED = re.compile(
    r"(?:上线|推出|发布|研发|打造|升级为|更名为|名为|命名为|称为)(?:了|的)?(?:一[款个套])?"
    rf"[“「『]({RUN}{{2,12}})[”」』]"
)
_INCLUDED = re.compile(
    r"(?:推出|上线|发布|打造|提供)[^。;\n]{0,30}?(?:工具|产品|服务|功能|平台|应用)[^。;\n]{0,4}?"
    rf"(?:包括|包含|涵盖)({RUN}{{2,8}}(?:、{RUN}{{2,8}}){{1,6}})等"
)
_SORTS = re.compile(r"(?<![a-z])((?:ai|aigc)(?:大模型|大语言模型|视频大模型))")
_TITLED = re.compile(
    r"(《(?!大行|异动|收市|个股|焦点|即市|热股)[^《》\n]{2,16}(?<![报法定知见网例引])》)"
)
_NUMBERED = re.compile(r"(?<![a-z\d.\-])([a-z]{2,4}-\d{2,4}[a-z]?)(?![a-z\d])")
_LEADING = re.compile(
    rf"^(?:(?:.*{LEADING}|.{{2,}}[就由对与和及是的在向给而但将把被予]有?"
    r"|[就由对与及是的在向给而但将把被予]有?)(?=..))+"
)
_PLACES = re.compile(
    r"^(?:(?:[\u3400-\u9fff]{2,3}省)?[\u3400-\u9fff]{2,3}市|[\u3400-\u9fff]{2,3}省"
    r"|\(.{2,3}\))(?=..)"
)
_SEAT = re.compile(rf"^(?:{CITIES})")
_COMMON = re.compile(
    r"\d[年月日]|[企店]$"
    r"|[了着的将会是在且或被把从但而也又则却很最这那该各每某哪我它您请若因均涨跌率额值]"
    rf"|{COMMON}"
)
_PARTICLE = re.compile(PARTICLES)
_NO_NAME = re.compile(NO_NAME)
_OFFICE = re.compile(
    r"(?:统计|管理|协调|监管|监察|能源|税务|审计|估价|邮政|总|分|航交|交易)[局署处所]$|(?:协|联合|学|商|委员)会$"
    r"|研究[院所]$|[三四五六七][雄强]昨?$|[系类股]$"
)
_FUND = re.compile("(?:基金|etf|信托)$")
ENDING = re.compile(rf"(?:{ENDINGS})$")
_ON = re.compile("[上下大再急逆跳收高低盘]")
_TRADE = re.compile(rf"(?:{ENDINGS})")
_KIND_OF = re.compile(rf"(?:香港|中国|内地|本地|澳门|台湾)?(?:{GENERIC}){{0,2}}(?:{ENDINGS})")
_SOURCE_MARK = re.compile(r"^(?:原标题|标题|【[^】]{2,6}】|\[[^\]]{2,8}\])[:：]?")


def introductions(text: str) -> tuple[Introduction, ...]:
    """The names that prepared text introduces in Chinese; one may be introduced several times."""
    starts = _starts(text)
    return (
        *_coded(text, starts),
        *_formal(text),
        *_published(text),
        *_headed(text, starts),
        *_told(text, starts),
        *_products(text),
    )


def _starts(text: str) -> Counter[str]:
    """How often each stretch of two to ten characters stands where a name could begin."""
    counts: Counter[str] = Counter()
    for match in re.finditer(rf"{OPEN}({RUN}{{2,10}})", text):
        counts.update(match[1][:length] for length in range(2, len(match[1]) + 1))
    return counts


def _trimmed(run: str, starts: Counter[str]) -> str:
    """The name at the end of a run of characters, without what leads to it."""
    short = _LEADING.sub("", run)
    endings = (run[at:] for at in range(len(run) - 1) if at == 0 or len(run) - at > 2)
    if known := next((name for name in endings if name in gazetteer()), ""):
        return known
    if short != run and starts[short] > 1 and is_name(short):
        return short
    if starts[run[:3]] > 1 and not run[0].isdigit() and not re.search(r"\d[年月日]", run):
        return run
    standing = (short[at:] for at in range(1, len(short) - 1))
    return next((name for name in standing if starts[name] and is_name(name)), short)


def _coded(text: str, starts: Counter[str]) -> Iterator[Introduction]:
    for match in _CODED.finditer(text):
        name = re.sub(r"-(?:s?w|s|b|p|r)$", "", _trimmed(match[1], starts))
        if len(name) > 1 and not name.isdigit() and not _NO_NAME.match(name):
            yield Introduction(name, 6)


def _formal(text: str) -> Iterator[Introduction]:
    for match in _FORMAL.finditer(text):
        full = _PLACES.sub("", _LEADING.sub("", match[1] + match[2]))
        name = _unseated(_FORM.sub("", full))
        if len(name) < 2 or _NO_NAME.match(name) or _SAID.search(name):
            continue
        short = match[3] if match[3] and is_name(match[3]) else ""
        if short:
            yield Introduction(short, 6)
            yield Introduction(name, 2, short_for=short)
        else:
            yield Introduction(name, 3)
        yield Introduction(full, 1, short_for=short or name)


def _unseated(name: str) -> str:
    """A formal name without the city it begins with, if more than a trade is left of it."""
    short = _SEAT.sub("", name)
    stem = short
    while ENDING.search(stem):
        stem = ENDING.sub("", stem)
    return short if len(stem) > 1 and len(short) > 3 else name


def _published(text: str) -> Iterator[Introduction]:
    for match in _PUBLISHED.finditer(text):
        name = _LEADING.sub("", match[1])
        if is_name(name, published=True):
            yield Introduction(name, 3)
    for match in _INDEX.finditer(text):
        ends = (t for t in find_terms(match[1]) if t.end == len(match[1]))
        if not any(term.end - term.start > 2 for term in ends):
            yield Introduction(match[1], 1, "index")


def _headed(text: str, starts: Counter[str]) -> Iterator[Introduction]:
    """The names at the heads of the first lines, and in headings such as 【香岛电力】."""
    for match in _LINE.finditer(text):
        if is_name(match[1], published=True) and _is_likely(match[1], text):
            yield Introduction(match[1], 2)
    for match in _BLOCK.finditer(text):
        if is_name(match[1]) and _is_likely(match[1], text):
            yield Introduction(match[1], 2)
    for line in re.findall(r"\S[^\n]*", text)[:3]:
        line = _SOURCE_MARK.sub("", line)
        parts = (line, *re.split("[:：]", line, maxsplit=1)[1:])
        heads = [head[1] for part in parts if (head := _HEADED.match(part))]
        if names := [name for name in heads if _is_headed(name)]:
            for name in names:
                again = starts[name] > 1 or len(text) < 200 or bool(ENDING.search(name))
                if again or len(name) > 2:
                    yield Introduction(name, 4 if again else 2)
            return


def _is_headed(name: str) -> bool:
    """Whether the head of a line can be a name: no word for a trade opens it."""
    begun = (name[:length] for length in range(2, len(name)))
    if any(begin in gazetteer() and _ON.match(name, len(begin)) for begin in begun):
        return False
    return is_name(name, published=True) and not (_TRADE.match(name) and _PARTICLE.search(name))


def _is_likely(name: str, text: str) -> bool:
    """Whether a name is no mere word: it is long or used again."""
    return len(name) > 2 or text.count(name) > 1


def _told(text: str, starts: Counter[str]) -> Iterator[Introduction]:
    for pattern in (_MOVED, _ENDED, _LIKENED, _HOLDING, _DESCRIBED, _PEERS, _PRICED, _PREFERRED):
        for match in pattern.finditer(text):
            for run in filter(None, match.groups()):
                name = _LEADING.sub("", run).removesuffix("等")
                if pattern is _ENDED and _SEGMENTAL.search(text[match.start() : match.end() + 2]):
                    continue
                if is_name(name):
                    yield Introduction(name, 1)
    measured = {term.start for term in find_terms(text) if term.meaning.sure}
    for match in _ENDED_LOOSELY.finditer(text):
        is_kin = not _SOFT.search(match[1]) or starts[match[1][:2]] > 2
        if match.end() in measured and is_kin and is_name(match[1]):
            yield Introduction(match[1], 1)
    for match in _SEVERAL.finditer(text):
        for name in re.split("[、和与及]", _LEADING.sub("", match[1])):
            if is_name(name, published=True):
                yield Introduction(name, 1)
    for match in re.finditer(rf"{OPEN}(?=({RUN}{{2,7}}))", text):
        for length in range(2, len(match[1]) + 1):
            name, end = match[1][:length], match.end() + length
            if starts[name] < (2 if length > 2 else 3) or not _REPORTING.match(text, end):
                continue
            if is_name(name):
                yield Introduction(name, 1)
            break


def _products(text: str) -> Iterator[Introduction]:
    for match in _BRAND.finditer(text):
        if is_name(match[1]):
            yield Introduction(match[1] + "品牌", 1, "product")
    for match in _INCLUDED.finditer(text):
        for name in match[1].split("、"):
            yield Introduction(name, 1, "segment")
    for match in _SORTS.finditer(text):
        yield Introduction(match[1], 1, "segment")
    for match in _FUND_NAME.finditer(text):
        yield Introduction(_LEADING.sub("", match[1]), 2, "product")
    for pattern in (_QUOTED, _LAUNCHED, _OPENED, _TITLED, _NUMBERED):
        for match in pattern.finditer(text):
            yield Introduction(match[1], 1, "product")


def is_name(run: str, published: bool = False) -> bool:
    """Whether a run of characters can be a name: no word of business, no figure.

    Who has `published` something may have any character in the name.
    """
    if len(run) < 2 or run[0].isdigit() or run.isascii() or _NO_NAME.match(run):
        return False
    stem = ENDING.sub("", run)
    if stem and _FUND.search(run):
        return True
    if not stem or _OFFICE.search(run) or _COMMON.search(run) or _KIND_OF.fullmatch(run):
        return False
    if stem == run and not published and _PARTICLE.search(run):
        return False
    return not any(term.meaning.sure for term in find_terms(stem))
