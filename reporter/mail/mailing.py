"""A mailing file: the readers, the lists they are on, and when what goes out to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, Field, model_validator

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
_HOUR = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_TAG = "tag:"
SUPPRESSED = "suppressed.csv"
_DEFAULT = (Edition.BILINGUAL,)


class _Model(Shape, BaseModel):  # which is named so that Ruff knows it for pydantic's
    pass


class RecipientModel(_Model):
    name: str = ""
    address: str
    editions: list[str] | None = Field(
        None, min_length=1, description="those of the lists otherwise, or bilingual"
    )
    tags: list[str] = []
    zone: str = Field("UTC", description="an IANA time zone, for quiet hours: Asia/Hong_Kong")


class ListModel(_Model):
    """Readers, and the editions of those who chose none; a bare list of names will do."""

    members: list[str]
    editions: list[str] = []

    @model_validator(mode="before")
    @classmethod
    def _of_names(cls, given: Any) -> Any:
        return {"members": given} if isinstance(given, list) else given


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
    lists: dict[str, ListModel] = {}
    suppressed: str = Field(SUPPRESSED, description="a CSV file beside this one")
    send: SendModel


@dataclass(frozen=True, slots=True)
class ReaderList:
    """Ids of readers, and the editions of those who chose none themselves."""

    members: tuple[str, ...]
    editions: tuple[Edition, ...] = ()


@dataclass(frozen=True, slots=True)
class Mailing:
    """Who reads, who is on which list, and the policy.

    `recipients` are as the file has them: without editions where they chose none.
    """

    recipients: Mapping[str, Recipient]
    lists: Mapping[str, ReaderList]
    suppressed: Path
    policy: Policy

    def readers(self) -> tuple[Recipient, ...]:
        """Everybody whom the policy names, once each, in the order of the file.

        Their editions are their own choice, else that of the lists they are named by, else both
        languages.
        """
        wanted = {one for name in self.policy.to for one in self._named(name)}
        readers = (reader for reader in self.recipients.values() if reader.id in wanted)
        return tuple(self._chosen(one) for one in readers)

    def _chosen(self, reader: Recipient) -> Recipient:
        editions = self._editions(reader) or _DEFAULT
        return replace(reader, editions=editions, quiet=self.policy.quiet_in(reader.zone))

    def _editions(self, reader: Recipient) -> tuple[Edition, ...]:
        named = (self.lists[name] for name in self.policy.to if name in self.lists)
        chosen = (one.editions for one in named if reader.id in one.members)
        return reader.editions or tuple(dict.fromkeys(chain.from_iterable(chosen)))

    def _named(self, name: str) -> Iterator[str]:
        if name.startswith(_TAG):
            tag = name.removeprefix(_TAG)
            yield from (reader.id for reader in self.recipients.values() if tag in reader.tags)
        else:
            yield from self.lists[name].members if name in self.lists else (name,)


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
        lists = {name: self._list(name, model) for name, model in self.model.lists.items()}
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
        self._zone(model.zone, (*where, "zone"))
        chosen = self._editions(model.editions or (), where)
        return Recipient(key, model.name, model.address, chosen, tuple(model.tags), model.zone)

    def _list(self, name: str, model: ListModel) -> ReaderList:
        where: Where = ("lists", name)
        bare = isinstance(self.document.data["lists"][name], list)
        place = where if bare else (*where, "members")
        members = [self._known(one, (*place, n)) for n, one in enumerate(model.members)]
        return ReaderList(tuple(members), self._editions(model.editions, where))

    def _editions(self, names: Sequence[str], where: Where) -> tuple[Edition, ...]:
        found = [self._edition(one, (*where, "editions", n)) for n, one in enumerate(names)]
        return tuple(dict.fromkeys(edition for edition in found if edition))

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
        where: Where = ("send", "quiet")
        hours = []
        for key, text in (("from", model.begins), ("to", model.ends)):
            if _HOUR.fullmatch(text):
                hours.append(time.fromisoformat(text))
            else:
                self._fault((*where, key), f"“{text}” is no time of day such as 07:00")
        if len(hours) == 2 and hours[0] == hours[1]:
            self._fault((*where, "to"), "quiet hours that end as they begin are none")
        return Quiet(hours[0], hours[1]) if len(hours) == 2 else None

    def _fault(self, where: Where, message: str, offset: int | None = None) -> None:
        self.faults.append(self.document.fault(where, message, offset))
