"""Precision, recall and F1 of the extractor against labelled texts, level by level.

A labelled text is a file of marked text (tests/corpus/extract/README.md) or a pair of a text and
a JSON list of facts. The levels add up: the figure (value and unit), then basis, direction and
bound, then the period, then entity and concept.

    python benchmarks/extraction.py tests/corpus/extract [--split held] [--errors 1] [--confidence]
    python benchmarks/extraction.py --article ARTICLE --facts FACTS.json
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from reporter.extract import Candidate, extract

LEVELS = ("figure", "basis, direction, bound", "period", "entity, concept")
_MARK = re.compile(r"⟦([^⟦⟧]*)⟧")
_KINDS = frozenset({"level", "change", "share", "ratio"})
_BASES = frozenset({"yoy", "qoq", "mom", "ytd", "dod"})
_BOUNDS = frozenset({"over", "under", "about", "at_least", "at_most"})
_STATUSES = frozenset({"forecast", "target", "guidance", "consensus", "threshold", "potential"})


@dataclass(frozen=True, slots=True)
class Label:
    """A fact as a careful reader marked it; each set holds every answer that is right."""

    start: int
    end: int
    surface: str
    values: tuple[Decimal, ...]
    units: frozenset[str]
    bases: frozenset[str]
    direction: str
    bound: str
    periods: frozenset[str]
    entities: frozenset[str]
    concept: str
    kind: str = "level"
    status: str = "actual"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its labels, in the order of the text."""

    name: str
    text: str
    labels: tuple[Label, ...]
    head: Mapping[str, str] = field(default_factory=dict)


def read_marked(path: Path) -> Labelled:
    """The text of a marked file, its marks taken out; ValueError says which mark is wrong."""
    head_text, _, body = path.read_text("utf-8").partition("\n---\n")
    head = dict(line.split(": ", 1) for line in head_text.splitlines() if ": " in line)
    labels: list[Label] = []
    text, done = "", 0
    for mark in _MARK.finditer(body):
        text += body[done : mark.start()]
        done = mark.end()
        try:
            labels.append(_label(mark[1], len(text)))
        except (ValueError, ArithmeticError) as error:
            raise ValueError(f"{path.name}: {mark[0]}: {error}") from None
        text += labels[-1].surface
    text += body[done:]
    if "⟦" in text or "⟧" in text:
        raise ValueError(f"{path.name}: a mark is not closed")
    return Labelled(path.stem, text, tuple(labels), head)


def _label(mark: str, start: int) -> Label:
    surface, quantity, concept, entity, period, *rest = (part.strip() for part in mark.split("|"))
    number, unit = quantity.split()
    flags = " ".join(rest).split()
    alternatives = dict(flag.split("=", 1) for flag in flags if "=" in flag)
    words = set(flags)
    return Label(
        start=start,
        end=start + len(surface),
        surface=surface,
        values=tuple(Decimal(end) for end in number.split("..")),
        units=frozenset({unit, alternatives.get("unit_alt", unit)}),
        bases=_bases(*(words & _BASES or {"none"}), *_given(alternatives, "basis_alt")),
        direction=next(iter(words & {"up", "down"}), "none"),
        bound=next(iter(words & _BOUNDS), "exact"),
        periods=frozenset({*period.split("/"), *_given(alternatives, "period_alt")}),
        entities=frozenset(entity.split("/")),
        concept=concept,
        kind=next(iter(words & _KINDS), "level"),
        status=next(iter(words & _STATUSES), "actual"),
        optional="optional" in words,
    )


def _bases(*stated: str) -> frozenset[str]:
    """The bases that are right; a change on the day may also go without one."""
    return frozenset({*stated, *({"none"} if "dod" in stated else ())})


def _given(alternatives: Mapping[str, str], key: str) -> list[str]:
    return [alternatives[key]] if key in alternatives else []


