"""What may be wrong with a fact: its row changed before the brief is loaded."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from pathlib import Path

import yaml
from brief_sample import PATH
from mutation import Mutation, drawn

from reporter.brief_files import BriefFiles
from reporter.checks import Outcome
from reporter.errors import BadInput
from reporter.press import Press
from reporter.quantity import find_quantities
from reporter.source_check import check_source
from reporter.sources.rows import COLUMNS

RELEASE = PATH.with_name("kuaishou-2024q4-release.yaml")
Row = dict[str, str]
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_OF_ALL = frozenset({"status", "dates"})
_LIMITS = frozenset({"history", "part_at_most_whole", "currency"})
_ALONE = "no other fact bears on it, and it is read from no text"
_LIMITED = "read from no text, and other facts only set it limits, which it keeps"
_ROOM = "read from no text, and the stated figure is rounded: its interval has room for more"
_WHOSE = "a fact of something else contradicts nothing, and no check reads whose a figure is"
_WHEN = "a fact of another time contradicts nothing, and no check reads of when a figure is"
_STATUS = "its period is not over, has no end, or is over: it could be either"


def rows_of(path: Path) -> list[Row]:
    table = path.with_suffix(".facts.csv").read_text("utf-8")
    return [{**dict.fromkeys(COLUMNS, ""), **row} for row in csv.DictReader(io.StringIO(table))]


def table_of(rows: list[Row]) -> bytes:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def invented_article(rows: list[Row]) -> tuple[list[Row], str]:
    """A text that says every fact in a line of its own, and the rows with their places in it."""
    text, placed = "", []
    for number, row in enumerate(rows, start=1):
        way = {"up": "增长", "down": "下降"}.get(row["direction"], "为")
        line = f"第{chr(0x7532 + number % 4)}项{way}{row['value']}。"
        found = next(iter(find_quantities(line, bare=True)))
        start = len(text) + found.start
        end = len(text) + found.end
        placed.append({**row, "paragraph": str(number), "start": str(start), "end": str(end)})
        text += f"{line}\n"
    return placed, text


@cache
def sample() -> tuple[dict[str, object], tuple[Row, ...], str]:
    """The shipped brief, its facts said by an invented text."""
    document = yaml.load(PATH.read_text("utf-8"), yaml.BaseLoader)
    rows, article = invented_article(rows_of(PATH))
    document["sources"]["article"]["sha256"] = hashlib.sha256(article.encode()).hexdigest()
    return document, tuple(rows), article


@cache
def release() -> tuple[dict[str, object], tuple[Row, ...], str]:
    """The company's own figures, which stand in no text here."""
    return yaml.load(RELEASE.read_text("utf-8"), yaml.BaseLoader), tuple(rows_of(RELEASE)), ""


Given = Callable[[], tuple[dict[str, object], tuple[Row, ...], str]]


def press_of(document: Mapping[str, object], rows: list[Row]) -> Press:
    """A brief made ready; raises BadInput."""
    name = str(document["facts"])
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
    return Press(
        BriefFiles.kept("brief.yaml", {"brief.yaml": text.encode(), name: table_of(rows)}, "")
    )


def problems(given: Given, rows: list[Row]) -> frozenset[tuple[str, str]]:
    """What loading, the tie-outs and the text say against a brief: a check and what it says."""
    document, _, article = given()
    try:
        press = press_of(document, rows)
    except BadInput as error:
        return frozenset(("loading", fault.message) for fault in error.faults)
    against = {
        (finding.rule.value, " ".join(finding.facts))
        for finding in press.findings
        if finding.outcome is Outcome.DOES_NOT_HOLD
        or (finding.rule in ("currency", "status") and finding.outcome is Outcome.CANNOT_BE_SAID)
    }
    if article:
        read = check_source(press.brief, article.encode())
        assert read is not None
        against |= {("source", s.fact.id) for s in read.sightings if s.problems}
    return frozenset(against)


@cache
def known(given: Given) -> frozenset[tuple[str, str]]:
    """What is said against the brief as it is."""
    return problems(given, list(given()[1]))


@cache
def tied(given: Given, *, exactly: bool) -> frozenset[str]:
    """The facts that another one bears on; `exactly`: by more than a limit that it must keep."""
    document, rows, _ = given()
    press = press_of(document, list(rows))
    unsaid = _OF_ALL | (_LIMITS if exactly else frozenset())
    found = (f.facts for f in press.findings if f.rule not in unsaid and len(f.facts) > 1)
    return frozenset(fact for facts in found for fact in facts)


def _found(given: Given, index: int, row: Row) -> tuple[str, ...]:
    rows = list(given()[1])
    rows[index] = row
    return tuple(dict.fromkeys(rule for rule, _ in sorted(problems(given, rows) - known(given))))


# The kinds


def _times(power: int) -> Callable[[Row], Row | None]:
    def changed(row: Row) -> Row | None:
        if row["unit"] or "/" in row["value"] or not _NUMBER.search(row["value"]):
            return None
        value = _NUMBER.sub(lambda m: _scaled(m[0], power), row["value"])
        return {**row, "value": value}

    return changed


