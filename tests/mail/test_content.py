from __future__ import annotations

import pytest

from reporter.brief import Brief
from reporter.brief_files import BriefFiles
from reporter.languages import Edition
from reporter.loading import brief_of
from reporter.mail.content import content_hash

BRIEF = """\
brief: sample
issuer: {entity: acme, name: {zh-Hans: 样例公司, en: Acme}}
period: FY2024
published: "2025-03-26"
entities: {acme: {zh-Hans: 样例, en: Acme}}
headline: {zh-Hans: 收入增长, en: Revenue rose}
facts:
- {id: revenue, concept: revenue, entity: acme, period: FY2024, value: 126.9亿元}
- {id: growth, concept: revenue, entity: acme, period: FY2024,
   value: 12%, basis: yoy, direction: up}
"""
TABLE = """\
id,concept,entity,period,value,basis,direction
growth,revenue,acme,FY2024,12%,yoy,up
revenue,revenue,acme,FY2024,126.9亿元,,
"""
BOTH = (Edition.EN, Edition.ZH_HANS)


def brief(text: str = BRIEF, **others: str) -> Brief:
    files = {"sample.yaml": text, "facts.csv": others.get("table", TABLE)}
    contents = {name: content.encode() for name, content in files.items()}
    return brief_of(BriefFiles.kept("sample.yaml", contents, "here"))


def test_it_stays_what_it_is() -> None:
    # Where this has to be changed, every brief that was ever sent would be sent once more.
    assert content_hash(brief(), BOTH).startswith("5061fdfb05d195a8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("brief: sample", "# a note\nbrief:   'sample'"),
        ("headline:", "look: {accent: '#123456'}\nheadline:"),
        ("{zh-Hans: 收入增长, en: Revenue rose}", "{en: Revenue rose, zh-Hans: 收入增长}"),
        ("value: 126.9亿元", "value: RMB12.69 billion"),
        (BRIEF[BRIEF.index("facts:") :], "facts: facts.csv\n"),
    ],
)
def test_how_a_brief_is_written_is_no_content(before: str, after: str) -> None:
    other = brief(BRIEF.replace(before, after))
    assert content_hash(other, BOTH) == content_hash(brief(), BOTH)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("126.9亿元", "127.0亿元"),
        ("126.9亿元", "超126.9亿元"),
        ("Revenue rose", "Revenue grew"),
        ("en: Acme}}\nperiod", "en: Acme Inc.}}\nperiod"),
        ("headline:", "wording: {revenue: {en: turnover}}\nheadline:"),
        ("2025-03-26", "2025-03-27"),
    ],
)
def test_what_a_brief_says_is(before: str, after: str) -> None:
    assert content_hash(brief(BRIEF.replace(before, after)), BOTH) != content_hash(brief(), BOTH)


def test_a_figure_in_a_table_is_content() -> None:
    text = BRIEF[: BRIEF.index("facts:")] + "facts: facts.csv\n"
    other = brief(text, table=TABLE.replace("12%", "13%"))
    assert content_hash(other, BOTH) != content_hash(brief(text), BOTH)


def test_so_are_the_editions() -> None:
    assert len({content_hash(brief(), (edition,)) for edition in Edition}) == len(Edition)
