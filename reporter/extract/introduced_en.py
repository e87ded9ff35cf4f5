"""Names that an English text introduces: before a ticker, in its headline, by their news."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace

from reporter.extract.introduced import Introduction
from reporter.extract.name_words import (
    COMMON_EN,
    FORMS_EN,
    MARKETS_EN,
    MOVED_EN,
    NEWS_EN,
    TITLES_EN,
    TOLD_EN,
    TRADES_EN,
    is_segment,
)
from reporter.extract.subjects import find_terms

_WORD = (
    r"(?<![\w&])(?<!(?<!-)-)(?:[A-Z]['’](?=[A-Z])|[a-z](?=[A-Z]))?[A-ZÀ-Þ]"
    r"(?:[A-Za-z0-9À-ÿ&]|-(?!-)){0,24}(?![\w&]|-(?!-))"
    r"(?:\.(?:com|ai|io|me)|(?<=\bSt)\.)?"
)
_AND = "(?:of|and|de|der|den|van|von|di|del|la|du|the|&)"
_NAME = rf"{_WORD}(?: (?:{_AND} ){{0,2}}{_WORD}){{0,5}}?"
_FORM = rf"(?:,? (?:{FORMS_EN})\b\.?){{1,3}}"
_TICKER = re.compile(
    rf"({_NAME})(?:{_FORM})?,? ?[(“\"]*\((?=[^()]{{0,60}}\))"
    rf"(?:(?:{MARKETS_EN})(?:: ?(?P<code>[A-Z]{{3,5}})\b)?[^()]{{0,50}}"
    r"|\d{3,6}[ .]?(?:HK|TW|JP|KS|SS|SZ|T)?[^()]{0,20}"
    r"|(?P<bare>[A-Z]{2,5}(?:\.(?:US|O|N|HK|L))?))\)"
)
_FORMAL = re.compile(rf"({_NAME})( (?:Holdings?|Group|HOLDINGS?|GROUP))?{_FORM}")
_HEADED = re.compile(
    rf"(?:[A-Z ]{{4,20}}: )?({_NAME})(?:{_FORM})?"
    rf"(?:['’]s? |:| [–—|-] | \(|, (?!CEO|CFO|Chief|Chair|President|analyst)| (?:{NEWS_EN})\b"
    rf"| (?!(?:[a-z-]+ ){{0,3}}(?:{TRADES_EN})\b)[a-z])"
)
_CALLED = re.compile(
    rf"(?:[A-Z]?[a-z'’-]+ ){{1,4}}(?:{TRADES_EN}),? ({_NAME})(?:{_FORM})?"
    rf"(?=['’]s? |:|,| (?:{NEWS_EN})\b| [a-z])"
)
_START = (
    r"(?:^|\n|[.!?] |[–—-]{1,2} |: |• |▪ |→ |\) )(?:(?!Chief|Finance|Vice|Managing|Group"
    r"|Deputy)[A-Z][a-z-]+ [a-z]+ )?"
)
_SAID = re.compile(
    rf"{_START}({_NAME})(?:{_FORM})?(?: \([^()]{{1,40}}\))?(?:, [^,.\n]{{3,80}},)?"
    r"(?: (?:on|today|has|also|shares?|stock)\b[a-z ]{0,4})?(?: (?:Mon|Tues|Wednes|Thurs|Fri)day)?"
    rf" (?:{TOLD_EN})\b"
)
_OWNING = re.compile(rf"({_NAME})['’](?:s|(?<=s['’])) (?=[a-z1-4])")
_DESCRIBED = re.compile(
    rf"\b(?:{TRADES_EN}|Rivals?|Peers?|Competitor),? ({_WORD}(?: (?:{_AND} )?{_WORD}){{0,4}})"
)
_MADE = re.compile(
    r"\b(?:(?:revenue|sales) of(?! (?:RMB|US|HK|NT|EUR|CNY|AUD|CAD|CHF|SGD)\d)"
    r"|drug|medicine|vaccine|blockbuster|game|title|console|model|app|chip"
    r"|brand) ([A-Z][A-Za-z0-9]{3,})|\b([A-Z]{2,4}-\d{2,4})\b"
)
_SEASON = re.compile(
    rf"({_NAME})(?:['’]s)? (?:(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)[- ][Qq]uarter|Q[1-4]"
    r"|[1-4]Q|[Ff]ull[- ][Yy]ear|[Ii]nterim|(?:19|20)\d\d)"
    r"[A-Za-z0-9 ]{0,24} (?:[Ee]arnings|[Rr]esults)"
)
_BULLET = re.compile(rf"(?:^|\n)[•▪*→\-] ?({_WORD}(?: (?:{_AND} )?{_WORD}){{1,4}}): ")
_SHARES = re.compile(
    rf"(?<!\bat )(?<!\bin )(?<!\bfrom )({_WORD}(?: {_WORD}){{0,3}}) (?:shares|stock|(?:{MOVED_EN})"
    r" (?:as much as |by |about |nearly |another |a |more than )*\d)"
)
_AGENT = re.compile(
    r"\b(?!(?:than|after|under|over|for|nor|however|whether|director|officer|manager|minister"
    r"|governor|leader|founder|lawyer|adviser|advisor|editor|author|broker|reporter|partner"
    r"|owner|player"
    r"|quarter|number|either|neither|rather|other|another|further|together|later|earlier"
    r"|higher|lower"
    r"|senior|former|major|prior|per|ever|never|consumer|customer|order|offer|water|power"
    r"|paper|investor"
    r"|labor|color|factor|sector|super|better|larger|smaller|bigger|faster|slower|stronger"
    r"|weaker|september"
    r"|october|november|december|winter|summer|easter|november|header|member|matter|centre"
    r"|center|dollar)\b)"
    rf"[a-z]{{3,}}(?:er|or),? ({_WORD}(?: (?:{_AND} )?{_WORD}){{0,3}})"
)
_SHARED = re.compile(
    rf"\d(?:%| percent| points?| times|[a-z]*) (?:at|for) ({_WORD}(?: {_WORD}){{0,2}})"
    rf"|(?:^|\n|[.;] )At ({_WORD}(?: {_WORD}){{0,2}}),"
    rf"|(?:[Ss]hares|[Ss]tock) (?:of|in) ({_WORD}(?: {_WORD}){{0,2}})"
    rf"|\bwith ({_WORD}(?: {_WORD}){{0,2}}) (?:down|up|off|at|on|rising|falling) [a-z ]{{0,12}}\d"
    rf"|\d(?:%| percent),? (?:and|while|but) ({_WORD}(?: {_WORD}){{0,2}}) (?:by )?\d"
    rf"|[,;(] ?({_WORD}(?: {_WORD}){{0,2}}) \((?:up |down )?[+-]?\d[\d.]*(?:%| percent)"
)
_OPENING = re.compile(
    r"(?:^|\n|[.;!?]['\"”]? )(?:(?:Meanwhile|Separately|Elsewhere|By contrast|Online|However"
    rf"|But|And),? )?({_WORD}(?: {_WORD}){{0,2}})"
    r"(?:, (?:which|the|whose|an?) [^,.\n]{3,60},)?"
    r" (?:has|had|is|was|now|also|did|meanwhile|itself|which|runs|ran|took|turned|opened"
    r"|added|plans|lost|made|gained"
    r"|kept|remains?|remained|saw|paid|spent|owns|employs|expects|still|gets|got|put|came"
    r"|managed)\b"
)
_ITEM = re.compile(
    rf"(?:^|(?<=\n))(?:\d{{1,2}}[.)] "
    rf"|[•▪*#→\-]+ ?)?({_WORD}(?: (?:{_AND} )?{_WORD}){{0,3}})(?:{_FORM})?"
    r"(?: ?\([^()\n]{1,30}\))?(?=\n|: | ?[–—|\t] ?| - )"
)
_ONE = rf"{_WORD}(?: (?:(?:of|&|de) )?{_WORD}){{0,3}}"
_CLAUSE = re.compile(
    r"[,;:(–—-] (?:(?:while|but|and|whereas|as|meanwhile|at|by|with|although|though"
    rf"|where) )?({_ONE})"
    r"(?:(?:'s|’s)? (?:has|had|is|was|also|itself|took|turned|opened|remains?|remained|saw"
    r"|paid|owns|managed"
    rf"|grew|led|followed|ranked|stood|{MOVED_EN}|{TOLD_EN})\b|, (?:which|whose|with|the|an?)\b)"
)
_MEANWHILE = re.compile(
    rf", (?:while|whereas|but) ({_ONE}) (?:earned|posted|reported|swung|booked|lost|said|made)\b"
)
_NEXT = rf"(?:[a-z\-]+ ){{0,2}}{_ONE}"
_AND_ALSO = r",? (?:and|&|or|plus|as well as) "
_LIST = re.compile(
    rf"{_ONE}(?:(?:, {_NEXT}){{2,8}}(?:{_AND_ALSO}{_NEXT})?|(?:, {_NEXT})?{_AND_ALSO}{_NEXT})"
)
_OF_PARTS = ("delivered", "generated", "grew", "made", "earned", "held", "lost", "sold", "shipped")
_DATELINE = re.compile(
    r"[A-Z][A-Za-z. ]{2,24}(?:, [A-Za-z.]+(?: \d{1,2})?){0,4}(?:, \d{4}|, \d{1,2} [A-Z][a-z]+)?"
    r" ?(?:\([A-Za-z /\-]+\))? ?(?:--|[–—-]) "
)
_LEADING = re.compile(
    r"^(?:.* )?(?:[A-Z][a-z]+-based|[Cc]armaker|[Cc]hipmaker|[Rr]etailer|[Rr]ivals?"
    r"|[Pp]eers?|[Oo]wner|[Ii]nsurer|[Ll]ender|[Dd]rugmaker|[Aa]utomaker|[Mm]iner|[Bb]rewer"
    r"|[Gg]rocer|[Oo]perator) "
)
_FORM_END = re.compile(rf"{_FORM}$")
_NEWS_BEHIND = re.compile(rf" (?:{NEWS_EN})\b.*$")
_WHOLE = frozenset("First New North South East West American China Asia Global".split())


def introductions_en(raw: str) -> tuple[Introduction, ...]:
    """The names that a text introduces in English, as they are written there."""
    found = (*_with_tickers(raw), *_formal(raw), *_headed(raw), *_told(raw))
    names = {one.name for one in found}
    return tuple(_in_mixed_case(one, names) for one in found)


def _with_tickers(raw: str) -> Iterator[Introduction]:
    for match in _TICKER.finditer(raw):
        name, bare = _cleaned(match[1]), match["bare"]
        if not name or (bare and (bare in COMMON_EN or len(name) <= len(bare))):
            continue
        yield Introduction(name, 5)
        if code := bare or match["code"]:
            yield Introduction(code.partition(".")[0], 0, short_for=name)


def _formal(raw: str) -> Iterator[Introduction]:
    for match in _FORMAL.finditer(raw):
        if name := _cleaned(match[1]):
            yield Introduction(name, 3)
            if match[2]:
                yield Introduction(name + match[2], 0, short_for=name)


def _headed(raw: str) -> Iterator[Introduction]:
    """The name at the head of the first line, or of the second."""
    for line in re.findall(r"\S[^\n]*", raw)[:2]:
        line = _without_dateline(line)
        match = _CALLED.match(line) or _HEADED.match(line)
        if match and (name := _cleaned(match[1])):
            short = re.sub(r" (?:Group|GROUP)$", "", name)
            yield Introduction(short, 4)
            if short != name:
                yield Introduction(name, 0, short_for=short)
            return


def _without_dateline(line: str) -> str:
    """A first line without SEOUL, Jan. 9 -- at its head."""
    match = _DATELINE.match(line)
    if match and (re.search(r"[,(]", match[0]) or re.search(rf" (?:{TOLD_EN}) ", line)):
        return line[match.end() :]
    return line


def _told(raw: str) -> Iterator[Introduction]:
    for match in _MADE.finditer(raw):
        if name := match[2] or _cleaned(match[1]):
            yield Introduction(name, 1, "product")
    for match in _BULLET.finditer(raw):
        if not find_terms(match[1].casefold()) and (name := _cleaned(match[1])):
            yield Introduction(name, 1)
    for match in _SHARED.finditer(raw):
        if name := _cleaned(next(filter(None, match.groups()))):
            yield Introduction(name, 1)
    for match in _SAID.finditer(raw):
        name = _cleaned(match[1])
        is_part = is_segment(name) or (match[0].endswith(_OF_PARTS) and _is_once(name, raw))
        if name and not is_part:
            yield Introduction(name, 3)
    for match in _MEANWHILE.finditer(raw):
        if (name := _cleaned(match[1])) and not is_segment(name):
            yield Introduction(name, 1)
    for pattern, weight in (
        (_SEASON, 3),
        (_AGENT, 1),
        (_OWNING, 1),
        (_DESCRIBED, 1),
        (_SHARES, 1),
    ):
        for match in pattern.finditer(raw):
            if (name := _cleaned(match[1])) and not _is_led_to(raw, match.start(1)):
                yield Introduction(name, weight)


def _is_led_to(raw: str, at: int) -> bool:
    """Whether a name goes on before a place: Lume in Bottega Lume."""
    word = re.search(r"(?<![\w.])([A-Z][\w&-]*) $", raw[max(0, at - 24) : at])
    return bool(word) and not _is_common(word[1])  # type: ignore[index]


def listed_en(raw: str, is_one: Callable[[str], bool]) -> Iterator[Introduction]:
    """What an English text lists along with companies."""
    for match in _LIST.finditer(raw):
        names = [_cleaned(name) for name in re.split(rf"{_AND_ALSO}|, ", match[0])]
        is_given = "respectively" in raw[match.end() : match.end() + 200].partition(". ")[0]
        if all(names) and (is_given or any(map(is_one, names))):
            yield from (Introduction(name, 1) for name in names if not is_one(name))


def hints_en(raw: str) -> Iterator[Introduction]:
    """What opens sentences as names do: companies, where a text is about several of them."""
    for match in _ITEM.finditer(raw):
        if match[1].isupper() and _DATELINE.match(raw, match.start(1)):
            continue
        if not find_terms(match[1].casefold()) and (name := _cleaned(match[1])):
            yield Introduction(name, 1)
    for match in _CLAUSE.finditer(raw):
        if name := _cleaned(match[1]):
            yield Introduction(name, 1)
    for match in _OPENING.finditer(raw):
        name = _cleaned(match[1])
        if name and re.search(rf"[a-z,] {re.escape(name)}\b", raw):
            yield Introduction(name, 1)


def _is_once(name: str, raw: str) -> bool:
    """Whether one word opens a sentence beyond the head of a text, and is no name elsewhere."""
    if " " in name or any(
        name in line.partition(". ")[0] for line in re.findall(r"\S[^\n]*", raw)[:2]
    ):
        return False
    return not re.search(rf"[a-z,] {re.escape(name)}\b|\b{re.escape(name)}['’]s", raw)


def _cleaned(run: str) -> str:
    """A name without articles before it and common words about it; nothing if they are all."""
    words = _LEADING.sub("", run).split(" ")
    while words and (_is_common(words[0]) or words[0].islower()):
        if words[0].title() in _WHOLE and len(words) > 1 and not _is_common(words[1]):
            break
        if words.pop(0) in TITLES_EN:
            return ""
    name = _FORM_END.sub("", _NEWS_BEHIND.sub("", " ".join(words))).strip()
    is_common = all(_is_common(word) for word in name.split(" "))
    is_common = is_common or (name.isupper() and len(name) < 3)
    return "" if is_common or len(name) < 2 else name


def _is_common(word: str) -> bool:
    """Whether a word is no name of its own, in capitals or with a footnote mark either."""
    word = word.rstrip("0123456789")
    if word.startswith("EBIT"):
        return True
    return word in COMMON_EN or (word.isupper() and word.title() in COMMON_EN)


def _in_mixed_case(found: Introduction, names: Container[str]) -> Introduction:
    """A headline's capitals as the rest of the text writes the name."""
    name = found.name
    if not name.isupper() or len(name) < 6 or found.short_for:
        return found
    if " " not in name and name.title() not in names:
        return found
    titled = " ".join(word.title() if len(word) > 3 else word for word in name.split())
    return replace(found, written=name.title() if name.title() in names else titled)


