"""A mailing file: the readers, the lists they are on, and when what goes out to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from difflib import get_close_matches
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, Field

from reporter.errors import BadInput, CannotRead, Fault
from reporter.fact_schema import Shape
from reporter.languages import Edition
from reporter.mail.address import fault_of
from reporter.mail.model import Recipient
from reporter.mail.policy import MARKS, Policy, Quiet, Threshold
from reporter.mail.shape import read_shape
from reporter.quantity import QuantityError, parse_quantity
from reporter.sources.yaml_file import Document, Where

_YES_NO = "^(yes|no)$"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_TAG = "tag:"
SUPPRESSED = "suppressed.csv"


class _Model(Shape, BaseModel):  # which is named so that Ruff knows it for pydantic's
    pass


class RecipientModel(_Model):
    name: str = ""
    address: str
    editions: list[str] = Field(["bilingual"], min_length=1)
    tags: list[str] = []
    zone: str = Field("UTC", description="an IANA time zone, for quiet hours: Asia/Hong_Kong")


class ThresholdModel(_Model):
    """A figure and the mark that it must reach."""

    fact: str
    at_least: str = ""
    over: str = ""
    at_most: str = ""
    under: str = ""


class QuietModel(_Model):
    begins: str = Field(alias="from", description="22:00")
    ends: str = Field(alias="to", description="07:00")


class SendModel(_Model):
    to: list[str] = Field(min_length=1, description="recipients, lists, or tag:NAME")
    if_changed: str = Field("no", pattern=_YES_NO)
    conditions: list[ThresholdModel] = Field([], alias="if")
    approval: str = Field("no", pattern=_YES_NO)
    embargo: str = Field("", description="2025-03-26T16:30+08:00")
    quiet: QuietModel | None = None


class MailingModel(_Model):
    """A mailing file."""

    recipients: dict[str, RecipientModel]
    lists: dict[str, list[str]] = {}
    suppressed: str = Field(SUPPRESSED, description="a CSV file beside this one")
    send: SendModel


@dataclass(frozen=True, slots=True)
class Mailing:
    """Who reads, who is on which list, and the policy."""

    recipients: Mapping[str, Recipient]
    lists: Mapping[str, tuple[str, ...]]
    suppressed: Path
    policy: Policy

    def readers(self) -> tuple[Recipient, ...]:
        """Everybody whom the policy names, once each, in the order of the file."""
        wanted = {one for name in self.policy.to for one in self._named(name)}
        return tuple(reader for reader in self.recipients.values() if reader.id in wanted)

    def _named(self, name: str) -> Iterator[str]:
        if name.startswith(_TAG):
            tag = name.removeprefix(_TAG)
            yield from (reader.id for reader in self.recipients.values() if tag in reader.tags)
        else:
            yield from self.lists.get(name, (name,))


def load_mailing(path: Path) -> Mailing:
    """The mailing of a file; raises BadInput with every fault found, or CannotRead."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRead(str(path), getattr(error, "strerror", None) or "not UTF-8") from error
    mailing, faults = parse_mailing(text, path)
    if mailing is None:
        raise BadInput(faults)
    return mailing


def parse_mailing(text: str, path: Path) -> tuple[Mailing | None, list[Fault]]:
    """The mailing of a text, or None, and every fault in it."""
    document, model, faults = read_shape(text, str(path), MailingModel)
    if document is None or model is None:
        return None, faults
    reader = _Reader(document, model)
    mailing = reader.mailing(path.parent)
    faults += reader.faults
    return (None if faults else mailing), faults