def read_pair(text: Path, facts: Path) -> Labelled:
    """A text and its facts in JSON, as {"facts": [{"subject", "metric", "value", …}]}."""
    given = json.loads(facts.read_text("utf-8"), parse_float=Decimal)
    labels = tuple(_label_of(fact) for fact in given["facts"])
    return Labelled(text.stem, text.read_text("utf-8"), labels)


def _label_of(fact: Mapping[str, Any]) -> Label:
    ends = [fact["value"]] if fact["value"] is not None else [fact["low"], fact["high"]]
    return Label(
        start=fact["start"],
        end=fact["end"],
        surface=fact["surface"],
        values=tuple(Decimal(str(end)) for end in ends),
        units=frozenset({fact["unit"], fact.get("unit_alt", fact["unit"])}),
        bases=_bases(fact["basis"], fact.get("basis_alt", fact["basis"])),
        direction=fact["direction"],
        bound=fact["bound"],
        periods=frozenset({fact["period"], fact.get("period_alt", fact["period"])}),
        entities=frozenset({fact["subject"]}),
        concept=fact["metric"],
        kind=fact.get("range_of", fact["kind"]),
        status=fact.get("status", "actual"),
        optional=bool(fact.get("optional")),
    )


def depth(found: Candidate, label: Label) -> int:
    """How many levels a candidate agrees with a label on, from 0 to len(LEVELS)."""
    agreements = (
        _same_figure(found, label),
        found.basis in label.bases
        and found.direction == label.direction
        and found.bound == label.bound,
        str(found.period) in label.periods,
        found.concept == label.concept
        and any(_same_entity(found.entity, entity) for entity in label.entities),
    )
    return next((level for level, agrees in enumerate(agreements) if not agrees), len(LEVELS))


def _same_figure(found: Candidate, label: Label) -> bool:
    values = (found.value,) if found.value is not None else (found.low, found.high)
    if found.unit not in label.units or len(values) != len(label.values):
        return False
    return all(
        value is not None and abs(value - wanted) <= abs(wanted) * Decimal("1e-6")
        for value, wanted in zip(values, label.values, strict=True)
    )


def _same_entity(found: str, wanted: str) -> bool:
    return _plain(found) == _plain(wanted)


def _plain(name: str) -> str:
    return re.sub(r"[\s()（）·]|集团|集團|控股|公司|\binc\b|\bcorp\b", "", name.casefold())


@dataclass(slots=True)
class Score:
    """Counts for each level: found and right, of those found, and of those wanted."""

    right: list[int] = field(default_factory=lambda: [0] * len(LEVELS))
    found: int = 0
    wanted: int = 0

    def add(self, other: Score) -> None:
        self.right = [a + b for a, b in zip(self.right, other.right, strict=True)]
        self.found += other.found
        self.wanted += other.wanted

    def rates(self, level: int) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        right = self.right[level]
        precision = right / self.found if self.found else 1.0
        recall = right / self.wanted if self.wanted else 1.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """A label, what was found there, or a find that no label wants; `depth` levels are right."""

    label: Label | None
    found: Candidate | None
    depth: int


def outcomes(found: Sequence[Candidate], labels: Sequence[Label]) -> list[Outcome]:
    """Each label with the candidate that overlaps it and agrees best, then what is left over."""
    left = list(found)
    results: list[Outcome] = []
    for label in labels:
        near = [c for c in left if c.start < label.end and label.start < c.end]
        best = max(near, key=lambda c: depth(c, label), default=None)
        if best:
            left.remove(best)
        results.append(Outcome(label, best, depth(best, label) if best else 0))
    results += [Outcome(None, extra, 0) for extra in left]
    return sorted(results, key=lambda o: (o.label or o.found).start)  # type: ignore[union-attr]


def score(results: Iterable[Outcome]) -> Score:
    """The counts of the outcomes; an optional label counts only where it was found."""
    total = Score()
    for result in results:
        if result.label and result.label.optional and not result.depth:
            continue
        total.wanted += result.label is not None
        total.found += result.found is not None
        for level in range(result.depth):
            total.right[level] += 1
    return total


