"""What a brief says of its tie-outs, read for faults: rules and facts that are not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from reporter.brief import CheckPlan, Words
from reporter.brief_schema import ChecksModel
from reporter.checks import Rule, Severity
from reporter.languages import Language
from reporter.proofing import Proofreader
from reporter.sources.yaml_file import Where

_RULES = tuple(rule.value for rule in Rule)
_SEVERITIES = tuple(severity.value for severity in Severity)


def check_plan(model: ChecksModel, reader: Proofreader) -> CheckPlan:
    """The severities and acceptances of a brief; every fault in them goes to the reader."""
    for rule, severity in model.severities.items():
        where = ("checks", "severities", rule)
        _one_of(reader, where, "rule", rule, _RULES)
        _one_of(reader, where, "severity", severity, _SEVERITIES)
    accepted = {}
    for judged, reason in model.accepted.items():
        where = ("checks", "accepted", judged)
        _known(reader, where, judged)
        accepted[judged] = reader.words(reason, where)
        _in_both_languages(reader, where, accepted[judged])
    return CheckPlan(dict(model.severities), accepted)


def severities(plan: CheckPlan) -> Mapping[str, Severity]:
    """The severities by rule, as the tie-outs take them."""
    return {rule: Severity(severity) for rule, severity in plan.severities.items()}


def _known(reader: Proofreader, where: Where, judged: str) -> None:
    facts = [fact.id for fact in reader.facts or () if not fact.is_derived]
    if reader.facts is not None and judged not in reader.refused:
        _one_of(reader, where, "rule and no stated fact", judged, (*_RULES, *facts))


def _one_of(reader: Proofreader, where: Where, what: str, given: str, known: Iterable[str]) -> None:
    names = tuple(known)
    if given not in names:
        near = get_close_matches(given, names)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        reader.fault(where, f"there is no {what} “{given}”{hint}")


def _in_both_languages(reader: Proofreader, where: Where, reason: Words) -> None:
    if Language.EN not in reason or Language.ZH_HANT not in reason:
        reader.fault(where, "a reason is given in Chinese and in English")
