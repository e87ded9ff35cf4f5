"""Whatever stands in a schedule file, its reader says what is wrong with it and goes on."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.schedule.schedule_file import parse_schedule

FILE = Path(__file__).parents[2] / "data" / "schedule.yaml"
TEXT = FILE.read_text("utf-8")
ODD = st.sampled_from(
    [
        "",
        "0",
        "-1",
        "٣",
        "a/" * 200,
        "x" * 300,
        "**a",
        "[",
        "../..",
        "\x00",
        "~",
        "{",
        "env:",
        "://",
    ]
)


@settings(deadline=None)
@given(st.integers(0, len(TEXT)), st.integers(0, 30), st.text(max_size=8) | ODD)
def test_a_text_that_was_changed_anywhere_is_read_or_refused(at: int, cut: int, put: str) -> None:
    text = TEXT[:at] + put + TEXT[at + cut :]
    schedule, faults = parse_schedule(text, FILE)
    assert schedule or faults
    lines = text.count("\n") + 1
    assert all(1 <= fault.line <= lines + 1 and fault.column >= 1 for fault in faults)


@settings(deadline=None)
@given(st.text(max_size=20) | ODD)
def test_any_value_is_read_or_refused(value: str) -> None:
    quoted = value.replace("'", "''").replace("\n", "\n\n")
    for key in (
        *("briefs: ['{}']", "issuers: ['{}']", "periods: ['{}']", "editions: ['{}']"),
        *("template: '{}'", "out: '{}'", "mailing: '{}'", "within: '{}'", "retries: '{}'"),
        *("catch_up: '{}'", "owner: {{name: '{}'}}", "owner: {{address: '{}'}}"),
        *("owner: {{webhook: '{}'}}", "when: {{cron: '{}'}}", "when: {{changed: '{}'}}"),
        *("when: {{trading_days: XHKG, at: '{}'}}", "when: {{trading_days: '{}', at: open}}"),
        *("when: {{month_end: month, at: '08:00', zone: '{}'}}",),
        *("when: {{results: '{}', exchange: XHKG, at: open}}",),
        *("when: {{trading_days: XHKG, nth: '{}', at: first window}}",),
    ):
        given_keys = key.format(quoted)
        briefs = "" if key.startswith("briefs") else "\n    briefs: [.]"
        when = "" if key.startswith("when") else "\n    when: {cron: 0 8 * * *}"
        text = f"zone: UTC\njobs:\n  one:\n    {given_keys}{briefs}{when}\n"
        schedule, faults = parse_schedule(text, FILE)
        assert schedule or faults
