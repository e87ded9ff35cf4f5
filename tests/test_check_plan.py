"""What a brief says of its tie-outs: read, refused where it speaks of nothing, and obeyed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from brief_sample import PATH

from reporter.brief_files import BriefFiles
from reporter.build import checked
from reporter.checks import Finding, Rule, Severity
from reporter.errors import BadInput, ChecksFailed
from reporter.languages import Edition, Language
from reporter.press import Press
from reporter.view import Desk
from reporter.view.closing import checks_section

ACCEPTED = """
checks:
  severities: {market_change: error}
  accepted:
    hsi_ytd:
      zh-Hans: 点位与涨幅各自取整，{{ fact("hsi_ytd") }}照录。
      en: Levels and the rise are rounded separately; {{ fact("hsi_ytd") }} is kept.
"""


def brief_with(folder: Path, checks: str) -> Path:
    """The Kuaishou brief with these lines at its end."""
    path = folder / PATH.name
    path.write_text(PATH.read_text("utf-8") + checks, "utf-8")
    table = "kuaishou-2024q4.facts.csv"
    (folder / table).write_bytes((PATH.parent / table).read_bytes())
    return path


def hang_seng(findings: tuple[Finding, ...]) -> Finding:
    return next(f for f in findings if f.keys == (Rule.MARKET_CHANGE, "hsi_ytd"))


def test_a_severity_is_the_rules_in_this_brief(tmp_path: Path) -> None:
    path = brief_with(tmp_path, "checks:\n  severities: {market_change: error}\n")
    assert hang_seng(checked(path)[1]).severity is Severity.ERROR
    with pytest.raises(ChecksFailed, match="hsi_ytd"):
        Press(BriefFiles.beside(path)).hold()


def test_an_accepted_finding_stops_nothing_and_keeps_its_reason(tmp_path: Path) -> None:
    press = Press(BriefFiles.beside(brief_with(tmp_path, ACCEPTED)))
    press.hold()
    found = hang_seng(press.findings)
    assert found.accepted == "Levels and the rise are rounded separately; nearly 20% is kept."
    assert not found.fails


@pytest.mark.parametrize(
    ("language", "begins", "ends"),
    [
        (Language.ZH_HANS, "恒生指数（点位与涨跌幅）不符，已说明：", "照录。"),
        (Language.ZH_HANT, "恒生指數（點位與升跌幅）不符，已說明：", "照錄。"),
        (
            Language.EN,
            "Hang Seng Index (market levels and their change) does not hold;",
            "is kept.",
        ),
    ],
)
def test_the_reason_is_printed_where_the_checks_are(
    tmp_path: Path, language: Language, begins: str, ends: str
) -> None:
    press = Press(BriefFiles.beside(brief_with(tmp_path, ACCEPTED)))
    section = checks_section(
        Desk.of(press.brief, press.glossary, Edition(language.value)), press.findings
    )
    (((line),),) = section.text
    assert begins.replace(" ", "") in _bare(line.html)
    assert _bare(line.html).endswith(ends.replace(" ", ""))


def _bare(html: str) -> str:
    """The letters of a piece of HTML, without its tags and spaces."""
    return re.sub(r"<[^>]*>|[\s\u00a0\u2060\u200b]", "", html)


@pytest.mark.parametrize(
    ("checks", "line", "message"),
    [
        ("  severities: {market_chnge: note}", 2, "did you mean market_change?"),
        ("  severities: {history: notice}", 2, "did you mean note?"),
        ("  accepted:\n    hsi_yt: {zh-Hans: 取整, en: rounded}", 3, "did you mean hsi_ytd"),
        ("  accepted:\n    revenue_prior: {zh-Hans: 取整, en: rounded}", 3, "no stated fact"),
        ("  accepted:\n    hsi_ytd: {en: rounded}", 3, "in Chinese and in English"),
        ("  accepted:\n    hsi_ytd: {zh-Hans: 近20%, en: rounded}", 3, "numeral 20"),
        ("  severity: {history: note}", 2, "did you mean severities?"),
    ],
)
def test_what_is_not_there_is_a_fault_in_its_line(
    tmp_path: Path, checks: str, line: int, message: str
) -> None:
    path = brief_with(tmp_path, f"checks:\n{checks}\n")
    with pytest.raises(BadInput) as caught:
        checked(path)
    (fault,) = caught.value.faults
    assert fault.line == PATH.read_text("utf-8").count("\n") + line
    assert message in fault.message