def short_forms_en(names: Iterable[str]) -> Iterator[Introduction]:
    """What a text may call a company later: Quillon for Quillon Systems, if no other begins so."""
    several = set(names)
    for name in sorted(several):
        if len(whole := [one for one in several if _abbreviates(name, one)]) == 1:
            several.discard(name)
            yield Introduction(name, 0, short_for=whole[0])
    begun = Counter(begin for name in several for begin in _beginnings(name))
    for name in sorted(several):
        if name.endswith((" Group", " Holding", " Holdings")):
            short = name.rpartition(" ")[0]
            if short in several:
                yield Introduction(name, 0, short_for=short)
                continue
        for short in _beginnings(name):
            is_common = all(word in COMMON_EN for word in short.split(" "))
            if len(short) > 2 and not is_common and begun[short] <= 1 + begun[name]:
                yield Introduction(short, 0, short_for=name)


def _abbreviates(short: str, name: str) -> bool:
    """Whether a name is another with its last word cut short: Corvane Semi."""
    head, _, tail = short.rpartition(" ")
    is_cut = name.startswith(short) and name[len(short) : len(short) + 1].isalpha()
    return bool(head and len(tail) > 2 and is_cut and name.count(" ") == short.count(" "))


def _beginnings(name: str) -> list[str]:
    """Its first word, its first two, …, but not all of it."""
    words = name.split(" ")
    lengths = (n for n in range(1, len(words)) if words[n - 1][0].isupper())
    return [" ".join(words[:length]) for length in lengths]
