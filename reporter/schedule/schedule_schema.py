"""The shape of a schedule file, as pydantic and an editor see it; every scalar is still a text."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from reporter.calendars import EXCHANGES
from reporter.fact_schema import Shape
from reporter.languages import Edition
from reporter.schedule.model import CatchUp

_TIME = {"at", "zone"}
_RESULTS = {"exchange", "days_after", "days_before", "confirmed_only"}
BESIDE = {
    "trading_days": {"nth", "of", *_TIME},
    "month_end": {"exchange", *_TIME},
    "results": {*_RESULTS, *_TIME},
    "cron": {"zone"},
    "changed": set[str](),
}
"""Which key says when a job runs, and the keys that may stand beside it."""

_URL = "an https: address, or env: and the variable that it is kept in"


def _choice(*choices: str) -> dict[str, Any]:
    """What an editor completes; the reader holds the text to it, and says what is near."""
    return {"enum": list(choices)}


def _plain(least: int, most: int, pattern: str = "^[0-9]{1,2}$") -> dict[str, Any]:
    """A text that YAML takes for a number where it is not quoted, which is as well here."""
    return {
        "type": ["string", "integer"],
        "pattern": pattern,
        "minimum": least,
        "maximum": most,
    }


def _one_key() -> dict[str, Any]:
    """That one of the keys of BESIDE is there, with none but its own beside it."""
    kinds = [
        {"required": [key], "propertyNames": {"enum": [key, *sorted(beside)]}}
        for key, beside in BESIDE.items()
    ]
    return {"oneOf": kinds}


class _Model(Shape, BaseModel):  # which is named so that Ruff knows it for pydantic's
    pass


class WhenModel(_Model):
    """When a job runs: one of trading_days, month_end, results, cron, changed."""

    model_config = ConfigDict(json_schema_extra=_one_key())

    trading_days: str = Field(
        "", description="of an exchange, by its MIC", json_schema_extra=_choice(*EXCHANGES)
    )
    nth: str = Field(
        "",
        description="only that trading day of each month or quarter: 1, -1, first, last",
        json_schema_extra=_plain(-66, 66, "^(first|last|-?[1-9][0-9]?)$"),
    )
    of: str = Field("month", json_schema_extra=_choice("month", "quarter"))
    month_end: str = Field(
        "",
        description="the last calendar day of every month, or of every quarter",
        json_schema_extra=_choice("month", "quarter"),
    )
    results: str = Field("", description="a CSV file: entity, period, date, status")
    exchange: str = Field(
        "",
        description="whose trading days, sessions and windows are meant",
        json_schema_extra=_choice(*EXCHANGES),
    )
    days_after: str = Field("", json_schema_extra=_plain(0, 99))
    days_before: str = Field("", json_schema_extra=_plain(0, 99))
    confirmed_only: str = Field("no", json_schema_extra=_choice("yes", "no"))
    at: str = Field(
        "",
        description="the time of day, or how long before or after something of that day",
        json_schema_extra={
            "examples": ["07:30", "close", "30 min before open", "5 min after first window"]
        },
    )
    zone: str = Field("", description="of a time of day, where it is not that of the schedule")
    cron: str = Field("", description="minute, hour, day of month, month, day of week")
    changed: str = Field("", description="a file, a URL, or the word briefs for all they read")


class OwnerModel(_Model):
    """Who is told when a job fails, and when it works again."""

    name: str = ""
    address: str = ""
    webhook: str = Field("", description=f"that takes JSON: {_URL}")


class DefaultsModel(_Model):
    """What every job may say for itself, and the schedule for all of them."""

    editions: list[str] = Field(
        [Edition.BILINGUAL.value], min_length=1, json_schema_extra={"items": _choice(*Edition)}
    )
    template: str = Field("brief", description="brief, flash, or a folder")
    out: str = Field("out", description="a folder, or the URL of one")
    mailing: str = Field("", description="a mailing file; without one, nothing is sent")
    catch_up: str = Field(
        CatchUp.LATEST.value,
        description="what becomes of occasions that passed while nothing ran",
        json_schema_extra=_choice(*CatchUp),
    )
    within: str = Field("12 h", description="an occasion that is older is skipped")
    retries: str = Field("2", json_schema_extra=_plain(0, 99))
    pause: str = Field("5 min", description="before the first retry; twice as long before each")
    timeout: str = Field("15 min", description="what a run may take")
    owner: OwnerModel = OwnerModel()


class JobModel(DefaultsModel):
    """What is built and sent, and when."""

    briefs: list[str] = Field(min_length=1, description="files, folders, or patterns: q4/*.yaml")
    issuers: list[str] = Field([], description="only briefs, and results, of these: their entity")
    periods: list[str] = Field([], description="only briefs of these: FY2024, 2024Q4, latest")
    when: WhenModel


class ScheduleModel(_Model):
    """A schedule file."""

    zone: str = Field(description="an IANA time zone, of every time that names no other")
    overrides: str = Field("", description="a CSV file of closings and half days of your own")
    settings: str = Field("", description="servers and sender of mail; reporter.yaml otherwise")
    ping: str = Field("", description=f"asked for after every good tick: {_URL}")
    metrics: str = Field("", description="a file for Prometheus’s textfile collector: jobs.prom")
    defaults: DefaultsModel = DefaultsModel()
    jobs: dict[str, JobModel] = Field(min_length=1)
