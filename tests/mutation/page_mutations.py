"""What a page may say wrongly: its HTML changed before it is printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape, unescape

from mutation import Mutation, drawn
from printing import Page, html, proof_of

from reporter.languages import Edition

_FLASH, _BRIEF = "flash", "brief"
_PAGES: tuple[tuple[Page, int], ...] = (
    ((Edition.BILINGUAL, _FLASH), 5),
    ((Edition.BILINGUAL_HANT, _FLASH), 2),
    ((Edition.ZH_HANT, _FLASH), 2),
    ((Edition.EN, _FLASH), 2),
    ((Edition.BILINGUAL, _BRIEF), 1),
    ((Edition.EN, _BRIEF), 1),
)
"""What is misprinted, and how often in each way."""
_TOKEN = re.compile(r"<[^>]*>")
_LANG = re.compile(r'\blang="([^"]+)"')
_ALT = re.compile(r'(?<= alt=")[^"]*')
_VOID = frozenset("br img meta link hr col".split())
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text at [start, end) of the HTML, in its language."""

    start: int
    end: int
    lang: str
    text: str
    is_alt: bool = False
    is_hidden: bool = False


def texts(page: str) -> Iterator[Text]:
    """Every text of the body and every alt text."""
    open_: list[tuple[str, str, bool]] = [("", "", False)]
    past = page.index("<body")
    root = _LANG.search(page)
    open_ = [("", root[1] if root else "", False)]
    for tag in _TOKEN.finditer(page, past):
        if page[past : tag.start()].strip():
            _, lang, hidden = open_[-1]
            said = unescape(page[past : tag.start()])
            yield Text(past, tag.start(), lang, said, is_hidden=hidden)
        past = tag.end()
        if tag[0].startswith("</"):
            open_.pop()
            continue
        if alt := _ALT.search(tag[0]):
            start, end = tag.start() + alt.start(), tag.start() + alt.end()
            yield Text(start, end, "", unescape(alt[0]), is_alt=True)
        name = re.split(r"[\s>/]", tag[0][1:], maxsplit=1)[0]
        if name not in _VOID:
            own = _LANG.search(tag[0])
            hidden = open_[-1][2] or "aria-hidden" in tag[0]
            open_.append((name, own[1] if own else open_[-1][1], hidden))


Rewriting = Callable[[str], Iterator[str]]
"""The wrong forms of a text."""


def _swaps(pattern: str, *pairs: tuple[str, str]) -> Rewriting:
    """Each place where a pattern holds, with the first text it has of the pairs exchanged."""
    known = dict(pairs)

    def rewritten(text: str) -> Iterator[str]:
        for match in re.finditer(pattern, text):
            yield text[: match.start()] + known[match[0]] + text[match.end() :]

    return rewritten


def _dropped(pattern: str) -> Rewriting:
    def rewritten(text: str) -> Iterator[str]:
        for match in re.finditer(pattern, text):
            yield text[: match.start()] + text[match.end() :]

    return rewritten


