"""Whom each figure is of: whom its clause speaks of, and the part of it that is measured."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from reporter.extract.classed import is_of_sort, owned_behind, sort_of, with_class
from reporter.extract.edges import end_before, is_part, two_before
from reporter.extract.entities import EntityPhrase
from reporter.extract.owners import (
    named_above,
    owner_before,
    source_behind,
    speaker_of,
    trade_before,
)
from reporter.extract.part import Part, composed
from reporter.extract.parts import (
    arm_behind,
    has_han,
    head_of,
    heading_part,
    item_before,
    listed_before,
    lists_parts,
    part_at_head,
    part_before,
    share_before,
)
from reporter.extract.parts_en import english_part_before
from reporter.extract.phrases import Phrase
from reporter.extract.references import (
    Market,
    Pronoun,
    Reference,
    companies_listed,
    joined,
    listed,
    references,
    shared_out,
)
from reporter.extract.roles import is_official, is_subject
from reporter.extract.sentences import Place, Sentence
from reporter.extract.subjects import Subject

_COMPANIES = frozenset({"company", "broker"})
_OF_SEGMENTS = frozenset(
    "revenue sales_share revenue_share same_store_sales_growth average_selling_price".split()
)
_OF_GOODS = frozenset(
    "production_volume industrial_output exports imports market_price sales_volume inventories"
    " fixed_asset_investment vehicle_sales_volume".split()
)
"""What is told of goods and trades where a text is about no company."""
_OF_COMPANY = frozenset({"per_share", "returns"})
_BEHIND = re.compile(
    r"[^,。;\d]{0,10}的|(?: [a-z]+){0,3} (?:for|in|by|at) (?:the |rival |[a-z]+er )?"
)
_KIND = re.compile("(?:服务|产品|业务)$")
_CLAUSE = re.compile(r",(?![调升跌贬报收涨较创])|[;。]")
_ANAPHOR = re.compile(r"\s*(?:(?:its?|they|their)\b|它|其(?![中他余它])|[该这](?:公司|集团|股|家))")
_OF_ALL = re.compile("(?:[\u3400-\u9fff]{0,6})市场(?!收入|营收|营业|份额|占)")
_LEAD_IN = re.compile(
    r"[\s\-•▪■\"“「(]*(?:[^,。;]{0,12}[,:])?(?:(?!其中)[^,。;:\d]){0,6}"
    r"|\s*(?:[a-z]+, )?(?:[a-z'’-]+ ){0,5}"
)


@dataclass(slots=True)
class EntityInForce:
    """What is in force as a text is read from its start on; at first, the issuer.

    `sole` says that the text is about the issuer alone: others hold for a sentence at most.
    """

    issuer: str
    sole: bool = False
    company: str = ""
    current: str = ""
    topic: str = ""
    _section: str = ""
    _guest: str = ""
    _at_home: bool = False
    _part: str = ""
    _product: str = ""
    _sort: str = ""
    _last: str = ""
    _passing: tuple[str, int] = ("", 0)
    _at: int = -1
    _done: int = 0
    _ahead: list[Reference] = field(default_factory=list)
    _owners: dict[int, Reference] = field(default_factory=dict)
    _listed: list[str] = field(default_factory=list)
    _seen: list[str] = field(default_factory=list)
    _brief: bool = False
    _item: tuple[int, int] = (-1, -1)
    _by_parts: bool = False
    _items: dict[str, str] = field(default_factory=dict)
    _parts: set[str] = field(default_factory=set)

    def read(self, place: Place, subject: Subject | None) -> str:
        """The entity of a figure; the figures of a text are to be asked for in order."""
        self._enter(place.sentence)
        self._take(place.sentence, place.mention.start)
        if owner := self._owners.get(place.index):
            return self._named(place.sentence, owner, alone=True) or self.current
        if whose := owner_before(place) or self._source(place):
            return whose
        if subject and is_of_sort(place.sentence.prepared, subject.start, self._sort):
            return self._sort
        if place.mention.start < self._passing[1]:
            return self._passing[0]
        if behind := self._behind(place):
            return behind
        if not (self.issuer or self.company) and (trade := trade_before(place)):
            self.current = trade
        elif part := self._part_of(place, subject):
            self._parts.add(part.name)
            self.current = composed(self.company, part.name)
        of_company = subject and subject.term.group in _OF_COMPANY
        if of_company and self.company and self.current.startswith(self.company):
            return self.company
        return self.current

    def leave(self, sentence: Sentence) -> None:
        """Keep in force what a sentence names, whether or not it has a figure."""
        self._enter(sentence)
        self._take(sentence, sentence.end)

    def _enter(self, sentence: Sentence) -> None:
        """Begin a sentence: a new line is about the issuer, a new sentence about the topic."""
        if self._at == sentence.start:
            return
        self._at = self._done = sentence.start
        self._ahead = references(sentence)
        self._listed = companies_listed(sentence, self._ahead) or self._listed
        self._owners = listed(sentence, self._ahead) or shared_out(sentence, self._listed)
        self._ahead.reverse()
        before = two_before(sentence)
        if before[-1:] in ("", "\n"):
            self._turn_page(sentence)
        if before[-1:] not in (";", "；"):
            last, self.current = self.current, self.topic
            if self.sole:
                self.company = self._guest or self._section or self.issuer
            if last and _ANAPHOR.match(sentence.prepared.text, sentence.start, sentence.end):
                self.current = last
        elif self._brief:
            self.current = self.topic
        self._brief = False
        self._continue_list(sentence, before == "\n\n")

    def _turn_page(self, sentence: Sentence) -> None:
        """Begin a line: it is about the issuer, or what the heading above it names."""
        prepared, end = sentence.prepared, sentence.end
        self._guest, self._at_home = "", False
        if name := named_above(sentence):
            self._section, self._part = name, ""
        if not (self._section or self.issuer):
            return
        self.company = self._last = self._section or self.issuer
        if not sentence.mentions and prepared.text[end - 1 : end] == "\n" and sentence.start:
            heading = heading_part(prepared, sentence.start, end - 1)
            self._part = self._part if heading is None else heading
        self.topic = composed(self.company, self._part) if self._part else self.company
        if item := part_at_head(prepared, sentence.start, end):
            self._parts.add(item.name)
            self.topic = composed(self.company, item.name)

    def _continue_list(self, sentence: Sentence, is_apart: bool) -> None:
        """Begin or end a list of parts; speak of its items where a sentence begins with one."""
        text = sentence.prepared.text[sentence.start : sentence.end]
        goes_on = self._by_parts and not is_apart and not has_han(text, 0, len(text))
        self._by_parts = lists_parts(text) or goes_on
        word = re.match(r"\w*", text)
        if word and (part := self._items.get(word[0])):
            self.topic = self.current = composed(self.company, part)

    def _take(self, sentence: Sentence, end: int) -> None:
        """Take in what stands for somebody up to `end`."""
        while self._ahead and self._ahead[-1].end <= end:
            reference = self._ahead.pop()
            if name := self._named(sentence, reference):
                self._turn_to(sentence, reference, name)
                self._done = reference.end

    def _turn_to(self, sentence: Sentence, reference: Reference, name: str) -> None:
        """Speak of a name from here on; of the one that opens a sentence, beyond it."""
        if isinstance(reference, Phrase) and reference.meaning.kind == "currency":
            end = _CLAUSE.search(sentence.prepared.text, reference.end, sentence.end)
            self._passing = (name, end.start() if end else sentence.end)
            return
        self.current = name
        if isinstance(reference, Pronoun):
            return
        if not isinstance(reference, Part | Market):
            if reference.meaning.kind in _COMPANIES:
                self.company = self._last = name
                self._at_home = self._at_home or name == self.issuer
            if reference.meaning.kind == "product":
                self._product, self._sort = name, sort_of(name)
        elif isinstance(reference, Part):
            self._parts.add(reference.name)
        if not (self.issuer or self.company or self.topic) and is_part(reference):
            self.topic = name
        if not isinstance(reference, Market) and name not in self._seen[-1:]:
            self._seen = [*self._seen[-1:], name]
        if self._opens(sentence, reference):
            is_next = is_part(reference) and self.topic not in (self.company, name)
            self.topic = self.company if is_next else name

    def _opens(self, sentence: Sentence, reference: Reference) -> bool:
        """Whether a sentence is about what it names there, and the next one too."""
        if two_before(sentence)[-1:] in (";", "；"):
            return False
        at_head = _LEAD_IN.fullmatch(sentence.prepared.text, sentence.start, reference.start)
        is_listed = self.current in self._listed[1:]
        if not at_head and (sentence.mentions or is_listed):
            return False
        if is_part(reference):
            return not any(is_part(other) for other in self._ahead)
        if isinstance(reference, Phrase) and reference.meaning.kind in _COMPANIES:
            if not self.sole or self.current == self.issuer:
                self._guest = ""
                return True
            self._guest = "" if self._at_home else self.current
            return bool(self._guest)
        return True

    def _named(self, sentence: Sentence, reference: Reference, alone: bool = False) -> str:
        """Whom a reference stands for; nobody where nothing is said of it."""
        text = sentence.prepared.text
        if isinstance(reference, Pronoun):
            return speaker_of(sentence, reference) or self._meant(text, reference)
        if isinstance(reference, Part):
            whole = sentence.prepared.surface(reference.start, reference.end)
            is_own = not self.company or not (reference.is_sure or self.sole)
            return whole if is_own else composed(self.company, reference.name)
        if isinstance(reference, Market):
            return reference.name
        if not alone and not is_subject(sentence, reference, self.issuer):
            return ""
        is_part = reference.meaning.kind in ("place", "segment")
        if is_part and not is_official(sentence, reference.start):
            whole = self.company if self._is_of_company(sentence, reference) else ""
            if alone:
                place = sentence.prepared.surface(reference.start, reference.end)
                return composed(whole, place)
            index = bisect_left(sentence.entities, reference.start, key=lambda p: p.start)
            return composed(whole, joined(sentence, index))
        return with_class(sentence.prepared, reference)

    def _source(self, place: Place) -> str:
        """The part that a share comes from: 六成的收入来自海外."""
        part = source_behind(place)
        named = {p.meaning.name: p.meaning.kind for p in place.sentence.entities}
        is_of_place = named.get(self.current) == "place"
        return composed("" if is_of_place else self.company, part) if part else ""

    def _is_of_company(self, sentence: Sentence, place: EntityPhrase) -> bool:
        """Whether a place is where the company in force does business, not a market of several."""
        is_market = _OF_ALL.match(sentence.prepared.text, place.end, sentence.end)
        if self.issuer or self._section or not is_market:
            return True
        named = (phrase.meaning.name for phrase in sentence.entities if phrase.end <= place.start)
        return self.company in named

    def _meant(self, text: str, pronoun: Pronoun) -> str:
        """Whom a pronoun stands for: the issuer, if the text is about it alone."""
        if pronoun.is_thing:
            sort = text[pronoun.start : pronoun.end].partition("这些")[2]
            return self._product if sort in self._product else ""
        if pronoun.place is not None:
            return self._seen[pronoun.place] if self._seen else ""
        if text[pronoun.start] in "该它":
            return self._last or self.company
        if self.sole and not self._section:
            return self._guest or self.issuer
        return self.company

    def _part_of(self, place: Place, subject: Subject | None) -> Part | None:
        """The part whose name stands right before the term of a figure, or an item's figure."""
        prepared, sentence = place.sentence.prepared, place.sentence
        if self._by_parts and (not subject or subject.end <= place.behind):
            start = max(place.behind, self._done)
            is_chinese = has_han(prepared.text, sentence.start, sentence.end)
            if part := item_before(prepared, start, place.mention.outer_start, is_chinese):
                self._items[part.name.lower()] = part.name
            return part
        if part := self._share_of(place, subject):
            self._brief = True
            return part
        if not subject or subject.end > place.mention.start:
            return None
        if owned := owned_behind(prepared, self._done, subject.start):
            return Part(self._done, subject.start, owned)
        is_of_goods = not (self.issuer or self.company) and subject.term.concept in _OF_GOODS
        if subject.term.concept not in _OF_SEGMENTS and not is_of_goods:
            part = part_before(prepared, max(self._done, place.behind), subject.start)
            if part and part.name in self._parts:
                return part
            is_whole = self.current in ("", self.company)
            return arm_behind(prepared, self._done, subject.end) if is_whole else None
        end = head_of(prepared.text, subject.start, subject.end)
        items = (sentence.entities, sentence.named, sentence.mentions)
        start = max(self._done, *(end_before(some, subject.start) for some in items))
        part = part_before(prepared, start, end, is_of_goods)
        part = part or english_part_before(prepared, start, end)
        return part if part and _KIND.sub("", part.name) not in self.company else None

    def _share_of(self, place: Place, subject: Subject | None) -> Part | None:
        """The part that a figure is the share of, or the amount of, within the whole before it."""
        of_segment = not subject or subject.term.concept in _OF_SEGMENTS
        part = None
        if of_segment and place.mention.quantity.unit == "percent":
            start, end = max(place.behind, self._done), place.mention.outer_start
            part = share_before(place.sentence.prepared, start, end)
        return part or self._listed_part(place)

    def _listed_part(self, place: Place) -> Part | None:
        """The part of a figure in a list of two parts or more after 其中."""
        prepared, mentions = place.sentence.prepared, place.sentence.mentions
        index, is_next = place.index, self._item == (place.sentence.start, place.index - 1)
        if not is_next:
            ahead = mentions[index + 1 : index + 2]
            start = place.mention.outer_end
            if not any(listed_before(prepared, start, m.outer_start, first=False) for m in ahead):
                return None
        end = place.mention.outer_start
        part = listed_before(prepared, place.behind, end, first=not is_next)
        self._item = (place.sentence.start, index) if part else self._item
        return part

    def _behind(self, place: Place) -> str:
        """The name that a figure stands before: 2万点附近的恒生指数, 11.8 percent for Hanbit."""
        entities, end = place.sentence.entities, place.mention.end
        at = bisect_left(entities, end, key=lambda phrase: phrase.start)
        if at == len(entities) or entities[at].meaning.kind in ("place", "agency"):
            return ""
        is_close = _BEHIND.fullmatch(place.text, end, entities[at].start)
        is_chinese = has_han(place.text, place.sentence.start, place.sentence.end)
        is_open = not is_chinese or self._done == place.sentence.start
        return entities[at].meaning.name if (is_close and is_open) or not self.current else ""
