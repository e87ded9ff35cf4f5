"""A brief that asks for a chart or a table there is no kind of."""

from __future__ import annotations

import pytest
from brief_sample import PATH

from reporter.brief_files import BriefFiles
from reporter.loading import read_brief


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (
            "chart: margin_area",
            "chart: margin_aera",
            "no kind of chart “margin_aera”; there is margin_area",
        ),
        ("table: results", "table: pivot", "no kind of table “pivot”; there is history, results"),
    ],
)
def test_an_unknown_kind_is_a_fault_where_it_stands_with_the_nearest_kinds(
    right: str, wrong: str, message: str
) -> None:
    text = PATH.read_text("utf-8").replace(right, wrong)
    table = PATH.with_suffix("").name + ".facts.csv"
    contents = {PATH.name: text.encode(), table: (PATH.parent / table).read_bytes()}
    _, faults = read_brief(BriefFiles.kept(PATH.name, contents, ""))
    line = next(n for n, row in enumerate(text.splitlines(), 1) if wrong in row)
    (fault,) = faults
    assert (fault.line, fault.column > 1) == (line, True)
    assert message in fault.message
