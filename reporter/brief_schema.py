"""The shape of a brief file, as pydantic sees it: the border where outside data comes in.

Every scalar is still the string that was written; turning strings into periods, quantities and
templates is the next step (loading), so that all faults are reported together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from copy import deepcopy
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from reporter.errors import Fault
from reporter.fact_schema import INLINE, FactItem, Shape
from reporter.languages import Language
from reporter.sources.yaml_file import Document, Where

_COLOUR = r"^#[0-9a-fA-F]{6}$"
_IDENTIFIER = r"^[A-Za-z0-9][A-Za-z0-9_.-]*$"
_SHA256 = r"^[0-9a-f]{64}$"


class _Model(Shape, BaseModel):  # which is named so that Ruff knows it for pydantic's
    pass


class Words(_Model):
    """The same thing in each language; zh-Hant is converted from zh-Hans where it is left out."""

    zh_hans: str | None = Field(None, alias="zh-Hans")
    zh_hant: str | None = Field(None, alias="zh-Hant")
    en: str | None = None

    def given(self) -> dict[Language, str]:
        """The texts that there are."""
        texts = zip(Language, (self.zh_hans, self.zh_hant, self.en), strict=True)
        return {language: text for language, text in texts if text is not None}


class IssuerModel(_Model):
    entity: str
    name: Words
    codes: list[str] = []
    year_end: str = Field("12", pattern="^([1-9]|1[0-2])$", description="month of its year’s end")


class LookModel(_Model):
    accent: str = Field("#c8330f", pattern=_COLOUR)
    rise: str | None = Field(None, pattern="^(red|green)$", description="colour of a rise")


class SourceModel(_Model):
    kind: str = Field(pattern="^(article|filing|release|dataset|database)$")
    language: str = Field(pattern="^(zh-Hans|zh-Hant|en)$")
    publisher: Words
    description: Words = Words()
    sha256: str | None = Field(None, pattern=_SHA256)
    url: str | None = Field(None, pattern="^https?://")
    published: str | None = None


class KeyPointModel(Words):
    """A sentence of page 1; `about` is the word set beside it."""

    about: Words = Words()


class ChartModel(_Model):
    chart: str
    facts: list[str] = Field(min_length=1)
    slot: str = Field("half", pattern="^(wide|full|half|third)$")
    title: Words = Words()
    subtitle: Words = Words()
    alt: Words = Words()


class TableModel(_Model):
    table: str
    facts: list[str] = []


class ProductModel(_Model):
    entity: str
    role: Words
    text: Words
    facts: list[str] = []


class SectionModel(_Model):
    section: str = Field(pattern=_IDENTIFIER)
    title: Words = Words()
    lead: Words = Words()
    text: list[Words] = []
    tables: list[TableModel] = []
    products: list[ProductModel] = []
    points: list[Words] = []
    charts: list[ChartModel] = []
    new_page: str = Field("no", pattern="^(yes|no)$")


class ChecksModel(_Model):
    """What the tie-outs of this brief are worth: severities by rule, findings that are accepted."""

    severities: dict[str, str] = {}
    accepted: dict[str, Words] = Field({}, description="reasons, by rule or by id of a fact")


class BriefModel(_Model):
    """A brief file."""

    brief: str = Field(pattern=_IDENTIFIER)
    issuer: IssuerModel
    period: str
    period_end: str | None = Field(None, description="its last day, where that ends no month")
    published: str
    currency: str = Field("CNY", pattern="^[A-Z]{3}$")
    audit: str = Field("unstated", pattern="^(audited|unaudited|unstated)$")
    facts: str | list[FactItem]
    entities: dict[str, Words]
    sources: dict[str, SourceModel] = {}
    names: list[str] = []
    terms: dict[str, Words] = {}
    wording: dict[str, Words] = {}
    look: LookModel = LookModel()
    checks: ChecksModel = ChecksModel()
    headline: Words = Words()
    standfirst: Words = Words()
    key_points: list[KeyPointModel] = []
    kpis: list[str] = []
    hero: ChartModel | None = None
    sections: list[SectionModel] = []
    notes: list[Words] = []
    disclaimer: Words = Words()


def validate(document: Document) -> tuple[BriefModel | None, list[Fault]]:
    """The brief that a document holds, and every way in which it is not one.

    It comes without what does not belong or is not as it should be, so that what else is wrong
    with it can be found too; None where something is missing that it cannot do without.
    """
    rest, faults = deepcopy(document.data), list[Fault]()
    while True:
        try:
            return BriefModel.model_validate(rest), faults
        except ValidationError as error:
            items = _of_the_right_arm(error.errors(include_url=False), rest)
        if not faults:
            faults = [document.fault(_where(item), message(_where(item), item)) for item in items]
        removed = [_removed(rest, item) for item in items]
        if not any(removed):
            return None, faults


def _of_the_right_arm(items: Sequence[Any], given: Any) -> list[Any]:
    """The errors but for those of what `facts` might have been: a name where it is a list."""
    is_list = isinstance(given, dict) and isinstance(given.get("facts"), list)
    return [item for item in items if item["loc"][0] != "facts" or _of_list(item) is is_list]


def _of_list(item: Any) -> bool:
    """Whether an error of `facts` is about the list that it may be."""
    return str(item["loc"][1:2]).startswith("('list[")


def _where(item: Any) -> Where:
    """The way to what an error is about; pydantic also names the choices it made on that way."""
    loc = item["loc"]
    return loc if loc[0] != "facts" else (*loc[:1], *loc[2:3], *loc[4:])


def _removed(rest: Any, item: Any) -> bool:
    """Take out what an error is about, or what lacks something; False where that is the whole.

    The items of a list go with their list, or those after them would change their places.
    """
    where = _where(item)[:-1] if item["type"] == "missing" else _where(item)
    first_index = next((i for i, part in enumerate(where) if isinstance(part, int)), len(where))
    *way, key = where[:first_index] or ("",)
    node = rest
    for part in way:
        node = node.get(part, {})
    return isinstance(node, dict) and node.pop(key, None) is not None


def message(where: Where, item: Any, keys: Collection[str] = ()) -> str:
    """What an error of pydantic says, at the place it is about; `keys` are those there may be."""
    key = where[-1] if where else "brief"
    match item["type"]:
        case "missing":
            return f"“{key}” is missing"
        case "union_tag_invalid":
            kinds = item["ctx"]["expected_tags"].replace("'", "").replace(f"{INLINE}, ", "")
            return f"facts are not read from “{item['ctx']['tag']}”; there is {kinds}"
        case "extra_forbidden":
            near = get_close_matches(str(key), keys or _KEYS)
            return f"“{key}” is not a key here" + (f"; did you mean {near[0]}?" if near else "")
        case "string_pattern_mismatch":
            rule = _said(item["ctx"]["pattern"])
            return f"“{item['input']}” will not do for {key}: it must {rule}"
        case kind if kind.endswith("_type"):
            return f"“{key}” must be {_KINDS.get(kind, kind)}"
        case _:
            return f"{key}: {item['msg']}"


def _said(pattern: str) -> str:
    """A rule as a person reads it: ^(yes|no)$ is to be yes or no."""
    choices = re.fullmatch(r"\^\(([\w|-]+)\)\$", pattern)
    return f"be {choices[1].replace('|', ' or ')}" if choices else f"match {pattern}"


_KINDS = {
    "string_type": "a text",
    "list_type": "a list",
    "dict_type": "a group of keys",
    "model_type": "a group of keys",
}


def _keys(shape: type[Shape]) -> set[str]:
    """Every key that a shape or one made from it has."""
    own = {field.alias or name for name, field in shape.model_fields.items()}
    return own.union(*(_keys(child) for child in shape.__subclasses__()))


_KEYS = frozenset(_keys(Shape))