def measure(text: Labelled) -> list[Outcome]:
    """What the extractor finds; it is told the day of a text that names no year at all."""
    names_a_year = re.search(r"20\d\d|二[〇零○][〇零○一二三]", text.text)
    told = None if names_a_year else text.head.get("published")
    return outcomes(extract(text.text, published=told), text.labels)


def confidence_table(results: Iterable[Outcome]) -> list[tuple[float, int, float]]:
    """Lower end of each fifth of confidence, how many candidates it has, the share that is right.

    A candidate is right where it agrees with its label in everything.
    """
    fifths: dict[int, list[bool]] = {}
    for result in results:
        optional = result.label and result.label.optional and not result.depth
        if result.found and not optional:
            fifth = min(int(result.found.confidence * 5), 4)
            fifths.setdefault(fifth, []).append(result.depth == len(LEVELS))
    return [
        (fifth / 5, len(right), sum(right) / len(right)) for fifth, right in sorted(fifths.items())
    ]


def _texts(arguments: argparse.Namespace) -> Iterator[Labelled]:
    for path in arguments.paths:
        for file in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
            text = read_marked(file)
            if arguments.split in (None, text.head.get("split")):
                yield text
    if arguments.article:
        yield read_pair(arguments.article, arguments.facts)


def _row(name: str, counts: Score) -> str:
    cells = "  ".join(
        " ".join(f"{rate:.2f}" for rate in counts.rates(level)) for level in range(len(LEVELS))
    )
    return f"{name:36} {counts.wanted:5} {counts.found:5}  {cells}"


def _show(text: str, result: Outcome) -> str:
    where = result.label or result.found
    assert where
    context = text[max(0, where.start - 40) : where.start].replace("\n", "⏎")
    behind = text[where.end : where.end + 20].replace("\n", "⏎")
    lines = [f"  {context}[{where.surface}]{behind}"]
    if label := result.label:
        values = "..".join(f"{value:f}" for value in label.values)
        lines.append(
            f"    want {values} {'/'.join(label.units)} {'/'.join(label.bases)} {label.direction}"
            f" {label.bound} | {'/'.join(label.periods)} | {'/'.join(label.entities)}"
            f" | {label.concept}{' (optional)' if label.optional else ''}"
        )
    if got := result.found:
        value = got.value if got.value is not None else f"{got.low}..{got.high}"
        lines.append(
            f"    got  {value} {got.unit} {got.basis} {got.direction} {got.bound}"
            f" | {got.period} | {got.entity} | {got.concept}"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_Raw)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--split", choices=("tune", "held"))
    parser.add_argument("--errors", type=int, metavar="LEVEL", help="show what fails at level 1–4")
    parser.add_argument("--article", type=Path)
    parser.add_argument("--facts", type=Path)
    parser.add_argument("--confidence", action="store_true", help="show what confidence is worth")
    arguments = parser.parse_args()
    total, everything = Score(), list[Outcome]()
    print(f"{'text':36} {'want':>5} {'found':>5}  " + "  ".join(f"{n[:14]:14}" for n in LEVELS))
    for text in _texts(arguments):
        results = measure(text)
        counts = score(results)
        total.add(counts)
        everything += results
        print(_row(text.name, counts))
        for result in results:
            wrong = arguments.errors and result.depth == arguments.errors - 1
            if wrong and not (result.label and result.label.optional and not result.found):
                print(_show(text.text, result))
    print(_row("all", total))
    if arguments.confidence:
        print("confidence  found  right")
        for low, found, right in confidence_table(everything):
            print(f"{low:.1f}–{low + 0.2:.1f} {found:10} {right:6.2f}")


_Raw = argparse.RawDescriptionHelpFormatter

if __name__ == "__main__":
    main()