def _both(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return (*pairs, *((new, old) for old, new in pairs))


def _words(*pairs: tuple[str, str], around: str = "{}") -> Rewriting:
    """Each of the words for its counterpart, both ways."""
    known = _both(*pairs)
    choice = "|".join(sorted({re.escape(old) for old, _ in known}, key=len, reverse=True))
    return _swaps(around.format(f"(?:{choice})"), *known)


def _digits(text: str) -> Iterator[str]:
    for match in re.finditer("[0-9]", text):
        other = str((int(match[0]) + 1 + match.start() % 7) % 10)
        yield text[: match.start()] + other + text[match.end() :]


def _exchanged(text: str) -> Iterator[str]:
    """The first number of a text and each other one in each other's place."""
    numbers = list(_NUMBER.finditer(text))
    for first, other in ((numbers[0], other) for other in numbers[1:]):
        if first[0] != other[0]:
            between = text[first.end() : other.start()]
            yield text[: first.start()] + other[0] + between + first[0] + text[other.end() :]


def _sentences(text: str) -> Iterator[str]:
    parts = re.split(r"(?<=[。；;])|(?<=\. )", text)
    parts = [part for part in parts if part.strip()]
    for index, part in enumerate(parts):
        if len(parts) > 1 and _NUMBER.search(part):
            yield "".join(parts[:index] + parts[index + 1 :])


def _emptied(text: str) -> Iterator[str]:
    if _NUMBER.search(text):
        yield ""


def _added(text: str) -> Iterator[str]:
    if len(text) > 20:
        yield text + ("另增37.6%。" if re.search("[\u3400-\u9fff]", text) else " A further 37.6%.")


_EN_BOUND = r"\b(?:more than|nearly|about|at least|up to|over) (?=(?:RMB|US\$)?[0-9])"
_ZH_BOUND = r"(?:超|逾|近|约|約|至少|最长|最長)(?=[0-9])"
KINDS: dict[str, tuple[str, Rewriting]] = {
    "a digit, Chinese": ("zh", _digits),
    "a digit, English": ("en", _digits),
    "亿 for 万, or the reverse": (
        "zh",
        _words(("亿", "万"), ("億", "萬"), around="(?<=[0-9]){}(?=[人元美次])"),
    ),
    "million for billion, or the reverse": ("en", _words(("million", "billion"))),
    "a dropped bound, Chinese": ("zh", _dropped(_ZH_BOUND)),
    "a dropped bound, English": ("en", _dropped(_EN_BOUND)),
    "+ for −, or the reverse": ("", _words(("+", "−"))),
    "percentage for point, Chinese": (
        "zh",
        _swaps("%|个百分点|個百分點", ("%", "个百分点"), ("个百分点", "%"), ("個百分點", "%")),
    ),
    "percentage for point, English": (
        "en",
        _swaps("%| percentage points", ("%", " percentage points"), (" percentage points", "%")),
    ),
    "two numbers of a text swapped": ("", _exchanged),
    "another quarter or year, Chinese": (
        "zh",
        _words(
            ("第四季度", "第三季度"), ("2024年", "2023年"), ("2025年", "2026年"), ("2月", "1月")
        ),
    ),
    "another quarter or year, English": (
        "en",
        _words(
            ("fourth quarter", "third quarter"), ("Q4", "Q3"), ("FY2024", "FY2023"),
            ("February", "January"), ("2025", "2026"),
        ),
    ),
    "the opposite direction, Chinese": (
        "zh",
        _words(
            ("增长", "下降"), ("增長", "下跌"), ("升至", "降至"), ("上涨", "下跌"),
            ("快于", "慢于"), ("多赚", "少赚"), ("多賺", "少賺"), ("快於", "慢於"),
        ),
    ),
    "the opposite direction, English": (
        "en",
        _words(
            ("rose", "fell"), ("up", "down"), ("grew", "shrank"), ("faster", "slower"),
            ("wider", "narrower"), ("outpacing", "trailing"), ("growth", "decline"),
            around=r"\b{}\b",
        ),
    ),
    "another currency": (
        "",
        _words(("亿元", "亿美元"), ("億元", "億美元"), ("RMB", "US$"), ("万元", "万港元")),
    ),
    "another name": (
        "",
        _words(
            ("收入", "净利润"), ("日活", "月活"), ("daily users", "monthly users"),
            ("DAU", "MAU"), ("Revenue", "Profit"), ("revenue", "profit"),
        ),
    ),
    "one language of a pair left out": ("", _emptied),
    "a sentence left out": ("", _sentences),
    "an invented number added": ("", _added),
    "▼ for ▲": ("hidden", _words(("▲", "▼"))),
    "a digit, alt text": ("alt", _digits),
    "the opposite direction, alt text": (
        "alt", _words(("增长", "下降"), ("rose", "fell"), ("升至", "降至"), ("上升", "下降")),
    ),
    "亿 for 万, million for billion, alt text": (
        "alt", _words(("亿", "万"), ("million", "billion")),
    ),
    "an invented number, alt text": ("alt", _added),
}  # fmt: skip


def page_mutations() -> Iterator[Mutation]:
    """Misprints of every kind in every edition that has room for them."""
    for page, most in _PAGES:
        places = list(texts(html(page)))
        for kind, (where, rewriting) in KINDS.items():
            sites = [
                (one, text)
                for one in places
                if _is_there(one, where)
                for text in rewriting(one.text)
            ]
            for one, text in drawn(sites, most, page, kind):
                yield Mutation(
                    f"page: {kind}",
                    f"{page[0]} {page[1]}: “{one.text[:60]}” → “{text[:60]}”",
                    partial(_misprinted, page, one, text),
                )


def _is_there(one: Text, where: str) -> bool:
    if where == "alt" or one.is_alt:
        return one.is_alt and where == "alt"
    if where == "hidden" or one.is_hidden:
        return one.is_hidden and where == "hidden"
    return one.lang.startswith(where)


def _misprinted(page: Page, one: Text, text: str) -> tuple[str, ...]:
    whole = html(page)
    return proof_of(page, whole[: one.start] + escape(text) + whole[one.end :])
