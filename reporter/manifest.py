"""The manifest of a PDF: what it was made from, so that it can be made again and be checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from reporter import fonts, paths, program
from reporter.brief import Brief
from reporter.languages import Edition
from reporter.template_files import template_files

FORMAT = "reporter/manifest/1"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def manifest(
    brief: Brief,
    edition: Edition,
    template: str,
    attached: Mapping[str, bytes],
    inputs: Mapping[str, str],
) -> Mapping[str, Any]:
    """What went into a PDF: files by digest, versions, options and the key of them all.

    `inputs` are the brief's own files, each with the name that it is attached under.
    """
    document: dict[str, Any] = {
        "format": FORMAT,
        "brief": brief.id,
        "file": brief.files.name,
        "inputs": dict(sorted(inputs.items())),
        "edition": edition.value,
        "template": template,
        "versions": program.versions(),
        "files": {name: sha256(content) for name, content in sorted(attached.items())},
        "sources": {source.id: source.sha256 for source in brief.sources},
    }
    return {**document, "build_key": _key(document, template)}


def manifest_json(document: Mapping[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _key(document: Mapping[str, Any], template: str) -> str:
    """The digest of all that shapes the page: the manifest, the templates, the words, the fonts."""
    shaping = {name: sha256(content) for name, content in template_files(template).items()}
    words = {file.name: sha256(file.read_bytes()) for file in sorted(paths.assets().glob("*.csv"))}
    faces = {path.name: path.stat().st_size for path in fonts.files()}
    whole = {"manifest": document, "templates": shaping, "words": words, "fonts": faces}
    return sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode())
