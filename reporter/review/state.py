"""What a review has decided so far, kept beside the brief so that it can be gone on with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from reporter.archive import write_whole
from reporter.errors import BadInput, Fault
from reporter.review.figures import Extent, Figure

FORMAT = "reporter/review/1"


class Answer(StrEnum):
    """What a person said of a figure."""

    ACCEPTED = "accepted"
    EDITED = "edited"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Decision:
    """An answer, and the figure as it was before: what going back puts there again."""

    answer: Answer
    before: Figure

    @property
    def extent(self) -> Extent:
        return self.before.extent


def state_path(brief: Path) -> Path:
    return brief.with_suffix(".review.json")


def read_decisions(path: Path, sha256: str) -> tuple[Decision, ...]:
    """The decisions of an earlier sitting over the same text, in order; raises BadInput."""
    try:
        given = json.loads(path.read_bytes())
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise BadInput([Fault(str(path), 1, 1, f"cannot be read: {error}")]) from error
    try:
        known = given["format"] == FORMAT and given["sha256"] == sha256
        return tuple(_decision(one) for one in given["decisions"]) if known else ()
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput([Fault(str(path), 1, 1, "no record of a review")]) from error


def write_decisions(path: Path, sha256: str, decisions: tuple[Decision, ...]) -> None:
    """Keep the decisions, all of them or those of before."""
    document = {
        "format": FORMAT,
        "sha256": sha256,
        "decisions": [
            {
                "answer": one.answer.value,
                "is_fact": one.before.is_fact,
                "before": dict(one.before.cells),
            }
            for one in decisions
        ],
    }
    write_whole(path, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())


def _decision(given: Mapping[str, Any]) -> Decision:
    cells = {str(column): str(cell) for column, cell in given["before"].items()}
    return Decision(Answer(given["answer"]), Figure(cells, bool(given["is_fact"])))