def _scaled(digits: str, power: int) -> str:
    scaled = Decimal(digits).scaleb(power)
    return f"{scaled.normalize():f}" if scaled == scaled.to_integral_value() else f"{scaled:f}"


def _value(pattern: str, new: str) -> Callable[[Row], Row | None]:
    def changed(row: Row) -> Row | None:
        value = re.sub(pattern, new, row["value"])
        return {**row, "value": value} if value != row["value"] else None

    return changed


def _digit(row: Row) -> Row | None:
    """The first digit that the value is stated to, two more or less."""
    match = _NUMBER.search(row["value"])
    if not match or row["unit"] or "/" in row["value"]:
        return None
    first = int(match[0][0])
    other = str(first + 2 if first < 8 else first - 2)
    return {**row, "value": row["value"].replace(match[0], other + match[0][1:], 1)}


def _flipped(row: Row) -> Row | None:
    ways = {"up": "down", "down": "up"}
    return {**row, "direction": ways[row["direction"]]} if row["direction"] in ways else None


def _no_direction(row: Row) -> Row | None:
    return {**row, "direction": ""} if row["direction"] else None


def _later(row: Row) -> Row | None:
    later = {"FY2024": "FY2025", "2024Q4": "2025Q4", "2025-03": "2025-09", "FY2023": "FY2026"}
    return {**row, "period": later[row["period"]]} if row["period"] in later else None


def _cell(column: str, **values: str) -> Callable[[Row], Row | None]:
    def changed(row: Row) -> Row | None:
        new = values.get(row.get(column, "").replace(" ", "_").replace("-", "_"))
        return {**row, column: new} if new is not None else None

    return changed


def _no_cell(column: str) -> Callable[[Row], Row | None]:
    return lambda row: {**row, column: ""} if row.get(column) else None


def _nonsense(column: str, value: str) -> Callable[[Row], Row | None]:
    return lambda row: {**row, column: value} if row.get(column) else None


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to change a fact; `blind` is why other facts cannot tell it, and no text either."""

    change: Callable[[Row], Row | None]
    blind: str = ""
    room: bool = False
    is_small: bool = False


KINDS: dict[str, Kind] = {
    "×10": Kind(_times(1)),
    "÷10": Kind(_times(-1)),
    "×100": Kind(_times(2)),
    "×10⁴ (亿 for 万)": Kind(_value("万(?!亿)", "亿")),
    "÷10⁴ (万 for 亿)": Kind(_value("(?<!万)亿", "万")),
    "×10⁸": Kind(_times(8)),
    "a leading digit": Kind(_digit, is_small=True),
    "another currency (USD)": Kind(_value("(?<![美港])元", "美元")),
    "another currency (HKD)": Kind(_value("美元|(?<![美港])元", "港元")),
    "points for per cent": Kind(_value("%", "个百分点")),
    "a bound dropped": Kind(_value("超|近|约|低于|至少|最长", "")),
    "a bound added": Kind(_value("^(?=[0-9])", "超"), room=True),
    "the direction turned round": Kind(_flipped),
    "the direction left out": Kind(_no_direction),
    "published before the period ends": Kind(_later),
    "a period of the year before": Kind(
        _cell("period", FY2024="FY2023", **{"2024Q4": "2023Q4"}), _WHEN
    ),
    "another entity": Kind(
        _cell("entity", kuaishou="kling", kling="kuaishou", kuaishou_app="kling"), _WHOSE
    ),
    "growth on the quarter for growth on the year": Kind(_cell("basis", yoy="qoq"), _WHEN),
    "an actual as a forecast": Kind(_cell("status", actual="forecast"), _STATUS),
    "a forecast as an actual": Kind(
        _cell("status", forecast="actual", target="actual", potential="actual"), _STATUS
    ),
    "a concept that is not there": Kind(_nonsense("concept", "revenu")),
    "a period that is none": Kind(_nonsense("period", "2024Q5")),
    "a value that is none": Kind(_nonsense("value", "很多")),
    "an entity that nobody names": Kind(_nonsense("entity", "kuashou")),
    "the value left out": Kind(_no_cell("value")),
}
_FEW = 7


def fact_mutations() -> Iterator[Mutation]:
    """Every kind on the facts that it suits, of the brief with a text and of the one without."""
    for given in (sample, release):
        known(given)  # as it is, it loads
        for kind, how in KINDS.items():
            sites = [
                (index, row, changed)
                for index, row in enumerate(given()[1])
                if (changed := how.change(dict(row))) is not None
            ]
            for index, row, changed in drawn(sites, _FEW, given.__name__, kind):
                yield Mutation(
                    f"fact: {kind}",
                    f"{row['id']}: {_told(row, changed)}",
                    partial(_found, given, index, changed),
                    how.blind or _beyond(given, row["id"], how),
                )


def _beyond(given: Given, fact_id: str, how: Kind) -> str:
    """Why nothing can tell a changed figure; nothing for one that a text says."""
    if given()[2]:
        return ""
    if how.room:
        return _ROOM
    if fact_id not in tied(given, exactly=False):
        return _ALONE
    return "" if not how.is_small or fact_id in tied(given, exactly=True) else _LIMITED


def _told(row: Row, changed: Row) -> str:
    return ", ".join(f"{old} → {changed[key]}" for key, old in row.items() if changed[key] != old)
