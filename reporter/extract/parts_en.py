"""The parts of a company that an English text tells apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporter.extract.name_words import COMMON_EN, is_segment
from reporter.extract.part import Part
from reporter.extract.prepared import Prepared
from reporter.extract.subjects import find_terms

_MARKED_EN = re.compile(
    r"(?:^|(?<=[.,;:•▪] )|(?<=\n)|(?<=its )|(?<='s )|(?<=our ))(?:in |the |its |our |and "
    r"|while |at |both )*"
    r"(?P<name>(?:u\.[ks]\.|[a-z&])[a-z&\- ]{0,40}?) (?:segment|division|unit(?! (?:cost"
    r"|revenue|sales"
    r"|price))|business|arm)\b(?!,)"
)
_GROUP_EN = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Oo]ur) (?P<name>[A-Z][A-Za-z\-]+(?: (?:and |& )?[A-Z][A-Za-z\-]+){0,4}"
    r" (?:Group|Segment|Division|Solutions))(?=,| (?:saw|posted|reported|had|delivered|generated"
    r"|revenues?|sales|grew|rose|fell|contributed)\b)"
)
_LISTED_EN = re.compile(
    r"\b(?:[A-Z][a-z]+, ){0,3}[A-Z][a-z]+,? and [A-Z][a-z]+"
    r"(?= (?:categories|segments|divisions|businesses|regions))"
)
_NEXT_EN = re.compile(
    r"(?:, |and )(?P<name>[A-Z][A-Za-z]+(?: (?:& |and )?[A-Z][A-Za-z]+){0,2})"
    r" (?:(?:sales|revenues?) )?(?:(?:grew|rose|fell|declined|increased|decreased|jumped"
    r"|dropped|was|were|up|down) )?(?:by )?"
    r"(?=[€$£]|US\$|EUR|HK\$|\d)"
)
_CAPITALS = re.compile(r"[A-Z][\w\-]*(?: (?:(?:and|&|of) )?[A-Z][\w\-]*)*$")
_OPENING_EN = re.compile(
    r"\s*(?:[•▪\-] |[Ii]n (?:the )?)?(?P<name>[A-Z][A-Za-z]+(?: (?:and |& )?[A-Z][A-Za-z]+){0,3})"
    r"(?:, (?:loaded |average |total |net )?(?:sales|volumes|revenues?|orders|profits?|operating)"
    r"| (?:EBITDA?|operating|volumes?|delivered|reported)| (?:sales"
    r"|revenues?|brought in"
    r"|earned|handled|had|made|contributed|generated|posted|grew|rose|fell|declined|increased))\b"
)
_FIRST_EN = re.compile(
    r"\s*(?:[•▪\-] |In )?(?P<name>[A-Z][A-Za-z\-]+(?: (?:and "
    r"|& )?[A-Z][A-Za-z\-]+){0,2})(?:,? (?:(?:net )?sales|(?:net )?revenues?)"
    r" (?:(?:was|were|rose|fell|grew|declined|increased|decreased|climbed|dropped|jumped"
    r"|slipped|edged|gained|surged"
    r"|of|came|reached|totall?ed|up|down)\b|[€$£\d])| (?:delivered|contributed|generated) )"
)
_AT_EN = re.compile(
    r"\b(?:[Ss]ales|[Rr]evenues?|[Pp]rofits?|[Oo]rders|[Ii]ncome|[Ee]arnings|EBITDA?"
    r"|[Vv]olumes?|[Mm]argins?|[Gg]rowth)"
    r" (?:at|in|for|from|of) (?:its |the )?(?P<name>[A-Z][A-Za-z\-]+(?: (?:and "
    r"|& )?[A-Z][A-Za-z\-]+){0,2})"
    r" (?:was|were|rose|fell|grew|declined|increased|decreased|climbed|dropped|jumped|slipped"
    r"|edged|gained|surged"
    r"|slid|plunged|came|reached|totall?ed|slowed|improved|narrowed|widened|held)\b"
)
_NO_PART_EN = frozenset(
    "Higher Lower Stronger Weaker Rising Falling Same-store Like-for-like Constant-currency"
    " Pro-forma Interest"
    " Fee Fees Product Products Service Services Rental Export Exports Foreign Overseas Total"
    " Retail Vehicle"
    " Car Home Auto Chip Equivalent Same Store Ticket Quarter".split()
)
_GENERIC_EN = re.compile(
    r"^(?:and|while|but|in|at|by)$|\b(?:its|the|our|this|that|core|main|low-cost|local|other|new|low|cost|from|of|for"
    r"|whole|same|each"
    r"|continuing|discontinued|every|any|non-fuel|per)\b"
)
_PART_EN = re.compile(
    r"(?P<name>[A-Z][A-Za-z&\-]*(?:,? (?:and |of |& )?[A-Z][A-Za-z&\-]*){0,4})(?:'s"
    r"|’s)? (?:segment |division |business )?$"
)
_HEADING = re.compile(r"[A-Z][A-Za-z&\-]*(?:,? (?:and |of |& )?[A-Z][A-Za-z&\-]*){0,5}")


def english_parts(text: Prepared, start: int, end: int) -> Iterator[Part]:
    for match in _MARKED_EN.finditer(text.text, start, end):
        raw = text.surface(match.start("name"), match.end("name"))
        words = (
            _CAPITALS.search(raw)
            or re.fullmatch(r"U\.[KS]\.", raw)
            or re.search(r"(?:[a-z\-]+ (?:and|&) )?[a-zA-Z\-]+$", raw)
        )
        if words and not _GENERIC_EN.search(words[0].lower()):
            yield Part(match.start("name"), match.end(), _capitalised(words[0]))
    raw = text.surface(start, end) if start < end else ""
    for match in _GROUP_EN.finditer(raw):
        at = start + match.start("name")
        yield Part(at, at + len(match["name"]), match["name"])
    for match in _LISTED_EN.finditer(raw):
        yield from _placed(text, start, end, re.findall(r"[A-Z][a-z]+", match[0]))
    opening = _OPENING_EN.match(raw)
    if opening and is_segment(opening["name"]):
        at = start + opening.start("name")
        yield Part(at, at + len(opening["name"]), opening["name"])
    first = _FIRST_EN.match(raw)
    if first and not _is_measure(first["name"]):
        at = start + first.start("name")
        yield Part(at, at + len(first["name"]), first["name"], is_sure=False)
    for match in _AT_EN.finditer(raw):
        if not set(match["name"].split()) & COMMON_EN:
            at = start + match.start("name")
            yield Part(at, at + len(match["name"]), match["name"], is_sure=False)
    if re.search(r"[A-Z][a-z]+ (?:sales|revenues?|business|division|segment)\b", raw):
        names = (match["name"] for match in _NEXT_EN.finditer(raw))
        found = [name for name in names if not set(name.split()) & COMMON_EN]
        yield from _placed(text, start, end, found)


def _is_measure(name: str) -> bool:
    """Whether what stands before revenue is no part: a common word, or a term with it."""
    if set(name.split()) & (COMMON_EN | _NO_PART_EN):
        return True
    terms = find_terms(name.lower() + " revenue")
    return any(
        found.start < len(name) and all(term.concept != "revenue" for term in found.meaning.terms)
        for found in terms
    )


def _placed(text: Prepared, start: int, end: int, names: list[str]) -> Iterator[Part]:
    """Each name as a part where it first stands in [start, end)."""
    for name in names:
        at = text.text.find(name.lower(), start, end)
        if at >= 0:
            yield Part(at, at + len(name), name)


def _capitalised(words: str) -> str:
    return " ".join(w if w in ("and", "&") else w[0].upper() + w[1:] for w in words.split())


def english_part_before(text: Prepared, start: int, end: int) -> Part | None:
    """The part in capitals right before a term at `end`: Data Center revenue."""
    if not start < end:
        return None
    first, last = text.extent(start, end)
    match = _PART_EN.search(text.raw[first:last] if last - first == end - start else "")
    if not match:
        return None
    name = match["name"]
    words = match["name"].split(" ")
    while words and words[0] in COMMON_EN:
        words.pop(0)
    opens = not text.raw[first : first + match.start()].strip(' •▪-–—*"“')
    if not words or (opens and len(words) < 2):
        return None
    name = " ".join(words)
    at = start + match.end("name") - len(name)
    return Part(at, at + len(name), name)


def is_heading(line: str) -> bool:
    """Whether a line is words in capitals alone."""
    return bool(_HEADING.fullmatch(line))
