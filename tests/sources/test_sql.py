"""What a query gives becomes facts exactly, and nothing that it does reaches further."""

from __future__ import annotations

import os
import sqlite3
import sys
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest

from reporter.brief_files import BriefFiles
from reporter.errors import BadConfiguration, CannotRead, ServiceUnavailable
from reporter.fact_schema import SqlPlan
from reporter.loading import read_brief
from reporter.sources import sql

TABLE = """
CREATE TABLE facts (
    id text, year integer, value numeric(20, 2), told date, soft boolean, ratio double precision
);
INSERT INTO facts VALUES
    ('revenue', 2024, 126.90, '2025-03-20', true, 0.1), ('profit', 2023, NULL, NULL, NULL, NULL);
"""
BRIEF = """\
brief: acme-2025
issuer: {entity: acme, name: {en: Acme}}
period: FY2025
published: "2026-03-18"
facts:
  - from: sql
    database: DESK
    source: warehouse
    query: |
      SELECT id, id AS concept, 'acme' AS entity, 'FY' || year AS period,
             value || '亿元' AS value
      FROM facts WHERE year = :year
    parameters: {year: 2024}
entities: {acme: {en: Acme}}
sources: {warehouse: {kind: database, language: en, publisher: {en: Acme}}}
"""


@pytest.fixture(scope="module")
def filled(cluster: str) -> str:
    """The URL of a server with the table of facts in it."""
    with psycopg.connect(cluster) as connection:
        connection.execute(TABLE)
    return cluster


