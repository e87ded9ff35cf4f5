"""What a PDF carries to be checked against: its facts as records, and the brief they came from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reporter import __version__
from reporter.brief_files import BriefFiles
from reporter.errors import ReporterError
from reporter.exchange import FORMAT
from reporter.facts import Basis
from reporter.formats.figures import magnitude_of
from reporter.languages import Edition
from reporter.pdf_contents import Contents
from reporter.press import Press
from reporter.quantity import Bound, Quantity

FACTS = "facts.json"
_WAYS = ("up", "down")


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A fact as facts.json has it, as far as its print depends on it."""

    id: str
    concept: str
    period: str
    basis: str
    direction: str
    quantity: Quantity
    is_derived: bool = False

    @property
    def is_change(self) -> bool:
        return self.direction in _WAYS


@dataclass(frozen=True, slots=True)
class Attached:
    """The facts inside a PDF, and its brief made ready to be printed again where it can be."""

    contents: Contents
    facts: tuple[FactRecord, ...]
    facts_fault: str
    edition: Edition | None
    press: Press | None
    press_fault: str

    @property
    def template(self) -> str:
        return str(self.contents.manifest.get("template", ""))

    @property
    def other_version(self) -> str:
        """Why nothing can be printed again here: another version made the PDF."""
        versions = self.contents.manifest.get("versions")
        made = versions.get("reporter") if isinstance(versions, dict) else None
        if made == __version__:
            return ""
        return f"the PDF was made by reporter {made}, and this is {__version__}"

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.edition.languages) if self.edition else ()


def open_attached(contents: Contents, shown: str) -> Attached:
    """Facts and brief of a PDF; what cannot be read of them is said, never raised."""
    facts, facts_fault = _facts(contents.files)
    press, press_fault = _press(contents, shown)
    return Attached(contents, facts, facts_fault, _edition(contents.manifest), press, press_fault)


def _edition(manifest: Mapping[str, Any]) -> Edition | None:
    try:
        return Edition(manifest.get("edition", ""))
    except ValueError:
        return None


def _facts(files: Mapping[str, bytes]) -> tuple[tuple[FactRecord, ...], str]:
    if FACTS not in files:
        return (), f"{FACTS} is not attached"
    try:
        document = json.loads(files[FACTS])
        if document["format"] != FORMAT:
            return (), f"{FACTS} is in the format {document['format']}, not {FORMAT}"
        return tuple(fact_of(record) for record in document["facts"]), ""
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        return (), f"{FACTS} cannot be read: {error!r}"


def _press(contents: Contents, shown: str) -> tuple[Press | None, str]:
    said = contents.manifest
    inputs = said.get("inputs")
    inputs = inputs if isinstance(inputs, dict) else {}
    files = {n: contents.files[f] for n, f in inputs.items() if f in contents.files}
    try:
        return Press(BriefFiles.kept(str(said.get("file", "")), files, shown)), ""
    except ReporterError as error:
        return None, str(error)


def fact_of(record: Mapping[str, Any]) -> FactRecord:
    """The fact of a record of facts.json; the sign of a change is its direction."""
    quantity, direction = quantity_of(record), record["direction"]
    if Basis(record["basis"]).is_change and direction not in _WAYS and any(quantity.ends):
        direction = "up" if quantity.ends[-1] > 0 else "down"
        quantity = magnitude_of(quantity)
    return FactRecord(
        id=record["id"],
        concept=record["concept"],
        period=record["period"],
        basis=record["basis"],
        direction=direction,
        quantity=quantity,
        is_derived=record["derivation"] is not None,
    )


def quantity_of(record: Mapping[str, Any]) -> Quantity:
    """The figure of a record, as quantity_record wrote it."""
    fraction = record["fraction"]
    part, _, whole = (fraction or "").partition("/")
    return Quantity(
        unit=record["unit"],
        value=_decimal(record["value"]),
        precision=Decimal(record["precision"]),
        bound=Bound(record["bound"]),
        low=_decimal(record["low"]),
        high=_decimal(record["high"]),
        fraction=(int(part), int(whole)) if fraction else None,
        vague=record["vague"],
        close=record["close"],
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def differing(ours: bytes, theirs: bytes) -> Iterator[str]:
    """The ids of the facts that two files of facts do not agree about."""
    one, other = _by_id(ours), _by_id(theirs)
    for fact_id in dict.fromkeys((*one, *other)):
        if one.get(fact_id) != other.get(fact_id):
            yield fact_id


def _by_id(content: bytes) -> dict[str, Any]:
    try:
        return {str(record["id"]): record for record in json.loads(content)["facts"]}
    except (ValueError, KeyError, TypeError):
        return {}
