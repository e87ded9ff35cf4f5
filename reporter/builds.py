"""What batches built, as the ledger says it: with which inputs, and where the PDFs are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from reporter.batch_item import Answer, Built, Item, Made, Printing
from reporter.cache import Cache, digest
from reporter.clock import Clock
from reporter.errors import CannotRead
from reporter.ledger import Ledger, as_text
from reporter.stores import is_url
from reporter.template_files import template_files


class Builds:
    """The builds that are printed in one way to one place, in the ledger."""

    def __init__(self, ledger: Ledger, printing: Printing, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock
        self._way = digest(
            Cache.of_user().program,
            [str(edition) for edition in printing.editions],
            printing.template,
            sorted(template_files(printing.template).items()),
            printing.out if isinstance(printing.out, str) else str(printing.out.resolve()),
        )

    def record(self, item: Item, answer: Answer, attempts: int) -> None:
        """Say what became of an item: that it is done, or why not.

        It outlives this process, and what the power takes with it is built again.
        """
        row: dict[str, object] = {
            "key": self._key(item),
            "brief": item.name,
            "state": "done" if isinstance(answer, Built) else "failed",
            "attempts": attempts,
            "changed": as_text(self._clock.now()),
        }
        if isinstance(answer, Built):
            row["inputs"] = json.dumps(dict(answer.inputs))
            row["outputs"] = json.dumps([asdict(made) for made in answer.files])
        else:
            row |= {"exit_code": answer.exit_code, "reason": answer.reason}
        marks = ", ".join(f":{name}" for name in row)
        statement = f"REPLACE INTO builds ({', '.join(row)}) VALUES ({marks})"  # noqa: S608
        with self._ledger.transaction(durable=False) as connection:
            connection.execute(statement, row)

    def done(self, item: Item) -> tuple[Made, ...]:
        """The PDFs of an item that was built before; none where it is to be built again.

        They must still be there, and the files that they were made from be the same. What a
        database or a web server gave is taken to be: nothing is asked twice.
        """
        found = self._ledger.rows(
            "SELECT inputs, outputs FROM builds WHERE key = ? AND state = 'done'",
            (self._key(item),),
        )
        for inputs, outputs in found:
            made = tuple(Made(**each) for each in json.loads(outputs))
            if all(map(_is_there, made)) and _are_the_same(json.loads(inputs), item):
                return made
        return ()

    def _key(self, item: Item) -> str:
        return digest(self._way, str(item.path.resolve()), item.bound.id if item.bound else "")


def _is_there(made: Made) -> bool:
    return is_url(made.path) or _size(Path(made.path)) == made.bytes


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else -1


def _are_the_same(inputs: Mapping[str, str], item: Item) -> bool:
    files = item.files
    try:
        return all(
            sha256(files.content(name)).hexdigest() == known
            for name, known in inputs.items()
            if not is_url(name)
        )
    except CannotRead:
        return False
