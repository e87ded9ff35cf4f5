"""Parts of a whole and amounts per share, which a text tells by the whole: 占总收入的57%."""

from __future__ import annotations

import re

from reporter.concepts import UnitKind as ConceptUnit
from reporter.extract import kinship
from reporter.extract.scene import Scene
from reporter.extract.subjects import Subject, TermPhrase
from reporter.quantity import UnitKind, unit_kind
from reporter.terms import Term

PART = re.compile(r"占(?!用|领)[^,;占]{0,30}\Z")
"""Where 占 and a whole lead up to a figure."""

_PART_EN = re.compile(
    r" (?:or so |points? )?(?:as an? (?:percentage|share|proportion|percent) )?"
    r"of (?:(?!which |a |an |and |in |to )[a-z0-9'-]+ ){0,4}"
)
_OF_TOTAL = re.compile(
    r" of (?:the |its )?(?:total|mix|whole|group)(?: total)?(?=[,.;]|\Z| and| in)"
)
_WHOLES = (
    ("shareholding", re.compile("股本|股份|股权|已发行")),
    ("market_share", re.compile("市场|全国|全球|行业")),
)
_WHOLES_EN = (
    (
        "market_share",
        re.compile(
            r" (?:share )?of (?:the )?(?:[a-z.-]+ ){0,4}market(?![a-z])"
            r"|(?: [a-z.]+)? (?:market )?share(?= (?:through|in|by|last|this|at)(?![a-z])|[,.;]|\Z)"
        ),
    ),
    (
        "shareholding",
        re.compile(
            r" of (?:the |its )?(?:[a-z]+ )?(?:shares|stock|company|share capital)(?![a-z'])"
            r"|(?: [a-z]+)? (?:stake|interest) in "
        ),
    ),
)
_REVENUE = frozenset(
    "revenue segment_revenue service_revenue telecom_service_revenue product_revenue"
    " operating_income_bank".split()
)
_CAPACITY = frozenset({"capacity", "产能", "总产能", "年产能"})
_EQUITY = frozenset({"total_equity", "equity_attributable", "net_assets"})
_CHANNEL = re.compile(
    "(?P<abroad>overseas|international|外销|境外|海外)"
    "|(?:online|digital|e-commerce) (?:sales|revenue|channels?)"
    "|(?<![a-z])digital (?:made|accounted)|线上(?:销售|渠道|业务)?(?:收入|销售)"
)


_GROWTH_FROM = re.compile("的(?:增长|增量|增幅)[^,;。\\d]{0,4}(?:来自|源自|源于|由)")
_CONSUMED = frozenset({"personal_consumption", "retail_sales_of_consumer_goods"})


def _growth_from(scene: Scene) -> Subject | None:
    """The share of what consumption grows by: 六成的增长来自县城."""
    last, match = next(scene.told(), None), _GROWTH_FROM.match(scene.text, scene.end)
    if not match or not last or last.concept not in _CONSUMED:
        return None
    term = kinship.term_of("share_of_consumption_growth")
    return Subject(term, *match.span()) if term else None


def part_of(scene: Scene) -> Subject | None:
    """The share or ratio that 占总收入的57% or 57% of revenue is."""
    if scene.figure.unit != "percent" or scene.figure.is_change:
        return None
    if grown := _growth_from(scene):
        return grown
    return _part_zh(scene) if scene.is_chinese else _part_en(scene)


def _part_zh(scene: Scene) -> Subject | None:
    match = PART.search(scene.before)
    if not match:
        return None
    start, named = scene.begin + match.start(), scene.named()
    if any(phrase.start < start < phrase.end for phrase in named):
        return None
    wholes = [phrase for phrase in named if phrase.start > start]
    if wholes and (part := _part(scene, wholes[-1], start)):
        return part
    around = scene.text[max(scene.begin, start - 8) : scene.start]
    for concept, words in _WHOLES:
        if words.search(around) and (term := kinship.term_of(concept)):
            return Subject(term, start, scene.start)
    return None if wholes else _part_of_last(scene, start)


def is_part(scene: Scene) -> bool:
    """Whether the whole is told that a percentage is a part of, known as a concept or not."""
    if scene.figure.unit != "percent" or scene.figure.is_change:
        return False
    if scene.is_chinese:
        match = PART.search(scene.before)
        start = scene.begin + match.start() if match else scene.end
        return any(phrase.start > start for phrase in scene.named())
    phrase = scene.behind()
    return bool(phrase and _PART_EN.fullmatch(scene.text, scene.end, phrase.start))


def _part_en(scene: Scene) -> Subject | None:
    phrase = scene.behind()
    told = phrase if phrase and _PART_EN.fullmatch(scene.text, scene.end, phrase.start) else None
    if told and (part := _part(scene, told, scene.start)):
        return part
    for concept, words in _WHOLES_EN:
        if (match := words.match(scene.after)) and (term := kinship.term_of(concept)):
            return Subject(term, scene.end, scene.end + match.end())
    return _part_of_last(scene, scene.start) if _OF_TOTAL.match(scene.after) else None