@pytest.fixture
def desk(filled: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DESK", filled)
    return filled


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database file of SQLite, with a name that a URL would have to quote."""
    path = tmp_path / "desk 100%?.db"
    with sqlite3.connect(path) as connection:
        connection.executescript(TABLE.replace("true", "1"))
    connection.close()
    return path


def ask(query: str, database: str = "DESK", **parameters: str) -> str:
    plan = SqlPlan(database=database, query=query, parameters=parameters)
    return sql.answer(plan, Path).decode()


def refusal(query: str, database: str = "DESK", **parameters: str) -> str:
    with pytest.raises(CannotRead) as refused:
        ask(query, database, **parameters)
    return refused.value.reason


# PostgreSQL


@pytest.mark.usefixtures("desk")
def test_numbers_and_dates_come_as_exact_text_and_what_is_null_as_nothing() -> None:
    assert ask("SELECT id, year, value, told, soft FROM facts ORDER BY year DESC") == (
        "id,year,value,told,soft\r\n"
        "revenue,2024,126.90,2025-03-20,yes\r\n"
        "profit,2023,,,\r\n"
    )  # fmt: skip


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("ratio", "row 1, x: a floating-point number is not exact; cast it to numeric or text"),
        ("told::timestamp", "row 1, x: a time of day is no period; cast it to a date or text"),
        ("'NaN'::numeric", "row 1, x: NaN is no figure"),
        ("ARRAY[1]", "row 1, x: cast it to text"),
    ],
)
def test_what_is_no_exact_value_is_refused(value: str, reason: str) -> None:
    assert refusal(f"SELECT {value} AS x FROM facts ORDER BY year DESC") == reason


@pytest.mark.usefixtures("desk")
def test_a_parameter_is_bound_and_never_pasted() -> None:
    injected = "revenue' OR '1'='1'; DROP TABLE facts; --"
    assert refusal("SELECT id FROM facts WHERE id = :id", id=injected) == "the query gives no rows"
    assert injected in ask("SELECT :id AS id FROM facts", id=injected)
    assert ask("SELECT id FROM facts WHERE year = :year", year="2024") == "id\r\nrevenue\r\n"


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO facts (id) VALUES ('x') RETURNING id",
        "WITH new AS (INSERT INTO facts (id) VALUES ('x') RETURNING id) SELECT id FROM new",
        "SELECT 1; DELETE FROM facts",
        "COMMIT; DROP TABLE facts",
        "SELECT set_config('transaction_read_only', 'off', false)",
        "SELECT nextval('counter')",
    ],
)
def test_a_query_can_only_read(desk: str, statement: str) -> None:
    with psycopg.connect(desk) as connection:
        connection.execute("CREATE SEQUENCE IF NOT EXISTS counter")
    assert refusal(statement).startswith("the query fails: ")
    assert ask("SELECT count(*) FROM facts") == "count\r\n2\r\n"


@pytest.mark.usefixtures("desk")
def test_a_query_has_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "TIME_OUT", 0.2)
    assert refusal("SELECT pg_sleep(600)") == "the query takes more than 0.2 s"


@pytest.mark.usefixtures("desk")
def test_a_query_has_its_number_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "MAX_ROWS", 3)
    assert ask("SELECT g FROM generate_series(1, 3) AS g") == "g\r\n1\r\n2\r\n3\r\n"
    assert refusal("SELECT g FROM generate_series(1, 4) AS g") == "the query gives more than 3 rows"


@pytest.mark.usefixtures("desk")
def test_a_query_and_its_parameters_belong_together() -> None:
    assert refusal("SELECT :year").startswith("the parameter :year has no value; write \\:year if")
    assert refusal("SELECT 1", year="2024") == "the query has no parameter :year"
    assert ask("SELECT '12:30', '\\:no' AS no, 1::text AS one").endswith("\r\n12:30,:no,1\r\n")


@pytest.mark.usefixtures("desk")
def test_a_connection_that_is_lost_is_no_fault_of_the_query() -> None:
    with pytest.raises(ServiceUnavailable, match="DESK cannot be reached: the connection was lost"):
        ask("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("s3cret", "s4cret", "FATAL:  password authentication failed for user …"),
        ("/postgres?", "/none?", "FATAL:  database … does not exist"),
        ("host=/tmp/", "host=/tmp/none/", "No such file or directory"),
    ],
)
def test_a_server_that_lets_nobody_in_is_unavailable(
    desk: str, monkeypatch: pytest.MonkeyPatch, old: str, new: str, reason: str
) -> None:
    monkeypatch.setenv("DESK", desk.replace(old, new))
    with pytest.raises(ServiceUnavailable) as refused:
        ask("SELECT 1")
    assert str(refused.value) == f"DESK cannot be reached: {reason}"


# SQLite


def test_a_file_is_read_with_nothing_installed(file: Path) -> None:
    query = "SELECT id, year, 'x' AS unit FROM facts WHERE year = :year"
    assert ask(query, str(file), year="2024") == "id,year,unit\r\nrevenue,2024,x\r\n"
    assert "a floating-point number is not exact" in refusal("SELECT value FROM facts", str(file))


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM facts", "VACUUM INTO '{other}'", "ATTACH '{other}' AS o", "SELECT 1; SELECT 2"],
)
def test_a_query_to_a_file_reads_that_file_alone(file: Path, statement: str) -> None:
    other = file.parent / "other.db"
    assert refusal(statement.format(other=other), str(file)).startswith("the query fails: ")
    assert list(file.parent.iterdir()) == [file]


def test_an_endless_query_to_a_file_is_stopped(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "TIME_OUT", 0.2)
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
    assert refusal(endless, str(file)) == "the query takes more than 0.2 s"


# Settings


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (None, "the environment has no DESK, where a brief has its database"),
        ("hunter2", "DESK is no URL of a database"),
        ("postgresql://u:hunter2@h:port/db", "DESK is no URL of a database"),
        ("mysql://u:hunter2@h/db", "DESK: mysql is not read; postgresql and sqlite are"),
        ("postgresql://u:hunter2@/db?nope=hunter2", "DESK: invalid connection option …"),
    ],
)
def test_a_setting_that_is_no_database_is_told_without_its_value(
    monkeypatch: pytest.MonkeyPatch, url: str | None, reason: str
) -> None:
    monkeypatch.delenv("DESK", raising=False)
    if url:
        monkeypatch.setenv("DESK", url)
    with pytest.raises(BadConfiguration) as refused:
        ask("SELECT 1")
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("library", "reason"),
    [
        ("sqlalchemy", "a database needs SQLAlchemy: reporter[sql]"),
        ("psycopg", "DESK: PostgreSQL needs psycopg: reporter[sql]"),
    ],
)
def test_a_library_that_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, library: str, reason: str
) -> None:
    monkeypatch.setenv("DESK", "postgresql://u:p@h/db")
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(BadConfiguration) as refused:
        ask("SELECT 1")
    assert str(refused.value) == reason


# In a brief


def read(tmp_path: Path, brief: str) -> tuple[BriefFiles, list[str]]:
    path = tmp_path / "b.yaml"
    path.write_text(brief, "utf-8")
    files = BriefFiles.beside(path)
    faults = read_brief(files)[1]
    return files, [str(fault).removeprefix(f"{tmp_path}{os.sep}") for fault in faults]


@pytest.mark.usefixtures("desk")
def test_what_a_query_gave_is_kept_and_read_again_without_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, faults = read(tmp_path, BRIEF)
    assert faults == []
    assert (
        files.contents["sql://facts-1.csv"].decode().splitlines()[1]
        == "revenue,revenue,acme,FY2024,126.90亿元"
    )
    monkeypatch.delenv("DESK")
    brief, _ = read_brief(BriefFiles.kept("b.yaml", files.contents, ""))
    assert brief is not None
    revenue = brief.facts["revenue"].quantity
    assert (revenue.value, revenue.precision) == (Decimal(12_690_000_000), Decimal(1_000_000))


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("FROM facts", "FORM facts", "12:7: “DESK” cannot be read: the query fails: syntax error"),
        ("year = :year", "yer = :year", '12:7: “DESK” cannot be read: the query fails: column "y'),
        ("{year: 2024}", "{yer: 2024}", "9:12: “DESK” cannot be read: the parameter :year has no"),
        ("{year: 2024}", "{year: 1999}", "9:12: “DESK” cannot be read: the query gives no rows"),
        ("id AS concept", "id AS koncept", "9:12: of what the query gives, the column “concept”"),
        ("'亿元'", "'亿斤两'", "9:12: row 1, value: “斤两” does not belong"),
        ("id AS concept", "'x' AS concept", "9:12: row 1, concept: the concept “x” is not known"),
        ("database: DESK", "database: none.db", "7:15: “none.db” cannot be read: no such file"),
        ("source: warehouse", "source: desk", "8:13: the source “desk” is not known"),
    ],
)
def test_a_fault_of_a_query_is_told_at_its_line_in_the_brief(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    assert old in BRIEF
    _, faults = read(tmp_path, BRIEF.replace(old, new))
    assert any(one.startswith(f"b.yaml:{fault}") for one in faults), faults
