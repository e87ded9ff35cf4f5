"""Briefs that are right, of many sorts: nothing may be said against them."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from brief_sample import PATH
from fact_mutations import RELEASE, Row, press_of, rows_of

from reporter import paths
from reporter.brief_files import BriefFiles
from reporter.errors import ReporterError
from reporter.languages import Edition
from reporter.press import Press
from reporter.sources.rows import COLUMNS
from reporter.verify import verify_pdf

Making = Callable[[], Press]
_WORDS = ("headline", "standfirst", "key_points", "kpis", "hero", "sections", "notes", "disclaimer")
_LIME_NAMES = {"zh-Hans": "青柠", "zh-Hant": "青檸", "en": "Lime"}
_LIME = """
revenue revenue FY2024 level - {revenue}
revenue_yoy revenue FY2024 yoy {way} {growth}
gross_margin gross_margin FY2024 ratio - 31.4%
net_profit net_profit FY2024 level - {profit}
net_profit_yoy net_profit FY2024 yoy down 3.2%
dau dau 2024Q4 level - {dau}
mau mau 2024Q4 level - {mau}
deliveries deliveries 2024Q4 level - 158696辆
capex capex FY2024 level - {capex}
"""


def _document(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return copy.deepcopy(document)


def shipped() -> Press:
    return Press(BriefFiles.beside(PATH))


def release() -> Press:
    return Press(BriefFiles.beside(RELEASE))


def example() -> Press:
    return Press(BriefFiles.beside(paths.assets() / "example" / "brief.yaml"))


def renamed() -> Press:
    """The shipped brief of another issuer, with Latin letters and a figure in its name."""
    document = _document(PATH)
    document["issuer"] |= {
        "name": {"zh-Hans": "三六零科技", "zh-Hant": "三六零科技", "en": "Three Six O Technology"},
        "codes": ["HKEX 3600"],
    }
    return press_of(document, rows_of(PATH))


def composed() -> Press:
    """The shipped facts without a word of prose."""
    document = {key: value for key, value in _document(PATH).items() if key not in _WORDS}
    return press_of(document, rows_of(PATH))


def few() -> Press:
    """Six facts and what follows from them."""
    document = {key: value for key, value in _document(PATH).items() if key not in _WORDS}
    kept = ("revenue", "revenue_yoy", "adjusted_net_profit", "adjusted_net_margin", "dau", "mau")
    return press_of(document, [row for row in rows_of(PATH) if row["id"] in kept])


def _lime(**values: str) -> Press:
    """A brief of a few composed facts in the magnitudes and units that are given."""
    lines = _LIME.format(**values).strip().splitlines()
    rows: list[Row] = []
    for line in lines:
        name, concept, period, basis, way, value = line.split()
        row = dict.fromkeys(COLUMNS, "") | {
            "id": name,
            "concept": concept,
            "entity": "lime",
            "period": period,
            "basis": basis,
            "direction": way.strip("-"),
            "value": value,
            "source": "release",
        }
        rows.append(row)
    document = {
        "brief": "lime",
        "issuer": {"entity": "lime", "name": dict(_LIME_NAMES), "codes": ["HKEX 0001"]},
        "period": "FY2024",
        "published": "2025-03-01",
        "currency": values["currency"],
        "facts": "lime.csv",
        "entities": {"lime": dict(_LIME_NAMES)},
        "sources": {
            "release": {
                "kind": "release",
                "language": "zh-Hans",
                "publisher": dict(_LIME_NAMES),
                "description": {"zh-Hans": "年度业绩", "en": "annual results"},
            }
        },
    }
    return press_of(document, rows)


def _in_dollars(row: Row) -> Row:
    return {**row, "value": re.sub("(?<!美)元", "美元", row["value"])}


def dollars() -> Press:
    """The company's release as if it reported in US dollars."""
    document = _document(RELEASE) | {"currency": "USD"}
    return press_of(document, [_in_dollars(row) for row in rows_of(RELEASE)])


_LARGE = partial(
    _lime, currency="HKD", revenue="12.69万亿港元", way="up", growth="0.3%",
    profit="1770亿港元", dau="14.01亿人", mau="超27亿人", capex="3亿美元",
)  # fmt: skip
_SMALL = partial(
    _lime, currency="USD", revenue="126.9万美元", way="down", growth="近40%",
    profit="1.02万美元", dau="401人", mau="约1200人", capex="210万元",
)  # fmt: skip
_LOSS = partial(
    _lime, currency="CNY", revenue="84.2亿元", way="down", growth="12.5%",
    profit="-7.6亿元", dau="1250万人", mau="约3000万人", capex="3亿美元",
)  # fmt: skip
_FLASH, _BRIEF = "flash", "brief"
_BOTH, _HANT = Edition.BILINGUAL, Edition.BILINGUAL_HANT
_RIGHT: tuple[tuple[Making, tuple[tuple[Edition, str], ...]], ...] = (
    (shipped, ((_BOTH, _BRIEF), (_HANT, _BRIEF), (Edition.EN, _BRIEF), (Edition.ZH_HANS, _FLASH))),
    (release, ((_BOTH, _BRIEF), (Edition.ZH_HANT, _FLASH), (Edition.EN, _FLASH))),
    (example, ((_BOTH, _BRIEF), (_HANT, _FLASH), (Edition.EN, _BRIEF))),
    (renamed, ((_HANT, _FLASH), (Edition.EN, _FLASH))),
    (composed, ((_BOTH, _BRIEF), (Edition.ZH_HANT, _FLASH))),
    (few, ((_BOTH, _BRIEF), (Edition.ZH_HANS, _BRIEF), (Edition.EN, _FLASH))),
    (dollars, ((_HANT, _BRIEF), (Edition.EN, _FLASH))),
    (_LARGE, ((_BOTH, _BRIEF), (Edition.ZH_HANT, _BRIEF), (Edition.EN, _FLASH))),
    (_SMALL, ((_HANT, _BRIEF), (Edition.ZH_HANS, _FLASH), (Edition.EN, _BRIEF))),
    (_LOSS, ((_BOTH, _BRIEF), (Edition.ZH_HANT, _FLASH), (Edition.EN, _BRIEF))),
)


def false_alarms() -> list[Callable[[], Iterator[str]]]:
    """For each brief, what is said against it: nothing."""
    return [partial(_said_against, index) for index in range(len(_RIGHT))]


def _said_against(index: int) -> Iterator[str]:
    making, pages = _RIGHT[index]
    try:
        press = making()
        for finding in press.findings:
            if finding.fails:
                yield f"brief {index}: {finding.rule} {finding.facts}"
        for edition, template in pages:
            report = verify_pdf(press.make(edition, template).content)
            for failure in report.failures:
                where = f"brief {index} {edition} {template}"
                yield f"{where}: {failure.page} “{failure.text}” {failure.reason}"
    except ReporterError as error:
        yield f"brief {index}: {type(error).__name__} {error}"