class _Reader:
    """Turns texts into what they stand for, and keeps the faults."""

    def __init__(self, document: Document, model: MailingModel) -> None:
        self.document, self.model = document, model
        self.faults: list[Fault] = []

    def mailing(self, folder: Path) -> Mailing:
        recipients = {key: self._recipient(key, one) for key, one in self.model.recipients.items()}
        self._addresses()
        lists = {
            name: tuple(self._known(one, ("lists", name, n)) for n, one in enumerate(members))
            for name, members in self.model.lists.items()
        }
        for name in lists.keys() & recipients.keys():
            self._fault(("lists", name), f"“{name}” is a recipient already")
        return Mailing(recipients, lists, folder / self.model.suppressed, self._policy())

    def _recipient(self, key: str, model: RecipientModel) -> Recipient:
        where: Where = ("recipients", key)
        if not _ID.fullmatch(key):
            self._fault(where, "an id has letters, digits, “_”, “.” and “-”")
        if reason := fault_of(model.address):
            self._fault((*where, "address"), reason)
        if not model.name.isprintable() or "=?" in model.name:
            self._fault((*where, "name"), "a name has no control characters and no “=?”")
        editions = [
            self._edition(one, (*where, "editions", n)) for n, one in enumerate(model.editions)
        ]
        self._zone(model.zone, (*where, "zone"))
        chosen = tuple(dict.fromkeys(edition for edition in editions if edition))
        return Recipient(key, model.name, model.address, chosen, tuple(model.tags), model.zone)

    def _addresses(self) -> None:
        """An address that stands twice would get every brief twice."""
        seen: dict[str, str] = {}
        for key, one in self.model.recipients.items():
            if (first := seen.setdefault(one.address.lower(), key)) != key:
                self._fault(("recipients", key, "address"), f"it is the address of {first} already")

    def _edition(self, text: str, where: Where) -> Edition | None:
        try:
            return Edition(text)
        except ValueError:
            self._fault(where, f"“{text}” is no edition; there is {', '.join(Edition)}")
            return None

    def _zone(self, text: str, where: Where) -> None:
        try:
            ZoneInfo(text)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self._fault(where, f"“{text}” is no time zone such as Asia/Hong_Kong")

    def _known(self, name: str, where: Where) -> str:
        if name not in self.model.recipients:
            near = get_close_matches(name, self.model.recipients)
            hint = f"; did you mean {near[0]}?" if near else ""
            self._fault(where, f"there is no recipient “{name}”{hint}")
        return name

    def _policy(self) -> Policy:
        send = self.model.send
        for n, name in enumerate(send.to):
            self._audience(name, ("send", "to", n))
        thresholds = [self._threshold(one, n) for n, one in enumerate(send.conditions)]
        return Policy(
            tuple(send.to),
            send.if_changed == "yes",
            tuple(one for one in thresholds if one),
            send.approval == "yes",
            self._instant(send.embargo) if send.embargo else None,
            self._quiet(send.quiet) if send.quiet else None,
        )

    def _audience(self, name: str, where: Where) -> None:
        tags = {tag for one in self.model.recipients.values() for tag in one.tags}
        if name.startswith(_TAG):
            if name.removeprefix(_TAG) not in tags:
                self._fault(where, f"nobody has the tag “{name.removeprefix(_TAG)}”")
        elif name not in self.model.lists:
            self._known(name, where)

    def _threshold(self, model: ThresholdModel, index: int) -> Threshold | None:
        where: Where = ("send", "if", index)
        given = [(way, text) for way in MARKS if (text := getattr(model, way))]
        if len(given) != 1:
            self._fault(where, f"a condition has one of {', '.join(MARKS)}")
            return None
        ((way, text),) = given
        try:
            return Threshold(model.fact, way, parse_quantity(text), text)
        except QuantityError as error:
            self._fault((*where, way), error.reason, error.column - 1)
            return None

    def _instant(self, text: str) -> datetime | None:
        where: Where = ("send", "embargo")
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            self._fault(where, f"“{text}” is no time: write it as 2025-03-26T16:30+08:00")
            return None
        if moment.tzinfo is None:
            self._fault(where, "say of which zone it is: 2025-03-26T16:30+08:00")
            return None
        return moment

    def _quiet(self, model: QuietModel) -> Quiet | None:
        hours = []
        for key, text in (("from", model.begins), ("to", model.ends)):
            try:
                hours.append(time.fromisoformat(text))
            except ValueError:
                self._fault(("send", "quiet", key), f"“{text}” is no time of day such as 07:00")
        return Quiet(hours[0], hours[1]) if len(hours) == 2 else None

    def _fault(self, where: Where, message: str, offset: int | None = None) -> None:
        self.faults.append(self.document.fault(where, message, offset))
