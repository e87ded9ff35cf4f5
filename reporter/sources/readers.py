"""The kinds of reading plans and what reads each."""

from __future__ import annotations

from typing import Any, Protocol

from reporter.errors import Fault
from reporter.fact_schema import StatementPlan, TablePlan
from reporter.sources.rows import PlanFault, Row, Vocabulary
from reporter.sources.sec import read_filings
from reporter.sources.sql import read_answer
from reporter.sources.table import read_table


class Reader(Protocol):
    """Reads the rows that a plan asks for, and tells every fault; `shown` is how faults name the
    file, `fault` words one of the plan. The plan is that of the reader's kind."""

    def __call__(
        self, content: bytes, shown: str, plan: Any, words: Vocabulary, fault: PlanFault
    ) -> tuple[list[Row], list[Fault]]: ...


def _table(
    content: bytes, shown: str, plan: TablePlan, words: Vocabulary, fault: PlanFault
) -> tuple[list[Row], list[Fault]]:
    return read_table(plan.file, content, shown, plan.sheet)


def _statement(
    content: bytes, shown: str, plan: StatementPlan, words: Vocabulary, fault: PlanFault
) -> tuple[list[Row], list[Fault]]:
    from reporter.sources.statement import read_statement  # few briefs need its many patterns

    return read_statement(content, shown, plan, words, fault)


READERS: dict[str, Reader] = {
    "table": _table,
    "statement": _statement,
    "sec": read_filings,
    "sql": read_answer,
}
"""What reads a file, by the kind of the plan."""
