"""Templates of briefs: what goes into a brief for a row, and where its faults are told."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reporter.errors import BadInput, Fault
from reporter.issuer_table import IssuerRow, IssuerTable, read_issuers
from reporter.parameters import Bound, Slot, Template, bind_all, read_template
from reporter.sources.grid import Cell, Grid
from reporter.sources.yaml_file import read_yaml

TEMPLATE = """\
brief: "{code}-fy2025"  # its name
issuer:
  entity: it
  name: {en: "{name}", zh-Hans: "{ name }"}
  codes: ["HKEX {code}", "{period}"]
period: "{period}"
facts: >-
  facts/{code}
  .csv
headline: {en: "{{ name('it') }} {{ change('revenue_yoy') }}"}
"""


def written(folder: Path, template: str, rows: str) -> tuple[Path, IssuerTable]:
    path, table = folder / "template.yaml", folder / "issuers.csv"
    path.write_text(template, "utf-8")
    table.write_text(rows, "utf-8")
    return path, read_issuers(table)


def bound(folder: Path, template: str = TEMPLATE, row: str = "0700,Tencent,FY2025") -> Bound:
    path, table = written(folder, template, f"code,name,period\n{row}\n")
    (only,) = bind_all(path, table)
    return only


def faults(folder: Path, template: str, rows: str = "code,name\n0700,Tencent\n") -> list[str]:
    with pytest.raises(BadInput) as caught:
        bind_all(*written(folder, template, rows))
    return [f"{f.line}:{f.column}: {f.message}" for f in caught.value.faults]


def test_a_row_stands_in_the_place_of_its_columns(tmp_path: Path) -> None:
    brief = yaml.safe_load(bound(tmp_path).content)
    assert brief["brief"] == "0700-fy2025"
    assert brief["issuer"]["name"] == {"en": "Tencent", "zh-Hans": "Tencent"}
    assert brief["issuer"]["codes"] == ["HKEX 0700", "FY2025"]
    assert brief["facts"] == "facts/0700 .csv"
    assert brief["headline"]["en"] == "{{ name('it') }} {{ change('revenue_yoy') }}"


def test_every_line_stays_where_it_is(tmp_path: Path) -> None:
    content = bound(tmp_path).content.decode()
    assert content.count("\n") == TEMPLATE.count("\n")
    assert content.splitlines()[-1] == TEMPLATE.splitlines()[-1]


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_whatever_a_cell_holds_is_one_text(cell: str) -> None:
    source = 'brief: "a{x}b"\n'
    document, _ = read_yaml(source, "t.yaml")
    assert document
    slot = Slot("a{x}b", *document.spans[("brief",)])
    row = IssuerRow(Grid("i.csv", ()), 0, {"x": Cell(cell, 2, 1)})
    content = Template("t.yaml", source, slot, (slot,)).bind(row).content
    assert yaml.safe_load(content) == {"brief": f"a{cell.strip()}b"}


def test_a_fault_in_a_cell_is_told_in_the_template_with_the_cell(tmp_path: Path) -> None:
    brief = bound(tmp_path, row="0700,Tencent,FY20X5")
    line = brief.content.decode().splitlines()[5]
    fault = brief.placed(Fault(brief.template.path, 6, line.index("X") + 1, "no period"))
    assert (fault.line, fault.column) == (6, 10)
    assert fault.message == f"no period ({{period}} is “FY20X5” in {tmp_path}/issuers.csv:2:14)"


def test_a_fault_behind_a_cell_is_told_where_the_template_has_it(tmp_path: Path) -> None:
    brief = bound(tmp_path, row="0700,A name that is longer than its column,FY2025")
    line = brief.content.decode().splitlines()[3]
    fault = brief.placed(Fault(brief.template.path, 4, line.index("zh-Hans") + 1, "no"))
    assert fault.column == TEMPLATE.splitlines()[3].index("zh-Hans") + 1
    assert fault.message == f"no (for {tmp_path}/issuers.csv:2)"


def test_a_fault_of_another_file_stays_as_it_is(tmp_path: Path) -> None:
    fault = Fault("facts/0700.csv", 3, 4, "no value")
    assert bound(tmp_path).placed(fault) is fault


def test_a_column_that_the_table_lacks_is_a_fault_at_its_place(tmp_path: Path) -> None:
    assert faults(tmp_path, 'brief: "{code}"\nperiod: "FY{coed}"\n') == [
        "2:12: the table has no column “coed”; did you mean code?"
    ]


@pytest.mark.parametrize(
    "line",
    [
        'headline: {en: "{name} grew"}',
        'facts: [{from: sql, database: D, query: "select {name}"}]',
        'checks: {accepted: {revenue: {en: "{name} said so"}}}',
    ],
)
def test_words_and_queries_take_no_column(tmp_path: Path, line: str) -> None:
    (fault,) = faults(tmp_path, f'brief: "{{code}}"\n{line}\n')
    assert fault.startswith(f"2:{line.index('{name}') + 1}: no column stands here")


def test_braces_in_words_that_name_no_column_are_left_alone(tmp_path: Path) -> None:
    line = "facts: [{from: sql, database: D, query: \"select '{1,2}'\"}]"
    path, table = written(tmp_path, f'brief: "{{code}}"\n{line}\n', "code\n0700\n")
    (brief,) = bind_all(path, table)
    assert brief.content.decode().splitlines()[1] == line


def test_a_column_without_quotation_marks_is_told_what_it_lacks(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, 'brief: "{code}"\nperiod: {name}\n')
    assert fault.startswith('2:9: write “"{name}"”')


def test_the_id_needs_a_column(tmp_path: Path) -> None:
    assert faults(tmp_path, 'brief: acme\nperiod: "{name}"\n') == [
        "1:8: “brief” needs a column: each row makes one of its own"
    ]


def test_two_rows_do_not_make_the_same_brief(tmp_path: Path) -> None:
    rows = "code,name\n0700,Tencent\n3690,Meituan\n0700,Tencent again\n"
    table = tmp_path / "issuers.csv"
    assert faults(tmp_path, 'brief: "{code}"\n', rows) == [
        f"1:8: the briefs of {table}:2 and {table}:4 are both “0700”"
    ]


def test_a_template_that_is_no_yaml_is_a_fault(tmp_path: Path) -> None:
    path, table = written(tmp_path, "brief: {code}.csv: x\n", f"code\n{string.digits}\n")
    with pytest.raises(BadInput, match="not YAML"):
        read_template(path, table.columns)
