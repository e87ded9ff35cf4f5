"""What makes a message another one: what the people behind a brief changed, and nothing else.

Whatever the program adds is left out: derived figures, composed sentences, the glossary's words,
how pages look. So a newer version of it sends nobody anything again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from reporter.brief import Brief
from reporter.exchange import facts_json
from reporter.languages import Edition
from reporter.sources.yaml_file import read_yaml

_NO_WORDS = ("facts", "look")
"""The keys of a brief file that are not of what it says: figures, which count as they are read,
wherever that is from, and colours."""


def content_hash(brief: Brief, editions: Sequence[Edition]) -> str:
    """The digest of a brief's stated facts, of its own words, and of the editions.

    Comments, the layout of files and the order of facts are no part of it. Nor is that it corrects
    something: the corrected brief is one content, whether its reader had an earlier one or not,
    and nobody gets it a second time.
    """
    said = {
        "facts": stated(facts_json(brief)),
        "words": {key: value for key, value in _written(brief).items() if key not in _NO_WORDS},
        "editions": [edition.value for edition in editions],
    }
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def stated(facts: bytes) -> dict[str, Any]:
    """The facts of a facts.json by id, but for those that follow from others."""
    records = json.loads(facts)["facts"]
    return {record["id"]: record for record in records if not record["derivation"]}


def _written(brief: Brief) -> dict[str, Any]:
    """The brief's own file as it was written, every scalar a text."""
    files = brief.files
    document, _ = read_yaml(files.contents[files.name].decode("utf-8-sig"), files.name)
    return document.data if document else {}
