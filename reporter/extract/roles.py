"""What a name does in its clause: whether what follows is said of it."""

from __future__ import annotations

import re

from reporter.extract.entities import EntityPhrase
from reporter.extract.sentences import Sentence

_WINDOW = 24
_HAN = re.compile("[\u3400-\u9fff]")
_COMPARED = re.compile(
    r"(?:[强弱高低优逊好差大小快慢多少]于|超[过越]|赶超|落后|领先|远超|[跑战打]赢|跑输"
    r"|[较比](?:起|之)?"
    r"|相[比较]|对[比标]|相较于?|不及|不如|媲美|仅次于|类似|如|例如|比如|包括|囊括|纳入|调入)$"
)
_OBJECT = re.compile(
    r"(?:[与和同跟向给被由让使令从自将因在至到及或用]|来自|以及|收购|投资|入股|持有|参股|出售"
    r"|合作|进入|接入"
    r"|登陆|关注|联合|携手|基于|通过|依托|支持|采用|使用|搭载|推出|发布|上线|打造|运营|根据"
    r"|据|除|除了|挑战"
    r"|引起|获|获得|作为|对于|看好|聚焦|打开|接受|隶属|拥有|减持|增持|买入|卖出|赢得|取得"
    r"|承接|服务|覆盖"
    r"|面向|公布|披露|为|于)$"
)
_OPENING = re.compile(
    r"(?:^|[^\u3400-\u9fffa-z0-9%]|而|但是?|其中|[同期]期|此外|另外|同时|相比之下|反观|至于"
    r"|旗下|子公司"
    r"|附属公司|对手|作为对比|时间|[年月日季度天末底初前后]|方面|显示|则|据悉|[股商企厂]|的"
    r"|本土|国产|龙头"
    r"|巨头|厂商|同业|今年以来|有|的是|则是|就是|和|与|及|走进|轮到|来到)$"
)
_PRICED = re.compile(
    r"(?:期货|现货|价格?|均价|报|涨|跌|升|今年|兑|对|中间价|汇率|再|则|连续|大|微|主力|合约"
    r"|收|周|昨|今|突破|站"
    r"|'s|(?:, [^,.]{3,60},)? (?:futures |prices? )?(?:rose|fell|climbed|dropped|gained|lost"
    r"|broke|cost|bought"
    r"|slid|jumped|was|were|traded|settled|eased|added|hit))"
)
_EXCHANGED = re.compile(
    r"兑|对|中间价|汇率|贬|升|跌|走|指数| (?:bought|fell|rose|was|weakened|strengthened|slid"
    r"|gained|traded)"
)
_OBJECT_EN = re.compile(
    r"(?:^|[ (])(?:than|versus|vs\.?|against|with|to|for|from|by|of|at|on|in|like|as"
    r"|including|over|behind"
    r"|above|below|beat|unlike|excluding|under|per|via|into|between|among)"
    r"(?: (?:the|its|a|an|rivals?|larger|smaller|local|fellow|peers?"
    r"|both))*(?: [a-z\-]+(?:-based)?)?,? $"
)
_AMONG_EN = re.compile(r"(?:among|on|of) (?:the )?[a-z-]+, $")
_OWNED_EN = re.compile(
    r" (?:owns?|own|bought|buys?|acquired?|acquires|operates?|makes|launch(?:ed|es)?"
    r"|upgraded?|downgraded?"
    r"|rates|covers?|called|named|joined|left|wins?|won) (?:the |its |a )?(?:\w+ and )?$"
)
_MEASURED_EN = re.compile(
    r"(?:yield|prices?|target|rating|shares|stock|revenues?|profit|sales|value|cost"
    r"|income|futures|exports|imports|shipments|output|inflation|production|investment|growth"
    r"|unemployment|demand) (?:of|on|in|for|at|from|to)"
    r" (?:the |benchmark )*$"
)
_WITH = re.compile(
    r" (?:down|up|off|at|on|rising|falling|gaining|losing|growing|adding|posting|reporting"
    r"|contributing)\b"
)
_OF_ITSELF = re.compile(
    r"(?:'s)? (?:posted|reported|earned|net income|profit|revenue|shares|assets|lost|booked)\b"
    r"|(?:20\d\d|[一二三四上下前全半今去]|第)[\u3400-\u9fff\d]{0,6}(?:净利|营收|营业收入|实现"
    r"|归母|盈利)"
    r"|(?:实现)?(?:归母)?净利|营收|营业收入|股价|[收涨跌升]"
)
_RATED = re.compile("(?:股份|[ah]股|港股)?(?:的?目标价|评级)")
_SCOPE = frozenset("全国 全球 我国 中国 global china".split())
_REGIONAL = re.compile(
    "区|市场(?![占份规])|业务|内地|营收|收入|营业额|销售额|门店|同店|'s| (?:revenue|sales)"
)
_REGION = re.compile(
    r"(?:业务|市场|地区|区|分部|的|同店|直营|销售|收入|营收|营业额|零售"
    r"|[增升跌降下上大减急微添新占净毛]"
    r"|则|分别|贡献|物业|租金|写字楼|办公楼|商场|酒店|住宅|投资|ebitda|业绩|门店|税前|除税"
    r"|经营|日均|月均|人均|用户|订单|gmv|交易额|消费|[\d约近逾])"
)
_REGION_EN = re.compile(
    r"(?:'s)? (?:and|&|revenues?|sales|rose|fell|grew|declined|was|were|added|dropped|delivered"
    r"|contributed|generated|volumes?|orders|operating|profits?|accounted|made|posted|brought"
    r"|plunged|climbed|jumped|slipped|surged|gained|lost|slid|soared|sank|eased"
    r"|edged|held|advanced|tumbled|shrank|expanded|recorded|remained|suffered|increased|decreased"
    r"|had|saw"
    r"|[a-z]+ (?:sales|revenue))"
)
_NEXT_EN = re.compile(r"(?:, |and |; )(?:the )?$")
_SHARE_EN = re.compile(r" \d[\d.]*(?:%| percent)")
_FRONTED_EN = re.compile(r"(?:^|[\n.;,:•-] |\n|and |while |but )[Ii]n (?:the )?$")
_FRONTED_ON_EN = re.compile(
    r",? (?:growth|revenues?|sales|volumes?|orders|profits?|comparable|organic|same-store"
    r"|the|it|its|they|we|[a-z]+ (?:revenues?|sales|income|profits?|margins?)|[$€£]?\d)"
)
_OFFICIAL = re.compile(
    r"官方|统计|海关|协会|联合会|分会|研究[院所]|\b(?:federation|association|bureau|ministry"
    r"|department"
    r"|commission|customs|administration)\b|数据显示|数字显示|监察局|金管局|行业协会"
    r"|政府|[局部委会]公布|official"
    r"|government|statistics"
)


