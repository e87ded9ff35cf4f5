"""How far a figure is settled: it happened, or somebody expects, wants or imagines it."""

from __future__ import annotations

import re

from reporter.extract.sentences import Place
from reporter.facts import Status

_WORDS: tuple[tuple[Status, str], ...] = (
    (Status.CONSENSUS, "市场(?:一致)?(?:预期|预测)|一致预期|分析师预期|分析师(?:平均)?预[计测]|预期中值|consensus|analysts?(?:[a-z' ]+)?(?:expected|estimated?|polled|forecast|predicted)"),
    (Status.GUIDANCE, "指引|业绩展望|guidance|outlook|公司预[计期]|(?:company|management) (?:now )?expects?|we (?:now )?expect|is expected to be (?:in the range|between)"),
    (Status.TARGET, "目标(?!价)|计划|力争|拟|将在|target|aims?|plans? to|goal"),
    (Status.POTENTIAL, "有望|或将|可达|上看|潜在|could|may reach|might|potential"),
    (Status.FORECAST, "预[计期测]|预料|料(?=[将会为达\\d])|估计|预估|预亏|预盈|forecasts?|expects?|expected|projects?|projected|estimates?d?|predicts?"),
)  # fmt: skip
_ANY = re.compile("|".join(f"(?P<{status.name}>{words})" for status, words in _WORDS))
_MET = re.compile(
    "(?:高于|低于|超出?|优于|逊于|好于|胜|符合|遜)(?:于)?(?:市场)?(?:一致)?预[期测]|than expected|beat|topp|exceed|miss"
)


def read_status(place: Place) -> Status:
    """The status that the words before a figure give it; one that met what was expected is actual."""
    found = list(_ANY.finditer(_MET.sub("", place.sentence_before)))
    return Status[str(found[-1].lastgroup)] if found else Status.ACTUAL