def _part_of_last(scene: Scene, start: int) -> Subject | None:
    """A share of what was told last, where the whole is not named: 占比55%, 19% of the total."""
    known = None if scene.is_chinese else _of_channel(scene, start)
    if not known:
        term = _part_told(scene, start) or next(scene.told(), None)
        known = term and (kinship.share(term) or (term if _is_share(term) else None))
    return Subject(known, start, scene.start) if known else None


def _is_share(term: Term) -> bool:
    return term.concept.endswith("_share")


def _of_channel(scene: Scene, end: int) -> Term | None:
    """The share of revenue made abroad or online, where the words before tell of that."""
    match = _CHANNEL.search(scene.text, max(scene.begin, end - 48), end)
    if not match:
        return None
    return kinship.term_of("overseas_revenue_share" if match["abroad"] else "online_sales_share")


def _part_told(scene: Scene, end: int) -> Term | None:
    """What the part is, where a term before the whole names it."""
    for phrase in reversed(scene.named()):
        if phrase.end <= end and not phrase.meaning.cue:
            return phrase.meaning.terms[0]
    return None


def _part(scene: Scene, whole: TermPhrase, end: int) -> Subject | None:
    """The share of the whole that the thing told of before it is."""
    if scene.text[whole.start : whole.end] in _CAPACITY:
        used = kinship.term_of("capacity_utilization")
        return Subject(used, whole.start, whole.end) if used else None
    last = scene.last()
    part = _part_told(scene, end) or (last.term if last else None)
    known = _proportion(scene, part, whole.meaning.terms[0], end)
    return Subject(known, whole.start, whole.end) if known else None


def _proportion(scene: Scene, part: Term | None, whole: Term, end: int) -> Term | None:
    """An expense of revenue is a ratio; a margin of 29.8 percent of sales is no share of sales."""
    if part and part.unit is ConceptUnit.PERCENT and not _is_share(part):
        return part
    if whole.concept in _REVENUE:
        if known := _of_channel(scene, end):
            return known
        if part and part.concept != "revenue":
            ratio = kinship.margin(part) or kinship.share(part)
            return ratio or kinship.term_of("revenue_share")
        return kinship.term_of("revenue_share")
    if whole.concept in _EQUITY and part and part.concept == "net_debt":
        return kinship.term_of("net_gearing")
    if whole.concept == "total_assets" and part:
        return kinship.margin(part)
    return kinship.share(whole) or (kinship.share(part) if part else None)


_GROWN = re.compile(r"的?[^,;。\d]{0,4}(?:增长|增速|增幅|成长|[跌涨降升]幅|衰退|下滑|下降)")


def share_of_named(scene: Scene) -> Subject | None:
    """The ratio that a percentage is where only its whole is named: revenue by region: Asia 34%.

    A profit or a cost of so many percent is a part of revenue: operating profit rose to 10.3%.
    """
    if not scene.figure.is_points and (scene.figure.unit != "percent" or scene.figure.is_change):
        return None
    grown = _GROWN.match(scene.after)
    for phrase in reversed(scene.named()):
        term = phrase.meaning.terms[0]
        if grown:
            return Subject(term, phrase.start, phrase.end)
        known = kinship.margin(term) or (None if scene.figure.is_points else kinship.share(term))
        if known:
            return Subject(known, phrase.start, phrase.end)
    return None


_BY_SHARE = re.compile(
    r"(?: on)? ?(?:per|an?|each|/) ?(?P<diluted>diluted )?(?:basic |common |ordinary )*"
    r"(?:basic(?= and)|share|unit|(?P<ads>ads|adr|american depositary share))(?![a-z])"
)
_EACH_SHARE = re.compile(r"每(?:股|单位|份)(?:派息|派发|派|收益|盈利)?[^,;\d]{0,4}\Z")
_ADS = re.compile(r"存托|(?<![a-z])ads|(?<![a-z])adr")
_BY_THE_SHARE = re.compile(r"每股(?:计|来看|则|亦)+[^,;\d]{0,8}\Z")


def per_share(scene: Scene) -> Subject | None:
    """What an amount per share is of: $71 million, or 83 cents a share."""
    if scene.figure.is_change and scene.figure.unit == "percent":
        return _change_per_share(scene)
    if unit_kind(scene.figure.unit) is not UnitKind.MONEY or scene.figure.is_scaled:
        return None
    match = _BY_SHARE.match(scene.after)
    if not match and not _EACH_SHARE.search(scene.before):
        return None
    ads = bool(match and match["ads"]) or bool(_ADS.search(scene.before))
    diluted = bool(match and match["diluted"])
    own = [phrase.meaning.terms[0] for phrase in reversed(scene.named())]
    for term in (*own, *list(scene.told())[:6]):
        if term.unit is ConceptUnit.MONEY_PER_SHARE and not ads:
            basic = diluted and term.concept == "eps_basic"
            told = kinship.term_of("eps_diluted") if basic else None
            return Subject(told or term, scene.start, scene.end)
        if known := kinship.per_share(term, diluted=diluted, ads=ads):
            return Subject(known, scene.start, scene.end)
    return None


def _change_per_share(scene: Scene) -> Subject | None:
    """The amount per share of what was told last: 每股计增加13%."""
    match, last = _BY_THE_SHARE.search(scene.before), next(scene.told(), None)
    known = kinship.per_share(last) if match and last else None
    return Subject(known, scene.begin + match.start(), scene.start) if known and match else None
