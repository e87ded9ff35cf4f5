"""Who is said to own a figure: whom it is said to be of, who is quoted, whom a heading names."""

from __future__ import annotations

import re
from bisect import bisect_left

from reporter.extract.references import Pronoun
from reporter.extract.sentences import Place, Sentence

_NUMBER = re.compile(r"(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[).、．:]?|[■●▪•·#]+)?\s*")
_CODE = re.compile(r"(?:\([^()]{0,30}\))?[:]?")
_OF = re.compile(r"的|['’]s ")
_SAID = re.compile(r"[”\"] ?(?:said|says|added|[\u3400-\u9fff]{0,12}(?:表示|说|称))|[”\"]\s*[—–-]")


def speaker_of(sentence: Sentence, pronoun: Pronoun) -> str:
    """Whose words are quoted, where we stands in them: "…," said Ann Hale of Brackley."""
    text = sentence.prepared.text
    said = _SAID.search(text, pronoun.end, sentence.end)
    if not said or text[pronoun.start : pronoun.end] not in ("we", "our", "我们"):
        return ""
    at = bisect_left(sentence.entities, said.end(), key=lambda phrase: phrase.start)
    names = (p.meaning for p in sentence.entities[at : at + 2])
    return next((one.name for one in names if one.kind == "company"), "")


def owner_before(place: Place) -> str:
    """The name that a figure is said to be of: 好于小米的2.1%, Hanbit's 11.8 percent."""
    entities, end = place.sentence.entities, place.mention.outer_start
    at = bisect_left(entities, end, key=lambda phrase: phrase.start) - 1
    if at < 0 or entities[at].meaning.kind in ("place", "agency", "currency"):
        return ""
    return entities[at].meaning.name if _OF.fullmatch(place.text, entities[at].end, end) else ""


_TRADE = re.compile(
    r"[,;、](?:(?!其中|分别|比|较|环比|同比|降幅|增幅|涨幅|增速|同期|累计|核心)[\u3400-\u9fff])"
    r"(?P<rest>[\u3400-\u9fff、]{1,16}?)(?:同比|环比)?(?:增长|下降|上涨|下跌|回落)"
)


def trade_before(place: Place) -> str:
    """The trade whose growth a figure is where nothing else names it: 、制造业增长5.7%."""
    match = _TRADE.fullmatch(place.text, place.behind, place.mention.start)
    if not match:
        return ""
    start, end = match.start() + 1, match.end("rest")
    terms = place.sentence.terms
    at = bisect_left(terms, start, key=lambda phrase: phrase.start)
    is_named = at < len(terms) and terms[at].start < end and terms[at].meaning.sure
    return "" if is_named else place.sentence.prepared.surface(start, end)


def named_above(sentence: Sentence) -> str:
    """The name that a line of its own is the heading of: 【香岛电力】截至6月底, 一、香岛电力."""
    text = sentence.prepared.text
    for phrase in sentence.entities[:1]:
        if phrase.meaning.kind not in ("company", "broker", "index"):
            return ""
        before = text[sentence.start : phrase.start].strip()
        after = text[phrase.end : sentence.end].strip()
        if before in ("【", "[") and after[:1] in ("】", "]"):
            return phrase.meaning.name
        if _NUMBER.fullmatch(before) and _CODE.fullmatch(after) and not sentence.mentions:
            return phrase.meaning.name
    return ""


_FROM = re.compile(r"的[^,;。\d]{1,6}?(?:来自|源自|源于)(?:于)?")


def source_behind(place: Place) -> str:
    """The place or part that a percentage is said to come from: 超66%的增长来自于海外."""
    match = _FROM.match(place.text, place.mention.outer_end, place.sentence.end)
    if not match or place.mention.quantity.unit != "percent":
        return ""
    return next((p.meaning.name for p in place.sentence.entities if p.start == match.end()), "")