def is_subject(sentence: Sentence, phrase: EntityPhrase, issuer: str) -> bool:
    """Whether the words after a name are said of it.

    Any mention of the issuer will do, but for a comparison.
    """
    text, start = sentence.prepared.text, sentence.start
    before = text[max(start, phrase.start - _WINDOW) : phrase.start]
    after = text[phrase.end : phrase.end + _WINDOW]
    kind, is_english = phrase.meaning.kind, not _HAN.search(before + after)
    if _COMPARED.search(before) or (kind == "index" and re.match("[:(]|上市", after)):
        return False
    if phrase.meaning.name == issuer:
        return True
    if kind == "agency" or (kind == "broker" and not _OF_ITSELF.match(after)):
        return False
    if kind == "currency" and not _EXCHANGED.match(after):
        return False
    if kind == "commodity" and issuer and not _PRICED.match(after):
        return False
    if kind == "place" and after.startswith("性"):
        return False
    if kind == "place" and issuer:
        is_counted = is_official(sentence, phrase.start) and not _OBJECT.search(before)
        return is_counted or _is_region(text, phrase, before, after)
    if is_english:
        if _OWNED_EN.search(before):
            return False
        if after.startswith(",") and text[start : phrase.start].strip() in ("at", "for"):
            return True
        if before.endswith("with ") and _WITH.match(after):
            return True
        if _AMONG_EN.search(before):
            return True
        is_object = _OBJECT_EN.search(before) and not _MEASURED_EN.search(before)
        return not is_object or after.startswith(", which")
    if _OBJECT.search(before) and not re.search(r"[、和与及]$", before):
        return bool(_RATED.match(after)) and kind == "company"
    return kind != "company" or bool(_OPENING.search(before or " "))


def _is_region(text: str, phrase: EntityPhrase, before: str, after: str) -> bool:
    """Whether a place stands for a company's business there."""
    if text[phrase.start : phrase.end] in _SCOPE and not _REGIONAL.match(after):
        return False
    if not _HAN.search(before + after):
        if _NEXT_EN.search(before) and _SHARE_EN.match(after):
            return True
        if _FRONTED_EN.search(before):
            return bool(_FRONTED_ON_EN.match(after))
        return bool(_REGION_EN.match(after)) and not before.endswith(("in ", "from ", "of ", "to "))
    return bool(_OPENING.search(before or " ") and _REGION.match(after))


def is_official(sentence: Sentence, end: int) -> bool:
    """Whether what is said of a place is said by those who count it, not by a company of itself."""
    if _OFFICIAL.search(sentence.prepared.text, sentence.start, end):
        return True
    return any(p.meaning.kind == "agency" for p in sentence.entities[:4] if p.end <= end)
