"""The shape of what stands under `facts:` in a brief, as pydantic sees it.

An item is a fact, or a plan to read facts by: a group of keys of which `from` names the kind. Every
scalar is still the string that was written.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from reporter.facts import Basis, Direction, Status


class Shape(BaseModel):
    """A group of keys in a brief file; a key that it does not know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _one_of(*choices: str) -> Any:
    """A text that an editor completes from a list; sources/rows holds it to the list."""
    return Field("", json_schema_extra={"enum": list(choices)})


class FactModel(Shape):
    """One fact; the columns of a facts table bear the same names."""

    id: str = ""
    concept: str = ""
    entity: str = ""
    period: str = ""
    value: str = Field("", description="as a person writes it: 1269亿元, 超60%, RMB126.9bn")
    basis: str = _one_of(*Basis)
    direction: str = _one_of(*Direction)
    unit: str = ""
    per: str = ""
    against: str = ""
    said_by: str = ""
    status: str = _one_of(*Status)
    soft: str = _one_of("yes", "no")
    source: str = ""
    paragraph: str = ""
    start: str = ""
    end: str = ""
    note: str = Field("", description="for people; nothing is made of it")


class ReadingPlan(Shape):
    """Where facts are read from, and how; `source` is that of the facts which name none."""

    kind: str = Field(alias="from")
    source: str = ""


class TablePlan(ReadingPlan):
    """A table in the shape of facts: one in each row, the columns named as in a brief."""

    kind: Literal["table"] = Field("table", alias="from")
    file: str
    sheet: str = Field("", description="of a workbook; without it, the first that is not hidden")


class SecPlan(ReadingPlan):
    """Figures from a company's filings, in SEC company facts: every concept in every period."""

    kind: Literal["sec"] = Field("sec", alias="from")
    file: str
    entity: str
    concepts: list[str] = Field(min_length=1)
    periods: list[str] = Field(min_length=1)
    currency: str = Field("", pattern="^([A-Z]{3})?$", description="where there are two")
    filed_by: str = Field("", pattern=r"^(\d{4}-\d\d-\d\d)?$", description="nothing filed later")
    elements: dict[str, str] = Field({}, description="XBRL elements of a concept, in order")


class LabelModel(Shape):
    """What a row of a statement is, and what it says besides, as in the columns of a fact."""

    concept: str
    id: str = Field("", description="begins the ids of its facts, in the place of the concept")
    entity: str = ""
    basis: str = _one_of(*Basis)
    per: str = ""
    unit: str = Field("", description="of its levels, before what the sheet says: USD million, 片")
    against: str = ""
    said_by: str = ""
    status: str = _one_of(*Status)
    soft: str = _one_of("yes", "no")


class StatementPlan(ReadingPlan):
    """A statement as filings lay it out: items down, periods across, units in the head."""

    kind: Literal["statement"] = Field("statement", alias="from")
    file: str
    sheet: str = Field("", description="of a workbook; without it, the first that is not hidden")
    entity: str
    unit: str = Field("", description="where the sheet says none: USD million, 百万元")
    length: str = Field("", pattern="^(|day|month|quarter|half|year)$")
    labels: dict[str, str | LabelModel] = Field({}, description="concepts by label, or leave")
    others: str = Field("fault", pattern="^(fault|leave)$", description="what is no fact")


class SqlPlan(ReadingPlan):
    """A query whose rows are facts, the columns named as in a brief."""

    kind: Literal["sql"] = Field("sql", alias="from")
    database: str = Field(description="the name of a setting in the environment, or of a file")
    query: str
    parameters: dict[str, str] = Field({}, description="by name; :year in the query")


FilePlan: TypeAlias = TablePlan | StatementPlan | SecPlan
"""The plans that read a file; sources/readers has what reads each kind."""

INLINE = "fact"


def kind_of(item: Any) -> str:
    """The kind of an item under `facts:`; one without `from:` is a fact itself."""
    return str(item.get("from", INLINE)) if isinstance(item, dict) else INLINE


FactItem: TypeAlias = Annotated[
    Annotated[FactModel, Tag(INLINE)]
    | Annotated[TablePlan, Tag("table")]
    | Annotated[StatementPlan, Tag("statement")]
    | Annotated[SecPlan, Tag("sec")]
    | Annotated[SqlPlan, Tag("sql")],
    Discriminator(kind_of),
]
